"""What a person does with an alarm while its site is away reaches the site when it has come back, over real sockets."""

import pytest

from meydan.centre.alarm_entry import Entry
from meydan.city.alarm import HandleAlarm, Handling, Reason
from meydan.city.events import AlarmUntold, JunctionLost
from meydan.city.orders import Cleared, TellAlarm
from tests.field.rsmp.whole_centre import Whole, whole_centre

pytestmark = pytest.mark.anyio
LOOP = ("J1", "DL1", "A0301")
RAISES = 5  # the input


def stands(whole: Whole) -> Entry:
    return whole.centre.alarms.standing[LOOP]


def told(whole: Whole) -> list[tuple[Handling, str]]:
    found = [v.order for v in whole.of(Cleared) if isinstance(v.order, TellAlarm)]
    return [(order.act, order.because.code) for order in found]


@pytest.mark.parametrize("act", [Handling.ACKNOWLEDGE, Handling.SUSPEND])
async def test_what_was_done_while_a_site_was_away_is_told_when_it_is_back(act: Handling) -> None:
    async with whole_centre() as whole:
        whole.cabinet("J1")._insides.inputs.set_one(RAISES, on=True)
        await whole.until(lambda: LOOP in whole.centre.alarms.standing)
        whole.proxy.refuses = True
        whole.proxy.cut()
        await whole.until(lambda: "J1" in {lost.junction for lost in whole.of(JunctionLost)})
        rest = (Reason.REPAIR, 3600.0) if act is Handling.SUSPEND else (Reason.NONE, 0.0)
        whole.ask(HandleAlarm(*LOOP, act, "ayse", *rest))
        await whole.until(lambda: [one.act for one in whole.of(AlarmUntold)] == [act])
        assert stands(whole).owed == (act,)
        assert stands(whole).untold is not None
        whole.proxy.refuses = False
        await whole.until(lambda: stands(whole).owed == ())
        assert stands(whole).untold is None
        assert told(whole) == [(act, "alarm.handled"), (act, "alarm.told_again")]
        fact = stands(whole).fact
        assert (fact.acknowledged, fact.suspended) == (act is Handling.ACKNOWLEDGE, act is Handling.SUSPEND)
