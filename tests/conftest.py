"""What all tests share: the data beside the checkout, where there is one, and how hard properties are tried."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.nightly import NIGHTLY

# Each worker of the tests has a core: numpy's threads for matrices would wait for each other, not calculate.
# It counts for processes that tests start, too; numpy reads it when it is imported, which is later than here.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

SHARED = Path(__file__).resolve().parents[2] / "shared"

_SLOW_IS_FINE = [HealthCheck.too_slow, HealthCheck.data_too_large]
settings.register_profile("ci", max_examples=100, deadline=None, derandomize=True, suppress_health_check=_SLOW_IS_FINE)
settings.register_profile("nightly", max_examples=5000, deadline=None, suppress_health_check=_SLOW_IS_FINE)
settings.load_profile("nightly" if NIGHTLY else "ci")


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


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what takes the night, by day; it counts as deselected, since nothing is missing for it."""
    late = [] if NIGHTLY else [item for item in items if item.get_closest_marker("nightly")]
    if late:
        config.hook.pytest_deselected(items=late)
        items[:] = [item for item in items if item not in late]


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail the run for a skipped test where nothing may be skipped."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("MEYDAN_SKIP_NOTHING") and reporter is not None and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
