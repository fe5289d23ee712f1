"""Open data of İzmir and İstanbul: every row comes through, what is odd is named with its lines."""

import gzip
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meydan.city.errors import FeedError
from meydan.city.words import CATALOGUE
from meydan.feeds.open_data.istanbul_density import geohash
from meydan.feeds.open_data.kinds import KINDS, sources
from meydan.store.open_tables import write_table

Rows = list[dict[str, object]]
Odd = dict[str, tuple[int, list[int]]]

COUNTS = "TARIH;ANA_ARTER_ADI;ISTIKAMET;BASLAMA;BITIS;ARAC_SAYISI;EK_SERIT;ACIKLAMA"
INCIDENTS = "TARIH;CADDE;YÖN;KONUM;TÜR;KAZA SAATİ;MÜDAHALE SAATİ"
DENSITY = "DATE_TIME,LATITUDE,LONGITUDE,GEOHASH,MINIMUM_SPEED,MAXIMUM_SPEED,AVERAGE_SPEED,NUMBER_OF_VEHICLES"
INDEX = "ID;Trafik İndeksi;Trafik İndeksi Tarihi"


@cache  # two tests look at the largest files
def published(kind: str, file: Path) -> tuple[Rows, Odd]:
    return read(kind, file)


def read(kind: str, *files: Path) -> tuple[Rows, Odd]:
    found = sources(KINDS[kind], files)
    columns = ["file", *KINDS[kind].columns]
    rows = [dict(zip(columns, record, strict=True)) for source in found for record in source.records()]
    odd = {
        one.code.removeprefix("oddity."): (one.count, one.lines)
        for source in found
        for one in source.told.found.values()
    }
    return rows, odd


def written(file: Path, text: str, encoding: str = "utf-8") -> Path:
    file.write_bytes(text.encode(encoding))
    return file


def test_counts_as_windows_1254_with_semicolons_and_dots(tmp_path: Path) -> None:
    lines = [
        COUNTS,
        "15.08.2020;Yeşildere Caddesi;Konak;08:00;09:00;1.462;0;",
        "15.08.2020;Yeşildere Caddesi;Konak;08:00;09:00;300;1;şerit açıldı",
        "16.10.2024;Yeşildere Caddesi;Konak;08:00;09:00;36.930;0;",
        "16.10.2024;Yeşildere Caddesi;Konak;08:30;09:00;700;0;",
        "16.10.2024;Yeşildere Caddesi;Konak;08:00;09:00;1400;0;",
        "17.10.2024;Yeşildere Caddesi;Konak;08:00;09:00;90;0;",
        "17.10.2024;Yeşildere Caddesi;Konak;08:00;09:00",
        "17.10.2024;Yeşildere Caddesi;Gaziemir;09:00;08:00;5;evet;",
        "17.10.2024;Yeşildere Caddesi;Gaziemir;09:00;10:00;3000;1;",
    ]
    rows, odd = read("izmir-counts", written(tmp_path / "c.csv", "\r\n".join(lines), "cp1254"))
    assert [row["vehicles"] for row in rows] == [1462, 300, None, 700, 1400, 90, None, 5, 3000]
    assert [row["line"] for row in rows] == list(range(2, 11))
    assert rows[0]["road"] == "Yeşildere Caddesi"
    assert rows[1]["note"] == "şerit açıldı"
    assert rows[2]["vehicles_as_written"] == "36.930"
    assert rows[2]["oddities"] == "oddity.thousands_dots oddity.impossible_count"
    assert odd == {
        "cp1254": (1, [1]),
        "semicolons": (1, [1]),
        "thousands_dots": (2, [2, 4]),
        "impossible_count": (1, [4]),
        "overlap": (1, [5]),
        "told_twice": (1, [6]),
        "unusual_count": (1, [7]),
        "fields": (1, [8]),
        "bad_interval": (1, [9]),
        "no_flag": (1, [9]),
        "more_than_a_lane": (1, [10]),
    }


