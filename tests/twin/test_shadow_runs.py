"""Twin days in the shadow: one document each, run once."""

from pathlib import Path

import pytest

from meydan.centre.shadow_count import LEAST_COVERAGE
from meydan.centre.shadow_document import notes_of
from meydan.store.engine.local import threads
from meydan.twin import shadow_runs
from meydan.twin.shadow_runs import ShadowDay, run_shadow_day, run_shadow_days
from tests.twin_runs import make_city


@pytest.mark.sumo
def test_each_twin_day_leaves_its_document_and_is_run_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    city, into, ran = make_city(1, tmp_path / "city"), tmp_path / "shadow", list[int]()

    def here(day: ShadowDay) -> None:
        ran.append(day.number)
        run_shadow_day(day)

    monkeypatch.setattr(shadow_runs, "run_shadow_day", here)
    monkeypatch.setattr(shadow_runs, "processes", threads)
    (first,) = run_shadow_days(city, "fixed_time", "actuated", [11], into, 1)
    assert (first["days"], first["run"], first["running"]) == ("twin days", 1, "fixed_time")
    assert notes_of(first).hours > 0.1
    assert first["coverage"] >= LEAST_COVERAGE
    assert (first["seed"], first["window_s"]) == (11, 3600.0)
    assert not first["failed"]
    again, second = run_shadow_days(city, "fixed_time", "actuated", [11, 12], into, 1)
    assert again == first
    assert second["run"] == 2
    assert ran == [1, 2]
