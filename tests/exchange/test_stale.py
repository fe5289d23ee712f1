"""A registry past its end: used by two persons together, for one state of it, and never where a signature is wrong."""

import shutil
from pathlib import Path

import pytest

from meydan.city.errors import PackageError, StoreError
from meydan.city.instant import Instant
from meydan.exchange.partner import Copy, fetch_package, kept_copy, update_copy
from meydan.exchange.registry import open_registry, publish, refresh
from meydan.exchange.verify import Outcome, verify
from meydan.store import stale_copies
from meydan.store.office.audit import Search, search
from meydan.store.office.database import Database
from meydan.store.office.two_names import TwoNames
from meydan.store.stale_copies import ACCEPTED_DAYS, accept_stale, accepted_now, find_accepted
from meydan.store.tree_digest import digest_of
from meydan.store.trust_map import Trusted
from tests.exchange.makings import DAY_MS, NOW, City, archive_of, json_bytes, trust


@pytest.fixture
def old(tmp_path: Path) -> City:
    """Return a city that has not signed its registry for 35 days."""
    city, then = City("izmir", tmp_path / "izmir"), Instant(NOW - 35 * DAY_MS)
    city.publish(city.begin(then), {"p.meydan": archive_of(city)}, then)
    return city


@pytest.fixture
def partner(home: Path, old: City) -> Trusted:
    return trust(home, old)


def accept(home: Path, copy: Copy, first: str = "ayse", second: str = "mehmet", now: Instant = NOW) -> None:
    office = Database.open(home / "office")
    try:
        by = TwoNames(first, second, "-", now)
        accept_stale(home, office, copy.partner.city, accepted_now(copy.state, now), "2026-11-01", by)
    finally:
        office.close()


def acts(home: Path) -> set[tuple[str, str]]:
    office = Database.open(home / "office")
    try:
        found = search(office, Search(text="izmir"))
    finally:
        office.close()
    return {(one.entry.act, one.entry.person) for one in found if "stale" in one.entry.act}


def test_two_persons_use_it_and_it_is_marked_with_its_age(home: Path, old: City, partner: Trusted) -> None:
    with pytest.raises(PackageError, match=r"registry\.expired"):
        update_copy(home, partner)
    copy = update_copy(home, partner, stale=True)
    assert copy.stale_days == 5
    with pytest.raises(PackageError, match=r"registry\.expired"):
        kept_copy(home, partner)  # nobody has accepted it yet
    accept(home, copy)
    assert acts(home) == {("registry_stale_accepted", "ayse"), ("registry_stale_agreed", "mehmet")}
    kept = kept_copy(home, partner)
    assert kept == copy
    assert fetch_package(home, kept, kept.listed[0]) == archive_of(old)
    report = verify(archive_of(old), [kept])
    (stale,) = (check for check in report.checks if check.name == "stale")
    assert (stale.outcome, dict(stale.why[0].what.values)["days"]) == (Outcome.FLAGGED, 5)


@pytest.mark.parametrize(
    ("first", "second", "code"), [("ayse", "ayse", "two.same_person"), ("ayse", "can", "two.not_allowed")]
)
def test_one_person_or_the_wrong_ones_accept_nothing(
    home: Path, partner: Trusted, first: str, second: str, code: str
) -> None:
    copy = update_copy(home, partner, stale=True)
    with pytest.raises(StoreError) as caught:
        accept(home, copy, first, second)
    assert (caught.value.code, find_accepted(home, "izmir"), acts(home)) == (code, None, set())


def test_nobody_is_said_to_have_accepted_what_could_not_be_written(
    home: Path, partner: Trusted, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError("no space left")

    copy = update_copy(home, partner, stale=True)
    monkeypatch.setattr(stale_copies, "write_whole", full)
    with pytest.raises(StoreError, match=r"trust\.unusable"):
        accept(home, copy)
    assert acts(home) == set()


def test_it_is_accepted_for_a_few_days_only(home: Path, partner: Trusted) -> None:
    accept(home, update_copy(home, partner, stale=True), now=Instant(NOW - (ACCEPTED_DAYS + 1) * DAY_MS))
    with pytest.raises(PackageError, match=r"registry\.expired"):
        kept_copy(home, partner)


def test_another_state_that_ended_too_is_not_what_was_accepted(home: Path, old: City, partner: Trusted) -> None:
    accept(home, update_copy(home, partner, stale=True))
    refresh(open_registry(old.folder), [old.online], Instant(NOW - 32 * DAY_MS))
    update_copy(home, partner, stale=True)
    with pytest.raises(PackageError, match=r"registry\.expired"):
        kept_copy(home, partner)


def test_a_root_past_its_end_is_never_accepted(home: Path, tmp_path: Path) -> None:
    city, then = City("izmir", tmp_path / "izmir"), Instant(NOW - 366 * DAY_MS)
    city.publish(city.begin(then), {"p.meydan": archive_of(city)}, Instant(NOW - 35 * DAY_MS))
    partner = trust(home, city)
    with pytest.raises(PackageError, match=r"registry\.expired"):
        update_copy(home, partner, stale=True)
    copied = home / "exchange" / "copies" / "izmir"
    state = digest_of((copied / "metadata" / "timestamp.json").read_bytes())
    (copied / stale_copies.FILE).write_bytes(json_bytes({"state": state, "until": NOW + DAY_MS}))
    with pytest.raises(PackageError, match=r"registry\.expired"):
        kept_copy(home, partner)


def test_a_wrong_signature_or_an_older_state_is_never_accepted(
    home: Path, old: City, partner: Trusted, tmp_path: Path
) -> None:
    before = shutil.copytree(old.folder, tmp_path / "before")
    refresh(open_registry(old.folder), [old.online], Instant(NOW - 32 * DAY_MS))
    update_copy(home, partner, stale=True)
    with pytest.raises(PackageError, match=r"registry\.rolled_back"):
        update_copy(home, partner, str(before), stale=True)
    file = old.folder / "metadata" / "timestamp.json"
    changed = file.read_text().replace('"version":4', '"version":5')
    assert changed != file.read_text()
    file.write_text(changed)
    with pytest.raises(PackageError, match=r"registry\.unsigned"):
        update_copy(home, partner, stale=True)


def test_a_registry_in_its_time_needs_nobody_and_is_not_stale(home: Path, old: City, partner: Trusted) -> None:
    accept(home, update_copy(home, partner, stale=True))
    refresh(open_registry(old.folder), [old.online], NOW)
    assert update_copy(home, partner).stale_days is None
    assert all(check.name != "stale" for check in verify(archive_of(old), [kept_copy(home, partner)]).checks)


def test_what_is_fetched_is_what_was_listed(home: Path, old: City, partner: Trusted) -> None:
    copy = update_copy(home, partner, stale=True)
    registry = open_registry(old.folder)
    registry.targets.targets.clear()  # a city that publishes something else at a place it has used
    publish(registry, {copy.listed[0].place: (b"something else", {})}, old.signers, Instant(NOW - 33 * DAY_MS))
    with pytest.raises(PackageError, match=r"registry\.changed"):
        fetch_package(home, copy, copy.listed[0])
