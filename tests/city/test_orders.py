"""Orders: each names its junction, its end, its writer and its reason, and nothing in it can be changed."""

from dataclasses import FrozenInstanceError, fields
from typing import Any, get_args

import pytest

from meydan.city.because import Because, because
from meydan.city.instant import Instant
from meydan.city.orders import Cleared, Order, Refused, ReleaseToLocal

RELEASE = ReleaseToLocal(Instant(1), "J1", Instant(2), 1, because("test"))


@pytest.mark.parametrize("kind", get_args(Order), ids=lambda kind: kind.__name__)
def test_every_order_says_when_where_until_when_who_and_why(kind: type[Any]) -> None:
    types = {f.name: f.type for f in fields(kind)}
    expected = {"t": Instant, "junction": str, "until": Instant, "fence": int, "because": Because}
    assert expected.items() <= types.items()
    assert not any(f.default is not f.default_factory for f in fields(kind))  # nothing is filled in silently


@pytest.mark.parametrize("told", [RELEASE, Cleared(RELEASE, False), Refused(RELEASE, because("test"))])
def test_what_was_said_cannot_be_changed(told: Any) -> None:
    with pytest.raises(FrozenInstanceError):
        setattr(told, fields(told)[0].name, None)


def test_a_reason_keeps_its_values_in_order() -> None:
    assert because("x", b=1, a=2.0) == Because("x", (("b", 1), ("a", 2.0)))
