import zipfile
from pathlib import Path

import pytest

from tools.take_demo import FILES, FOLDER, take_demo


def _wheel(path: Path, names: list[str]) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name in names:
            archive.writestr(name, f"content of {name}")
    return path


def test_only_the_demo_city_is_taken(tmp_path: Path) -> None:
    other = "sumo_rl/nets/RESCO/cologne1/cologne1.net.xml"
    wheel = _wheel(tmp_path / "x.whl", [other, *(FOLDER + name for name in FILES)])
    take_demo(wheel, tmp_path / "demo")
    assert {path.name for path in (tmp_path / "demo").iterdir()} == {*FILES, "ATTRIBUTION.txt"}
    assert (tmp_path / "demo" / FILES[0]).read_text(encoding="utf-8") == f"content of {FOLDER}{FILES[0]}"


def test_the_attribution_names_project_and_licence(tmp_path: Path) -> None:
    take_demo(_wheel(tmp_path / "x.whl", [FOLDER + name for name in FILES]), tmp_path / "demo")
    text = (tmp_path / "demo" / "ATTRIBUTION.txt").read_text(encoding="utf-8")
    assert text.startswith("SPDX-License-Identifier: GPL-3.0-only\n")
    assert "InTAS" in text


def test_a_half_taken_city_has_no_attribution_and_is_fetched_again(tmp_path: Path) -> None:
    with pytest.raises(KeyError):
        take_demo(_wheel(tmp_path / "x.whl", [FOLDER + FILES[0]]), tmp_path / "demo")
    assert not (tmp_path / "demo" / "ATTRIBUTION.txt").exists()
