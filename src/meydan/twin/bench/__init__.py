"""The bench: many scenarios, strategies and seeds on the twin, each run judged by one score."""
