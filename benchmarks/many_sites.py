"""A street of many RSMP sites and its centre on this machine: what control takes, and how fast it answers.

    .venv/bin/python -m benchmarks.many_sites [--sites 2500] [--seconds 60] [--tls] [--ordinary] [--changes]

The street is `meydan street` in a process of its own, with the controllers of the twin behind its sites; the centre is
another, with event log and safety. Each site says one status update a second, with everything the centre listens to:
that is what P-10 promises for. With `--changes` it says each change at once besides, as `meydan run` asks it to.
Twenty sites more are probes in this process: their lamps change each second, and they note how long acknowledgements
take. Ten orders a second come from a thread of the centre's process: measured is the time until each is written to its
site's socket. With `--tls` both ends show certificates. The street's junctions change lamps every second or two; with
`--ordinary` they run the plans of a street, a cycle of a minute or so. `--buffered 300` is how many messages each
probe has to say from its buffer when the measurement begins, as after an outage.
"""

import argparse
import asyncio
import os
import sys
import tempfile
from pathlib import Path

from tests.promises.load import Load, allow_many_files, measure_load


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--sites", type=int, default=2500)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--tls", action="store_true")
    parser.add_argument("--ordinary", action="store_true")
    parser.add_argument("--changes", action="store_true")
    parser.add_argument("--buffered", type=int, default=0)
    typed = parser.parse_args()
    allow_many_files(3 * typed.sites + 1000)
    with tempfile.TemporaryDirectory() as scratch:
        load = asyncio.run(_measured(typed, Path(scratch)))
    print("\n".join(lines(load)))
    return 0


async def _measured(typed: argparse.Namespace, scratch: Path) -> Load:
    return await measure_load(
        typed.sites,
        typed.seconds,
        scratch,
        within_s=300.0,
        tls=typed.tls,
        ordinary=typed.ordinary,
        buffered=typed.buffered,
        changes=typed.changes,
    )


def lines(load: Load) -> list[str]:
    """Return what was measured, a line each."""
    busy = os.getloadavg()[0]
    return [
        f"{load.sites} sites, {load.lasted_s:.0f} s; all there {load.all_there_s:.1f} s after the street's start",
        f"machine: {os.cpu_count()} cores, load {busy:.1f} at the end: absolute times are pessimistic",
        f"control: {load.control_share:.0%} of a core, {load.control_mb:.0f} MB, {load.events_per_s:.0f} events/s, "
        f"{load.control_share / load.statuses_per_s * 1e6:.0f} µs a status update",
        f"status updates: {load.statuses_per_s:.0f}/s, {load.statuses_per_s / load.sites:.2f} a site and second",
        f"street: {load.street_share:.0%} of a core, "
        f"{load.street_share / load.statuses_per_s * 1e6:.0f} µs a status update",
        f"acknowledgement: p50 {load.ack_p50_ms:.1f} ms, p99 {load.ack_p99_ms:.1f} ms of {load.acks}",
        f"stored values: p50 {load.stored_p50_ms:.0f} ms, p99 {load.stored_p99_ms:.0f} ms of {load.stored}, "
        f"all acknowledged after {load.drained_s:.1f} s",
        f"order to wire: p50 {load.order_p50_ms:.1f} ms, p99 {load.order_p99_ms:.1f} ms of {load.orders}",
        f"records the log could not hold: {load.not_written}",
    ]


if __name__ == "__main__":
    sys.exit(main())
