"""What a daily job hears of all partners, and what two persons may use past its end."""

import getpass
from collections.abc import Callable
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from meydan.city.instant import Instant
from meydan.cli.main import main
from meydan.exchange.manifest import InBoth
from meydan.exchange.publishing import withdraw
from meydan.exchange.registry import open_registry, publish, refresh
from meydan.store.office.database import Database
from meydan.store.package_zip import pack
from tests.exchange.makings import DAY_MS, NOW, City, archive_of, files_of, trust

QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
PLACE = "izmir/adaptive-corridor-1.2.0.meydan"
REASON = InBoth("Yaya fazı eksik", "A pedestrian phase is missing")
Typing = Callable[..., tuple[int, str]]


@pytest.fixture(params=["en", "tr"])
def language(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("MEYDAN_LANGUAGE", request.param)
    return str(request.param)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def typing(home: Path, capsys: pytest.CaptureFixture[str]) -> Typing:
    """Return what types `meydan registry` and returns its exit code and all that was told."""

    def typed(*parts: str) -> tuple[int, str]:
        code = main(["registry", *parts, "--home", str(home)])
        told = capsys.readouterr()
        return code, told.out + told.err

    return typed


@pytest.fixture
def passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let everybody type their own password."""
    names = ("ayse", "mehmet", "can")
    monkeypatch.setattr(getpass, "getpass", lambda prompt: next((f"of {one}" for one in names if one in prompt), ""))


def partner(home: Path, folder: Path, name: str, days_ago: int = 0) -> City:
    """Return a trusted city with a registry that holds one package."""
    city, then = City(name, folder / name), Instant(NOW - days_ago * DAY_MS)
    city.publish(city.begin(then), {f"{name}.meydan": archive_of(city)}, then)
    trust(home, city)
    return city


def give_passwords(home: Path) -> None:
    office = Database.open(home / "office")
    with office.write() as connection:
        for name in ("ayse", "mehmet", "can"):
            connection.execute("UPDATE people SET password = ? WHERE name = ?", (QUICK.hash(f"of {name}"), name))
    office.close()


def take_back(city: City) -> None:
    withdraw(open_registry(city.folder), PLACE, REASON, [city.targets, city.online], NOW)


def test_all_partners_are_read_with_one_summary(home: Path, tmp_path: Path, typing: Typing, language: str) -> None:
    assert typing("update", "--all")[0] == 0  # nobody is trusted yet
    for name in ("izmir", "koeln"):
        partner(home, tmp_path, name)
    code, told = typing("update", "--all")
    lines = told.splitlines()
    assert code == 0
    assert [place for place in ("izmir/", "koeln/") if not any(place in line for line in lines)] == []
    assert lines[-1].startswith("Partners read: 2 of 2." if language == "en" else "Okunan ortak şehirler: 2/2.")


def test_a_withdrawal_of_what_is_held_is_told_first_and_again_each_day(
    home: Path, tmp_path: Path, typing: Typing, language: str
) -> None:
    city = partner(home, tmp_path, "izmir")
    partner(home, tmp_path, "ankara")  # comes before it in the list
    assert typing("get", PLACE)[0] == 0
    take_back(city)
    for _ in range(2):
        code, told = typing("update", "--all")
        first, second, *_, last = told.splitlines()
        assert (code, first.startswith("ALARM"), PLACE in first) == (1, True, True)
        assert ("A pedestrian phase" if language == "en" else "Yaya fazı") in second
        assert last.endswith("held here: 1." if language == "en" else "sizde olanlar: 1.")


def test_one_that_cannot_be_read_keeps_no_other_from_being_read(
    home: Path, tmp_path: Path, typing: Typing, language: str
) -> None:
    ankara, izmir = partner(home, tmp_path, "ankara"), partner(home, tmp_path, "izmir")
    assert typing("update", "--all")[0] == 0
    ankara.folder.rename(tmp_path / "away")
    code, told = typing("update", "--all")
    assert (code, PLACE in told) == (2, True)
    assert ("NOT READ: ankara" if language == "en" else "OKUNAMADI: ankara") in told
    assert typing("get", PLACE)[0] == 0
    take_back(izmir)
    assert typing("update", "--all")[0] == 1  # what is held matters more than who was not there


def test_what_was_withdrawn_before_is_told_while_its_city_cannot_be_reached(
    home: Path, tmp_path: Path, typing: Typing
) -> None:
    city = partner(home, tmp_path, "izmir")
    assert typing("get", PLACE)[0] == 0
    take_back(city)
    assert typing("update", "izmir")[0] == 1
    city.folder.rename(tmp_path / "away")
    assert typing("update", "--all")[0] == 1


def test_another_version_with_the_withdrawn_content_is_held_too(home: Path, tmp_path: Path, typing: Typing) -> None:
    city = partner(home, tmp_path, "izmir")
    city.publish(open_registry(city.folder), {"q.meydan": archive_of(city, "1.3.0")})
    assert typing("get", "izmir/adaptive-corridor-1.3.0.meydan")[0] == 0
    take_back(city)
    code, told = typing("update", "izmir")
    assert (code, "1.3.0" in told.splitlines()[0]) == (1, True)


@pytest.mark.usefixtures("language")
def test_from_and_accept_stale_go_with_one_partner(typing: Typing) -> None:
    for more in (["--from", "x"], ["--accept-stale", "ayse", "mehmet"]):
        code, told = typing("update", "--all", *more)
        assert (code, "--all" in told) == (2, True)


@pytest.mark.usefixtures("passwords")
def test_two_persons_use_a_registry_past_its_end(
    home: Path, tmp_path: Path, typing: Typing, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    city = partner(home, tmp_path, "izmir", days_ago=35)
    give_passwords(home)
    mark = "STALE: " if language == "en" else "ESKİ: "
    assert typing("update", "izmir")[0] == 2
    for persons in (("ayse", "ayse"), ("ayse", "can"), ("ayse", "nobody")):
        assert typing("update", "izmir", "--accept-stale", *persons)[0] == 2
    assert typing("update", "izmir")[0] == 2  # the attempts left nothing behind
    code, told = typing("update", "izmir", "--accept-stale", "ayse", "mehmet")
    assert (code, told.startswith(mark), PLACE in told) == (0, True, True)
    code, told = typing("get", PLACE)  # the same state is not asked for again
    assert (code, mark in told) == (0, True)
    file = home / "exchange" / "packages" / PLACE.replace("/", "-")
    assert main(["verify", str(file), "--home", str(home)]) == 0
    assert mark in capsys.readouterr().out
    refresh(open_registry(city.folder), [city.online], NOW)
    code, told = typing("update", "izmir")
    assert (code, mark in told) == (0, False)


@pytest.mark.usefixtures("passwords")
def test_received_code_is_not_fetched_whoever_accepts(home: Path, tmp_path: Path, typing: Typing) -> None:
    city, then = City("izmir", tmp_path / "izmir"), Instant(NOW - 35 * DAY_MS)
    files = files_of(city)
    files["meydan.toml"] = files["meydan.toml"].replace(b'"strategy-params"', b'"strategy-code"')
    told = {"kind": "package", "id": "izmir/adaptive-corridor", "version": "1.2.0"}
    publish(city.begin(then), {PLACE: (pack(files), told)}, city.signers, then)
    trust(home, city)
    give_passwords(home)
    code, said = typing("get", PLACE, "--accept-stale", "ayse", "mehmet")
    assert (code, "strategy-code" in said) == (2, True)
    assert not (home / "exchange" / "packages").exists()
