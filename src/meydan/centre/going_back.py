"""Taking back what went live: what ran before a deployment runs again.

Deployments lie one upon the other, and each was proved with those beneath it in place. So the last one that stands goes
first; whoever wants one from under others takes those back before it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from meydan.city.because import Because, because
from meydan.city.errors import CityError, Fault
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


@dataclass(frozen=True, slots=True)
class Grounds:
    """Why something is taken back: `why` in a person's words, or `reason` as what a machine found.

    `junctions` are where control raises an alarm: where it made things worse, or no longer holds.
    """

    why: str = ""
    reason: Because | None = None
    junctions: tuple[str, ...] = ()


def take_back(at: Place, by: By, why: str, number: int = 0) -> Deployment:
    """Restore what ran before the last deployment that stands; return what was done.

    Parameters
    ----------
    number
        The deployment that is meant: nothing else is taken back. 0 for whichever stands last.

    Raises
    ------
    CityError
        If none stands, or others lie upon the one that is meant.
    StoreError
        If somebody else deploys, or the disk refuses.
    """
    with deploying(at.folder):
        standing = standing_deployments(list_deployments(at.folder))
        if not standing or number not in (0, *(one.number for one in standing)):
            raise CityError("deploy.nothing_to_take_back", folder=str(at.folder))
        if against := why_not_back(standing, number or standing[-1].number):
            faults = [Fault("", 0, what) for what in against]
            raise CityError("deploy.not_back", *faults, folder=str(at.folder), number=number, count=len(faults))
        return _take_last(at, by, standing[-1], Grounds(why))


def take_down_to(at: Place, by: By, number: int, grounds: Grounds) -> list[Deployment]:
    """Take back a deployment from under whatever lies upon it: the last one first, each with its own record.

    What lies upon it was proved with it in place, so it cannot stay. Nothing is done if it does not stand any more.

    Raises
    ------
    StoreError
        If somebody else deploys, or the disk refuses.
    """
    done: list[Deployment] = []
    with deploying(at.folder):
        standing = standing_deployments(list_deployments(at.folder))
        if number not in [one.number for one in standing]:
            return done
        for last in reversed([one for one in standing if one.number > number]):
            done.append(_take_last(at, by, last, Grounds(reason=because("deploy.back_rests_on", number=number))))
        done.append(_take_last(at, by, next(one for one in standing if one.number == number), grounds))
    return done


def why_not_back(standing: Sequence[Deployment], number: int) -> list[Because]:
    """Return what has to be taken back before a deployment that stands, the last first; nothing means it may be."""
    upon = [one for one in standing if one.number > number]
    return [because("deploy.lies_upon", number=one.number, label=one.label, beneath=number) for one in reversed(upon)]


def _take_last(at: Place, by: By, last: Deployment, grounds: Grounds) -> Deployment:
    after = parts_before(at.folder, last.number)
    number, reason = list_deployments(at.folder)[-1].number + 1, grounds.reason
    about = Deployment(
        *(number, by.t, by.person, "back", last.label, last.solution, last.city, digest_of_parts(after)),
        back_of=last.number,
        why=grounds.why,
        reason=reason,
        junctions=grounds.junctions,
    )
    why = grounds.why if reason is None else " ".join([reason.code, *(str(value) for _, value in reason.values)])
    with at.office.write() as connection:
        detail = {"deployment": str(last.number), "solution": last.solution, "why": why}
        append(connection, by.entry("deployment_taken_back", f"{number} {about.label}", **detail))
        begin_deployment(at.folder, about, after)
    carry_out(at.folder)
    return about
