"""The document of a shadow's day: its notes as JSON has them, and back."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from meydan.centre.shadow_notes import JunctionNotes, ShadowNotes
from meydan.city.instant import Instant
from meydan.control.calendar import DAY_MIN
from meydan.store.shadow_days import FORMAT

DAY_S = DAY_MIN * 60


@dataclass(frozen=True, slots=True)
class ShadowOf:
    """What a document is about: a city as it was, a solution by its label and digest, and the strategy that ran.

    `run` is the number of the twin's run that the day is, None on a street, and `seed` the run's. `window_s` is how
    long a whole day lasts: on a twin the scenario's window.
    """

    city: str
    city_version: str
    label: str
    digest: str
    running: str
    day: str
    run: int | None
    seed: int = 0
    window_s: float = DAY_S


def document_of(about: ShadowOf, notes: ShadowNotes) -> dict[str, Any]:
    """Return the document of a day; shares that nobody can tell are null."""
    return {
        "format": FORMAT,
        "city": {"name": about.city, "version": about.city_version},
        "solution": {"label": about.label, "digest": about.digest},
        "running": about.running,
        "day": about.day,
        "days": "street days" if about.run is None else "twin days",
        "run": about.run,
        "seed": None if about.run is None else about.seed,
        "since": notes.since,
        "through": notes.through,
        "covered_ms": notes.covered_ms,
        "hours": notes.hours,
        "window_s": about.window_s,
        "coverage": min(notes.covered_ms / 1000 / about.window_s, 1.0),
        "deadline_ms": notes.deadline_ms,
        "ticks": notes.ticks,
        "late": notes.late,
        "in_time": notes.in_time,
        "slowest_ms": round(notes.slowest_ms, 3),
        "orders": notes.orders,
        "vetoes": dict(notes.vetoes),
        "rejections": dict(notes.rejections),
        "failed": dict(notes.failed),
        "same": notes.same,
        "junctions": {name: _of_junction(one) for name, one in notes.junctions.items()},
    }


def notes_of(document: Mapping[str, Any]) -> ShadowNotes:
    """Return the notes that a document holds; KeyError or TypeError if it was not made by `document_of`."""
    plain = ("deadline_ms", "ticks", "late", "slowest_ms", "covered_ms", "orders")
    return ShadowNotes(
        **{name: document[name] for name in plain},
        since=Instant(document["since"]),
        through=Instant(document["through"]),
        vetoes=Counter(document["vetoes"]),
        rejections=Counter(document["rejections"]),
        failed=dict(document["failed"]),
        junctions={name: _notes_of(one) for name, one in document["junctions"].items()},
    )


def _of_junction(notes: JunctionNotes) -> dict[str, Any]:
    stages = sorted(notes.street_ms | notes.shadow_ms)
    return {
        "compared_ms": notes.compared_ms,
        "same_ms": notes.same_ms,
        "same": notes.same,
        "stages": {s: {"street_ms": notes.street_ms[s], "shadow_ms": notes.shadow_ms[s]} for s in stages},
        "arrivals": notes.arrivals,
        "met_green": notes.met_green,
        "would_meet_green": notes.would_meet_green,
    }


def _notes_of(found: Mapping[str, Any]) -> JunctionNotes:
    plain = ("compared_ms", "same_ms", "arrivals", "met_green", "would_meet_green")
    notes = JunctionNotes(**{name: found[name] for name in plain})
    for stage, ms in found["stages"].items():
        notes.street_ms[stage], notes.shadow_ms[stage] = ms["street_ms"], ms["shadow_ms"]
    return notes
