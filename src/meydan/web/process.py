"""The web process: serves the map and its accounts, knows control only by its socket, and has no driver.

`python -m meydan.web.process JSON`, with the JSON of a `Serving`, is how `meydan run` starts it; it is the one part
that the command line does not build itself, for whoever imports that imports every driver. It ends when its standard
input does, for then whoever started it has gone.
"""

import asyncio
import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import structlog

from meydan.centre.frames import Hello
from meydan.centre.long_run import settle_memory
from meydan.centre.meeting import find_hello, served_in, socket_in
from meydan.centre.sign_of_life import SignOfLife, wait_until_left
from meydan.city.because import because
from meydan.city.city import City
from meydan.city.errors import MeydanError
from meydan.city.words import say
from meydan.city.words.telling import told
from meydan.store.areas import read_areas
from meydan.store.city_folder import read_roads
from meydan.store.office.database import Database
from meydan.store.office.people import has_admin, invite_first
from meydan.store.run_folder import city_of_run, hashes_of_runs
from meydan.web.access import check_access
from meydan.web.app import create_app
from meydan.web.exchange_desk import ExchangeDesk
from meydan.web.facts import Signs
from meydan.web.lately import Lately
from meydan.web.link import Link, OtherControl
from meydan.web.mirror import Mirror, ShownPace
from meydan.web.package_steps import PackageSteps
from meydan.web.proof_runner import ProofRunner
from meydan.web.reception import Reception
from meydan.web.server import serve
from meydan.web.serving import Serving, decode_serving
from meydan.web.step_facts import Here

WRONG_INPUT, BEGIN_ANEW = 2, 75
LOOK_S = 0.1
BEHIND_CONTROL = 5  # of the 20 steps of niceness: where both want the processor, control comes first


def main(arguments: list[str] | None = None) -> int:
    """Serve until somebody stops it; return why it ended."""
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))
    serving = decode_serving((arguments or sys.argv[1:])[0])
    os.nice(BEHIND_CONTROL)
    threading.Thread(target=_end_with_the_run, daemon=True).start()
    try:
        _serve(serving, _wait_for_hello(serving))
    except OtherControl:
        return BEGIN_ANEW
    except MeydanError as error:
        print(told(error, serving.language), file=sys.stderr)
        return WRONG_INPUT
    return 0


def _serve(serving: Serving, hello: Hello) -> None:
    city = city_of_run(serving.log, hello.city)
    pace = ShownPace() if hello.twin else None
    lately = Lately(city)
    mirror = Mirror(city, hello.strategy, pace, lately.hear)
    link = Link(socket_in(serving.meeting), hello, mirror)
    signs = Signs(hello.virtual, hello.read_only, actions=hello.actions, sets_clocks=hello.sets_clocks)
    with _reception(serving, city) as reception:
        roads, proofs = read_roads(serving.city), ProofRunner(serving.city)
        here = Here(serving.city, city, hashes_of_runs(city), serving.log, serving.typed)
        steps = PackageSteps(here, reception.office, proofs, reception.clock)
        steps.resume()
        app = create_app(
            mirror,
            pace,
            roads,
            control=link,
            lately=lately,
            signs=signs,
            reception=reception,
            proofs=proofs,
            exchange=ExchangeDesk(serving.city, reception.office),
            steps=steps,
        )
        settle_memory()
        asyncio.run(serve(app, port=serving.port, beside=_beside(link), ready=_telling(serving, reception)))


async def _beside(link: Link) -> None:
    """Keep the link to control, and say that this process goes on."""
    living = asyncio.create_task(SignOfLife().keep_giving())
    try:
        await link.run()
    finally:
        living.cancel()


def _wait_for_hello(serving: Serving) -> Hello:
    """Wait until control has been there once; after that the web can begin without it."""
    while (hello := find_hello(serving.meeting)) is None:
        time.sleep(LOOK_S)
    return hello


@contextmanager
def _reception(serving: Serving, city: City) -> Iterator[Reception]:
    """Open the office and give its reception.

    Raises
    ------
    FieldError
        If the page cannot be served there.
    CityError, StoreError
        If the areas or the office cannot be used.
    """
    areas = read_areas(serving.city, city.junctions)
    office = Database.open(serving.office)
    try:
        check_access(serving.access, has_accounts=has_admin(office))
        yield Reception(office, areas, serving.access)
    finally:
        office.close()


def _telling(serving: Serving, reception: Reception) -> Callable[[], None]:
    """Return what says where the map is, and how the administrator is made, as long as there is none."""
    token = invite_first(reception.office, reception.now())  # before the loop runs: it waits for the disk

    def tell() -> None:
        served_in(serving.meeting).touch()
        print(say(because("terminal.map_at", address=serving.address), serving.language), flush=True)
        if token is not None:
            made = because("terminal.make_admin", address=serving.address, token=token)
            print(say(made, serving.language), flush=True)

    return tell


def _end_with_the_run() -> None:
    """End at once when whoever started us has gone: what must be kept is on the disk, and the port is needed."""
    wait_until_left()
    os._exit(0)


if __name__ == "__main__":
    sys.exit(main())
