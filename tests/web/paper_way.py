"""A city on paper that can take a package all the way: a real folder, a real registry, and work that takes no time."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from meydan.city.city import City as MeydanCity
from meydan.exchange.life_cycle.policy import FILE as POLICY
from meydan.exchange.partner import update_copy
from meydan.store.city_folder import write_city
from meydan.store.dossiers import dossier_folder
from meydan.store.office.database import Database
from meydan.store.package_zip import pack
from meydan.store.run_folder import hashes_of_runs
from meydan.store.trust_map import Level, read_trust
from meydan.web.exchange_desk import ExchangeDesk
from meydan.web.package_steps import PackageSteps
from meydan.web.step_facts import Here
from tests.exchange.makings import NOW, City, envelope, files_of, package_of, proof
from tests.web.paper_city import Clock, every_state, paper_city
from tests.web.paper_exchange import CARD_EN, CARD_TR, EVIDENCE, NEW, enter
from tests.web.paper_office import PaperOffice, empty_office, fill
from tests.web.paper_programs import programs, prover

PLACE = NEW
DAYS = 4  # the fewest that a policy may ask a trial for
SLOTS = """
[inputs.crossing]
kind = "signal_group"
what = { tr = "Yaya geçidi", en = "The crossing" }

[inputs.horizon_s]
kind = "number"
what = { tr = "Bakış süresi", en = "How far to look ahead" }
least = 20.0
most = 60.0
unit = "s"
"""


def home_with_a_package(home: Path, office: Database, city: MeydanCity) -> City:
    """Make the folder of a city, which trusts İzmir; return İzmir, which publishes one package with slots."""
    write_city(city, home)
    (home / POLICY).write_text(f"[shadow]\ndays = 2\n\n[trial]\ndays = {DAYS}\n", encoding="utf-8")
    izmir = City("izmir", home.parent / "izmir-registry")
    izmir.publish(izmir.begin(), {"new.meydan": pack(with_slots(izmir))})
    enter(home, office, izmir, Level.PACKAGES)
    update_copy(home, read_trust(home)["izmir"])
    return izmir


def with_slots(city: City) -> dict[str, bytes]:
    """Return the files of a package with a slot of each shape: junctions, a part of one, a number."""
    files = files_of(city) | {"CARD.en.md": CARD_EN, "CARD.tr.md": CARD_TR}
    head, claims, rest = files["meydan.toml"].decode().partition("[[claims]]")
    files["meydan.toml"] = (head + SLOTS + "\n" + claims + rest).encode()
    said = proof()
    return files | {EVIDENCE: envelope(city, package_of(files), said)}


@contextmanager
def way(folder: Path, change: float = -0.1, city: MeydanCity | None = None) -> Iterator[PaperOffice]:
    """Give an office whose pages can take the package all the way; proofs and trials change delay by so much.

    What lies in the folder already goes on.
    """
    city = city or paper_city()
    is_new = not (folder / "city").exists()
    home, beside = folder / "city", Database.open(folder / "office")
    runner = prover(home, change)
    here = Here(home, city, hashes_of_runs(city), folder / "log", ("run", "city", "--port", "8800"))
    steps = PackageSteps(here, beside, runner, Clock(), programs(change))
    desk = ExchangeDesk(home, beside)
    paper = empty_office(folder, every_state(), proofs=runner, exchange=desk, steps=steps)
    paper.wall.t = NOW
    if is_new:
        fill(paper)
        home_with_a_package(home, paper.office, city)
    try:
        yield paper
    finally:
        runner.stop()
        paper.office.close()
        beside.close()


def dossier(folder: Path) -> Path:
    """Return the dossier of the package."""
    return dossier_folder(folder / "city", PLACE)
