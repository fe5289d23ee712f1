"""What days of a street leave in its log, for a package of the paper city: in the shadow, and on trial."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from meydan.city.city import Rsmp
from meydan.store.run_folder import city_hash
from meydan.store.shadow_days import shadow_file, write_shadow
from meydan.store.tree_digest import digest_of_file
from meydan.store.trial_file import name_of_trial, read_trial_file, write_trial
from tests.web.paper_city import paper_city
from tests.web.paper_way import DAYS, dossier

STREET = replace(paper_city(), field="rsmp", rsmp=Rsmp(secrets="codes.toml", tls="tls"))
FIRST = date(2026, 12, 7)


def note_days(folder: Path) -> None:
    """Leave in the log of the street a Saturday and a Sunday in the shadow."""
    (solution,) = dossier(folder).glob("adapted/*/*.toml")
    digest = digest_of_file(solution)
    for day in ("2026-11-28", "2026-11-29"):
        said: dict[str, Any] = {"format": "meydan-shadow/1", "city": {"version": city_hash(STREET)}, "run": None}
        said |= {"solution": {"digest": digest, "label": "strategy"}, "days": "street days", "day": day, "hours": 24.0}
        said |= {"coverage": 1.0, "in_time": 1.0, "vetoes": {}, "failed": {}, "same": 0.4, "orders": 9000}
        write_shadow(shadow_file(folder / "log", "strategy", digest, day, None), said)


def note_trial(folder: Path) -> None:
    """Leave beside the log of the street what a trial leaves that is over and measured."""
    digest = read_trial_file(dossier(folder) / "trial.toml").digest
    effect = {"off": 20.0, "on": 18.0, "change": -0.1, "low": -0.13, "high": -0.07}
    said: dict[str, Any] = {"format": "meydan-trial/1", "days": "street days", "state": "over", "stopped": None}
    said |= {"trial": {"digest": digest, "junctions": ["J1"]}, "effects": {"mean_delay_s": effect}}
    ran = [{"day": (FIRST + timedelta(days=n)).isoformat()} for n in range(DAYS)]
    write_trial(folder / "log" / name_of_trial(digest), said | {"ran": ran})
