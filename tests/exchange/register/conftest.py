"""A whole register, read once: tests that change it change copies."""

from pathlib import Path

import pytest

from meydan.exchange.register.folder import check_register
from meydan.exchange.register.register import Register
from tests.exchange.register.made import make_register


@pytest.fixture(scope="package")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a whole register, not to be written to."""
    return make_register(tmp_path_factory.mktemp("made") / "register")


@pytest.fixture(scope="package")
def register(folder: Path) -> Register:
    return check_register(folder)
