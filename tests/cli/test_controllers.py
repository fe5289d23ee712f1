"""`meydan run` on controllers over RSMP: a street in one process, the centre in another, three times in a row."""

import asyncio
import contextlib
import json
import socket
import subprocess
import sys
from argparse import Namespace
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from meydan.centre.loop import Record
from meydan.city.city import City, PulsesTold, Rsmp
from meydan.city.errors import CityError
from meydan.city.events import GroupChanged, HealthChanged, Mode, ModeChanged, PlanChanged, RunStarted
from meydan.city.orders import Cleared, Refused, SetPlan
from meydan.cli.controllers import reached
from meydan.cli.main import main
from meydan.field.rsmp.site_map import maps_of
from meydan.field.rsmp.street import CODE
from meydan.field.rsmp.tls import site_context
from meydan.store.city_folder import read_city, write_city
from meydan.store.event_log import read_log
from meydan.store.run_folder import find_city_of
from tests.field.rsmp.raw_site import RawSite, aggregated
from tests.paper_street import city
from tests.twin_runs import make_city

JUNCTIONS = {"A0", "A1", "B0", "B1"}
SECONDS = "12"  # a controller's own start takes six


@dataclass(frozen=True)
class Seen:
    """What three runs on one street left: `log` of the two virtual ones, `guarded` of one that may have lamps."""

    folder: Path
    log: Path
    guarded: Path
    said: list[str]


def with_timetable(folder: Path) -> Path:
    """Give each junction a longer plan, which the timetable wants all day long."""
    for file in (folder / "plans").glob("*.toml"):
        text = file.read_text(encoding="utf-8")
        busy = text.replace("[0]", "[busy]").replace("cycle_s = 90.0", "cycle_s = 100.0")
        file.write_text(text + "\n" + busy.replace('"A", green_s = 33.0', '"A", green_s = 43.0'), encoding="utf-8")
    timetable = folder / "timetable.toml"
    entries = '\n[days.all]\nentries = [{ from = "00:00", plan = "busy" }]\n'
    timetable.write_text(timetable.read_text(encoding="utf-8").split("\n")[0] + entries, encoding="utf-8")
    return folder


def with_sites(folder: Path) -> Path:
    """Write into each junction's file which site controls it, under names that no rule would give."""
    for number, of in enumerate(maps_of(read_city(folder))):
        lines = ["", "[rsmp]", f'site = "KK+AG{number}"', f'main = "{of.main}"', f"groups = {json.dumps(of.groups)}"]
        lines += [f"detectors = {json.dumps(of.detectors)}", "", "[rsmp.plans]"]
        lines += [f'"{plan}" = {40 + n}' for plan, n in of.plans.items()]
        with (folder / "junctions" / f"{of.junction}.toml").open("a", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")
    return folder


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def secrets_of(folder: Path, into: Path) -> Path:
    lines = [f'"{of.site}" = "{CODE.reveal()}"' for of in maps_of(read_city(folder))]
    into.write_text("\n".join(["[sites]", *lines]), encoding="utf-8")
    into.chmod(0o600)
    return into


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seen]:
    at = tmp_path_factory.mktemp("controllers")
    folder, where = with_sites(with_timetable(make_city(4, at / "city"))), f"127.0.0.1:{free_port()}"
    meydan = [sys.executable, "-m", "meydan"]
    street = subprocess.Popen([*meydan, "street", str(folder), "--connect", where, "--reconnect", "0.3"])
    run = [*meydan, "run", str(folder), "--field", "rsmp", "--listen", where, "--strategy", "fixed_time", "--headless"]
    guarded = ["--secrets", str(secrets_of(folder, at / "secrets.toml")), "--log", str(at / "guarded")]
    virtual = ["--virtual", "--log", str(at / "log")]
    try:
        said = [
            subprocess.run([*run, "--until", SECONDS, *more], check=True, capture_output=True, text=True).stdout
            for more in (virtual, virtual, guarded)
        ]
        yield Seen(folder, at / "log", at / "guarded", said)
    finally:
        street.terminate()
        street.wait()


def runs(log: Path) -> list[list[Record]]:
    """Return the records of each run in a log."""
    found: list[list[Record]] = []
    for record in read_log(log):
        if isinstance(record, RunStarted):
            found.append([])
        found[-1].append(record)
    return found


@pytest.mark.sumo
def test_lamps_plans_modes_and_health_of_every_junction_are_in_the_log(seen: Seen) -> None:
    for records in runs(seen.log):
        for kind in (GroupChanged, ModeChanged, PlanChanged, HealthChanged):
            assert {one.junction for one in records if isinstance(one, kind)} == JUNCTIONS
    assert seen.said[0].startswith("4 controllers are expected at 127.0.0.1:")


