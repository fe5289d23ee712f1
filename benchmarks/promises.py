"""The promises of docs/promises.md, each put to its long test: prints "promise, target, measured, kept" as it goes.

    .venv/bin/python -m benchmarks.promises                 # all: two hours and more, on a quiet machine
    .venv/bin/python -m benchmarks.promises P-2 P-10        # some of them
    .venv/bin/python -m benchmarks.promises --short P-2     # a few seconds each: that it works, not a proof

Kept is "yes", "no", "in part" where the product cannot do all of it yet, or "-" where the run was too short to say.
Exit code 1 if any is "no". P-9 needs atheris (`scripts/fuzz` installs it).
"""

import argparse
import asyncio
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import structlog

from meydan.field.rsmp.conversation import Timers
from meydan.store.event_log import EventLog, read_log
from tests.promises.burst import measure_burst
from tests.promises.kills import kill_again_and_again, time_to_return
from tests.promises.links import bad_link
from tests.promises.load import allow_many_files, measure_load
from tests.promises.parsers import PARSERS
from tests.promises.restarts import restart_on_a_long_log
from tests.store.steady_writer import record_of
from tests.store.test_crash import write_and_kill
from tools.fault_proxy import SOUND, Faults

ROOT = Path(__file__).resolve().parents[1]
WRITER_KILLS_A_FOLDER = 25


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much of everything."""

    kills: int = 100
    controllers: int = 50
    sites: int = 2500
    writer_kills: int = 1000
    outages_s: tuple[float, ...] = (1, 10, 45)
    slow_s: float = 60
    fuzz_s: int = 600
    load_s: float = 60
    log_minutes: float = 60
    log_per_s: int = 2000
    burst_messages: int = 10_000
    burst_s: float = 7200
    is_short: bool = False


LONG = Sizes()
SHORT = Sizes(2, 4, 6, 3, (1,), 3, 5, 3, 15, 5, 100, 120, is_short=True)


@dataclass(frozen=True, slots=True)
class Measured:
    """What came of one test."""

    text: str
    kept: str


@dataclass(frozen=True, slots=True)
class Promise:
    """One row of the table."""

    number: str
    target: str
    measure: Callable[[Sizes, Path], Measured]


def main() -> int:
    """Measure what was typed and print a row as each is done."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("promises", nargs="*", metavar="P-N", choices=[*(p.number for p in PROMISES), []])
    parser.add_argument("--short", action="store_true")
    typed = parser.parse_args()
    sizes = SHORT if typed.short else LONG
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))
    allow_many_files(3 * sizes.sites + 1000)
    print("| promise | target | measured | kept |\n|---|---|---|---|", flush=True)
    kept = [_row(promise, sizes) for promise in PROMISES if promise.number in (typed.promises or [promise.number])]
    return 1 if "no" in kept else 0


def _row(promise: Promise, sizes: Sizes) -> str:
    with tempfile.TemporaryDirectory(prefix="meydan-promise-") as scratch:
        try:
            found = promise.measure(sizes, Path(scratch))
        except (AssertionError, TimeoutError) as error:
            found = Measured(f"{type(error).__name__}: {str(error)[:200]}", "no")
    kept = "-" if sizes.is_short and found.kept != "no" else found.kept
    print(f"| {promise.number} | {promise.target} | {found.text} | {kept} |", flush=True)
    return kept


def _yes(is_kept: bool) -> str:
    return "yes" if is_kept else "no"


def killed_centres(sizes: Sizes, scratch: Path) -> Measured:
    """P-1: kill -9 at any moment."""
    seen = asyncio.run(kill_again_and_again(sizes.controllers, sizes.kills, 1, scratch))
    text = (
        f"{seen.kills} kills, {sizes.controllers} controllers, {seen.orders_stood} times an order stood: "
        f"{len(seen.broken)} rules broken, {len(seen.dark)} dark, {len(seen.still)} stood still, "
        f"{len(seen.left)} still under order after the next start"
    )
    return Measured(text, _yes(not (seen.broken or seen.dark or seen.still or seen.unplanned or seen.left)))


