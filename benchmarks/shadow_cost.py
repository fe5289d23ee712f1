"""What a shadow costs the loop beside which it runs: the same run with and without one, side by side.

    python benchmarks/shadow_cost.py CITY_DIR [--strategy actuated] [--shadow predictive] [--seconds 1800] [--pairs 3]

Both arms are `meydan run --headless`, each in a process of its own, by turns, so that a machine that slows down slows
both. What counts is the ratio of the processor seconds of the control process (the shadow's own are another process's)
and of the time on the wall until the run is over (the shadow may still be catching up then).
"""

import argparse
import os
import re
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

LEAST_S = 0.1  # what the table of a run tells at least
_ROW = {"cpu_s": r"Processor time \[s\]\s+([\d.]+)", "wall_s": r"Time taken \[s\]\s+([\d.]+)"}


def main() -> int:
    """Run the pairs and print the ratios."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("city", type=Path)
    parser.add_argument("--strategy", default="actuated")
    parser.add_argument("--shadow", default="predictive")
    parser.add_argument("--seconds", type=float, default=1800)
    parser.add_argument("--pairs", type=int, default=3)
    typed = parser.parse_args()
    _run(typed, [])  # what is compiled and cached once is paid by neither arm
    pairs = [(_run(typed, ["--shadow", typed.shadow]), _run(typed, [])) for _ in range(typed.pairs)]
    for beside, alone in pairs:
        print(f"with a shadow {beside}  without {alone}")
    for name in _ROW:
        ratios = [max(LEAST_S, beside[name]) / max(LEAST_S, alone[name]) for beside, alone in pairs]
        print(f"median ratio of {name} {statistics.median(ratios):.2f}, {min(ratios):.2f} to {max(ratios):.2f}")
    return 0


def _run(typed: argparse.Namespace, more: list[str]) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as log:
        command = [sys.executable, "-m", "meydan", "run", str(typed.city), "--headless", "--strategy", typed.strategy]
        command += ["--until", str(typed.seconds), "--log", log, *more]
        environment = {**os.environ, "MEYDAN_LANGUAGE": "en"}
        done = subprocess.run(command, check=True, capture_output=True, text=True, env=environment)
    found = {name: re.search(pattern, done.stdout) for name, pattern in _ROW.items()}
    return {name: float(match[1]) for name, match in found.items() if match is not None}


if __name__ == "__main__":
    sys.exit(main())