def test_incidents_with_two_forms_of_days(tmp_path: Path) -> None:
    lines = [
        INCIDENTS,
        "08.12.2021;Akçay Caddesi;Havalimanı;Esbaş;Maddi Hasarlı;7:57;18:14;",
        "7/28/23;Akçay Caddesi;Havalimanı;Esbaş;Maddi Hasarlı;23:53;0:31;",
        "1/2/23;Akçay Caddesi;Havalimanı;Esbaş;MAddi Hasarlı;25:00;;",
        "7/28/23;Akçay Caddesi;Havalimanı;Esbaş;Maddi Hasarlı;23:53;0:31;",
    ]
    rows, odd = read("izmir-incidents", written(tmp_path / "i.csv", "\n".join(lines)))
    assert [row["day"] for row in rows] == ["2021-12-08", "2023-07-28", "2023-01-02", "2023-07-28"]
    assert [row["minutes_to_handle"] for row in rows] == [617, None, None, None]
    assert rows[2]["kind"] == "MAddi Hasarlı"
    assert odd == {
        "semicolons": (1, [1]),
        "trailing_separator": (4, [2, 3, 4, 5]),
        "handled_late": (1, [2]),
        "month_first": (3, [3, 4, 5]),
        "other_day_form": (3, [3, 4, 5]),
        "handled_before": (2, [3, 5]),
        "capitals": (1, [4]),
        "bad_time": (1, [4]),
        "not_handled": (1, [4]),
        "told_twice": (1, [5]),
    }


def test_days_that_nothing_tells_apart_are_left_empty(tmp_path: Path) -> None:
    rows, odd = read("izmir-incidents", written(tmp_path / "i.csv", f"{INCIDENTS}\n1/2/23;A;B;C;D;7:00;7:10"))
    assert rows[0]["day"] is None
    assert rows[0]["day_as_written"] == "1/2/23"
    assert odd["ambiguous_day"] == (1, [2])


def test_the_index_with_errors_and_holes(tmp_path: Path) -> None:
    lines = [
        INDEX,
        "4;42;8.01.2020 11:17",
        "3;255;8.01.2020 11:12",
        "2;300;2020-01-08 10:07:00.040",
        "1;;2020-01-08 10:07:00.040",
        "0;x;dün",
    ]
    rows, odd = read("istanbul-index", written(tmp_path / "x.csv", "\ufeff" + "\r\n".join(lines) + "\r\n"))
    assert [row["index"] for row in rows] == [42, None, None, None, None]
    assert [row["index_as_written"] for row in rows] == ["42", "255", "300", "", "x"]
    assert [row["local_time"] for row in rows][1:3] == ["2020-01-08T11:12:00", "2020-01-08T10:07:00"]
    assert odd == {
        "byte_order_mark": (1, [1]),
        "semicolons": (1, [1]),
        "error_value": (1, [3]),
        "other_day_form": (2, [4, 5]),
        "hole": (1, [4]),
        "impossible_index": (1, [4]),
        "told_twice": (1, [5]),
        "empty": (2, [5, 6]),
        "bad_day": (1, [6]),
        "no_number": (1, [6]),
    }


def test_the_density_with_hidden_decimals_and_odd_speeds(tmp_path: Path) -> None:
    lines = [
        DENSITY + ",Yogunluk",
        "2024-10-02 10:00:00,41.1245727539063,29.3609619140625,sxkcun,36,72,54,12,Az",
        "2024-10-02 10:00:00,41.1245727539063,28.3609619140625,sxkcun,65,200,88,12,Az",
        "2024-10-02 11:00:00,410.191.700.005.564,29.36,sxkcun,65,300,30,12,Ã‡ok yoÄŸun",
    ]
    file = tmp_path / "d.csv.gz"
    file.write_bytes(gzip.compress("\n".join(lines).encode()))
    rows, odd = read("istanbul-density", file)
    assert (rows[0]["lowest_speed_mps"], rows[0]["mean_speed_mps"], rows[0]["highest_speed_mps"]) == (10, 15, 20)
    assert rows[2]["latitude"] is None
    assert rows[2]["highest_speed_mps"] is None
    assert odd == {
        "unknown_column": (1, [1]),
        "other_cell": (1, [3]),
        "told_twice": (1, [3]),
        "unusual_speed": (1, [3]),
        "mojibake": (1, [4]),
        "hidden_decimals": (1, [4]),
        "impossible_speed": (1, [4]),
        "speed_order": (1, [4]),
    }


def test_a_geohash_is_that_of_the_textbook() -> None:
    assert geohash(57.64911, 10.40744, 11) == "u4pruydqqvj"  # the example of geohash.org


