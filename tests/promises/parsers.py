"""Everything that reads what others wrote, as one function of bytes each, and what to begin with (P-9).

A function returns if it read or refused what it got; whatever else it raises is a fault of ours. The short version
(`test_parsers.py`) changes the beginnings at random; the long one (`benchmarks/fuzz.py`) is guided by coverage.
"""

import asyncio
import contextlib
import itertools
import shutil
import tempfile
from collections.abc import Callable, MutableMapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from meydan.centre.loop import Record
from meydan.city.errors import MeydanError
from meydan.field.rsmp.frames import FORM_FEED
from meydan.field.rsmp.happened import Happened
from meydan.field.rsmp.hearing import Hearing
from meydan.field.rsmp.messages import StatusUpdate
from meydan.field.rsmp.site_map import SiteMap
from meydan.store.city_folder import read_city, write_city
from meydan.store.codec import decode_records, encode_records
from meydan.store.event_log import read_log
from meydan.store.segments import list_segments
from tests import junctions
from tests.field.rsmp.paper_site import LAMPS, MAIN, PLAN, SITE, Wire, at
from tests.store.small_cities import city
from tests.store.small_logs import started, tick, write_log
from tests.web.paper_city import PaperPace, every_state, paper_app

CORES = ("3.1.2", "3.1.5", "3.2.2")
MOST_ANSWERED = 64  # bytes of answers for each byte read, at the most: nobody is made to shout


@dataclass(frozen=True, slots=True)
class Parser:
    """What reads bytes, and examples of what it should be able to read."""

    read: Callable[[bytes], None]
    seeds: Sequence[bytes]


def _wire(core: str) -> Wire:
    wire = Wire(cores=(core,), subscriptions={MAIN: (LAMPS,)})
    wire.settle()
    assert wire.supervisor.order(MAIN, PLAN, at(0))
    wire.run(1)
    return wire


def rsmp_supervisor() -> Parser:
    """Return the supervisor's end with a handshake done, and all that follows of what it hears."""
    sent = [packet for core in CORES for to, packet in _wire(core).sent if to == "supervisor"]
    of = SiteMap("J1", SITE, MAIN, ("P1", "P2", "P3", "W1"), ("P1s",), {"day": 3}, {})

    def read(data: bytes) -> None:
        wire, hearing = _fresh(data), Hearing(junctions.junction(), of)
        happened: list[Happened] = wire.supervisor.take(data[1:], at(1)) + wire.supervisor.pass_time(at(2))
        for one in happened:
            if isinstance(one, StatusUpdate):
                hearing.hear(one, at(1).t)
        assert len(wire.supervisor.to_write()) <= MOST_ANSWERED * (len(data) + 100)

    return Parser(read, _streams(sent))


def rsmp_site() -> Parser:
    """Return the site's end with a handshake done."""
    sent = [packet for core in CORES for to, packet in _wire(core).sent if to == "site"]

    def read(data: bytes) -> None:
        wire = _fresh(data)
        wire.site.take(data[1:], at(1))
        wire.site.pass_time(at(2))
        assert len(wire.site.to_write()) <= MOST_ANSWERED * (len(data) + 100)

    return Parser(read, _streams(sent))


def _fresh(data: bytes) -> Wire:
    """Return two ends that speak the core the first byte chooses; half of the choices are before the handshake."""
    choice = data[0] if data else 0
    wire = Wire(cores=(CORES[choice % len(CORES)],))
    if choice % 2:
        wire.settle()
    return wire


def _streams(packets: list[bytes]) -> list[bytes]:
    kinds = {packet.split(b'"type":"')[1].split(b'"')[0]: packet for packet in packets}
    return [
        bytes([choice]) + packet + FORM_FEED
        for choice, packet in zip(itertools.cycle(range(6)), kinds.values(), strict=False)
    ]


def city_folder() -> Parser:
    """Return the reader of a city's folder; the first byte chooses the file whose bytes follow."""
    folder = Path(tempfile.mkdtemp(prefix="meydan-city-"))
    write_city(city(), folder / "whole")
    names = sorted(str(path.relative_to(folder / "whole")) for path in (folder / "whole").rglob("*.*"))
    tried = folder / "tried"

    def read(data: bytes) -> None:
        name = names[(data[0] if data else 0) % len(names)]
        shutil.copytree(folder / "whole", tried, dirs_exist_ok=True)
        (tried / name).write_bytes(data[1:])
        with contextlib.suppress(MeydanError):
            read_city(tried)

    whole = [(folder / "whole" / name).read_bytes() for name in names]
    return Parser(read, [bytes([number]) + text for number, text in enumerate(whole)])


def event_log() -> Parser:
    """Return the reader of a log: after an odd byte a segment as it lies on the disk, else the inside of a frame."""
    folder = Path(tempfile.mkdtemp(prefix="meydan-log-"))
    records: list[Record] = [started(), *(tick(second) for second in range(20))]
    write_log(folder, records)
    (segment,) = list_segments(folder)
    whole = segment.read_bytes()

    def read(data: bytes) -> None:
        with contextlib.suppress(MeydanError):
            if data[:1] and data[0] % 2:
                segment.write_bytes(data[1:])
                list(read_log(folder))
            else:
                decode_records(data[1:], "tried")

    return Parser(read, [b"\1" + whole, b"\0" + encode_records(records)])


def web_api() -> Parser:
    """Return the web application as one request: method, path, headers and body, a line each."""
    app, loop = paper_app(every_state(), PaperPace()), asyncio.new_event_loop()

    def read(data: bytes) -> None:
        head, _, body = data.partition(b"\n\n")
        method, path, *headers = [*head.split(b"\n"), b"", b""]
        if not all(0x21 <= byte <= 0x7E for byte in path):
            return  # the server in front refuses it
        status = loop.run_until_complete(asyncio.wait_for(_ask(app, method, path, headers, body), 5))
        assert status < 500

    paths = ("/", "/api/city", "/api/roads", "/api/words/tr", "/api/junctions/J1", "/api/live/J1", "/api/openapi.json")
    origin = b"origin: http://127.0.0.1\ncontent-type: application/json"
    bodies = (b'{"speed":2,"paused":false}', b'{"speed":null}')
    wishes = [b"POST\n/api/pace\n" + origin + b"\n\n" + body for body in bodies]
    return Parser(read, [b"GET\n" + path.encode() for path in paths] + wishes)


async def _ask(app: Any, method: bytes, path: bytes, headers: Sequence[bytes], body: bytes) -> int:
    """Ask an application and go away when it has begun to answer; return the status."""
    said: list[MutableMapping[str, Any]] = [{"type": "http.request", "body": body, "more_body": False}]
    answered: list[int] = []

    async def receive() -> MutableMapping[str, Any]:
        return said.pop(0) if said else {"type": "http.disconnect"}

    async def send(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            answered.append(message["status"])

    plain, _, query = path.partition(b"?")
    named = [(name.strip().lower(), value.strip()) for name, _, value in (line.partition(b":") for line in headers)]
    scope = {
        **{"type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "scheme": "http", "root_path": ""},
        **{"method": method.decode("latin-1").upper(), "path": unquote(plain.decode("ascii")), "raw_path": plain},
        **{"query_string": query, "headers": [(b"host", b"127.0.0.1"), *named], "server": ("127.0.0.1", 80)},
        **{"client": ("127.0.0.1", 1)},
    }
    await app(scope, receive, send)
    return answered[0] if answered else 0


PARSERS: dict[str, Callable[[], Parser]] = {
    made.__name__: made for made in (rsmp_supervisor, rsmp_site, city_folder, event_log, web_api)
}
