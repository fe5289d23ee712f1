"""Two cities: one with a registry that holds one package, and one that adopts."""

from pathlib import Path

import pytest

from meydan.store.trust_map import Trusted
from tests.exchange.makings import City, izmir, trust

__all__ = ["izmir"]  # a fixture of its own place


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Return the folder of the city that adopts."""
    return tmp_path / "home"


@pytest.fixture
def partner(home: Path, izmir: City) -> Trusted:
    """Return İzmir as the adopting city has entered it."""
    return trust(home, izmir)
