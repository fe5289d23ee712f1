"""Experiments on the twin, and the eye that watches its lamps."""
