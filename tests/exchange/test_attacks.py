"""What an attacker can do to a registry between two cities: each attempt is refused, and told for what it is."""

import json
import shutil
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from securesystemslib.signer import CryptoSigner
from tuf.api.metadata import Metadata, Root

from meydan.city.errors import MeydanError, PackageError
from meydan.city.instant import Instant
from meydan.cli.main import main
from meydan.exchange import partner as reading
from meydan.exchange.manifest import InBoth
from meydan.exchange.partner import (
    check_root,
    fetch_package,
    find_listed,
    kept_copy,
    update_copy,
)
from meydan.exchange.publishing import withdraw
from meydan.exchange.registry import (
    Registry,
    open_registry,
    publish,
    refresh,
    root_bytes,
    rotate,
)
from meydan.exchange.verify import verify
from meydan.exchange.withdrawal import withdrawals
from meydan.store.trust_map import Level, Trusted
from tests.exchange.makings import DAY_MS, NOW, City, archive_of, files_of, package_of, trust

PLACE = "izmir/adaptive-corridor-1.2.0.meydan"


def refused(home: Path, partner: Trusted) -> str:
    """Return with which code reading a partner's registry is refused."""
    with pytest.raises(PackageError) as caught:
        update_copy(home, partner)
    return caught.value.code


def metadata(city: City, name: str) -> Path:
    return city.folder / "metadata" / name


