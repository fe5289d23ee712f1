"""What the page of the exchange is made of, kept for a moment, and the steps that are taken on it."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from meydan.city.errors import MeydanError, PackageError, StoreError
from meydan.exchange.life_cycle.dossier import Desk, Dossier, list_dossiers, read_dossier
from meydan.exchange.life_cycle.policy import Policy, read_policy
from meydan.exchange.life_cycle.states import State
from meydan.exchange.life_cycle.stopping import stop
from meydan.exchange.life_cycle.taking_up import heed_withdrawal, take_up
from meydan.exchange.package import read_package
from meydan.exchange.partner import fetch_package, held_file, update_copy
from meydan.exchange.verify import verify
from meydan.store.office.database import Database
from meydan.store.package_zip import read_archive, write_file
from meydan.web.life_facts import life_facts
from meydan.web.package_facts import Heard, all_in_both, hear, listed_places, package_facts, registry_facts, row_of

KEPT_S = 10.0  # what the terminal did shows after so long
ENDED = (State.REJECTED, State.REVERTED)


@dataclass(frozen=True, slots=True)
class Known:
    """Everything at one moment: what partners said, the lives of packages here, and what could not be read."""

    heard: Heard
    dossiers: dict[str, Dossier]
    policy: Policy
    trouble: list[dict[str, Any]]


class ExchangeDesk:
    """The exchange of one city, as the page looks at it and acts on it.

    All of it reads the disk and checks signatures, so it is called in threads.

    Parameters
    ----------
    home, office
        The city's folder, and the office whose audit trail holds every step; None where there are no accounts.
    clock
        Seconds that never run back.
    """

    def __init__(self, home: Path, office: Database | None, clock: Callable[[], float] = time.monotonic) -> None:
        self.home, self.office, self._clock = home, office, clock
        self._lock = threading.Lock()
        self._kept: tuple[float, dict[str, Any]] | None = None

    def all(self) -> dict[str, Any]:
        """Return the registries, the packages with their states, and what must not be overlooked."""
        with self._lock:
            if self._kept is None or self._clock() - self._kept[0] > KEPT_S:
                self._kept = (self._clock(), self._all())
            return self._kept[1]

    def _all(self) -> dict[str, Any]:
        known = self._known()
        places = sorted({*listed_places(known.heard), *known.dossiers})
        packages = [self._row(place, known) for place in places]
        alarms = [one for one in packages if one["withdrawn"] and _is_ours(one)]
        registries = registry_facts(known.heard)
        return {"registries": registries, "packages": packages, "alarms": alarms, "trouble": known.trouble}

    def one(self, place: str) -> dict[str, Any] | None:
        """Return everything about a package; None if it is neither listed nor was it taken up."""
        known = self._known()
        if known.heard.listed_at(place) is None and place not in known.dossiers:
            return None
        life = life_facts(known.dossiers.get(place), place, self.home, known.policy)
        return package_facts(place, known.heard) | {"life": life, "trouble": known.trouble}

    def _row(self, place: str, known: Known) -> dict[str, Any]:
        life = life_facts(known.dossiers.get(place), place, self.home, known.policy)
        return row_of(place, known.heard) | {"life": life | {"records": []}}

    def update(self, city: str) -> None:
        """Read a partner's registry anew; raises as `update_copy` does."""
        partner = hear(self.home).trusted.get(city)
        if partner is None:
            raise PackageError("trust.nobody", city=city, known="-")
        try:
            update_copy(self.home, partner)
        finally:
            self.forget()

    def verify(self, desk: Desk, place: str) -> None:
        """Fetch a package if it is not here, verify it and take it up, or hear that its city took it back.

        Raises
        ------
        PackageError, StoreError
            With everything that stands against it.
        """
        try:
            heard = hear(self.home)
            self._fetch(heard, place)
            data, dossier = read_archive(held_file(self.home, place)), self._dossier(place)
            package, origin = read_package(data).package, heard.copy_of(place)
            if package is not None:
                dossier = heed_withdrawal(desk, dossier, package, origin)
            if not dossier.life.withdrawn:
                take_up(desk, dossier, verify(data, heard.copies, heard.unread), data, read_policy(self.home))
        finally:
            self.forget()

    def stop(self, desk: Desk, place: str, state: State, why: str) -> None:
        """Reject or revert a package, by one person and at once; raises PackageError if it cannot be."""
        try:
            stop(desk, self._dossier(place), state, why)
        finally:
            self.forget()

    def forget(self) -> None:
        """Look anew when somebody asks next."""
        with self._lock:
            self._kept = None

    def _dossier(self, place: str) -> Dossier:
        if self.office is None:
            raise StoreError("web.no_accounts")
        return read_dossier(self.office, self.home, place)

    def _fetch(self, heard: Heard, place: str) -> None:
        file, copy, listed = held_file(self.home, place), heard.copy_of(place), heard.listed_at(place)
        if file.exists():
            return
        if copy is None or listed is None:
            raise PackageError("registry.not_listed", place=place, city=place.partition("/")[0])
        write_file(file, fetch_package(self.home, copy, listed))

    def _known(self) -> Known:
        known = Known(hear(self.home), {}, Policy(), [])
        try:
            known = replace(known, policy=read_policy(self.home))
            found = list_dossiers(self.office, self.home) if self.office else []
            return replace(known, dossiers={one.place: one for one in found})
        except MeydanError as error:
            return replace(known, trouble=all_in_both([error.what, *(fault.what for fault in error.faults)]))


def _is_ours(row: dict[str, Any]) -> bool:
    """Say whether a package came further here than to be looked at, and was not put away since."""
    return (row["held"] or bool(row["life"]["done"])) and row["life"]["state"] not in ENDED
