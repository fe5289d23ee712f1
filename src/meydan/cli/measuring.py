"""`meydan measure`: logs of controllers into an archive, measures out of it, without anything else of a city."""

import argparse
import os
from collections.abc import Sequence
from pathlib import Path

from meydan.centre.measures import find_measures
from meydan.city.because import because
from meydan.city.words import Language, say
from meydan.cli.engines import threads_or_machines
from meydan.measure.junction_log import Detector
from meydan.store.logs.measuring import Asked, Measured, measure_all
from meydan.store.logs.reading import Selection, export, select
from meydan.store.logs.retention import forget

EVENTS_A_WORKER = 10_000_000
FEW = 5  # junctions named of those that have nothing


def take_in(typed: argparse.Namespace, language: Language) -> int:
    """Take logs into an archive, as typed; return 0."""
    from meydan.store.logs.detector_table import read_detectors
    from meydan.store.logs.ingest import ingest

    detectors, zone_of_run = _of_own_runs(typed.files)
    detectors |= {} if typed.detectors is None else read_detectors(typed.detectors)
    taken = ingest(typed.files, typed.into, detectors, typed.zone or zone_of_run)
    told = because(
        "terminal.measure_taken",
        read=taken.read,
        junctions=taken.junctions,
        new=taken.new,
        parts=taken.parts,
        folder=str(typed.into),
    )
    print(say(told, language))
    if taken.shown_twice:
        print(say(because("terminal.measure_twice", count=taken.shown_twice), language))
    return 0


def _of_own_runs(paths: Sequence[Path]) -> tuple[dict[str, list[Detector]], str | None]:
    """Return the detectors and the zone of the cities whose runs of ours are among some paths."""
    logs = [path for path in paths if path.is_dir() and any(path.glob("events-*.seg"))]
    if not logs:
        return {}, None  # and what reads a city need not be loaded

    from meydan.store.high_resolution import detectors_of
    from meydan.store.run_folder import find_city_of

    cities = [city for log in logs if (city := find_city_of(log)) is not None]
    detectors = {junction: table for city in cities for junction, table in detectors_of(city).items()}
    return detectors, next((city.zone for city in cities), None)


def run_measures(typed: argparse.Namespace, language: Language) -> int:
    """Write measures as typed, and say why some are empty; return 0."""
    asked = Asked(find_measures(typed.names), typed.bin, typed.definitions)
    files = {name: _file(typed.csv, name, alone=len(asked.measures) == 1) for name in asked.measures}
    selection = _selected(typed)
    with threads_or_machines(typed, _worth(selection.events), [selection.folder]) as engine:
        done = measure_all(selection, asked, files, engine)
    for name, measured in done.items():
        told = because("terminal.measure_rows", name=name, rows=measured.rows, file=str(files[name]))
        print("\n".join([say(told, language), *_whys(measured, language)]))
    return 0


def run_corridor(typed: argparse.Namespace, language: Language) -> int:
    """Write a measure of a corridor as typed, and say why some junctions are empty; return 0."""
    from meydan.measure import link_pivot, time_space
    from meydan.store.logs.corridor_file import read_corridor
    from meydan.store.logs.corridors import OfCorridor, measure_corridor

    known = {
        "link_pivot": OfCorridor(link_pivot.link_pivot, link_pivot.COLUMNS, is_of_links=True),
        "time_space": OfCorridor(time_space.time_space, time_space.COLUMNS, is_of_links=False),
    }
    corridor = read_corridor(typed.corridor)
    selection = select(typed.archive, [stop.junction for stop in corridor.stops], typed.since, typed.until)
    measured = measure_corridor(selection, corridor, known[typed.name], typed.bin, typed.csv)
    told = because("terminal.measure_rows", name=typed.name, rows=measured.rows, file=str(typed.csv))
    print("\n".join([say(told, language), *_whys(measured, language)]))
    return 0


def give_out(typed: argparse.Namespace, language: Language) -> int:
    """Write logs of an archive into one file, as typed; return 0."""
    events = export(_selected(typed), typed.into)
    print(say(because("terminal.measure_exported", events=events, file=str(typed.into)), language))
    return 0


def check_set_up(typed: argparse.Namespace, language: Language) -> int:
    """Tell what is set up wrongly, as typed; return 1 if anything is, else 0."""
    from meydan.store.logs.setting_up import set_up_faults

    selection = _selected(typed)
    found = list(set_up_faults(selection))
    for junction, doubt in found:
        print(say(because("terminal.measure_doubt", junction=junction, what=say(doubt, language)), language))
    print(say(because("terminal.measure_checked", junctions=len(selection.parts), faults=len(found)), language))
    return 1 if found else 0


def forget_days(typed: argparse.Namespace, language: Language) -> int:
    """Remove old days from an archive, as typed; return 0."""
    parts, events = forget(typed.archive, typed.before)
    print(say(because("terminal.measure_forgotten", parts=parts, events=events, day=typed.before), language))
    return 0


def _selected(typed: argparse.Namespace) -> Selection:
    return select(typed.archive, typed.junctions, typed.since, typed.until)


def _worth(events: int) -> int:
    """Return how many workers are worth their start."""
    return min(os.cpu_count() or 1, 1 + events // EVENTS_A_WORKER)


def _file(csv: Path, name: str, *, alone: bool) -> Path:
    """Return the file of one measure: the one typed, or one beside it for each of several."""
    return csv if alone else csv.with_name(f"{csv.stem}-{name}{csv.suffix or '.csv'}")


def _whys(measured: Measured, language: Language) -> list[str]:
    lines = []
    for why, junctions in measured.why.items():
        some = ", ".join(junctions[:FEW]) + (", ..." if len(junctions) > FEW else "")
        told = because("terminal.measure_why", count=len(junctions), some=some, why=say(why, language))
        lines.append(say(told, language))
    return lines
