"""`meydan certificates`: a city's own certificate authority, with certificates for its centre and its controllers."""

import argparse

from meydan.city.because import because
from meydan.city.words import Language, say
from meydan.field.rsmp.clock import read_clocks
from meydan.field.rsmp.site_map import declared_maps, maps_of
from meydan.store.certificates import make_certificates
from meydan.store.city_folder import read_city


def certify(typed: argparse.Namespace, language: Language) -> int:
    """Make the certificates of a city's centre and of all its sites."""
    city = read_city(typed.city)
    sites = [of.site for of in declared_maps(city) or maps_of(city)]
    hosts = typed.host or [city.rsmp.host if city.rsmp else "127.0.0.1"]
    make_certificates(typed.into, city.name, hosts, sites, read_clocks().t, typed.days)
    told = because("terminal.certified", sites=len(sites), folder=str(typed.into), days=float(typed.days))
    print(say(told, language))
    return 0
