"""Nobody is trusted by one person alone, and whoever did it is in the audit trail."""

from pathlib import Path

import pytest

from meydan.city.errors import MeydanError, PackageError, StoreError
from meydan.store import trust_map
from meydan.store.office.audit import Search, search, verify
from meydan.store.office.database import Database
from meydan.store.office.two_names import TwoNames
from meydan.store.tree_digest import digest_of
from meydan.store.trust_map import Level, Trusted, read_root, read_trust, trust_city
from tests.exchange.makings import NOW, office_of

ROOT = b"a root"
IZMIR = Trusted("izmir", digest_of(ROOT), "izmir/", ("https://izmir.example/meydan",), Level.PACKAGES)


@pytest.fixture
def office(tmp_path: Path) -> Database:
    return office_of(tmp_path)


def by(first: str = "ayse", second: str = "mehmet") -> TwoNames:
    return TwoNames(first, second, "-", NOW)


def acts(office: Database) -> list[tuple[str, str, str]]:
    wanted = {"registry_trusted", "registry_trust_agreed"}
    found = [one.entry for one in search(office, Search(text="izmir")) if one.entry.act in wanted]
    return sorted((entry.act, entry.person, entry.detail["fingerprint"]) for entry in found)


def test_two_persons_enter_a_partner_and_both_are_in_the_trail(tmp_path: Path, office: Database) -> None:
    trust_city(tmp_path, office, IZMIR, ROOT, by())
    assert (read_trust(tmp_path), read_root(tmp_path, IZMIR)) == ({"izmir": IZMIR}, ROOT)
    assert acts(office) == [
        ("registry_trust_agreed", "mehmet", IZMIR.fingerprint),
        ("registry_trusted", "ayse", IZMIR.fingerprint),
    ]
    assert verify(tmp_path / "office").broken_at is None


@pytest.mark.parametrize(
    ("first", "second", "code"),
    [
        ("ayse", "ayse", "two.same_person"),
        ("ayse", "can", "two.not_allowed"),
        ("zeynep", "ayse", "two.not_allowed"),
        ("ayse", "nobody", "office.no_person"),
    ],
)
def test_one_person_or_the_wrong_ones_enter_nobody(
    tmp_path: Path, office: Database, first: str, second: str, code: str
) -> None:
    with pytest.raises(StoreError) as caught:
        trust_city(tmp_path, office, IZMIR, ROOT, by(first, second))
    assert (caught.value.code, read_trust(tmp_path), acts(office)) == (code, {}, [])


def test_a_coordinator_and_an_approver_may(tmp_path: Path, office: Database) -> None:
    trust_city(tmp_path, office, IZMIR, ROOT, by("mehmet", "zeynep"))
    assert "izmir" in read_trust(tmp_path)


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"city": "../izmir"}, "registry.bad_city"),
        ({"fingerprint": digest_of(b"another")}, "trust.other_fingerprint"),
        ({"prefix": "izmir"}, "trust.bad_prefix"),
        ({"prefix": "/"}, "trust.bad_prefix"),
        ({"prefix": "../"}, "trust.bad_prefix"),
        ({"prefix": "izmir/plans/"}, "trust.prefix_taken"),
        ({"prefix": "izmir/"}, "trust.prefix_taken"),
    ],
)
def test_a_partner_with_a_fault_is_not_entered(
    tmp_path: Path, office: Database, changed: dict[str, str], code: str
) -> None:
    trust_city(tmp_path, office, IZMIR, ROOT, by())
    told = {"city": "koeln", "fingerprint": IZMIR.fingerprint, "prefix": "koeln/"} | changed
    partner = Trusted(told["city"], told["fingerprint"], told["prefix"], (), Level.PACKAGES)
    with pytest.raises(PackageError) as caught:
        trust_city(tmp_path, office, partner, ROOT, by())
    assert (caught.value.code, list(read_trust(tmp_path)), len(acts(office))) == (code, ["izmir"], 2)


def test_nobody_did_anything_if_the_files_cannot_be_written(
    tmp_path: Path, office: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(file: Path, data: bytes) -> None:
        raise OSError("no space left")

    monkeypatch.setattr(trust_map, "write_whole", full)
    with pytest.raises(MeydanError, match=r"trust\.unusable"):
        trust_city(tmp_path, office, IZMIR, ROOT, by())
    assert acts(office) == []


def test_a_root_that_was_changed_on_the_disk_is_refused(tmp_path: Path, office: Database) -> None:
    trust_city(tmp_path, office, IZMIR, ROOT, by())
    (tmp_path / "exchange" / "roots" / "izmir.root.json").write_bytes(b"another")
    with pytest.raises(StoreError) as caught:
        read_root(tmp_path, IZMIR)
    assert caught.value.faults[0].what.code == "trust.other_root"


@pytest.mark.parametrize("text", ["", "{}", '[{"city": "izmir"}]', "\xff"])
def test_a_map_that_is_none_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "exchange").mkdir()
    (tmp_path / "exchange" / "trust.json").write_text(text, encoding="latin-1")
    with pytest.raises(StoreError, match=r"trust\.unusable"):
        read_trust(tmp_path)
