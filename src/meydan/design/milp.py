"""A mixed integer linear program as columns and rows, solved by HiGHS to proven optimality.

One thread, a fixed seed and a limit of nodes instead of time: the same program gives the same answer anywhere.
"""

from dataclasses import dataclass, field
from math import inf

import highspy
import numpy as np

SEED = 0
MOST_NODES = 200_000
PROVEN = 1e-6  # of what is gained: HiGHS's own tolerance


@dataclass(slots=True)
class Program:
    """What is to be as large as can be, over which variables, under which rows."""

    names: list[str] = field(default_factory=list)
    least: list[float] = field(default_factory=list)
    most: list[float] = field(default_factory=list)
    gain: list[float] = field(default_factory=list)
    is_whole: list[bool] = field(default_factory=list)
    rows: list[tuple[dict[int, float], float, float]] = field(default_factory=list)

    def add(self, name: str, least: float, most: float, *, gain: float = 0.0, is_whole: bool = False) -> int:
        """Add a variable between two limits; return its place."""
        self.names.append(name)
        self.least.append(least)
        self.most.append(most)
        self.gain.append(gain)
        self.is_whole.append(is_whole)
        return len(self.names) - 1

    def row(self, terms: dict[int, float], least: float = -inf, most: float = inf) -> None:
        """Demand that a sum of variables, each times its factor, lies between two limits."""
        self.rows.append((terms, least, most))


@dataclass(frozen=True, slots=True)
class Solved:
    """The values of the variables, what they gain, and how much more any others could at most gain."""

    values: tuple[float, ...]
    gain: float
    gap: float

    @property
    def is_proven(self) -> bool:
        """Whether no other values can gain more, within the solver's tolerance."""
        return self.gap <= PROVEN


class _Quiet(highspy.Highs):
    """HiGHS that prints nothing: its constructor tells its version on the terminal unless it is silenced in there."""

    def enableCallbacks(self) -> None:  # noqa: N802 - HiGHS's name
        self.setOptionValue("output_flag", False)
        super().enableCallbacks()  # type: ignore[no-untyped-call]  # highspy tells no types


def solve(program: Program) -> Solved | None:
    """Return the best values, or the best found within the limit of nodes; None if none were found."""
    highs = _Quiet()  # type: ignore[no-untyped-call]  # highspy tells no types
    highs.setOptionValue("threads", 1)
    highs.setOptionValue("random_seed", SEED)
    highs.setOptionValue("mip_rel_gap", 0.0)
    highs.setOptionValue("mip_max_nodes", MOST_NODES)
    highs.passModel(_model(program))
    highs.run()
    info = highs.getInfo()
    if info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
        return None
    values = tuple(float(v) for v in highs.getSolution().col_value)
    gap = max(0.0, float(info.mip_dual_bound) - float(info.objective_function_value)) if any(program.is_whole) else 0.0
    return Solved(values, float(info.objective_function_value), gap)


def _model(program: Program) -> highspy.HighsLp:
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = len(program.names), len(program.rows)
    lp.sense_ = highspy.ObjSense.kMaximize
    lp.col_cost_ = np.array(program.gain)
    lp.col_lower_, lp.col_upper_ = np.array(program.least), np.array(program.most)
    lp.row_lower_ = np.array([least for _, least, _ in program.rows])
    lp.row_upper_ = np.array([most for _, _, most in program.rows])
    lp.integrality_ = [
        highspy.HighsVarType.kInteger if whole else highspy.HighsVarType.kContinuous for whole in program.is_whole
    ]
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = np.cumsum([0, *(len(terms) for terms, _, _ in program.rows)])
    lp.a_matrix_.index_ = np.array([place for terms, _, _ in program.rows for place in terms], np.int32)
    lp.a_matrix_.value_ = np.array([factor for terms, _, _ in program.rows for factor in terms.values()])
    return lp
