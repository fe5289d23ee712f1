"""Nets that several tests read; each is made once."""

from pathlib import Path

import pytest

from tests.feeds.sumo.nets import make_cross, make_walked_grid


@pytest.fixture(scope="session")
def cross(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the net of one crossing."""
    return make_cross(tmp_path_factory.mktemp("cross"))


@pytest.fixture(scope="session")
def walked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a net with pedestrian crossings."""
    return make_walked_grid(tmp_path_factory.mktemp("walked"))
