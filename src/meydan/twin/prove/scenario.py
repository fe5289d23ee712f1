"""Where and on which days a proof is made: prepared once, the same for every run, with digests of all of it."""

import tempfile
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from meydan.city.city import City, Twin
from meydan.city.errors import CityError, Fault, StoreError, fault
from meydan.feeds.sumo import read_approach_links
from meydan.store.city_digest import city_digest
from meydan.store.tree_digest import digest_of, digest_of_file, digest_of_files
from meydan.store.whole_file import write_whole
from meydan.twin.gate.levels import FEWEST_DAYS
from meydan.twin.prove.demand_days import DAYS, drawn_day, read_routes
from meydan.twin.prove.free_trips import longest_free_trip_s
from meydan.twin.prove.proof_shape import Made
from meydan.twin.prove.task import Place

LEAST_WARM_UP_S, FREE_TRIPS = 600.0, 2.0
LEAST_MEASURED_S = 600.0
WHOLE_S = 60.0  # the warm-up is a whole number of minutes


@dataclass(frozen=True, slots=True)
class Day:
    """A demand day: its name, the digest of its routes, and the files SUMO reads."""

    name: str
    digest: str
    routes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scenario:
    """The days a proof rests on, and the place; `drawn_from` is the digest of the demand that days were drawn from."""

    place: Place
    city: City
    city_digest: str
    days: tuple[Day, ...]
    made: Made
    window_s: tuple[float, float]
    digest: str
    drawn_from: str = ""


def prepare(folder: Path, city: City, given: Sequence[Path], into: Path) -> Scenario:
    """Return the scenario of a city; days that nobody gave are drawn from the one of its twin, into the folder `into`.

    Parameters
    ----------
    city
        The city as `folder` has it.
    given
        Route files, each the whole demand of one day; none where the city's own demand is to be drawn from.

    Raises
    ------
    CityError
        If the city has no twin, too few days are given, or its window leaves nothing to measure.
    """
    if city.twin is None:
        raise CityError("prove.no_twin", city=city.name)
    if given and len(given) < FEWEST_DAYS:
        raise CityError("prove.few_days", found=len(given), fewest=FEWEST_DAYS)
    days, drawn_from = _given_days(given) if given else _drawn_days(city.twin, folder, into)
    from_s = _measured_from(city.twin, folder)
    links = tuple(read_approach_links(folder / city.twin.net, city))
    return Scenario(
        Place(folder, links, from_s),
        city,
        city_digest(folder, city),
        days,
        "given" if given else "bootstrapped",
        (from_s, city.twin.end_s),
        scenario_digest(folder, city.twin, city.zone, from_s, days),
        drawn_from,
    )


def scenario_digest(folder: Path, twin: Twin, zone: str, from_s: float, days: Sequence[Day]) -> str:
    """Return the digest of all that runs depend on but the solutions and the city's own files.

    These are the net, additional files and days, each by its place in the order that SUMO and the pairs take them in,
    and the window. What files are called changes no number.
    """
    files = (twin.net, *twin.additional)
    parts = {f"file {place}": digest_of_file(folder / name) for place, name in enumerate(files)}
    parts |= {f"day {place}": day.digest for place, day in enumerate(days)}
    window = f"{twin.begin_s} {from_s} {twin.end_s} {twin.step_s} {twin.day} {zone}"
    return digest_of_files(parts | {"window": digest_of(window.encode())})


def _given_days(files: Sequence[Path]) -> tuple[tuple[Day, ...], str]:
    """Return days by the names of their files, each with the digest of its routes as they are when unpacked."""
    try:
        days = tuple(Day(f.name.partition(".")[0], digest_of(read_routes(f)), (str(f.resolve()),)) for f in files)
    except (OSError, EOFError, zlib.error) as error:
        raise CityError("prove.no_day", found=str(error)) from error
    if faults := list(_given_twice(days)):
        raise CityError("prove.days_twice", *faults)
    return days, ""


def _given_twice(days: Sequence[Day]) -> Iterator[Fault]:
    """Yield each day that is one of those before it, and each whose pairs would count as those of another."""
    digests, names = dict[str, str](), dict[str, str]()
    for day in days:
        (file,) = day.routes
        if day.digest in digests:
            yield fault(file, 0, "prove.same_day", other=digests[day.digest])
        elif day.name in names:
            yield fault(file, 0, "prove.same_name", name=day.name, other=names[day.name])
        digests.setdefault(day.digest, file)
        names.setdefault(day.name, file)


def _drawn_days(twin: Twin, folder: Path, into: Path) -> tuple[tuple[Day, ...], str]:
    drawn_from = digest_of_files({name: digest_of_file(folder / name) for name in twin.routes})
    texts = [read_routes(folder / name) for name in twin.routes]
    days = []
    for number in range(1, DAYS + 1):
        name = f"drawn-{number}"
        text = drawn_day(texts, twin.begin_s, twin.end_s, f"{drawn_from} {number}")
        file = into / f"{name}.rou.xml"
        try:
            write_whole(file, text)
        except OSError as error:
            raise StoreError("store.disk", error=str(error)) from error
        days.append(Day(name, digest_of(text), (str(file.resolve()),)))
    if len({day.digest for day in days}) < DAYS:
        raise CityError("prove.nothing_drawn", routes=", ".join(twin.routes))
    return tuple(days), drawn_from


def _measured_from(twin: Twin, folder: Path) -> float:
    """Return the second of SUMO from which on is measured: the streets are full by then."""
    with tempfile.TemporaryDirectory(prefix="meydan-prove-") as scratch:
        free_s = longest_free_trip_s(twin, folder, Path(scratch))
    warm_up_s = max(LEAST_WARM_UP_S, FREE_TRIPS * free_s)
    from_s = twin.begin_s + WHOLE_S * -(-warm_up_s // WHOLE_S)
    if twin.end_s - from_s < LEAST_MEASURED_S:
        least_s = from_s - twin.begin_s + LEAST_MEASURED_S
        raise CityError("prove.short_window", found_s=twin.end_s - twin.begin_s, least_s=least_s)
    return from_s
