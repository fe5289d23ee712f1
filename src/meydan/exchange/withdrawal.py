"""A city takes a package back: a statement in its registry, beside the package, which stays where it is."""

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime

from meydan.city.instant import Instant
from meydan.exchange.manifest import InBoth
from meydan.exchange.partner import WITHDRAWAL, Copy
from meydan.exchange.statement import canonical_json

FORMAT = "meydan-withdrawal/1"


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """Which content was withdrawn, under which place it was published, why, and on which day (UTC), "–" if not told."""

    place: str
    content: str
    reason: InBoth
    day: str


def withdrawal_bytes(place: str, content: str, reason: InBoth, now: Instant) -> bytes:
    """Return the file that withdraws the content `content`, published at `place`."""
    day = datetime.fromtimestamp(now / 1000, UTC).date().isoformat()
    said = {"tr": reason.tr, "en": reason.en}
    return canonical_json({"format": FORMAT, "package": place, "content": content, "reason": said, "day": day}) + b"\n"


def withdrawal_place(place: str) -> str:
    """Return where the withdrawal of what is published at `place` stands."""
    city, _, name = place.partition("/")
    return f"{city}/withdrawn/{name}.json"


def withdrawals(copy: Copy) -> tuple[Withdrawal, ...]:
    """Return what a partner has withdrawn of its own; a file that is none, or about another's, counts for nothing."""
    found = []
    for one in copy.listed:
        if one.kind == WITHDRAWAL and one.place in copy.small:
            read = _read(copy.small[one.place])
            if read is not None and read.place.startswith(copy.partner.prefix):
                found.append(read)
    return tuple(found)


def _read(data: bytes) -> Withdrawal | None:
    try:
        told = json.loads(data)
        if told["format"] != FORMAT:
            return None
        reason = InBoth(str(told["reason"]["tr"]), str(told["reason"]["en"]))
        found = Withdrawal(str(told["package"]), str(told["content"]), reason, _day(str(told.get("day"))))
        "".join((found.place, found.content, reason.tr, reason.en)).encode()  # halves of characters cannot be shown
        return found
    except (ValueError, KeyError, TypeError, RecursionError):
        return None


def _day(text: str) -> str:
    """Return a day as it is written; a withdrawal counts whatever its day, for it is no reason to go on."""
    try:
        return text if date.fromisoformat(text).isoformat() == text else "–"
    except ValueError:
        return "–"
