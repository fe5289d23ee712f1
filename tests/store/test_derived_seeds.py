"""Seeds follow from what is compared, and from the place of the pair."""

import hashlib

from meydan.store.derived_seeds import derived_from, derived_seeds, seeds_of_pairs
from meydan.store.tree_digest import digest_of

ABC = [digest_of(text) for text in (b"scenario", b"baseline", b"candidate")]
ROOT = derived_from(ABC[0], ABC[1], ABC[2])


def test_a_seed_is_what_sha256sum_says() -> None:
    """`printf 'sha256:abc:0' | sha256sum` begins with these digits."""
    assert int(hashlib.sha256(b"sha256:abc:0").hexdigest()[:8], 16) == 0xBE545ECB
    assert derived_seeds("sha256:abc", 1) == [0xBE545ECB - 2**31]


def test_more_seeds_begin_with_the_same_ones_and_another_candidate_has_others() -> None:
    many = derived_seeds(ROOT, 55)
    assert many[:15] == derived_seeds(ROOT, 15)
    assert not set(many) & set(derived_seeds(derived_from(ABC[0], ABC[1], digest_of(b"other")), 55))
    assert len(set(many)) == 55
    assert all(0 <= seed < 2**31 for seed in many)


def test_each_variant_has_seeds_of_its_own() -> None:
    many = derived_seeds(ROOT, 55)
    assert seeds_of_pairs(ROOT, ["base", "detector_lost", "base", "demand_0.85", "detector_lost"]) == [
        many[place] for place in (0, 50, 1, 40, 51)
    ]
    assert seeds_of_pairs(ROOT, []) == []
