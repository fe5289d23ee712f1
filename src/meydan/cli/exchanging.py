"""`meydan exchange`: a package from another city, from its registry to one's own streets and back with a result."""

import argparse
import getpass
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace

from meydan.city.because import Because, because
from meydan.city.city import City
from meydan.city.errors import StoreError, fault
from meydan.city.instant import Instant
from meydan.city.rights import Act
from meydan.city.words import Language, say
from meydan.city.words.telling import plain
from meydan.cli.partners import copies_of
from meydan.cli.serving import office_folder
from meydan.cli.signing_in import sign_in
from meydan.exchange.life_cycle.dossier import Desk, Dossier, list_dossiers, read_dossier
from meydan.exchange.life_cycle.finding import find_place, withdrawn_running
from meydan.exchange.life_cycle.machine import PERSONS, STOPS
from meydan.exchange.life_cycle.opening import open_case, package_here
from meydan.exchange.life_cycle.policy import read_policy
from meydan.exchange.life_cycle.states import State
from meydan.exchange.life_cycle.steps import Case
from meydan.exchange.life_cycle.taking_up import heed_withdrawal, take_up
from meydan.exchange.package import read_package
from meydan.exchange.partner import Copy, held_data
from meydan.exchange.verify import verify as verify_file
from meydan.store.areas import read_areas
from meydan.store.city_folder import read_city
from meydan.store.office.database import FILE, Database
from meydan.store.office.people import check_right


@dataclass(frozen=True, slots=True)
class Opened:
    """What a command works on."""

    desk: Desk
    case: Case


def list_packages(typed: argparse.Namespace, language: Language) -> int:
    """Print every package that was taken up with its state; return 1 if one that runs was withdrawn by its city."""
    with closing(_office(typed)) as office:
        dossiers = list_dossiers(office, typed.city)
    for dossier in dossiers:
        _print(because("life.line", place=dossier.place, state=_state(dossier, language)), language)
    copies, unread = copies_of(typed.city)
    for city, why in sorted(unread.items()):
        _print(because("life.not_heard", city=city, why=say(why, language)), language)
    known = {dossier.place for dossier in dossiers}
    for copy in copies:
        for one in copy.listed:
            if one.kind == "package" and one.place not in known:
                _print(because("life.listed", place=one.place), language)
    alarms = withdrawn_running(dossiers, copies)
    for place, found in alarms:
        told = {"place": place, "day": found.day, "reason": found.reason.said(language)}
        _print(because("life.withdrawn_runs", **told), language)
    return 1 if alarms else 0


def show(typed: argparse.Namespace, language: Language) -> int:
    """Print all steps of a package with their grounds, and what can be done next; return 0."""
    from meydan.cli.exchange_told import lines_of

    with closing(_office(typed)) as office:
        dossier = read_dossier(office, typed.city, _place(typed, office))
    print(plain("\n".join(lines_of(dossier, language))))
    return 0


def verify(typed: argparse.Namespace, language: Language) -> int:
    """Take a package up, or hear of its withdrawal; return 0, or 1 if it was withdrawn."""
    from meydan.cli.exchange_told import told_step

    copies, unread = copies_of(typed.city)
    with closing(_office(typed)) as office:
        place = _place(typed, office, copies)
        data = held_data(typed.city, place)
        dossier, desk = read_dossier(office, typed.city, place), _desk(typed, office, (), language)
        package = read_package(data).package
        origin = next((c for c in copies if package and c.partner.city == package.manifest.origin), None)
        if package is not None:
            dossier = heed_withdrawal(desk, dossier, package, origin)
        if not dossier.life.withdrawn:
            dossier = take_up(desk, dossier, verify_file(data, copies, unread), data, read_policy(typed.city))
    print(plain(told_step(dossier, language)))
    return 1 if dossier.life.withdrawn else 0


def adapt(typed: argparse.Namespace, language: Language) -> int:
    """Write the file that binds a package's slots, or adapt the package as it says; return 0."""
    from meydan.exchange.life_cycle import binding, steps
    from meydan.exchange.life_cycle.parameters import numbers_of

    if typed.bind.exists() and not typed.person:
        raise StoreError("signing_in.nobody")
    state = State.ADAPTED if typed.bind.exists() else None
    with _opened(typed, language, state) as opened:
        case, package = opened.case, opened.case.package
        if state is None:
            text = binding.template(package.manifest, package.digest, case.city, numbers_of(package))
            steps.keep(typed.bind, text.encode())
            _print(because("life.template", file=str(typed.bind)), language)
            return 0
        return _done(steps.adapt(opened.desk, case, typed.bind.read_text(encoding="utf-8")), language)


def prove(typed: argparse.Namespace, language: Language) -> int:
    """Run the gate on this city's own twin and enter the proof if it passed; return 1 if it did not."""
    from meydan.centre.in_force import source_in_force
    from meydan.cli.proving import GOOD, prove_asked
    from meydan.exchange.life_cycle.steps import PROOF, proven, solution_of
    from meydan.twin.prove.start import Asked

    with _opened(typed, language, State.PROVEN) as opened:
        case = opened.case
        source, into = solution_of(case).source, case.dossier.folder / PROOF
        counts = (typed.counts, typed.counts_of)
        against = typed.against or source_in_force(typed.city)
        reverts = case.dossier.reverts
        asked = Asked(typed.city, source, against, typed.days, into, _command(typed), *counts, reverts=reverts)
        proof = prove_asked(asked, typed, language)
        if proof is None or proof.verdict not in GOOD:
            return 1
        return _done(proven(replace(opened.desk, now=_now()), case), language)  # a proof takes its time


