"""What a row was made with: versions, and fingerprints of the code and of the inputs that can change its numbers."""

import hashlib
import json
from collections.abc import Iterator
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

import meydan
from meydan.centre.registry import choice_of, find_entry, is_file_name
from meydan.control.parameter import Choice
from meydan.store.city_folder import read_city
from meydan.twin.bench.baselines import is_ours
from meydan.twin.bench.task import Scenario

SUMOS = ("city", "feeds", "field", "store", "twin")  # a baseline that SUMO runs by itself knows no strategy of ours
OURS = (*SUMOS, "safety", "control", "design", "centre")


def versions(strategy: str, inputs: str) -> dict[str, str]:
    """Return what a row of this strategy depends on, with the fingerprint of the inputs of its scenario."""
    choice = choice_of(strategy)
    made_with = {
        "meydan": version("meydan"),
        "sumo": version("eclipse-sumo"),
        "code": _fingerprint(_code(choice.strategy)),
        "inputs": inputs,
    }
    return {**made_with, "parameters": digest_of_choice(choice)} if choice.values else made_with


def digest_of_choice(choice: Choice) -> str:
    """Return the digest "sha256:..." of a strategy and its values, however its file is written."""
    told = {"strategy": choice.strategy, "parameters": {name: float(value) for name, value in choice.values}}
    text = json.dumps(told, sort_keys=True, separators=(",", ":"))
    return f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"


def fingerprint_of_inputs(scenario: Scenario) -> str:
    """Return the fingerprint of a scenario's limits and of every file of its city that a run reads.

    What else lies in the folder, such as rows and plots, changes no number.
    """
    return _fingerprint(_inputs(scenario))


def _code(strategy: str) -> Iterator[tuple[str, bytes]]:
    """Yield the name and the text of each file of code; a strategy in a file counts with its text."""
    root = Path(next(iter(meydan.__path__)))
    for package in OURS if is_ours(strategy) else SUMOS:
        for path in sorted((root / package).rglob("*.py")):
            if path.parent.name != "words":
                yield path.relative_to(root).as_posix(), path.read_bytes()
    if is_file_name(strategy):
        yield "", Path(strategy).read_bytes()
    elif entry := find_entry(strategy):
        yield from _code_of_package(entry.module.partition(".")[0])


def _code_of_package(package: str) -> Iterator[tuple[str, bytes]]:
    """Yield the files of a package that registered a strategy, without loading it."""
    spec = find_spec(package)
    if spec is None or package == meydan.__name__:
        return
    folders = [Path(folder) for folder in spec.submodule_search_locations or ()]
    for folder in folders:
        for path in sorted(folder.rglob("*.py")):
            yield f"{package}/{path.relative_to(folder).as_posix()}", path.read_bytes()
    if not folders and spec.origin is not None:
        yield Path(spec.origin).name, Path(spec.origin).read_bytes()


def _inputs(scenario: Scenario) -> Iterator[tuple[str, bytes]]:
    yield "limits", f"{scenario.yellow_s} {scenario.min_green_s}".encode()
    folder = scenario.folder
    of_city = [path for of in ("*.toml", "junctions/*.toml", "plans/*.toml") for path in folder.glob(of)]
    names = {path.relative_to(folder).as_posix() for path in of_city}
    if twin := read_city(folder, with_files=False).twin:
        names.update((twin.net, *twin.routes, *twin.additional))
    for name in sorted(names):
        yield name, (folder / name).read_bytes()


def _fingerprint(files: Iterator[tuple[str, bytes]]) -> str:
    whole = hashlib.sha256()
    for name, content in files:
        whole.update(f"{name}\0{len(content)}\0".encode() + content)
    return whole.hexdigest()[:16]
