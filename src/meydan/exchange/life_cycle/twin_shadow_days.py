"""Twin days in the shadow, one run of the scenario's window after the other, each with another seed.

`python -m meydan.exchange.life_cycle.twin_shadow_days CITY_DIR LOG SOLUTION DAYS` is how the pages have them run: what
it starts for each is the command that anybody can type, `meydan run --headless --shadow`.
"""

import subprocess
import sys
from pathlib import Path

from meydan.store.event_log import last_fence
from meydan.store.plans_folder import STRATEGY
from meydan.store.twin_shadow import drop_unfinished, read_finished, write_finished

IN_FORCE = "fixed_time"  # where nothing was deployed


def run_days(home: Path, log: Path, solution: str, days: int) -> int:
    """Run so many days more; return how the one that failed ended, else 0."""
    finished = dict(read_finished(log) or {})
    write_finished(log, finished)
    drop_unfinished(log)
    usual = str(home / STRATEGY) if (home / STRATEGY).is_file() else IN_FORCE
    for _ in range(days):
        seed = max(finished.values(), default=0) + 1
        run = [sys.executable, "-P", "-m", "meydan", "run", str(home), "--headless", "--strategy", usual]
        more = ["--seed", str(seed), "--log", str(log), "--shadow", solution]
        code = subprocess.run([*run, *more], check=False).returncode
        if code:
            return max(code, 1)
        finished[last_fence(log)] = seed
        write_finished(log, finished)
    return 0


if __name__ == "__main__":
    where, kept, what, count = sys.argv[1:]
    sys.exit(run_days(Path(where), Path(kept), what, int(count)))
