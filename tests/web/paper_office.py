"""An office on paper for the pages: one account of each role, a clock that is told, and hashes that are quick."""

from dataclasses import dataclass, field
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from fastapi import FastAPI
from starlette.testclient import TestClient

from meydan.centre.loop import Centre
from meydan.centre.witness import OfficeWitness
from meydan.city.instant import Instant, later
from meydan.city.rights import WHOLE_CITY, Person, Role
from meydan.city.secret import Secret
from meydan.store.office import passwords
from meydan.store.office.audit import Numbered, Search, search
from meydan.store.office.database import Database
from meydan.store.office.people import By, accept, add_person, invite_first
from meydan.web.access import HERE, Access
from meydan.web.exchange_desk import ExchangeDesk
from meydan.web.package_steps import PackageSteps
from meydan.web.proof_runner import ProofRunner
from meydan.web.reception import Reception
from tests.web.paper_city import Clock, PaperControl, PaperPace, paper_app

ADDRESS = "http://127.0.0.1:8800"
AREAS = {"west": frozenset({"J1", "J2"}), "east": frozenset({"J7", "J8"})}
PASSWORD = "a quite long password"
PEOPLE = (
    Person("ayse", Role.OPERATOR, ("west",)),
    Person("veli", Role.OPERATOR, (WHOLE_CITY,)),
    Person("ece", Role.ENGINEER, (WHOLE_CITY,)),
    Person("can", Role.SAFETY_APPROVER, (WHOLE_CITY,)),
    Person("filiz", Role.COORDINATOR),
    Person("deniz", Role.AUDITOR),
    Person("vedat", Role.VIEWER),
)


class Wall:
    """The time of day, as told."""

    def __init__(self) -> None:
        self.t = Instant(1_772_496_000_000)

    def __call__(self) -> Instant:
        """Return the time."""
        return self.t

    def pass_s(self, s: float) -> None:
        """Let time pass."""
        self.t = later(self.t, s)


def quick_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hash passwords at a cost that no product may use."""
    quick = PasswordHasher(1, 8, 1)
    monkeypatch.setattr(passwords, "_HASHER", quick)
    monkeypatch.setattr(passwords, "NOBODYS", quick.hash("nobody"))


@dataclass(slots=True)
class PaperOffice:
    """An office, its application, and clients of it."""

    office: Database
    reception: Reception
    app: FastAPI
    wall: Wall
    clock: Clock
    control: PaperControl
    address: str = ADDRESS
    clients: list[TestClient] = field(default_factory=list)

    def client(self) -> TestClient:
        """Return a browser nobody is signed in with."""
        client = TestClient(self.app, base_url=self.address, headers={"Origin": self.address})
        self.clients.append(client)
        return client

    def signed_in(self, name: str) -> TestClient:
        """Return a browser that somebody is signed in with."""
        client = self.client()
        answer = client.post("/api/session", json={"name": name, "password": PASSWORD})
        assert answer.status_code == 204, answer.text
        self.clock.s += 60  # the next sign-in is not one too many
        return client

    def trail(self, act: str = "") -> list[Numbered]:
        """Return the audit trail, newest first."""
        return search(self.office, Search(act=act, most=1000))


def empty_office(
    folder: Path,
    centre: Centre,
    access: Access = HERE,
    pace: PaperPace | None = None,
    address: str = ADDRESS,
    *,
    proofs: ProofRunner | None = None,
    exchange: ExchangeDesk | None = None,
    steps: PackageSteps | None = None,
) -> PaperOffice:
    """Return an office without accounts."""
    office, wall, clock = Database.open(folder / "office"), Wall(), Clock()
    reception = Reception(office, AREAS, access, now=wall, clock=clock)
    control = PaperControl(centre, pace, OfficeWitness(office.folder, AREAS, wall))
    app = paper_app(centre, pace, Clock(), reception, control, proofs=proofs, exchange=exchange, steps=steps)
    return PaperOffice(office, reception, app, wall, clock, control, address)


def fill(paper: PaperOffice) -> None:
    """Make an account for everybody."""
    stored = passwords.hash_password(Secret(PASSWORD))
    by = By("root", "-", paper.wall.t)
    first = invite_first(paper.office, paper.wall.t)
    assert first is not None
    accept(paper.office, first, "root", stored, by)
    for person in PEOPLE:
        accept(paper.office, add_person(paper.office, person, by), "", stored, by)


def code(answer: object) -> str:
    """Return the code of a refusal."""
    told: str = answer.json()["detail"]["code"]  # type: ignore[attr-defined]
    return told
