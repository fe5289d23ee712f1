"""Evidence run again: the same pairs of runs, on the scenario that the package carries, number by number.

A package that carries the city of its evidence as a scenario can be reproduced by anybody; with one that does not, the
folder of that city is needed.
"""

import gzip
import re
import zlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Literal

from meydan.centre.registry import find_entry, known_strategies
from meydan.city.errors import PackageError
from meydan.exchange.evidence import Evidence
from meydan.exchange.manifest import SCENARIOS, Kind
from meydan.exchange.package import Package
from meydan.exchange.predicates import TwinEvidence
from meydan.exchange.statement import canonical_json
from meydan.store.engine.engine import Engine
from meydan.store.package_zip import write_file, write_tree
from meydan.store.tree_digest import digest_of
from meydan.store.trust_map import made_folder
from meydan.twin.prove.proof_shape import Proof
from meydan.twin.prove.proving import Progress
from meydan.twin.prove.rerun import Rerun, rerun
from meydan.twin.prove.start import Asked

_OUTSIDE = re.compile(
    rb"""\b(?:file|output|dest)\s*=\s*["'](?!NUL["']|/dev/null["'])|\.file["']|<\s*(?:\w+:)?include\b|<!DOCTYPE|<!ENTITY""",
    re.IGNORECASE,
)

FORMAT, FILE = "meydan-reproduction/1", "reproduction.json"
MOST_TOLD = 200  # characters of what a stranger wrote
Outcome = Literal["equal", "within_tolerance", "differs"]


@dataclass(frozen=True, slots=True)
class Reproduced:
    """What came of running one statement again; `says` is the file that can be signed as a reproduction."""

    file: str
    found: Rerun
    says: Path


def reproduce(
    package: Package,
    evidence: tuple[Evidence, ...],
    into: Path,
    workers_for: Callable[[Asked], AbstractContextManager[Engine]],
    tell: Callable[[Progress], None],
) -> Iterator[Reproduced]:
    """Run every twin evidence of a package again, in `into`, and yield what came of each.

    Parameters
    ----------
    workers_for
        Gives who does the runs.

    Raises
    ------
    PackageError
        If the package carries no scenario or lacks a day of it, or holds no evidence of a twin.
    StoreError
        If a statement is about something else than what the package carries.
    RunFailedError
        If a run ends without a result.
    """
    twins = [(one, one.said.proof) for one in evidence if isinstance(one.said, TwinEvidence)]
    cities = sorted({name.split("/")[1] for name in package.files if name.startswith(SCENARIOS)})
    if not twins or len(cities) != 1:
        raise PackageError("verify.nothing_to_rerun", evidence=len(twins), scenarios=len(cities))
    if writers := [name for name, data in package.files.items() if name.startswith(SCENARIOS) and _reaches_out(data)]:
        raise PackageError("verify.reaches_out", files=", ".join(sorted(writers)))
    content = into / "package"
    if not content.exists():
        write_tree(content, package.files)
    for one, proof in twins:
        candidate = _candidate(package, content, proof)
        runs = into / Path(one.file).name.partition(".")[0]
        baseline = _baseline(one, proof)
        days = _days(package, content, proof)
        asked = Asked(content / SCENARIOS / cities[0], candidate, baseline, days, runs, with_code=False)
        with workers_for(asked) as workers:
            found = rerun(proof, asked, workers, tell)
        says = runs / FILE
        made_folder(runs)
        write_file(says, canonical_json({"format": FORMAT, "of": one.statement.digest, "outcome": _outcome(found)}))
        yield Reproduced(one.file, found, says)


def _baseline(one: Evidence, proof: Proof) -> str:
    """Return the strategy that was in force: one that is registered here, for a stranger's words are no path."""
    label = proof.baseline.label
    if find_entry(label) is None:
        raise PackageError("verify.other_baseline", file=one.file, found=label, known=", ".join(known_strategies()))
    return label


def _days(package: Package, content: Path, proof: Proof) -> tuple[Path, ...]:
    """Return where the days lie that a proof was given, in its order; none where they are drawn from the city's demand.

    They are known by their digests, wherever they lie in the scenario; of two with the same, the one of the same name.
    """
    if proof.scenario.made != "given":
        return ()
    lie: dict[str, list[str]] = {}
    for name in sorted(one for one in package.files if one.startswith(SCENARIOS)):
        if (data := _unpacked(package.files[name])) is not None:
            lie.setdefault(digest_of(data), []).append(name)
    if missing := [day.name for day in proof.scenario.days if day.digest not in lie]:
        raise PackageError("verify.lacks_days", days=", ".join(missing)[:MOST_TOLD])
    found = [(day, lie[day.digest]) for day in proof.scenario.days]
    named = [next((name for name in of if _day_name(name) == day.name), of[0]) for day, of in found]
    return tuple(content / name for name in named)


def _day_name(file: str) -> str:
    return PurePosixPath(file).name.partition(".")[0]


def _reaches_out(data: bytes) -> bool:
    """Say whether a file of a scenario could have SUMO read or write a file of its choice.

    Outputs of additional files, devices' files and includes; a refusal of what is known to do so, no sandbox.
    """
    unpacked = _unpacked(data)
    return unpacked is None or _OUTSIDE.search(unpacked) is not None


def _unpacked(data: bytes) -> bytes | None:
    """Return a file as it is when unpacked; None if it cannot be."""
    if data[:2] != b"\x1f\x8b":
        return data
    try:
        return gzip.decompress(data)
    except (OSError, EOFError, zlib.error):
        return None


def _candidate(package: Package, content: Path, proof: Proof) -> str:
    """Return where what was proved lies: one file of the content, or all of it."""
    digest = proof.candidate.digest
    file = next((name for name, data in package.content.items() if digest_of(data) == digest), None)
    if file is not None:
        return str(content / file)
    if package.manifest.kind is not Kind.PLAN_TEMPLATE:
        raise PackageError("verify.other_candidate", found=digest)
    plans = content.with_name("content")
    if not plans.exists():
        write_tree(plans, package.content)
    return str(plans)


def _outcome(found: Rerun) -> Outcome:
    return "within_tolerance" if found.outcome == "within" else found.outcome
