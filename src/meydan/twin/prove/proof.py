"""The proof: one JSON file with sorted keys that says what was run, with what, what came of it, and the verdict.

Everything in it but `took_s` and `command` is the same when the same inputs and versions are run again.
"""

from collections.abc import Sequence
from pathlib import Path

import msgspec

from meydan.centre.solution import Solution
from meydan.city.errors import StoreError
from meydan.store.proof_file import FILE, FORMAT, read_proof_as
from meydan.store.whole_file import write_whole
from meydan.twin.bench.versions import versions
from meydan.twin.gate.emergency_verdict import EmergencyTest
from meydan.twin.gate.gate import Judged
from meydan.twin.gate.run_result import Pair
from meydan.twin.prove.proof_checks import proved_delay
from meydan.twin.prove.proof_shape import (
    Engine,
    NamedDigest,
    Proof,
    ProofWith,
    ProvedRow,
    ProvedScenario,
    ProvedSolution,
    Why,
)
from meydan.twin.prove.proving import Trial
from meydan.twin.prove.seeds import derived_from


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
    return ProofWith(
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
        derived_from=derived_from(scenario.digest, trial.old.digest, trial.new.digest, trial.reverts),
        pairs=tuple(pairs),
        rows=tuple(
            ProvedRow(row.row, row.code, row.verdict, row.numbers, Why(row.why.code, dict(row.why.values)))
            for row in judged.rows
        ),
        delay=proved_delay(pairs),
        verdict=judged.verdict,
        improves=judged.improves,
        command=command,
        took_s=round(took_s, 1),
        counts=msgspec.UNSET if trial.counts is None else trial.counts,
        emergency=emergency if emergency.routes else msgspec.UNSET,
        reverts=trial.reverts or msgspec.UNSET,
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
    return ProvedSolution(solution.kind, solution.label, solution.digest, solution.means or msgspec.UNSET)
