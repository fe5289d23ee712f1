"""The report of a corridor: real bands along the road."""

import re
from html import unescape
from pathlib import Path

import pytest

from meydan.cli.starting import main
from tests.report.made_weeks import Habit, make_archive

SOUND = """
name = "Atatürk Caddesi"
speed_kmh = 50
junctions = [
  { id = "A", distance_m = 0, out = 2, back = 2 },
  { id = "B", distance_m = 500, out = 2, back = 2 },
  { id = "C", distance_m = 805.5, out = 2 },
]
"""


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


def test_a_corridor_with_an_unknown_junction_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    archive = make_archive(tmp_path / "made", {name: [("2026-03-02", Habit())] for name in ("A", "B")})
    (tmp_path / "road.toml").write_text(SOUND, encoding="utf-8")
    typed = ["measure", "report", "--archive", str(archive), "--corridor", str(tmp_path / "road.toml")]
    assert main([*typed, "--into", str(tmp_path / "out")]) == 2
    assert "C" in capsys.readouterr().err
