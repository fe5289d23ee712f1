"""Corridors: how much green meets green, real bands along the road, and files refused with all their faults."""

import re
from html import unescape
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from meydan.city.errors import CityError
from meydan.cli.starting import main
from meydan.measure.presence import Presence
from meydan.report.corridor import Corridor, Stop, links_of, ways_of
from meydan.report.corridor_file import read_corridor
from tests.report.made_weeks import Habit, make_archive

SOUND = """
name = "Atatürk Caddesi"
speed_kmh = 50
junctions = [
  { id = "A", at_m = 0, there = 2, back = 2 },
  { id = "B", at_m = 500, there = 2, back = 2 },
  { id = "C", at_m = 805.5, there = 2 },
]
"""

WRONG = SOUND.replace('"B"', '"A"').replace("at_m = 805.5, there = 2", "at_m = 100")

ODD_SHAPE = ["city.missing_key", "city.unknown_key", "city.want_above", "city.want_text"]


def greens(begins_s: list[float], length_s: float) -> Presence:
    begin = (np.array(begins_s) * 1000).astype(np.int64)
    return Presence(begin, begin + round(length_s * 1000))


def test_a_wave_meets_green_one_way_and_red_the_other() -> None:
    road = Corridor("road", 10.0, (Stop("A", 0, 2, 6), Stop("B", 300, 2, 6)))
    there, back = (ways_of(road)[name] for name in ("there", "back"))
    lit = {"A": greens([0, 100, 200], 40), "B": greens([30, 130, 230], 30)}
    (link,) = links_of(road, there, lit)
    assert (link.origin, link.target, link.length_m, link.travel_s) == ("A", "B", 300, 30)
    assert link.met == pytest.approx(30 / 40)
    (link,) = links_of(road, back, lit)
    assert (link.origin, link.target) == ("B", "A")
    assert link.met == 0


@given(st.integers(0, 99), st.integers(1, 60), st.integers(1, 60))
def test_the_share_of_green_that_meets_green_is_a_share(offset: int, first: int, second: int) -> None:
    road = Corridor("road", 10.0, (Stop("A", 0, 2, 0), Stop("B", 300, 2, 0)))
    lit = {"A": greens([0, 100, 200], first), "B": greens([offset + 100 * i for i in range(-1, 4)], second)}
    (link,) = links_of(road, ways_of(road)["there"], lit)
    assert 0 <= link.met <= min(1.0, second / first) + 1e-9


def test_a_stop_without_a_phase_in_a_direction_is_passed_over() -> None:
    road = Corridor("road", 10.0, (Stop("A", 0, 2, 6), Stop("B", 300, 0, 6), Stop("C", 500, 2, 0)))
    assert [stop.junction for stop in ways_of(road)["there"].stops] == ["A", "C"]
    assert [stop.junction for stop in ways_of(road)["back"].stops] == ["B", "A"]


@pytest.mark.parametrize("language", ["tr", "en"])
def test_the_page_of_a_corridor_shows_both_ways(tmp_path: Path, language: str) -> None:
    days = {name: [("2026-03-02", Habit(offset_ms=ms))] for name, ms in (("A", 0), ("B", 36_000), ("C", 58_000))}
    archive, file = make_archive(tmp_path / "made", days), tmp_path / "road.toml"
    file.write_text(SOUND, encoding="utf-8")
    typed = ["measure", "report", "--archive", str(archive), "--corridor", str(file), "--language", language]
    assert main([*typed, "--into", str(tmp_path / "out")]) == 0
    text = unescape((tmp_path / "out" / "corridor-Atatürk Caddesi.html").read_text(encoding="utf-8"))
    shown = re.sub("<style>.*?</style>", "", text)
    assert not re.search(r"\b(report|corridor|measure)\.[a-z_]+|\b(nan|inf)\b", shown)
    assert text.count('role="img"') == 2
    assert text.count('class="fill-green"') > 20
    links = dict(re.findall(r"<th[^>]*>(\w → \w)</th>(.*?)</tr>", text))
    full = "%100" if language == "tr" else "100%"
    assert full in links["A → B"]
    assert full in links["B → C"]
    assert ("%0<" if language == "tr" else ">0%") in links["B → A"]
    assert (tmp_path / "out" / "city.html").is_file()


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("name = ", ["corridor.not_toml"]),
        ("name = 3\nspeed_kmh = 0\nlength = 4\n", ODD_SHAPE),
        ('name = "x"\nspeed_kmh = 50\njunctions = [{ id = "A", at_m = 0, there = 2 }]', ["corridor.too_short"]),
        (WRONG, ["corridor.no_phase", "corridor.order", "corridor.twice"]),
    ],
)
def test_a_faulty_corridor_is_refused_with_all_its_faults(tmp_path: Path, text: str, codes: list[str]) -> None:
    file = tmp_path / "road.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(CityError) as refused:
        read_corridor(file)
    assert sorted(one.what.code for one in refused.value.faults) == codes


def test_a_corridor_with_an_unknown_junction_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    archive = make_archive(tmp_path / "made", {name: [("2026-03-02", Habit())] for name in ("A", "B")})
    (tmp_path / "road.toml").write_text(SOUND, encoding="utf-8")
    typed = ["measure", "report", "--archive", str(archive), "--corridor", str(tmp_path / "road.toml")]
    assert main([*typed, "--into", str(tmp_path / "out")]) == 2
    assert "C" in capsys.readouterr().err
