"""Taking back what went live: what ran before the last deployment that stands runs again."""

from dataclasses import dataclass
from pathlib import Path

from meydan.city.errors import CityError
from meydan.store.deployments import (
    Deployment,
    begin_deployment,
    carry_out,
    deploying,
    digest_of_parts,
    list_deployments,
    parts_before,
    standing_deployments,
)
from meydan.store.office.audit import append
from meydan.store.office.database import Database
from meydan.store.office.people import By


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is deployed: a city's folder, and the office whose audit trail tells of it."""

    folder: Path
    office: Database


def take_back(at: Place, by: By, why: str, junctions: tuple[str, ...] = ()) -> Deployment:
    """Restore what ran before the last deployment that stands; return what was done.

    `junctions` are where it made things worse: control raises an alarm there.

    Raises
    ------
    CityError
        If none stands.
    StoreError
        If somebody else deploys, or the disk refuses.
    """
    with deploying(at.folder):
        every = list_deployments(at.folder)
        standing = standing_deployments(every)
        if not standing:
            raise CityError("deploy.nothing_to_take_back", folder=str(at.folder))
        last = standing[-1]
        after = parts_before(at.folder, last.number)
        digest = digest_of_parts(after)
        about = Deployment(
            *(every[-1].number + 1, by.t, by.person, "back", last.label, last.solution, last.city, digest),
            back_of=last.number,
            why=why,
            junctions=junctions,
        )
        with at.office.write() as connection:
            detail = {"deployment": str(last.number), "solution": last.solution, "why": why}
            append(connection, by.entry("deployment_taken_back", f"{about.number} {about.label}", **detail))
            begin_deployment(at.folder, about, after)
        carry_out(at.folder)
        return about
