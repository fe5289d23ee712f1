"""What tests of the web share: a centre on paper and a client that asks its application."""

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from meydan.centre.loop import Centre
from tests.web.paper_city import PaperPace, every_state, paper_app

HERE = "http://127.0.0.1:8800"


@pytest.fixture
def centre() -> Centre:
    return every_state()


@pytest.fixture
def pace() -> PaperPace:
    return PaperPace()


@pytest.fixture
def twin(centre: Centre, pace: PaperPace) -> Iterator[TestClient]:
    """Return a client of the pages of a twin."""
    with TestClient(paper_app(centre, pace), base_url=HERE) as client:
        yield client


@pytest.fixture
def street(centre: Centre) -> Iterator[TestClient]:
    """Return a client of the pages of a street."""
    with TestClient(paper_app(centre), base_url=HERE) as client:
        yield client
