"""The file that names a corridor: read as it says, or refused with all its faults."""

from pathlib import Path

import pytest

from meydan.city.errors import CityError
from meydan.measure.corridor import Stop
from meydan.store.logs.corridor_file import read_corridor

SOUND = """
name = "Atatürk Caddesi"
speed_kmh = 50
junctions = [
  { id = "A", distance_m = 0, out = 2, back = 6 },
  { id = "B", distance_m = 500, out = 2, back = 6 },
  { id = "C", distance_m = 805.5, out = 2 },
]
"""

WRONG = SOUND.replace('"B"', '"A"').replace("distance_m = 805.5, out = 2", "distance_m = 100")

ODD_SHAPE = ["city.missing_key", "city.unknown_key", "city.want_above", "city.want_text"]


def test_a_corridor_is_read_with_its_speed_and_the_phases_of_each_direction(tmp_path: Path) -> None:
    file = tmp_path / "road.toml"
    file.write_text(SOUND, encoding="utf-8")
    found = read_corridor(file)
    assert found.name == "Atatürk Caddesi"
    assert found.speed_mps == pytest.approx(13.889, abs=0.001)
    assert found.stops == (Stop("A", 0, 2, 6), Stop("B", 500, 2, 6), Stop("C", 805.5, 2, 0))


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("name = ", ["corridor.not_toml"]),
        ("name = 3\nspeed_kmh = 0\nlength = 4\n", ODD_SHAPE),
        ('name = "x"\nspeed_kmh = 50\njunctions = [{ id = "A", distance_m = 0, out = 2 }]', ["corridor.too_short"]),
        (WRONG, ["corridor.no_phase", "corridor.order", "corridor.twice"]),
    ],
)
def test_a_faulty_corridor_is_refused_with_all_its_faults(tmp_path: Path, text: str, codes: list[str]) -> None:
    file = tmp_path / "road.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(CityError) as refused:
        read_corridor(file)
    assert sorted(one.what.code for one in refused.value.faults) == codes
