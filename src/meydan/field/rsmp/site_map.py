"""Where a junction's parts stand in its site: RSMP counts where a city gives names."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from meydan.city.city import City, PulsesTold
from meydan.city.junction import DetectorKind, Junction, SiteLinks
from meydan.city.plan import Plan
from meydan.field.rsmp.bands import stored_bands
from meydan.field.rsmp.messages import Subscription
from meydan.field.rsmp.versions import SXLS

HEARD_EVERY_S = 5  # safety calls a junction stale after 10 s
LAMPS_AGAIN_S = 30  # of a site that is heard each second anyway: a message for them alone says nothing new
MOST_PULSES_OF = 10_000  # detectors of a city that tell each change unasked: with all of them busy, 10 % of a core
_ON_CHANGE = {
    "S0001": ("signalgroupstatus", "stage"),
    "S0002": ("detectorlogicstatus",),
    "S0006": ("status",),
    "S0008": ("status",),
    "S0011": ("status",),
    "S0014": ("status", "source"),
    "S0020": ("controlmode",),
}
NUMBERS = ("S0023", "S0024", "S0028")  # bands, offsets and cycles of all plans; they change by order only
PRIORITIES = "S0033"  # how requests for priority stand
USED = frozenset((*_ON_CHANGE, *NUMBERS, PRIORITIES))
MOST_PLANS = 255


@dataclass(frozen=True, slots=True)
class Band:
    """The dynamic band of one step: its number at the site, and how many seconds it holds in the stored plan."""

    number: int
    stored_s: int


@dataclass(frozen=True, slots=True)
class PriorityAt:
    """Where a site is asked for priority: the argument of M0022 that says it, its value, and for whom."""

    argument: str
    value: str
    kind: str


@dataclass(frozen=True, slots=True)
class SiteMap:
    """One junction and the site that controls it.

    Parameters
    ----------
    main
        The component that stands for the whole controller.
    groups, detectors
        The city's names in the order of the letters of S0001 and of the digits of S0002.
    plans
        The number (1 to 255) of each plan of the city that the controller holds.
    bands
        For plans whose greens may be changed: the dynamic band of each step, in order.
    priorities
        How the site calls what priority can be asked for.
    stored
        Offset and cycle of each plan [s] as the city has them, for plans with whole seconds.
    each_pulse
        Whether the site tells each change of a detector; else it tells once a second how they all stand.
    """

    junction: str
    site: str
    main: str
    groups: tuple[str, ...]
    detectors: tuple[str, ...]
    plans: Mapping[str, int]
    bands: Mapping[str, tuple[Band, ...]]
    sxls: tuple[str, ...] = SXLS
    priorities: Mapping[str, PriorityAt] = field(default_factory=dict)
    stored: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    each_pulse: bool = True

    def subscriptions(self) -> Mapping[str, tuple[Subscription, ...]]:
        """Return what to subscribe to: every change, and each value but the long ones again every few seconds.

        Of detectors it is each change, or each second; of lamps and of all that says who decides always each change.
        """
        asked = [Subscription(code, n, HEARD_EVERY_S, on_change=True) for code, ns in _ON_CHANGE.items() for n in ns]
        if not self.each_pulse:
            asked = list(map(_each_second, asked))
        asked += [Subscription(code, "status", 0, on_change=True) for code in NUMBERS]
        if self.priorities:
            asked.append(Subscription(PRIORITIES, "status", 0, on_change=True))
        asked.append(Subscription("S0001", "cyclecounter", HEARD_EVERY_S, on_change=False))
        return {self.main: tuple(asked)}

    def find_plan(self, number: str | None) -> str | None:
        """Return the city's name of a plan by its number as the site writes it, or None."""
        return next((name for name, held in self.plans.items() if str(held) == number), None)


def _each_second(asked: Subscription) -> Subscription:
    """Return what is asked of a site whose detectors are heard each second: one message has all that is due."""
    match asked.code:
        case "S0002":
            return replace(asked, interval_s=1, on_change=False)
        case "S0001" if asked.on_change:
            return replace(asked, interval_s=LAMPS_AGAIN_S)
        case _:
            return asked


def asks_each_pulse(maps: Sequence[SiteMap], pulses: PulsesTold, *, is_needed: bool) -> bool:
    """Say whether sites are to tell each change of a detector; `is_needed` is whether the strategy works with them.

    A change costs a message: a busy detector takes ten times as many as a signal group.
    """
    if pulses is not PulsesTold.BY_NEED:
        return pulses is PulsesTold.EACH_CHANGE
    return is_needed or sum(len(of.detectors) for of in maps) <= MOST_PULSES_OF


