"""API, live stream, map."""
