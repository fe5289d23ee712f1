"""Green waves with a band of its own for each link and direction: MULTIBAND [1]_ on stages.

Everything is in cycles. Both greens of a junction have their place in its plan, so one offset moves both; no order of
left turns is assumed. The centre line of each direction goes through all its greens; a band lies evenly about it.

    s, g        begin and length of a green, from second 0 of the plan on
    w           from the begin of a green to the centre line
    t           travel on a link
    offset      second 0 of the plan against that of the first junction

    out:   offset[i+1] - offset[i] = t[i] + (s + w)[i] - (s + w)[i+1]
    back:  offset[i] - offset[i+1] = tb[i] - (sb + wb)[i] + (sb + wb)[i+1] + a whole number

Their sum is the loop of the paper; it holds a whole number of cycles.

References
----------
.. [1] Gartner, Assmann, Lasaga and Hou, A multi-band approach to arterial traffic signal optimization,
   Transportation Research B 25(1), 1991.
.. [2] Little, Kelson and Gartner, MAXBAND, Transportation Research Record 795, 1981.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor

from meydan.design.milp import Program, Solved, solve

POWER = 1.0  # of the flow ratio in the weight of a band; the paper tries 0, 1, 2 and 4
LEAST_GAIN = 1e-3  # of a direction that nobody was counted in, against 1 for all


@dataclass(frozen=True, slots=True)
class Green:
    """A green as a share of the cycle: its begin and its length."""

    start: float
    length: float


@dataclass(frozen=True, slots=True)
class Site:
    """A junction of a corridor and its green in each direction; None where it has none."""

    out: Green | None
    back: Green | None


@dataclass(frozen=True, slots=True)
class Link:
    """The road from one junction to the next: its length, the speeds allowed, and the flow ratios q/s of its ends.

    A direction that nobody was counted in is still given what the others leave.
    """

    length_m: float
    slowest_mps: float
    fastest_mps: float
    out_ratio: float = 1.0
    back_ratio: float = 1.0


@dataclass(frozen=True, slots=True)
class Limits:
    """Between which seconds the cycle is chosen, and by how much 1/speed may change from link to link [s/m]."""

    least_cycle_s: float
    most_cycle_s: float
    change_spm: float


@dataclass(frozen=True, slots=True)
class Waves:
    """What was found: the cycle, offsets and centre lines in cycles, travel and bands of each link in cycles.

    `gap` is how much larger the weighed sum of all bands could at most be; 0 means proven.
    """

    cycle_s: float
    offsets: tuple[float, ...]
    centres_out: tuple[float, ...]
    centres_back: tuple[float, ...]
    travel_out: tuple[float, ...]
    travel_back: tuple[float, ...]
    bands_out: tuple[float, ...]
    bands_back: tuple[float, ...]
    gain: float
    gap: float


@dataclass(frozen=True, slots=True)
class _Way:
    """The variables of one direction: travel and band by link, centre line by junction."""

    travel: list[int]
    band: list[int]
    centre: list[int]


def best_waves(sites: Sequence[Site], links: Sequence[Link], limits: Limits) -> Waves | None:
    """Return the offsets with the widest bands; None if the limits leave no waves.

    Where a junction has no green in a direction, nobody is stopped there.
    """
    program = Program()
    z = program.add("1/cycle", 1 / limits.most_cycle_s, 1 / limits.least_cycle_s)
    whole = sum(link.out_ratio**POWER + link.back_ratio**POWER for link in links) or 1.0
    gains = [(link.out_ratio**POWER / whole, link.back_ratio**POWER / whole) for link in links]
    out = _way(program, [site.out for site in sites], links, [gain for gain, _ in gains], z)
    back = _way(program, [site.back for site in sites], links, [gain for _, gain in gains], z)
    for way in (out, back):
        _similar_speeds(program, way, links, z, limits.change_spm)
    for i, link in enumerate(links):
        _share(program, link, out.band[i], back.band[i])
        _loop(program, sites[i : i + 2], i, out, back)
    solved = solve(program)
    return None if solved is None else _waves(solved, sites, out, back, z)


def _way(
    program: Program, greens: Sequence[Green | None], links: Sequence[Link], gains: Sequence[float], z: int
) -> _Way:
    """Add one direction: its bands lie in the greens at both ends of a link, its travel keeps the speeds."""
    centre = [program.add("w", 0.0, 1.0 if green is None else green.length) for green in greens]
    travel, band = [], []
    for i, (link, gain) in enumerate(zip(links, gains, strict=True)):
        ends = [(w, g) for w, g in zip(centre[i : i + 2], greens[i : i + 2], strict=True) if g is not None]
        most = min((green.length for _, green in ends), default=0.0)
        b = program.add("b", 0.0, most, gain=max(gain, LEAST_GAIN / len(links)))
        least_s, most_s = link.length_m / link.fastest_mps, link.length_m / link.slowest_mps
        t = program.add("t", least_s * program.least[z], most_s * program.most[z])
        program.row({t: 1.0, z: -least_s}, least=0.0)
        program.row({t: 1.0, z: -most_s}, most=0.0)
        for w, green in ends:
            program.row({w: 1.0, b: -0.5}, least=0.0)
            program.row({w: 1.0, b: 0.5}, most=green.length)
        travel.append(t)
        band.append(b)
    return _Way(travel, band, centre)


def _similar_speeds(program: Program, way: _Way, links: Sequence[Link], z: int, change_spm: float) -> None:
    """Keep the change of 1/speed from link to link within its limit."""
    for i in range(len(links) - 1):
        terms = {way.travel[i + 1]: 1 / links[i + 1].length_m, way.travel[i]: -1 / links[i].length_m}
        program.row({**terms, z: -change_spm}, most=0.0)
        program.row({**terms, z: change_spm}, least=0.0)


def _share(program: Program, link: Link, out: int, back: int) -> None:
    """Give the less busy direction at least its share of the busier one's band, (1 - k) bb >= (1 - k) k b."""
    if 0 < link.back_ratio < link.out_ratio and program.most[back] > 0:
        program.row({back: -1.0, out: link.back_ratio / link.out_ratio}, most=0.0)
    elif 0 < link.out_ratio < link.back_ratio and program.most[out] > 0:
        program.row({out: -1.0, back: link.out_ratio / link.back_ratio}, most=0.0)


