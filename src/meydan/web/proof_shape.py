"""What the page reads of a proof and of runs that are still few: the parts of the twin's files that it shows.

The types that write them know how to run a strategy, which the web process does not.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from meydan.city.because import Value
from meydan.twin.gate.run_result import Pair, RunResult

PROOF, RUNS, FORMAT = "proof.json", "runs.jsonl", "meydan-proof/1"


@dataclass(frozen=True, slots=True)
class RunLine:
    """One run as it was kept; `took_s` is the mean time of a run so far, all cores together [s]."""

    variant: str
    day: str
    seed: int
    side: str
    made_with: str
    took_s: float
    result: RunResult


@dataclass(frozen=True, slots=True)
class Named:
    """A city or a day with the digest of what it is."""

    name: str
    digest: str


@dataclass(frozen=True, slots=True)
class Solution:
    """A candidate or a baseline."""

    kind: str
    label: str
    digest: str


@dataclass(frozen=True, slots=True)
class Scenario:
    """What was run: days of demand, from which second of SUMO to which was measured, and whether days were drawn."""

    digest: str
    days: tuple[Named, ...]
    window_s: tuple[float, float]
    made: str


@dataclass(frozen=True, slots=True)
class Engine:
    """Which versions ran."""

    meydan: str
    sumo: str
    code: str


@dataclass(frozen=True, slots=True)
class Why:
    """A sentence as its code and values."""

    code: str
    values: Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the gate."""

    row: int
    code: str
    verdict: str
    why: Why


@dataclass(frozen=True, slots=True)
class Delay:
    """Mean delay of a person's trip before and after [s], and its relative change with limits."""

    old_s: float
    new_s: float
    change: float
    low: float | None
    high: float | None
    level: float


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a list shows of a proof: everything but its pairs."""

    format: str
    city: Named
    candidate: Solution
    baseline: Solution
    scenario: Scenario
    engine: Engine
    derived_from: str
    rows: tuple[Row, ...]
    delay: Delay | None
    verdict: str
    improves: bool
    command: str
    took_s: float


@dataclass(frozen=True, slots=True)
class PairsOf:
    """The pairs of a proof."""

    pairs: tuple[Pair, ...]
