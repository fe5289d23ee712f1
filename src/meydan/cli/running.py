"""`meydan run`: in one process or in two, on the twin or on controllers."""

import argparse

from meydan.city.errors import CityError
from meydan.city.words import Language
from meydan.cli.controllers import run_controllers
from meydan.cli.later import later
from meydan.cli.supervising import BEGIN_ANEW, supervise
from meydan.store.areas import read_areas
from meydan.store.city_folder import read_city
from meydan.store.deployments import finish_deployment

run_twin = later("twin_running", "run_twin")  # SUMO is not loaded where no twin runs: it takes 80 MB


def run_city(typed: argparse.Namespace, language: Language) -> int:
    """Run a city as typed, in one process without the map, or in two with it; return the exit code."""
    if not typed.headless and typed.control is None:
        return supervise(typed, language)
    code = _run_once(typed, language)
    while code == BEGIN_ANEW and typed.headless:  # what ran may not go on: there is no supervisor to begin it anew
        typed.resume = True
        code = _run_once(typed, language)
    return code


def _run_once(typed: argparse.Namespace, language: Language) -> int:
    finish_deployment(typed.city)
    city = read_city(typed.city)
    field = typed.field or city.field
    if not typed.headless:
        read_areas(typed.city, city.junctions)  # before a lamp is taken; the web process needs them
    if field == "rsmp":
        return run_controllers(typed, city, language)
    if field != "sumo" or city.twin is None:
        raise CityError("run.no_field", field=field)
    return int(run_twin(typed, city, language))
