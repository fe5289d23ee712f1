"""Shipped programs made clean: what a controller cannot show is changed, and every change is told."""

from dataclasses import dataclass, replace
from itertools import groupby

from meydan.city.because import Because, because
from meydan.feeds.sumo.programs import Phase, Program

GREEN = frozenset("Gg")


@dataclass(frozen=True, slots=True)
class CleanProgram:
    """A program whose lamps keep the sequence of a controller; phases in the order they are shown."""

    id: str
    offset_s: float
    phases: tuple[Phase, ...]

    def lamps(self, link: int) -> str:
        """Return the colour of a link in each phase: G, y, u or r."""
        return "".join(colour(phase.state[link]) for phase in self.phases)


def colour(letter: str) -> str:
    """Return the colour of a letter: a link that yields is green, one that may turn on red is red."""
    return "G" if letter in GREEN else letter if letter in "yu" else "r"


def clean(program: Program, changes: list[Because]) -> CleanProgram | None:
    """Return a program as a controller can show it, None if it shows no green (a light switched off)."""
    phases = _shown(program, changes)
    if not any(letter in GREEN for phase in phases for letter in phase.state):
        changes.append(because("import.program_off", junction=program.tls, program=program.id))
        return None
    columns = [list(column) for column in zip(*(phase.state for phase in phases), strict=True)]
    for link, column in enumerate(columns):
        blinking = [i for i, letter in enumerate(column) if letter in "oO"]
        for i in blinking:
            column[i] = "r"
        if blinking:
            changes.append(because("import.blinking", junction=program.tls, link=link, program=program.id))
        for phase in _keep_green(column):
            amber = because("import.amber_to_green", junction=program.tls, link=link, program=program.id, phase=phase)
            changes.append(amber)
        if "s" in column:
            changes.append(because("import.turn_on_red", junction=program.tls, link=link, program=program.id))
    states = ["".join(letters) for letters in zip(*columns, strict=True)]
    return CleanProgram(
        program.id, program.offset_s, tuple(replace(p, state=s) for p, s in zip(phases, states, strict=True))
    )


def _shown(program: Program, changes: list[Because]) -> list[Phase]:
    """Return the phases in the order `next` leads through them; what it never reaches is dropped."""
    order: list[int] = []
    at = 0
    while at not in order and at < len(program.phases):
        order.append(at)
        following = program.phases[at].following
        at = (at + 1) % len(program.phases) if following is None else following
    order = order[order.index(at) :] if at in order else order
    dropped = sorted(set(range(len(program.phases))) - set(order))
    if dropped:
        numbers = ", ".join(str(i) for i in dropped)
        changes.append(because("import.unreachable", junction=program.tls, program=program.id, phases=numbers))
    fractions = [i for i in order if program.phases[i].duration_s % 1]
    if fractions:
        changes.append(because("import.whole_seconds", junction=program.tls, program=program.id, phases=len(fractions)))
    return [replace(program.phases[i], duration_s=float(-(-program.phases[i].duration_s // 1))) for i in order]


def _keep_green(column: list[str]) -> list[int]:
    """Turn amber between two greens into green, in place; return the phase with which each such amber begins."""
    runs = [(letter == "y", [i for i, _ in run]) for letter, run in groupby(enumerate(column), key=lambda x: x[1])]
    if len(runs) > 1 and column[0] == column[-1] == "y":
        runs = [(True, runs[-1][1] + runs[0][1]), *runs[1:-1]]
    changed: list[int] = []
    for is_amber, indices in runs:
        before, after = column[indices[0] - 1], column[(indices[-1] + 1) % len(column)]
        if is_amber and before in GREEN and after in GREEN and len(indices) < len(column):
            for i in indices:
                column[i] = "g" if "g" in (before, after) else "G"
            changed.append(indices[0])
    return changed
