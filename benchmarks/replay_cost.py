"""How fast a log is read: replay of a run through the same loop, and decoding alone.

    python benchmarks/replay_cost.py CITY_DIR [--seconds 3600] [--strategy actuated] [--times 5]

Runs the city once, headless, and then reads its log again and again. Replay is `meydan replay` as a user types it,
the start of Python included; decoding is every record of the log made an object, nothing else.
"""

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from meydan.store.codec import decode_records
from meydan.store.segments import list_segments, read_frames

MEYDAN = [sys.executable, "-m", "meydan"]


def main() -> int:
    """Run, read and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("city", type=Path)
    parser.add_argument("--seconds", type=float, default=3600)
    parser.add_argument("--strategy", default="actuated")
    parser.add_argument("--times", type=int, default=5)
    typed = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        log = Path(scratch) / "log"
        run = ["run", str(typed.city), "--headless", "--until", str(typed.seconds), "--strategy", typed.strategy]
        subprocess.run([*MEYDAN, *run, "--log", str(log)], check=True, capture_output=True)
        replays = [_replay_s(log) for _ in range(typed.times)]
        rates = [_decoded_per_s(log) for _ in range(typed.times)]
    print(f"replay of {typed.seconds:.0f} s: median {statistics.median(replays):.2f} s, worst {max(replays):.2f} s")
    print(f"decoding: median {statistics.median(rates):,.0f} records/s, worst {min(rates):,.0f} records/s")
    return 0


def _replay_s(log: Path) -> float:
    began = time.perf_counter()
    subprocess.run([*MEYDAN, "replay", str(log)], check=True, capture_output=True)
    return time.perf_counter() - began


def _decoded_per_s(log: Path) -> float:
    frames = [payload for path in list_segments(log) for payload, _ in read_frames(path)]
    began = time.perf_counter()
    count = sum(len(decode_records(payload)) for payload in frames)
    return count / (time.perf_counter() - began)


if __name__ == "__main__":
    sys.exit(main())
