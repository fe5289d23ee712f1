"""Which package is meant, and which of those that run was taken back by its own city."""

from collections.abc import Iterable, Sequence

from meydan.city.errors import PackageError
from meydan.exchange.life_cycle.dossier import Dossier
from meydan.exchange.partner import Copy, find_listed, version_order
from meydan.exchange.withdrawal import Withdrawal, withdrawals
from meydan.store.dossiers import list_places
from meydan.store.office.database import Database

ENDING = ".meydan"


def find_place(office: Database, name: str, copies: Iterable[Copy]) -> str:
    """Return the place of the package that is meant by a place or an id; of an id, the newest version.

    What partners list counts first, where their registries are at hand, then what was taken up.

    Raises
    ------
    PackageError
        If it is neither listed nor was it taken up.
    """
    listed = [found.place for copy in copies if (found := find_listed(copy, name)) is not None]
    if listed:
        return listed[0]
    taken_up = list_places(office)
    mine = [place for place in taken_up if name == place or id_of(place) == name]
    if not mine:
        raise PackageError("life.unknown", name=name, known=", ".join(taken_up) or "-")
    return max(mine, key=lambda place: version_order(place.removesuffix(ENDING).rpartition("-")[2]))


def id_of(place: str) -> str:
    """Return the id in a place: `izmir/corridor` of `izmir/corridor-1.2.0.meydan`."""
    parts = place.removesuffix(ENDING).split("-")
    numbered = next((i for i, part in enumerate(parts) if part[:1].isdigit() and "." in part), len(parts))
    return "-".join(parts[:numbered])


def withdrawn_running(dossiers: Sequence[Dossier], copies: Iterable[Copy]) -> list[tuple[str, Withdrawal]]:
    """Return the places of packages that run here and that their own city withdrew, with what it says."""
    found = []
    for copy in copies:
        for one in withdrawals(copy):
            for dossier in dossiers:
                same = one.place == dossier.place or one.content == dossier.content
                if dossier.life.runs and same and dossier.place.startswith(copy.partner.prefix):
                    found.append((dossier.place, one))
    return found
