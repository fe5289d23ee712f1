"""The exchange of a city on paper: partners with real registries, and packages at several points of their way."""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from meydan.city.instant import Instant
from meydan.city.rights import Person, Role
from meydan.exchange.life_cycle.dossier import Desk, Step, read_dossier, take
from meydan.exchange.life_cycle.states import State
from meydan.exchange.manifest import InBoth
from meydan.exchange.partner import held_file, update_copy
from meydan.exchange.publishing import withdraw
from meydan.exchange.registry import root_bytes
from meydan.exchange.statement import Predicate, read_signed
from meydan.store.office.database import Database
from meydan.store.office.two_names import TwoNames
from meydan.store.package_zip import pack, write_file
from meydan.store.tree_digest import digest_of
from meydan.store.trust_map import Level, Trusted, copy_folder, read_trust, trust_city
from tests.exchange.makings import DAY_MS, NOW, PARAMETERS, City, envelope, files_of, package_of, proof

NEW, OLD, FAR = (
    "izmir/adaptive-corridor-1.2.0.meydan",
    "izmir/adaptive-corridor-1.1.0.meydan",
    "bursa/adaptive-corridor-1.0.0.meydan",
)
EVIDENCE = "evidence/twin.dsse.json"
CARD_EN = b"""# Adaptive corridor

Looks 40 s ahead and gives green where most people wait.
It was tuned for one corridor of six junctions.

- **Where it worked**: mornings with a strong direction
- **Where it failed**: where demand exceeds capacity

Made with `meydan prove far_off --candidate my_own_plan.toml; $(id) <b>x</b>`, for advance_gap_s and *more*.
"""
CARD_TR = """# Uyarlamalı koridor

40 sn ileriye bakar ve yeşili en çok kişinin beklediği yere verir.
Altı kavşaklık tek bir koridor için ayarlandı.

- **İşe yaradığı yer**: bir yönün ağır bastığı sabahlar
- **İşe yaramadığı yer**: talep kapasiteyi aşınca
""".encode()


@dataclass(frozen=True, slots=True)
class Steps:
    """Takes the steps of a package in the adopting city, as persons with a right to would."""

    home: Path
    office: Database

    def take(self, place: str, content: str, at: Instant, *steps: tuple[Step, tuple[Person, ...]]) -> None:
        """Take steps, one each day."""
        dossier = read_dossier(self.office, self.home, place)
        for day, (step, people) in enumerate(steps):
            desk = Desk(self.home, self.office, people, "terminal:root", Instant(at + day * DAY_MS))
            dossier = take(desk, dossier, content, step)


def home_with_packages(home: Path, office: Database) -> Path:
    """Return the folder of a city that trusts three others.

    İzmir publishes a package that was proven here, and withdrew one that runs here; Bursa ran the first one again and
    publishes one that was not fetched; what Konya said last is past its end.
    """
    izmir, bursa, konya = (City(name, home.parent / f"{name}-registry") for name in ("izmir", "bursa", "konya"))
    new, old = described(izmir, "1.2.0", PARAMETERS), described(izmir, "1.1.0", PARAMETERS.replace(b"40", b"30"))
    registry = izmir.publish(izmir.begin(), {"new.meydan": pack(new), "old.meydan": pack(old)})
    withdraw(registry, OLD, InBoth("Yaya beklemesi arttı.", "Pedestrians wait longer."), izmir.signers[3:], NOW)
    again = {
        "format": "meydan-reproduction/1",
        "of": read_signed("", new[EVIDENCE]).statement.digest,
        "outcome": "equal",
    }
    said = envelope(bursa, package_of(new), again, Predicate.REPRODUCTION)
    bursa.publish(bursa.begin(), {"far.meydan": pack(described(bursa, "1.0.0", PARAMETERS)), "again.dsse.json": said})
    konya.begin(Instant(NOW - 40 * DAY_MS))
    for city, level in ((izmir, Level.PACKAGES), (bursa, Level.PACKAGES), (konya, Level.EVIDENCE)):
        enter(home, office, city, level)
    for city in (izmir, bursa):
        update_copy(home, read_trust(home)[city.name])
    read_long_ago(home, konya)
    for place, files in ((NEW, new), (OLD, old)):
        write_file(held_file(home, place), pack(files))
    live(Steps(home, office), NEW, files=new, until=State.PROVEN)
    live(Steps(home, office), OLD, files=old, until=State.TRIAL)
    return home


def described(city: City, version: str, parameters: bytes) -> dict[str, bytes]:
    """Return the files of a package with other parameters and cards that people would write."""
    files = files_of(city, version) | {"strategy/strategy.toml": parameters}
    files |= {"CARD.en.md": CARD_EN, "CARD.tr.md": CARD_TR}
    signed = envelope(city, package_of(files), proof(digest_of(parameters)))
    return files | {EVIDENCE: signed}


def enter(home: Path, office: Database, city: City, level: Level) -> None:
    """Let two persons enter a city as a partner."""
    _, root = root_bytes(city.folder)
    partner = Trusted(city.name, digest_of(root), f"{city.name}/", (str(city.folder),), level)
    trust_city(home, office, partner, root, TwoNames("filiz", "can", "-", Instant(NOW - 60 * DAY_MS)))


def read_long_ago(home: Path, city: City) -> None:
    """Leave the copy of a registry that was good when it was read."""
    metadata = copy_folder(home, city.name) / "metadata"
    metadata.mkdir(parents=True)
    for name in ("root", "targets", "snapshot"):
        (latest,) = (city.folder / "metadata").glob(f"*.{name}.json")
        shutil.copyfile(latest, metadata / f"{name}.json")
    shutil.copyfile(city.folder / "metadata" / "timestamp.json", metadata / "timestamp.json")
    os.utime(metadata / "timestamp.json", (NOW / 1000 - 40 * 86_400,) * 2)


def live(steps: Steps, place: str, *, files: dict[str, bytes], until: State) -> None:
    """Take a package as far as a state, on evidence that is digests alone."""
    ece, can = Person("ece", Role.ENGINEER), Person("can", Role.SAFETY_APPROVER)
    leyla = Person("leyla", Role.ENGINEER)
    package = {"package": digest_of(pack(files))}
    solution = {"solution": digest_of(b"solution")}
    proven = {**solution, "proof": digest_of(b"proof")}
    shadow, trial = {**proven, "shadow": digest_of(b"shadow")}, {**proven, "trial": digest_of(b"trial")}
    delay = {"verdict": "passed_on_twin", "change": "-0.081000", "low": "-0.104000", "high": "-0.058000"}
    days = {"count": "7", "in_time": "0.9997", "orders": "900", "same": "0.71"}
    every: list[tuple[Step, tuple[Person, ...]]] = [
        (Step(State.FOUND, package), ()),
        (Step(State.VERIFIED, package, told={"badge": "reproduced"}), (ece,)),
        (
            Step(State.ADAPTED, {**solution, "binding": digest_of(b"binding")}, told={"label": "corridor-here"}),
            (ece,),
        ),
        (Step(State.PROVEN, {**proven, "city": digest_of(b"city")}, "twin days", told=delay), (ece,)),
        (Step(State.SHADOW, shadow, "twin days", told=days), (leyla, can)),
        (Step(State.TRIAL, trial, "twin days", told={"junctions": "J1 J2", "count": "14"}), (leyla, can)),
    ]
    count = [step.state for step, _ in every].index(until) + 1
    steps.take(place, package_of(files).digest, Instant(NOW - 20 * DAY_MS), *every[:count])
