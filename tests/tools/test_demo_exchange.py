"""The demo of two cities goes from an empty folder to two public pages, and its evidence comes out again."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from meydan.cli.main import main
from meydan.exchange.register.folder import check_register
from meydan.store.office.audit import verify
from tests.nightly import NIGHTLY
from tools.demo_city import short_of

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(("name", "short"), [("Köln", "koln"), ("İstanbul", "istanbul"), ("Ağrı", "agri")])
def test_a_city_has_a_short_name_for_the_exchange(name: str, short: str) -> None:
    assert short_of(name) == short


@pytest.mark.sumo
@pytest.mark.skipif(not NIGHTLY, reason="a quarter of an hour")
def test_cologne_adopts_what_ingolstadt_proved(tmp_path: Path, shared: Path) -> None:
    for place, (scenario, name, begin) in enumerate(
        (("ingolstadt1", "Ingolstadt", 57600), ("cologne1", "Köln", 25200))
    ):
        parts = []
        for part in ("net", "rou"):
            packed = shared / "scenarios" / "resco" / scenario / f"{scenario}.{part}.xml.gz"
            parts.append(tmp_path / packed.name)
            shutil.copyfile(packed, parts[-1])
        window = ["--begin", str(begin), "--end", str(begin + 3600)]
        told = ["--into", str(tmp_path / str(place)), "--name", name, "--zone", "Europe/Berlin", *window]
        assert main(["import", "sumo", str(parts[0]), "--routes", str(parts[1]), *told]) == 0
    cities = ["--cities", str(tmp_path / "0"), str(tmp_path / "1"), "--into", str(tmp_path / "demo")]
    done = subprocess.run([sys.executable, "-m", "tools.demo_exchange", *cities], cwd=ROOT, check=False)
    assert done.returncode == 0
    says = next((tmp_path / "demo" / "koln" / "rerun").glob("*/reproduction.json"))
    assert json.loads(says.read_bytes())["outcome"] == "equal"
    for short in ("ingolstadt", "koln"):
        register = check_register(tmp_path / "demo" / short / "register")
        assert all(entry.what.day_kind == "twin" for entry in register.current("results"))  # type: ignore[union-attr]
        assert (tmp_path / "demo" / short / "public" / "index.html").is_file()
        assert verify(tmp_path / "demo" / short / "city" / "office").broken_at is None
