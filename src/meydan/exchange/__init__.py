"""Signed packages from city to city."""
