"""A city of one junction to try a centre on, for who has no city folder at hand: `meydan street` without a folder.

A main road, N from the north and S from the south, its left turn L from the north, and a side road W. No such
junction stands anywhere: its times are made up, sound and short.
"""

from meydan.city.city import City
from meydan.city.junction import (
    Detector,
    DetectorKind,
    GroupKind,
    Junction,
    Known,
    Lane,
    SignalGroup,
    Stage,
    Sureness,
)
from meydan.city.plan import Plan, PlanStage, Timetable

NAME = "trial"
_GROUPS = ("N", "S", "L", "W")
_STAGES = {"main": "NS", "left": "NL", "side": "W"}
_CONFLICTS = (("N", "W"), ("S", "W"), ("L", "W"), ("S", "L"))
_INTERGREEN_S, _AMBER_S, _RED_AMBER_S, _MIN_GREEN_S, _STARTUP_RED_S = 5.0, 3.0, 1.0, 6.0, 3.0
_GREENS_S = {"day": (36, 25, 24), "night": (18, 11, 16)}  # of a cycle of 100 s and 60 s


def trial_city() -> City:
    """Return the city; its junction runs the plan "day" (number 1), and "night" (number 2) when it is told to."""
    plans = {(NAME, name): _plan(name) for name in _GREENS_S}
    return City("Trial", "Etc/UTC", "rsmp", "made up", "", {NAME: _junction()}, plans, Timetable())


def _known(s: float) -> Known:
    return Known(s, Sureness.GUESSED)


def _junction() -> Junction:
    pairs = frozenset(pair for a, b in _CONFLICTS for pair in ((a, b), (b, a)))
    lanes = {g: Lane(g, g, (g,), 100.0, 13.9) for g in _GROUPS}
    loops = {f"{g} loop": Detector(f"{g} loop", g, DetectorKind.STOP_LINE, 1.0, 2.0) for g in _GROUPS}
    return Junction(
        id=NAME,
        name="Trial",
        position=(0.0, 0.0),
        groups={name: _group(name) for name in _GROUPS},
        stages={name: Stage(name, frozenset(green)) for name, green in _STAGES.items()},
        conflicts=pairs,
        permitted=frozenset(),
        intergreens={pair: _known(_INTERGREEN_S) for pair in pairs},
        startup_red=_known(_STARTUP_RED_S),
        lanes=lanes,
        detectors=loops,
        local_plan="day",
    )


def _group(name: str) -> SignalGroup:
    return SignalGroup(
        id=name,
        kind=GroupKind.VEHICLE,
        approach=name,
        exits=(),
        min_green=_known(_MIN_GREEN_S),
        amber=_known(_AMBER_S),
        red_amber=_known(_RED_AMBER_S),
        flashing_green=_known(0),
        clearance=_known(0),
        max_red=_known(120),
    )


def _plan(name: str) -> Plan:
    greens_s = _GREENS_S[name]
    steps = tuple(PlanStage(stage, s, _MIN_GREEN_S, 120) for stage, s in zip(_STAGES, greens_s, strict=True))
    return Plan(name, NAME, sum(greens_s) + len(steps) * _INTERGREEN_S, 0.0, steps)
