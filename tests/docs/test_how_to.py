"""What the how-to pages show works as it stands there."""

import json
import re
from pathlib import Path

import pytest

from meydan.centre.registry import choice_of, find_strategy
from meydan.city.errors import CityError
from meydan.cli.main import main
from meydan.control import actuated
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


def test_the_parameters_of_the_how_to_can_be_set(tmp_path: Path) -> None:
    page = (ROOT / "docs" / "how-to" / "tune-a-strategy.md").read_text(encoding="utf-8")
    (values,) = re.findall(r"^```toml\n(.*?)^```$", page, re.DOTALL | re.MULTILINE)
    (code,) = re.findall(r"^```python\n(.*?)^```$", page, re.DOTALL | re.MULTILINE)
    (tmp_path / "careful.toml").write_text(values, encoding="utf-8")
    assert choice_of(str(tmp_path / "careful.toml")).strategy == "predictive"
    own = tmp_path / "own.py"
    own.write_text(f"from meydan.control.actuated import NEEDS, decide, start\n\n{code}", encoding="utf-8")
    assert find_strategy(str(own), {"patience_s": 5.0}).NEEDS == actuated.NEEDS
    with pytest.raises(CityError):
        find_strategy(str(own), {"patience_s": 1.0})
