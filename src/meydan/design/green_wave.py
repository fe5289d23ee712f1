"""A green wave along a road: offsets in whole seconds for the plans of its junctions, and the bands they leave."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from meydan.city.city import City
from meydan.city.plan import Plan
from meydan.design.band_check import Band, DrivenLink, stopped
from meydan.design.lane_needs import LaneFlows
from meydan.design.milp import PROVEN
from meydan.design.multiband import Green, Limits, Link, Site, Waves, best_waves
from meydan.design.through_greens import Window, longest_green
from meydan.design.webster import SATURATION_VPH

WAYS = ("out", "back")
SPEED_PLAY = 0.1  # of the progression speed, either way
CHANGE_PLAY = 0.05  # of the progression speed, from link to link


@dataclass(frozen=True, slots=True)
class RoadStop:
    """A junction of a road, how far from its begin, and the signal group of each direction; "" where it has none."""

    junction: str
    distance_m: float
    out: str
    back: str


@dataclass(frozen=True, slots=True)
class Road:
    """Two junctions or more in the order of their distances, and the speed that platoons drive at."""

    name: str
    speed_mps: float
    stops: tuple[RoadStop, ...]


@dataclass(frozen=True, slots=True)
class LinkBand:
    """The band of one link in one direction, in the seconds of the common clock.

    `leaves_s` is the middle of the band where it leaves `begin`; it is `band_s` wide and drives for `travel_s`.
    `flow_vph` is the flow of the group it comes to.
    """

    begin: str
    end: str
    leaves_s: float
    travel_s: float
    band_s: float
    speed_mps: float
    flow_vph: float


@dataclass(frozen=True, slots=True)
class Wave:
    """What was found for a road: plans with their offsets, the bands of both directions, and how far that is proven.

    `is_one_way` says that no wave of both directions fits, so that the one with fewer vehicles was given up.

    `greens_out` and `greens_back` are the greens of each stop, from the plan's second 0 on; None where it has none.
    `gap` is by how much the weighed share of all bands could at most be larger, before offsets became whole seconds.
    """

    road: Road
    plans: tuple[Plan, ...]
    greens_out: tuple[Window | None, ...]
    greens_back: tuple[Window | None, ...]
    bands_out: tuple[LinkBand, ...]
    bands_back: tuple[LinkBand, ...]
    gap: float
    is_one_way: bool

    @property
    def is_proven(self) -> bool:
        """Whether no other offsets give wider bands by weight."""
        return self.gap <= PROVEN


def wave_cycle_s(
    city: City, road: Road, plans: Mapping[str, Plan], flows: Mapping[str, LaneFlows], limits: tuple[float, float]
) -> float | None:
    """Return the cycle between two limits [s] with the widest bands, in whole seconds; None if there is no wave.

    Greens keep their shares of the cycle that they have in `plans`.
    """
    found = _waves(city, road, plans, flows, limits)
    return None if found is None else float(round(found.cycle_s))


def green_wave(city: City, road: Road, plans: Mapping[str, Plan], flows: Mapping[str, LaneFlows]) -> Wave | None:
    """Return the wave of a road whose plans share a cycle, of one direction if there is none of both; None if none.

    The first junction keeps its offset. A band that lost its place to whole seconds has a width of 0.
    """
    cycle_s = plans[road.stops[0].junction].cycle_s
    found = _waves(city, road, plans, flows, (cycle_s, cycle_s))
    if found is not None:
        return _placed(city, road, plans, flows, found, is_one_way=False)
    busier = _busier_way(road, flows)
    alone = _waves(city, busier, plans, flows, (cycle_s, cycle_s))
    return None if alone is None else _placed(city, busier, plans, flows, alone, is_one_way=True)


def _placed(
    city: City,
    road: Road,
    plans: Mapping[str, Plan],
    flows: Mapping[str, LaneFlows],
    found: Waves,
    *,
    is_one_way: bool,
) -> Wave:
    """Return a wave with offsets in whole seconds."""
    own = [plans[stop.junction] for stop in road.stops]
    cycle_s, first_s = own[0].cycle_s, float(round(own[0].offset_s))
    offsets_s = [round(first_s + share * cycle_s) % cycle_s for share in found.offsets]
    placed = tuple(replace(plan, offset_s=float(s)) for plan, s in zip(own, offsets_s, strict=True))
    out, back = (_windows(city, road, plans, way) for way in WAYS)
    lines_out, lines_back = (
        [(offset + at) * cycle_s + first_s for offset, at in zip(found.offsets, centres, strict=True)]
        for centres in (found.centres_out, found.centres_back)
    )
    flows_out, flows_back = (_volumes(road, flows, way) for way in WAYS)
    there, home = [], []
    for i, (t, tb) in enumerate(zip(found.travel_out, found.travel_back, strict=True)):
        band = _band(road, placed, out, (i, i + 1), (lines_out[i], t * cycle_s))
        there += [replace(band, flow_vph=flows_out[i + 1])]
        band = _band(road, placed, back, (i + 1, i), (lines_back[i + 1], tb * cycle_s))
        home += [replace(band, flow_vph=flows_back[i])]
    # A direction without any group is not served, so it has no bands.
    bands_out, bands_back = (tuple(of if any(greens) else ()) for of, greens in ((there, out), (home, back)))
    return Wave(road, placed, out, back, bands_out, bands_back, found.gap, is_one_way)


def bands_not_driven(wave: Wave) -> list[LinkBand]:
    """Return the bands that a vehicle does not get through, driven through the greens one by one; none should be."""
    cycle_s = wave.plans[0].cycle_s
    offsets = {plan.junction: plan.offset_s for plan in wave.plans}
    stops = [stop.junction for stop in wave.road.stops]
    found = []
    for bands, greens in ((wave.bands_out, wave.greens_out), (wave.bands_back, wave.greens_back)):
        of = {name: green or Window(0.0, cycle_s) for name, green in zip(stops, greens, strict=True)}
        for band in bands:
            ends = [of[band.begin], of[band.end]]
            starts = (offsets[band.begin] + ends[0].start_s, offsets[band.end] + ends[1].start_s)
            link = DrivenLink(band.travel_s, starts, (ends[0].length_s, ends[1].length_s))
            edges = Band(band.leaves_s - band.band_s / 2, band.leaves_s + band.band_s / 2)
            found += [band] if band.band_s > 0 and stopped([link], [edges], cycle_s) else []
    return found


def _waves(
    city: City, road: Road, plans: Mapping[str, Plan], flows: Mapping[str, LaneFlows], limits: tuple[float, float]
) -> Waves | None:
    cycle_s = plans[road.stops[0].junction].cycle_s
    greens = [_windows(city, road, plans, way) for way in WAYS]
    sites = [Site(_share(out, cycle_s), _share(back, cycle_s)) for out, back in zip(*greens, strict=True)]
    ratios = [_ratios(road, flows, way) for way in WAYS]
    slow, fast = (road.speed_mps * (1 + play) for play in (-SPEED_PLAY, SPEED_PLAY))
    links = [
        Link(other.distance_m - one.distance_m, slow, fast, ratios[0][i + 1], ratios[1][i])
        for i, (one, other) in enumerate(pairwise(road.stops))
    ]
    return best_waves(sites, links, Limits(*limits, CHANGE_PLAY / road.speed_mps))


def _busier_way(road: Road, flows: Mapping[str, LaneFlows]) -> Road:
    """Return the road without the groups of the direction that fewer vehicles drive."""
    out, back = (sum(_volumes(road, flows, way)) for way in WAYS)
    if out >= back:
        return replace(road, stops=tuple(replace(stop, back="") for stop in road.stops))
    return replace(road, stops=tuple(replace(stop, out="") for stop in road.stops))


def _windows(city: City, road: Road, plans: Mapping[str, Plan], way: str) -> tuple[Window | None, ...]:
    return tuple(
        longest_green(city.junctions[stop.junction], plans[stop.junction], group) if group else None
        for stop in road.stops
        for group in (getattr(stop, way),)
    )


def _share(window: Window | None, cycle_s: float) -> Green | None:
    return None if window is None else Green(window.start_s / cycle_s, window.length_s / cycle_s)


def _volumes(road: Road, flows: Mapping[str, LaneFlows], way: str) -> list[float]:
    """Return the flow of the group of one direction at each stop [veh/h]."""
    return [
        sum(of_lane.get(group, 0.0) for of_lane in flows[stop.junction].values())
        for stop in road.stops
        for group in (getattr(stop, way),)
    ]


def _ratios(road: Road, flows: Mapping[str, LaneFlows], way: str) -> list[float]:
    """Return the flow ratio of the group of one direction at each stop, over all lanes it has."""
    lanes = [sum(getattr(stop, way) in of_lane for of_lane in flows[stop.junction].values()) for stop in road.stops]
    volumes = _volumes(road, flows, way)
    return [volume / (SATURATION_VPH * count) if count else 0.0 for volume, count in zip(volumes, lanes, strict=True)]


def _band(
    road: Road, plans: Sequence[Plan], greens: Sequence[Window | None], ends: tuple[int, int], line: tuple[float, float]
) -> LinkBand:
    """Return the band that whole seconds leave of a link: as wide as the nearer edge of a green lets it be.

    `line` is when the centre line leaves the first of the two ends, and for how long it drives [s].
    """
    leaves_s, travel_s = line
    room_s = []
    for end, passes_s in zip(ends, (leaves_s, leaves_s + travel_s), strict=True):
        window, plan = greens[end], plans[end]
        if window is not None:
            since_s = (passes_s - plan.offset_s - window.start_s) % plan.cycle_s
            room_s += [since_s, window.length_s - since_s]
    one, other = (road.stops[end] for end in ends)
    length_m = abs(other.distance_m - one.distance_m)
    cycle_s = plans[0].cycle_s
    band_s = max(0.0, 2 * min(room_s)) if room_s else cycle_s
    return LinkBand(one.junction, other.junction, leaves_s % cycle_s, travel_s, band_s, length_m / travel_s, 0.0)
