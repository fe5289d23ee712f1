"""Seeds that nobody can choose: they follow from the digests of what is compared, in one order."""

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence

from meydan.store.tree_digest import digest_of

SEEDS = 2**31  # SUMO takes them from 0 to one less
FIRST_OF: Mapping[str, int] = {"base": 0, "demand_0.85": 40, "demand_1.15": 45, "detector_lost": 50}
"""Which seed is the first of each variant of a proof: the given demand may need 40 pairs, each other has 5."""


def derived_from(scenario: str, baseline: str, candidate: str) -> str:
    """Return the digest that the seeds are derived from: that of the three digests, one a line."""
    return digest_of(f"{scenario}\n{baseline}\n{candidate}\n".encode())


def derived_seeds(root: str, count: int) -> list[int]:
    """Return the first `count` seeds that follow from a digest; none comes twice.

    Seed n is made of the first 8 hex digits of SHA-256("ROOT:n"), modulo 2^31.
    """
    found: dict[int, None] = {}
    number = 0
    while len(found) < count:
        found[int(hashlib.sha256(f"{root}:{number}".encode()).hexdigest()[:8], 16) % SEEDS] = None
        number += 1
    return list(found)


def seeds_of_pairs(root: str, variants: Sequence[str]) -> list[int]:
    """Return the seed that each pair of runs must have, given the variants of the pairs in order."""
    places, so_far = [], Counter[str]()
    for variant in variants:
        places.append(FIRST_OF[variant] + so_far[variant])
        so_far[variant] += 1
    seeds = derived_seeds(root, max(places, default=0) + 1)
    return [seeds[place] for place in places]
