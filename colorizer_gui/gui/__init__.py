"""The window. Qt only: it asks the engine for everything that has to do with pixels."""
