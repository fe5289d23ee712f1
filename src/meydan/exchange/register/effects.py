"""One measured effect on the public page: in words, as a bar of its interval, and with the way to its evidence."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from meydan.exchange.register.entries import Entry, Result
from meydan.exchange.register.folder import evidence_file
from meydan.exchange.register.register import Register, deployment, product, result
from meydan.exchange.register.telling import change, days, level_and_interval, measure, method, signed_share, verdict
from meydan.report.wording import Wording
from meydan.store.tree_digest import PREFIX

WIDE, HIGH = 300, 30
ROUND = (0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 1.0)
"""Ends of the scale, as shares of the old value."""


@dataclass(frozen=True, slots=True)
class Effects:
    """Writes the effects of one register in one language, all on one scale."""

    register: Register
    tell: Wording
    end: float

    def line(self, entry: Entry) -> str:
        """Return an effect as a line among all: of what, where, and the bar."""
        where = self.register.above(entry, "deployments")
        made = product(self.register.above(where, "products"))
        name = f"{made.name.say(self.tell.language)} · {deployment(where).city}"
        link = f'<a href="#results-{entry.id}">{escape(name)}</a>'
        chip = f'<span class="chip">{escape(days(result(entry), self.tell))}</span>'
        return f'<li class="line is-{self._verdict(result(entry))}"><p>{link} {chip}</p>{self._numbers(entry)}</li>'

    def whole(self, entry: Entry) -> str:
        """Return an effect with everything that is known of it."""
        found = result(entry)
        facts = [
            *self._means(found),
            method(found, self.tell),
            days(found, self.tell),
            *self._gate(found),
            self.tell("results_page.signed_by", parties=self._signers(found)),
        ]
        return (
            f'<article class="effect is-{self._verdict(found)}" id="results-{entry.id}">{self._numbers(entry)}'
            f'<p class="told">{escape(" · ".join(facts))} · {self.evidence(found)}</p></article>'
        )

    def evidence(self, found: Result) -> str:
        """Return the link to the statement that the numbers come from."""
        name = self.tell("results_page.evidence", digest=short(found.evidence))
        return f'<a href="{evidence_file(found.evidence)}" data-digest="{found.evidence}">{escape(name)}</a>'

    def _numbers(self, entry: Entry) -> str:
        found, tell = result(entry), self.tell
        whole = level_and_interval(found, tell)
        return (
            f'<p class="change"><b>{escape(measure(found, tell))}: {escape(change(found, tell))}</b>'
            f'<span class="verdict">{escape(tell(f"results_page.verdict_{self._verdict(found)}"))}</span></p>'
            f'{self._bar(found)}<p class="told">{escape(whole)}</p>'
        )

    def _bar(self, found: Result) -> str:
        """Return the interval as a picture that also tells itself; the shape of the mark says what the colour says."""
        at, low, high = (self._at(share) for share in (found.change, found.low, found.high))
        told = self.tell(
            "results_page.pictured",
            measure=measure(found, self.tell),
            change=signed_share(found.change, self.tell),
            interval=level_and_interval(found, self.tell),
            verdict=self.tell(f"results_page.verdict_{self._verdict(found)}"),
        )
        middle = HIGH / 2
        mark = {
            "better": f'<circle class="mark" cx="{at:.1f}" cy="{middle:g}" r="6"/>',
            "worse": f'<path class="mark" d="M{at:.1f} {middle - 8:g}l8 8l-8 8l-8 -8z"/>',
            "open": f'<circle class="mark" cx="{at:.1f}" cy="{middle:g}" r="5"/>',
        }[self._verdict(found)]
        return (
            f'<svg class="bar" viewBox="0 0 {WIDE} {HIGH}" role="img" aria-label="{escape(told)}">'
            f'<path class="scale" d="M0 {middle:g}H{WIDE}"/><path class="zero" d="M{WIDE / 2:g} 0V{HIGH}"/>'
            f'<path class="interval" d="M{low:.1f} {middle:g}H{high:.1f}M{low:.1f} {middle - 6:g}v12M{high:.1f} '
            f'{middle - 6:g}v12"/>{mark}</svg>'
        )

    def _at(self, share: float) -> float:
        return WIDE / 2 + max(-1.0, min(1.0, share / self.end)) * (WIDE / 2 - 9)

    def _means(self, found: Result) -> list[str]:
        if found.old_s is None or found.new_s is None:
            return []
        old, new = self.tell.number(found.old_s, 1), self.tell.number(found.new_s, 1)
        return [self.tell("results_page.from_to", old=old, new=new)]

    def _gate(self, found: Result) -> list[str]:
        gate = self.register.evidence[found.evidence].gate
        return [self.tell(f"results_page.gate_{gate}")] if gate else []

    def _verdict(self, found: Result) -> str:
        return verdict(found, self.register.evidence[found.evidence])

    def _signers(self, found: Result) -> str:
        """Return who signed; a party that was superseded goes by its newest name, and counts once."""
        signers = self.register.signers(found.evidence)
        return ", ".join(dict.fromkeys(party.name.say(self.tell.language) for party in signers))


def scale_end(results: Sequence[Result]) -> float:
    """Return the least round share that every interval fits into."""
    far = max((max(abs(found.low), abs(found.high)) for found in results), default=ROUND[0])
    return next((end for end in ROUND if end >= far), far)


def short(digest: str) -> str:
    """Return the begin of a digest, enough for the eye."""
    return digest.removeprefix(PREFIX)[:12] + "…"