@pytest.mark.sumo
def test_a_plan_is_ordered_and_the_controller_says_that_it_runs(seen: Seen) -> None:
    first = runs(seen.log)[0]
    ordered = {r.order.junction for r in first if isinstance(r, Cleared) and isinstance(r.order, SetPlan)}
    running = {r.junction for r in first if isinstance(r, PlanChanged) and r.plan == "busy"}
    reasons = {r.junction for r in first if isinstance(r, ModeChanged) and r.why.code == "control.timetable"}
    assert ordered == running == reasons == JUNCTIONS


@pytest.mark.sumo
def test_a_centre_that_starts_again_hears_a_controller_before_it_orders_anything_of_it(seen: Seen) -> None:
    first, second = runs(seen.log)
    assert [run[0].fence for run in (first, second) if isinstance(run[0], RunStarted)] == [1, 2]
    for run in (first, second):
        heard: set[str] = set()
        for record in run:
            if isinstance(record, ModeChanged) and record.mode in (Mode.LOCAL, Mode.CENTRAL):
                heard.add(record.junction)
            elif isinstance(record, Cleared | Refused):
                assert record.order.junction in heard


@pytest.mark.sumo
def test_on_a_street_that_may_have_lamps_guessed_values_keep_every_order_back(seen: Seen) -> None:
    [run] = runs(seen.guarded)
    assert isinstance(run[0], RunStarted)
    assert run[0].on_street
    refused = [record for record in run if isinstance(record, Refused)]
    assert {record.order.junction for record in refused} == JUNCTIONS
    assert {record.why.code for record in refused} == {"safety.guessed"}
    assert not any(isinstance(record, Cleared) for record in run)


@pytest.mark.sumo
@pytest.mark.parametrize("which", ["log", "guarded"])
def test_a_replay_of_controllers_gives_the_same_orders(
    which: str, seen: Seen, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["replay", str(getattr(seen, which))]) == 0
    assert "4 orders, all the same as logged" in capsys.readouterr().out


@pytest.mark.sumo
def test_controllers_with_certificates_are_heard_over_tls(seen: Seen, tmp_path: Path) -> None:
    port, certificates = free_port(), tmp_path / "certificates"
    assert main(["certificates", str(seen.folder), "--into", str(certificates)]) == 0
    typed = ["run", str(seen.folder), "--field", "rsmp", "--virtual", "--listen", f"127.0.0.1:{port}"]
    typed += ["--tls", str(certificates), "--strategy", "fixed_time", "--headless", "--log", str(tmp_path / "log")]
    centre = subprocess.Popen([sys.executable, "-m", "meydan", *typed, "--until", "20"], stdout=subprocess.PIPE)
    try:
        assert centre.stdout is not None
        centre.stdout.readline()
        asyncio.run(report_over_tls(port, certificates))
    finally:
        centre.terminate()
        centre.communicate()
    assert [e.says for e in read_log(tmp_path / "log") if isinstance(e, HealthChanged)] == [("in_use",)]


async def report_over_tls(port: int, certificates: Path) -> None:
    """Connect as the first site and wait until its aggregated status is acknowledged: then it is in the log."""
    async with asyncio.timeout(10):
        while True:  # the port opens a moment after the first line
            with contextlib.suppress(ConnectionRefusedError):
                async with RawSite.connected(port, site_context(certificates, "KK+AG0")) as site:
                    await site.shake_hands("3.2.2", site="KK+AG0")
                    await site.acknowledged(await site.send(aggregated("TC")))
                    return
            await asyncio.sleep(0.1)


