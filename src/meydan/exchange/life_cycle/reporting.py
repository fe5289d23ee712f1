"""What an adopting city tells the others: a signed field result in its own registry, and entries in its register.

It tells what its trial measured, also when that is nil or bad, and whether it went back to what was before.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from securesystemslib.signer import CryptoSigner

from meydan.city.errors import PackageError
from meydan.exchange.life_cycle.dossier import Desk, Dossier, Step, check_step, record_of, refuse, take
from meydan.exchange.life_cycle.gates import effect_in, why_not_reported
from meydan.exchange.life_cycle.going_on import read_record, told_effect, trial_of
from meydan.exchange.life_cycle.states import State
from meydan.exchange.life_cycle.steps import Case, days_of, keep, solution_of
from meydan.exchange.publishing import publish_files
from meydan.exchange.register.adding import add_entry
from meydan.exchange.register.entries import Kind as Entries
from meydan.exchange.register.folder import check_register
from meydan.exchange.register.register import Register, product
from meydan.exchange.registry import open_registry
from meydan.exchange.statement import Predicate, sign_statement
from meydan.store.tree_digest import digest_of, digest_of_file
from meydan.store.trial_file import FILE as RECORD

RESULT = "field-result.dsse.json"
FORMAT = "meydan-field-result/1"
LEVEL = 0.95  # of the interval that `report.switchback` gives
_ODD = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Channels:
    """Where a city reports: its registry with the keys that sign, and its protocol register, None if it has none."""

    registry: Path
    signers: Sequence[CryptoSigner]
    register: Path | None


def report(desk: Desk, case: Case, folder: Path | None, channels: Channels) -> Dossier:
    """Sign and publish what a trial measured, enter it in the register, and note both.

    Parameters
    ----------
    folder
        Where the trial's record lies, for a solution that was reverted in its trial; None for the one kept with the
        dossier when it was adopted.

    Raises
    ------
    PackageError
        With everything that stands against it.
    StoreError
        If the register is not sound, or the disk refuses.
    """
    dossier, solution = case.dossier, solution_of(case)
    at = folder or dossier.folder
    record, plan = read_record(at), trial_of(dossier)
    refuse(why_not_reported(record, plan, solution.digest), dossier.place)
    registry = open_registry(channels.registry)
    says = field_result(registry.city, record, digest_of_file(at / RECORD), reverted=not dossier.life.runs)
    manifest, content = case.package.manifest, case.package.digest
    signing = [s for s in channels.signers if s.public_key.keyid in registry.root.roles["targets"].keyids]
    if not signing:
        raise PackageError("life.no_targets_key", folder=str(channels.registry))
    envelope = sign_statement(Predicate.FIELD_RESULT, manifest.id, content, says, signing)
    evidence = {"solution": solution.digest, "result": digest_of(envelope)}
    evidence["trial_record"] = digest_of_file(at / RECORD)
    step = Step(State.REPORTED, evidence, days_of(case.city), told=told_effect(record))
    check_step(dossier, record_of(desk, dossier, content, step))
    if channels.register is not None:
        product_of(check_register(channels.register), case)
    keep(dossier.folder / RESULT, envelope)
    publish_files(registry, [dossier.folder / RESULT], channels.signers, desk.now)
    if channels.register is not None:
        enter(channels.register, case, envelope, desk)
    return take(desk, dossier, content, step)


def field_result(city: str, record: Mapping[str, Any], digest: str, *, reverted: bool) -> dict[str, Any]:
    """Return what is signed: the effect on delay with its interval, on which days, and what it rests on."""
    effect = effect_in(record)
    if effect is None:
        raise PackageError("life.no_effect")
    return {
        "format": FORMAT,
        "city": city,
        "measure": "delay",
        "method": "switchback",
        "change": effect["change"],
        "low": effect["low"],
        "high": effect["high"],
        "level": LEVEL,
        "old_s": effect["off"],
        "new_s": effect["on"],
        "days": len(record["ran"]),
        "days_are": "twin" if record["days"] == "twin days" else "street",
        "reverted": reverted,
        "state": str(record["state"]),
        "junctions": list(record["trial"]["junctions"]),
        "record": digest,
    }


def product_of(register: Register, case: Case) -> str:
    """Return the id of a package in a register; PackageError if it holds no product with this content."""
    manifest, content = case.package.manifest, case.package.digest
    for entry in register.current("products"):
        if (product(entry).package, product(entry).digest) == (manifest.id, content):
            return entry.id
    raise PackageError("life.no_product", package=manifest.id, version=manifest.version, digest=content)


def enter(folder: Path, case: Case, envelope: bytes, desk: Desk) -> None:
    """Enter a deployment and its result into a register, unless they are in it already."""
    register = check_register(folder)
    manifest, life = case.package.manifest, case.dossier.life
    began = life.done[State.TRIAL]
    place = "twin" if days_of(case.city) == "twin days" else "street"
    tries = sum(record.state is State.TRIAL for record in case.dossier.records)
    again = f" {tries}" if tries > 1 else ""  # each try has a result of its own: none replaces another
    name = _id(f"{manifest.id} {manifest.version} {case.city.name}{again}")
    deployment: dict[str, Any] = {
        "product": product_of(register, case),
        "city": case.city.name,
        "party": register.head.publisher,
        "junctions": began.told["junctions"].split(),
        "place": place,
        "state": "adopted" if life.runs else "reverted",
        "since": _day(began.t),
        "adapted": case.dossier.digest("solution"),
    }
    if not life.runs and life.last is not None:
        deployment["until"] = _day(life.last.t)
        if ("deployments", name) in register.entries:  # it was told as adopted before
            reason = {"tr": f"geri alındı: {life.last.why}", "en": f"reverted: {life.last.why}"}
            changed = {"supersedes": name, "reason": reason, "state": "reverted", "until": deployment["until"]}
            _add(folder, register, "deployments", f"{name}-reverted", changed, desk)
            return
    _add(folder, register, "deployments", name, deployment, desk)
    _add(folder, register, "results", f"{name}-delay", {"deployment": name}, desk, envelope)


def _add(
    folder: Path,
    register: Register,
    kind: Entries,
    name: str,
    table: Mapping[str, Any],
    desk: Desk,
    envelope: bytes | None = None,
) -> None:
    if (kind, name) not in register.entries:
        add_entry(folder, kind, name, table, desk.now, envelope)


def _day(t: int) -> str:
    return datetime.fromtimestamp(t / 1000, UTC).date().isoformat()


def _id(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.replace("ı", "i")).encode("ascii", "ignore").decode()
    return _ODD.sub("-", plain.lower()).strip("-")
