"""An office in a temporary folder, with an administrator."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from meydan.city.instant import Instant
from meydan.store.office.database import Database
from meydan.store.office.people import By, accept, invite_first

NOW = Instant(1_772_496_000_000)
HASH = "$argon2id$a-hash"
BY = By("root", "127.0.0.1", NOW)


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Database]:
    opened = Database.open(tmp_path / "office")
    token = invite_first(opened, NOW)
    assert token is not None
    accept(opened, token, "root", HASH, BY)
    yield opened
    opened.close()
