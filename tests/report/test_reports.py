"""Reports of an archive: pages that stand alone, in both languages, that say what the measures say."""

import csv
import re
from html import unescape
from pathlib import Path
from random import Random

import duckdb
import numpy as np
import pytest

from meydan.cli.starting import main
from meydan.measure.arrivals_on_green import arrivals_on_green
from meydan.measure.bins import bins_of_minutes
from meydan.measure.coordination_diagram import diagrams
from meydan.measure.coverage import coverage
from meydan.measure.junction_log import Detector, JunctionLog, junction_log
from meydan.report.junction_page import Shown, junction_page
from meydan.report.measured import MEASURES, Measured
from meydan.report.pictures import coordination_diagram, span_of, split_monitor
from meydan.report.wording import Wording
from meydan.store.logs.reading import read_junction as read
from meydan.store.logs.reading import select
from tests.measure.odd_log import DETECTORS, odd_events
from tests.measure.odd_log import main as write_odd_log

BINS = bins_of_minutes(15)
T0 = 1_713_182_400_000


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("odd")
    write_odd_log(str(folder / "log.csv"), str(folder / "detectors.csv"))
    typed = ["ingest", str(folder / "log.csv"), "--detectors", str(folder / "detectors.csv"), "--zone", "Europe/Berlin"]
    assert main(["measure", *typed, "--into", str(folder / "archive")]) == 0
    return folder / "archive"


def report(archive: Path, into: Path, language: str, *more: str) -> dict[str, str]:
    """Return the text of each page written."""
    typed = ["measure", "report", "--archive", str(archive), "--into", str(into), "--language", language, *more]
    assert main(typed) == 0
    return {file.name: file.read_text(encoding="utf-8") for file in into.glob("*.html")}


@pytest.mark.parametrize("language", ["tr", "en"])
def test_pages_stand_alone_and_are_whole_in_their_language(archive: Path, tmp_path: Path, language: str) -> None:
    pages = report(archive, tmp_path / "out", language)
    assert set(pages) == {"city.html", "junction-A1.html", "junction-B2.html"}
    for name, text in pages.items():
        assert f'<html lang="{language}">' in text
        assert not re.search(r"<script|<link|<img|src=|https?:|url\(|@import|\b(nan|inf)\b", text), name
        assert not re.search(r"\b(report|measure)\.[a-z_]+", re.sub("<style>.*?</style>", "", text)), name
        assert text.count("<svg") == text.count("</svg>")
        drawn = re.findall(r'<svg [^>]*role="img"><title>(.+?)</title><desc>(.+?)</desc>', text)
        assert len(drawn) == text.count('role="img"')
        assert (len(drawn) >= 8) is name.startswith("junction")
    assert ("Yeşilde varış" if language == "tr" else "Arrived on green") in pages["city.html"]


def test_the_ranking_begins_with_the_worst_and_leads_to_its_page(archive: Path, tmp_path: Path) -> None:
    city = report(archive, tmp_path / "out", "en")["city.html"]
    by_failures, by_delay, _ = re.findall(r"<section>.*?</section>", city)
    for part, column in ((by_failures, 7), (by_delay, 5)):
        rows = [re.findall(r"<t[hd].*?>(.*?)</t[hd]>", row) for row in re.findall(r"<tr><th.*?</tr>", part)[1:]]
        values = [float(row[column].strip("%")) for row in rows]
        assert len(values) == 2
        assert values == sorted(values, reverse=True)
        assert values[0] > values[1] > 0
        for link in re.findall(r'href="(.*?)"', part):
            assert (tmp_path / "out" / link).is_file()


def test_tables_are_the_same_as_csv_and_as_parquet(archive: Path, tmp_path: Path) -> None:
    report(archive, tmp_path / "out", "tr", "--junctions", "A1")
    files = sorted((tmp_path / "out" / "tables").glob("*.csv"))
    assert len(files) >= 8
    for file in files:
        with file.open(encoding="utf-8", newline="") as text:
            rows = list(csv.DictReader(text))
        with duckdb.connect() as con:
            found = con.execute(
                f"SELECT bin_start, junction, coverage FROM '{file.with_suffix('.parquet')}'"
            ).fetchall()
        assert [(b, j, float(c)) for b, j, c in found] == [
            (row["bin_start"], row["junction"], float(row["coverage"])) for row in rows
        ]


def test_one_junction_alone_has_no_city(archive: Path, tmp_path: Path) -> None:
    assert set(report(archive, tmp_path / "out", "en", "--junctions", "B2")) == {"junction-B2.html"}


def test_the_picture_says_the_share_that_the_measure_says(archive: Path) -> None:
    with duckdb.connect() as con:
        log = read(con, select(archive), "A1")
    rows = arrivals_on_green(log, BINS)
    phase = np.asarray(rows.columns["phase"])
    drawn = diagrams(log)
    assert sorted(drawn) == sorted(set(phase.tolist()))
    for number, arrived in drawn.items():
        mine = phase == number
        vehicles, on_green = (int(rows.columns[c][mine].sum()) for c in ("vehicles", "on_green"))
        assert arrived.came.size == vehicles > 0
        told = coordination_diagram(number, arrived, span_of(log.t, BINS), Wording("en"))
        assert f"{vehicles:,} vehicles" in told
        assert f"{on_green / vehicles * 100:.1f}% arrived on green" in told


