"""A controller with the imported plan shows what SUMO shows with the shipped program."""

from itertools import groupby
from pathlib import Path

import libsumo
import pytest

from meydan.city.instant import Instant
from meydan.city.junction import Lamp
from meydan.feeds.sumo import read_sumo
from meydan.field.controller import VirtualController
from tests.feeds.sumo.nets import EAST_WEST, NORTH_SOUTH, with_program

CYCLE_S = 63
PHASES = (
    f"30 {NORTH_SOUTH}",
    "3 yyyrrryyyrrr",
    "1 rrrrrrrrrrrr",
    f"25 {EAST_WEST}",
    "3 rrryyyrrryyy",
    "1 rrrrrrrrrrrr",
)
COLOUR = {"G": "G", "g": "G", "y": "y", "r": "r", "s": "r", "u": "u"}
SHOWN = {Lamp.GREEN: "G", Lamp.AMBER: "y", Lamp.RED: "r", Lamp.RED_AMBER: "u"}

Row = list[tuple[str, int]]


def _in_turn(seconds: list[str]) -> Row:
    """Return one cycle as (colours, seconds), beginning with the first green of link 0 after another colour."""
    first = next(i for i in range(1, len(seconds)) if seconds[i][0] == "G" != seconds[i - 1][0])
    return [(colours, len(list(run))) for colours, run in groupby(seconds[first : first + CYCLE_S])]


def _sumo_shows(net: Path) -> Row:
    libsumo.start(["sumo", "-n", str(net), "--no-step-log", "true", "--no-warnings", "true"])
    try:
        seconds = []
        for _ in range(3 * CYCLE_S):
            letters = libsumo.trafficlight.getRedYellowGreenState("c")
            seconds.append("".join(COLOUR[letter] for letter in letters))
            libsumo.simulationStep()
        return _in_turn(seconds)
    finally:
        libsumo.close()


def _controller_shows(net: Path) -> Row:
    city = read_sumo(net).city
    junction = city.junctions["c"]
    assert junction.twin is not None
    plans = {name: plan for (_, name), plan in city.plans.items()}
    controller = VirtualController(junction, plans, Instant(1_700_000_000_000))
    seconds = []
    for second in range(30 * CYCLE_S):
        controller.advance(Instant(1_700_000_000_000 + second * 1000))
        seconds.append("".join(SHOWN[controller.lamps[group]] for group in junction.twin.groups))
    return _in_turn(seconds[-3 * CYCLE_S :])


@pytest.mark.sumo
def test_the_same_lamps_for_the_same_time(cross: Path, tmp_path: Path) -> None:
    net = with_program(cross, tmp_path, *PHASES)
    shown = _sumo_shows(net)
    assert len(shown) == 6
    assert _controller_shows(net) == shown
