"""Two cities: one with a registry that holds one package, and one that adopts."""

from pathlib import Path

import pytest

from meydan.store.trust_map import Trusted
from tests.exchange.makings import City, archive_of, trust


@pytest.fixture
def izmir(tmp_path: Path) -> City:
    """Return a city with a registry that holds one package."""
    city = City("izmir", tmp_path / "izmir")
    city.publish(city.begin(), {"p.meydan": archive_of(city)})
    return city


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Return the folder of the city that adopts."""
    return tmp_path / "home"


@pytest.fixture
def partner(home: Path, izmir: City) -> Trusted:
    """Return İzmir as the adopting city has entered it."""
    return trust(home, izmir)
