"""Where a junction's parts stand in its site: RSMP counts where a city gives names."""

from collections.abc import Mapping
from dataclasses import dataclass

from meydan.field.rsmp.messages import Subscription
from meydan.field.rsmp.versions import SXLS

HEARD_EVERY_S = 5  # safety calls a junction stale after 10 s
_ON_CHANGE = {
    "S0001": ("signalgroupstatus", "stage"),
    "S0002": ("detectorlogicstatus",),
    "S0008": ("status",),
    "S0011": ("status",),
    "S0014": ("status", "source"),
    "S0020": ("controlmode",),
}
USED = frozenset(_ON_CHANGE)


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
        For plans whose greens may be lengthened: the dynamic band of each step, in order.
    """

    junction: str
    site: str
    main: str
    groups: tuple[str, ...]
    detectors: tuple[str, ...]
    plans: Mapping[str, int]
    bands: Mapping[str, tuple[int, ...]]
    sxls: tuple[str, ...] = SXLS

    def subscriptions(self) -> Mapping[str, tuple[Subscription, ...]]:
        """Return what to subscribe to: every change, and each value again every few seconds."""
        asked = [Subscription(code, n, HEARD_EVERY_S, on_change=True) for code, ns in _ON_CHANGE.items() for n in ns]
        asked.append(Subscription("S0001", "cyclecounter", HEARD_EVERY_S, on_change=False))
        return {self.main: tuple(asked)}

    def find_plan(self, number: str | None) -> str | None:
        """Return the city's name of a plan by its number as the site writes it, or None."""
        return next((name for name, held in self.plans.items() if str(held) == number), None)