def test_a_package_comes_over_from_a_folder(home: Path, izmir: City, partner: Trusted) -> None:
    copy = update_copy(home, partner)
    found = find_listed(copy, "izmir/adaptive-corridor")
    assert found is not None
    assert (found.place, found.told["title"]["tr"]) == (PLACE, "Uyarlamalı koridor")
    assert fetch_package(home, copy, found) == archive_of(izmir)


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def web(izmir: City) -> Iterator[str]:
    """Serve the registry of İzmir as any web server would, and return its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(izmir.folder)))
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_package_comes_over_from_a_web_server(home: Path, izmir: City, web: str) -> None:
    copy = update_copy(home, trust(home, izmir, mirror=web))
    found = find_listed(copy, PLACE)
    assert found is not None
    assert fetch_package(home, copy, found) == archive_of(izmir)


def test_the_first_mirror_that_can_be_reached_is_read(
    home: Path, izmir: City, partner: Trusted, tmp_path: Path
) -> None:
    mirrors = (str(tmp_path / "no-stick"), "http://127.0.0.1:9", str(izmir.folder))
    both = Trusted(partner.city, partner.fingerprint, partner.prefix, mirrors, partner.level)
    assert len(update_copy(home, both).listed) == 1
    assert refused(home, Trusted("izmir", partner.fingerprint, "izmir/", mirrors[:2], partner.level)).endswith(
        "unreachable"
    )
    assert refused(home, Trusted("izmir", partner.fingerprint, "izmir/", ("ftp://x",), partner.level)).endswith("place")


def test_a_changed_package_is_not_fetched(home: Path, izmir: City, partner: Trusted) -> None:
    copy = update_copy(home, partner)
    (file,) = (izmir.folder / "targets" / "izmir").iterdir()
    data = bytearray(file.read_bytes())
    data[100] ^= 1
    file.write_bytes(data)
    with pytest.raises(PackageError, match=r"registry\.changed"):
        fetch_package(home, copy, copy.listed[0])


@pytest.mark.parametrize("name", ["timestamp.json", "2.targets.json", "3.snapshot.json"])
def test_changed_metadata_is_refused(home: Path, izmir: City, partner: Trusted, name: str) -> None:
    file = metadata(izmir, name)
    text = file.read_text()
    file.write_text(text.replace('"expires":"2', '"expires":"3', 1))
    assert file.read_text() != text
    assert refused(home, partner) in ("registry.unsigned", "registry.changed")


def test_what_a_city_publishes_under_anothers_prefix_counts_for_nothing(
    home: Path, tmp_path: Path, izmir: City
) -> None:
    trust(home, izmir)
    istanbul = City("istanbul", tmp_path / "istanbul")
    registry = istanbul.begin()
    with pytest.raises(PackageError, match=r"registry\.outside"):
        publish(registry, {"izmir/evil-1.0.0.meydan": (b"x", {})}, istanbul.signers, NOW)
    lying = Registry(registry.folder, registry.root, registry.targets, registry.snapshot, registry.timestamp)
    lying.root.unrecognized_fields["x-meydan-city"] = "izmir"  # its own program says what it likes; its root does not
    publish(lying, {"izmir/evil-1.0.0.meydan": (b"x", {"kind": "package", "id": "izmir/evil"})}, istanbul.signers, NOW)
    copy = update_copy(home, trust(home, istanbul))
    assert (copy.listed, copy.outside) == ((), ("izmir/evil-1.0.0.meydan",))
    assert find_listed(copy, "izmir/evil") is None


@pytest.mark.parametrize("place", ["izmir/../../etc/passwd", "izmir//x.meydan", "izmir/.hidden", "/izmir/x"])
def test_a_place_that_leads_elsewhere_counts_for_nothing(home: Path, izmir: City, partner: Trusted, place: str) -> None:
    registry = open_registry(izmir.folder)
    registry.targets.targets[place] = registry.targets.targets[PLACE]
    publish(registry, {}, izmir.signers, NOW)
    copy = update_copy(home, partner)
    assert ([one.place for one in copy.listed], copy.outside) == ([PLACE], (place,))


def test_an_older_state_is_refused_once_a_newer_one_was_read(home: Path, izmir: City, partner: Trusted) -> None:
    old = shutil.copytree(izmir.folder, izmir.folder.parent / "old")
    izmir.publish(open_registry(izmir.folder), {"q.meydan": archive_of(izmir, "1.3.0")})
    assert len(update_copy(home, partner).listed) == 2
    with pytest.raises(PackageError, match=r"registry\.rolled_back"):
        update_copy(home, partner, str(old))
    assert len(kept_copy(home, partner).listed) == 2


def test_a_replayed_timestamp_is_refused(home: Path, izmir: City, partner: Trusted) -> None:
    old = metadata(izmir, "timestamp.json").read_bytes()
    refresh(open_registry(izmir.folder), [izmir.online], NOW)
    update_copy(home, partner)
    metadata(izmir, "timestamp.json").write_bytes(old)
    assert refused(home, partner) == "registry.rolled_back"


@pytest.mark.parametrize("role", ["targets", "online"])
def test_the_old_key_signs_nothing_after_a_rotation(home: Path, izmir: City, partner: Trusted, role: str) -> None:
    update_copy(home, partner)
    new, old = CryptoSigner.generate_ed25519(), izmir.targets if role == "targets" else izmir.online
    given = [*izmir.signers[:2], izmir.online, izmir.targets, new]
    rotated = rotate(open_registry(izmir.folder), role, new.public_key, old.public_key.keyid, given, NOW)
    assert len(update_copy(home, partner).listed) == 1
    with pytest.raises(PackageError, match=r"registry\.too_few_keys"):
        publish(rotated, {}, izmir.signers, NOW)
    # Whoever stole the old key makes metadata with it by themselves: the roles of the root before tell how.
    stolen = Registry(rotated.folder, open_first(izmir), rotated.targets, rotated.snapshot, rotated.timestamp)
    publish(stolen, {}, izmir.signers, NOW)
    assert refused(home, partner) == "registry.unsigned"


def open_first(city: City) -> Root:
    """Return the first root of a city."""
    signed = Metadata[Root].from_file(str(metadata(city, "1.root.json"))).signed
    assert isinstance(signed, Root)
    return signed


def test_evidence_signed_with_the_old_key_counts_no_more_after_a_rotation(home: Path, izmir: City) -> None:
    partner, new = trust(home, izmir), CryptoSigner.generate_ed25519()
    given = [*izmir.signers, new]
    rotate(open_registry(izmir.folder), "targets", new.public_key, izmir.targets.public_key.keyid, given, NOW)
    assert [key.keyid for key in update_copy(home, partner).keys] == [new.public_key.keyid]


def test_a_root_below_its_threshold_is_refused(home: Path, izmir: City, partner: Trusted) -> None:
    new = CryptoSigner.generate_ed25519()
    registry = open_registry(izmir.folder)
    with pytest.raises(PackageError, match=r"registry\.too_few_keys"):
        rotate(registry, "targets", new.public_key, izmir.targets.public_key.keyid, [izmir.signers[0], new], NOW)
    root = registry.root
    root.version += 1
    forged = Metadata(root)
    forged.sign(izmir.signers[0])
    metadata(izmir, "2.root.json").write_bytes(forged.to_bytes())
    assert refused(home, partner) == "registry.unsigned"
    with pytest.raises(PackageError, match=r"registry\.unsigned"):
        check_root("izmir", forged.to_bytes())


@pytest.mark.parametrize(("days", "code"), [(29, ""), (31, "registry.expired")])
def test_metadata_past_its_end_is_refused(tmp_path: Path, home: Path, days: int, code: str) -> None:
    city, then = City("izmir", tmp_path / "izmir"), Instant(NOW - days * DAY_MS)
    city.publish(city.begin(then), {"p.meydan": archive_of(city)}, then)
    partner = trust(home, city)
    assert (refused(home, partner) if code else update_copy(home, partner).partner.city) == (code or "izmir")


def test_a_kept_copy_is_used_without_any_network_as_long_as_it_is_good(home: Path, tmp_path: Path) -> None:
    city, then = City("izmir", tmp_path / "izmir"), Instant(NOW - 31 * DAY_MS)
    registry = city.begin(then)
    partner = trust(home, city)
    with pytest.raises(PackageError, match=r"registry\.no_copy"):
        kept_copy(home, partner)
    kept = home / "exchange" / "copies" / "izmir" / "metadata"
    for name in ("timestamp.json", "2.snapshot.json", "1.targets.json"):  # as they were read a month ago
        shutil.copy(metadata(city, name), kept / name.lstrip("12."))
    with pytest.raises(PackageError, match=r"registry\.expired"):
        kept_copy(home, partner)
    refresh(registry, [city.online], NOW)
    update_copy(home, partner)
    shutil.rmtree(city.folder)
    assert kept_copy(home, partner).partner == partner


def test_a_city_cannot_withdraw_anothers_package(home: Path, izmir: City, tmp_path: Path) -> None:
    trust(home, izmir)
    koeln = City("koeln", tmp_path / "koeln")
    registry = koeln.begin()
    data = json.dumps(
        {
            "format": "meydan-withdrawal/1",
            "package": PLACE,
            "content": package_of(files_of(izmir)).digest,
            "reason": {"tr": "a", "en": "a"},
            "day": "2026-11-01",
        }
    ).encode()
    publish(registry, {"koeln/withdrawn/x.json": (data, {"kind": "withdrawal"})}, koeln.signers, NOW)
    assert withdrawals(update_copy(home, trust(home, koeln))) == ()


def test_no_flood_of_evidence_hides_a_withdrawal(
    home: Path, izmir: City, partner: Trusted, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only so many small files are read; `evidence/` comes before `withdrawn/`, and that must not matter."""
    flood = {f"izmir/evidence/{n:04d}.dsse.json": (b"{}", {"kind": "evidence"}) for n in range(5)}
    registry = publish(open_registry(izmir.folder), flood, izmir.signers, NOW)
    withdraw(registry, PLACE, InBoth("Yaya fazı eksik", "No pedestrians"), [izmir.targets, izmir.online], NOW)
    monkeypatch.setattr(reading, "_MOST_SMALL", 3)
    copy = update_copy(home, partner)
    assert len(copy.small) == 3
    assert [one.place for one in withdrawals(copy)] == [PLACE]
    assert "withdrawn" in {c.name for c in verify(archive_of(izmir), [copy]).checks if c.outcome == "failed"}


