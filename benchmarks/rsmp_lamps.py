"""Whether fixed plans give the same lamps over RSMP as in one process, and how far each change is apart.

    python benchmarks/rsmp_lamps.py CITY_DIR [--seconds 1000] [--vehicles] [--json OUT]

`meydan street` and `meydan run --field rsmp` run a copy of the city as two processes. Each junction gets a second plan,
its local one seven seconds later, which the timetable wants all day: so every plan that runs is an order of the centre.
The same centre then runs the same time on controllers in this process. Both are compared over the second half, for a
controller that starts takes up to five cycles to get in step with its plan: each group must show the same lamps in the
same order, and what is printed is how far the two instants of each change are apart. An instant over RSMP is that at
which the centre heard of it, so it holds what the street's look at its controllers (0.1 s), the wire and both processes
add. With `--vehicles` those of the city's twin drive on the street, whose controllers then go by SUMO's steps.
"""

import argparse
import asyncio
import json
import socket
import subprocess
import sys
import tempfile
from collections.abc import AsyncIterator, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from meydan.centre.loop import Centre, Record, run
from meydan.city.city import City
from meydan.city.events import Event, GroupChanged, JunctionHeard, RunStarted, Tick
from meydan.city.instant import Instant, later
from meydan.city.orders import Cleared, Order
from meydan.city.plan import DayEntry, Plan, Timetable
from meydan.control import fixed_time
from meydan.field.controller import VirtualController
from meydan.store.city_folder import read_city, write_city
from meydan.store.event_log import read_log
from meydan.store.zone import utc_offset_s

STEP_S = 0.1
LATER_S = 7.0

Changes = dict[tuple[str, str], list[tuple[Instant, str]]]


def main() -> int:
    """Run both, compare and print; 1 if any lamp differs."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("city", type=Path)
    parser.add_argument("--seconds", type=float, default=1000)
    parser.add_argument("--vehicles", action="store_true")
    parser.add_argument("--json", type=Path)
    typed = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        read = read_city(typed.city, with_files=typed.vehicles)
        city, folder = with_second_plan(read, with_twin=typed.vehicles), Path(scratch) / "city"
        write_with_twin(city, typed.city, folder)
        records = over_rsmp(folder, typed.seconds, Path(scratch) / "log")
    start = next(record for record in records if isinstance(record, RunStarted))
    until = later(start.t, typed.seconds)
    middle = later(start.t, typed.seconds / 2)
    told = asyncio.run(in_process(city, start, typed.seconds))
    row = compare(changes(records, middle, until), changes(told, middle, until))
    print(
        f"{row['changes']} changes of {row['groups']} groups, {row['different']} groups differ; apart: "
        f"median {row['median_s']:.2f} s, p99 {row['p99_s']:.2f} s, most {row['most_s']:.2f} s"
    )
    if typed.json:
        typed.json.write_text(json.dumps(row) + "\n", encoding="utf-8")
    return 1 if row["different"] or not row["changes"] else 0


def with_second_plan(city: City, *, with_twin: bool = False) -> City:
    """Return the city with another plan for each junction, which its timetable wants all day."""
    ordered = {(j.id, "ordered"): _later(city.plans[j.id, j.local_plan]) for j in city.junctions.values()}
    timetable = Timetable(days={"all": (DayEntry(0, "ordered"),)})
    return replace(
        city, field="sumo", twin=city.twin if with_twin else None, plans=dict(city.plans) | ordered, timetable=timetable
    )


def write_with_twin(city: City, of: Path, folder: Path) -> None:
    """Write a city that was read from `of` to another folder, with the files of its twin if it has one."""
    names = (city.twin.net, *city.twin.routes, *city.twin.additional) if city.twin is not None else ()
    write_city(city, folder, {"type": "FeatureCollection", "features": []}, {name: of / name for name in names})


def free_address() -> str:
    """Return a port of this computer that nobody listens on, with its host."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return f"127.0.0.1:{found.getsockname()[1]}"


def _later(plan: Plan) -> Plan:
    return replace(plan, id="ordered", offset_s=(plan.offset_s + LATER_S) % plan.cycle_s)


