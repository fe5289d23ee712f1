"""How a city's controllers are reached: read from `city.toml`, and refused where a real controller could be ordered."""

from dataclasses import replace
from pathlib import Path

import pytest

from meydan.city.city import PulsesTold, Rsmp
from meydan.city.errors import CityError
from meydan.city.junction import SiteLinks
from meydan.store.city_folder import read_city, write_city
from tests.store.small_cities import city


def read(folder: Path, *lines: str) -> Rsmp | list[str]:
    """Return what `[rsmp]` with these lines says, or the code of each fault."""
    write_city(replace(city(), field="sumo", twin=None), folder)
    file = folder / "city.toml"
    text = file.read_text(encoding="utf-8").replace('field = "sumo"', 'field = "rsmp"')
    file.write_text("\n".join([text, *(("[rsmp]", *lines) if lines else ()), ""]), encoding="utf-8")
    try:
        found = read_city(folder).rsmp
    except CityError as error:
        return [fault.what.code for fault in error.faults if fault.file == "city.toml" and fault.line]
    assert found is not None
    return found


SITE = """
[rsmp]
site = "KK+AG9998=001"
main = "TC"
groups = ["P1", "", "P2", "P3", "W1"]
detectors = ["P1s", "", "P2s"]

[rsmp.plans]
day = 3
"""


def site_faults(folder: Path, old: str = "", new: str = "") -> list[str]:
    """Return the codes of what is wrong with a junction's site, written with one part changed; each has its line."""
    of = city()
    stand = {name: replace(of.junctions["J1"], id=name) for name in ("J1", "J2")}
    plans = {(name, plan.id): replace(plan, junction=name) for name in stand for plan in of.plans.values()}
    write_city(replace(of, field="sumo", twin=None, junctions=stand, plans=plans), folder)
    for name in stand:
        file = folder / "junctions" / f"{name}.toml"
        own = SITE.replace("001", "001" if name == "J1" else "002").replace(old, new if name == "J1" else old)
        file.write_text(file.read_text(encoding="utf-8") + own, encoding="utf-8")
    try:
        found = read_city(folder).junctions["J1"].rsmp
    except CityError as error:
        return [fault.what.code for fault in error.faults if fault.line and fault.file.startswith("junctions/J")]
    assert found == SiteLinks("KK+AG9998=001", "TC", ("P1", "", "P2", "P3", "W1"), ("P1s", "", "P2s"), {"day": 3})
    return []


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("", "", ""),
        ("001", "002", "city.same_site"),
        ('"", "P2"', '"P7", "P2"', "city.no_group"),
        ('"P2", "P3"', '"P3"', "city.site_lacks"),
        ('"P2", "P3"', '"P2", "P2", "P3"', "city.twice"),
        ('"P2s"', '"P2x"', "city.no_loop"),
        ("day = 3", "fair = 3", "city.no_plan"),
        ("day = 3", "day = 256", "city.want_most"),
        ("day = 3", 'day = "3"', "city.want_number"),
        ('main = "TC"', "", "city.missing_key"),
    ],
)
def test_a_junction_says_which_site_controls_it(old: str, new: str, code: str, tmp_path: Path) -> None:
    assert set(site_faults(tmp_path / "city", old, new)) == ({code} if code else set())


def test_a_city_says_how_its_controllers_are_reached(tmp_path: Path) -> None:
    said = ('listen = "10.1.2.3:14000"', 'secrets = "../codes.toml"', 'tls = "../certificates"')
    assert read(tmp_path / "real", *said) == Rsmp("10.1.2.3", 14000, secrets="../codes.toml", tls="../certificates")
    assert read(tmp_path / "six", "read_only = true", 'listen = "::1:13111"') == Rsmp("::1", read_only=True)
    assert read(tmp_path / "virtual", "virtual = true") == Rsmp(virtual=True)
    every = read(tmp_path / "pulses", "virtual = true", 'pulses = "each_change"')
    assert every == Rsmp(virtual=True, pulses=PulsesTold.EACH_CHANGE)
    assert read(tmp_path / "listens", "read_only = true") == Rsmp(read_only=True)


@pytest.mark.parametrize(
    ("lines", "code"),
    [
        ((), "city.no_rsmp"),
        (("virtual = false",), "city.no_secrets"),
        (("virtual = true", 'listen = "0.0.0.0:13111"'), "city.virtual_open"),
        (("virtual = true", 'listen = "centre.example:13111"'), "city.virtual_open"),
        (("virtual = true", 'secrets = "codes.toml"'), "city.virtual_secrets"),
        (('secrets = "c"', 'listen = "127.0.0.1:70000"'), "city.no_port"),
        (('secrets = "c"', 'listen = "127.0.0.1:0"'), "city.no_port"),
        (('secrets = "c"', 'listen = "13111"'), "city.want_like"),
        (('secrets = "c"', 'listen = ":13111"'), "city.want_like"),
        (("virtual = 1",), "city.want_bool"),
        (("virtual = true", 'pulses = "often"'), "city.want_one_of"),
        (("virtual = true", 'port = "1"'), "city.unknown_key"),
    ],
)
def test_what_cannot_be_is_refused_with_its_place(lines: tuple[str, ...], code: str, tmp_path: Path) -> None:
    assert read(tmp_path / "city", *lines) == [code]
