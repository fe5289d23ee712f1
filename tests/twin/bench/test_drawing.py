"""Plots are there as PNG and SVG and name what they show."""

from pathlib import Path

import pytest

from meydan.city.errors import StoreError
from meydan.twin.bench.drawing import PlotWords, draw_delays
from meydan.twin.bench.means import lines
from tests.twin.bench.made_rows import row

WORDS = PlotWords("Gecikme", "delay [s]", "disqualified", "few seeds")


def test_a_plot_names_scenarios_strategies_and_the_disqualified(tmp_path: Path) -> None:
    rows = [
        row(10.0 + seed, strategy, seed, scenario, violations=strategy == "wild")
        for scenario in ("town", "village", "İğdır", "port")
        for strategy in ("actuated", "wild")
        for seed in range(3)
    ]
    png, svg = draw_delays(lines(rows), tmp_path / "plots", WORDS)
    assert png.read_bytes().startswith(b"\x89PNG")
    text = svg.read_text(encoding="utf-8")
    for name in ("town", "village", "İğdır", "port", "actuated", "wild", "Gecikme (few seeds)", "11.0 disqualified"):
        assert name in text
    assert text.count("disqualified") == 4


def test_nothing_to_draw_is_no_error(tmp_path: Path) -> None:
    assert all(file.exists() for file in draw_delays([], tmp_path, WORDS))


def test_a_folder_that_cannot_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError):
        draw_delays(lines([row()]), tmp_path / "file", WORDS)
