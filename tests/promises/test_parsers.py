"""P-9 in short: beginnings changed at random give an answer or a refusal, and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.promises.parsers import PARSERS, Parser

READY: dict[str, Parser] = {}
changes = st.lists(st.tuples(st.floats(0, 1), st.floats(0, 0.1), st.binary(max_size=8)), min_size=1, max_size=4)


def parser(name: str) -> Parser:
    """Return a parser, made once."""
    if name not in READY:
        READY[name] = PARSERS[name]()
    return READY[name]


def changed(seed: bytes, parts: list[tuple[float, float, bytes]]) -> bytes:
    """Return a seed with some of its parts replaced."""
    for at, length, instead in parts:
        begin = int(at * len(seed))
        seed = seed[:begin] + instead + seed[begin + int(length * len(seed)) :]
    return seed


@pytest.mark.parametrize("name", PARSERS)
@given(data=st.data())
def test_whatever_it_gets_it_reads_or_refuses(name: str, data: st.DataObject) -> None:
    seed = data.draw(st.sampled_from(parser(name).seeds))
    parser(name).read(data.draw(st.builds(changed, st.just(seed), changes) | st.binary(max_size=200)))
