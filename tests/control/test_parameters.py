"""What may be set of strategies: the usual values change nothing, others reach the decisions."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meydan.centre.board import Board
from meydan.centre.registry import find_strategy, known_strategies, parameters_of
from meydan.city.because import because
from meydan.city.orders import Cleared, Order
from meydan.city.words import CATALOGUE
from meydan.control.parameter import Parameter, complete, parameter_faults
from tests.paper_street import city, live_through, passes, script

PAGES = Path(__file__).resolve().parents[2] / "docs" / "strategies"
ADJUSTABLE = [name for name in known_strategies() if parameters_of(name)]
BUSY = [passes(f"P{1 + s % 2}{kind}", s) for s in range(5, 300, 5) for kind in "as"]
ALONE = [passes("P3s", s, lasts_s=15) for s in range(20, 300, 60)]


async def orders(strategy: str, **values: float) -> list[tuple[Order, object]]:
    """Return what a strategy ordered in five busy minutes at one junction, with what each choice was said to cost."""
    records = await live_through(city(), find_strategy(strategy, values), 300, script(*BUSY, *ALONE))
    given = [record.order for record in records if isinstance(record, Cleared)]
    return [(replace(order, because=because("")), dict(order.because.values).get("cost")) for order in given]


@pytest.mark.anyio
@pytest.mark.parametrize("strategy", ADJUSTABLE)
async def test_the_usual_values_are_what_runs_without_any(strategy: str) -> None:
    usual = {name: parameter.default for name, parameter in parameters_of(strategy).items()}
    assert await orders(strategy, **usual) == await orders(strategy)


@pytest.mark.anyio
@pytest.mark.parametrize(
    ("strategy", "name", "value"),
    [
        *(("predictive", *of) for of in [("horizon_s", 20), ("stop_s", 60), ("rest_s", 0)]),
        ("predictive", "switch", 100),
        *((name, "every_s", 3) for name in ("max_pressure", "greedy")),
        *((name, "stop_gap_s", 8) for name in ("actuated", "anchored", "coordinated")),
        ("actuated", "advance_gap_s", 0.5),
    ],
)
async def test_another_value_gives_other_orders(strategy: str, name: str, value: float) -> None:
    assert await orders(strategy, **{name: value}) != await orders(strategy)


def test_values_are_written_into_the_state_of_a_junction() -> None:
    def state(strategy: str, **values: float) -> Any:
        of = city()
        return find_strategy(strategy, values).start(of, "J1", Board(of, strategy, on_street=False).seen)

    predictive = state("predictive", gate_s=25, longest_wait_s=60).settings
    assert (predictive.gate_s, predictive.longest_wait_s) == (25, 60)
    assert state("actuated", seldom_s=45).seldom_s == 45
    moved = state("adaptive_plan", drift_share=0.1, judged_cycles=5, offset_drift_s=3)
    assert (moved.settings.judged_cycles, moved.settings.offset_drift_s) == (5, 3)
    assert moved.around.bounds.longest_s == pytest.approx(1.1 * moved.around.plan.cycle_s)


@pytest.mark.parametrize("strategy", ADJUSTABLE)
def test_a_parameter_is_sound_and_stands_in_the_table_of_its_page(strategy: str) -> None:
    rows = re.findall(r"^\| `(\w+)` \| (\S+) \| (\S+) to (\S+) \|", (PAGES / f"{strategy}.md").read_text("utf-8"), re.M)
    documented = {name: tuple(map(float, numbers)) for name, *numbers in rows}
    declared = {name: (p.default, p.least, p.most) for name, p in parameters_of(strategy).items()}
    assert documented == declared
    for name, (default, least, most) in declared.items():
        assert least <= default <= most
        assert parameters_of(strategy)[name].code in CATALOGUE


def test_a_strategy_without_parameters_takes_none() -> None:
    assert [what.code for _, what in parameter_faults({"a": 1.0, "b": 2.0}, {})] == ["parameter.none"]


@given(value=st.floats())
def test_values_without_faults_lie_in_their_bounds(value: float) -> None:
    parameters = {"share": Parameter(0.5, 0.0, 1.0, "", "test"), "count": Parameter(2, 1, 5, "", "test")}
    faulty = {name for name, _ in parameter_faults(dict.fromkeys(parameters, value), parameters)}
    sound = complete(dict.fromkeys(set(parameters) - faulty, value), parameters)
    assert 0 <= sound["share"] <= 1
    assert sound["count"] in range(1, 6)
    assert isinstance(sound["count"], int)
