"""The pictures of a proof: what each pair changed, and what each approach did."""

from collections.abc import Sequence

import numpy as np

from meydan.report.svg import Frame, line, no_picture, picture, points, round_ticks
from meydan.report.wording import Wording
from meydan.twin.gate.levels import DELAY_MARGIN
from meydan.twin.gate.nobody_pays import Approach
from meydan.twin.gate.run_result import BASE, VARIANTS, Pair
from meydan.twin.prove.proof_shape import Proof

HIGH = 220
DRAWN = 40  # approaches in one picture
NAMES_LEFT, LONGEST_NAME = 230, 30
BESIDE = 2.0  # places for the mean


def pair_changes(proof: Proof, tell: Wording) -> str:
    """Return the relative change of a person's delay in every pair, with the mean of the base and its interval."""
    title = tell("prove.differences")
    by_variant = {name: [_change(p) for p in proof.pairs if p.variant == name] for name in (BASE, *VARIANTS)}
    base = by_variant[BASE]
    if not base or proof.delay is None:
        return no_picture(title, tell("prove.no_approaches"))
    limits = [100 * limit for limit in (proof.delay.low, proof.delay.high) if limit is not None]
    every = [value for values in by_variant.values() for value in values]
    low, high = min([*every, *limits, 0.0]), max([*every, *limits, 100 * DELAY_MARGIN])
    reach = max(high - low, 1.0) * 0.05
    ticks = [(v, tell.number(v)) for v in _ticks(low, high)]
    drawn, labels, at = [], list[tuple[float, str]](), 0.0
    for name, values in by_variant.items():
        if values:
            places = np.arange(at + 0.5, at + len(values))
            drawn.append((places, np.array(values), "dot-a" if name == BASE else "dot-b"))
            labels.append((at + len(values) / 2, tell(f"prove.variant_{name}")))
            at += len(values) + (BESIDE if name == BASE else 1.0)
    frame = Frame(HIGH, (0.0, at), (low - reach, high + reach), labels, ticks)
    whole = np.array([0.0, at])
    marks = {"line-open": 0.0, "line-end": 100 * DELAY_MARGIN}
    parts = [line(frame, whole, np.full(2, level), css) for css, level in marks.items()]
    parts += [points(frame, *dots) for dots in drawn]
    parts += _mean(frame, len(base) + BESIDE / 2, 100 * proof.delay.change, limits)
    told = tell("prove.differences_told", better=sum(value < 0 for value in base), pairs=len(base))
    keys = {"dot-a": "pair", "dot-m": "interval", "line-end": "margin"}
    legend = [(css, tell(f"prove.key_{name}")) for css, name in keys.items()]
    if len(every) > len(base):
        legend.insert(1, ("dot-b", tell("prove.key_variant")))
    return picture(frame, title, told, "".join(parts), legend)


def approach_changes(found: Sequence[Approach], tell: Wording) -> str:
    """Return the change of each approach's mean delay with its limits, and how much worse it may become."""
    shown = found[:DRAWN]
    low = min(0.0, *(one.change.low for one in shown)) * 1.05
    high = max(*(one.change.high for one in shown), *(one.allowed_s for one in shown)) * 1.05
    count = len(shown)
    labels = [(count - place - 0.5, _short(one.name)) for place, one in enumerate(shown)]
    ticks = [(v, tell.signed(v, 0)) for v in _ticks(low, high)]
    frame = Frame(40 + 22 * count, (low, high), (0.0, float(count)), ticks, labels, NAMES_LEFT)
    parts = [line(frame, np.zeros(2), np.array([0.0, float(count)]), "line-plan")]
    for one, (level, _) in zip(shown, labels, strict=True):
        at = np.full(2, level)
        css = "line-green" if one.change.high < 0 else "line-end" if one.change.low > 0 else "line-open"
        parts.append(line(frame, np.array([one.change.low, one.change.high]), at, css))
        parts.append(points(frame, np.array([one.change.value]), at[:1], "dot-m"))
        parts.append(points(frame, np.array([one.allowed_s]), at[:1], "dot-b"))
    better, worse = sum(one.change.high < 0 for one in found), sum(one.change.low > 0 for one in found)
    told = tell("prove.approaches_told", count=len(found), better=better, worse=worse)
    legend = [("dot-m", tell("prove.key_interval")), ("dot-b", tell("prove.key_allowed"))]
    return picture(frame, tell("prove.approaches"), told, "".join(parts), legend)


def _change(pair: Pair) -> float:
    """Return the relative change of a pair [%]; none where nothing was lost before."""
    old = pair.old.person_delay_s
    return 100 * (pair.new.person_delay_s / old - 1) if old > 0 else 0.0


def _mean(frame: Frame, at: float, value: float, limits: Sequence[float]) -> list[str]:
    place = np.array([at])
    parts = [points(frame, place, np.array([value]), "dot-m")]
    if len(limits) == 2:
        ends = np.array(limits)
        parts.append(line(frame, np.repeat(place, 2), ends, "line-open"))
    return parts


def _ticks(low: float, high: float) -> list[float]:
    steps = round_ticks(max(high, -low), 4)
    return [v for v in (*(-s for s in steps[:0:-1]), *steps) if low <= v <= high]


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"…{name[-LONGEST_NAME + 1 :]}"
