"""Passwords are kept as argon2id hashes, and a name without an account takes as long as one with."""

from argon2 import PasswordHasher, extract_parameters
from argon2.low_level import Type

from meydan.city.secret import Secret
from meydan.store.office import passwords
from meydan.store.office.passwords import hash_password, is_right, is_sound

RIGHT = Secret("doğru at pil zımba")


def test_a_password_is_hashed_with_argon2id_at_full_cost() -> None:
    stored = hash_password(RIGHT)
    used = extract_parameters(stored)
    assert (used.type, used.time_cost, used.memory_cost, used.parallelism) == (Type.ID, 3, 65536, 4)
    assert is_right(stored, RIGHT)
    assert not is_right(stored, Secret("doğru at pil zimba"))
    assert "zımba" not in stored


def test_nobody_signs_in_without_an_account_and_it_takes_as_long() -> None:
    assert not is_right("", Secret("a password that nobody has"))
    assert extract_parameters(passwords.NOBODYS) == extract_parameters(PasswordHasher().hash("x"))


def test_what_is_no_hash_fits_nothing() -> None:
    assert not is_right("plain", Secret("plain"))


def test_a_password_is_twelve_letters_or_more() -> None:
    assert [is_sound(Secret("x" * n)) for n in (0, 11, 12, 1024, 1025)] == [False, False, True, True, False]
