"""The demo of two cities goes from an empty folder to two public pages, and its evidence comes out again."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from meydan.exchange.register.folder import check_register
from meydan.store.office.audit import verify
from tools.demo_city import short_of

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(("name", "short"), [("Köln", "koln"), ("İstanbul", "istanbul"), ("Ağrı", "agri")])
def test_a_city_has_a_short_name_for_the_exchange(name: str, short: str) -> None:
    assert short_of(name) == short


@pytest.mark.sumo
@pytest.mark.nightly
def test_one_city_adopts_what_another_proved_and_both_tell_it(tmp_path: Path) -> None:
    into = tmp_path / "demo"
    done = subprocess.run([sys.executable, "-m", "tools.demo_exchange", "--into", str(into)], cwd=ROOT, check=False)
    assert done.returncode == 0
    says = next((into / "ikikent" / "rerun").glob("*/reproduction.json"))
    assert json.loads(says.read_bytes())["outcome"] == "equal"
    for short in ("birkent", "ikikent"):
        register = check_register(into / short / "register")
        assert {entry.what.day_kind for entry in register.current("results")} == {"twin"}  # type: ignore[union-attr]
        assert (into / short / "public" / "index.html").is_file()
        assert verify(into / short / "city" / "office").broken_at is None
