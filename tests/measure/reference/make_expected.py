"""Make the tables that the package `atspm` gives for a log, to hold ours against.

Not run by the tests: `atspm` wants another DuckDB than we do, so it lives in an environment of its own.

    python -m venv ATSPM && ATSPM/bin/pip install atspm==2.6.1 'duckdb<1.6'
    ATSPM/bin/python tests/measure/reference/make_expected.py LOG.parquet DETECTORS.parquet INTO_DIR [BIN_MIN [more]]
"""

import sys
from pathlib import Path

import duckdb
from atspm import SignalDataProcessor

TABLES = {
    "has_data": {"no_data_min": 5, "min_data_points": 3},
    "arrival_on_green": {"latency_offset_seconds": 0},
    "split_failures": {
        "red_time": 5,
        "red_occupancy_threshold": 0.80,
        "green_occupancy_threshold": 0.80,
        "by_approach": True,
        "by_cycle": False,
    },
    "terminations": {},
    "actuations": {},
    "full_ped": {"seconds_between_actuations": 15, "return_volumes": False},
    "splits": {},
}
MORE = {
    "timeline": {"min_duration": 0.2, "cushion_time": 60, "maxtime": True},
    "ped_delay": {},
    "phase_wait": {
        "preempt_recovery_seconds": 120,
        "assumed_cycle_length": 140,
        "skip_multiplier": 1.5,
        "tsp_skip_multiplier": 2,
    },
    "yellow_red": {"latency_offset_seconds": 0, "min_red_offset": -8},
}
NOT_KEPT = "timeline"  # only what the others are made of


def main(log: str, detectors: str, into: str, bin_min: str = "15", more: str = "") -> None:
    """Write one CSV for each table, sorted by all its columns."""
    tables = {**TABLES, **(MORE if more else {})}
    processor = SignalDataProcessor(
        raw_data=log,
        detector_config=detectors,
        bin_size=int(bin_min),
        remove_incomplete=False,
        controller_type="maxtime",
        verbose=0,
        aggregations=[{"name": name, "params": params} for name, params in tables.items()],
    )
    processor.load()
    processor.aggregate()
    Path(into).mkdir(parents=True, exist_ok=True)
    con: duckdb.DuckDBPyConnection = processor.conn
    for name in tables.keys() - {NOT_KEPT}:
        target = str(Path(into) / f"{name}.csv").replace("'", "''")
        con.execute(f"COPY (SELECT * FROM {name} ORDER BY ALL) TO '{target}' (HEADER)")


if __name__ == "__main__":
    main(*sys.argv[1:])
