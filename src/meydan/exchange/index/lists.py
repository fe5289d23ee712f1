"""A registry for programs: `index.json`, and `feed.json` of what was published and taken back.

References
----------
.. [1] JSON Feed Version 1.1, https://www.jsonfeed.org/version/1.1/.
"""

from typing import Any

from meydan.exchange.index.listing import Listing, Published, Shown, said, sha256
from meydan.exchange.manifest import CARDS, InBoth
from meydan.exchange.register.tables import as_json
from meydan.exchange.withdrawal import Withdrawal
from meydan.report.wording import Wording

FORMAT = "meydan-registry-index/1"
FEED_VERSION = "https://jsonfeed.org/version/1.1"


def index_text(listing: Listing) -> str:
    """Return `index.json`: everything the pages show."""
    return as_json(
        {
            "format": FORMAT,
            "note": _both(said("registry_page.unsigned")),
            "city": listing.city,
            "root": {"file": listing.root, "fingerprint": listing.fingerprint},
            "good_until": f"{listing.until:%Y-%m-%dT%H:%M:%SZ}",
            "packages": [_package(one) for one in listing.packages],
            "evidence": [
                _file(one) | {name: one.told(name) for name in ("package", "content", "says")}
                for one in listing.evidence
            ],
        }
    )


def feed_text(listing: Listing) -> str:
    """Return `feed.json`: publications and withdrawals, the newest first."""
    items = [_published_item(one) for one in listing.packages]
    items += [_withdrawn_item(one, back) for one, back in listing.withdrawn]
    items.sort(key=lambda one: (one.get("date_published", ""), one["id"]), reverse=True)
    title = said("registry_page.title", city=listing.city)
    return as_json({"version": FEED_VERSION, "title": f"{title.tr} / {title.en}", "items": items})


def _package(shown: Shown) -> dict[str, Any]:
    one, package = shown.published, shown.package
    return _file(one) | {
        **{name: one.told(name) for name in ("id", "version", "holds", "content")},
        "title": _both(shown.title),
        "licence": package.manifest.licence if package else None,
        "contact": package.manifest.contact if package else None,
        "cards": {lang: package.files[CARDS[lang]].decode("utf-8", "replace") for lang in CARDS} if package else None,
        "badge": str(shown.standing) if shown.standing else None,
        "withdrawn": _withdrawn(shown.withdrawal) if shown.withdrawal else None,
    }


def _file(one: Published) -> dict[str, Any]:
    return {
        "place": one.listed.place,
        "file": one.file,
        "sha256": sha256(one),
        "length": one.listed.length,
        "published": one.at or None,
    }


def _withdrawn(back: Withdrawal) -> dict[str, Any]:
    return {"day": back.day, "reason": _both(back.reason)}


def _published_item(shown: Shown) -> dict[str, Any]:
    one = shown.published
    told = said("registry_page.feed_published", id=one.told("id"), version=one.told("version"))
    title = shown.title
    return _item(one, one.at, InBoth(f"{title.tr}: {told.tr}", f"{title.en}: {told.en}"))


def _withdrawn_item(one: Published, back: Withdrawal) -> dict[str, Any]:
    told = InBoth(
        Wording("tr")("registry_page.feed_withdrawn", place=back.place, reason=back.reason.tr),
        Wording("en")("registry_page.feed_withdrawn", place=back.place, reason=back.reason.en),
    )
    return _item(one, one.at or f"{back.day}T00:00:00Z", told)


def _item(one: Published, at: str, told: InBoth) -> dict[str, Any]:
    # No address: the registry does not know where it is served from, and may lie on a stick.
    item = {"id": one.listed.place, "title": f"{told.tr} / {told.en}", "content_text": f"{told.tr}\n\n{told.en}"}
    dated = {"date_published": at} if at else {}
    return item | dated | {"_meydan": {"file": one.file, "sha256": sha256(one), "kind": one.listed.kind}}


def _both(said: InBoth) -> dict[str, str]:
    return {"tr": said.tr, "en": said.en}
