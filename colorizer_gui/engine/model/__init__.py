"""Models: the contract of an .onnx file, sessions of ONNX Runtime, the library of models."""
