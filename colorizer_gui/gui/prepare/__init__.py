"""The mode in which a scan is prepared: its view and tools, its panel, its steps of undo."""
