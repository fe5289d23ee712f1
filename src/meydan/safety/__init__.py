"""Decides what may reach a lamp; small, boring, proved by tests."""
