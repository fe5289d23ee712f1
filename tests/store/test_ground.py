"""The ground of a deployment: the junctions at which it changed what runs, and no others."""

from pathlib import Path

import pytest

from meydan.store.ground import changed_junctions, ground_of, ground_stamp, touched

PARTS = {"plans/J1.toml": b"1", "plans/J2.toml": b"2", "timetable.toml": b"t", "strategy.toml": b"s"}


@pytest.fixture
def city(tmp_path: Path) -> Path:
    (tmp_path / "junctions").mkdir()
    for name in ("J1", "J2", "J%3A3"):
        (tmp_path / "junctions" / f"{name}.toml").write_text(name)
    return tmp_path


def test_other_plans_touch_their_junction_and_anything_else_touches_all(city: Path) -> None:
    assert touched(city, PARTS, PARTS) == []
    assert touched(city, PARTS, PARTS | {"plans/J2.toml": b"3"}) == ["J2.toml"]
    without = {name: content for name, content in PARTS.items() if name != "plans/J1.toml"}
    assert touched(city, PARTS, without) == ["J1.toml"]
    for name in ("timetable.toml", "strategy.toml"):
        assert touched(city, PARTS, PARTS | {name: b"x"}) == ["J%3A3.toml", "J1.toml", "J2.toml"]


def test_only_the_data_of_its_junctions_are_its_ground(city: Path) -> None:
    ground, stamp = ground_of(city, ["J1.toml", "J%3A3.toml"]), ground_stamp(city)
    (city / "junctions" / "J2.toml").write_text("surveyed anew")
    assert changed_junctions(city, ground) == ()
    assert ground_stamp(city) != stamp
    (city / "junctions" / "J1.toml").unlink()
    (city / "junctions" / "J%3A3.toml").write_text("surveyed anew")
    assert changed_junctions(city, ground) == ("J1", "J:3")
