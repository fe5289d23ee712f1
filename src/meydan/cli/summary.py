"""The table a headless run prints."""

from dataclasses import dataclass
from math import isnan

from meydan.city.because import Value, because
from meydan.city.words import Language, say
from meydan.twin.trips import Trips


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run did and cost; `trips` is None where the twin kept no account of them."""

    city: str
    strategy: str
    seed: int
    simulated_s: float
    wall_s: float
    cpu_s: float
    records: int
    violations: int
    trips: Trips | None


def table(summary: Summary, language: Language) -> str:
    """Return the summary as two aligned columns."""
    rows: list[tuple[str, Value]] = [
        ("city", summary.city),
        ("strategy_run", summary.strategy),
        ("seed_run", summary.seed),
        ("simulated", summary.simulated_s),
        ("wall", summary.wall_s),
        ("cpu", summary.cpu_s),
        ("records", summary.records),
        ("violations", summary.violations),
    ]
    if summary.trips is not None:
        rows += [
            ("trips", summary.trips.trips),
            ("arrived", summary.trips.arrived),
            ("never_inserted", summary.trips.never_inserted),
            ("delay", summary.trips.delay_s),
            ("waiting", summary.trips.waiting_s),
            ("stops", summary.trips.stops),
        ]
    labels = [say(because(f"terminal.row_{code}"), language) for code, _ in rows]
    width = max(map(len, labels))
    shown = [_shown(value, language) for _, value in rows]
    return "\n".join(f"{label:<{width}}  {value}" for label, value in zip(labels, shown, strict=True))


def _shown(value: Value, language: Language) -> str:
    if isinstance(value, float) and isnan(value):
        return "–"
    return say(because("terminal.value", value=value), language)
