"""Row 4: no approach pays for what others win."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import fmean

from meydan.city.because import Because, because
from meydan.report.limits import Limits, mean_limits
from meydan.twin.gate.levels import APPROACH_LEVEL
from meydan.twin.gate.row import Row, RowVerdict, known, worst
from meydan.twin.gate.run_result import Pair, RunResult
from meydan.twin.gate.units import observed

BUSY_VPH = 50.0
WORSE_BY_S, WORSE_BY_SHARE = 10.0, 0.20
LEVEL_F_S = 80.0  # Highway Capacity Manual: control delay beyond which a signalised approach has level of service F


@dataclass(frozen=True, slots=True)
class Approach:
    """One busy approach: its mean delay before and after [s], the difference with its limits, and its verdict."""

    name: str
    volume_vph: float
    old_s: float
    new_s: float
    change: Limits
    verdict: RowVerdict

    @property
    def allowed_s(self) -> float:
        """How much worse it may become."""
        return max(WORSE_BY_S, WORSE_BY_SHARE * self.old_s)

    @property
    def is_newly_f(self) -> bool:
        """Whether it had a level of service and has none any more."""
        return self.old_s <= LEVEL_F_S < self.new_s


def nobody_pays(pairs: Sequence[Pair]) -> Row:
    """Return row 4: each approach with more than 50 veh/h stays within max(10 s, 20 %), none is newly at level F."""
    found = busy_approaches(pairs)
    if not found:
        return Row(4, "gate.nobody_pays", "not_assessed", {"approaches": 0}, because("gate.nobody_pays_no_data"))
    verdict = worst([one.verdict for one in found])
    top = max(found, key=lambda one: (one.verdict == verdict, one.change.high - one.allowed_s, one.name))
    numbers = known(
        {
            "approaches": len(found),
            "failed": sum(one.verdict == "failed" for one in found),
            "undecided": sum(one.verdict == "undecided" for one in found),
            "newly_f": sum(one.is_newly_f for one in found),
            "closest": top.name,
            "closest_old_s": top.old_s,
            "closest_new_s": top.new_s,
            "closest_high_s": top.change.high,
            "closest_allowed_s": top.allowed_s,
            "level": APPROACH_LEVEL,
        }
    )
    return Row(4, "gate.nobody_pays", verdict, numbers, _why(found, verdict, top))


def _why(found: Sequence[Approach], verdict: RowVerdict, top: Approach) -> Because:
    return because(
        f"gate.nobody_pays_{verdict}",
        approaches=len(found),
        those=sum(one.verdict == verdict for one in found),
        closest=top.name,
        old_s=top.old_s,
        new_s=top.new_s,
        high_s=top.change.high,
        allowed_s=top.allowed_s,
    )


def busy_approaches(pairs: Sequence[Pair]) -> list[Approach]:
    """Return every approach with more than 50 veh/h, in order of names."""
    names = sorted({name for pair in pairs for name in pair.old.approaches})
    volumes = {name: fmean([_volume_vph(pair.old, name) for pair in pairs]) for name in names}
    return [_judged(name, volumes[name], pairs) for name in names if volumes[name] > BUSY_VPH]


def _judged(name: str, volume_vph: float, pairs: Sequence[Pair]) -> Approach:
    old, new = observed(pairs, lambda run: run.approaches[name].delay_s if name in run.approaches else None)
    if not old:
        return Approach(name, volume_vph, 0.0, 0.0, Limits(0.0, 0.0, 0.0), "undecided")
    change = mean_limits([n - o for o, n in zip(old, new, strict=True)], APPROACH_LEVEL)
    by_share = mean_limits([n - (1 + WORSE_BY_SHARE) * o for o, n in zip(old, new, strict=True)], APPROACH_LEVEL)
    one = Approach(name, volume_vph, fmean(old), fmean(new), change, "passed")
    if one.is_newly_f or (change.low > WORSE_BY_S and by_share.low > 0):
        verdict: RowVerdict = "failed"
    else:
        verdict = "passed" if change.high <= WORSE_BY_S or by_share.high <= 0 else "undecided"
    return Approach(name, volume_vph, one.old_s, one.new_s, change, verdict)


def _volume_vph(run: RunResult, name: str) -> float:
    return run.approaches[name].volume_vph if name in run.approaches else 0.0
