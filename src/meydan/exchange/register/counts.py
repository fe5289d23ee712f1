"""How much there is in a register: what the first line of the public page says."""

from collections.abc import Mapping
from dataclasses import dataclass

from meydan.exchange.register.entries import Place
from meydan.exchange.register.register import Register, deployment, result
from meydan.exchange.register.telling import verdict

RUNS = {"street": ("trial", "adopted"), "twin": ("proven", "shadow", "trial", "adopted")}
"""The states in which a product runs: in the street it does not before it moves a lamp."""


@dataclass(frozen=True, slots=True)
class Counts:
    """Counts of what stands now, nothing superseded; a junction counts once, in the street before the twin."""

    projects: int
    products: int
    street_junctions: int
    twin_junctions: int
    results: int
    better: int
    worse: int
    open: int

    def shown(self) -> Mapping[str, int]:
        """Return those that are shown as numbers, in their order."""
        names = ("projects", "products", "street_junctions", "twin_junctions", "results")
        counts = {name: getattr(self, name) for name in names}
        return {name: count for name, count in counts.items() if count or name != "twin_junctions"}

    def verdicts(self) -> Mapping[str, int]:
        """Return how many effects are better, worse, and neither."""
        return {"better": self.better, "worse": self.worse, "open": self.open}


def counts_of(register: Register) -> Counts:
    """Return the counts of a register."""
    results = [result(entry) for entry in register.current("results")]
    verdicts = [verdict(found, register.evidence[found.evidence]) for found in results]
    street, twin = _junctions(register, "street"), _junctions(register, "twin")
    return Counts(
        projects=len(register.current("projects")),
        products=len(register.current("products")),
        street_junctions=len(street),
        twin_junctions=len(twin - street),
        results=len(verdicts),
        better=verdicts.count("better"),
        worse=verdicts.count("worse"),
        open=verdicts.count("open"),
    )


def _junctions(register: Register, place: Place) -> set[tuple[str, str]]:
    places = [deployment(entry) for entry in register.current("deployments")]
    return {
        (where.city, j)
        for where in places
        if where.place == place and where.state in RUNS[place]
        for j in where.junctions
    }
