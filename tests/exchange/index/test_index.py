"""What a registry shows to people and harvesters follows from what is signed, and decides nothing."""

import json
from collections.abc import Callable
from html import escape
from pathlib import Path

import pytest
from securesystemslib.signer import CryptoSigner

from meydan.city.instant import Instant
from meydan.exchange.index.files import index_files
from meydan.exchange.index.listing import listing_of
from meydan.exchange.manifest import InBoth
from meydan.exchange.partner import fetch_package, find_listed, update_copy
from meydan.exchange.publishing import withdraw
from meydan.exchange.registry import Registry, open_registry, refresh, renew_root, rotate
from meydan.exchange.statement import Predicate
from meydan.store.package_zip import pack
from meydan.store.tree_digest import digest_of
from meydan.store.trust_map import Trusted
from tests.exchange.makings import DAY_MS, NOW, City, archive_of, envelope, files_of, package_of

PLACE = "izmir/adaptive-corridor-1.2.0.meydan"
REASON = InBoth("Yaya fazı eksik", "A pedestrian phase is missing")
NAMES = {"index.html", "en.html", "index.json", "feed.json", "catalog.jsonld"}


def index_of(city: City) -> dict[str, str]:
    return {name: (city.folder / name).read_text(encoding="utf-8") for name in NAMES}


def test_everything_published_is_shown_in_both_languages(izmir: City) -> None:
    found = index_of(izmir)
    for name, title, badge in (
        ("index.html", "Uyarlamalı koridor", "beyan"),
        ("en.html", "Adaptive corridor", "self-reported"),
    ):
        assert title in found[name]
        assert f'<span class="chip">{badge}</span>' in found[name]
        assert "<script" not in found[name]
    (package,) = json.loads(found["index.json"])["packages"]
    assert (package["place"], package["badge"], package["withdrawn"]) == (PLACE, "self_reported", None)
    assert package["cards"]["tr"].startswith("# Uyarlamalı")
    assert digest_of((izmir.folder / package["file"]).read_bytes()) == f"sha256:{package['sha256']}"


def _withdraw(city: City, registry: Registry) -> Registry:
    return withdraw(registry, PLACE, REASON, [city.targets, city.online], NOW)


def _rotate(city: City, registry: Registry) -> Registry:
    new, out = CryptoSigner.generate_ed25519(), city.signers[2].public_key.keyid
    return rotate(registry, "root", new.public_key, out, city.signers[:2], NOW)


def _refresh(city: City, registry: Registry) -> Registry:
    return refresh(registry, [city.online], Instant(NOW + DAY_MS))


def _renew_root(city: City, registry: Registry) -> Registry:
    return renew_root(registry, city.signers[:2], NOW)


def _publish(city: City, registry: Registry) -> Registry:
    return city.publish(registry, {"q.meydan": archive_of(city, "1.3.0")})


@pytest.mark.parametrize("act", [_publish, _withdraw, _rotate, _refresh, _renew_root])
def test_each_act_writes_the_index_anew(izmir: City, act: Callable[[City, Registry], Registry]) -> None:
    for name in NAMES:
        (izmir.folder / name).write_text("old")
    registry = act(izmir, open_registry(izmir.folder))
    assert index_of(izmir) == index_files(listing_of(registry))


def test_the_pages_tell_the_newest_root_and_how_long_its_word_is_good(izmir: City) -> None:
    _rotate(izmir, open_registry(izmir.folder))
    root = izmir.folder / "metadata" / "2.root.json"
    told = json.loads(index_of(izmir)["index.json"])
    assert told["root"] == {"file": "metadata/2.root.json", "fingerprint": digest_of(root.read_bytes())}
    timestamp = json.loads((izmir.folder / "metadata" / "timestamp.json").read_text())
    assert told["good_until"] == timestamp["signed"]["expires"]  # it ends first
    assert told["root"]["fingerprint"].removeprefix("sha256:")[:8] in index_of(izmir)["index.html"]


