"""What the package `atspm` needs for a set of its aggregations; run by `measure_cost.py` with the Python that has it.

ATSPM/bin/python benchmarks/atspm_cost.py LOGS DETECTORS INTO_DIR six|twelve|whole|everything

`whole` is every aggregation of 2.6.1 that makes something of a log alone; `everything` has `detector_health` too,
which takes the binned actuations of a run before and looks for anomalies in weeks of them.
"""

import sys

from atspm import SignalDataProcessor

Aggregations = tuple[dict[str, object], ...]

MEASURES: Aggregations = (
    {"name": "arrival_on_green", "params": {"latency_offset_seconds": 0}},
    {
        "name": "split_failures",
        "params": {
            "red_time": 5,
            "red_occupancy_threshold": 0.80,
            "green_occupancy_threshold": 0.80,
            "by_approach": True,
            "by_cycle": False,
        },
    },
    {"name": "terminations", "params": {}},
    {"name": "actuations", "params": {}},
    {"name": "full_ped", "params": {"seconds_between_actuations": 15, "return_volumes": False}},
    {"name": "splits", "params": {}},
)
MORE: Aggregations = (
    {"name": "has_data", "params": {"no_data_min": 5, "min_data_points": 3}},
    {
        "name": "timeline",
        "params": {"min_duration": 0.2, "cushion_time": 60, "maxtime": True},
    },  # of which others are made
    {"name": "communications", "params": {"event_codes": "500,501,502,503"}},
    {"name": "ped_delay", "params": {}},
    {"name": "coordination_agg", "params": {}},
    {
        "name": "phase_wait",
        "params": {
            "preempt_recovery_seconds": 120,
            "assumed_cycle_length": 140,
            "skip_multiplier": 1.5,
            "tsp_skip_multiplier": 2,
        },
    },
    {"name": "yellow_red", "params": {"latency_offset_seconds": 0, "min_red_offset": -8}},
    {"name": "platoon_ratio", "params": {}},
)

REST: Aggregations = (
    {"name": "coordination", "params": {}},
    {"name": "ped", "params": {}},
    {"name": "unique_ped", "params": {"seconds_between_actuations": 15}},
)
OF_EACH = {"datetime_column": "TimeStamp", "value_column": "Total", "entity_grouping_columns": ["DeviceId", "Detector"]}
SETS: dict[str, Aggregations] = {
    "six": MEASURES,
    "twelve": (*MEASURES, *MORE),
    "whole": (*MEASURES, *MORE, *REST),
    "everything": (*MEASURES, *MORE, *REST),
}


def run(logs: str | None, detectors: str | None, into: str, aggregations: list[dict[str, object]]) -> None:
    """Make some aggregations and write each into a CSV file."""
    SignalDataProcessor(
        raw_data=logs,
        detector_config=detectors,
        bin_size=15,
        remove_incomplete=False,
        controller_type="maxtime",
        verbose=0,
        output_dir=into,
        output_to_separate_folders=False,
        output_format="csv",
        output_file_prefix="",
        aggregations=aggregations,
    ).run()


def detector_health(into: str) -> dict[str, object]:
    """Return the aggregation that looks for anomalies in the actuations that a run before has written."""
    anomalies = {**OF_EACH, "entity_threshold": 6.0, "GEH": True, "MAD": False, "log_adjust_negative": True}
    params = {
        "data": f"{into}/actuations.csv",
        "device_groups": None,
        "decompose_params": {**OF_EACH, "rolling_window_enable": False},
        "anomaly_params": anomalies,
        "return_last_n_days": 1,
    }
    return {"name": "detector_health", "params": params}


if __name__ == "__main__":
    logs, detectors, into, name = sys.argv[1:]
    run(logs, detectors, into, list(SETS[name]))
    if name == "everything":
        run(None, None, into, [detector_health(into)])
