"""One step that a page asks for, taken in a process of its own: the web process has no strategy, and steps need one.

`python -m meydan.exchange.life_cycle.asked`, with the JSON of an `AskedStep` on its standard input or as an argument;
the JSON of an `Answer` comes back. Whoever starts it has seen the persons sign in; here each is looked up again.
"""

import sys
import time
from collections.abc import Mapping
from contextlib import closing
from datetime import date, timedelta

from meydan.city.errors import MeydanError, PackageError, StoreError
from meydan.city.instant import Instant
from meydan.city.rights import Person
from meydan.exchange.life_cycle import going_on, steps
from meydan.exchange.life_cycle.asking import Answer, AskedStep, Reason, Wish, decode_asked, encode_answer
from meydan.exchange.life_cycle.binding import filled
from meydan.exchange.life_cycle.dossier import Desk, Dossier, read_dossier
from meydan.exchange.life_cycle.machine import PERSONS
from meydan.exchange.life_cycle.opening import open_case, package_here
from meydan.exchange.life_cycle.states import State
from meydan.store.areas import read_areas
from meydan.store.city_folder import read_city
from meydan.store.deployments import Waiver
from meydan.store.dossiers import dossier_folder
from meydan.store.office.database import Database
from meydan.store.office.people import check_right, list_accounts
from meydan.store.proofs_folder import keep_failure, reasons_of
from meydan.store.zone import midnight

TERMINAL = "page"
WAITS = "life.too_few_persons"


def answer_to(asked: AskedStep) -> Answer:
    """Take a step, by the same functions as the command."""
    try:
        with closing(Database.open(asked.office)) as office:
            take_asked(asked, office)
    except MeydanError as error:
        if len(asked.people) < len(PERSONS[asked.state]) and [one.what.code for one in error.faults] == [WAITS]:
            return Answer("waits")
        if asked.state is State.PROVEN:  # whoever asked for the proof looks there
            keep_failure(dossier_folder(asked.home, asked.place) / steps.PROOF, reasons_of(error))
        head = Reason(error.code, dict(error.what.values))
        return Answer("refused", (head, *(Reason(f.what.code, dict(f.what.values), f.file) for f in error.faults)))
    return Answer("taken")


def take_asked(asked: AskedStep, office: Database) -> Dossier:
    """Take a step; raises as the step does, PackageError with one fault where only a second person lacks."""
    city = read_city(asked.home)
    accounts = {account.person.name: account.person for account in list_accounts(office)}
    people = tuple(_person(accounts, name) for name in asked.people)
    areas = read_areas(asked.home, city.junctions)
    for person, acts in zip(people, PERSONS[asked.state], strict=False):
        check_right(person, tuple(acts), city.junctions, areas)
    desk = Desk(asked.home, office, people, TERMINAL, Instant(time.time_ns() // 1_000_000))
    dossier = read_dossier(office, asked.home, asked.place)
    package = package_here(asked.home, dossier)
    return _take(desk, open_case(desk, dossier, package, city), asked)


def _take(desk: Desk, case: steps.Case, asked: AskedStep) -> Dossier:
    wish = asked.wish
    match asked.state:
        case State.ADAPTED:
            return steps.adapt(desk, case, filled(case.package.manifest, case.package.digest, wish.bound))
        case State.PROVEN:
            return steps.proven(desk, case)
        case State.SHADOW:
            return steps.shadow(desk, case, wish.log)
        case State.TRIAL:
            return going_on.begin_trial(desk, case, going_on.Wanted(wish.junctions, wish.days, wish.first))
        case State.ADOPTED:
            return going_on.adopt(desk, case, wish.record, wish.owner, _waiver(desk, case, wish))
        case state:
            raise PackageError("life.no_click", state=state)


def _person(accounts: Mapping[str, Person], name: str) -> Person:
    if name not in accounts:
        raise StoreError("office.no_person", name=name)
    return accounts[name]


def _waiver(desk: Desk, case: steps.Case, wish: Wish) -> Waiver | None:
    if not wish.waiver:
        return None
    after = (date.fromisoformat(wish.waiver_until) + timedelta(days=1)).isoformat()
    return Waiver(desk.people[-1].name, wish.waiver, midnight(case.city.zone, after))


def main(arguments: list[str]) -> int:
    """Take the step that was asked for and tell what came of it; return 0 if it was taken or waits."""
    text = arguments[0].encode() if arguments else sys.stdin.buffer.read()
    answer = answer_to(decode_asked(text))
    sys.stdout.buffer.write(encode_answer(answer))
    return 2 if answer.outcome == "refused" else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
