"""The report of a proof: the verdict on top, every row, what changed where, how it was made, and all digests."""

from collections.abc import Sequence

from meydan.city.words import say
from meydan.report.html import Cell, Table, facts, listed, page, paragraph, section, table
from meydan.report.wording import NOTHING, Wording
from meydan.twin.gate.emergency_verdict import EmergencyTest, RouteTested
from meydan.twin.gate.nobody_pays import Approach, busy_approaches
from meydan.twin.gate.run_result import BASE
from meydan.twin.gate.street import Street, StreetCounts, held_out_flows
from meydan.twin.gate.twin_valid import GOOD_GEH
from meydan.twin.prove.pictures import approach_changes, pair_changes
from meydan.twin.prove.proof_shape import Proof

GOOD = ("passed", "passed_on_twin")
MOST_FLOWS = 30
CSS = {"passed": "better", "failed": "worse", "undecided": "worse", "not_assessed": ""}


def proof_page(proof: Proof, tell: Wording) -> str:
    """Return the page of a proof in one language; it needs nothing beside it."""
    base = [pair for pair in proof.pairs if pair.variant == BASE]
    found = busy_approaches(base) if base else []
    body = [
        f'<p class="{"better" if proof.verdict in GOOD else "worse"}">{tell(f"prove.verdict_{proof.verdict}")}</p>',
        paragraph(tell(f"prove.told_{proof.verdict}")),
        paragraph(tell("prove.improves" if proof.improves else "prove.not_improves"), "mark"),
        facts(_summary(proof, tell)),
        section(tell("prove.rows"), table(_rows(proof, tell))),
        section(tell("prove.change"), pair_changes(proof, tell)),
        *_flows(proof, tell),
        *_emergency(proof, tell),
        section(tell("gate.nobody_pays"), *_approaches(found, tell)),
        section(tell("prove.method"), _method(proof, tell)),
        section(tell("prove.digests"), table(_digests(proof, tell))),
    ]
    title = tell("prove.title", candidate=proof.candidate.label)
    return page(title, tell("prove.under", city=proof.city.name, baseline=proof.baseline.label), body, tell)


def shown_change(proof: Proof, tell: Wording) -> str:
    """Return the change of a person's delay with its limits, as one text."""
    one = proof.delay
    if one is None:
        return NOTHING
    told = {"old": tell.number(one.old_s, 1), "new": tell.number(one.new_s, 1), "change": tell.share(one.change)}
    if one.low is None or one.high is None:
        return tell("prove.change_unbounded", **told)
    return tell("prove.change_value", **told, low=tell.share(one.low), high=tell.share(one.high))


def _summary(proof: Proof, tell: Wording) -> dict[str, str]:
    return {
        tell("prove.city"): proof.city.name,
        tell("prove.candidate"): proof.candidate.label,
        tell("prove.baseline"): proof.baseline.label,
        tell("prove.change"): shown_change(proof, tell),
        tell("prove.pairs_run"): tell.number(len(proof.pairs)),
    }


def _rows(proof: Proof, tell: Wording) -> Table:
    rows: list[list[str | Cell]] = [
        [
            str(row.row),
            tell(row.code),
            Cell(tell(f"prove.row_{row.verdict}"), CSS[row.verdict]),
            say(row.why.sentence(), tell.language),
        ]
        for row in proof.rows
    ]
    heads = [tell(f"prove.head_{name}") for name in ("row", "question", "verdict", "found")]
    return Table(tell("prove.rows_caption"), heads, rows, 4)


