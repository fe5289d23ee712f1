"""`meydan listen`: a supervisor for any site, without a city, that tells what comes; to try a controller on a table."""

import argparse
import asyncio
from datetime import UTC, datetime

from meydan.city.because import Because, because
from meydan.city.instant import Instant
from meydan.city.words import Language, say
from meydan.field.rsmp.any_site import AnySite
from meydan.field.rsmp.conversation import Timers
from meydan.field.rsmp.listener import Listening
from meydan.field.rsmp.tls import centre_context
from meydan.field.rsmp.versions import CORES


def listen(typed: argparse.Namespace, language: Language) -> int:
    """Listen for sites until somebody stops it."""
    host, port = typed.listen
    cores = (typed.core,) if typed.core else tuple(CORES)
    timers = Timers(ack_s=typed.acknowledge, watchdog_s=typed.watchdog)

    def tell(t: Instant, site: str, what: Because) -> None:
        clock = datetime.fromtimestamp(t / 1000, UTC).strftime("%H:%M:%S")
        print(f"{clock}Z {site or '?'}: {say(what, language)}", flush=True)

    def ready() -> None:
        print(say(because("terminal.listens", host=host, port=port), language), flush=True)

    tls = centre_context(typed.tls) if typed.tls else None
    asyncio.run(AnySite(Listening(host, port, tls, cores=cores, timers=timers), tell).run(ready))
    return 0
