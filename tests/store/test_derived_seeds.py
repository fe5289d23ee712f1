"""Seeds follow from what is compared."""

import hashlib

from meydan.store.derived_seeds import derived_seeds
from meydan.store.tree_digest import digest_of

ABC = [digest_of(text) for text in (b"scenario", b"baseline", b"candidate")]


def test_a_seed_is_what_sha256sum_says() -> None:
    first = hashlib.sha256(f"{ABC[0]}|{ABC[1]}|{ABC[2]}|0".encode()).hexdigest()
    assert derived_seeds(*ABC, 1) == (int(first[:8], 16) >> 1,)
    assert derived_seeds("a", "b", "c", 3) == (1534462443, 546585358, 1388814249)


def test_more_seeds_begin_with_the_same_ones_and_another_candidate_has_others() -> None:
    assert derived_seeds(*ABC, 40)[:15] == derived_seeds(*ABC, 15)
    assert not set(derived_seeds(*ABC, 40)) & set(derived_seeds(*ABC[:2], digest_of(b"other"), 40))
    assert all(0 <= seed < 2**31 for seed in derived_seeds(*ABC, 40))
