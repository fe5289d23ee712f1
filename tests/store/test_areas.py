"""Areas are read whole or refused whole, with all their faults."""

from pathlib import Path

import pytest

from meydan.city.errors import CityError
from meydan.store.areas import read_areas


def test_a_city_without_areas_has_none(tmp_path: Path) -> None:
    assert read_areas(tmp_path, {"J1"}) == {}


def test_areas_are_named_groups_of_junctions(tmp_path: Path) -> None:
    (tmp_path / "areas.toml").write_text('[areas]\n"Kadıköy" = ["J1", "J2"]\nEast = []\n', encoding="utf-8")
    assert read_areas(tmp_path, ["J1", "J2", "J3"]) == {"Kadıköy": frozenset({"J1", "J2"}), "East": frozenset()}


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("[areas", ["areas.not_toml"]),
        ("", ["areas.no_table"]),
        ("[areas]\n[more]\n", ["areas.no_table"]),
        ("areas = 3", ["areas.no_table"]),
        (
            '[areas]\na = ["J1", "J8", "J9"]\nb = "J1"\n"*" = []',
            ["areas.no_junction"] * 2 + ["areas.no_list", "areas.bad_name"],
        ),
        ("[areas]\na = [3]", ["areas.no_list"]),
    ],
)
def test_what_is_wrong_is_told_all_at_once(tmp_path: Path, text: str, codes: list[str]) -> None:
    (tmp_path / "areas.toml").write_text(text, encoding="utf-8")
    with pytest.raises(CityError) as caught:
        read_areas(tmp_path, {"J1"})
    assert [found.what.code for found in caught.value.faults] == codes
