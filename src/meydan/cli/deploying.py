"""`meydan deploy`: put a solution into a city with its proof, take it back, list what was done."""

import argparse
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from meydan.centre.going_live import Place, check_street, deploy, take_back
from meydan.centre.holding import end_what_no_longer_holds
from meydan.centre.in_force import choice_in_force
from meydan.centre.registry import meaning_of
from meydan.city.because import Because, because
from meydan.city.city import City, is_street
from meydan.city.errors import Fault, StoreError, fault
from meydan.city.instant import Instant
from meydan.city.rights import Act
from meydan.city.words import Language, say
from meydan.cli.choosing import choice_typed
from meydan.cli.serving import office_folder
from meydan.cli.signing_in import by_person, sign_in
from meydan.control.parameter import Choice
from meydan.store.areas import read_areas
from meydan.store.city_folder import read_city
from meydan.store.deployments import Deployment, Waiver, last_done, list_deployments
from meydan.store.office.database import Database
from meydan.store.office.people import By, check_right
from meydan.store.zone import midnight


def deploy_city(typed: argparse.Namespace, language: Language) -> int:
    """Do what was typed; return 0."""
    if typed.list:
        return _list(typed.city, language)
    if typed.watch:
        from meydan.cli.watching import watch  # measures are loaded where they are needed

        return watch(typed, language)
    city = read_city(typed.city)
    with closing(Database.open(office_folder(typed))) as office:
        at = Place(typed.city, office)
        if typed.back:
            by = _signed(typed, city, office, (Act.OVERRIDE, Act.DESIGN, Act.APPROVE), language)
            done = take_back(at, by, typed.why)
            told = because("deploy.taken_back", number=done.number, back_of=done.back_of, label=done.label)
        else:
            by = _signed(typed, city, office, (Act.DESIGN,), language)
            done = deploy(at, typed.solution, typed.proof, by, _waiver(typed, city, office, language))
            told = because("deploy.done", number=done.number, label=done.label, solution=done.solution)
    print(say(told, language))
    return 0


def deploy_faults(typed: argparse.Namespace) -> Iterator[Fault]:
    """Yield what does not go together."""
    if typed.watch and typed.archive is None:
        yield fault("--archive", 0, "deploy.archive_needed")
    if not (typed.back or typed.list or typed.watch or (typed.solution and typed.proof)):
        yield fault("--solution, --proof", 0, "typed.both_or_none")
    if typed.back and not typed.why.strip():
        yield fault("--why", 0, "deploy.no_reason")
    if len({bool(typed.waiver), bool(typed.waiver_by), bool(typed.waiver_until)}) > 1:
        yield fault("--waiver, --waiver-by, --waiver-until", 0, "deploy.whole_waiver")


def check_deployed(folder: Path, choice: Choice, now: Instant) -> None:
    """Refuse to run a street otherwise than it was deployed; CityError with everything that stands against it."""
    check_street(folder, now, runs_as_deployed=meaning_of(choice) == meaning_of(choice_in_force(folder)))


def choice_on_street(typed: argparse.Namespace) -> Choice:
    """Return the strategy that a street is to run: what was typed, but for what was deployed or taken back since.

    Control that begins anew runs what is in force now, though another strategy was typed when the run began.
    """
    choice = choice_typed(typed)
    is_typed = typed.strategy is not None or typed.parameters is not None
    if last_done(typed.city) and (typed.resume or not is_typed):
        return choice_in_force(typed.city)
    return choice


def as_it_holds(typed: argparse.Namespace, city: City, language: Language) -> City:
    """Return a street's city as its folder lies there when what no longer holds was taken back; told if any was."""
    done = end_what_no_longer_holds(typed.city, office_folder(typed), now()) or []
    for one in done:
        why = one.why if one.reason is None else say(one.reason, language)
        told = because("terminal.no_longer_holds", number=one.number, back_of=one.back_of, label=one.label, why=why)
        print(say(told, language), flush=True)
    return read_city(typed.city) if done else city


def now() -> Instant:
    """Return this moment by the clock on the wall: waivers end by it."""
    return Instant(time.time_ns() // 1_000_000)


def _signed(typed: argparse.Namespace, city: City, office: Database, acts: tuple[Act, ...], language: Language) -> By:
    """Return who acts: somebody with an account and the right to; on a twin also whoever is at the terminal."""
    if not typed.person:
        if is_street(city):
            raise StoreError("signing_in.nobody")
        return by_person("")
    person = sign_in(office, typed.person, typed.password_file, language)
    check_right(person, acts, city.junctions, read_areas(typed.city, city.junctions))
    return by_person(person.name)


def _waiver(typed: argparse.Namespace, city: City, office: Database, language: Language) -> Waiver | None:
    """Return the waiver that was typed, of somebody who may approve and gave their password."""
    if not typed.waiver:
        return None
    approver = sign_in(office, typed.waiver_by, typed.waiver_password_file, language)
    check_right(approver, (Act.APPROVE,), city.junctions, read_areas(typed.city, city.junctions))
    day_after = date.fromisoformat(typed.waiver_until) + timedelta(days=1)
    return Waiver(approver.name, typed.waiver, midnight(city.zone, day_after.isoformat()))


def _list(city: Path, language: Language) -> int:
    for one in list_deployments(city):
        print(say(_told(one, language), language))
    return 0


def _told(one: Deployment, language: Language) -> Because:
    when = datetime.fromtimestamp(one.t / 1000, UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    number, person, label, verdict, waiver = one.number, one.person, one.label, one.verdict, one.waiver
    if one.kind == "back":
        why = one.why if one.reason is None else say(one.reason, language)
        return because("deploy.line_back", number=number, when=when, person=person, back_of=one.back_of, why=why)
    if waiver is None:
        return because("deploy.line", number=number, when=when, person=person, label=label, verdict=verdict)
    return because(
        "deploy.line_waived",
        number=number,
        when=when,
        person=person,
        label=label,
        verdict=verdict,
        name=waiver.name,
        reason=waiver.reason,
    )
