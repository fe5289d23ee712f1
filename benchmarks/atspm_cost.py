"""What the package `atspm` needs for six measures; run by `measure_cost.py` with the Python that has it.

ATSPM/bin/python benchmarks/atspm_cost.py LOGS DETECTORS INTO_DIR
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
        aggregations=list(MEASURES),
    ).run()
