"""Decoders and encoders that several file formats share."""
