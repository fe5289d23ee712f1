"""Proving a solution: paired runs on the twin, the gate's verdict on them, and the proof that is kept."""
