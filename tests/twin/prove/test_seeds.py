"""Seeds that nobody can choose."""

import hashlib

from meydan.twin.gate.run_result import BASE, VARIANTS
from meydan.twin.prove.seeds import derived_from, first_seed, seeds_of


def test_seeds_follow_from_the_three_digests_by_plain_sha256() -> None:
    root = derived_from("sha256:aa", "sha256:bb", "sha256:cc")
    assert root == "sha256:" + hashlib.sha256(b"sha256:aa\nsha256:bb\nsha256:cc\n").hexdigest()
    assert seeds_of(root)[0] == int(hashlib.sha256(f"{root}:0".encode()).hexdigest()[:8], 16) % 2**31


def test_any_other_digest_gives_other_seeds() -> None:
    roots = [derived_from(*names) for names in (("a", "b", "c"), ("x", "b", "c"), ("a", "x", "c"), ("a", "b", "x"))]
    assert len({tuple(seeds_of(root)) for root in roots}) == 4


def test_every_pair_has_a_seed_of_its_own() -> None:
    seeds = seeds_of(derived_from("a", "b", "c"))
    assert len(set(seeds)) == len(seeds) == 40 + 3 * 5
    assert all(0 <= seed < 2**31 for seed in seeds)
    assert [first_seed(variant) for variant in (BASE, *VARIANTS)] == [0, 40, 45, 50]
