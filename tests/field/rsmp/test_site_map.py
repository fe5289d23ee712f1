"""What a site is asked to tell: lamps at each change, detectors at each change or each second, as need and size say."""

from dataclasses import replace
from types import SimpleNamespace

import pytest

from meydan.centre.registry import needs_pulses, registered_strategy
from meydan.city.city import PulsesTold
from meydan.field.rsmp.messages import Subscription
from meydan.field.rsmp.site_map import MOST_PULSES_OF, SiteMap, asks_each_pulse, maps_of
from tests.paper_street import city

FEW = SiteMap("J1", "RN+SI0001", "TC", ("P1",), ("D1", "D2"), {"day": 1}, {})
MANY = replace(FEW, detectors=tuple(f"D{n}" for n in range(MOST_PULSES_OF)))


def asked(of: SiteMap) -> dict[tuple[str, str], Subscription]:
    """Return what a site is asked, by code and name."""
    return {(one.code, one.name): one for one in of.subscriptions()[of.main]}


def test_detectors_that_nobody_needs_are_asked_once_a_second() -> None:
    detectors = asked(replace(FEW, each_pulse=False))["S0002", "detectorlogicstatus"]
    assert (detectors.interval_s, detectors.on_change) == (1, False)


def test_lamps_and_who_decides_are_told_at_each_change_whatever_detectors_are() -> None:
    every, seldom = asked(FEW), asked(replace(FEW, each_pulse=False))
    at_change = {key for key, one in every.items() if one.on_change and key[0] != "S0002"}
    assert ("S0001", "signalgroupstatus") in at_change
    assert all(seldom[key].on_change for key in at_change)
    assert every.keys() == seldom.keys()


@pytest.mark.parametrize(
    ("maps", "pulses", "is_needed", "each"),
    [
        ([FEW], PulsesTold.BY_NEED, False, True),
        ([FEW, MANY], PulsesTold.BY_NEED, False, False),
        ([FEW, MANY], PulsesTold.BY_NEED, True, True),  # a strategy must not lose what it works with
        ([FEW, MANY], PulsesTold.EACH_CHANGE, False, True),
        ([FEW], PulsesTold.EACH_SECOND, False, False),
    ],
)
def test_need_size_and_the_city_say_how_detectors_are_told(
    maps: list[SiteMap], pulses: PulsesTold, is_needed: bool, each: bool
) -> None:
    assert asks_each_pulse(maps, pulses, is_needed=is_needed) is each


def test_a_site_of_the_rule_tells_each_pulse_until_told_otherwise() -> None:
    assert all(of.each_pulse for of in maps_of(city()))


@pytest.mark.parametrize(("name", "needed"), [("fixed_time", False), ("adaptive_plan", True), ("actuated", True)])
def test_only_a_strategy_that_says_so_does_without_pulses(name: str, needed: bool) -> None:
    assert needs_pulses(registered_strategy(name)) is needed


def test_a_strategy_of_others_is_taken_to_need_pulses() -> None:
    assert needs_pulses(SimpleNamespace(NEEDS=frozenset(), start=None, decide=None))
