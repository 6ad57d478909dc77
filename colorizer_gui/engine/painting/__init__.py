"""Painting: the compiled per-pixel loop and lazy images."""
