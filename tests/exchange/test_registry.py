"""A city keeps its own registry: whole at every moment, each key in its office, nothing published twice."""

from pathlib import Path

import pytest
from securesystemslib.signer import CryptoSigner

from meydan.city.errors import PackageError
from meydan.city.instant import Instant
from meydan.exchange.manifest import InBoth
from meydan.exchange.partner import (
    EVIDENCE,
    update_copy,
    version_order,
)
from meydan.exchange.publishing import publish_files, withdraw
from meydan.exchange.registry import (
    RootKeys,
    make_registry,
    open_registry,
    refresh,
    renew_root,
    rotate,
)
from meydan.exchange.statement import Predicate
from meydan.exchange.withdrawal import withdrawals
from meydan.store import whole_file
from meydan.store.package_zip import pack
from meydan.store.tree_digest import digest_of
from meydan.store.trust_map import Trusted
from tests.exchange.makings import DAY_MS, NOW, City, archive_of, envelope, files_of, package_of, proof

PLACE = "izmir/adaptive-corridor-1.2.0.meydan"
REASON = InBoth("Yaya fazı eksik", "A pedestrian phase is missing")


def test_a_root_key_can_be_replaced_by_the_two_others(home: Path, izmir: City, partner: Trusted) -> None:
    new, out = CryptoSigner.generate_ed25519(), izmir.signers[2].public_key.keyid
    rotate(open_registry(izmir.folder), "root", new.public_key, out, izmir.signers[:2], NOW)
    assert len(update_copy(home, partner).listed) == 1
    with pytest.raises(PackageError, match=r"registry\.too_few_keys"):
        renew_root(open_registry(izmir.folder), [izmir.signers[1], izmir.signers[2]], NOW)
    renew_root(open_registry(izmir.folder), [izmir.signers[1], new], NOW)
    assert len(update_copy(home, partner).listed) == 1


def test_a_refresh_renews_a_snapshot_that_ends_soon(tmp_path: Path) -> None:
    city = City("izmir", tmp_path / "izmir")
    registry = city.begin(Instant(NOW - 20 * DAY_MS))
    same = refresh(registry, [city.online], NOW)
    assert same.snapshot.version == registry.snapshot.version
    later = refresh(same, [city.online], Instant(NOW + 15 * DAY_MS))
    assert (later.snapshot.version, later.timestamp.version) == (registry.snapshot.version + 1, 4)


def test_two_offices_never_share_a_key(tmp_path: Path) -> None:
    one, two, three, four, five = (CryptoSigner.generate_ed25519() for _ in range(5))
    root = (one.public_key, two.public_key, three.public_key)
    with pytest.raises(PackageError, match=r"registry\.same_key"):
        make_registry(tmp_path, "izmir", RootKeys(root, four.public_key, one.public_key), [], NOW)
    keys = RootKeys(root, four.public_key, five.public_key)
    with pytest.raises(PackageError, match=r"registry\.bad_city"):
        make_registry(tmp_path, "../izmir", keys, [], NOW)
    assert list(tmp_path.iterdir()) == []


def test_a_version_is_never_published_with_other_content(izmir: City) -> None:
    izmir.publish(open_registry(izmir.folder), {"same.meydan": archive_of(izmir)})
    other = files_of(izmir) | {"CARD.en.md": b"# Another card\n"}
    with pytest.raises(PackageError, match=r"registry\.place_taken"):
        izmir.publish(open_registry(izmir.folder), {"other.meydan": pack(other)})


def test_a_city_publishes_only_its_own_packages_and_its_own_words(izmir: City, tmp_path: Path) -> None:
    koeln = City("koeln", tmp_path / "koeln")
    registry = koeln.begin()
    with pytest.raises(PackageError, match=r"registry\.other_city"):
        koeln.publish(registry, {"p.meydan": archive_of(izmir)})
    foreign = envelope(izmir, package_of(files_of(izmir)), proof())
    with pytest.raises(PackageError, match=r"registry\.not_our_signature"):
        koeln.publish(registry, {"e.dsse.json": foreign})
    said = {"format": "meydan-reproduction/1", "of": digest_of(b"x"), "outcome": "equal"}
    own = envelope(koeln, package_of(files_of(izmir)), said, Predicate.REPRODUCTION)
    published = koeln.publish(registry, {"e.dsse.json": own})
    assert [told.custom["kind"] for told in published.targets.targets.values()] == [EVIDENCE]


def test_a_withdrawal_is_told_with_its_reason(home: Path, izmir: City, partner: Trusted) -> None:
    given = [izmir.targets, izmir.online]
    registry = withdraw(open_registry(izmir.folder), PLACE, REASON, given, NOW)
    (found,) = withdrawals(update_copy(home, partner))
    assert (found.place, found.content, found.reason) == (PLACE, package_of(files_of(izmir)).digest, REASON)
    for place, code in ((PLACE, "withdrawn_before"), ("izmir/no.meydan", "nothing_there")):
        with pytest.raises(PackageError, match=rf"registry\.{code}"):
            withdraw(registry, place, REASON, given, NOW)


def test_a_kill_while_publishing_leaves_the_state_before(izmir: City, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever was written last, the timestamp still tells of a whole registry."""
    before, write = open_registry(izmir.folder), whole_file.write_whole
    for done in range(4):
        left = done

        def killed(file: Path, data: bytes) -> None:
            nonlocal left
            if left == 0:
                raise KeyboardInterrupt
            left -= 1
            write(file, data)

        monkeypatch.setattr("meydan.store.registry_folder.write_whole", killed)
        with pytest.raises(KeyboardInterrupt):
            izmir.publish(before, {"q.meydan": archive_of(izmir, "1.3.0")})
        assert open_registry(izmir.folder).targets == before.targets
    monkeypatch.setattr("meydan.store.registry_folder.write_whole", write)
    assert (
        len(izmir.publish(open_registry(izmir.folder), {"q.meydan": archive_of(izmir, "1.3.0")}).targets.targets) == 2
    )


def test_the_newest_version_is_found() -> None:
    versions = ["1.10.0", "1.9.9", "2.0.0-rc.10", "2.0.0-beta", "2.0.0", "2.0.0-rc", "0.1.0", "2.0.0-rc.2"]
    before = ["2.0.0-beta", "2.0.0-rc", "2.0.0-rc.2", "2.0.0-rc.10"]
    assert sorted(versions, key=version_order) == ["0.1.0", "1.9.9", "1.10.0", *before, "2.0.0"]


def test_a_version_that_is_none_is_never_the_newest() -> None:
    """What a registry tells of its packages is not checked by any manifest."""
    for odd in ("v9", "", "-", "9999999999.0.0", "x" * 10_000, "latest", "٩.0.0"):
        assert max(["0.0.1", odd], key=version_order) == "0.0.1", odd


def test_publishing_nothing_new_signs_for_another_year(izmir: City) -> None:
    before = open_registry(izmir.folder)
    after, places = publish_files(before, [], [izmir.targets, izmir.online], Instant(NOW + 100 * DAY_MS))
    assert places == ()
    assert after.targets.expires > before.targets.expires
