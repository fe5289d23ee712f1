"""What each city of the demo has before it exchanges anything: people, keys, a registry and a protocol register."""

import json
import secrets
import shutil
import unicodedata
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from meydan.city.instant import Instant
from meydan.city.rights import Person, Role
from meydan.city.secret import Secret
from meydan.store.office.database import Database
from meydan.store.office.passwords import hash_password
from meydan.store.office.people import By, accept, add_person, invite_first
from meydan.store.tree_digest import digest_of_file
from tools.demo_terminal import Terminal

PEOPLE: Mapping[str, Role] = {
    "engin": Role.ENGINEER,
    "guven": Role.SAFETY_APPROVER,
    "koray": Role.COORDINATOR,
    "kerem": Role.COORDINATOR,
}
PROTOCOL = "cooperation"


@dataclass(frozen=True, slots=True)
class DemoCity:
    """A city of the demo: its short name for the exchange, its name, and where everything of it lies."""

    short: str
    name: str
    root: Path

    @property
    def home(self) -> Path:
        """The city's folder."""
        return self.root / "city"

    @property
    def keys(self) -> Path:
        """Its keys; in a real city they would not lie together."""
        return self.root / "keys"

    @property
    def registry(self) -> Path:
        """Its own registry."""
        return self.root / "registry"

    @property
    def register(self) -> Path:
        """Its protocol register."""
        return self.root / "register"

    @property
    def signing(self) -> tuple[Path, Path]:
        """The keys that publish."""
        return self.keys / "targets.key", self.keys / "online.key"

    def password(self, person: str) -> Path:
        """Return the file with a person's password."""
        return self.root / "passwords" / person

    def by(self, person: str) -> list[object]:
        """Return what is typed for a person who acts."""
        return ["--person", person, "--password-file", self.password(person)]

    def with_second(self, person: str) -> list[object]:
        """Return what is typed for the second person."""
        return ["--second", person, "--second-password-file", self.password(person)]

    @property
    def key(self) -> str:
        """The public key of its evidence, in hex."""
        told = json.loads((self.keys / "targets.pub").read_text(encoding="utf-8"))
        return str(told["keyval"]["public"])


def short_of(name: str) -> str:
    """Return a city's name as the exchange takes it: small letters of the Latin alphabet, such as `koln`."""
    plain = unicodedata.normalize("NFKD", name.replace("ı", "i")).encode("ascii", "ignore").decode().lower()
    return "".join(letter for letter in plain if letter.isalnum())


def make_people(city: DemoCity, now: Instant) -> None:
    """Make the accounts with their passwords, each of which only the owner can read.

    In a real city each person chooses their own by an invitation; here one script plays them all.
    """
    (city.root / "passwords").mkdir(mode=0o700)
    by = By("demo", "-", now)
    with closing(Database.open(city.home / "office")) as office:
        accept(office, invite_first(office, now) or "", "yonetici", hash_password(_password(city, "yonetici")), by)
        for name, role in PEOPLE.items():
            token = add_person(office, Person(name, role, ("*",)), by)
            accept(office, token, name, hash_password(_password(city, name)), by)


def make_registry(terminal: Terminal, city: DemoCity) -> None:
    """Make the keys of a city and its registry."""
    for name in ("root-1", "root-2", "root-3", "targets", "online"):
        terminal.meydan("keys", "make", name, "--into", city.keys)
    roots = [city.keys / "root-1.key", city.keys / "root-2.key", city.keys / "root-3.pub"]
    targets, online = city.signing
    keys = ["--root", *roots, "--targets", targets, "--online", online]
    terminal.meydan("registry", "make", city.registry, "--city", city.short, *keys)


def make_register(terminal: Terminal, city: DemoCity, other: DemoCity, document: Path) -> None:
    """Begin a city's protocol register: both parties with their keys, the agreement, its topic and project."""
    head = ["title.tr=İki şehir, bir çözüm", "title.en=Two cities, one solution"]
    head += ["about.tr=Örnek: ikizde yapıldı, sahada değil.", "about.en=A demo: done on twins, not in a street."]
    head += [f"publisher={city.short}", "address=https://example.org/results", "language=tr"]
    head += ["licence=https://creativecommons.org/licenses/by/4.0/"]
    terminal.meydan("register", "init", city.register, "--set", *head)
    for one in (city, other):
        told = [f"name.tr={one.name}", f"name.en={one.name}", "kind=city", "homepage=https://example.org"]
        told += [f"email=office@{one.short}.example", f'keys=["{one.key}"]']
        terminal.meydan("register", "add", city.register, "parties", one.short, "--set", *told)
    parties = ", ".join(f'"{one.short}"' for one in sorted((city, other), key=lambda one: one.short))
    told = ["name.tr=İş birliği protokolü", "name.en=Protocol of cooperation", "date=2026-03-02"]
    told += [f"parties=[{parties}]", f"document={digest_of_file(document)}"]
    terminal.meydan("register", "add", city.register, "protocols", PROTOCOL, "--set", *told)
    told = [f"protocol={PROTOCOL}", "name.tr=Uyarlamalı denetim", "name.en=Adaptive control"]
    terminal.meydan("register", "add", city.register, "topics", "adaptive", "--set", *told)
    told = ["topic=adaptive", "name.tr=Trafiğe uyan yeşiller", "name.en=Greens that follow the traffic"]
    told += ["about.tr=Dedektörlere göre uzayan yeşiller.", "about.en=Greens that last as detectors say."]
    terminal.meydan("register", "add", city.register, "projects", "greens", "--set", *told)


def keep_scenario(city: DemoCity, into: Path) -> None:
    """Copy what a city's twin is made of, so that whoever has the package can run its evidence again."""
    into.mkdir(parents=True)
    for file in (*city.home.glob("*.toml"), city.home / "network.geojson"):
        shutil.copyfile(file, into / file.name)
    for name in ("junctions", "plans", "twin"):
        shutil.copytree(city.home / name, into / name)


def _password(city: DemoCity, name: str) -> Secret:
    file = city.password(name)
    file.touch(mode=0o600)
    file.write_text(secrets.token_urlsafe(18), encoding="utf-8")
    return Secret(file.read_text(encoding="utf-8"))
