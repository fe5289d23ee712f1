"""The seeds of a proof, derived from what is proved: nobody can choose them afterwards."""

import hashlib

from meydan.store.tree_digest import digest_of
from meydan.twin.gate.levels import MOST_PAIRS, VARIANT_PAIRS
from meydan.twin.gate.run_result import BASE, VARIANTS

SEEDS = 2**31


def derived_from(scenario: str, baseline: str, candidate: str) -> str:
    """Return the digest that the seeds are derived from: that of the three digests, one a line."""
    return digest_of(f"{scenario}\n{baseline}\n{candidate}\n".encode())


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
