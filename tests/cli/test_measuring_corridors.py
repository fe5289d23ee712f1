"""`meydan measure corridor`: junctions along a road, measured together, day by day."""

import csv
from pathlib import Path

import pytest

from meydan.cli.starting import main
from meydan.measure.link_pivot import COLUMNS as LINK_COLUMNS
from meydan.measure.time_space import COLUMNS as GREEN_COLUMNS

DAYS = ("2024-04-15", "2024-04-16")
ROAD = """
name = "road"
speed_kmh = 50
junctions = [{ id = "A", distance_m = 0, out = 2, back = 6 }, { id = "B", distance_m = 500, out = 2, back = 6 }]
"""


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return an archive of two junctions and half an hour on either side of a midnight."""
    folder = tmp_path_factory.mktemp("corridor")
    lines = ["TimeStamp,DeviceId,EventId,Parameter"]
    for junction in "AB":
        for second in range(-1800, 1800, 10):
            day, of_day = (DAYS[0], second + 86_400) if second < 0 else (DAYS[1], second)
            stamp = f"{day}T{of_day // 3600:02}:{of_day // 60 % 60:02}:{of_day % 60:02}"
            if code := {0: 1, 30: 8, 40: 9}.get(second % 60):
                lines += [f"{stamp}Z,{junction},{code},{phase}" for phase in (2, 6)]
            lines += [f"{stamp}Z,{junction},82,11"] if second % 60 == 50 else []
    (folder / "log.csv").write_text("\n".join(lines), encoding="utf-8")
    (folder / "table.csv").write_text("DeviceId,Phase,Parameter,Function\nA,2,11,Advance\nB,2,11,Advance\n")
    typed = ["ingest", folder / "log.csv", "--detectors", folder / "table.csv", "--into", folder / "archive"]
    assert main(["measure", *map(str, typed)]) == 0
    (folder / "road.toml").write_text(ROAD, encoding="utf-8")
    (folder / "slow.toml").write_text(ROAD.replace("50", "30", 1), encoding="utf-8")
    return folder


def rows(archive: Path, out: Path, name: str, *more: str, road: str = "road.toml") -> list[dict[str, str]]:
    typed = ["corridor", name, "--archive", archive / "archive", "--corridor", archive / road, "--csv", out, *more]
    assert main(["measure", *map(str, typed)]) == 0
    with out.open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))


def test_greens_along_the_road_are_written_once_each(archive: Path, tmp_path: Path) -> None:
    found = rows(archive, tmp_path / "o.csv", "time_space")
    assert list(found[0]) == ["bin_start", "junction", *GREEN_COLUMNS, "coverage", "quality"]
    assert len(found) == 2 * 2 * 60
    out = [r for r in found if r["junction"] == "A" and r["direction"] == "out"]
    assert out[5]["through_s"] == "6"  # 500 m at 50 km/h are 36 s, and the next green begins after 60
    slow = rows(archive, tmp_path / "o.csv", "time_space", road="slow.toml")
    assert [r["through_s"] for r in slow if r["junction"] == "A" and r["direction"] == "out"][5] == "30"
    assert {r["bin_start"][:10] for r in found} == set(DAYS)


def test_the_best_shift_of_a_link_is_written(archive: Path, tmp_path: Path) -> None:
    found = rows(archive, tmp_path / "o.csv", "link_pivot", "--from", DAYS[1])
    (row,) = found
    assert list(row) == ["bin_start", "junction", *LINK_COLUMNS, "coverage", "quality"]
    assert (row["junction"], row["from_junction"], row["vehicles"], row["on_green"]) == ("B", "A", "30", "0")
    assert (row["best_shift_s"], row["best_on_green"], row["coverage"]) == ("50", "30", "0.5")
    assert row["quality"] == "incomplete"


@pytest.mark.parametrize("language", ["en", "tr"])
def test_a_corridor_that_cannot_be_is_told_with_all_its_faults(
    archive: Path, tmp_path: Path, language: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MEYDAN_LANGUAGE", language)
    road, out = tmp_path / "road.toml", tmp_path / "o.csv"
    road.write_text(ROAD.replace(", out = 2, back = 6", "").replace('"B"', '"A"'), "utf-8")
    typed = ["corridor", "link_pivot", "--archive", archive / "archive", "--corridor", road, "--csv", out]
    assert main(["measure", *map(str, typed)]) == 2
    said = capsys.readouterr().err.splitlines()
    assert ("3 faults" if language == "en" else "3 kusur") in said[0]
    assert not out.exists()
