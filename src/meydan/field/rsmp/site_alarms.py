"""The alarms of one site: raised, acknowledged, suspended and resumed, per component and code."""

from collections.abc import Iterable
from dataclasses import dataclass

from meydan.city.instant import Instant
from meydan.field.rsmp.cabinet import AlarmFact
from meydan.field.rsmp.messages import AlarmAct, AlarmStatus


@dataclass(slots=True)
class _Standing:
    """One alarm: the fact, what people did with it, and when it last changed."""

    fact: AlarmFact
    t: Instant
    acknowledged: bool = True
    suspended: bool = False


class SiteAlarms:
    """How every alarm of a site stands. Before its first cause an alarm counts as acknowledged: nobody owes it."""

    def __init__(self, facts: Iterable[AlarmFact], t: Instant) -> None:
        self._standing: dict[tuple[str, str], _Standing] = {}
        for fact in facts:
            self._standing[fact.component, fact.code] = _Standing(fact, t, acknowledged=not fact.active)

    def news(self, facts: Iterable[AlarmFact], t: Instant) -> list[AlarmStatus]:
        """Take the facts of now and return what must be said; a suspended alarm says nothing."""
        said = []
        for fact in facts:
            standing = self._standing[fact.component, fact.code]
            if standing.fact is fact or standing.fact == fact:
                continue
            if fact.active and not standing.fact.active:
                standing.acknowledged = False
            standing.fact, standing.t = fact, t
            if not standing.suspended:
                said.append(_status(standing, AlarmAct.ISSUE))
        return said

    def all(self) -> list[AlarmStatus]:
        """Return how every alarm stands, also those without a cause."""
        return [_status(standing, AlarmAct.ISSUE) for standing in self._standing.values()]

    def do(self, component: str, code: str, act: AlarmAct, t: Instant) -> AlarmStatus | None:
        """Do what the supervisor wants with an alarm and return the answer; None if there is no such alarm."""
        standing = self._standing.get((component, code))
        if standing is None:
            return None
        match act:
            case AlarmAct.ACKNOWLEDGE:
                standing.acknowledged, standing.t = True, t
            case AlarmAct.SUSPEND | AlarmAct.RESUME:
                standing.suspended, standing.t = act is AlarmAct.SUSPEND, t
                return _status(standing, AlarmAct.SUSPEND)  # also the answer to Resume, with the alarm not suspended
            case AlarmAct.ISSUE | AlarmAct.REQUEST:
                return _status(standing, AlarmAct.ISSUE)
        return _status(standing, act)


def _status(standing: _Standing, act: AlarmAct) -> AlarmStatus:
    """Return an alarm as a message that has no id yet."""
    fact = standing.fact
    return AlarmStatus(
        "",
        fact.component,
        fact.code,
        act,
        standing.t,
        active=fact.active,
        acknowledged=standing.acknowledged,
        suspended=standing.suspended,
        category=fact.category,
        priority=fact.priority,
        values=fact.values,
    )
