"""Seeds that nobody can choose: they follow from the digests of what is compared."""

import hashlib


def derived_seeds(scenario: str, baseline: str, candidate: str, count: int) -> tuple[int, ...]:
    """Return the first `count` seeds of a comparison, each from 0 to 2**31 - 1, the most that SUMO takes.

    Seed i is the first 31 bits of SHA-256 of `SCENARIO|BASELINE|CANDIDATE|i`: the three digests as they are written
    (`sha256:` and 64 hex digits) and i from 0 on in decimal digits.
    """
    return tuple(_first_31_bits(f"{scenario}|{baseline}|{candidate}|{i}") for i in range(count))


def _first_31_bits(text: str) -> int:
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:4], "big") >> 1
