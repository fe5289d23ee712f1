"""`meydan street`: the controllers of a city on the wire, without a street."""

import argparse
import asyncio

from meydan.city.because import because
from meydan.city.words import Language, say
from meydan.field.rsmp.conversation import Timers
from meydan.field.rsmp.site_link import Calling
from meydan.field.rsmp.street import Speaking, Street
from meydan.field.rsmp.versions import CORES
from meydan.store.city_folder import read_city


def run_street(typed: argparse.Namespace, language: Language) -> int:
    """Run the virtual street of a city until somebody stops it."""
    city = read_city(typed.city)
    host, port = typed.connect
    cores = (typed.core,) if typed.core else tuple(CORES)
    timers = Timers(ack_s=typed.acknowledge, watchdog_s=typed.watchdog)
    calling = Calling(host, port, reconnect_s=typed.reconnect)
    street = Street(city, calling, Speaking(typed.sxl, cores, timers, typed.seed), only=typed.site_id)
    told = because("terminal.street_calls", sites=len(street.cabinets), host=host, port=port)
    print(say(told, language), flush=True)
    asyncio.run(street.run())
    return 0
