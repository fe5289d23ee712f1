"""A log carries the city it was made with, so that a replay needs nothing else."""

import hashlib
from dataclasses import replace
from pathlib import Path

from meydan.city.city import City, PulsesTold
from meydan.city.errors import StoreError, fault
from meydan.store.city_folder import read_city, write_city
from meydan.store.city_text import city_texts
from meydan.store.event_log import last_run
from meydan.store.segments import list_segments


def city_hash(city: City) -> str:
    """Return sixteen hex digits that change when anything in the city's text changes."""
    whole = hashlib.sha256()
    for name, text in sorted(city_texts(city).items()):
        whole.update(f"{name}\0{text}\0".encode())
    return whole.hexdigest()[:16]


def hashes_of_runs(city: City) -> frozenset[str]:
    """Return the hashes that runs of a city may have: one on controllers settles how its detectors tell."""
    if city.rsmp is None:
        return frozenset({city_hash(city)})
    return frozenset(city_hash(replace(city, rsmp=replace(city.rsmp, pulses=told))) for told in PulsesTold)


def keep_city(log: Path, city: City) -> str:
    """Keep a copy of the city's text in a log's folder, once for each version of it; return its hash."""
    name = city_hash(city)
    kept = log / f"city-{name}"
    if not kept.exists():
        write_city(city, kept)
    return name


def city_of_run(log: Path, name: str) -> City:
    """Return the city a run was made with; StoreError if its copy is not in the log's folder."""
    kept = log / f"city-{name}"
    if not kept.is_dir():
        raise StoreError("store.no_city", fault(str(log), 0, "store.no_city_copy", name=name))
    return read_city(kept, with_files=False)


def find_city_of(log: Path) -> City | None:
    """Return the city of the last run in a log's folder; None if it is no such folder."""
    run = last_run(list_segments(log)) if log.is_dir() else None
    return None if run is None else city_of_run(log, run[1].city)