@pytest.mark.parametrize(
    "day", ["2026-02-30", "2026-13-01", "20261101", "2026-W45-1", "2026-1-1", "soon", "", "٢٠٢٦-١١-٠١"]
)
def test_a_withdrawal_counts_though_its_day_is_none(home: Path, izmir: City, partner: Trusted, day: str) -> None:
    """A city that takes its package back is heard: a day that does not exist must not keep what is broken running."""
    told = {
        "format": "meydan-withdrawal/1",
        "package": PLACE,
        "content": package_of(files_of(izmir)).digest,
        "reason": {"tr": "a", "en": "a"},
        "day": day,
    }
    place = f"izmir/withdrawn/{PLACE.partition('/')[2]}.json"
    file = {place: (json.dumps(told).encode(), {"kind": "withdrawal"})}
    publish(open_registry(izmir.folder), file, izmir.signers, NOW)
    (found,) = withdrawals(update_copy(home, partner))
    assert (found.place, found.day) == (PLACE, "–")


def test_a_city_trusted_for_its_evidence_gives_no_packages(home: Path, izmir: City) -> None:
    copy = update_copy(home, trust(home, izmir, level=Level.EVIDENCE))
    with pytest.raises(PackageError, match=r"registry\.evidence_only"):
        fetch_package(home, copy, copy.listed[0])


@pytest.mark.parametrize("text", ["", "{}", '{"signed": {"_type": "root"}, "signatures": []}', "[" * 100_000])
def test_nonsense_is_refused_with_a_sentence(home: Path, izmir: City, partner: Trusted, text: str) -> None:
    metadata(izmir, "timestamp.json").write_text(text)
    assert refused(home, partner).startswith("registry.")
    with pytest.raises(MeydanError):
        open_registry(izmir.folder)
    with pytest.raises(PackageError):
        check_root("izmir", text.encode())


def test_a_root_of_another_city_is_not_taken(izmir: City) -> None:
    _, root = root_bytes(izmir.folder)
    check_root("izmir", root)
    with pytest.raises(PackageError, match=r"trust\.other_owner"):
        check_root("ankara", root)


def test_what_a_partner_writes_moves_no_cursor(
    home: Path, izmir: City, capsys: pytest.CaptureFixture[str], partner: Trusted
) -> None:
    evil = "\x1b[2Jfine\u202e"
    told = {"kind": "package", "id": "izmir/x", "title": {"tr": evil, "en": evil}}
    publish(open_registry(izmir.folder), {"izmir/x-1.0.0.meydan": (b"x", told)}, izmir.signers, NOW)
    assert main(["registry", "update", "izmir", "--home", str(home)]) == 0
    told_lines = capsys.readouterr().out
    assert "fine" in told_lines
    assert "\x1b" not in told_lines
    assert "\u202e" not in told_lines
