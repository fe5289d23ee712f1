"""A street tries a package of plans where its controllers hold them, and says what is missing where they do not."""

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from meydan.city.city import City, Rsmp
from meydan.city.errors import PackageError, StoreError
from meydan.city.instant import Instant
from meydan.exchange.life_cycle.dossier import Desk, Dossier
from meydan.exchange.life_cycle.going_on import Wanted, begin_trial
from meydan.exchange.life_cycle.policy import Policy
from meydan.exchange.life_cycle.states import State
from meydan.exchange.life_cycle.steps import Case
from meydan.store.office.database import Database
from tests.exchange.life_cycle.steps import PLACE, life_at
from tests.exchange.life_cycle.test_adapting import plan_template
from tests.exchange.makings import NOW
from tests.store.small_cities import city

LATE = """\
[day]
cycle_s = 65
offset_s = 7
steps = [
  { stage = "A", green_s = 30, min_s = 10, max_s = 45 },
  { stage = "B", green_s = 10, min_s = 5, max_s = 15 },
  { stage = "C", green_s = 12, min_s = 5, max_s = 18 },
]
[night]
cycle_s = 65
offset_s = 0
steps = [
  { stage = "A", green_s = 30, min_s = 10, max_s = 45 },
  { stage = "B", green_s = 10, min_s = 5, max_s = 15 },
  { stage = "C", green_s = 12, min_s = 5, max_s = 18 },
]
"""
STREET = replace(city(), field="rsmp", rsmp=Rsmp(secrets="codes.toml", tls="tls"))


def ask(folder: Path, here: City) -> list[str]:
    """Ask for a trial in a city, and return what stands against it; no proof is there, which is looked at last."""
    (folder / "adapted" / "plans").mkdir(parents=True, exist_ok=True)
    (folder / "adapted" / "plans" / "J1.toml").write_text(LATE, encoding="utf-8")
    life = life_at(State.SHADOW)
    adapted = replace(life.done[State.ADAPTED], told={"source": "adapted", "junctions": "J1"})
    dossier = Dossier(PLACE, folder, (), replace(life, done={**life.done, State.ADAPTED: adapted}))
    case = Case(plan_template(folder / "izmir"), here, Policy(), dossier)
    with closing(Database.open(folder / "office")) as office:
        try:
            begin_trial(Desk(folder, office, (), "x", Instant(NOW)), case, Wanted(("J1",), 14, "2999-01-01"))
        except PackageError as error:
            return [fault.what.code for fault in error.faults]
        except StoreError as error:
            return [error.code]
    return []


def test_it_is_said_which_plan_the_controller_does_not_hold(tmp_path: Path) -> None:
    assert ask(tmp_path, STREET) == ["trial.plan_not_held"]


def test_where_the_controller_holds_them_only_the_proof_is_asked_for(tmp_path: Path) -> None:
    loaded = replace(STREET.plans["J1", "day"], id="late", offset_s=7.0)
    assert ask(tmp_path, replace(STREET, plans={**STREET.plans, ("J1", "late"): loaded})) == ["prove.no_proof"]


@pytest.mark.parametrize("field", ["sumo", "replay"])
def test_on_a_twin_any_plans_are_tried(tmp_path: Path, field: str) -> None:
    assert ask(tmp_path, replace(city(), field=field)) == ["prove.no_proof"]
