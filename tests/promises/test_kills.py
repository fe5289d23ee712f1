"""P-1, P-2, P-5, P-16 in short: the centre of a street is killed with kill -9."""

import asyncio
from pathlib import Path

from tests.promises.kills import kill_again_and_again, time_to_return


def test_whenever_a_centre_is_killed_controllers_keep_a_valid_plan_and_lamps_their_rules(tmp_path: Path) -> None:
    seen = asyncio.run(kill_again_and_again(junctions=6, kills=2, seed=5, scratch=tmp_path))
    assert seen.orders_stood  # the test is of no use if every kill came when nothing was ordered
    assert (seen.broken, seen.dark, seen.still, seen.unplanned) == ([], [], [], [])
    assert seen.left == []


def test_after_a_kill_every_site_is_back_and_commanded(tmp_path: Path) -> None:
    seen = asyncio.run(time_to_return(junctions=8, scratch=tmp_path, reconnect_s=1.0))
    assert seen.all_back_s < 15
    assert seen.first_command_s < 15
