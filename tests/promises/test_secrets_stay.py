"""P-24 in short: a security code that must not be seen is looked for everywhere after a run in which all went wrong."""

import asyncio
import re
import subprocess
from pathlib import Path

from tests.promises.kills import QUICK, running_street
from tests.promises.processes import ROOT, centre, started
from tests.promises.streets import write_street_city
from tests.web.serving import free_port
from tools.fault_proxy import FaultProxy, Faults

CANARY = "kanarya-7391-canary"
SPOILT = Faults(corrupts=0.2, truncates=0.1, doubles=0.2)


async def _run_badly(scratch: Path) -> list[str]:
    """Let a centre whose codes are wrong order over a bad link, and kill it; return what it printed."""
    city, port = write_street_city(3, scratch / "city"), free_port()
    command = centre(city, port, scratch / "log", *QUICK)
    async with (
        started(*command, code=CANARY, diagnostics=scratch / "diagnostics.txt") as lone,
        FaultProxy("127.0.0.1", port) as proxy,
        running_street(city, proxy.port),
    ):
        await lone.until("all_back")
        await lone.until("first_command")
        proxy.up = proxy.down = SPOILT
        await asyncio.sleep(3)
        await lone.kill()
        return lone.rest


def test_no_security_code_is_in_any_log_or_file_after_a_run_in_which_all_went_wrong(tmp_path: Path) -> None:
    printed = "".join(asyncio.run(_run_badly(tmp_path)))
    files = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert any(path.suffix == ".seg" for path in files)
    assert "rsmp.declined" in "".join(content.decode("latin-1") for content in files.values())
    assert [path for path, content in files.items() if CANARY.encode() in content] == []
    assert CANARY not in printed


def test_no_private_key_is_in_the_repository() -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True).stdout
    key = re.compile(rb"-----BEGIN [A-Z ]*PRIVATE KEY-----\s*[A-Za-z0-9+/]")
    tracked = [ROOT / name.decode() for name in listed.split(b"\0") if name]
    assert [path for path in tracked if path.is_file() and key.search(path.read_bytes())] == []
