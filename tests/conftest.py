"""What all tests share: the data beside the checkout, where there is one."""

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of shared test data; a test that needs it is skipped, and counted, where there is none."""
    if not SHARED.is_dir():
        pytest.skip("needs the data folder beside the checkout")
    return SHARED


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    """Run async tests on asyncio only: it is the loop the product uses."""
    return "asyncio"
