"""The canvas: the photo before and after, hints on it."""
