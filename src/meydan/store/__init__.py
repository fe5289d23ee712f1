"""The event log, its archive and the city folder."""
