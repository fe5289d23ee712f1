"""What a decision costs as a city grows: predictive control of 21, 300 and 2,500 made junctions with zones.

    python benchmarks/decision_cost.py [--junctions 21 300 2500] [--seconds 600] [--strategy predictive] [--json OUT]

Each city is made with `scripts/make-city` (same seed, same city) and run on the twin with traffic; the strategy's own
processor time is taken for each junction and second. Printed are the mean and the 99th percentile of one decision, the
mean of the whole city's second, and so how many cores the decisions of 2,500 such junctions need.
"""

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ALL = 2500


def main() -> int:
    """Make each city, run it in a process of its own, and print a line."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("--junctions", type=int, nargs="+", default=[21, 300, 2500])
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--strategy", default="predictive")
    parser.add_argument("--json", type=Path)
    parser.add_argument("--city", type=Path)
    typed = parser.parse_args()
    if typed.city:
        print(json.dumps(_run(typed.city, typed.seconds, typed.strategy)))
        return 0
    rows = []
    for count in typed.junctions:
        with tempfile.TemporaryDirectory() as scratch:
            city = Path(scratch) / "city"
            make: list[str | Path] = [
                sys.executable,
                ROOT / "tools" / "make_city.py",
                "--junctions",
                str(count),
                "--into",
                city,
            ]
            subprocess.run([*make, "--detectors", "zones"], check=True, capture_output=True)
            same = ["--seconds", str(typed.seconds), "--strategy", typed.strategy]
            command = [sys.executable, __file__, "--city", str(city), *same]
            done = subprocess.run(command, check=True, capture_output=True, text=True)
        row = {"junctions": count, **json.loads(done.stdout.splitlines()[-1])}
        rows.append(row)
        print(
            f"{count:5d} junctions: mean {row['mean_ms']:.3f} ms, p99 {row['p99_ms']:.2f} ms, a second of the city "
            f"{row['mean_ms'] * count / 1000:.2f} s, {ALL} such junctions {row['mean_ms'] * ALL / 1000:.2f} cores",
            flush=True,
        )
    if typed.json:
        typed.json.write_text(json.dumps(rows, indent=1), encoding="utf-8")
    return 0


def _run(folder: Path, seconds: float, strategy: str) -> dict[str, float]:
    import numpy as np

    from meydan.centre.registry import find_strategy
    from meydan.store.city_folder import read_city
    from meydan.twin.bench.our_run import run_ours
    from meydan.twin.bench.task import Scenario, Settings, Task

    settings = Settings(detection="zones", misses=0.1, until_s=seconds)
    task = Task(Scenario(folder.name, folder, 3.0, 5.0), strategy, 11, settings)
    with tempfile.TemporaryDirectory() as scratch:
        seen = run_ours(task, read_city(folder), find_strategy(strategy), Path(scratch))
    ms = np.array(seen.decisions_ns) / 1e6
    return {"mean_ms": float(ms.mean()), "p99_ms": float(np.percentile(ms, 99)), "decisions": len(ms)}


if __name__ == "__main__":
    sys.exit(main())