def test_every_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    files = [
        written(tmp_path / "other.csv", "a,b\n1,2\n"),
        written(tmp_path / "book.xlsx", "PK\x03\x04"),
        written(tmp_path / "empty.csv", ""),
        tmp_path / "none.csv",
    ]
    (tmp_path / "broken.csv.gz").write_bytes(b"\x1f\x8b\x08broken")
    with pytest.raises(FeedError) as refused:
        sources(KINDS["izmir-counts"], [*files, tmp_path / "broken.csv.gz"])
    codes = [fault.what.code for fault in refused.value.faults]
    assert codes == [
        "logs.no_columns",
        "open_data.workbook",
        "logs.no_columns",
        "logs.no_file",
        "open_data.unreadable",
    ]


CELL = st.one_of(
    st.sampled_from(["1.462", "255", "7/28/23", "8.12.2021", "24:00", "08:00", "2024-10-02 10:00:00", "-1", "1e400"]),
    st.text(st.characters(blacklist_categories=["Cs"], blacklist_characters='\r\n";'), max_size=12),
)
HEADERS = {"izmir-counts": COUNTS, "izmir-incidents": INCIDENTS, "istanbul-density": DENSITY, "istanbul-index": INDEX}


@pytest.mark.parametrize("kind", HEADERS)
@settings(max_examples=25)
@given(data=st.data())
def test_whatever_stands_in_the_cells_every_row_comes_through_and_can_be_written(
    kind: str, data: st.DataObject
) -> None:
    header = HEADERS[kind].replace(",", ";")
    width = header.count(";") + 1
    cells = data.draw(st.lists(st.lists(CELL, min_size=width, max_size=width), min_size=1, max_size=4))
    with TemporaryDirectory() as folder:
        file = written(Path(folder) / "f.csv", "\n".join([header, *(";".join(["x", *row[1:]]) for row in cells)]))
        (source,) = sources(KINDS[kind], [file])
        columns = {"file": "VARCHAR", **KINDS[kind].columns}
        assert write_table(Path(folder) / "t.parquet", columns, source.records()) == len(cells)


def test_a_quotation_that_never_ends_is_a_fault_of_the_file(tmp_path: Path) -> None:
    text = "\n".join([COUNTS, '"15.08.2020;Akçay;Konak;08:00;09:00;1;0;' + "x" * 200_000])
    with pytest.raises(FeedError) as refused:
        read("izmir-counts", written(tmp_path / "c.csv", text))
    assert refused.value.faults[0].what.code == "open_data.unreadable"


@pytest.mark.shared
def test_the_same_file_in_windows_1254_gives_the_same_rows(shared: Path, tmp_path: Path) -> None:
    (file,) = (shared / "data").glob("izmir/izum-ana-arter*.csv")
    again = written(tmp_path / file.name, file.read_text(encoding="utf-8"), "cp1254")
    (rows, odd), (rows_again, odd_again) = published("izmir-counts", file), read("izmir-counts", again)
    assert rows_again == rows
    assert odd_again == {"cp1254": (1, [1]), **odd}


@pytest.mark.shared
@pytest.mark.parametrize(
    ("kind", "pattern", "count", "odd"),
    [
        (
            "izmir-counts",
            "izmir/izum-ana-arter*.csv",
            20565,
            {"impossible_count": 13, "unusual_count": 101, "empty": 9, "told_twice": 3, "decimals": 20556},
        ),
        (
            "izmir-incidents",
            "izmir/izum-arizali*.gz",
            21107,
            {"month_first": 10335, "not_handled": 5183, "handled_before": 104, "told_twice": 32, "capitals": 13},
        ),
        (
            "istanbul-index",
            "istanbul/*indeksi-2019*.gz",
            89130,
            {"error_value": 499, "other_day_form": 9330, "hole": 66},
        ),
        ("istanbul-density", "istanbul/*sample15000*.gz", 15000, {"unusual_speed": 1770, "unknown_column": 1}),
    ],
)
def test_the_files_as_published_come_through_whole(
    kind: str, pattern: str, count: int, odd: dict[str, int], shared: Path
) -> None:
    (file,) = (shared / "data").glob(pattern)
    rows, found = published(kind, file)
    assert len(rows) == count
    assert {code: found[code][0] for code in odd} == odd
    assert all(f"oddity.{code}" in CATALOGUE for code in found)


@pytest.mark.shared
def test_the_hour_of_36930_vehicles_is_named_with_its_line_and_left_empty(shared: Path) -> None:
    (file,) = (shared / "data").glob("izmir/izum-ana-arter*.csv")
    (row,) = (row for row in published("izmir-counts", file)[0] if row["vehicles_as_written"] == "36930.0")
    assert (row["line"], row["vehicles"]) == (19230, None)
    assert "oddity.impossible_count" in str(row["oddities"])
