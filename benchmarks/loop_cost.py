"""What the whole loop costs beside SUMO alone: the same hour, the same lamps, the same loops, side by side.

    python benchmarks/loop_cost.py CITY_DIR [--seconds 3600] [--pairs 3] [--json OUT.json]

Arm A is the whole loop: loops read, every event and verdict logged to disk, actuated control through safety, virtual
controllers, and a snapshot of the city each second. Arm B is SUMO with the same loops in its network and the lamps
that arm A showed, set at the second they changed, nothing else. The arms take turns, each in a process of its own,
so that a machine that slows down slows both; what counts is the ratio of their CPU seconds, pair by pair. Reading
the city and importing the parts are not counted in either arm, but for the small module that draws the snapshot.
"""

import argparse
import asyncio
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

Shown = list[tuple[float, str, str]]


def main() -> int:
    """Run the pairs and print the ratios."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("city", type=Path)
    parser.add_argument("--seconds", type=float, default=3600)
    parser.add_argument("--pairs", type=int, default=3)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--arm", choices=("record", "loop", "sumo"))
    parser.add_argument("--lamps", type=Path)
    typed = parser.parse_args()
    if typed.arm:
        print(json.dumps(_arm(typed)))
        return 0
    with tempfile.TemporaryDirectory() as scratch:
        lamps = Path(scratch) / "lamps.json"
        _child(typed, "record", lamps)
        pairs = [(_child(typed, "loop", lamps), _child(typed, "sumo", lamps)) for _ in range(typed.pairs)]
    ratios = [loop["cpu_s"] / sumo["cpu_s"] for loop, sumo in pairs]
    for (loop, sumo), ratio in zip(pairs, ratios, strict=True):
        print(f"loop {loop['cpu_s']:6.2f} s  SUMO alone {sumo['cpu_s']:6.2f} s  ratio {ratio:.2f}  {loop}")
    print(f"median ratio {statistics.median(ratios):.2f} over {len(ratios)} pairs")
    if typed.json:
        typed.json.write_text(json.dumps({"ratios": ratios, "pairs": pairs}, indent=1), encoding="utf-8")
    return 0


def _child(typed: argparse.Namespace, arm: str, lamps: Path) -> dict[str, float]:
    command = [sys.executable, __file__, str(typed.city), "--seconds", str(typed.seconds)]
    done = subprocess.run([*command, "--arm", arm, "--lamps", str(lamps)], check=True, capture_output=True, text=True)
    result: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return result


def _arm(typed: argparse.Namespace) -> dict[str, float]:
    if typed.arm == "sumo":
        return _sumo_alone(typed)
    return asyncio.run(_whole_loop(typed, record=typed.arm == "record"))


async def _whole_loop(typed: argparse.Namespace, *, record: bool) -> dict[str, float]:
    from meydan.centre.loop import Centre
    from meydan.centre.road_meter import RoadMeter
    from meydan.city.events import RunStarted
    from meydan.control import actuated
    from meydan.field.sumo import SumoField, TwinRun
    from meydan.store.city_folder import read_city
    from meydan.store.event_log import EventLog
    from meydan.store.zone import midnight, utc_offset_s

    city = read_city(typed.city)
    assert city.twin is not None
    epoch = midnight(city.zone, city.twin.day)
    shown = _ShownLamps(city, epoch)
    with tempfile.TemporaryDirectory() as folder:
        log = EventLog.open(Path(folder))
        centre = Centre(city, actuated, "actuated", log.append, on_street=False)
        field = SumoField(
            city,
            typed.city,
            epoch=epoch,
            utc_offset_s=lambda t: utc_offset_s(city.zone, t),
            run=TwinRun(length_s=typed.seconds),
            on_lamps=shown.note if record else None,
        )
        cpu, wall, first = time.process_time(), time.monotonic(), log.next_number
        centre.handle(RunStarted(epoch, "", "actuated", 1, 1))
        pictures = await _run(centre, field, RoadMeter(city))
        log.close()
        cost = {"cpu_s": time.process_time() - cpu, "wall_s": time.monotonic() - wall}
        size = sum(f.stat().st_size for f in Path(folder).iterdir())
    if record:
        typed.lamps.write_text(json.dumps(shown.changes), encoding="utf-8")
    return cost | {"records": log.next_number - first, "bytes": size, "picture_bytes": pictures}


async def _run(centre: Any, field: Any, meter: Any) -> int:
    """Run `centre.loop.run` with a picture for the screens each second; return the size of all pictures."""
    import msgspec

    from meydan.centre.snapshot import snapshot_city
    from meydan.city.events import Tick

    size = 0
    async for event in field.events():
        for cleared in centre.handle(event):
            await field.send(cleared)
        if isinstance(event, Tick):
            size += len(msgspec.json.encode(snapshot_city(centre, meter)))
    return size


class _ShownLamps:
    """Keeps each change of a light: the second of SUMO, the light, its letters."""

    def __init__(self, city: Any, epoch: int) -> None:
        self.changes: Shown = []
        self._light = {junction.id: str(junction.twin.tls) for junction in city.junctions.values()}
        self._last: dict[str, str] = {}
        self._epoch = epoch

    def note(self, t: int, letters: Mapping[str, str]) -> None:
        """Take what all lights show."""
        for junction, text in letters.items():
            if self._last.get(junction) != text:
                self._last[junction] = text
                self.changes.append(((t - self._epoch) / 1000, self._light[junction], text))


def _sumo_alone(typed: argparse.Namespace) -> dict[str, float]:
    import libsumo

    from meydan.field.sumo.loops import write_loops
    from meydan.store.city_folder import read_city

    city = read_city(typed.city)
    assert city.twin is not None
    shown: Shown = [(s, tls, text) for s, tls, text in json.loads(typed.lamps.read_text(encoding="utf-8"))]
    with tempfile.TemporaryDirectory() as folder:
        loops = Path(folder) / "loops.add.xml"
        write_loops(city, loops)
        twin = city.twin
        additional = ",".join(str(f) for f in [*(typed.city / a for a in twin.additional), loops])
        options = {
            "net-file": typed.city / twin.net,
            "additional-files": additional,
            "route-files": ",".join(str(typed.city / r) for r in twin.routes),
            "begin": twin.begin_s,
            "step-length": twin.step_s,
            "seed": 1,
            "time-to-teleport": -1,
            "no-step-log": "true",
            "no-warnings": "true",
        }
        cpu, wall = time.process_time(), time.monotonic()
        libsumo.start(["sumo", *(text for name, value in options.items() for text in (f"--{name}", str(value)))])
        at, end_s = 0, twin.begin_s + typed.seconds
        while (now := float(libsumo.simulation.getTime())) < end_s:
            while at < len(shown) and shown[at][0] <= now:
                libsumo.trafficlight.setRedYellowGreenState(shown[at][1], shown[at][2])
                at += 1
            libsumo.simulationStep()
        vehicles = int(libsumo.vehicle.getIDCount())
        libsumo.close()
    return {"cpu_s": time.process_time() - cpu, "wall_s": time.monotonic() - wall, "vehicles": vehicles}


if __name__ == "__main__":
    sys.exit(main())
