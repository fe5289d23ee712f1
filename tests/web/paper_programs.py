"""What stands for long work on the twin in tests: run in a city's folder, it leaves what the real one does.

`prove CANDIDATE AGAINST FOLDER CHANGE REVERTS`, `shadow LOG SOLUTION DAYS` or `trial TRIAL INTO CHANGE`.
"""

import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from meydan.centre.solution import read_solution
from meydan.centre.trial_schedule import twin_days
from meydan.city.words import LANGUAGES
from meydan.exchange.life_cycle.twin_shadow_days import last_seed
from meydan.report.wording import Wording
from meydan.store.city_digest import city_digest
from meydan.store.city_folder import read_city
from meydan.store.proofs_folder import AskedProof
from meydan.store.run_folder import city_hash
from meydan.store.shadow_days import shadow_file, write_shadow
from meydan.store.tree_digest import digest_of_file
from meydan.store.trial_file import read_trial_file, write_trial
from meydan.twin.gate.emergency_verdict import EmergencyTest
from meydan.twin.prove.page import proof_page
from meydan.twin.prove.proof import make_proof, write_proof
from meydan.twin.prove.proof_shape import Engine
from meydan.twin.prove.start import trial_of
from meydan.web.package_work import Programs
from meydan.web.proof_runner import ProofRunner
from tests.twin.prove.made_trial import Ran, trial
from tests.web.paper_proofs import at_approaches

HERE = Path()
WATCHES = "import sys; file = open(sys.argv[1], 'a'); file.write('x'); file.flush(); sys.stdin.read()"


def programs(change: float = -0.1) -> Programs:
    """Return programs that take no time."""
    own = (sys.executable, __file__)
    return Programs(
        lambda log, solution, days: (*own, "shadow", log, solution, str(days)),
        lambda file, into: (*own, "trial", file, into, str(change)),
        lambda log, solution: (sys.executable, "-c", WATCHES, str(log.parent / "watching")),
    )


def prover(home: Path, change: float = -0.1) -> ProofRunner:
    """Return what proves at once that a candidate changes delay by so much."""
    own = (sys.executable, __file__)

    def command(asked: AskedProof, folder: str) -> tuple[str, ...]:
        return (*own, "prove", asked.candidate, asked.against, folder, str(change), str(asked.reverts))

    return ProofRunner(home, command)


def prove(candidate: str, against: str, folder: str, change: str, reverts: str) -> int:
    """Leave a proof of a candidate against another solution, for the city as it is."""
    city = read_city(HERE)
    scenario = replace(trial().scenario, city=city, city_digest=city_digest(HERE, city))
    of = trial_of(scenario, read_solution(against, city), read_solution(candidate, city), reverts=int(reverts))
    into = Path(folder)
    judged, pairs = Ran(at_approaches(float(change))).prove(into, of)
    engine = Engine("0.1", "1.28.0", "c0de")
    proof = make_proof(of, EmergencyTest(), judged, pairs, engine, command="meydan prove", took_s=1.0)
    write_proof(proof, into)
    for language in LANGUAGES:
        (into / f"proof-{language}.html").write_text(proof_page(proof, Wording(language)), encoding="utf-8")
    return 0 if proof.verdict in ("passed", "passed_on_twin") else 1


def shadow(log: str, solution: str, days: str) -> int:
    """Leave so many days in the shadow, none with a fault."""
    folder, digest, label = Path(log), digest_of_file(Path(solution)), Path(solution).stem
    first = last_seed(folder) + 1
    for run in range(first, first + int(days)):
        told: dict[str, Any] = {"format": "meydan-shadow/1", "city": {"version": city_hash(read_city(HERE))}}
        told |= {"solution": {"digest": digest, "label": label}, "days": "twin days", "day": "2026-03-03"}
        told |= {"run": run, "seed": run, "coverage": 1.0, "hours": 1.0}
        told |= {"in_time": 1.0, "vetoes": {}, "failed": {}, "same": 0.4, "orders": 900}
        write_shadow(shadow_file(folder, label, digest, "2026-03-03", run), told)
    return 0


def days_of_trial(file: str, into: str, change: str) -> int:
    """Leave the record of a trial that is over."""
    plan, by = read_trial_file(Path(file)), float(change)
    effect = {"off": 20.0, "on": 20.0 * (1 + by), "change": by, "low": by - 0.03, "high": by + 0.03}
    ran = [{"day": one.day, "delay_s": 18.0 if one.is_on else 20.0} for one in twin_days(plan)]
    told: dict[str, Any] = {"format": "meydan-trial/1", "days": "twin days", "state": "over", "stopped": None}
    told |= {"trial": {"digest": plan.digest, "junctions": list(plan.junctions)}, "ran": ran}
    write_trial(Path(into), told | {"effects": {"delay_s": effect}})
    return 0


if __name__ == "__main__":
    what, *rest = sys.argv[1:]
    named: dict[str, Callable[..., int]] = {"prove": prove, "shadow": shadow, "trial": days_of_trial}
    sys.exit(named[what](*rest))
