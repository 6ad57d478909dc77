"""The open photos as Qt objects: signals, background work, undo."""
