"""Row by row the same as the package `atspm` under its definitions: on real events, and on a log full of faults."""

import csv
from datetime import UTC, datetime
from pathlib import Path

import pytest

from meydan.measure.actuations import actuations
from meydan.measure.arrivals_on_green import arrivals_on_green
from meydan.measure.bins import bins_of_minutes
from meydan.measure.coverage import coverage
from meydan.measure.pedestrian_services import pedestrian_services
from meydan.measure.rows import Measure, Rows
from meydan.measure.split_failures import split_failures
from meydan.measure.splits import splits
from meydan.measure.terminations import terminations
from tests.measure.reference.logs import Logs, odd_logs, real_logs

HERE = Path(__file__).parent
SAME = 2e-6  # atspm keeps shares and means as float32
Table = dict[tuple[str, ...], tuple[float, ...]]

SPLIT_CODES = {"cycle": 316, "natural_cycle": 317}
MEASURES: dict[str, tuple[Measure, int, tuple[str, ...]]] = {
    # table of atspm: our measure, how many columns after time and junction name a row, our columns of values
    "arrival_on_green": (arrivals_on_green, 1, ("vehicles", "share_on_green")),
    "split_failures": (
        split_failures,
        1,
        ("mean_green_s", "mean_green_occupancy", "mean_red_occupancy", "failures"),
    ),
    "terminations": (terminations, 2, ("greens",)),
    "actuations": (actuations, 1, ("actuations",)),
    "full_ped": (pedestrian_services, 1, ("services", "presses", "unique_presses")),
    "splits": (splits, 1, ("services", "mean_s")),
}
REASONS = {"gap_out": "GapOut", "max_out": "MaxOut", "force_off": "ForceOff"}


def stamp(t: int) -> str:
    return datetime.fromtimestamp(t / 1000, UTC).strftime("%Y-%m-%d %H:%M:%S")


@pytest.fixture(params=["real-15", "real-60", "odd-15"])
def case(request: pytest.FixtureRequest) -> tuple[Path, Logs, int]:
    name: str = request.param
    logs = odd_logs() if name.startswith("odd") else real_logs(request.getfixturevalue("shared"))
    return HERE / name, logs, int(name.split("-")[1])


def expected(file: Path, names: int) -> Table:
    with file.open(encoding="utf-8", newline="") as text:
        rows = list(csv.reader(text))[1:]
    return {tuple(row[: 2 + names]): tuple(map(float, row[2 + names :])) for row in rows}


def ours(junction: str, rows: Rows, values: tuple[str, ...]) -> Table:
    names = [name for name in rows.columns if name in ("phase", "reason", "detector", "what")]
    return {
        (stamp(int(start)), junction, *_names(rows, names, i)): tuple(float(rows.columns[v][i]) for v in values)
        for i, start in enumerate(rows.start)
    }


def _names(rows: Rows, names: list[str], i: int) -> list[str]:
    if names[0] == "what":
        what, phase = str(rows.columns["what"][i]), int(rows.columns["phase"][i])
        return [str(SPLIT_CODES.get(what, 299 + phase))]
    return [REASONS.get(str(rows.columns[name][i]), str(rows.columns[name][i])) for name in names]


@pytest.mark.parametrize("table", MEASURES)
def test_rows_are_those_of_atspm(case: tuple[Path, Logs, int], table: str) -> None:
    folder, logs, bin_min = case
    measure, names, values = MEASURES[table]
    found: Table = {}
    for junction, log in logs.items():
        found |= ours(junction, measure(log, bins_of_minutes(bin_min), "atspm"), values)
    wanted = expected(folder / f"{table}.csv", names)
    assert found.keys() == wanted.keys()
    assert found == {key: pytest.approx(row, rel=SAME, abs=SAME, nan_ok=True) for key, row in wanted.items()}


def test_bins_with_all_their_data_are_those_of_atspm(case: tuple[Path, Logs, int]) -> None:
    folder, logs, bin_min = case
    found = set()
    for junction, log in logs.items():
        covered = coverage(log, bins_of_minutes(bin_min))
        found |= {
            (stamp(int(t)), junction) for t, share in zip(covered.start, covered.share, strict=True) if share == 1
        }
    assert found == set(expected(folder / "has_data.csv", 0))
