"""Whether memory stays flat: one process, many simulated hours, the demand beginning again at its end.

    python benchmarks/memory.py CITY_DIR [--hours 24]

Everything of a run on the map but the browser: twin, loop, log and archive, and a picture of the city each second.
Prints the resident memory after each hour; what counts is the growth from the second hour to the last, since the
first fills the windows that are kept by design.
"""

import argparse
import asyncio
import sys
import tempfile
from pathlib import Path
from typing import Any

PAGE_KIB = 4


def main() -> int:
    """Run and print."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else "")
    parser.add_argument("city", type=Path)
    parser.add_argument("--hours", type=float, default=24)
    typed = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        used = asyncio.run(_run(typed.city, typed.hours, Path(folder)))
    for hour, mib in enumerate(used, start=1):
        print(f"hour {hour:2d}: {mib:6.1f} MiB")
    if len(used) > 2:
        print(f"growth from hour 2 to hour {len(used)}: {used[-1] - used[1]:+.1f} MiB")
    return 0


async def _run(folder: Path, hours: float, log_folder: Path) -> list[float]:
    from meydan.centre.loop import Centre
    from meydan.city.events import RunStarted
    from meydan.control import actuated
    from meydan.field.sumo import SumoField, TwinRun
    from meydan.store.city_folder import read_city
    from meydan.store.event_log import EventLog
    from meydan.store.run_folder import keep_city
    from meydan.store.sealer import Sealer
    from meydan.store.zone import midnight, utc_offset_s
    from meydan.twin.monitor import CityMonitor

    city = read_city(folder)
    assert city.twin is not None
    epoch = midnight(city.zone, city.twin.day)
    log = EventLog.open(log_folder)
    version = keep_city(log_folder, city)
    sealer = Sealer(log)
    centre = Centre(city, actuated, "actuated", log.append, on_street=False)
    field = SumoField(
        city,
        folder,
        epoch=epoch,
        utc_offset_s=lambda t: utc_offset_s(city.zone, t),
        run=TwinRun(length_s=hours * 3600, repeat=True, options=("--time-to-teleport", "300")),
        on_lamps=CityMonitor(city).watch,
    )
    centre.handle(RunStarted(epoch, version, "actuated", 1, 1))
    used = await _watch(centre, field)
    log.close()
    sealer.close()
    return used


async def _watch(centre: Any, field: Any) -> list[float]:
    """Run to the end and return the resident memory after each simulated hour [MiB]."""
    import msgspec

    from meydan.centre.road_meter import RoadMeter
    from meydan.centre.snapshot import snapshot_city
    from meydan.city.events import Tick

    meter, used, ticks = RoadMeter(centre.city), [], 0
    async for event in field.events():
        for cleared in centre.handle(event):
            await field.send(cleared)
        if isinstance(event, Tick):
            msgspec.json.encode(snapshot_city(centre, meter))
            ticks += 1
            if ticks % 3600 == 0:
                used.append(_resident_mib())
                print(f"{ticks // 3600} h {used[-1]:.1f} MiB", file=sys.stderr, flush=True)
    return used


def _resident_mib() -> float:
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * PAGE_KIB / 1024


if __name__ == "__main__":
    sys.exit(main())
