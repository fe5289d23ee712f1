"""Is the safety data of a junction whole? Missing data means refused, never a default."""

from collections.abc import Iterable, Iterator
from math import isfinite

from meydan.city.because import Because, because
from meydan.city.junction import GroupKind, Junction, Known, SignalGroup, Sureness


def check_junction(junction: Junction) -> tuple[Because, ...]:
    """Return every fault of a junction's safety data (I1, I2, I5, I8); none means it can be controlled."""
    return (
        *(f for group in junction.groups.values() for f in _group_faults(group)),
        *_matrix_faults(junction),
        *(f for stage in junction.stages for f in stage_conflicts(junction, stage)),
        *(() if junction.startup_red.s > 0 else (because("safety.no_startup", junction=junction.id),)),
    )


def stage_conflicts(junction: Junction, stage: str) -> tuple[Because, ...]:
    """Return the conflicting pairs that a stage would show green together (I1), and groups it does not know."""
    green = sorted(junction.stages[stage].green)
    unknown = [because("safety.no_group", stage=stage, group=g) for g in green if g not in junction.groups]
    pairs = [(a, b) for i, a in enumerate(green) for b in green[i + 1 :]]
    met = [p for p in pairs if p in junction.conflicts or p[::-1] in junction.conflicts]
    return (*unknown, *(because("safety.conflict", stage=stage, group=a, other=b) for a, b in met))


def guessed_values(junction: Junction) -> Iterator[Because]:
    """Yield every safety value that nobody has surveyed or imported; one is enough to keep a street closed."""
    for group in junction.groups.values():
        for name, value in _values(group):
            if value.sure is Sureness.GUESSED:
                yield because("safety.guessed", value=f"{group.id}.{name}")
    for (a, b), value in sorted(junction.intergreens.items()):
        if value.sure is Sureness.GUESSED:
            yield because("safety.guessed", value=f"intergreen {a}-{b}")
    if junction.startup_red.sure is Sureness.GUESSED:
        yield because("safety.guessed", value="startup_red")


def _values(group: SignalGroup) -> Iterable[tuple[str, Known]]:
    return (
        ("min_green", group.min_green),
        ("amber", group.amber),
        ("red_amber", group.red_amber),
        ("flashing_green", group.flashing_green),
        ("clearance", group.clearance),
        ("max_red", group.max_red),
    )


def _group_faults(group: SignalGroup) -> Iterator[Because]:
    must_last = ["min_green", "max_red", "amber" if group.kind is GroupKind.VEHICLE else "clearance"]
    for name, value in _values(group):
        if not isfinite(value.s) or value.s < 0 or (name in must_last and value.s <= 0):
            yield because("safety.bad_value", group=group.id, name=name, s=value.s)


def _matrix_faults(junction: Junction) -> Iterator[Because]:
    for a, b in sorted(junction.conflicts):
        known = junction.intergreens.get((a, b))
        if a not in junction.groups or b not in junction.groups or (b, a) not in junction.conflicts:
            yield because("safety.bad_pair", group=a, other=b)
        elif known is None or not isfinite(known.s) or known.s < 0:
            yield because("safety.no_intergreen", group=a, other=b)
        elif known.s < junction.groups[a].clearance.s:
            yield because("safety.short_clearance", group=a, other=b, s=known.s)
