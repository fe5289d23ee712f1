"""What the files of a package must be, beyond the shape of its manifest. Each rule gives all its faults."""

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from meydan.city.errors import Fault, fault
from meydan.exchange.manifest import CARDS, CONTENT, EVIDENCE, FILE, LICENCES, SCENARIOS, Kind, Manifest, SlotKind
from meydan.exchange.pickled import is_pickled
from meydan.store.tree_digest import digest_of, digest_of_files

ENDINGS = (
    ".csv",
    ".geojson",
    ".gz",
    ".json",
    ".md",
    ".npz",
    ".onnx",
    ".parquet",
    ".png",
    ".svg",
    ".toml",
    ".txt",
    ".xml",
)
"""How the name of a file may end: data and words. A program is none of these."""


def file_faults(files: Mapping[str, bytes]) -> list[Fault]:
    """Return what is wrong with files whatever the manifest says: missing ones, strange ones, pickled ones."""
    faults = [fault(name, 0, "package.missing") for name in (FILE, *CARDS.values()) if not files.get(name, b"").strip()]
    for name in sorted(files):
        if PurePosixPath(name).suffix not in ENDINGS:
            faults.append(fault(name, 0, "package.unknown_file", known=" ".join(ENDINGS)))
        if is_pickled(files[name]):
            faults.append(fault(name, 0, "package.pickled"))
    for name in CARDS.values():
        if not _is_text(files.get(name, b"")):
            faults.append(fault(name, 0, "package.not_text"))
    return faults


def manifest_faults(manifest: Manifest, files: Mapping[str, bytes]) -> list[Fault]:
    """Return where a manifest and the files beside it do not fit."""
    rules = (_identity, _places, _licences, _slots, _scenarios, _claims)
    return [found for rule in rules for found in rule(manifest, files)]


def fits(api: str, version: str) -> bool:
    """Say whether a version of Meydan lies in a range such as ">=0.1,<0.2"."""
    ours = _numbers(version)
    for bound in api.split(","):
        found = re.match(r"(>=|<=|==|<|>)(.*)", bound)
        sign, theirs = (found[1], _numbers(found[2])) if found else ("==", ())
        good = {
            ">=": ours >= theirs,
            "<=": ours <= theirs,
            "==": ours == theirs,
            "<": ours < theirs,
            ">": ours > theirs,
        }
        if not good[sign]:
            return False
    return True


def _identity(manifest: Manifest, files: Mapping[str, bytes]) -> Iterator[Fault]:
    if manifest.id.partition("/")[0] != manifest.origin:
        yield fault(FILE, 0, "package.other_origin", id=manifest.id, origin=manifest.origin)


def _places(manifest: Manifest, files: Mapping[str, bytes]) -> Iterator[Fault]:
    content = CONTENT[manifest.kind]
    known = (*content, EVIDENCE, LICENCES, SCENARIOS, FILE, *CARDS.values())
    for name in sorted(files):
        if name not in known and name.partition("/")[0] + "/" not in known:
            yield fault(name, 0, "package.no_place", kind=manifest.kind)
    if not any(name.startswith(content) for name in files):
        yield fault(content[0], 0, "package.no_content", kind=manifest.kind)


def _licences(manifest: Manifest, files: Mapping[str, bytes]) -> Iterator[Fault]:
    for licence in re.split(r" (?:AND|OR|WITH) ", manifest.licence):
        if not files.get(f"{LICENCES}{licence}.txt", b"").strip():
            yield fault(f"{LICENCES}{licence}.txt", 0, "package.no_licence", licence=licence)


def _slots(manifest: Manifest, files: Mapping[str, bytes]) -> Iterator[Fault]:
    for slot in manifest.slots:
        if slot.kind is not SlotKind.NUMBER:
            continue
        if slot.least is None or slot.most is None or slot.least > slot.most or not slot.unit:
            yield fault(FILE, 0, "package.no_bounds", slot=slot.name)


def _scenarios(manifest: Manifest, files: Mapping[str, bytes]) -> Iterator[Fault]:
    """Yield each scenario that lies in the package and is not the one whose digest is told."""
    told = {scenario.name: scenario.digest for scenario in manifest.scenarios}
    there: dict[str, dict[str, str]] = {}
    for name, data in files.items():
        if name.startswith(SCENARIOS):
            scenario, _, rest = name.removeprefix(SCENARIOS).partition("/")
            there.setdefault(scenario, {})[rest] = digest_of(data)
    for scenario, digests in sorted(there.items()):
        if manifest.kind is not Kind.SCENARIO and scenario not in told:
            yield fault(f"{SCENARIOS}{scenario}", 0, "package.untold_scenario", name=scenario)
        elif scenario in told and digest_of_files(digests) != told[scenario]:
            yield fault(f"{SCENARIOS}{scenario}", 0, "package.other_scenario", name=scenario)


def _claims(manifest: Manifest, files: Mapping[str, bytes]) -> Iterator[Fault]:
    for claim in manifest.claims:
        if claim.low > claim.high:
            yield fault(FILE, 0, "package.odd_claim", measure=claim.measure, low=claim.low, high=claim.high)
    named = {claim.evidence for claim in manifest.claims} | {one.evidence for one in manifest.failed if one.evidence}
    for evidence in sorted(named):
        if evidence not in files:
            yield fault(FILE, 0, "package.no_evidence", evidence=evidence)


def _is_text(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _numbers(version: str) -> tuple[int, ...]:
    """Return the three numbers of a version, the missing ones as 0."""
    found = [int(number) for number in re.findall(r"\d+", version)[:3]]
    return tuple(found + [0] * (3 - len(found)))