def all_sites_back(sizes: Sizes, scratch: Path) -> Measured:
    """P-2: how long until all sites are back after kill -9."""
    told, kept = [], True
    for tls, target_s in ((False, 15), (True, 30)):
        seen = asyncio.run(time_to_return(sizes.sites, scratch / str(tls), reconnect_s=10, within_s=300, tls=tls))
        told.append(f"{'TLS' if tls else 'plain'}: all heard of again after {seen.all_back_s:.1f} s{_busy()}")
        kept = kept and seen.all_back_s <= target_s
    return Measured(f"{sizes.sites} sites, {', '.join(told)}", _yes(kept))


def killed_writers(sizes: Sizes, scratch: Path) -> Measured:
    """P-3: nothing acknowledged is lost."""
    acknowledged = lost = wrong = 0
    for moment in range(sizes.writer_kills):
        folder = scratch / str(moment // WRITER_KILLS_A_FOLDER)
        said = write_and_kill(folder, seed=moment)
        log = EventLog.open(folder)
        lost += max(0, said - (log.next_number - 1))
        log.close()
        if (moment + 1) % WRITER_KILLS_A_FOLDER == 0 or moment + 1 == sizes.writer_kills:
            acknowledged += said
            wrong += sum(record != record_of(number) for number, record in enumerate(read_log(folder), 1))
    text = f"{sizes.writer_kills} kills, {acknowledged} records acknowledged: {lost} lost, {wrong} changed"
    return Measured(text, _yes(not lost and not wrong))


def first_command(sizes: Sizes, scratch: Path) -> Measured:
    """P-5: how long until the first command after a restart."""
    sites = min(sizes.sites, 609)
    seen = asyncio.run(time_to_return(sites, scratch / "short", reconnect_s=1, within_s=300))
    again = restart_on_a_long_log(sites, sizes.log_minutes, sizes.log_per_s, scratch / "long")
    text = (
        f"{sites} sites that call each second: first command {seen.first_command_s:.1f} s after the kill; on a log of "
        f"{sizes.log_minutes:g} min and {again.log_mb:.0f} MB closed alarms and orders are shown {again.start_s:.1f} s "
        f"after a start and {again.again_s:.1f} s after a kill{_busy()}"
    )
    return Measured(text, _yes(seen.first_command_s <= 5 and max(again.start_s, again.again_s) <= 30))


def outages(sizes: Sizes, scratch: Path) -> Measured:
    """P-6: links cut for a while, with the timers of a real street."""
    told = [asyncio.run(_outage(outage_s)) for outage_s in sizes.outages_s]
    back = ", ".join(
        f"{outage_s:g} s: back after {back_s:.1f} s"
        for outage_s, (back_s, _, _) in zip(sizes.outages_s, told, strict=True)
    )
    broken, fell_back = sum(rules for _, rules, _ in told), told[-1][2]
    text = f"{back}; {broken} rules broken; falls back within 30 s: {'yes' if fell_back else 'no, it keeps its plan'}"
    return Measured(text, "no" if broken else "yes" if fell_back else "in part")


async def _outage(outage_s: float) -> tuple[float, int, bool]:
    """Return how long after an outage all were back, the rules broken, and whether orders had ended by then."""
    async with bad_link(timers=Timers()) as link:
        await link.all_stand()
        await link.order_plans(lasts_s=3600)
        await link.until(lambda: set(link.forced()) == link.names)
        link.proxy.refuses = True
        link.proxy.cut()
        await asyncio.sleep(outage_s)
        fell_back = not link.forced()
        link.proxy.refuses = False
        back_s = await link.all_stand()
        await asyncio.sleep(15)  # two cycles and more, to get in step again
        return back_s, len(link.watched.broken()), fell_back


def slow_lines(sizes: Sizes, scratch: Path) -> Measured:
    """P-7: two seconds of delay, with pauses as a line that loses a fifth makes them."""
    lost, rejected, broken, took_s = asyncio.run(_slow_line(sizes.slow_s))
    text = f"2 s each way and up to 1 s more, for {sizes.slow_s:g} s: {lost} false losses, {rejected} orders rejected"
    kept = _yes(not lost and not rejected and not broken and took_s <= 10)
    return Measured(f"{text}, all followed within {took_s:.1f} s; loss only in simulated time, by the tests", kept)


async def _slow_line(lasts_s: float) -> tuple[int, int, int, float]:
    slow = Faults(delay_s=2, jitter_s=1)
    async with bad_link(up=slow, down=slow, timers=Timers()) as link:
        await link.all_stand(60)
        await asyncio.sleep(lasts_s)
        await link.order_plans(lasts_s=20)
        took_s = await link.until(lambda: set(link.forced()) == link.names)
        link.proxy.up = link.proxy.down = SOUND
        return len(link.lost()), len(link.rejected()), len(link.watched.broken()), took_s


def fuzzed(sizes: Sizes, scratch: Path) -> Measured:
    """P-9: every parser, guided by coverage."""
    told, kept = [], "yes"
    for parser in PARSERS:
        command = [sys.executable, "benchmarks/fuzz.py", parser, "--seconds", str(sizes.fuzz_s), "--into", str(scratch)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        tries = re.search(r"number_of_executed_units:\s*(\d+)", done.stderr + done.stdout)
        if done.returncode or tries is None:
            kept = "no"
        told.append(f"{parser} {tries[1] if tries else '?'} tries{'' if done.returncode == 0 else ', BROKEN'}")
    return Measured(f"{sizes.fuzz_s} s each: " + ", ".join(told), kept)


def loaded(sizes: Sizes, scratch: Path) -> Measured:
    """P-10: many sites at 1 Hz."""
    told, kept = [], True
    for tls in (False, True):
        of = measure_load(
            max(1, sizes.sites - 20), sizes.load_s, scratch / str(tls), within_s=300, tls=tls, ordinary=True
        )
        load = asyncio.run(of)
        told.append(
            f"{'TLS' if tls else 'plain'}: {load.statuses_per_s / load.sites:.1f} updates a site and second, "
            f"{load.control_share:.0%} of a core, {load.control_mb:.0f} MB, "
            f"acknowledgement p99 {load.ack_p99_ms:.0f} ms, order to wire p99 {load.order_p99_ms:.0f} ms{_busy()}"
        )
        fast = load.ack_p99_ms <= 100 and load.order_p99_ms <= 50
        kept = kept and fast and load.control_share <= 0.3 and load.control_mb <= 300
    return Measured(f"{load.sites} sites, street on the same cores: {'; '.join(told)}", _yes(kept))


def burst(sizes: Sizes, scratch: Path) -> Measured:
    """P-11: all sites return with all that they could keep."""
    seen = asyncio.run(measure_burst(sizes.sites, sizes.burst_messages, scratch, within_s=sizes.burst_s))
    text = (
        f"{seen.sites} sites with {seen.messages} messages each: drained in {seen.drained_s:.0f} s "
        f"({seen.per_s:.0f}/s), live values acknowledged within {seen.ack_p99_ms:.0f} ms (p99), control "
        f"{seen.control_share:.0%} of a core and {seen.control_mb:.0f} MB, {seen.not_written} records lost{_busy()}"
    )
    return Measured(text, _yes(seen.drained_s <= 3600 and seen.ack_p99_ms <= 1000 and not seen.not_written))


def by_tests(kept: str, *tests: str, also: str = "") -> Callable[[Sizes, Path], Measured]:
    """Return a measure that runs tests, the nightly number of them in the long version."""

    def measure(sizes: Sizes, scratch: Path) -> Measured:
        command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *tests]
        nightly = {} if sizes.is_short else {"MEYDAN_NIGHTLY": "1"}
        done = subprocess.run(
            command, cwd=ROOT, env={**os.environ, **nightly}, capture_output=True, text=True, check=False
        )
        last = next(_last_lines(done.stdout), f"no answer, code {done.returncode}: {done.stderr[-200:]!r}")
        return Measured(f"{last}{'; ' + also if also else ''}", kept if done.returncode == 0 else "no")

    return measure


def _last_lines(text: str) -> Iterator[str]:
    """Yield the lines that count passed and failed tests, without the time they took."""
    for line in reversed(text.splitlines()):
        if found := re.match(r"\d+ (passed|failed).*?(?= in )", line):
            yield found[0]


def _busy() -> str:
    return f" (load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores)"


HERE = "tests/promises/"
PROMISES = (
    Promise("P-1", "kill -9 at any moment: 0 rules broken, 0 controllers dark", killed_centres),
    Promise("P-2", "full control of 2,500 sites within 15 s plain, 30 s TLS", all_sites_back),
    Promise("P-3", "0 acknowledged records lost in 1,000 kills", killed_writers),
    Promise(
        "P-4",
        "the same for a loss of power",
        by_tests(
            "in part", "tests/store/test_event_log.py", also="logs cut at every byte; no machine was switched off"
        ),
    ),
    Promise("P-5", "first command within 5 s of a restart, history views within 30 s", first_command),
    Promise("P-6", "local fallback within 30 s, return without a jump", outages),
    Promise("P-7", "2 s, loss 20 %: no false fallback; each order ends within 10 s", slow_lines),
    Promise(
        "P-8",
        "duplicates and replays have one effect, state never goes back, orders over 10 s old are not sent",
        by_tests("yes", HERE + "test_slow_wire.py", HERE + "test_clocks.py", "tests/field/rsmp/test_unsound_wire.py"),
    ),
    Promise("P-9", "no crash, no hang, bounded memory", fuzzed),
    Promise("P-10", "2,500 sites at 1 Hz: 30 % of a core, 300 MB with TLS, ack p99 100 ms, wire p99 50 ms", loaded),
    Promise("P-11", "2,500 sites with 10,000 kept messages each: drained in 1 h, live values p99 1 s", burst),
    Promise(
        "P-12",
        "disk full: control goes on, nothing false is acknowledged",
        by_tests("yes", "tests/store/test_full_disk.py"),
    ),
    Promise("P-13", "an fsync that stalls 5 s: control is not touched", by_tests("yes", HERE + "test_slow_disk.py")),
    Promise(
        "P-14",
        "clock jumps of an hour, changes of the zone: no plan switched twice or missed",
        by_tests("yes", HERE + "test_clocks.py", "tests/control/test_calendar.py", "tests/store/test_zone.py"),
    ),
    Promise(
        "P-15",
        "a doubled command has one effect; the second operator sees the conflict",
        by_tests("yes", HERE + "test_two_operators.py", "tests/field/rsmp/test_requests.py"),
    ),
    Promise(
        "P-16",
        "every override ends, also after a crash",
        by_tests(
            "in part", HERE + "test_kills.py", "tests/field/rsmp/test_street.py", also="orders of strategies only"
        ),
    ),
    Promise(
        "P-18",
        "no path to a driver past the kernel",
        by_tests("yes", "tests/test_architecture.py", "tests/safety", also="no envelope is signed yet"),
    ),
    Promise(
        "P-19",
        "two persons for more than 20 junctions: same person, shared session, expired, changed are refused",
        by_tests("yes", "tests/centre/test_witness.py", "tests/web/test_two_persons.py", "-k", "not on_the_map"),
    ),
    Promise(
        "P-24",
        "no secret in the repository, logs, errors, exports",
        by_tests("yes", HERE + "test_secrets_stay.py", "tests/store/test_secrets.py"),
    ),
    Promise(
        "P-27",
        "attacks on packages and registries are refused",
        by_tests("yes", "tests/exchange", "tests/store/test_package_zip.py", "tests/store/test_trust_map.py"),
    ),
    Promise(
        "P-30",
        'data over 5 s old is grey, over 30 s "no contact"',
        by_tests("yes", "tests/web/test_page_on_paper.py", "-k", "old_data or lost_junction or tells_states"),
    ),
)


if __name__ == "__main__":
    sys.exit(main())
