"""Seeds that nobody can choose."""

import hashlib

from meydan.twin.gate.run_result import BASE, VARIANTS
from meydan.twin.prove.seeds import derived_from, first_seed, seeds_of, seeds_of_pairs


def test_seeds_follow_from_the_three_digests_by_plain_sha256() -> None:
    root = derived_from("sha256:aa", "sha256:bb", "sha256:cc")
    assert root == "sha256:" + hashlib.sha256(b"sha256:aa\nsha256:bb\nsha256:cc\n").hexdigest()
    assert seeds_of(root)[0] == int(hashlib.sha256(f"{root}:0".encode()).hexdigest()[:8], 16) % 2**31


def test_any_other_digest_gives_other_seeds() -> None:
    roots = [derived_from(*names) for names in (("a", "b", "c"), ("x", "b", "c"), ("a", "x", "c"), ("a", "b", "x"))]
    assert len({tuple(seeds_of(root)) for root in roots}) == 4


def test_what_was_reverted_is_proved_on_seeds_that_it_never_had() -> None:
    before, once, twice = (set(seeds_of(derived_from("a", "b", "c", reverts))) for reverts in (0, 1, 2))
    assert not before & once
    assert not once & twice
    assert derived_from("a", "b", "c", 1) == "sha256:" + hashlib.sha256(b"a\nb\nc\nreverted 1\n").hexdigest()


def test_every_pair_has_a_seed_of_its_own() -> None:
    seeds = seeds_of(derived_from("a", "b", "c"))
    assert len(set(seeds)) == len(seeds) == 40 + 3 * 5
    assert all(0 <= seed < 2**31 for seed in seeds)
    assert [first_seed(variant) for variant in (BASE, *VARIANTS)] == [0, 40, 45, 50]


def test_each_pair_has_the_next_seed_of_its_variant() -> None:
    root = derived_from("a", "b", "c")
    seeds = seeds_of(root)
    assert seeds_of_pairs(root, ["base", "detector_lost", "base", "demand_0.85", "detector_lost"]) == [
        seeds[place] for place in (0, 50, 1, 40, 51)
    ]
    assert seeds_of_pairs(root, []) == []


def test_a_pair_too_many_of_a_variant_has_no_seed() -> None:
    root = derived_from("a", "b", "c")
    assert seeds_of_pairs(root, ["base"] * 42)[39:] == [seeds_of(root)[39], -1, -1]
    assert seeds_of_pairs(root, ["detector_lost"] * 6)[-1] == -1
