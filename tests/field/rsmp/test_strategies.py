"""Which strategies controllers over RSMP can follow, and that the others are refused at the start with a sentence."""

from dataclasses import replace

import pytest

from meydan.centre.loop import check_fit
from meydan.city.city import City
from meydan.city.errors import FieldError
from meydan.city.junction import SiteLinks
from meydan.city.words import say
from meydan.field.rsmp.site_map import declared_maps, maps_of
from meydan.field.rsmp.supervisor import RsmpField
from tests.junctions import junction
from tests.paper_street import city
from tests.twin_runs import STRATEGIES, strategy_named

CHOOSE_PLANS = ("adaptive_plan", "fixed_time")


def field_of(of: City, *, virtual: bool) -> RsmpField:
    return RsmpField(of, maps_of(of) if virtual else declared_maps(of), {}, utc_offset_s=lambda _: 0)


@pytest.mark.parametrize("name", STRATEGIES)
def test_a_virtual_street_follows_who_orders_plans_and_their_numbers(name: str) -> None:
    field = field_of(city(), virtual=True)
    if name in CHOOSE_PLANS:
        check_fit(strategy_named(name), name, field)
        return
    with pytest.raises(FieldError) as refused:
        check_fit(strategy_named(name), name, field)
    for language in ("en", "tr"):
        told = say(refused.value.what, language)
        assert name in told
        assert "CallStage" in told


def test_a_street_whose_bands_nobody_knows_follows_no_splits() -> None:
    links = SiteLinks("KK+AG1", "TC", ("P1", "P2", "P3", "W1"), (), {"day": 3})
    field = field_of(city(replace(junction(), rsmp=links)), virtual=False)
    check_fit(strategy_named("fixed_time"), "fixed_time", field)
    with pytest.raises(FieldError) as refused:
        check_fit(strategy_named("adaptive_plan"), "adaptive_plan", field)
    assert "SetSplits" in say(refused.value.what, "en")
