"""Control, as the web knows it: whether it is there, and how something is asked of it."""

from collections.abc import Mapping
from typing import Protocol

from meydan.city.because import Because
from meydan.city.request import Request
from meydan.web.reception import refusal

GONE, NO_ANSWER = "control.gone", "control.no_answer"
_STATUS: Mapping[str, int] = {
    GONE: 503,
    NO_ANSWER: 504,
    "control.busy": 503,
    "control.not_understood": 422,
    "control.no_session": 403,
    "account.not_allowed": 403,
    "account.prove": 403,
    "second.same_person": 403,
    "office.unusable": 503,
    "alarm.gone": 404,
    "alarm.no_reason": 422,
    "alarm.rest_too_long": 422,
    "clock.no_junction": 404,
    "override.not_here": 422,
    "priority.none": 404,
    "priority.length": 422,
    "priority.not_here": 422,
    "override.no_plan": 422,
    "override.too_long": 422,
}


class Control(Protocol):
    """The control process, near or far."""

    @property
    def is_there(self) -> bool:
        """Whether what is shown is what control knows now."""
        ...

    async def ask(self, request: Request) -> Because | None:
        """Ask something in the name of a person; return why not if it is refused."""
        ...


def need_there(control: Control) -> None:
    """Raise HTTPException with a sentence for the page if control is not there: nothing is written down then."""
    if not control.is_there:
        raise refusal(_STATUS[GONE], GONE)


def is_for_later(why: Because) -> bool:
    """Say whether the same request, made again later, may be taken: nothing was wrong with it."""
    return why.code in {GONE, NO_ANSWER, "control.busy"}


async def need_taken(control: Control, request: Request) -> None:
    """Ask something of control; raises HTTPException with a sentence for the page if it is refused."""
    refuse(await control.ask(request))


def refuse(why: Because | None) -> None:
    """Raise HTTPException with a sentence for the page if there is a reason."""
    if why is not None:
        raise refusal(_STATUS.get(why.code, 409), why.code, **dict(why.values))
