"""Calculations made at a desk: timings, offsets, intergreens."""
