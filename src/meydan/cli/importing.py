"""`meydan import sumo`: a SUMO network becomes a city folder, and every change made on the way is told."""

import argparse
from collections import Counter
from pathlib import Path
from typing import Any

from meydan.city.because import because
from meydan.city.words import Language, say
from meydan.feeds.sumo import Imported, read_scenario, read_sumo
from meydan.store.city_folder import write_city

CHANGES_FILE = "import-changes.txt"


def import_sumo(typed: argparse.Namespace, language: Language) -> int:
    """Import a net, or a folder with a `scenario.toml`, as typed; return 0."""
    net: Path = typed.net
    asked: dict[str, Any] = {}
    if net.is_dir() or net.name == "scenario.toml":
        scenario = read_scenario(net)
        asked = {name: getattr(scenario, name) for name in scenario.__slots__}
        net = asked.pop("net")
    asked |= {"routes": tuple(typed.routes)} if typed.routes else {}
    asked |= {"additional": tuple(typed.additional)} if typed.additional else {}
    asked |= {name: value for name, value in _numbers_and_names(typed).items() if value is not None}
    asked.setdefault("routes", ())
    asked.setdefault("additional", ())
    imported = read_sumo(net, intergreens=typed.intergreens, detectors=typed.detectors, **asked)
    write_city(imported.city, typed.into, imported.roads, _files(imported, net, asked), _texts(imported, language))
    print(_report(imported, typed.into, language))
    return 0


def _numbers_and_names(typed: argparse.Namespace) -> dict[str, Any]:
    return {
        "name": typed.name,
        "zone": typed.zone,
        "day": typed.day,
        "attribution": typed.attribution,
        "provenance": typed.provenance,
        "begin_s": typed.begin,
        "end_s": typed.end,
        "yellow_s": typed.yellow,
        "min_green_s": typed.min_green,
    }


def _files(imported: Imported, net: Path, asked: dict[str, Any]) -> dict[str, Path]:
    """Return the files of the twin by the names the city gives them."""
    twin = imported.city.twin
    if twin is None:
        return {}
    names = [twin.net, *twin.routes, *twin.additional]
    return dict(zip(names, [net, *asked["routes"], *asked["additional"]], strict=True))


def _texts(imported: Imported, language: Language) -> dict[str, str]:
    """Return the list of all changes, one a line, to lie in the city folder."""
    return {CHANGES_FILE: "".join(f"{say(change, language)}\n" for change in imported.changes)}


def _report(imported: Imported, into: Path, language: Language) -> str:
    """Return what was made, how many changes of each kind, and where the whole list is."""
    junctions = imported.city.junctions.values()
    counted = Counter(change.code for change in imported.changes)
    head = because(
        "terminal.imported",
        junctions=len(imported.city.junctions),
        groups=sum(len(j.groups) for j in junctions),
        detectors=sum(len(j.detectors) for j in junctions),
        folder=str(into),
    )
    lines = [say(head, language)]
    for code, times in sorted(counted.items()):
        example = next(change for change in imported.changes if change.code == code)
        lines.append(say(because("terminal.changes", times=times, example=say(example, language)), language))
    if counted:
        lines.append(say(because("terminal.changes_in", file=str(into / CHANGES_FILE)), language))
    return "\n".join(lines)
