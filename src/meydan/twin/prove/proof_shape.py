"""What the files of a proof hold, for whoever writes them and whoever only reads: nothing here can run a strategy."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

import msgspec

from meydan.city.because import Because, Value
from meydan.store.solutions_folder import Kind
from meydan.twin.gate.emergency_verdict import EmergencyTest
from meydan.twin.gate.gate import Verdict
from meydan.twin.gate.row import RowVerdict
from meydan.twin.gate.run_result import Pair, RunResult, Side
from meydan.twin.gate.street import StreetCounts

RUNS = "runs.jsonl"
Made = Literal["given", "bootstrapped"]


@dataclass(frozen=True, slots=True)
class RunLine:
    """One run as it was kept: which one, what it was made with, and its result.

    `took_s` is the mean time of a run so far, all cores together.
    """

    variant: str
    day: str
    seed: int
    side: Side
    made_with: str
    took_s: float
    result: RunResult

    @property
    def key(self) -> tuple[str, str, int, Side]:
        """What tells it from others."""
        return (self.variant, self.day, self.seed, self.side)


@dataclass(frozen=True, slots=True)
class NamedDigest:
    """Something by its name, and the digest of what it is."""

    name: str
    digest: str


@dataclass(frozen=True, slots=True)
class ProvedSolution:
    """A solution as a proof names it.

    `means` is the digest of a strategy with its values in whatever bytes they are written; it is left out where the
    solution is more than that.
    """

    kind: Kind
    label: str
    digest: str
    means: str | msgspec.UnsetType = msgspec.UNSET


@dataclass(frozen=True, slots=True)
class ProvedScenario:
    """The days a proof rests on; `window_s` is what was measured, in seconds of SUMO."""

    digest: str
    days: tuple[NamedDigest, ...]
    window_s: tuple[float, float]
    made: Made
    drawn_from: str


@dataclass(frozen=True, slots=True)
class Engine:
    """What ran: versions, and the fingerprint of the code that can change a number."""

    meydan: str
    sumo: str
    code: str


@dataclass(frozen=True, slots=True)
class Why:
    """A sentence as a code and its values."""

    code: str
    values: Mapping[str, Value]

    def sentence(self) -> Because:
        """Return it as what the catalogue turns into words."""
        return Because(self.code, tuple(self.values.items()))


@dataclass(frozen=True, slots=True)
class ProvedRow:
    """One row of the gate."""

    row: int
    code: str
    verdict: RowVerdict
    numbers: Mapping[str, Value]
    why: Why


@dataclass(frozen=True, slots=True)
class ProvedDelay:
    """Mean delay of a person's trip [s], its relative change and that change's limits; None where there is no limit."""

    old_s: float
    new_s: float
    change: float
    low: float | None
    high: float | None
    level: float
    pairs: int


Pairs = TypeVar("Pairs")


@dataclass(frozen=True, slots=True)
class ProofWith(Generic[Pairs]):
    """Everything a proof says; `counts` of the street stand in its file only where it was made with any.

    `emergency` stands in it only where the city has emergency routes, `reverts` only where what was proved had been
    reverted so often before: its seeds are then others.
    Its pairs are most of the file: `Pairs` is what whoever reads it makes of them.
    """

    format: str
    city: NamedDigest
    candidate: ProvedSolution
    baseline: ProvedSolution
    scenario: ProvedScenario
    engine: Engine
    seeds: tuple[int, ...]
    derived_from: str
    pairs: Pairs
    rows: tuple[ProvedRow, ...]
    delay: ProvedDelay | None
    verdict: Verdict
    improves: bool
    command: str
    took_s: float
    counts: StreetCounts | msgspec.UnsetType = msgspec.UNSET
    emergency: EmergencyTest | msgspec.UnsetType = msgspec.UNSET
    reverts: int | msgspec.UnsetType = msgspec.UNSET

    @property
    def reverted(self) -> int:
        """How often what was proved had been reverted before, 0 for never."""
        return 0 if isinstance(self.reverts, msgspec.UnsetType) else self.reverts


Proof = ProofWith[tuple[Pair, ...]]
"""A whole proof."""

ProofHead = ProofWith[msgspec.Raw]
"""A proof whose pairs nobody looks at."""
