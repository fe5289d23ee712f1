"""`meydan measure import`: open data as Parquet, and a report in the user's language."""

import json
from pathlib import Path

import duckdb
import pytest

from meydan.cli.history import OPEN_DATA
from meydan.cli.starting import main
from meydan.feeds.open_data.kinds import KINDS

FILE = "\n".join(
    [
        "TARIH;ANA_ARTER_ADI;ISTIKAMET;BASLAMA;BITIS;ARAC_SAYISI;EK_SERIT;ACIKLAMA",
        "15.08.2020;Yeşildere Caddesi;Konak;08:00;09:00;1.462;0;",
        "31.02.2021;Yeşildere Caddesi;Konak;08:00;09:00;36.930;0;",
    ]
)


@pytest.fixture(params=["en", "tr"])
def language(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("MEYDAN_LANGUAGE", request.param)
    return str(request.param)


def test_rows_become_parquet_and_oddities_a_report(
    tmp_path: Path, language: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("meydan.cli.open_data.TOLD_EVERY", 1)
    (tmp_path / "c.csv").write_text(FILE, encoding="cp1254")
    (tmp_path / "e.csv").write_text(FILE.replace(";", ",").split("\n")[0], encoding="utf-8")
    files = [str(tmp_path / name) for name in ("c.csv", "e.csv")]
    assert main(["measure", "import", "izmir-counts", *files, "--into", str(tmp_path / "out")]) == 0
    said = capsys.readouterr()
    expected = {
        "en": ("dot for thousands: read as a whole number (such as 1.462); lines 2, 3", "e.csv: nothing odd", "2 rows"),
        "tr": (
            "binlik noktası: tam sayı olarak okundu (örneğin 1.462); satır 2, 3",
            "e.csv: tuhaf bir şey yok",
            "2 satır",
        ),
    }[language]
    assert all(text in said.out for text in expected)
    assert len(said.err.splitlines()) == 2
    with duckdb.connect() as con:
        rows = con.execute(
            f"SELECT file, line, day::VARCHAR, \"begin\"::VARCHAR, vehicles FROM '{tmp_path}/out/izmir-counts.parquet'"
        ).fetchall()
    assert rows == [("c.csv", 2, "2020-08-15", "08:00:00", 1462), ("c.csv", 3, None, "08:00:00", None)]
    report = json.loads((tmp_path / "out" / "izmir-counts-oddities.json").read_text(encoding="utf-8"))
    assert [each["file"] for each in report] == ["c.csv", "e.csv"]
    assert report[0]["oddities"][2] == {
        "code": "oddity.thousands_dots",
        "count": 2,
        "first_lines": [2, 3],
        "example": "1.462",
    }


def test_every_kind_can_be_typed() -> None:
    assert tuple(KINDS) == OPEN_DATA


def test_what_cannot_be_read_is_told_and_nothing_written(
    tmp_path: Path, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    typed = ["measure", "import", "istanbul-index", str(tmp_path / "none.csv"), "--into", str(tmp_path / "out")]
    assert main(typed) == 2
    assert ("Nothing was brought in" if language == "en" else "Hiçbir şey alınmadı") in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
