"""Whether a plan runs with other numbers than are stored, by what a site tells of all its plans."""

from collections.abc import Mapping

import pytest

from meydan.field.rsmp.adjusted import is_adjusted
from meydan.field.rsmp.site_map import maps_of
from tests.paper_street import city

(MAP,) = maps_of(city())
AS_STORED = {"S0023": "1-1-20,1-2-5,1-3-7", "S0024": "1-0", "S0028": "1-65"}


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({}, False),
        ({"S0023": "1-1-21,1-2-4,1-3-7"}, True),
        ({"S0024": "1-12"}, True),
        ({"S0028": "1-60"}, True),
        ({"S0024": "2-12,1-0"}, False),
        ({"S0024": "twelve"}, False),
        ({"S0023": "1-4-9,1-1-20"}, False),
    ],
)
def test_only_numbers_of_the_plan_that_differ_count(said: Mapping[str, str], expected: bool) -> None:
    told = {**AS_STORED, **said}
    assert is_adjusted(MAP, "day", told.get) is expected
    assert not is_adjusted(MAP, "day", lambda _: None)
