"""A centre that speaks bare JSON to one site of a virtual street, in simulated time, and takes nothing on trust.

It shares no code with our supervisor. It subscribes to much at once, as some centres do on their own, acknowledges all
it hears, and looks ten times a second.
"""

import json
import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from meydan.city.instant import Instant
from meydan.field.rsmp.conversation import Moment, Timers
from meydan.field.rsmp.site_link import Calling
from meydan.field.rsmp.street import Speaking, Street
from meydan.field.rsmp.trial_city import trial_city

Raw = dict[str, Any]
SITE, MAIN = "RN+SI0001", "TC"
BEGIN = 1_772_496_000_000  # 2026-03-03, 00:00 UTC
OWN = (
    ("S0014", "status"),
    ("S0001", "signalgroupstatus"),
    ("S0007", "status"),
    ("S0011", "status"),
    ("S0015", "status"),
)
ALL_VERSIONS = [
    ("3.1.2", "1.0.15"),
    ("3.1.3", "1.0.15"),
    ("3.1.4", "1.1.0"),
    ("3.1.5", "1.1.0"),
    ("3.2.0", "1.2.1"),
    ("3.2.1", "1.2.1"),
    ("3.2.2", "1.2.1"),
]
NEWEST = ("3.2.2", "1.2.1")


class RefusedError(Exception):
    """The site answered MessageNotAck."""


