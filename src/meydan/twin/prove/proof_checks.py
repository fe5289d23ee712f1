"""What must hold inside a proof, whoever made it: its seeds, days, looks, verdict and change.

Whoever may stop when it suits them passes sooner or later, so it is judged anew where the gate had to stop. Rows that
need the city (controllers without traffic, cycles, detectors) are taken for passed here: only a rerun can tell. An
honest proof never fails by that: each of them can only have stopped it earlier.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from math import isclose, isfinite

from msgspec import UnsetType

from meydan.city.because import Because, because
from meydan.twin.gate.emergency_verdict import EmergencyTest
from meydan.twin.gate.gate import About, Verdict, awaits_variants, judge, verdict_of
from meydan.twin.gate.levels import BLOCK, LOOKS, MOST_PAIRS, VARIANT_PAIRS
from meydan.twin.gate.network_delay import delay_of
from meydan.twin.gate.row import Row
from meydan.twin.gate.run_result import BASE, HARDEST_FIRST, VARIANTS, Pair
from meydan.twin.prove.proof_shape import Proof, ProvedDelay
from meydan.twin.prove.seeds import derived_from, seeds_of_pairs

ROWS = 10
ANY_CYCLE_S = 1e9
CLOSE = 1e-5  # what another machine may round otherwise
GOOD = ("passed", "passed_on_twin")


def proof_faults(proof: Proof) -> list[Because]:
    """Return everything that is wrong inside a proof."""
    faults = [*_drawn_faults(proof), *_count_faults(proof)]
    if faults:
        return faults
    try:
        return [*_look_faults(proof), *_verdict_faults(proof)]
    except (ArithmeticError, ValueError):  # whoever signs it writes what they like, such as 1e308
        return [because("prove.odd_numbers")]


def proved_delay(pairs: Sequence[Pair]) -> ProvedDelay | None:
    """Return what a proof says of the delay of people, over the pairs of the days as they are; None without any."""
    base = [pair for pair in pairs if pair.variant == BASE]
    if not base:
        return None
    found = delay_of(base)
    low, high = (round(x, 6) if isfinite(x) else None for x in (found.change.low, found.change.high))
    change = round(found.change.value, 6)
    return ProvedDelay(round(found.old_s, 6), round(found.new_s, 6), change, low, high, found.level, len(base))


def _drawn_faults(proof: Proof) -> Iterator[Because]:
    """Yield seeds and days that do not follow from the digests."""
    root = derived_from(proof.scenario.digest, proof.baseline.digest, proof.candidate.digest, proof.reverted)
    seeds = tuple(seeds_of_pairs(root, [pair.variant for pair in proof.pairs]))
    if (root, seeds, seeds) != (proof.derived_from, proof.seeds, tuple(pair.seed for pair in proof.pairs)):
        yield because("prove.chosen_seeds")
    days, so_far = [day.name for day in proof.scenario.days], Counter[str]()
    for pair in proof.pairs:
        if not days or pair.day != days[so_far[pair.variant] % len(days)]:
            yield because("prove.chosen_days")
            break
        so_far[pair.variant] += 1
    if len({day.digest for day in proof.scenario.days}) < len(days) or len(set(days)) < len(days):
        yield because("prove.days_repeated")


def _count_faults(proof: Proof) -> Iterator[Because]:
    """Yield a number of pairs after which no look may end a proof with this verdict."""
    base = sum(pair.variant == BASE for pair in proof.pairs)
    variants = [pair.variant for pair in proof.pairs[base:]]
    blocks = len(variants) // VARIANT_PAIRS
    planned = [name for name in HARDEST_FIRST[:blocks] for _ in range(VARIANT_PAIRS)]
    if variants != planned or not _is_a_look(base, blocks, proof.verdict):
        most = max(Counter(variants).values(), default=0)
        yield because("prove.no_look", pairs=base, variants=len(set(variants)), most=most)


def _is_a_look(base: int, blocks: int, verdict: Verdict) -> bool:
    """Say whether a proof may end with a verdict after so many pairs of the days as they are, and so many variants."""
    if blocks:
        return base in LOOKS and (verdict == "failed" or blocks == len(VARIANTS))
    if verdict == "failed":
        return base % BLOCK == 0 and base <= MOST_PAIRS
    return verdict == "undecided" and base == MOST_PAIRS


def _look_faults(proof: Proof) -> Iterator[Because]:
    """Yield the first look at which the gate had to stop and did not."""
    base, whole = sum(pair.variant == BASE for pair in proof.pairs), len(proof.pairs)
    for count in (*range(BLOCK, base, BLOCK), *range(base + VARIANT_PAIRS, whole, VARIANT_PAIRS)):
        judged = judge(proof.pairs[:count], _about(proof))
        if judged.verdict == "failed" or (count < base and awaits_variants(judged.rows)):
            yield because("prove.went_on", look=count, pairs=whole)
            return


def _verdict_faults(proof: Proof) -> Iterator[Because]:
    """Yield a verdict that the pairs or the rows do not bear out, and a change that is not that of the pairs."""
    judged = judge(proof.pairs, _about(proof))
    may_be = {"failed": proof.verdict == "failed", "undecided": proof.verdict not in GOOD}
    if not may_be.get(judged.verdict, True) or (proof.improves and not judged.improves):
        yield because("prove.other_verdict")
    rows = [Row(row.row, row.code, row.verdict, row.numbers, row.why.sentence()) for row in proof.rows]
    if [row.row for row in rows] != list(range(ROWS)) or verdict_of(rows) != proof.verdict:
        yield because("prove.other_rows")
    if not _is_close(proof.delay, proved_delay(proof.pairs)):
        yield because("prove.other_delay")


def _about(proof: Proof) -> About:
    cycles_s = {name: ANY_CYCLE_S for pair in proof.pairs for name in pair.new.longest_waits_s}
    called = EmergencyTest() if isinstance(proof.emergency, UnsetType) else proof.emergency
    return About(cycles_s=cycles_s, emergency=called, is_same=proof.candidate.digest == proof.baseline.digest)


def _is_close(told: ProvedDelay | None, found: ProvedDelay | None) -> bool:
    if told is None or found is None:
        return told is found
    if (told.level, told.pairs) != (found.level, found.pairs):
        return False
    both = ((getattr(told, name), getattr(found, name)) for name in ("old_s", "new_s", "change", "low", "high"))
    return all(a is b if a is None or b is None else isclose(a, b, rel_tol=CLOSE, abs_tol=CLOSE) for a, b in both)
