"""Widgets that know nothing of photos."""
