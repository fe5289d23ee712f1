"""Numbers from the event log."""
