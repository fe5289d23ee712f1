"""Priority asked for at a controller (M0022), and how each request stands (S0033).

A request is received, activated a second later and completed when it is cancelled; one that nobody cancels or renews
becomes stale. What is over is told for a while and then forgotten.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from meydan.city.instant import Instant, elapsed_s
from meydan.field.rsmp.messages import Value
from meydan.field.rsmp.timestamps import timestamp

WAITS_S = 1.0
TOLD_S = 10.0
MOST = 100  # requests a controller keeps in mind


@dataclass(slots=True)
class _Request:
    """One request: how it stands since when, by the controller's clock and by the clock of its stamps, and for whom.

    `group` is the component of the signal group that it asks for, "" where it names none.
    """

    state: str
    since: Instant
    stamped: Instant
    group: str = ""


class Priorities:
    """The requests of one controller; `stale_s` is how long one may be active without another word."""

    def __init__(self, stale_s: float) -> None:
        self._stale_s = stale_s
        self._requests: dict[str, _Request] = {}

    def take(self, given: Mapping[str, str], groups: frozenset[str], now: Instant, stamped: Instant) -> str | None:
        """Take a request, or return in English why not; `groups` are the components that may be asked for."""
        name, kind = given["requestId"], given["type"]
        held = self._requests.get(name)
        if kind == "new":
            group = given.get("signalGroupId")
            return self._add(name, group, groups, _Request("received", now, stamped, group or ""))
        if held is None or held.state not in ("received", "activated"):
            return f"there is no such request to {kind}"
        if kind == "cancel":
            self._requests[name] = replace(held, state="completed", since=now, stamped=stamped)
        else:
            held.since, held.stamped = now, stamped
        return None

    def _add(self, name: str, group: str | None, groups: frozenset[str], request: _Request) -> str | None:
        if len(self._requests) >= MOST:
            return "too many requests"
        if group is not None and group not in groups:
            request.state = "rejected"
        self._requests[name] = request
        return None

    def advance(self, now: Instant, stamped: Instant) -> None:
        """Carry the requests on, and forget those that are over for long."""
        for name, request in list(self._requests.items()):
            age_s = elapsed_s(now, request.since)
            if request.state == "received" and age_s >= WAITS_S:
                self._requests[name] = replace(request, state="activated", since=now, stamped=stamped)
            elif request.state == "activated" and age_s >= self._stale_s:
                self._requests[name] = replace(request, state="stale", since=now, stamped=stamped)
            elif request.state not in ("received", "activated") and age_s >= TOLD_S:
                del self._requests[name]

    def active_groups(self) -> frozenset[str]:
        """Return the components of the signal groups that have priority now."""
        active = (one.group for one in self._requests.values() if one.state == "activated")
        return frozenset(group for group in active if group)

    def __len__(self) -> int:
        return len(self._requests)

    def clear(self) -> None:
        """Forget all requests."""
        self._requests.clear()

    def told(self) -> Value:
        """Return how the requests stand, a row for each."""
        return tuple(self._rows())

    def _rows(self) -> Iterator[Mapping[str, str]]:
        for name, request in self._requests.items():
            row = {"r": name, "t": timestamp(request.stamped), "s": request.state}
            yield row | {"e": "0", "d": "0"} if request.state == "completed" else row
