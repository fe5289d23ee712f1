"""A program is solved to proven optimality, or says how far it is from it."""

import random

import pytest

from meydan.design import milp
from meydan.design.milp import Program, Solved, solve


def knapsack(items: int) -> Program:
    """Return which of many things of nearly equal worth to carry: easy to begin, hard to prove."""
    draw, program = random.Random(3), Program()
    weights = [draw.randint(200, 300) for _ in range(items)]
    things = [program.add("x", 0, 1, gain=weight + draw.random(), is_whole=True) for weight in weights]
    for part in range(3):
        terms = {x: float(weights[(x + 7 * part) % items]) for x in things}
        program.row(terms, most=sum(weights) / 2.1)
    return program


def solved(program: Program) -> Solved:
    found = solve(program)
    assert found is not None
    return found


def test_a_small_program_has_its_best_values() -> None:
    program = Program()
    x, y = program.add("x", 0, 10, gain=3), program.add("y", 0, 10, gain=2, is_whole=True)
    program.row({x: 1.0, y: 1.0}, most=4.5)
    program.row({x: 1.0}, most=1.2)
    found = solved(program)
    assert found.values == pytest.approx((1.2, 3.0))
    assert found.gain == pytest.approx(9.6)
    assert found.is_proven


def test_a_program_that_cannot_be_has_no_values() -> None:
    program = Program()
    x = program.add("x", 0, 1)
    program.row({x: 1.0}, least=2.0)
    assert solve(program) is None


def test_what_the_limit_of_nodes_leaves_unproven_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(milp, "MOST_NODES", 1)
    found = solved(knapsack(60))
    assert found.gap > 0
    assert not found.is_proven


def test_nothing_is_printed(capfd: pytest.CaptureFixture[str]) -> None:
    solved(knapsack(5))
    assert capfd.readouterr() == ("", "")
