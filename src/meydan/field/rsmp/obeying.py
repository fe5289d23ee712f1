"""Commands followed: each code of a request goes to the cabinet, and the receipt says what became of it."""

from meydan.field.rsmp.cabinet import Cabinet, Obeyed
from meydan.field.rsmp.conversation import Moment
from meydan.field.rsmp.messages import CommandRequest, CommandResponse, Quality, StatusValue, Value


def obey(cabinet: Cabinet, asked: CommandRequest, answer_id: str, now: Moment) -> CommandResponse | str:
    """Follow a request and return the receipt, or in English why it is refused.

    Codes are followed in their order; when one is refused, those after it are not tried.
    """
    if asked.component not in cabinet.components:
        return _receipt(asked, dict.fromkeys(_by_code(asked), Quality.UNDEFINED), answer_id, now)
    qualities = {}
    for code, arguments in _by_code(asked).items():
        outcome = cabinet.obey(asked.component, code, arguments, now)
        if isinstance(outcome, str):
            return outcome
        qualities[code] = Quality.RECENT if outcome is Obeyed.DONE else Quality.UNKNOWN
    return _receipt(asked, qualities, answer_id, now)


def _by_code(asked: CommandRequest) -> dict[str, dict[str, Value]]:
    found: dict[str, dict[str, Value]] = {}
    for argument in asked.arguments:
        found.setdefault(argument.code, {})[argument.name] = argument.value
    return found


def _receipt(asked: CommandRequest, qualities: dict[str, Quality], answer_id: str, now: Moment) -> CommandResponse:
    values = tuple(
        StatusValue(a.code, a.name, a.value if qualities[a.code] is Quality.RECENT else None, qualities[a.code])
        for a in asked.arguments
    )
    return CommandResponse(answer_id, asked.component, now.t, values)
