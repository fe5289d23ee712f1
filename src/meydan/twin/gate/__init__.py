"""The gate before a plan goes live: ten rows, each a pure function of paired runs, and the verdict."""
