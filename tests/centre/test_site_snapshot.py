"""The picture of the sites: the word for each link, and the numbers behind it."""

import pytest

from meydan.centre.site_snapshot import snapshot_sites
from meydan.city.because import because
from meydan.city.events import Event, JunctionHeard, JunctionLost, LinkMeasured, Mode, ModeChanged, RunStarted
from meydan.city.instant import later
from meydan.city.state import JunctionState
from tests.junctions import junction
from tests.paper_street import START


def known(*events: Event) -> JunctionState:
    state = JunctionState(junction(), on_street=True)
    for event in (RunStarted(START, "", "", 1, 1), *events):
        state.observe(event)
    return state


def site(*events: Event, now_s: float = 10) -> dict[str, object]:
    [row] = snapshot_sites({"J1": known(*events)}, later(START, now_s))["sites"]
    found: dict[str, object] = row
    return found


def measured(s: float, clock_s: float = 0.1, answer_s: float = 0.02) -> LinkMeasured:
    return LinkMeasured(later(START, s), "J1", "RN+SI0001", "3.2.2, SXL 1.2.1", clock_s, answer_s)


def heard(s: float) -> JunctionHeard:
    return JunctionHeard(later(START, s), "J1")


@pytest.mark.parametrize(
    ("events", "now_s", "quality"),
    [
        ((), 10, "lost"),
        ((measured(1),), 5.9, "good"),
        ((measured(1),), 6, "old"),
        ((measured(1),), 31, "lost"),
        ((measured(1, clock_s=-1.0),), 2, "good"),
        ((measured(1, clock_s=-1.1),), 2, "clock_off"),
        ((measured(1, answer_s=1.1),), 2, "slow"),
        ((measured(1), JunctionLost(later(START, 2), "J1")), 3, "lost"),
        ((measured(1), JunctionLost(later(START, 2), "J1"), measured(3)), 4, "good"),
        ((heard(9),), 10, "good"),
    ],
)
def test_a_link_is_called_by_the_worst_that_holds(events: tuple[Event, ...], now_s: float, quality: str) -> None:
    assert site(*events, now_s=now_s)["quality"] == quality


def test_a_site_is_connected_since_it_came_back_and_every_loss_counts() -> None:
    mode = ModeChanged(later(START, 5), "J1", Mode.LOCAL, because("controller.local_plan"))
    told = site(measured(1), JunctionLost(later(START, 3), "J1"), measured(4), mode, measured(8))
    assert (told["linked"], told["losses"], told["measured"]) == (later(START, 4), 1, later(START, 8))
    assert (told["site"], told["spoken"], told["clock_s"], told["answer_ms"]) == (
        "RN+SI0001",
        "3.2.2, SXL 1.2.1",
        0.1,
        20,
    )


def test_where_nobody_measures_a_link_nothing_is_made_up() -> None:
    told = site(heard(9))
    assert (told["linked"], told["clock_s"], told["answer_ms"], told["silent_s"]) == (0, None, None, 1)


@pytest.mark.parametrize(("untold_s", "quality"), [(3.0, "good"), (4.0, "old"), (29.0, "lost")])
def test_what_was_not_told_anew_grows_old(untold_s: float, quality: str) -> None:
    told = snapshot_sites({"J1": known(heard(9))}, later(START, 10), untold_s)
    assert (told["t"], told["sites"][0]["quality"]) == (later(START, 10), quality)
