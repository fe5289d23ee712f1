"""What must hold in a register: nothing hangs in the air, nothing is hidden, and every number has its statement."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from meydan.city.because import Because, because
from meydan.exchange.register.entries import (
    Activity,
    Deployment,
    Entry,
    Protocol,
    Result,
    parents_of,
)
from meydan.exchange.register.evidence import values_of
from meydan.exchange.register.register import Register, deployment, product

Found = tuple[str, str, Because]
"""The file, the key in it ("" for all of it), and what is wrong."""

NUMBERS = ("change", "low", "high", "level", "old_s", "new_s", "method", "days", "day_kind")
"""What a result says after its statement; it may leave out a number, and never adds one."""

CLOSE = 1e-9  # the number as it was written, not as somebody rounded it


def found_faults(register: Register) -> Iterator[Found]:
    """Yield everything that does not hold, in the order of the files."""
    if ("parties", register.head.publisher) not in register.entries:
        yield "register.toml", "publisher", because("register.no_entry", kind="parties", id=register.head.publisher)
    for _, entry in sorted(register.entries.items()):
        for key, what in _of_entry(register, entry):
            yield entry.file, key, what


def _of_entry(register: Register, entry: Entry) -> Iterator[tuple[str, Because]]:
    whole = True
    for key, kind, name in parents_of(entry.what):
        if (kind, name) not in register.entries:
            whole = False
            yield key, because("register.no_entry", kind=kind, id=name)
        elif register.newest(kind, name) is None:
            whole = False  # a ring of superseding is told where it is
    yield from _superseding(register, entry)
    yield from _days(entry)
    if whole and isinstance(entry.what, Result):
        yield from _result(register, entry, entry.what)
    if whole and isinstance(entry.what, Deployment):
        yield from _position(entry.what)


def _superseding(register: Register, entry: Entry) -> Iterator[tuple[str, Because]]:
    """Yield what is wrong with what an entry takes the place of."""
    name = entry.link.supersedes
    if bool(name) != (entry.link.reason is not None):
        yield "reason", because("register.reason")
    if not name:
        return
    before = register.entries.get((entry.kind, name))
    rivals = Counter(other.link.supersedes for other in register.entries.values() if other.kind == entry.kind)
    if before is None:
        yield "supersedes", because("register.no_entry", kind=entry.kind, id=name)
    elif rivals[name] > 1:
        yield "supersedes", because("register.superseded_twice", id=name)
    elif register.newest(entry.kind, entry.id) is None:
        yield "supersedes", because("register.ring", id=name)
    elif not _takes_its_place(register, entry, before):
        yield "supersedes", because("register.other_subject", id=name)


def _takes_its_place(register: Register, entry: Entry, before: Entry) -> bool:
    """Say whether one entry is about the same as another: a bad result is not superseded by one of something else."""
    match entry.what, before.what:
        case Result(), Result():
            same = entry.what.measure == before.what.measure
            return same and _newest_above(register, entry) == _newest_above(register, before)
        case Deployment(), Deployment():
            same = entry.what.city == before.what.city
            return same and _newest_above(register, entry) == _newest_above(register, before)
        case _:
            return True


def _newest_above(register: Register, entry: Entry) -> Entry | None:
    _, kind, name = parents_of(entry.what)[0]
    return register.newest(kind, name)


def _days(entry: Entry) -> Iterator[tuple[str, Because]]:
    match entry.what:
        case Protocol(date=day):
            days = {"date": day}
        case Activity(since=since, until=until) | Deployment(since=since, until=until):
            days = {"since": since, "until": until}
        case _:
            return
    wrong = [key for key, day in days.items() if day and not _is_day(day)]
    yield from ((key, because("register.no_day", day=days[key])) for key in wrong)
    if not wrong and days.get("until") and days["until"] < days["since"]:
        yield "until", because("register.period", since=days["since"], until=days["until"])


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _position(what: Deployment) -> Iterator[tuple[str, Because]]:
    if what.position is not None and not (abs(what.position[0]) <= 180 and abs(what.position[1]) <= 90):
        yield "position", because("register.no_position")


def _result(register: Register, entry: Entry, what: Result) -> Iterator[tuple[str, Because]]:
    """Yield what keeps a result from being what a signed statement says of this very product."""
    statement = register.evidence.get(what.evidence)
    if statement is None:
        yield "evidence", because("register.no_evidence", digest=what.evidence)
        return
    where = register.above(entry, "deployments")
    made = register.newest("products", deployment(where).product)
    if made is not None and statement.subjects.isdisjoint(_contents(register, where, made)):
        yield "evidence", because("register.other_content", product=made.id)
    if not register.signers(what.evidence):
        yield "evidence", because("register.not_signed")
    if what.measure not in statement.measured:
        yield "measure", because("register.not_measured", measure=what.measure)
        return
    told = values_of(statement, what.measure)
    for key in NUMBERS:
        found = getattr(what, key)
        if found is not None and not _equal(found, told.get(key)):
            yield key, because("register.other_number", key=key, found=str(found), told=str(told.get(key, "–")))
    if not what.low <= what.change <= what.high:
        yield "change", because("register.interval")


def _contents(register: Register, where: Entry, made: Entry) -> set[str]:
    """Return the digests of a product's content, as it is and as the city fitted it, earlier versions too."""
    versions = [product(made), *(product(e) for e in register.superseded("products") if _leads_to(register, e, made))]
    places = [where, *(e for e in register.superseded("deployments") if _leads_to(register, e, where))]
    return {version.digest for version in versions} | {deployment(place).adapted for place in places} - {""}


def _leads_to(register: Register, entry: Entry, newest: Entry) -> bool:
    return register.newest(entry.kind, entry.id) == newest


def _equal(one: object, other: object) -> bool:
    if isinstance(one, float | int) and isinstance(other, float | int):
        return abs(one - other) <= CLOSE * max(1.0, abs(one))
    return one == other
