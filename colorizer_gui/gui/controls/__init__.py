"""Controls: each connects menu, panels, dialogs and session for one subject."""