def _flows(proof: Proof, tell: Wording) -> list[str]:
    """Return the section of what street and twin counted, the furthest apart first; none without counts."""
    if not isinstance(proof.counts, StreetCounts):
        return []
    flows = held_out_flows([pair for pair in proof.pairs if pair.variant == BASE], Street(proof.counts))
    shown = sorted(flows, key=lambda flow: (-flow.geh, flow.detector, flow.hour))[:MOST_FLOWS]
    rows: list[list[str | Cell]] = [
        [
            flow.detector,
            tell("prove.hour", hour=f"{flow.hour % 24:02d}"),
            tell.number(flow.street_vph),
            tell.number(flow.twin_vph),
            Cell(tell.number(flow.geh, 1), "" if flow.geh < GOOD_GEH else "worse"),
        ]
        for flow in shown
    ]
    heads = [tell(f"prove.head_{name}") for name in ("detector", "hour", "street", "twin", "geh")]
    caption = tell("prove.flows_caption", shown=len(shown), flows=len(flows))
    days = paragraph(tell("prove.counted_on", days=", ".join(tell.day(day) for day in proof.counts.days)))
    return [section(tell("gate.twin_valid"), days, table(Table(caption, heads, rows)))]


def _emergency(proof: Proof, tell: Wording) -> list[str]:
    """Return the section of the emergency routes; none where the city has none."""
    if not isinstance(proof.emergency, EmergencyTest):
        return []
    rows: list[list[str | Cell]] = [
        [
            one.junction,
            one.route,
            tell.number(one.calls),
            *(NOTHING if s is None else tell.number(s, 1) for s in (one.entry_s, one.entry_most_s)),
            *(NOTHING if s is None else tell.number(s, 1) for s in (one.back_s, one.back_most_s)),
            _held(one, tell),
        ]
        for one in proof.emergency.routes
    ]
    names = ("junction", "route", "calls", "entry", "allowed", "back", "allowed", "verdict")
    heads = [tell(f"prove.head_{name}") for name in names]
    told = paragraph(tell("prove.emergency_method", violations=proof.emergency.violations))
    return [section(tell("prove.emergency"), told, table(Table(tell("prove.emergency_caption"), heads, rows, 2)))]


def _held(one: RouteTested, tell: Wording) -> Cell:
    verdict = "not_assessed" if not one.calls else "passed" if one.holds else "failed"
    return Cell(tell(f"prove.row_{verdict}"), CSS[verdict])


def _approaches(found: Sequence[Approach], tell: Wording) -> list[str]:
    if not found:
        return [paragraph(tell("prove.no_approaches"))]
    in_order = sorted(found, key=lambda one: (one.allowed_s - one.change.high, one.name))
    rows: list[list[str | Cell]] = [
        [
            one.name,
            tell.number(one.volume_vph),
            tell.number(one.old_s, 1),
            tell.number(one.new_s, 1),
            tell("prove.from_to", low=tell.signed(one.change.low), high=tell.signed(one.change.high)),
            tell.signed(one.allowed_s),
            Cell(tell(f"prove.row_{one.verdict}"), CSS[one.verdict]),
        ]
        for one in in_order
    ]
    names = ("approach", "volume", "old", "new", "interval", "allowed", "verdict")
    heads = [tell(f"prove.head_{name}") for name in names]
    return [approach_changes(in_order, tell), table(Table(tell("prove.approaches_caption"), heads, rows))]


def _digests(proof: Proof, tell: Wording) -> Table:
    made = proof.engine
    engine = tell("prove.engine_value", meydan=made.meydan, sumo=made.sumo, fingerprint=made.code)
    values = {
        tell("prove.city"): proof.city.digest,
        tell("prove.candidate"): proof.candidate.digest,
        tell("prove.baseline"): proof.baseline.digest,
        tell("prove.scenario"): proof.scenario.digest,
        **{tell("prove.day", day=day.name): day.digest for day in proof.scenario.days},
        tell("prove.derived_from"): proof.derived_from,
        **({tell("prove.reverts"): tell.number(proof.reverted)} if proof.reverted else {}),
        tell("prove.engine"): engine,
        tell("prove.command"): proof.command,
    }
    heads = [tell("prove.head_what"), tell("prove.head_digest")]
    return Table(tell("prove.digests_caption"), heads, [[what, value] for what, value in values.items()], 2)


def _method(proof: Proof, tell: Wording) -> str:
    level = proof.delay.level if proof.delay else float("nan")
    return listed(
        [
            tell("prove.method_pairs"),
            tell(f"prove.method_{proof.scenario.made}"),
            tell("prove.method_delay"),
            tell("prove.method_limits", level=tell.share(level)),
            tell("prove.method_twin"),
        ]
    )
