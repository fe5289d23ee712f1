"""The table of a bench: a line for each scenario and strategy, means over seeds with their intervals."""

from collections.abc import Sequence
from math import isnan

from meydan.city.because import because
from meydan.city.words import Language, say
from meydan.twin.bench.means import FEWEST_SEEDS, Line, lines
from meydan.twin.bench.row import Row

COLUMNS = (
    "scenario",
    "strategy",
    "seeds",
    "delay",
    "p95",
    "stops",
    "waiting",
    "never",
    "throughput",
    "longest",
    "violations",
    "decision",
    "note",
)
_WORDS = {"scenario", "strategy", "note"}


def bench_table(rows: Sequence[Row], language: Language) -> str:
    """Return the rows as a table with a head; columns of numbers stand to the right."""
    head = [say(because(f"bench.column_{name}"), language) for name in COLUMNS]
    table = [head, *(_cells(line, language) for line in lines(rows))]
    widths = [max(len(cells[i]) for cells in table) for i in range(len(COLUMNS))]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if name in _WORDS else cell.rjust(width)
            for name, cell, width in zip(COLUMNS, cells, widths, strict=True)
        ).rstrip()
        for cells in table
    )


def _cells(line: Line, language: Language) -> list[str]:
    delay = line.mean("delay_s")
    shown = _number(delay.value, language)
    if not isnan(delay.half):
        shown = f"{shown} ± {_number(delay.half, language)}"
    return [
        line.scenario,
        line.strategy,
        str(len(line.rows)),
        shown,
        _number(line.mean("delay_p95_s").value, language),
        _number(line.mean("stops").value, language),
        _number(line.mean("waiting_s").value, language),
        str(line.total("never_inserted")),
        _number(line.mean("throughput_vph").value, language, digits=0),
        _number(max((row.wait_longest_s for row in line.rows if row.wait_longest_s), default=float("nan")), language),
        str(line.total("violations")),
        _number(line.mean("decision_mean_ms").value, language, digits=3),
        "; ".join(_notes(line, language)),
    ]


def _notes(line: Line, language: Language) -> list[str]:
    notes = []
    if line.is_disqualified:
        notes.append(say(because("bench.disqualified"), language))
    elif line.total("violations"):
        notes.append(say(because("bench.faults_counted"), language))
    if failed := line.total("failed"):
        notes.append(say(because("bench.strategy_failed", junctions=failed), language))
    if line.is_thin:
        notes.append(say(because("bench.thin", fewest=FEWEST_SEEDS), language))
    return notes


def _number(value: float, language: Language, digits: int = 1) -> str:
    if isnan(value):
        return "–"
    text = f"{value:.{digits}f}"
    return text.replace(".", ",") if language == "tr" else text
