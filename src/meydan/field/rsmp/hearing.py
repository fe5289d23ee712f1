"""What a site says, as events of its junction: only what changed, and never what is older than what is known."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from meydan.city.because import Because, because
from meydan.city.events import (
    DetectorChanged,
    Event,
    GroupChanged,
    JunctionHeard,
    Mode,
    ModeChanged,
    PlanChanged,
    StageEnded,
    StageStarted,
)
from meydan.city.instant import NEVER, Instant
from meydan.city.junction import Junction, Lamp
from meydan.city.priority import PriorityChanged, PriorityStand
from meydan.field.rsmp.adjusted import is_adjusted
from meydan.field.rsmp.letters import find_lamp, why_of
from meydan.field.rsmp.messages import Quality, StatusUpdate, StatusValue
from meydan.field.rsmp.site_map import NUMBERS, PRIORITIES, USED, SiteMap

OVERTAKEN_MS = 10_000
_STANDS = frozenset(PriorityStand)
MOST_REQUESTS, MOST_REQUEST = 100, 64  # requests for priority of a site, and letters of the id of one
MOST_SHOWN = 20  # characters of what a site says that is not understood
_OF_PLANS = frozenset((*NUMBERS, "S0014"))
_COUNTER = re.compile(r"\d{1,3}", re.ASCII)  # 0 to 999 by the SXL; its schema alone would take any number
_CYCLE = ("S0001", "cyclecounter")
_MODE_KEYS = (
    ("S0006", "status"),
    ("S0008", "status"),
    ("S0011", "status"),
    ("S0014", "status"),
    ("S0014", "source"),
    ("S0020", "controlmode"),
)
_LAMPS = ("S0001", "signalgroupstatus")
_OF_MODE = frozenset((*_MODE_KEYS, _LAMPS))  # what who decides follows from: greens in conflict too

Key = tuple[str, str]
_KEYS: dict[Key, Key] = {}  # as many as the lists have names for `USED`


@dataclass(slots=True)
class Hearing:
    """What is known of one site from its status values; `why` says of each group why it shows what it shows.

    `says_source` is whether the site's list (SXL) can say who chose the plan, `chosen` why we did if it was us.
    """

    junction: Junction
    map: SiteMap
    says_source: bool = True
    chosen: Because | None = None
    why: dict[str, Because] = field(default_factory=dict)
    _lamps: dict[str, Lamp] = field(default_factory=dict)
    _occupied: dict[str, bool] = field(default_factory=dict)
    _said: dict[tuple[str, str], str] = field(default_factory=dict)
    _said_t: dict[tuple[str, str], Instant] = field(default_factory=dict)
    _mode: tuple[Mode, Because] | None = None
    _plan: tuple[str, bool] = ("", False)
    _is_adjusted: bool = False
    _mode_rests_on: object = None
    _named_plan: str = ""
    _stage: str = ""
    _priorities: dict[str, str] = field(default_factory=dict)
    _impossible: Because | None = None
    _latest: tuple[StatusValue, ...] = ()
    _latest_t: Instant = NEVER
    _chosen_then: Because | None = None

    def forget(self) -> None:
        """Know nothing any more, as after a loss of contact: all is told anew."""
        self._lamps, self._occupied, self._said, self._said_t, self.why = {}, {}, {}, {}, {}
        self._mode, self._mode_rests_on, self._impossible = None, None, None
        self._plan, self._is_adjusted = ("", False), False
        self._named_plan = self._stage = ""
        self._latest, self._latest_t = (), NEVER
        self._priorities = {}

    def hear(self, update: StatusUpdate, t: Instant) -> list[Event]:
        """Return what a status update changes at `t`, our time; the values' own time only orders them."""
        if update.component != self.map.main:
            return []
        changed = self._changed_by(update)
        if changed is None:
            return []
        events: list[Event] = []
        is_about_mode = self._mode_rests_on is None or self.chosen is not self._chosen_then
        for key, value in changed:
            is_text = value.code != PRIORITIES
            events += self._told_by(key, str(value.value), t) if is_text else self._priorities_told(value, t)
            is_about_mode = is_about_mode or key in _OF_MODE
        if is_about_mode:
            events += self._mode_told(t)
        if changed:
            events += self._plan_told(t)
        return events or [JunctionHeard(t, self.junction.id)]

    def _changed_by(self, update: StatusUpdate) -> list[tuple[Key, StatusValue]] | None:
        """Return the values of an update that are others than before; None if nothing of it is news.

        Most updates have the values of the one before, and those are the same objects: only the others are looked at,
        and when each value was said is written down only once the site says something else (`_settle`).
        """
        latest, values = self._latest, update.values
        if latest and len(values) == len(latest) and update.t >= self._latest_t:
            others = _others(values, latest)
            if others is not None:
                self._latest, self._latest_t = values, update.t
                return self._take(others)
        self._settle()
        fresh = [v for v in values if self._is_news(v, update.t)]
        if not fresh:
            return None
        for value in fresh:
            self._said_t[_key_of(value)] = update.t
        if len(fresh) == len(values):
            self._latest, self._latest_t = values, update.t
        return self._take(fresh)

    def _settle(self) -> None:
        """Write down when the values of the latest update were said."""
        for value in self._latest:
            self._said_t[_key_of(value)] = self._latest_t
        self._latest = ()

    def _take(self, values: Iterable[StatusValue]) -> list[tuple[Key, StatusValue]]:
        """Take over what values say, and return those that are others than before."""
        changed: list[tuple[Key, StatusValue]] = []
        for value in values:
            key, text = _key_of(value), str(value.value)
            if self._said.get(key) != text:
                self._said[key] = text
                changed.append((key, value))
        return changed

    def _is_news(self, value: StatusValue, t: Instant) -> bool:
        """Say whether a value is of now: what waited in a buffer, or was overtaken on its way, changes nothing.

        What is older than that by more than `OVERTAKEN_MS` was said after the site's clock was set back.
        """
        if value.quality is not Quality.RECENT or value.value is None or value.code not in USED:
            return False
        if isinstance(value.value, str) is (value.code == PRIORITIES):  # rows there, and a text everywhere else
            return False
        known = self._said_t.get((value.code, value.name), NEVER)
        return t >= known or t < known - OVERTAKEN_MS

    def _told_by(self, key: tuple[str, str], text: str, t: Instant) -> Iterable[Event]:
        """Return what a text says that is another than before; what follows from several is told afterwards."""
        match key:
            case "S0001", "signalgroupstatus":
                return self._lamps_told(text, t)
            case "S0002", "detectorlogicstatus":
                return self._detectors_told(text, t)
            case code, "status" if code in _OF_PLANS:
                self._named_plan = self.map.find_plan(self._text("S0014", "status")) or ""
                self._is_adjusted = self._runs_with_other_numbers()
            case _:
                pass
        return ()

    def _lamps_told(self, letters: str, t: Instant) -> Iterator[Event]:
        for group, letter in zip(self.map.groups, letters, strict=False):
            lamp = find_lamp(letter)
            if not group:
                continue
            self.why[group] = why_of(letter)
            if lamp is not None and self._lamps.get(group) is not lamp:
                self._lamps[group] = lamp
                yield GroupChanged(t, self.junction.id, group, lamp)
        self._impossible = self._impossible_in(letters)
        yield from self._stage_told(t)

    def _impossible_in(self, letters: str) -> Because | None:
        """Return what cannot be of what a site says of its lamps: a group it says nothing of, greens in conflict."""
        silent = [g for n, g in enumerate(self.map.groups) if find_lamp(letters[n : n + 1]) is None]
        if silent:
            return because("rsmp.group_unsaid", group=silent[0])
        green = [g for g in self.map.groups if self._lamps.get(g) is Lamp.GREEN]
        both = [(a, b) for a in green for b in green if (a, b) in self.junction.conflicts]
        return because("rsmp.greens_in_conflict", first=both[0][0], second=both[0][1]) if both else None

    def _stage_told(self, t: Instant) -> Iterator[Event]:
        """Tell stages by the lamps: a stage stands while exactly its groups are green, and ends with the first."""
        green = frozenset(group for group, lamp in self._lamps.items() if lamp is Lamp.GREEN)
        standing = self.junction.stages.get(self._stage)
        now = next((s.id for s in self.junction.stages.values() if s.green == green and green), "")
        if standing is not None and now != self._stage and not standing.green <= green:
            yield StageEnded(t, self.junction.id, self._stage, now)
            self._stage = ""
        if now and now != self._stage:
            self._stage = now
            yield StageStarted(t, self.junction.id, now)

    def _detectors_told(self, digits: str, t: Instant) -> Iterator[Event]:
        for detector, digit in zip(self.map.detectors, digits, strict=False):
            occupied = digit == "1"
            if not detector:
                continue
            if self._occupied.get(detector, False) is not occupied:
                yield DetectorChanged(t, self.junction.id, detector, occupied)
            self._occupied[detector] = occupied

    def _priorities_told(self, value: StatusValue, t: Instant) -> Iterator[Event]:
        """Tell which requests for priority stand otherwise than before; one that is named no more is forgotten."""
        rows = value.value if isinstance(value.value, tuple) else ()
        stands = {row["r"][:MOST_REQUEST]: row["s"] for row in rows[:MOST_REQUESTS] if row.get("s") in _STANDS}
        for request, stand in stands.items():
            if self._priorities.get(request) != stand:
                yield PriorityChanged(t, self.junction.id, request, PriorityStand(stand))
        self._priorities = stands

    def _mode_told(self, t: Instant) -> Iterable[Event]:
        self._chosen_then = self.chosen
        rests_on = (*map(self._said.get, _MODE_KEYS), self.says_source, self.chosen, self._impossible)
        if rests_on == self._mode_rests_on:
            return ()
        self._mode_rests_on = rests_on
        mode = self._mode_now()
        if mode is None or mode == self._mode:
            return ()
        self._mode = mode
        return [ModeChanged(t, self.junction.id, *mode)]

    def _runs_with_other_numbers(self) -> bool:
        named = self._named_plan
        return bool(named) and is_adjusted(self.map, named, lambda code: self._text(code, "status"))

    def _plan_told(self, t: Instant) -> Iterable[Event]:
        plan, counter = self._named_plan, self._said.get(_CYCLE, "")
        now = plan, self._is_adjusted
        if not plan or now == self._plan or not _COUNTER.fullmatch(counter):
            return ()
        self._plan = now
        self._settle()
        gone_ms = int(counter) * 1000 + max(0, max(self._said_t.values()) - self._said_t[_CYCLE])
        return [PlanChanged(t, self.junction.id, plan, Instant(t - gone_ms), self._is_adjusted)]

    def _mode_now(self) -> tuple[Mode, Because] | None:
        """Return who decides, None until the site has said enough to know."""
        control, source = self._text("S0020", "controlmode"), self._text("S0014", "source")
        if control is None or (source is None and self.says_source):
            return None
        words = set(control.split(","))
        if "failure" in words:
            return Mode.FAILURE, because("rsmp.failure")
        if "startup" in words:
            return Mode.STARTUP, because("controller.startup")
        if self._is_true("S0008"):
            return Mode.MANUAL, because("rsmp.manual")
        if self._is_true("S0011"):
            return Mode.MANUAL, because("rsmp.yellow_flash")
        if words != {"control"}:
            return Mode.MANUAL, because("rsmp.not_in_control", mode=control)
        if self._impossible is not None:  # not one to be ordered about: it is wrong about itself, or something else is
            return Mode.MANUAL, self._impossible
        if self._is_true("S0006"):
            return Mode.EMERGENCY, because("rsmp.emergency")
        return self._in_control(source)

    def _in_control(self, source: str | None) -> tuple[Mode, Because]:
        number = self._text("S0014", "status")
        if number is not None and self.map.find_plan(number) is None:
            return Mode.LOCAL, because("rsmp.unknown_plan", number=number[:MOST_SHOWN])
        if not self.says_source:
            return Mode.LOCAL, because("rsmp.no_source")
        if source == "forced":
            return Mode.LOCAL, self.chosen or because("rsmp.forced")
        return Mode.LOCAL, because("controller.local_plan")

    def _text(self, code: str, name: str) -> str | None:
        return self._said.get((code, name))

    def _is_true(self, code: str) -> bool:
        return "True" in (self._text(code, "status") or "").split(",")


def _others(values: tuple[StatusValue, ...], latest: tuple[StatusValue, ...]) -> list[StatusValue] | None:
    """Return the values that are not those of the update before; None if one is not of now, or of another part."""
    others: list[StatusValue] = []
    for now, then in zip(values, latest, strict=True):
        if now is not then:
            if now.code != then.code or now.name != then.name or now.quality is not Quality.RECENT:
                return None
            if type(now.value) is not type(then.value):
                return None
            others.append(now)
    return others


def _key_of(value: StatusValue) -> Key:
    """Return code and name of a value that is used, the same object for every site."""
    key = (value.code, value.name)
    return _KEYS.setdefault(key, key)