@dataclass
class StrictCentre:
    """One centre and the street it tries; `heard` is all that came, `acks` whether it acknowledges watchdogs."""

    core: str = "3.2.2"
    sxl: str = "1.2.1"
    kept: frozenset[str] = frozenset()
    ms: int = 0
    acks_watchdogs: bool = True
    heard: list[Raw] = field(default_factory=list)

    def __post_init__(self) -> None:
        speaking = Speaking(self.sxl, (self.core,), Timers(ack_s=2, watchdog_s=1), kept=self.kept, stale_s=3)
        self.street = Street(trial_city(), Calling("", 0), speaking, now=self.now)
        self.cabinet = self.street.cabinets[SITE]
        self.end = self.street._ends[SITE]
        self._sent: list[Raw] = []

    def now(self) -> Moment:
        return Moment(Instant(BEGIN + self.ms), self.ms)

    def run(self, s: float) -> list[Raw]:
        """Let time pass and return what came meanwhile."""
        before = len(self.heard)
        for _ in range(round(s * 10)):
            self.ms += 100
            self.cabinet.advance(Instant(BEGIN + self.ms))
            self.end.pass_time(self.now())
            self.exchange()
        return self.heard[before:]

    def connect(self) -> list[str]:
        """Shake hands and return what was said, in order, each with who said it."""
        self.end.connect(self.now())
        said: list[str] = []
        self.exchange(said)
        self.say({"type": "Version", "RSMP": [{"vers": self.core}], "siteId": [{"sId": SITE}], "SXL": self.sxl}, said)
        self.say({"type": "Watchdog", "wTs": "2026-03-03T00:00:00.000Z"}, said)
        return said

    def disconnect(self) -> None:
        self.end.disconnect()

    def exchange(self, said: list[str] | None = None) -> None:
        """Hear all that the site has to say, and acknowledge it."""
        while written := self.end.to_write():
            for packet in written.removesuffix(b"\f").split(b"\f"):
                message = json.loads(packet)
                self.heard.append(message)
                _note(said, f"site {message['type']}")
                if "mId" in message and (self.acks_watchdogs or message["type"] != "Watchdog"):
                    _note(said, "centre MessageAck")
                    self._write({"type": "MessageAck", "oMId": message["mId"]})

    def say(self, message: Raw, said: list[str] | None = None) -> list[Raw]:
        """Send a message with an id and return what came at once; RefusedError if it is refused."""
        before, name = len(self.heard), str(uuid.uuid4())
        _note(said, f"centre {message['type']}")
        self._write({**message, "mId": name})
        self.exchange(said)
        answers = [m for m in self.heard[before:] if m.get("oMId") == name]
        assert len(answers) == 1, f"answered {len(answers)} times"
        if answers[0]["type"] == "MessageNotAck":
            raise RefusedError(answers[0]["rea"])
        return self.heard[before:]

    def _write(self, message: Raw) -> None:
        self.end.take(json.dumps({"mType": "rSMsg", **message}).encode() + b"\f", self.now())

    def about(self, kind: str, component: str, **parts: object) -> Raw:
        return {"type": kind, "ntsOId": "", "xNId": "", "cId": component, **parts}

    def ask(self, code: str, *names: str, component: str = MAIN) -> dict[str, Any]:
        """Return values of a status, by name."""
        wanted = [{"sCI": code, "n": name} for name in names]
        answer = _only(self.say(self.about("StatusRequest", component, sS=wanted)), "StatusResponse")
        assert [(v["sCI"], v["n"]) for v in answer["sS"]] == [(code, name) for name in names]
        return {value["n"]: value["s"] for value in answer["sS"]}

    def order(self, code: str, order: str, component: str = MAIN, **arguments: str) -> Raw:
        """Order something with the right code; the receipt must say it as it was ordered."""
        if code not in ("M0103", "M0022"):
            arguments = {"securityCode": "1111" if code == "M0104" else "2222"} | arguments
        given = [{"cCI": code, "cO": order, "n": name, "v": value} for name, value in arguments.items()]
        receipt = _only(self.say(self.about("CommandRequest", component, arg=given)), "CommandResponse")
        said = [(v["cCI"], v["n"], v["v"], v["age"]) for v in receipt["rvs"]]
        assert said == [(code, name, value, "recent") for name, value in arguments.items()]
        return receipt

    def subscribe(self, *asked: tuple[str, str], interval: str = "0", component: str = MAIN) -> list[Raw]:
        on_change = {} if self.core < "3.1.5" else {"sOc": True}
        wanted = [{"sCI": code, "n": name, "uRt": interval, **on_change} for code, name in asked]
        return self.say(self.about("StatusSubscribe", component, sS=wanted))

    def unsubscribe(self, *asked: tuple[str, str], component: str = MAIN) -> None:
        self.say(self.about("StatusUnsubscribe", component, sS=[{"sCI": code, "n": name} for code, name in asked]))

    def wait(self, wanted: Mapping[tuple[str, str], object], within_s: float = 1.0, component: str = MAIN) -> None:
        """Subscribe until every value was seen as wanted (a value, or a pattern of one), then let it be."""
        missing = dict(wanted)
        came = self.subscribe(*wanted, component=component)
        for _ in range(round(within_s * 10) + 1):
            for value in _values(came, component):
                if (at := (value["sCI"], value["n"])) in missing and _fits(value["s"], missing[at]):
                    del missing[at]
            if not missing:
                break
            came = self.run(0.1)
        self.unsubscribe(*wanted, component=component)
        assert not missing, f"not seen within {within_s} s"


def ready(core: str = "3.2.2", sxl: str = "1.2.1", **more: Any) -> StrictCentre:
    """Return a centre whose site runs for half a minute and is connected, with the centre's own subscriptions."""
    centre = StrictCentre(core, sxl, **more)
    centre.run(30)
    centre.connect()
    centre.subscribe(*OWN)
    return centre


def _note(said: list[str] | None, what: str) -> None:
    if said is not None:
        said.append(what)


def _only(came: list[Raw], kind: str) -> Raw:
    found = [message for message in came if message["type"] == kind]
    assert len(found) == 1
    return found[0]


def _values(came: list[Raw], component: str) -> list[Raw]:
    updates = [m for m in came if m["type"] == "StatusUpdate" and m["cId"] == component]
    return [value for update in updates for value in update["sS"]]


def _fits(value: object, wanted: object) -> bool:
    return bool(wanted.search(str(value))) if isinstance(wanted, re.Pattern) else value == wanted
