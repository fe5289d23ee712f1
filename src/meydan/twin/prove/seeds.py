"""The seeds of a proof, derived from what is proved: nobody can choose them afterwards."""

import hashlib
from collections import Counter
from collections.abc import Sequence

from meydan.store.tree_digest import digest_of
from meydan.twin.gate.levels import MOST_PAIRS, VARIANT_PAIRS
from meydan.twin.gate.run_result import BASE, VARIANTS

SEEDS = 2**31


def derived_from(scenario: str, baseline: str, candidate: str, reverts: int = 0) -> str:
    """Return the digest that the seeds are derived from: that of the three digests, one a line.

    What was reverted is proved on other seeds than before, for runs are the same whenever they are run: a line more
    says how often.
    """
    again = f"reverted {reverts}\n" if reverts else ""
    return digest_of(f"{scenario}\n{baseline}\n{candidate}\n{again}".encode())


def seeds_of(root: str) -> list[int]:
    """Return the seed of each pair in order: those of the base first, then of each variant; none comes twice.

    Seed n is made of the first 8 hex digits of SHA-256("ROOT:n"), modulo 2^31.
    """
    found: dict[int, None] = {}
    number = 0
    while len(found) < MOST_PAIRS + VARIANT_PAIRS * len(VARIANTS):
        found[int(hashlib.sha256(f"{root}:{number}".encode()).hexdigest()[:8], 16) % SEEDS] = None
        number += 1
    return list(found)


def first_seed(variant: str) -> int:
    """Return the place of the first seed of a variant."""
    return 0 if variant == BASE else MOST_PAIRS + VARIANT_PAIRS * VARIANTS.index(variant)


def seeds_of_pairs(root: str, variants: Sequence[str]) -> list[int]:
    """Return the seed that each pair of runs must have, given the variants of the pairs in order.

    A pair beyond those that the gate asks of its variant has none that would do: -1.
    """
    seeds, so_far, found = seeds_of(root), Counter[str](), list[int]()
    for variant in variants:
        most = MOST_PAIRS if variant == BASE else VARIANT_PAIRS if variant in VARIANTS else 0
        found.append(seeds[first_seed(variant) + so_far[variant]] if so_far[variant] < most else -1)
        so_far[variant] += 1
    return found
