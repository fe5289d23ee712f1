"""The promises of `docs/promises.md`, each in a short version here and in a long one in `benchmarks/promises.py`."""