def _cycle(begin_s: float, phase: int, green_s: float, reason: int) -> list[tuple[float, int, int]]:
    end = begin_s + green_s
    codes = ((begin_s, 1), (end, reason), (end, 7), (end, 8), (end + 3, 9), (end + 3, 10), (end + 5, 11))
    return [(t, code, phase) for t, code in codes if code]


def _log(events: list[tuple[float, int, int]], *detectors: Detector) -> JunctionLog:
    t, code, parameter = zip(*events, strict=True)
    times = np.array([T0 + round(s * 1000) for s in t], np.int64)
    return junction_log(times, np.array(code, np.uint16), np.array(parameter, np.uint16), detectors)


def test_a_split_lasts_to_the_end_of_red_clearance_and_knows_why_it_ended() -> None:
    events = [*_cycle(10, 2, 20, 4), *_cycle(60, 2, 30, 6), *_cycle(110, 2, 25, 0), *_cycle(160, 2, 9, 5)]
    beats = [(float(s), 43, 9) for s in range(0, 200, 10)]
    log = _log([*events, *beats, (0.0, 135, 28), (60.0, 135, 40)])
    text = unescape(split_monitor(2, log, span_of(np.array([T0, T0 + 200_000]), BINS), Wording("tr")))
    assert "Ortalama 26,0 sn süren 4 hizmet, 100 hizmetten 85'i en çok 32,8 sn" in text
    assert "aralıkla bitiş %25, azami yeşile ulaşma %25, zorunlu bitiş %25, bildirilmedi %25" in text
    assert len(re.findall(r"[ML]", re.findall(r'<path class="line-plan" d="([^"]*)"', text)[0])) == 4  # one step
    assert 'class="line-plan"' in text


def test_an_empty_picture_says_why(tmp_path: Path) -> None:
    (tmp_path / "log.csv").write_text("TimeStamp,DeviceId,EventId,Parameter\n2024-04-15 12:00:00Z,<b>&7,1,2\n")
    into = tmp_path / "archive"
    assert main(["measure", "ingest", str(tmp_path / "log.csv"), "--into", str(into)]) == 0
    (text,) = report(into, tmp_path / "out", "tr").values()
    assert "<b>" not in text
    assert "Kavşak <b>&7" in unescape(text)
    assert text.count("dedektör yok") >= 4
    assert "tam bir hizmeti yok" in text
    assert "role=" not in text


def test_numbers_are_written_as_people_of_the_language_write_them() -> None:
    tr, en = Wording("tr"), Wording("en")
    assert (tr.share(0.625), en.share(0.625)) == ("%62,5", "62.5%")
    assert (tr.number(1234.56, 1), en.number(1234.56, 1)) == ("1.234,6", "1,234.6")
    assert (tr.signed(-0.04), tr.signed(0.25), en.signed(-3.0)) == ("0,0", "+0,2", "−3.0")
    assert (tr.days("2024-04-15", "2024-05-01"), en.day("2024-04-15")) == ("15.04.2024 – 01.05.2024", "2024-04-15")
    assert tr.number(float("nan")) == en.share(float("nan")) == "–"


@pytest.mark.parametrize("seed", range(12))
def test_any_log_gives_a_page(seed: int) -> None:
    random = Random(seed)
    lost, seconds = random.choice([0.02, 0.5, 0.99]), random.choice([60, 300, 1800])
    codes = set(random.sample([1, 4, 6, 7, 8, 9, 10, 11, 81, 82, 84, 173, 181, 300], random.randint(2, 12)))
    events = [event for event in odd_events(seed, lost=lost, seconds=seconds) if event[1] == "A1" and event[2] in codes]
    known = [Detector(channel, phase, what.lower()) for j, phase, channel, what in DETECTORS if j == "A1"]
    t, _, code, parameter = zip(*events, (T0, "A1", 300, 1), strict=True)
    columns = (np.array(code, np.uint16), np.array(parameter, np.uint16))
    log = junction_log(np.array(t, np.int64), *columns, known if random.random() < 0.7 else ())
    rows = {name: measure(log, BINS) for name, measure in MEASURES.items()}
    why = {name: found.why for name, found in rows.items() if found.why is not None}
    covered = coverage(log, BINS)
    measured = Measured("A1", rows, why, covered.start, covered.share, covered.share >= 1)
    shown = Shown("2024-04-15", "2024-04-15", int(log.t[0]), int(log.t[-1]), "2024-04-15", "UTC")
    text = junction_page(measured, log, shown, BINS, Wording("tr"))
    assert not re.search(r"\b(nan|inf)\b", text)
    assert text.count("<figure") == text.count("</figure>") > 0
