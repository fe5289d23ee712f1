"""Twin days in the shadow, one run of the scenario's window after the other, each with another seed.

`python -m meydan.exchange.life_cycle.twin_shadow_days CITY_DIR LOG SOLUTION DAYS` is how the pages have them run: what
it starts for each is the command that anybody can type, `meydan run --headless --shadow`.
"""

import subprocess
import sys
from pathlib import Path

from meydan.centre.solution import PLANS_RUN_BY
from meydan.store.plans_folder import STRATEGY
from meydan.store.shadow_days import list_shadow_files, read_shadow


def run_days(home: Path, log: Path, solution: str, days: int) -> int:
    """Run so many days more; return how the one that failed ended, else 0."""
    usual = str(home / STRATEGY) if (home / STRATEGY).is_file() else PLANS_RUN_BY  # what is in force
    first = last_seed(log) + 1  # a day that was stopped keeps its seed: what was noted of it stays
    for seed in range(first, first + days):
        run = [sys.executable, "-P", "-m", "meydan", "run", str(home), "--headless", "--strategy", usual]
        more = ["--seed", str(seed), "--log", str(log), "--shadow", solution]
        if code := subprocess.run([*run, *more], check=False).returncode:
            return max(code, 1)
        if last_seed(log) < seed:  # the city runs on where a solution does not fit: nothing was noted
            return 1
    return 0


def last_seed(log: Path) -> int:
    """Return the largest seed that anything was noted with, 0 where nothing was."""
    documents = [document for file in list_shadow_files(log) if (document := read_shadow(file)) is not None]
    return max((document.get("seed") or 0 for document in documents), default=0)


if __name__ == "__main__":
    where, kept, what, count = sys.argv[1:]
    sys.exit(run_days(Path(where), Path(kept), what, int(count)))
