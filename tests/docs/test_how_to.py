"""What the how-to pages show works as it stands there."""

import json
import re
from pathlib import Path

import pytest

from meydan.cli.main import main
from tests.twin_runs import make_city

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.sumo
def test_the_strategy_of_the_how_to_runs_on_the_bench(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "how-to" / "try-a-strategy.md").read_text(encoding="utf-8")
    (code,) = re.findall(r"^```python\n(.*?)^```$", page, re.DOTALL | re.MULTILINE)
    own = tmp_path / "longest_wait.py"
    own.write_text(code, encoding="utf-8")
    city = make_city(2, tmp_path / "city")
    out = tmp_path / "out.json"
    names = f"{own},fixed_time"
    typed = ["bench", str(city), "--strategies", names, "--seeds", "1", "--json", str(out), "--until", "300"]
    assert main(typed) == 0
    rows = {row["strategy"]: row for row in json.loads(out.read_text())}
    assert rows["longest_wait"]["failed"] == rows["longest_wait"]["violations"] == 0
    assert rows["longest_wait"]["delay_s"] != rows["fixed_time"]["delay_s"]
