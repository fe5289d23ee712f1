"""A package's life in words: each step with its persons, days and numbers, and what can be done next."""

from datetime import UTC, datetime

from meydan.city.because import because
from meydan.city.words import Language, say
from meydan.exchange.life_cycle.dossier import Dossier, source_of
from meydan.exchange.life_cycle.machine import next_states
from meydan.exchange.life_cycle.states import Record, State

COMMANDS = {
    State.FOUND: "verify",
    State.VERIFIED: "verify",
    State.ADAPTED: "adapt",
    State.PROVEN: "prove",
    State.SHADOW: "shadow",
    State.TRIAL: "trial",
    State.ADOPTED: "adopt",
    State.REPORTED: "report",
    State.REJECTED: "reject",
    State.REVERTED: "revert",
}
"""What is typed after `meydan exchange` to enter a state."""

LEFT_OUT = ("short", "twice", "city", "kind")
"""What a step into the shadow tells of days that did not count, by why."""

SHARES = ("change", "low", "high", "in_time", "same")


def told_step(dossier: Dossier, language: Language) -> str:
    """Return the last step in words, and what can be done next."""
    last = [told_record(dossier.records[-1], language)] if dossier.records else []
    return "\n".join([*last, *_next(dossier, language)])


def lines_of(dossier: Dossier, language: Language) -> list[str]:
    """Return all steps in words, each followed by what it rests on."""
    lines = [dossier.place]
    for record in dossier.records:
        lines.append(told_record(record, language))
        lines += [f"    {name} {digest}" for name, digest in sorted(record.evidence.items())]
    return [*lines, say(because("life.folder", folder=str(dossier.folder)), language), *_next(dossier, language)]


def told_record(record: Record, language: Language) -> str:
    """Return a step in words: when, what, by whom, on which days, with which numbers."""
    when = datetime.fromtimestamp(record.t / 1000, UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
    state = say(because(f"life.state_{record.state}"), language)
    people = ", ".join(person.name for person in record.people)
    parts = [say(because("life.step", when=when, state=state, people=people), language)]
    if record.days:
        parts.append(
            say(because("life.rests_on_twin" if record.days == "twin days" else "life.rests_on_street"), language)
        )
    parts += _numbers(record, language)
    if record.why:
        parts.append(say(because("life.because", why=record.why), language))
    return " ".join(parts)


def _numbers(record: Record, language: Language) -> list[str]:
    told = record.told
    share = {name: 100 * float(told[name]) for name in SHARES if told.get(name, "-") != "-"}
    match record.state:
        case State.VERIFIED:
            return [say(because(f"badge.standing_{told['badge']}"), language)] if told.get("badge", "-") != "-" else []
        case State.ADAPTED:
            return [say(because("life.as_solution", label=told["label"]), language)]
        case State.PROVEN | State.ADOPTED | State.REPORTED if "high" in share:
            return [say(because("life.delay", **{name: share[name] for name in ("change", "low", "high")}), language)]
        case State.SHADOW:
            counted = because("life.shadowed", count=told["count"], in_time=share["in_time"])
            left = [because(f"life.left_{why}", days=told[f"left_{why}"]) for why in LEFT_OUT if f"left_{why}" in told]
            return [say(one, language) for one in (counted, *left)]
        case State.TRIAL:
            return [say(because("life.tries", junctions=told["junctions"], count=told["count"]), language)]
        case _:
            return []


def _next(dossier: Dossier, language: Language) -> list[str]:
    lines = []
    if dossier.life.withdrawn:
        lines.append(say(because("life.stays_withdrawn"), language))
    states = [state for state in next_states(dossier.life) if state is not State.WITHDRAWN]
    source = source_of(dossier)
    if dossier.life.state is State.PROVEN and source is not None:
        lines.append(say(because("life.how_shadow", solution=str(source)), language))
    if dossier.life.state is State.TRIAL:
        lines.append(say(because("life.how_trial", file=str(dossier.folder / "trial.toml")), language))
    if dossier.life.state in (State.TRIAL, State.REVERTED) and not dossier.life.withdrawn:
        lines.append(say(because("life.way_out"), language))
    if names := ", ".join(COMMANDS[state] for state in states):
        lines.append(say(because("life.next", commands=names), language))
    return lines
