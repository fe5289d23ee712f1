"""The proof: one JSON file with sorted keys that says what was run, with what, what came of it, and the verdict.

Everything in it but `took_s` and `command` is the same when the same inputs and versions are run again.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isfinite
from pathlib import Path

import msgspec

from meydan.centre.solution import Kind, Solution
from meydan.city.because import Because, Value
from meydan.city.errors import StoreError
from meydan.store.proof_file import FILE, FORMAT, read_proof_as
from meydan.store.whole_file import write_whole
from meydan.twin.bench.versions import versions
from meydan.twin.gate.emergency import EmergencyTest
from meydan.twin.gate.gate import Judged, Verdict
from meydan.twin.gate.network_delay import delay_of
from meydan.twin.gate.row import RowVerdict
from meydan.twin.gate.run_result import BASE, Pair
from meydan.twin.gate.street import StreetCounts
from meydan.twin.prove.proving import Trial
from meydan.twin.prove.scenario import Made
from meydan.twin.prove.seeds import derived_from


@dataclass(frozen=True, slots=True)
class NamedDigest:
    """Something by its name, and the digest of what it is."""

    name: str
    digest: str


@dataclass(frozen=True, slots=True)
class ProvedSolution:
    """A solution as a proof names it."""

    kind: Kind
    label: str
    digest: str


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


@dataclass(frozen=True, slots=True)
class Proof:
    """Everything a proof says; `counts` of the street stand in its file only where it was made with any.

    `emergency` stands in it only where the city has emergency routes.
    """

    format: str
    city: NamedDigest
    candidate: ProvedSolution
    baseline: ProvedSolution
    scenario: ProvedScenario
    engine: Engine
    seeds: tuple[int, ...]
    derived_from: str
    pairs: tuple[Pair, ...]
    rows: tuple[ProvedRow, ...]
    delay: ProvedDelay | None
    verdict: Verdict
    improves: bool
    command: str
    took_s: float
    counts: StreetCounts | msgspec.UnsetType = msgspec.UNSET
    emergency: EmergencyTest | msgspec.UnsetType = msgspec.UNSET


def make_proof(
    trial: Trial,
    emergency: EmergencyTest,
    judged: Judged,
    pairs: Sequence[Pair],
    engine: Engine,
    *,
    command: str,
    took_s: float,
) -> Proof:
    """Return the proof of a trial that the gate has judged."""
    scenario = trial.scenario
    return Proof(
        format=FORMAT,
        city=NamedDigest(scenario.city.name, scenario.city_digest),
        candidate=_named(trial.new),
        baseline=_named(trial.old),
        scenario=ProvedScenario(
            scenario.digest,
            tuple(NamedDigest(day.name, day.digest) for day in scenario.days),
            scenario.window_s,
            scenario.made,
            scenario.drawn_from,
        ),
        engine=engine,
        seeds=tuple(pair.seed for pair in pairs),
        derived_from=derived_from(scenario.digest, trial.old.digest, trial.new.digest),
        pairs=tuple(pairs),
        rows=tuple(
            ProvedRow(row.row, row.code, row.verdict, row.numbers, Why(row.why.code, dict(row.why.values)))
            for row in judged.rows
        ),
        delay=_delay(pairs),
        verdict=judged.verdict,
        improves=judged.improves,
        command=command,
        took_s=round(took_s, 1),
        counts=msgspec.UNSET if trial.counts is None else trial.counts,
        emergency=emergency if emergency.routes else msgspec.UNSET,
    )


def engine_of(old: Solution, new: Solution) -> Engine:
    """Return what runs solutions here; a strategy that comes from elsewhere counts with its own code."""
    mine = versions(new.strategy, "")
    theirs = versions(old.strategy, "")["code"]
    code = mine["code"] if theirs == mine["code"] else f"{mine['code']}-{theirs}"
    return Engine(mine["meydan"], mine["sumo"], code)


def encode(proof: Proof) -> bytes:
    """Return a proof as canonical JSON: sorted keys, no blanks, one line."""
    return msgspec.json.encode(proof, order="sorted") + b"\n"


def write_proof(proof: Proof, folder: Path) -> Path:
    """Write a proof into a folder; return the file."""
    try:
        write_whole(folder / FILE, encode(proof))
    except OSError as error:
        raise StoreError("store.disk", error=str(error)) from error
    return folder / FILE


def read_proof(file: Path) -> Proof:
    """Return the proof in a file.

    Raises
    ------
    StoreError
        If there is none, or it is no proof of a format that is known here.
    """
    proof, _ = read_proof_as(Proof, file)
    return proof


def _named(solution: Solution) -> ProvedSolution:
    return ProvedSolution(solution.kind, solution.label, solution.digest)


def _delay(pairs: Sequence[Pair]) -> ProvedDelay | None:
    base = [pair for pair in pairs if pair.variant == BASE]
    if not base:
        return None
    found = delay_of(base)
    low, high = (round(x, 6) if isfinite(x) else None for x in (found.change.low, found.change.high))
    change = round(found.change.value, 6)
    return ProvedDelay(round(found.old_s, 6), round(found.new_s, 6), change, low, high, found.level, len(base))
