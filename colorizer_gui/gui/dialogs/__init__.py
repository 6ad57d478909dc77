"""Dialogs; none of them blocks the event loop."""