@pytest.mark.sumo
@pytest.mark.parametrize(("language", "sentence"), [("en", "CallStage"), ("tr", "komutları gerektiriyor: CallStage")])
def test_a_strategy_whose_orders_the_controllers_do_not_take_is_refused_at_the_start(
    language: str, sentence: str, seen: Seen, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MEYDAN_LANGUAGE", language)
    typed = ["run", str(seen.folder), "--field", "rsmp", "--virtual", "--strategy", "actuated", "--headless"]
    assert main([*typed, "--log", str(seen.log.parent / "refused")]) == 2
    assert sentence in capsys.readouterr().err


@pytest.mark.sumo
def test_where_lamps_may_hang_nobody_guesses_which_site_is_which(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    folder = make_city(2, tmp_path / "city")
    assert main(["run", str(folder), "--field", "rsmp", "--read-only", "--strategy", "fixed_time"]) == 2
    assert "No junction says which site controls it" in capfd.readouterr().err
    assert main(["check", str(with_sites(folder))]) == 0


def typed(**more: object) -> Namespace:
    usual = {"listen": None, "virtual": False, "secrets": None, "read_only": False, "tls": None}
    return Namespace(**(usual | more))


def city_with(rsmp: Rsmp | None) -> City:
    return replace(city(), rsmp=rsmp)


@pytest.mark.parametrize(
    ("language", "says"), [("en", "needs no detectors, such as fixed_time"), ("tr", "dedektör istemeyen")]
)
def test_a_strategy_that_needs_each_pulse_is_refused_where_they_are_told_each_second(
    language: str, says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", f"{language}_{language.upper()}.UTF-8")
    folder = tmp_path / "city"
    write_city(city_with(Rsmp(virtual=True, pulses=PulsesTold.EACH_SECOND)), folder)
    assert main(["run", str(folder), "--field", "rsmp", "--strategy", "actuated", "--headless"]) == 2
    assert says in capsys.readouterr().err


def test_a_shadow_that_would_need_each_pulse_keeps_no_run_back(tmp_path: Path) -> None:
    folder = tmp_path / "city"
    write_city(city_with(Rsmp(virtual=True, pulses=PulsesTold.EACH_SECOND)), folder)
    run = ["run", str(folder), "--field", "rsmp", "--strategy", "fixed_time", "--headless", "--until", "0.1"]
    assert main([*run, "--listen", f"127.0.0.1:{free_port()}", "--shadow", "actuated"]) == 0


def test_what_measures_miss_is_said_at_the_start(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    for pulses in (PulsesTold.EACH_SECOND, PulsesTold.BY_NEED):
        folder, where = tmp_path / pulses, f"127.0.0.1:{free_port()}"
        write_city(city_with(Rsmp(virtual=True, pulses=pulses)), folder)
        words = ["run", str(folder), "--field", "rsmp", "--strategy", "fixed_time", "--headless", "--until", "0.1"]
        assert main([*words, "--listen", where]) == 0
        is_said = "measures miss the vehicles between" in capsys.readouterr().out
        assert is_said is (pulses is PulsesTold.EACH_SECOND)
        kept = find_city_of(folder / "log")
        assert kept is not None
        assert kept.rsmp is not None
        assert kept.rsmp.pulses is (PulsesTold.EACH_SECOND if is_said else PulsesTold.EACH_CHANGE)


def test_control_loads_neither_numpy_nor_a_database_of_tables() -> None:
    asked = "import sys, meydan.cli.main, meydan.cli.controllers; print({m.split('.')[0] for m in sys.modules})"
    loaded = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True).stdout
    assert not [name for name in ("numpy", "duckdb", "libsumo", "fastapi", "numba") if f"'{name}'" in loaded]


REAL = Rsmp("10.0.0.1", 13111, secrets="../codes.toml", tls="certificates")


def refused(rsmp: Rsmp | None, **more: object) -> list[str]:
    with pytest.raises(CityError) as told:
        reached(typed(**more), city_with(rsmp))
    return [fault.what.code for fault in told.value.faults]


def test_what_is_typed_stands_above_what_the_folder_says() -> None:
    assert reached(typed(), city_with(REAL)) == REAL
    assert reached(typed(listen=("::1", 5)), city_with(REAL)) == replace(REAL, host="::1", port=5)
    assert reached(typed(read_only=True), city_with(REAL)).read_only
    assert reached(typed(secrets=Path("/run/codes")), city_with(REAL)).secrets == "/run/codes"


def test_a_virtual_street_knows_no_real_code_and_is_of_this_computer_only() -> None:
    assert reached(typed(virtual=True), city_with(None)) == Rsmp(virtual=True)
    found = reached(typed(virtual=True, listen=("localhost", 9)), city_with(REAL))
    assert (found.virtual, found.secrets) == (True, "")
    assert refused(REAL, virtual=True) == ["city.virtual_open"]
    assert refused(None, virtual=True, listen=("0.0.0.0", 9)) == ["city.virtual_open"]
    assert refused(None, virtual=True, secrets=Path("codes")) == ["city.virtual_secrets"]


def test_controllers_that_are_not_virtual_need_codes_or_get_no_orders() -> None:
    assert refused(None) == ["city.no_secrets"]
    assert reached(typed(read_only=True), city_with(None)).read_only


def test_who_controls_a_street_loads_no_twin() -> None:
    asked = "import sys, meydan.cli.main, meydan.cli.running; print({m.split('.')[0] for m in sys.modules})"
    loaded = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True).stdout
    assert not [name for name in ("libsumo", "sumolib", "pyproj", "matplotlib", "numba") if f"'{name}'" in loaded]