def test_a_withdrawal_is_shown_with_its_reason_and_no_longer_offered(izmir: City) -> None:
    _withdraw(izmir, open_registry(izmir.folder))
    found = index_of(izmir)
    assert "Yaya fazı eksik" in found["index.html"]
    assert "A pedestrian phase is missing" in found["en.html"]
    (package,) = json.loads(found["index.json"])["packages"]
    assert (package["badge"], package["withdrawn"]["reason"]["tr"]) == ("withdrawn", "Yaya fazı eksik")
    assert PLACE not in found["catalog.jsonld"]
    newest, first = json.loads(found["feed.json"])["items"]
    assert (newest["_meydan"]["kind"], first["_meydan"]["kind"]) == ("withdrawal", "package")


def test_the_feed_keeps_the_day_on_which_something_was_first_published(izmir: City) -> None:
    (before,) = json.loads(index_of(izmir)["feed.json"])["items"]
    izmir.publish(open_registry(izmir.folder), {"same.meydan": archive_of(izmir)}, Instant(NOW + 9 * DAY_MS))
    feed = json.loads(index_of(izmir)["feed.json"])
    assert (feed["version"], feed["items"]) == ("https://jsonfeed.org/version/1.1", [before])
    assert {"id", "content_text", "date_published"} <= before.keys()


def test_what_this_city_says_of_anothers_package_is_listed(izmir: City, tmp_path: Path) -> None:
    koeln = City("koeln", tmp_path / "koeln")
    said = {"format": "meydan-reproduction/1", "of": digest_of(b"x"), "outcome": "equal"}
    own = envelope(koeln, package_of(files_of(izmir)), said, Predicate.REPRODUCTION)
    koeln.publish(koeln.begin(), {"e.dsse.json": own})
    assert "izmir/adaptive-corridor: evidence run again" in index_of(koeln)["en.html"]
    assert "izmir/adaptive-corridor: kanıt yeniden koşturuldu" in index_of(koeln)["index.html"]


def test_a_package_whose_file_is_not_there_is_listed_without_its_card(izmir: City) -> None:
    (file,) = (izmir.folder / "targets" / "izmir").iterdir()
    file.write_bytes(b"another file")
    _refresh(izmir, open_registry(izmir.folder))
    (package,) = json.loads(index_of(izmir)["index.json"])["packages"]
    assert (package["title"]["en"], package["cards"], package["badge"]) == ("Adaptive corridor", None, None)


def test_what_a_card_says_is_text_on_the_page(izmir: City) -> None:
    files = files_of(izmir, "1.4.0") | {"CARD.en.md": b"# <script>alert(1)</script>\n"}
    izmir.publish(open_registry(izmir.folder), {"x.meydan": pack(files)})
    assert "&lt;script&gt;" in index_of(izmir)["en.html"]
    assert "<script" not in index_of(izmir)["en.html"]


def test_a_command_in_a_card_is_text_to_the_letter_and_hides_nothing(izmir: City) -> None:
    command = "meydan prove a --candidate 'my plan.toml'; $(reboot) `id` && <img src=x onerror=alert(1)> | sh"
    files = files_of(izmir, "1.4.0") | {"CARD.en.md": f"# Made with\n    {command}\n\x1b[2J\u202etxt.exe\n".encode()}
    izmir.publish(open_registry(izmir.folder), {"x.meydan": pack(files)})
    page = index_of(izmir)["en.html"]
    assert escape(command) in page
    assert "<img" not in page
    assert not {"\x1b", "\u202e"} & set(page)


def test_a_changed_index_changes_nothing_for_a_client(home: Path, izmir: City, partner: Trusted) -> None:
    before = update_copy(home, partner)
    for name in NAMES:
        (izmir.folder / name).write_text(index_of(izmir)[name].replace("1.2.0", "9.9.9").replace("izmir/", "evil/"))
    after = update_copy(home, partner)
    assert after == before
    found = find_listed(after, "izmir/adaptive-corridor")
    assert found is not None
    assert (found.place, fetch_package(home, after, found)) == (PLACE, archive_of(izmir))
    for name in NAMES:
        (izmir.folder / name).unlink()
    assert update_copy(home, partner) == before
