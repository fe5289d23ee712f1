"""The time-space picture of a green wave: the greens of both directions, and the band of each link."""

import numpy as np

from meydan.design.green_wave import LinkBand, Wave
from meydan.design.through_greens import Window
from meydan.report.svg import Frame, area, boxes, picture, round_ticks
from meydan.report.wording import Wording

HIGH, NAMES_LEFT, LONGEST_NAME = 420, 190, 24
CYCLES = 3
GREEN_HIGH = 0.013  # of the length of the road, above and below a stop


def band_picture(wave: Wave, tell: Wording) -> str:
    """Return the picture of a wave over three cycles; green out lies above a stop's line, green back below."""
    frame = _frame(wave, tell)
    parts = [*_bands(frame, wave, wave.bands_out, "fill-out"), *_bands(frame, wave, wave.bands_back, "fill-back")]
    for greens, side in ((wave.greens_out, 1), (wave.greens_back, -1)):
        parts += [_greens(frame, wave, place, green, side) for place, green in enumerate(greens) if green]
    title = tell("design.picture", road=wave.road.name)
    count = len(wave.bands_out) + len(wave.bands_back)
    told = tell("design.picture_told", stops=len(wave.plans), bands=count, cycle_s=wave.plans[0].cycle_s)
    legend = [(css, tell(f"design.key_{key}")) for css, key in _KEYS]
    return picture(frame, title, told, "".join(parts), legend)


_KEYS = (("fill-green", "green"), ("fill-out", "out"), ("fill-back", "back"))


def _frame(wave: Wave, tell: Wording) -> Frame:
    stops = wave.road.stops
    length_m = stops[-1].distance_m - stops[0].distance_m
    end_s = CYCLES * wave.plans[0].cycle_s
    seconds = [(s, tell("report.s", s=tell.number(s))) for s in round_ticks(end_s, 9)]
    names = [(stop.distance_m, _short(stop.junction)) for stop in stops]
    low, high = stops[0].distance_m - length_m * 0.05, stops[-1].distance_m + length_m * 0.05
    return Frame(HIGH, (0.0, end_s), (low, high), seconds, names, NAMES_LEFT)


def _bands(frame: Frame, wave: Wave, bands: tuple[LinkBand, ...], css: str) -> list[str]:
    places = {stop.junction: stop.distance_m for stop in wave.road.stops}
    cycle_s, found = wave.plans[0].cycle_s, []
    for band in bands:
        half_s = band.band_s / 2
        y = (places[band.begin], places[band.begin], places[band.end], places[band.end])
        for cycle in range(-1 - int(band.travel_s // cycle_s), CYCLES + 1):
            leaves_s = band.leaves_s + cycle * cycle_s
            arrives_s = leaves_s + band.travel_s
            x = (leaves_s - half_s, leaves_s + half_s, arrives_s + half_s, arrives_s - half_s)
            if band.band_s > 0:
                found.append(area(frame, np.array(x), np.array(y), css))
    return found


def _greens(frame: Frame, wave: Wave, place: int, green: Window, side: int) -> str:
    stop, plan = wave.road.stops[place], wave.plans[place]
    length_m = wave.road.stops[-1].distance_m - wave.road.stops[0].distance_m
    first_s = (plan.offset_s + green.start_s) % plan.cycle_s
    left = np.array([first_s + cycle * plan.cycle_s for cycle in range(-1, CYCLES)])
    right = np.minimum(left + green.length_s, frame.x[1])
    seen = right > 0
    edges = stop.distance_m, stop.distance_m + side * GREEN_HIGH * length_m
    low, high = np.full(int(seen.sum()), min(edges)), np.full(int(seen.sum()), max(edges))
    return boxes(frame, np.maximum(left[seen], 0.0), right[seen], low, high, ["fill-green"] * int(seen.sum()))


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"
