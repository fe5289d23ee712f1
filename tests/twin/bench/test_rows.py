"""The file of rows: what was written is read again, and nothing that does not belong together is mixed."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from meydan.city.errors import StoreError
from meydan.twin.bench.rows import read_rows, still_to_do, write_rows
from meydan.twin.bench.task import Settings
from tests.twin.bench.made_rows import row, task


def test_rows_are_read_as_they_were_written(tmp_path: Path) -> None:
    rows = [row(20, seed=11), row(30, seed=12)]
    write_rows(tmp_path / "out.json", rows)
    assert read_rows(tmp_path / "out.json", Settings()) == rows
    assert [path.name for path in tmp_path.iterdir()] == ["out.json"]


def test_the_file_is_a_list_of_rows_with_the_promised_names(tmp_path: Path) -> None:
    write_rows(tmp_path / "out.json", [row()])
    (found,) = json.loads((tmp_path / "out.json").read_text())
    promised = {"scenario", "strategy", "seed", "delay_s", "never_inserted", "violations"}
    assert promised <= found.keys()
    assert found["delay_s"] == 20


def test_no_file_means_no_rows_yet(tmp_path: Path) -> None:
    assert read_rows(tmp_path / "none.json", Settings()) == []


@pytest.mark.parametrize("text", ["", "{}", "[1]", '[{"scenario": "town"}]', "\x00"])
def test_a_file_of_something_else_is_refused(text: str, tmp_path: Path) -> None:
    (tmp_path / "out.json").write_text(text)
    with pytest.raises(StoreError) as caught:
        read_rows(tmp_path / "out.json", Settings())
    assert caught.value.code == "bench.no_rows"


def test_rows_of_other_settings_are_refused_and_stay(tmp_path: Path) -> None:
    write_rows(tmp_path / "out.json", [row()])
    with pytest.raises(StoreError) as caught:
        read_rows(tmp_path / "out.json", Settings(misses=0.1, demand=1.2))
    assert dict(caught.value.what.values)["names"] == "demand, misses"
    assert read_rows(tmp_path / "out.json", Settings()) == [row()]


def test_a_disk_that_refuses_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError) as caught:
        write_rows(tmp_path / "nowhere" / "out.json", [row()])
    assert caught.value.code == "bench.unwritable"


def test_only_tasks_without_a_row_are_left() -> None:
    tasks = [task("actuated", 11), task("actuated", 12), task("greedy", 11), task("actuated", 11, "village")]
    assert still_to_do(tasks, [row(seed=11), replace(row(), strategy="greedy")]) == [tasks[1], tasks[3]]
