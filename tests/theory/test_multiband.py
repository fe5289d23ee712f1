"""MULTIBAND finds the waves that theory knows, and every band it claims can be driven.

References
----------
.. [1] Gartner, Assmann, Lasaga and Hou, Transportation Research B 25(1), 1991.
.. [2] Signal Timing Manual, 2nd edition (NCHRP 812), chapter 7: alternate and simultaneous progression.
"""

import itertools
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meydan.design.band_check import Band, DrivenLink, stopped
from meydan.design.multiband import Green, Limits, Link, Site, Waves, best_waves

CYCLE_S = 80.0
FIXED = Limits(CYCLE_S, CYCLE_S, 0.01)
HALF = Site(Green(0.1, 0.5), Green(0.1, 0.5))


def driven(sites: list[Site], found: Waves, extra_s: float = 0.0) -> list[int]:
    """Return the links on which a vehicle meets red, out first, then back; bands are `extra_s` wider than claimed."""
    c, links, bands = found.cycle_s, [], []
    for way in ("out", "back"):
        for i in range(len(sites) - 1):
            ends = (i, i + 1) if way == "out" else (i + 1, i)
            greens = [getattr(sites[end], way) or Green(0.0, 1.0) for end in ends]
            starts_s = [(found.offsets[end] + green.start) * c for end, green in zip(ends, greens, strict=True)]
            travel = getattr(found, f"travel_{way}")[i] * c
            lengths_s = [green.length * c for green in greens]
            links.append(DrivenLink(travel, (starts_s[0], starts_s[1]), (lengths_s[0], lengths_s[1])))
            leaves_s = (found.offsets[ends[0]] + getattr(found, f"centres_{way}")[ends[0]]) * c
            half_s = getattr(found, f"bands_{way}")[i] * c / 2 + extra_s
            bands.append(Band(leaves_s - half_s, leaves_s + half_s))
    return stopped(links, bands, c)


def waves(sites: list[Site], links: list[Link], limits: Limits = FIXED) -> Waves:
    found = best_waves(sites, links, limits)
    assert found is not None
    return found


def test_stops_half_a_cycle_apart_have_full_bands_both_ways() -> None:
    """Alternate progression [2]: travel takes half the cycle, so every green is all band, in both directions."""
    found = waves([HALF] * 4, [Link(400, 10, 10)] * 3)
    assert found.bands_out == pytest.approx([0.5] * 3)
    assert found.bands_back == pytest.approx([0.5] * 3)
    assert found.offsets == pytest.approx([0, 0.5, 0, 0.5], abs=1e-6)


def test_stops_a_quarter_of_a_cycle_apart_lose_a_quarter_on_each_link() -> None:
    """Both ways together lose what the loop does not close: 2 x 0.25 cycles fit neither 0 nor 1."""
    found = waves([HALF] * 2, [Link(200, 10, 10)])
    assert found.bands_out[0] + found.bands_back[0] == pytest.approx(0.5)


def test_one_way_the_whole_green_is_band_whatever_the_distances() -> None:
    one_way = [Site(Green(0.3, 0.4), None)] * 4
    found = waves(one_way, [Link(length, 10, 10) for length in (130, 370, 555)])
    assert found.bands_out == pytest.approx([0.4] * 3)


def test_speed_and_cycle_are_chosen_so_that_the_loop_closes() -> None:
    found = waves([HALF] * 3, [Link(400, 8, 12)] * 2, Limits(60, 120, 0.05))
    assert found.bands_out + found.bands_back == pytest.approx([0.5] * 4)
    assert 60 <= found.cycle_s <= 120


def test_the_busier_direction_has_the_wider_band() -> None:
    link = Link(200, 10, 10, out_ratio=0.5, back_ratio=0.1)
    out = waves([HALF] * 2, [link])
    back = waves([HALF] * 2, [replace(link, out_ratio=0.1, back_ratio=0.5)])
    assert out.bands_out[0] > out.bands_back[0]
    assert back.bands_back[0] > back.bands_out[0]


def test_the_quieter_direction_keeps_its_share_of_the_band() -> None:
    found = waves([HALF] * 2, [Link(200, 10, 10, out_ratio=0.5, back_ratio=0.25)])
    assert found.bands_back[0] >= 0.5 * found.bands_out[0] - 1e-6  # (1 - k) bb >= (1 - k) k b of [1]


def test_speed_changes_little_from_link_to_link() -> None:
    links = [Link(210, 8, 14), Link(330, 8, 14), Link(160, 8, 14)]
    found = waves([HALF] * 4, links, replace(FIXED, change_spm=0.004))
    slowness = [t * CYCLE_S / link.length_m for t, link in zip(found.travel_out, links, strict=True)]
    assert all(abs(b - a) <= 0.004 + 1e-9 for a, b in itertools.pairwise(slowness))
    assert all(1 / 14 - 1e-9 <= s <= 1 / 8 + 1e-9 for s in slowness)


def test_greens_through_which_no_line_leads_both_ways_have_no_wave() -> None:
    tight = Site(Green(0.0, 0.05), Green(0.0, 0.05))
    assert best_waves([tight, tight], [Link(200, 10, 10)], FIXED) is None


greens = st.builds(Green, st.floats(0, 0.99), st.floats(0.15, 0.7))
roads = st.integers(2, 5).flatmap(
    lambda n: st.tuples(
        st.lists(st.builds(Site, greens | st.none(), greens | st.none()), min_size=n, max_size=n),
        st.lists(
            st.builds(Link, st.floats(80, 800), st.just(9.0), st.floats(10, 16), st.floats(0, 0.6), st.floats(0, 0.6)),
            min_size=n - 1,
            max_size=n - 1,
        ),
    )
)


@given(roads)
@settings(max_examples=20)
def test_every_band_can_be_driven_and_is_the_widest(road: tuple[list[Site], list[Link]]) -> None:
    found = best_waves(*road, Limits(60, 120, 0.01))
    if found is not None:
        assert driven(road[0], found) == []
        assert found.gap <= 1e-6


def test_the_driver_meets_red_where_a_band_is_too_wide() -> None:
    sites = [HALF] * 3
    found = waves(sites, [Link(400, 10, 10)] * 2)
    assert driven(sites, found) == []
    assert driven(sites, found, extra_s=0.1) == [0, 1, 2, 3]


def test_the_same_road_gives_the_same_wave() -> None:
    sites = [Site(Green(0.1 * k, 0.4), Green(0.07 * k, 0.35)) for k in range(6)]
    links = [Link(150 + 40 * k, 9, 15, 0.1 * k, 0.3) for k in range(5)]
    assert waves(sites, links, Limits(60, 120, 0.01)) == waves(sites, links, Limits(60, 120, 0.01))
