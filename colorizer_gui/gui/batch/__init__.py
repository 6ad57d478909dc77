"""The batch window."""
