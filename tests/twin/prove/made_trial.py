"""A trial whose runs are made up instead of simulated."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from meydan.centre.solution import Solution
from meydan.city.city import City
from meydan.city.plan import Timetable
from meydan.store.engine.engine import Failure
from meydan.twin.gate.gate import About, Judged
from meydan.twin.gate.run_result import Pair, RunResult
from meydan.twin.prove.proving import Progress, Prover, Trial
from meydan.twin.prove.runs_file import Runs
from meydan.twin.prove.scenario import Day, Scenario
from meydan.twin.prove.seeds import derived_from, seeds_of
from meydan.twin.prove.task import Place, RunTask
from tests.twin.gate.made_pairs import run

CITY = City("made", "UTC", "sumo", "", "", {}, {}, Timetable())
OLD = Solution("strategy", "fixed_time", "sha256:" + "0" * 64, "fixed_time", "fixed_time", CITY)
NEW = Solution("strategy", "predictive", "sha256:" + "1" * 64, "predictive", "predictive", CITY)
MADE_WITH = {"old": "sha256:old", "new": "sha256:new"}

Work = Callable[[RunTask], RunResult | Failure]


def trial(new: Solution = NEW) -> Trial:
    """Return a trial on five days."""
    days = tuple(Day(f"d{n}", f"sha256:{n}", (f"d{n}.rou.xml",)) for n in range(1, 6))
    place = Place(Path("city"), (), 600.0)
    scenario = Scenario(place, CITY, "sha256:city", days, "bootstrapped", (600.0, 3600.0), "sha256:scenario", "")
    return Trial(scenario, OLD, new, seeds_of(derived_from(scenario.digest, OLD.digest, new.digest)))


def changed_by(change: float, spread: float = 0.01) -> Work:
    """Return what gives runs whose delay changes by so much, with a spread that follows from the seed."""

    def work(task: RunTask) -> RunResult:
        noise = ((task.seed * 7 + (task.side == "new") * 13) % 101 - 50) / 50 * spread
        return run(40.0 * (1 + noise) * (1 + (change if task.side == "new" else 0.0)))

    return work


class Ran:
    """Runs tasks one after another by `work` and remembers them; stops for good after `most`."""

    def __init__(self, work: Work, most: int = 10_000) -> None:
        self.tasks: list[RunTask] = []
        self.told: list[Progress] = []
        self._work, self._most = work, most

    def __call__(self, tasks: Sequence[RunTask]) -> Iterator[tuple[RunTask, RunResult | Failure]]:
        for task in tasks:
            if len(self.tasks) >= self._most:
                raise KeyboardInterrupt
            self.tasks.append(task)
            yield task, self._work(task)

    def prove(self, folder: Path, of: Trial | None = None, jobs: int = 2) -> tuple[Judged, list[Pair]]:
        """Carry a trial through the gate, its runs kept in a folder."""
        one = of or trial()
        runs = Runs(folder, {"old": MADE_WITH["old"], "new": MADE_WITH["new"]})
        return Prover(one, About(is_same=one.is_same), runs, self, self.told.append, jobs).prove()
