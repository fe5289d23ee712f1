"""Whether a deployment still holds: its waiver while it stands, and the data of its junctions as they were proved.

For whoever runs a street: `end_what_no_longer_holds` goes back to what was before, with a line in the audit trail.
"""

from collections.abc import Iterator
from pathlib import Path

import structlog

from meydan.centre.going_back import Grounds, Place, take_down_to
from meydan.city.because import because
from meydan.city.errors import CityError
from meydan.city.instant import Instant
from meydan.store.city_folder import read_city
from meydan.store.city_text import junction_of
from meydan.store.deployments import (
    GUARD,
    Deployment,
    folder_of,
    list_deployments,
    parts_before,
    parts_left,
    standing_deployments,
)
from meydan.store.ground import changed_junctions, read_ground, touched
from meydan.store.office.audit import NOBODY
from meydan.store.office.database import Database
from meydan.store.office.people import By

log = structlog.get_logger(__name__)

SHOWN = 5  # junctions at which an alarm is raised: more would hide the others


def what_no_longer_holds(
    folder: Path, now: Instant, *, with_ground: bool = True
) -> Iterator[tuple[Deployment, Grounds]]:
    """Yield each deployment that stands and no longer holds, the first one first, with why.

    Parameters
    ----------
    with_ground
        Whether the data of junctions are read; who knows that nobody wrote to them asks for the waivers alone.
    """
    for one in standing_deployments(list_deployments(folder)):
        at = folder_of(folder, one.number)
        if one.waiver is not None and now >= one.waiver.until:
            names = touched(folder, parts_before(folder, one.number), parts_left(folder, one.number))
            why = because("deploy.back_waiver", name=one.waiver.name)
            yield one, Grounds(reason=why, junctions=tuple(junction_of(Path(name).stem) for name in names[:SHOWN]))
        elif with_ground and (changed := changed_junctions(folder, read_ground(at))):
            shown = changed[:SHOWN]
            yield one, Grounds(reason=because("deploy.back_ground", junctions=", ".join(shown)), junctions=shown)


def end_what_no_longer_holds(
    folder: Path, office: Path, now: Instant, *, with_ground: bool = True
) -> list[Deployment] | None:
    """Take back the first deployment that no longer holds, with all that lies upon it; return what was done.

    None says to look again: junctions that cannot be read are no ground to act on, for somebody is changing them now.

    Raises
    ------
    StoreError
        If somebody else deploys, or the disk refuses.
    """
    found = next(what_no_longer_holds(folder, now, with_ground=with_ground), None)
    if found is None:
        return []
    if not can_be_read(folder):
        return None
    one, grounds = found
    database = Database.open(office)
    try:
        done = take_down_to(Place(folder, database), By(GUARD, NOBODY, now), one.number, grounds)
    finally:
        database.close()
    log.error("deployment_no_longer_holds", deployment=one.number, why=grounds.reason and grounds.reason.code)
    return done


def can_be_read(folder: Path) -> bool:
    """Say whether a city's folder can be read whole: nobody is writing to it at this moment."""
    try:
        read_city(folder)
    except CityError:
        return False
    return True
