"""P-5 in short: who starts a centre again sees what was before; how soon is for the long version."""

from pathlib import Path

from tests.promises.restarts import restart_on_a_long_log


def test_closed_alarms_and_orders_are_shown_by_each_start_and_after_each_kill(tmp_path: Path) -> None:
    seen = restart_on_a_long_log(4, minutes=20, per_s=5, scratch=tmp_path)
    assert seen.log_mb > 0
    assert seen.start_s > 0
    assert seen.again_s > 0
