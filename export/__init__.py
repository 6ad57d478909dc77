"""From a PyTorch checkpoint to a model file of contract 1 (see `colorizer_gui.engine.model`)."""
