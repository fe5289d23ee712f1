"""What the package `atspm` needs for six measures, or twelve; run by `measure_cost.py` with the Python that has it.

ATSPM/bin/python benchmarks/atspm_cost.py LOGS DETECTORS INTO_DIR [more]
"""

import sys

from atspm import SignalDataProcessor

MEASURES = (
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
MORE = (
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

if __name__ == "__main__":
    SignalDataProcessor(
        raw_data=sys.argv[1],
        detector_config=sys.argv[2],
        bin_size=15,
        remove_incomplete=False,
        controller_type="maxtime",
        verbose=0,
        output_dir=sys.argv[3],
        output_to_separate_folders=False,
        output_format="csv",
        output_file_prefix="",
        aggregations=[*MEASURES, *(MORE if sys.argv[4:] else ())],
    ).run()
