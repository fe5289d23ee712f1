"""`meydan check`: every fault of a city folder at once, or what it holds."""

import argparse

from meydan.city.because import because
from meydan.city.words import Language, say
from meydan.store.areas import read_areas
from meydan.store.city_folder import read_city


def check_city(typed: argparse.Namespace, language: Language) -> int:
    """Read a city folder; its faults are raised as one error, else say what it holds and return 0."""
    city = read_city(typed.city)
    read_areas(typed.city, city.junctions)
    print(
        say(
            because("terminal.checked", city=city.name, junctions=len(city.junctions), plans=len(city.plans)),
            language,
        )
    )
    return 0
