"""A site of a street that is looked at only when something is due says the same as one that is looked at always."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meydan.city.instant import Instant
from meydan.field.rsmp.conversation import Moment, Timers
from meydan.field.rsmp.decode import decode
from meydan.field.rsmp.frames import Frames
from meydan.field.rsmp.happened import Happened, Unanswered, WatchdogLate
from meydan.field.rsmp.listener import new_id
from meydan.field.rsmp.messages import Ack, Argument, Asked, Message, NotAck, StatusUpdate, Subscription, Unreadable
from meydan.field.rsmp.pulses import Pulses
from meydan.field.rsmp.site_link import Calling
from meydan.field.rsmp.street import CODE, Speaking, Street
from meydan.field.rsmp.supervisor_end import Expected, SupervisorEnd, SupervisorSetup
from meydan.field.rsmp.trial_city import trial_city
from meydan.field.rsmp.versions import NEWEST

BEGIN = 1_764_057_600_250
MAIN, SITE = "TC", "RN+SI0001"
WATCHED = (
    *(("S0001", name) for name in ("signalgroupstatus", "stage")),
    *(("S0002", "detectorlogicstatus"), ("S0003", "inputstatus"), ("S0007", "status"), ("S0011", "status")),
    *(("S0014", "status"), ("S0014", "source"), ("S0020", "controlmode"), ("S0023", "status"), ("S0033", "status")),
    *(("S0010", "status"), ("S0024", "status")),
)
COUNTING = (("S0001", "cyclecounter"), ("S0096", "second"), ("S0205", "vehicles"))
COMMANDS = (
    ("M0001", "setValue", {"status": "YellowFlash", "timeout": "1", "intersection": "0"}),
    ("M0001", "setValue", {"status": "NormalControl", "timeout": "0", "intersection": "0"}),
    ("M0002", "setPlan", {"status": "True", "timeplan": "2"}),
    ("M0002", "setPlan", {"status": "False", "timeplan": "1"}),
    ("M0005", "setEmergency", {"status": "True", "emergencyroute": "1"}),
    ("M0006", "setInput", {"status": "True", "input": "5"}),
    ("M0007", "setFixedTime", {"status": "True"}),
    ("M0007", "setFixedTime", {"status": "False"}),
    ("M0014", "setCommands", {"plan": "1", "status": "1-2"}),
    ("M0015", "setOffset", {"plan": "1", "status": "17"}),
    ("M0023", "setTimeout", {"status": "1"}),
    ("M0022", "requestPriority", {"requestId": "bus", "signalGroupId": "SG1", "type": "new", "level": "7"}),
)


class Watched:
    """One site of a street in simulated time with its supervisor, looked at `always` or when something is due."""

    def __init__(
        self, asked: tuple[Subscription, ...], *, always: bool, is_actuated: bool = False, speed: float = 1.0
    ) -> None:
        self.ms = 0
        self.said: list[tuple[int, Message]] = []
        self.happened: list[tuple[int, Happened]] = []
        timers = Timers(watchdog_s=7)
        self._always, self._plainly = always, not is_actuated and speed == 1
        speaking = Speaking(timers=timers, fallback_after_s=3, speed=speed, is_actuated=is_actuated)
        street = Street(trial_city(), Calling("", 0), speaking, now=self.now)
        self._post, self._end, self._cabinet = street._posts[0], street._ends[SITE], street.cabinets[SITE]
        setup = SupervisorSetup(lambda _: Expected(subscriptions={MAIN: asked}), timers=timers)
        self._centre = SupervisorEnd(setup, new_id, self.now())
        self._frames = Frames()
        self._end.connect(self.now())

    def now(self) -> Moment:
        return Moment(Instant(BEGIN + self.ms), self.ms)

    def run(self, s: float) -> None:
        """Let time pass."""
        for _ in range(round(10 * s)):
            self.ms += 100
            if self._always:
                self._miss_nothing()
                self._cabinet._insides.stir()
                self._post._carry_on(self.now())
                self._end.pass_time(self.now())
            else:
                self._post.look(self.now())
            self._pass_centre_time()
            self._exchange()

    def _miss_nothing(self) -> None:
        """Let the controller look at its lamps whether it is time or not, halfway between two looks too.

        Whole seconds fall there. Not where what it says is heard, or where a look is a second of the street.
        """
        controller = self._cabinet.controller
        if self._plainly:
            controller.wake = Instant(0)
            controller.advance(Instant(BEGIN + self.ms - 50))
            controller.wake = Instant(0)

    def silence_loops(self) -> None:
        """Let no vehicle come any more."""
        loops = self._cabinet._loops
        assert isinstance(loops, Pulses)
        loops._loops.clear()

    def ask_in_vain(self) -> None:
        """Ask for what is never answered, and hear nothing for a minute."""
        self._centre.ask_status(MAIN, [Asked("S0001", "stage")], self.now())
        for _ in range(600):
            self.ms += 100
            self._pass_centre_time()

    def _pass_centre_time(self) -> None:
        if self._always or self._centre.is_due(self.ms):
            self.happened += [(self.ms, one) for one in self._centre.pass_time(self.now())]

    def command(self, code: str, order: str, given: dict[str, str]) -> None:
        """Command something, with the code where one is wanted."""
        more = {} if code == "M0022" else {"securityCode": CODE.reveal()}
        self._centre.order(MAIN, [Argument(code, order, n, v) for n, v in {**given, **more}.items()], self.now())
        self._exchange()

    def _exchange(self) -> None:
        for _ in range(3):
            packets = self._end.to_write()
            self._note(packets)
            self._centre.take(packets, self.now())
            self._post._carry_on(self.now())
            self._end.take(self._centre.to_write(), self.now())

    def _note(self, packets: bytes) -> None:
        for packet in self._frames.feed(packets):
            message = decode(packet, NEWEST, "1.2.1")
            assert not isinstance(message, Unreadable | NotAck), message
            if not isinstance(message, Ack):
                self.said.append((self.ms, replace(message, id="")))


def subscribed(names: list[tuple[str, str]], interval_s: int, *, on_change: bool) -> tuple[Subscription, ...]:
    return tuple(Subscription(code, name, interval_s, on_change) for code, name in names)


Act = tuple[tuple[str, str, dict[str, str]], float]
acts = st.lists(st.tuples(st.sampled_from(COMMANDS), st.floats(0, 15)), max_size=4)


def both(
    asked: tuple[Subscription, ...],
    acts: list[Act],
    after_s: float,
    *,
    pulses: bool,
    is_actuated: bool = False,
    speed: float = 1.0,
) -> list[Watched]:
    """Return two sites with which the same was done, looked at when something is due and always."""
    sites = [Watched(asked, always=always, is_actuated=is_actuated, speed=speed) for always in (False, True)]
    for site in sites:
        if not pulses:
            site.silence_loops()
        site.run(4)
        for command, wait_s in acts:
            site.command(*command)
            site.run(wait_s)
        site.run(after_s)
    return sites


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.sampled_from(WATCHED), unique=True),
    st.lists(st.sampled_from(COUNTING), unique=True, max_size=1),
    st.sampled_from([0, 1, 5, 60]),
    acts,
    st.booleans(),
    st.sampled_from([1.0, 1.0, 10.0]),
)
def test_looking_only_when_something_is_due_leaves_nothing_out(
    watched: list[tuple[str, str]],
    counting: list[tuple[str, str]],
    interval_s: int,
    acts: list[Act],
    is_actuated: bool,
    speed: float,
) -> None:
    asked = subscribed(watched, interval_s, on_change=True)
    asked += subscribed(counting, interval_s or 2, on_change=interval_s == 0)
    rarely, always = both(asked, acts, 20, pulses=True, is_actuated=is_actuated, speed=speed)
    assert rarely.said == always.said
    assert len(rarely.said) > 2


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: f"{command[0]}-{command[2]}")
def test_what_follows_from_a_command_alone_is_told_in_time(command: tuple[str, str, dict[str, str]]) -> None:
    rarely, always = both(subscribed(list(WATCHED), 60, on_change=True), [(command, 0)], 70, pulses=False)
    assert rarely.said == always.said


def test_a_supervisor_that_is_looked_at_when_something_is_due_notices_the_same() -> None:
    rarely, always = both((), [(COMMANDS[2], 5)], 0, pulses=False)
    for site in (rarely, always):
        site.ask_in_vain()
    assert [(ms, type(one)) for ms, one in rarely.happened] == [(ms, type(one)) for ms, one in always.happened]
    assert {type(one) for _, one in rarely.happened} >= {WatchdogLate, Unanswered}


def test_a_site_that_nobody_asks_anything_is_left_alone() -> None:
    site = Watched(subscribed([("S0014", "status")], 60, on_change=True), always=False)
    site.run(30)
    looks = []
    speak = site._post.link.speak
    site._post.link.speak = lambda now: (looks.append(now), speak(now))  # type: ignore[assignment,func-returns-value]
    site.run(10)
    assert len(looks) < 60  # of the hundred times it could have been looked at


def test_what_changed_while_the_centre_spoke_is_told_at_the_next_look() -> None:
    site = Watched(subscribed([("S0001", "signalgroupstatus")], 0, on_change=True), always=False)
    site.run(35.7)
    site.ms += 50
    assert site._cabinet.controller.wake == BEGIN + site.ms  # a lamp changes
    site._post._carry_on(site.now())  # as before each answer; nobody asked for anything
    before = len(site.said)
    site.run(0.1)
    assert [one for _, one in site.said[before:] if isinstance(one, StatusUpdate)]
