"""`meydan share` and `meydan measure forecast --model`, in both languages."""

import csv
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from meydan.cli.main import main
from meydan.measure.history import History
from tests.measure.made_counts import made_counts


def history_of(known: History, folder: Path) -> Path:
    """Take counts into a history and return its folder."""
    folder.mkdir()
    table = folder / "counts.csv"
    stamps = [datetime.fromtimestamp(t / 1000, UTC).strftime("%Y-%m-%d %H:%M:%S") for t in known.start.tolist()]
    with table.open("w", newline="", encoding="utf-8") as out:
        csv.writer(out).writerows([("time", "junction", "detector", "count"), *_rows(known, stamps)])
    assert main(["measure", "take-counts", str(table), "--into", str(folder / "h"), "--zone", "UTC"]) == 0
    return folder / "h"


def _rows(known: History, stamps: list[str]) -> Iterator[tuple[str, str, str, int]]:
    for name, counts in zip(known.detectors, known.counts, strict=True):
        yield from ((at, "J1", name.detector, int(count)) for at, count in zip(stamps, counts.tolist(), strict=True))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the histories of a large, a small, another small and a young city."""
    folder = tmp_path_factory.mktemp("sharing")
    for name, days, detectors in (("large", 15, 22), ("small", 14, 12), ("other", 14, 9), ("young", 2, 4)):
        history_of(made_counts(days=days, detectors=detectors, seed=days + detectors), folder / name)
    return folder


def share(what: str, *typed: str | Path) -> int:
    return main(["share", what, *map(str, typed)])


@pytest.fixture(scope="module")
def model(folder: Path) -> Path:
    """Return what three of them learned together."""
    for name, more in (("large", []), ("small", ["--part"]), ("other", ["--part"])):
        assert share("statistics", "--history", folder / name / "h", "--into", folder / f"{name}.json", *more) == 0
    files = [folder / f"{name}.json" for name in ("large", "small", "other")]
    assert share("pool", *files, "--into", folder / "model.json") == 0
    return folder / "model.json"


def expected(folder: Path, out: Path, *more: str | Path) -> np.ndarray:
    typed = ["measure", "forecast", "--history", folder / "h", "--csv", out, *more]
    assert main([*map(str, typed)]) == 0
    with out.open(encoding="utf-8", newline="") as text:
        return np.array([float(row["expected"]) for row in csv.DictReader(text)])


def test_a_young_city_is_forecast_with_what_others_learned(folder: Path, model: Path, tmp_path: Path) -> None:
    alone = expected(folder / "young", tmp_path / "a.csv")
    assert not np.allclose(alone, expected(folder / "young", tmp_path / "b.csv", "--model", model), rtol=1e-3)


def test_a_city_that_knows_a_week_forecasts_by_itself(folder: Path, model: Path, tmp_path: Path) -> None:
    alone = expected(folder / "large", tmp_path / "a.csv")
    assert alone.tolist() == expected(folder / "large", tmp_path / "b.csv", "--model", model).tolist()


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ("Only 12 detectors", "could take it away", "Leave out one")),
        ("tr", ("Yalnızca 12 dedektör", "onları çıkarıp", "Birini bırakın")),
    ],
)
def test_what_would_show_too_little_is_refused(
    language: str,
    said: tuple[str, str, str],
    folder: Path,
    model: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("MEYDAN_LANGUAGE", language)
    capsys.readouterr()
    into = ("--into", tmp_path / "o.json")
    assert share("statistics", "--history", folder / "small" / "h", *into) == 2
    assert said[0] in capsys.readouterr().err
    assert share("pool", folder / "large.json", folder / "small.json", *into) == 2
    assert said[1] in capsys.readouterr().err
    typed = ["measure", "forecast", "--history", str(folder / "large" / "h"), "--check", "--model", str(model)]
    assert main(typed) == 2
    assert said[2] in capsys.readouterr().err
    assert not (tmp_path / "o.json").exists()
