"""Entries and their numbers as people of one language read them."""

from meydan.exchange.register.entries import Deployment, Entry, Result
from meydan.exchange.register.evidence import Statement
from meydan.report.wording import Wording
from meydan.twin.gate.levels import LEAST_IMPROVEMENT


def told_entry(entry: Entry, tell: Wording) -> str:
    """Return what an entry is, in one line."""
    match entry.what:
        case Deployment() as where:
            return f"{where.city}: {told_state(where, tell)}"
        case Result() as found:
            return f"{measure(found, tell)}: {change(found, tell)} ({interval(found, tell)})"
        case what:
            return what.name.say(tell.language)


def told_state(where: Deployment, tell: Wording) -> str:
    """Return how far a deployment is, and whether it is in the street."""
    return f"{tell(f'results_page.state_{where.state}')}, {tell(f'results_page.place_{where.place}')}"


def measure(found: Result, tell: Wording) -> str:
    """Return the name of what was measured."""
    return tell(f"results_page.measure_{found.measure}")


def change(found: Result, tell: Wording) -> str:
    """Return by which share of the old value a measure became less or more."""
    share = tell.share(abs(found.change))
    if share == tell.share(0.0):
        return tell("results_page.same")
    return tell("results_page.less" if found.change < 0 else "results_page.more", share=share)


def interval(found: Result, tell: Wording) -> str:
    """Return the interval of a change."""
    return tell("results_page.interval", low=signed_share(found.low, tell), high=signed_share(found.high, tell))


def level_and_interval(found: Result, tell: Wording) -> str:
    """Return the interval with its level, 95% or 98.6%, where it is known."""
    if found.level is None:
        return tell("results_page.interval_alone", interval=interval(found, tell))
    whole = abs(found.level * 100 - round(found.level * 100)) < 1e-9
    level = tell.share(found.level, 0 if whole else 1)
    return tell("results_page.level", level=level, interval=interval(found, tell))


def signed_share(share: float, tell: Wording) -> str:
    """Return a share in percent with its sign before it, in Turkish too: −8.1%, −%8,1."""
    text = tell.share(abs(share))
    joined = "\u2060" if tell.language == "tr" else ""  # no line ends between − and %
    return text if text == tell.share(0.0) else f"{'−' if share < 0 else '+'}{joined}{text}"


def verdict(found: Result, told: Statement) -> str:
    """Return worse where the whole interval says so, better where it does, by 3 % and as the gate agrees, else open.

    It is the gate's own rule for "improves"; less is better in all measures.
    """
    if found.low > 0:
        return "worse"
    improves = found.high < 0 and found.change <= -LEAST_IMPROVEMENT and told.improves is not False
    return "better" if improves else "open"


def days(found: Result, tell: Wording) -> str:
    """Return on how many days it was measured, and of which kind."""
    return tell(f"results_page.days_{found.day_kind}", days=found.days)


def method(found: Result, tell: Wording) -> str:
    """Return how it was measured."""
    return tell(f"results_page.method_{found.method}")
