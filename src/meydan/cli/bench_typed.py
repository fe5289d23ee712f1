"""What a user typed for the bench: strategies, seeds and where to write, every fault of them told at once."""

import argparse
import os
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from meydan.centre.registry import find_strategy, known_strategies, strategy_label
from meydan.city.because import Because, because
from meydan.city.errors import CityError, Fault
from meydan.twin.bench.baselines import BASELINES
from meydan.twin.bench.drawing import can_draw

MOST_SEEDS = 1000
_RANGE = re.compile(r"(\d{1,10})(?:-(\d{1,10}))?", re.ASCII)


def bench_faults(typed: argparse.Namespace) -> Iterator[Fault]:
    """Yield what cannot be of the strategies, the seeds and the places to write into."""
    yield from _strategy_faults(names_in(typed.strategies))
    yield from (Fault("--seeds", 0, what) for what in seed_faults(typed.seeds))
    if not (folder := typed.json.absolute().parent).is_dir():
        yield Fault("--json", 0, because("bench.no_folder", folder=str(folder)))
    if typed.plots is not None:
        if not can_draw():
            yield Fault("--plots", 0, because("bench.no_matplotlib"))
        if (odd := _in_the_way(typed.plots.absolute())) is not None:
            yield Fault("--plots", 0, because("bench.no_plots", folder=str(typed.plots), found=str(odd)))


def names_in(text: str) -> list[str]:
    """Return the strategies of a list with commas, each once."""
    return list(dict.fromkeys(name.strip() for name in text.split(",") if name.strip()))


def seeds_in(text: str) -> list[int]:
    """Return the seeds of a list without faults, such as "11-15" or "1,3,7-9", each once."""
    return list(dict.fromkeys(seed for part in text.split(",") for seed in range(*_ends(part))))


def seed_faults(text: str) -> list[Because]:
    """Return what is wrong with a list of seeds: parts that are none, and too many in all."""
    found = [what for part in text.split(",") if (what := _fault_of_part(part.strip(), text)) is not None]
    if not found and len(seeds_in(text)) > MOST_SEEDS:
        return [because("bench.many_seeds", found=text, most=MOST_SEEDS)]
    return found


def _fault_of_part(part: str, text: str) -> Because | None:
    if _RANGE.fullmatch(part) is None:
        return because("bench.bad_seeds", found=part or text)
    first, end = _ends(part)
    if end <= first:
        return because("bench.seeds_backwards", first=first, last=end - 1)
    if end - first > MOST_SEEDS or end > 2**31:
        return because("bench.many_seeds", found=part, most=MOST_SEEDS)
    return None


def _ends(part: str) -> tuple[int, int]:
    """Return the first seed of a part and the one after its last."""
    first, _, last = part.strip().partition("-")
    return int(first), int(last or first) + 1


def _strategy_faults(names: Sequence[str]) -> Iterator[Fault]:
    """Yield names that are no strategy, faults of files, and strategies that would share their rows."""
    if not names:
        yield Fault("--strategies", 0, because("bench.no_names"))
    for name in names:
        if name in BASELINES:
            continue
        try:
            find_strategy(name)
        except CityError as error:
            yield Fault("--strategies", 0, _with_baselines(error.what, name))
            yield from error.faults
    labels = Counter(map(strategy_label, names))
    if twice := [label for label, times in labels.items() if times > 1]:
        yield Fault("--strategies", 0, because("bench.same_strategy", names=", ".join(twice)))


def _with_baselines(what: Because, name: str) -> Because:
    """Return why a strategy cannot be; among the names there are, the bench knows its baselines too."""
    if what.code != "run.no_strategy":
        return what
    return because("run.no_strategy", strategy=name, known=", ".join([*known_strategies(), *BASELINES]))


def _in_the_way(folder: Path) -> Path | None:
    """Return what forbids that a folder is written into or made, None if nothing does."""
    for at in (folder, *folder.parents):
        try:
            at.stat()
        except (FileNotFoundError, NotADirectoryError):
            continue
        except OSError:
            return at
        return None if at.is_dir() and os.access(at, os.W_OK | os.X_OK) else at
    return folder