def declared_maps(city: City) -> tuple[SiteMap, ...]:
    """Return the site of each junction whose file says which one controls it: on a street nobody guesses that."""
    stands = [city.junctions[name] for name in sorted(city.junctions)]
    held = _plans_of(city)
    return tuple(_declared(j, j.rsmp, held.get(j.id, {})) for j in stands if j.rsmp is not None)


def maps_of(city: City) -> tuple[SiteMap, ...]:
    """Return the site of every junction, so that a centre and a virtual street of the same city fit each other.

    A junction whose file does not say it gets its site by one rule.
    Junctions are numbered from 1 in the order of their names: the site of number 7 is RN+SI0007 and its main component
    TC. Signal groups and loops stand in the order in which the city's folder has them; a zone has no place, since
    S0002 cannot say how many vehicles it holds. A junction's plans are numbered from 1 in the order of their names, 255
    at most, and so are the dynamic bands of each, one for every step.
    """
    held = _plans_of(city)
    return tuple(
        _with_bands(_virtual(city.junctions[name], f"RN+SI{number:04}", held.get(name, {})), city, held.get(name, {}))
        for number, name in enumerate(sorted(city.junctions), start=1)
    )


def _plans_of(city: City) -> dict[str, dict[str, Plan]]:
    """Return the plans of each junction in the order of their names."""
    held: dict[str, dict[str, Plan]] = {}
    for junction, plan in sorted(city.plans):
        held.setdefault(junction, {})[plan] = city.plans[junction, plan]
    return held


def _declared(junction: Junction, links: SiteLinks, plans: Mapping[str, Plan]) -> SiteMap:
    stored = _stored(plan for name, plan in plans.items() if name in links.plans)
    where = junction.id, links.site, links.main, links.groups, links.detectors
    named = {g: one.component for one in junction.priorities.values() if (g := one.group)}
    return SiteMap(*where, links.plans, {}, stored=stored, priorities=_priorities(junction, named))


def _with_bands(of: SiteMap, city: City, plans: Mapping[str, Plan]) -> SiteMap:
    """Return the site with a band for every step of each plan it holds."""
    junction = city.junctions[of.junction]
    found = {name: stored_bands(junction, plans[name]) for name in of.plans if name in plans}
    return replace(of, bands={p: tuple(Band(n, s) for n, s in enumerate(held, start=1)) for p, held in found.items()})


def _virtual(junction: Junction, site: str, plans: Mapping[str, Plan]) -> SiteMap:
    """Return the site of a virtual street: as its file says, without the places nobody has there, or by the rule."""
    if junction.rsmp is None:
        return _map_of(junction, site, plans)
    of = _declared(junction, junction.rsmp, plans)
    groups = tuple(filter(None, of.groups))
    priorities = _priorities(junction, _by_rule(groups))
    return replace(of, groups=groups, detectors=tuple(filter(None, of.detectors)), priorities=priorities)


def _map_of(junction: Junction, site: str, plans: Mapping[str, Plan]) -> SiteMap:
    loops = tuple(d.id for d in junction.detectors.values() if d.kind is not DetectorKind.ZONE)
    numbers = {plan: number for number, plan in enumerate(list(plans)[:MOST_PLANS], start=1)}
    stored = _stored(plans[name] for name in numbers)
    groups = tuple(junction.groups)
    priorities = _priorities(junction, _by_rule(groups))
    return SiteMap(junction.id, site, "TC", groups, loops, numbers, {}, stored=stored, priorities=priorities)


def _by_rule(groups: tuple[str, ...]) -> dict[str, str]:
    """Return how a virtual site calls each signal group."""
    return {group: f"SG{number}" for number, group in enumerate(groups, start=1)}


def _priorities(junction: Junction, components: Mapping[str, str]) -> dict[str, PriorityAt]:
    """Return where the site is asked for each priority; one whose group has no name there is left out."""
    found = {}
    for one in junction.priorities.values():
        if one.input:
            found[one.id] = PriorityAt("inputId", str(one.input), one.kind)
        elif components.get(one.group):
            found[one.id] = PriorityAt("signalGroupId", components[one.group], one.kind)
    return found


def _stored(plans: Iterable[Plan]) -> dict[str, tuple[int, int]]:
    """Return offset and cycle of each plan that has whole seconds of both: a site tells no others."""
    return {p.id: (int(p.offset_s), int(p.cycle_s)) for p in plans if not (p.offset_s % 1 or p.cycle_s % 1)}
