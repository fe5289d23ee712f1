"""`meydan street`: the controllers of a city, or of a trial junction, on the wire, without a street."""

import argparse
import asyncio

from meydan.centre.long_run import fast_loop, settle_memory
from meydan.city.because import because
from meydan.city.secret import Secret
from meydan.city.words import Language, say
from meydan.field.rsmp.conversation import Timers
from meydan.field.rsmp.site_link import Calling
from meydan.field.rsmp.street import CODE, CODE_1, Speaking, Street
from meydan.field.rsmp.tls import site_context
from meydan.field.rsmp.trial_city import trial_city
from meydan.field.rsmp.versions import CORES, SHORT
from meydan.store.city_folder import read_city


def run_street(typed: argparse.Namespace, language: Language) -> int:
    """Run the virtual street of a city, or of the trial junction, until somebody stops it."""
    host, port = typed.connect
    calling = Calling(host, port, reconnect_s=typed.reconnect)
    street = _street(typed, calling, _speaking(typed))
    told = because("terminal.street_calls", sites=len(street.cabinets), host=host, port=port)
    print(say(told, language), flush=True)
    settle_memory()
    with asyncio.Runner(loop_factory=fast_loop()) as runner:
        runner.run(street.run())
    return 0


def _street(typed: argparse.Namespace, calling: Calling, speaking: Speaking) -> Street:
    if typed.city is None:
        return Street(trial_city(), calling, speaking, called=typed.site_id)
    return Street(read_city(typed.city), calling, speaking, only=typed.site_id)


def _speaking(typed: argparse.Namespace) -> Speaking:
    timers = Timers(ack_s=typed.acknowledge, handshake_s=typed.handshake, watchdog_s=typed.watchdog)
    return Speaking(
        typed.sxl,
        (SHORT.get(typed.core, typed.core),) if typed.core else tuple(CORES),
        timers,
        typed.seed,
        (Secret(typed.code_1) if typed.code_1 else CODE_1, Secret(typed.code_2) if typed.code_2 else CODE),
        frozenset(typed.keep),
        typed.stale,
        tls=None if typed.tls is None else lambda site: site_context(typed.tls, site),
    )
