"""When at least one of some presence detectors was occupied, although on and off events get lost."""

from dataclasses import dataclass

import numpy as np

from meydan.measure.junction_log import Flags, Ints, JunctionLog

RAPID_MS = 2_000  # two ons closer than this are two vehicles, else the off between them got lost


@dataclass(frozen=True, slots=True)
class Presence:
    """Times in which something was occupied: `begin` and `end` [ms since 1970] in order, without overlap."""

    begin: Ints
    end: Ints

    def occupied_ms(self, since: Ints, until: Ints) -> Ints:
        """Return for how much of each time something was occupied; not negative if `until` comes before `since`."""
        before = self._upto(np.concatenate((since, np.maximum(until, since))))
        return before[since.size :] - before[: since.size]

    def _upto(self, t: Ints) -> Ints:
        """Return the occupied time before each instant."""
        if self.begin.size == 0:
            return np.zeros(t.size, np.int64)
        lengths = self.end - self.begin
        before = np.concatenate(([0], np.cumsum(lengths)))
        last = np.searchsorted(self.begin, t, "right") - 1
        in_last = np.minimum(t - self.begin[last], lengths[last])
        return np.where(last < 0, 0, before[np.maximum(last, 0)] + np.maximum(in_last, 0))


def changes_of(log: JunctionLog, channel: int) -> tuple[Ints, Flags]:
    """Return the times of a detector's events in order, and whether it went on."""
    return log.changes.of(channel)


def presence(detectors: list[tuple[Ints, Flags]], first: int, last: int) -> Presence:
    """Return when any of the detectors was occupied, each given by the times of its events and whether it went on."""
    spans = [spans_of(detector, first, last) for detector in detectors if detector[0].size]
    if not spans:
        nothing = np.empty(0, np.int64)
        return Presence(nothing, nothing)
    return together(*(np.concatenate([span[side] for span in spans]) for side in (0, 1)))


def together(begin: Ints, end: Ints) -> Presence:
    """Return when at least one of some times, in any order, was going on."""
    if begin.size == 0:
        return Presence(begin, end)
    order = np.argsort(begin, kind="stable")
    begin, reach = begin[order], np.maximum.accumulate(end[order])
    opens = np.concatenate(([True], begin[1:] > reach[:-1]))
    closes = np.concatenate((opens[1:], [True]))
    return Presence(begin[opens], reach[closes])


def _settled(t: Ints, is_on: Flags) -> tuple[Ints, Flags]:
    """Put an on and an off of the same moment in the order that the state before them allows."""
    twice = np.flatnonzero(t[1:] == t[:-1])
    if twice.size == 0:
        return t, is_on
    is_on = is_on.copy()
    for at in twice:  # few: a detector changes once in a tenth of a second
        was_on = bool(is_on[at - 1]) if at else False
        is_on[at], is_on[at + 1] = not was_on, was_on
    return t, is_on


def spans_of(events: tuple[Ints, Flags], first: int, last: int, lead_ms: int | None = None) -> tuple[Ints, Ints]:
    """Return begin and end of the times in which one detector was on, given when it changed and whether it went on.

    A lost off is put at the second of two ons at most 2 s apart, else half-way; a lost on half-way between two offs.
    Who goes off first was on since `first` (or for `lead_ms`, if given); who is on at the end stays on until `last`.
    """
    t, is_on = _settled(*events)
    if is_on[0] and np.all(is_on[1:] != is_on[:-1]):  # nothing got lost, as in most logs
        return t[::2], np.append(t[1::2], [max(last, int(t[-1]))] * (t.size % 2))
    gap = np.diff(t)
    half = t[1:] - (gap + 1) // 2
    both_on = is_on[1:] & is_on[:-1]
    both_off = ~is_on[1:] & ~is_on[:-1]
    ends = np.append(np.where(both_on & (gap > RAPID_MS), half, t[1:]), max(last, int(t[-1])))
    begin, end = [t[is_on], half[both_off]], [ends[is_on], t[1:][both_off]]
    if not is_on[0]:
        begin.append(np.array([min(first, t[0]) if lead_ms is None else t[0] - lead_ms], np.int64))
        end.append(t[:1])
    return np.concatenate(begin), np.concatenate(end)
