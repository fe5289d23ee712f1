"""What tests of `meydan exchange` begin with: a city that trusts another, and a package from there."""

from pathlib import Path

import pytest
from argon2 import PasswordHasher

from meydan.cli.main import main
from meydan.store.city_folder import write_city
from tests.cli.adopting import PACKAGE, Typing
from tests.exchange.makings import City, izmir, office_of, trust
from tests.store.small_cities import city as small_city

__all__ = ["izmir"]  # a fixture of its own place

QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)


@pytest.fixture(params=["en", "tr"])
def language(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("MEYDAN_LANGUAGE", request.param)
    return str(request.param)


@pytest.fixture
def typing(capsys: pytest.CaptureFixture[str]) -> Typing:
    """Return what types a command and returns its exit code and all that was told."""

    def typed(*parts: object) -> tuple[int, str]:
        code = main([str(part) for part in parts])
        told = capsys.readouterr()
        return code, told.out + told.err

    return typed


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A city of one junction that trusts İzmir, where everybody's password lies in a file of their own."""
    folder = tmp_path / "home"
    write_city(small_city(), folder)
    office = office_of(folder)
    with office.write() as connection:
        for name in ("ayse", "mehmet", "zeynep", "can"):
            file = tmp_path / name
            file.touch(mode=0o600)
            file.write_text(f"password of {name}")
            row = (QUICK.hash(f"password of {name}"), '["*"]', name)
            connection.execute("UPDATE people SET password = ?, areas = ? WHERE name = ?", row)
    office.close()
    return folder


@pytest.fixture
def verified(home: Path, izmir: City, typing: Typing) -> Path:
    """The same city with the package fetched and verified."""
    trust(home, izmir)
    assert typing("registry", "get", PACKAGE, "--home", home)[0] == 0
    code, told = typing("exchange", "verify", home, PACKAGE)
    assert code == 0, told
    return home
