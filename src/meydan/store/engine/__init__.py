"""Where heavy work is done: on this machine, or on many through Dask; the work is the same code."""
