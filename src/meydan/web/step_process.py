"""Has a step of a package's life taken in a process of its own, and says what stands against it in both languages."""

import asyncio
import subprocess
from pathlib import Path
from typing import Any

import structlog
from fastapi import HTTPException

from meydan.city.words.life_cycle import LIFE_CYCLE
from meydan.city.words.steps_page import STEPS_PAGE
from meydan.exchange.life_cycle.asking import MODULE, Answer, AskedStep, Reason, decode_answer, encode_asked
from meydan.exchange.life_cycle.states import State
from meydan.web.package_facts import in_both
from meydan.web.proof_runner import PYTHON, Commands
from meydan.web.reception import refusal

log = structlog.get_logger(__name__)

PATIENCE_S = 120.0  # a city of 2,500 junctions is read twice in it
FIELDS = {
    "life.trial_junctions": "junctions",
    "life.not_bound": "junctions",
    "trial.no_junctions": "junctions",
    "trial.plan_not_held": "junctions",
    "life.trial_days": "days",
}
"""Beside which field of a form a reason stands; one that is about a slot says so by itself."""


class StepTaker:
    """Takes one step after the other: each has a process, and reads the whole city."""

    def __init__(self) -> None:
        self._one = asyncio.Semaphore(1)

    async def take(self, asked: AskedStep) -> Answer:
        """Return what came of a step that was not refused.

        Raises
        ------
        HTTPException
            With everything that stands against it.
        """
        async with self._one:
            answer = await asyncio.to_thread(_run, asked)
        if answer is None:
            raise refusal(500, "exchange.step_died")
        if answer.outcome == "refused":
            raise told_refusal(answer)
        return answer


def entering(home: Path, office: Path, package: str, person: str) -> Commands:
    """Return what enters a package's proof in the name of whoever had it made, to follow once it has passed."""
    asked = AskedStep(home.absolute(), office.absolute(), package, State.PROVEN, (person,))
    return ((*PYTHON, MODULE, encode_asked(asked).decode()),) if package else ()


def told_refusal(answer: Answer) -> HTTPException:
    """Return an answer with every reason in both languages, each with the field that it stands beside."""
    head, *reasons = answer.why
    if head.code == "life.not_bound_faults":  # whoever typed into a form knows of no file
        head = Reason("exchange.not_bound", head.values)
    if head.code not in LIFE_CYCLE and head.code not in STEPS_PAGE:
        head, reasons = Reason("exchange.step_refused", {}), [head, *reasons]
    told = {"code": head.code, "values": head.values, "why": [_told(one) for one in reasons]}
    return HTTPException(409, told)


def _told(reason: Reason) -> dict[str, Any]:
    beside = str(reason.values.get("slot", FIELDS.get(reason.code, "")))
    return in_both(reason.sentence()) | {"field": beside}


def _run(asked: AskedStep) -> Answer | None:
    """Run the process that takes a step; None if it died or took too long."""
    try:
        done = subprocess.run(
            (*PYTHON, MODULE), input=encode_asked(asked), capture_output=True, timeout=PATIENCE_S, check=False
        )
    except subprocess.TimeoutExpired:
        log.error("step_took_too_long", place=asked.place, state=str(asked.state))
        return None
    answer = decode_answer(done.stdout)
    if answer is None:
        log.error("step_died", place=asked.place, state=str(asked.state), said=done.stderr.decode("utf-8", "replace"))
    return answer
