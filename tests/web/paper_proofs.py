"""Proofs on paper for the pages: one of each state, made from made-up runs by the code that makes real ones."""

import sys
from dataclasses import replace
from pathlib import Path

from meydan.city.because import because
from meydan.city.instant import Instant
from meydan.city.words import LANGUAGES
from meydan.report.wording import Wording
from meydan.store.engine.engine import Failure
from meydan.store.proofs_folder import ASKED, FOLDER, AskedProof, keep_failure, make_proof_folder
from meydan.twin.gate.emergency_verdict import EmergencyTest
from meydan.twin.gate.run_result import ApproachResult, RunResult
from meydan.twin.prove.page import proof_page
from meydan.twin.prove.proof import make_proof, write_proof
from meydan.twin.prove.proof_shape import Engine
from meydan.twin.prove.task import RunTask
from meydan.web.proof_runner import ProofRunner
from tests.twin.gate.made_pairs import run
from tests.twin.prove.made_trial import Ran, Work, trial

T = Instant(1_772_400_000_000)
APPROACHES = ("J1 Atatürk Caddesi", "J2 Çınar Sokağı", "J3 İnönü Bulvarı", "J4 sahil yolu")
ASLEEP = "import time; time.sleep(600)"
BROKEN = "import sys; print('no such twin'); sys.exit(7)"


def home_with_proofs(folder: Path) -> Path:
    """Return the folder of a city with parameters, plans, and proofs that passed, failed, were stopped and broke."""
    for name in ("solutions/summer/plans", FOLDER):
        (folder / name).mkdir(parents=True)
    (folder / "solutions" / "far-sighted.toml").write_text('strategy = "predictive"\n[parameters]\nhorizon_s = 40\n')
    (folder / "solutions" / "notes.toml").write_text('about = "no solution"\n')
    done(folder, "20260301-080000-predictive", -0.10, T)
    done(folder, "20260228-080000-predictive", 0.20, Instant(T - 86_400_000))
    asked = AskedProof("solutions/summer", "fixed_time", "ece", Instant(T + 60_000))
    stopped(folder / FOLDER / make_proof_folder(folder, asked))
    asked = AskedProof("solutions/far-sighted.toml", "fixed_time", "ece", Instant(T + 30_000))
    broken = folder / FOLDER / make_proof_folder(folder, asked)
    keep_failure(broken, [because("prove.no_twin", city="Kâğıthane")])
    return folder


def done(home: Path, name: str, change: float, t: Instant) -> Path:
    """Carry a made-up trial through the gate and leave what `meydan prove` leaves."""
    folder = home / FOLDER / name
    folder.mkdir()
    one = trial()
    one = replace(one, scenario=replace(one.scenario, city=replace(one.scenario.city, name="Kâğıthane")))
    judged, pairs = Ran(at_approaches(change)).prove(folder, one)
    command = "meydan prove . --candidate predictive --against fixed_time"
    engine = Engine("0.1", "1.28.0", "c0de")
    proof = make_proof(one, EmergencyTest(), judged, pairs, engine, command=command, took_s=61.0)
    write_proof(proof, folder)
    for language in LANGUAGES:
        (folder / f"proof-{language}.html").write_text(proof_page(proof, Wording(language)), encoding="utf-8")
    made = AskedProof("predictive", "fixed_time", "ece", t)
    moved = folder.parent / make_proof_folder(home, made)
    (moved / ASKED).replace(folder / ASKED)
    moved.rmdir()
    return folder


def stopped(folder: Path, change: float = -0.04, most: int = 19) -> None:
    """Leave so many runs of a proof in its folder."""
    try:
        Ran(at_approaches(change), most).prove(folder)
    except KeyboardInterrupt:
        return


def at_approaches(change: float) -> Work:
    """Return what gives runs with approaches, of which the last pays for what others win."""

    def work(task: RunTask) -> RunResult | Failure:
        noise = ((task.seed * 7 + (task.side == "new") * 13) % 101 - 50) / 50 * 0.02
        new = task.side == "new"
        found = run(40.0 * (1 + noise) * (1 + (change if new else 0.0)))
        delays = {
            name: 30.0 + 5 * i + (change * 60 + 3 * i if new else 0) + 40 * noise for i, name in enumerate(APPROACHES)
        }
        return replace(found, approaches={name: ApproachResult(400.0, s, 0.5, 0.0, 0.05) for name, s in delays.items()})

    return work


def runner(home: Path, script: str = ASLEEP) -> ProofRunner:
    """Return what runs a script in the place of `meydan prove`."""
    return ProofRunner(home, lambda asked, name: (sys.executable, "-c", script, asked.candidate, name))
