"""Alarms with which a run begins: what a machine took back, or a trial that was ended before its time."""

from collections.abc import Iterable
from pathlib import Path

from meydan.city.alarm import OWN_ALARMS
from meydan.city.city import City
from meydan.city.events import AlarmChanged
from meydan.city.instant import NEVER, Instant
from meydan.cli.obeying import EndedTrial
from meydan.store.deployments import GUARD, WATCH, list_deployments

_CODES = {WATCH: "taken_back", GUARD: "proof_ended"}


def taken_back_alarms(folder: Path, city: City, begin: Instant) -> list[AlarmChanged]:
    """Return the alarms of a run that begins when a machine was the last to change what runs in the city's folder."""
    every = list_deployments(folder)
    if not every or every[-1].person not in _CODES:
        return []
    back = every[-1]
    detail = f"{back.back_of}: {back.why}" if back.why else str(back.back_of)
    return _raised(_CODES[back.person], back.junctions, city, (begin, back.t), detail)


def ended_trial_alarms(ended: EndedTrial | None, city: City, begin: Instant) -> list[AlarmChanged]:
    """Return the alarms of a run that does not obey the trial that was typed, for it was stopped."""
    if ended is None:
        return []
    since = begin if ended.since == NEVER else ended.since
    return _raised("trial_ended", ended.junctions, city, (begin, since), ended.name)


def _raised(
    code: str, junctions: Iterable[str], city: City, times: tuple[Instant, Instant], detail: str
) -> list[AlarmChanged]:
    begin, since = times
    standing = {"active": True, "acknowledged": False, "suspended": False}
    return [
        AlarmChanged(
            begin, name, "", code, priority=OWN_ALARMS[code], since=min(since, begin), detail=detail, **standing
        )
        for name in junctions
        if name in city.junctions
    ]