def _loop(program: Program, ends: Sequence[Site], i: int, out: _Way, back: _Way) -> None:
    """Let out and back on a link agree on one offset, but for whole cycles."""
    known = _start(ends[0].out) - _start(ends[1].out) - _start(ends[0].back) + _start(ends[1].back)
    terms = {
        **{out.travel[i]: 1.0, out.centre[i]: 1.0, out.centre[i + 1]: -1.0},
        **{back.travel[i]: 1.0, back.centre[i]: -1.0, back.centre[i + 1]: 1.0},
    }
    sums = [[f * program.least[v], f * program.most[v]] for v, f in terms.items()]
    least, most = (known + sum(pick(both) for both in sums) for pick in (min, max))
    m = program.add("m", floor(least), ceil(most), is_whole=True)
    program.row({**terms, m: -1.0}, least=-known, most=-known)


def _waves(solved: Solved, sites: Sequence[Site], out: _Way, back: _Way, z: int) -> Waves:
    value = solved.values
    centres_out = [_start(site.out) + value[w] for site, w in zip(sites, out.centre, strict=True)]
    centres_back = [_start(site.back) + value[w] for site, w in zip(sites, back.centre, strict=True)]
    offsets = [0.0]
    for i, t in enumerate(out.travel):
        offsets.append(offsets[-1] + value[t] + centres_out[i] - centres_out[i + 1])
    return Waves(
        cycle_s=1 / value[z],
        offsets=tuple(offset % 1.0 for offset in offsets),
        centres_out=tuple(centres_out),
        centres_back=tuple(centres_back),
        travel_out=tuple(value[t] for t in out.travel),
        travel_back=tuple(value[t] for t in back.travel),
        bands_out=tuple(value[b] for b in out.band),
        bands_back=tuple(value[b] for b in back.band),
        gain=solved.gain,
        gap=solved.gap,
    )


def _start(green: Green | None) -> float:
    return 0.0 if green is None else green.start
