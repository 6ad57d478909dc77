"""Gives black-and-white photographs believable colour."""

__version__ = "0.1.0"