def shadow(typed: argparse.Namespace, language: Language) -> int:
    """Enter the days in the shadow that a log holds; return 0."""
    from meydan.exchange.life_cycle import steps

    with _opened(typed, language, State.SHADOW) as opened:
        return _done(steps.shadow(opened.desk, opened.case, typed.log), language)


def trial(typed: argparse.Namespace, language: Language) -> int:
    """Let a trial begin; return 0."""
    from meydan.exchange.life_cycle.going_on import Wanted, begin_trial, names_of

    with _opened(typed, language, State.TRIAL) as opened:
        wanted = Wanted(tuple(names_of(typed.junctions)), typed.days, typed.first or "")
        return _done(begin_trial(opened.desk, opened.case, wanted), language)


def adopt(typed: argparse.Namespace, language: Language) -> int:
    """Adopt what was tried, and deploy it; return 0."""
    from datetime import date, timedelta

    from meydan.exchange.life_cycle import going_on
    from meydan.store.deployments import Waiver
    from meydan.store.zone import midnight

    with _opened(typed, language, State.ADOPTED) as opened:
        waiver = None
        if typed.waiver:
            after = (date.fromisoformat(typed.waiver_until) + timedelta(days=1)).isoformat()
            waiver = Waiver(typed.second, typed.waiver, midnight(opened.case.city.zone, after))
        return _done(going_on.adopt(opened.desk, opened.case, typed.record, typed.owner, waiver), language)


def report(typed: argparse.Namespace, language: Language) -> int:
    """Sign and publish what the trial measured; return 0."""
    from meydan.cli.keys import signers
    from meydan.exchange.life_cycle import reporting

    with _opened(typed, language, State.REPORTED) as opened:
        channels = reporting.Channels(typed.registry, signers(typed.keys, language), typed.register)
        return _done(reporting.report(opened.desk, opened.case, typed.record, channels), language)


def reject(typed: argparse.Namespace, language: Language) -> int:
    """End a package's life here before anything of it runs; return 0."""
    return _stop(typed, State.REJECTED, language)


def revert(typed: argparse.Namespace, language: Language) -> int:
    """Go back to what ran before, at once; return 0."""
    return _stop(typed, State.REVERTED, language)


def _stop(typed: argparse.Namespace, state: State, language: Language) -> int:
    """Stop by one person, whatever partners say and whatever became of the package's file."""
    from meydan.exchange.life_cycle.stopping import stop

    with closing(_office(typed)) as office:
        dossier = read_dossier(office, typed.city, _place(typed, office))
        desk = _desk(typed, office, (STOPS,), language)
        stopped, taken = stop(desk, dossier, state, typed.why)
    if dossier.life.state is State.TRIAL:
        _print(because("trial.ended_everywhere"), language)
    if taken is not None:
        told = because("deploy.taken_back", number=taken.number, back_of=taken.back_of, label=taken.label)
        _print(told, language)
    return _done(stopped, language)


@contextmanager
def _opened(typed: argparse.Namespace, language: Language, state: State | None) -> Iterator[Opened]:
    """Open what a step forward works on; `state` is what would be entered, None where nothing is signed.

    Raises
    ------
    PackageError
        If the package is not what was verified, its city withdrew it, or has not been heard of for too long.
    """
    city = read_city(typed.city)
    with closing(_office(typed)) as office:
        dossier = read_dossier(office, typed.city, _place(typed, office))
        package = package_here(typed.city, dossier)
        desk = _desk(typed, office, PERSONS[state] if state else (), language, city)
        yield Opened(desk, open_case(desk, dossier, package, city))


def _desk(
    typed: argparse.Namespace,
    office: Database,
    wanted: tuple[frozenset[Act], ...],
    language: Language,
    city: City | None = None,
) -> Desk:
    """Return the desk with the persons who were typed, each of whom gave a password and has the right."""
    people = []
    places = (("person", "password_file"), ("second", "second_password_file"))
    junctions = city.junctions if city is not None else {}
    for acts, (who, file) in zip(wanted, places, strict=False):
        person = sign_in(office, getattr(typed, who), getattr(typed, file), language)
        check_right(person, tuple(acts), junctions, read_areas(typed.city, junctions) if junctions else {})
        people.append(person)
    terminal = f"terminal:{getpass.getuser()}"
    return Desk(typed.city, office, tuple(people), terminal, _now())


def _office(typed: argparse.Namespace) -> Database:
    folder = office_folder(typed)
    if not (folder / FILE).is_file():
        raise StoreError("office.unusable", fault(str(folder), 0, "office.not_there", name=FILE))
    return Database.open(folder)


def _place(typed: argparse.Namespace, office: Database, copies: "list[Copy] | None" = None) -> str:
    return find_place(office, typed.package, copies or [])


def _done(dossier: Dossier, language: Language) -> int:
    from meydan.cli.exchange_told import told_step

    print(plain(told_step(dossier, language)))
    return 0


def _state(dossier: Dossier, language: Language) -> str:
    return say(because(f"life.state_{dossier.life.state or 'found'}"), language)


def _command(typed: argparse.Namespace) -> str:
    import shlex

    return shlex.join(["meydan", *typed.words])


def _now() -> Instant:
    return Instant(time.time_ns() // 1_000_000)


def _print(what: Because, language: Language) -> None:
    print(plain(say(what, language)), flush=True)