def over_rsmp(folder: Path, seconds: float, log: Path) -> list[Record]:
    """Return the log of a centre that controlled the city's virtual street, in two processes of their own."""
    where = free_address()
    meydan = [sys.executable, "-m", "meydan"]
    centre = ["run", str(folder), "--field", "rsmp", "--virtual", "--listen", where, "--strategy", "fixed_time"]
    calls = [*meydan, "street", str(folder), "--connect", where, "--reconnect", "0.2"]
    street = subprocess.Popen(calls, stdout=subprocess.DEVNULL)
    try:
        typed = [*meydan, *centre, "--headless", "--until", str(seconds), "--log", str(log)]
        subprocess.run(typed, check=True, stdout=subprocess.DEVNULL)
    finally:
        street.terminate()
        street.wait()
    return list(read_log(log))


class _InProcess:
    """The same controllers in this process, as fast as they can, from one instant on."""

    takes: frozenset[type[Order]] = VirtualController.takes
    on_street = False

    def __init__(self, city: City, begin: Instant, seconds: float) -> None:
        self._city, self._begin, self._seconds, self._now = city, begin, seconds, begin
        self._controllers = {
            j: VirtualController(stands, {p: plan for (at, p), plan in city.plans.items() if at == j}, begin)
            for j, stands in city.junctions.items()
        }

    async def events(self) -> AsyncIterator[Event]:
        for step in range(round(self._seconds / STEP_S)):
            self._now = later(self._begin, step * STEP_S)
            for name, controller in self._controllers.items():
                for event in controller.advance(self._now):
                    yield event
                if step % 50 == 0:
                    yield JunctionHeard(self._now, name)
            if step % 10 == 0:
                yield Tick(self._now, utc_offset_s(self._city.zone, self._now))

    async def send(self, order: Cleared) -> None:
        self._controllers[order.order.junction].take(order, self._now)


async def in_process(city: City, start: RunStarted, seconds: float) -> list[Record]:
    """Return what the same centre writes when the controllers are in its own process."""
    written: list[Record] = []
    centre = Centre(city, fixed_time, "fixed_time", written.append, on_street=False)
    await run(centre, _InProcess(city, start.t, seconds), start)
    return written


def changes(records: Iterable[Record], begin: Instant, end: Instant) -> Changes:
    """Return when each group changed to which lamp between two instants."""
    found: Changes = {}
    for record in records:
        if isinstance(record, GroupChanged) and begin <= record.t < end:
            found.setdefault((record.junction, record.group), []).append((record.t, record.lamp))
    return found


def compare(heard: Changes, shown: Changes) -> dict[str, Any]:
    """Return how many groups differ in their lamps, and how far the changes of the others are apart [s]."""
    apart: list[float] = []
    different = 0
    for at in heard.keys() | shown.keys():
        here, there = aligned(heard.get(at, []), shown.get(at, []))
        if [lamp for _, lamp in here] != [lamp for _, lamp in there] or not here:
            different += 1
            continue
        apart += [abs(t - s) / 1000 for (t, _), (s, _) in zip(here, there, strict=True)]
    apart.sort()
    return {
        "groups": len(heard.keys() | shown.keys()),
        "changes": len(apart),
        "different": different,
        "median_s": apart[len(apart) // 2] if apart else 0.0,
        "p99_s": apart[int(len(apart) * 0.99)] if apart else 0.0,
        "most_s": apart[-1] if apart else 0.0,
    }


def aligned(
    here: list[tuple[Instant, str]], there: list[tuple[Instant, str]]
) -> tuple[list[tuple[Instant, str]], list[tuple[Instant, str]]]:
    """Return both without a change at either end that fell outside the window on the other side only."""
    if here and there and here[0][1] != there[0][1]:
        longer = here if here[0][0] < there[0][0] else there
        del longer[0]
    shortest = min(len(here), len(there))
    return (here[:shortest], there[:shortest]) if abs(len(here) - len(there)) <= 1 else (here, there)


if __name__ == "__main__":
    sys.exit(main())
