"""Anything else that comes in or goes out: maps, networks, timetables."""
