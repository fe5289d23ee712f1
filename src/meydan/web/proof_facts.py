"""What the page shows of proofs: those that are done, the one that runs with its picture so far, those to go on."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from math import isfinite
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from meydan.city.because import Because, because
from meydan.city.errors import MeydanError, StoreError
from meydan.city.words import LANGUAGES, say
from meydan.store.proof_file import FILE as PROOF
from meydan.store.proof_file import FORMAT
from meydan.store.proofs_folder import (
    DAMAGED,
    AskedProof,
    ProofPlace,
    list_proof_places,
    read_asked,
    read_failure,
    reasons_of,
)
from meydan.store.tree_digest import digest_of
from meydan.twin.gate.levels import DELAY_MARGIN, needed_pairs
from meydan.twin.gate.network_delay import Delay as Found
from meydan.twin.gate.network_delay import delay_of
from meydan.twin.gate.nobody_pays import busy_approaches
from meydan.twin.gate.run_result import BASE, VARIANTS, Pair
from meydan.twin.prove.proof_shape import RUNS, Proof, ProofHead, ProvedSolution, RunLine

MOST_APPROACHES = 40  # drawn, those nearest to what is allowed
_KEPT = 64
_TOLD = ("format", "city", "baseline", "scenario", "engine", "derived_from", "rows", "command", "took_s")
_NOBODY = {"label": "", "kind": "parameters", "digest": ""}

Shape = TypeVar("Shape", Proof, ProofHead)


def list_proofs(home: Path, running: str) -> list[dict[str, Any]]:
    """Return the proofs of a city, the newest first, each with its verdict if it has one; a damaged one says so."""
    rows = [_listed_or_damaged(place, running) for place in list_proof_places(home)]
    return sorted((row for row in rows if row), key=lambda row: (row["state"] == "running", row["t"]), reverse=True)


def proof_facts(place: ProofPlace, running: str) -> dict[str, Any]:
    """Return everything that the page shows of one proof; of a damaged one, what is wrong with it."""
    folder = place.folder
    try:
        listed, head = _listed(place, running), _head(folder)
        if not listed:
            raise StoreError("prove.no_proof", file=f"{place.name}/{PROOF}", found="–")
        if head is None:
            return listed | _so_far(folder)
        pairs = _pairs(_stamp(folder / PROOF))
    except MeydanError as error:
        return _damaged(place, error) | {"pairs": []}
    done = {"pairs": [_pair(pair) for pair in pairs], "approaches": _approaches(pairs), "margin": DELAY_MARGIN}
    return listed | done | {name: msgspec.to_builtins(getattr(head, name)) for name in _TOLD}


def _listed_or_damaged(place: ProofPlace, running: str) -> dict[str, Any]:
    try:
        return _listed(place, running)
    except MeydanError as error:
        return _damaged(place, error)


def _damaged(place: ProofPlace, error: MeydanError) -> dict[str, Any]:
    """Return the row of a proof whose files cannot be read: one damaged file keeps no other proof from being seen."""
    hints = [because(f"hint.{DAMAGED}")] if error.code == DAMAGED else []
    return {
        "name": place.name,
        "package": place.package,
        "state": "unreadable",
        "t": _begun(place.folder, None),
        "person": "",
        "candidate": _NOBODY,
        "against": _NOBODY,
        "can_go_on": False,
        "failure": _in_both([*reasons_of(error), *hints]),
        "verdict": "",
        "improves": False,
        "delay": None,
        "proof": "",
        "done": 0,
        "needed": 0,
    }


def _in_both(said: Iterable[Because]) -> list[dict[str, str]]:
    return [{language: say(why, language) for language in LANGUAGES} for why in said]


def proof_row(place: ProofPlace, running: str) -> dict[str, Any] | None:
    """Return the row of a proof; None if there is none."""
    return _listed_or_damaged(place, running) or None


def _listed(place: ProofPlace, running: str) -> dict[str, Any]:
    """Return the row of a proof; nothing for a folder that holds none."""
    folder = place.folder
    asked, verdict = read_asked(folder), _head(folder)
    if asked is None and verdict is None and not (folder / RUNS).is_file():
        return {}
    failure = read_failure(folder)
    state = "running" if place.name == running else "done" if verdict else "ended" if failure else "stopped"
    return {
        "name": place.name,
        "package": place.package,
        "state": state,
        "t": _begun(folder, asked),
        "person": asked.person if asked else "",
        "candidate": _solution(verdict.candidate if verdict else None, asked.candidate if asked else ""),
        "against": _solution(verdict.baseline if verdict else None, asked.against if asked else ""),
        "can_go_on": asked is not None and verdict is None and state != "running",
        "failure": _in_both(failure),
        "verdict": verdict.verdict if verdict else "",
        "improves": bool(verdict and verdict.improves),
        "delay": msgspec.to_builtins(verdict.delay) if verdict else None,
        "proof": _digest(_stamp(folder / PROOF)) if verdict else "",
        **({} if verdict else _how_far(_runs(_stamp(folder / RUNS)))),
    }


def _how_far(lines: Sequence[RunLine]) -> dict[str, Any]:
    """Return how many pairs are done, of how many, and for how long it still takes."""
    pairs = pairs_of(lines)
    needed = needed_pairs(sum(pair.variant == BASE for pair in pairs), len(VARIANTS))
    left = 2 * needed - len(lines)
    left_s = max(0.0, left * lines[-1].took_s) if lines else None
    return {"done": len(pairs), "needed": needed, "left_s": left_s}


def _begun(folder: Path, asked: AskedProof | None) -> int:
    return asked.t if asked else _stamp(folder)[1] // 1_000_000


def _solution(proved: ProvedSolution | None, asked: str) -> dict[str, str]:
    if proved:
        return {"label": proved.label, "kind": proved.kind, "digest": proved.digest}
    place = Path(asked)
    kind = "strategy" if len(place.parts) < 2 else "parameters" if place.suffix else "plans"
    return {"label": place.stem, "kind": kind, "digest": ""}


def _so_far(folder: Path) -> dict[str, Any]:
    """Return what the runs of a proof without a verdict show: the same picture, with the interval as it is now."""
    lines = _runs(_stamp(folder / RUNS))
    pairs = pairs_of(lines)
    base = [pair for pair in pairs if pair.variant == BASE]
    return {
        "pairs": [_pair(pair) for pair in pairs],
        "delay": _live(delay_of(base)) if base else None,
        "approaches": _approaches(pairs),
        "margin": DELAY_MARGIN,
    }


def pairs_of(lines: Sequence[RunLine]) -> list[Pair]:
    """Return the pairs that are whole, in the order in which they became so; runs of other code or inputs are none."""
    made_with = {line.side: line.made_with for line in lines}  # the last ones count
    half: dict[tuple[str, str, int], RunLine] = {}
    found = []
    for line in lines:
        key = (line.variant, line.day, line.seed)
        if line.made_with != made_with[line.side]:
            continue
        if key not in half:
            half[key] = line
            continue
        old, new = sorted((half[key], line), key=lambda one: one.side != "old")
        found.append(Pair(*key, old.result, new.result))
    return found


def _pair(pair: Pair) -> dict[str, Any]:
    old = pair.old.person_delay_s
    change = pair.new.person_delay_s / old - 1 if old > 0 else 0.0
    return {"variant": pair.variant, "day": pair.day, "seed": str(pair.seed), "change": round(change, 6)}


def _approaches(pairs: Iterable[Pair]) -> dict[str, Any]:
    base = [pair for pair in pairs if pair.variant == BASE]
    found = sorted(busy_approaches(base), key=lambda one: one.allowed_s - one.change.high) if base else []
    rows = [
        {
            "name": one.name,
            "volume_vph": one.volume_vph,
            "old_s": one.old_s,
            "new_s": one.new_s,
            "change_s": one.change.value,
            "low_s": _known(one.change.low),
            "high_s": _known(one.change.high),
            "allowed_s": one.allowed_s,
            "verdict": one.verdict,
        }
        for one in found[:MOST_APPROACHES]
    ]
    better = sum(one.change.high < 0 for one in found)
    worse = sum(one.change.low > 0 for one in found)
    return {"count": len(found), "better": better, "worse": worse, "rows": rows}


def _live(found: Found) -> dict[str, float | None]:
    limits = {"change": found.change.value, "low": _known(found.change.low), "high": _known(found.change.high)}
    return {"old_s": found.old_s, "new_s": found.new_s, "level": found.level, **limits}


def _known(value: float) -> float | None:
    return value if isfinite(value) else None


Stamp = tuple[str, int, int]


def _stamp(file: Path) -> Stamp:
    """Return what tells whether a file is still the one that was read."""
    try:
        found = file.stat()
    except FileNotFoundError:
        return (str(file), 0, 0)
    except OSError as error:
        raise StoreError("store.disk", error=str(error)) from error
    return (str(file), found.st_mtime_ns, found.st_size)


def _head(folder: Path) -> ProofHead | None:
    stamp = _stamp(folder / PROOF)
    return _read_head(stamp) if stamp[1] else None


@lru_cache(_KEPT)
def _read_head(stamp: Stamp) -> ProofHead:
    return replace(_decoded(Path(stamp[0]), ProofHead), pairs=msgspec.Raw())  # they would keep the whole file


@lru_cache(_KEPT)
def _digest(stamp: Stamp) -> str:
    return digest_of(_content(Path(stamp[0])))


@lru_cache(4)
def _pairs(stamp: Stamp) -> tuple[Pair, ...]:
    return _decoded(Path(stamp[0]), Proof).pairs


@lru_cache(4)
def _runs(stamp: Stamp) -> tuple[RunLine, ...]:
    if not stamp[1]:
        return ()
    try:
        return tuple(msgspec.json.decode(line, type=RunLine) for line in _content(Path(stamp[0])).splitlines())
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise StoreError("prove.no_runs", file=RUNS, found=str(error)) from error


def _decoded(file: Path, shape: type[Shape]) -> Shape:
    """Return what a proof says; StoreError if it is none of a format that is known here."""
    try:
        found = msgspec.json.decode(_content(file), type=shape)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise StoreError(DAMAGED, file=file.name, found=str(error)) from error
    if found.format != FORMAT:
        raise StoreError(DAMAGED, file=file.name, found=found.format)
    return found


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise StoreError("store.disk", error=str(error)) from error
