"""How a city's controllers are reached: read from `city.toml`, and refused where a real controller could be ordered."""

from dataclasses import replace
from pathlib import Path

import pytest

from meydan.city.city import Rsmp
from meydan.city.errors import CityError
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


def test_a_city_says_how_its_controllers_are_reached(tmp_path: Path) -> None:
    said = ('listen = "10.1.2.3:14000"', 'secrets = "../codes.toml"', 'tls = "../certificates"')
    assert read(tmp_path / "real", *said) == Rsmp("10.1.2.3", 14000, secrets="../codes.toml", tls="../certificates")
    assert read(tmp_path / "virtual", "virtual = true") == Rsmp(virtual=True)
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
        (("virtual = 1",), "city.want_bool"),
        (("virtual = true", 'port = "1"'), "city.unknown_key"),
    ],
)
def test_what_cannot_be_is_refused_with_its_place(lines: tuple[str, ...], code: str, tmp_path: Path) -> None:
    assert read(tmp_path / "city", *lines) == [code]
