"""A partner's registry past its end that two persons use all the same: one state of it, and for a few days only.

It is an act of its own each time; both persons are in the audit trail, in the same transaction as what they accepted.
"""

from dataclasses import dataclass
from pathlib import Path

import msgspec

from meydan.city.errors import StoreError, fault
from meydan.city.instant import Instant
from meydan.store.office.audit import append
from meydan.store.office.database import Database
from meydan.store.office.two_names import TwoNames, check_two
from meydan.store.trust_map import copy_folder
from meydan.store.whole_file import write_whole

FILE = "accepted.json"
ACCEPTED_DAYS = 7
_DAY_MS = 86_400_000


@dataclass(frozen=True, slots=True)
class Accepted:
    """What was accepted: the digest of the registry's `timestamp.json`, and until when."""

    state: str
    until: Instant


def find_accepted(home: Path, city: str) -> Accepted | None:
    """Return what two persons accepted of a partner's registry; None if they did not, or it cannot be read."""
    try:
        return msgspec.json.decode((copy_folder(home, city) / FILE).read_bytes(), type=Accepted)
    except (OSError, msgspec.MsgspecError):
        return None


def accept_stale(home: Path, office: Database, city: str, accepted: Accepted, ended: str, by: TwoNames) -> None:
    """Let two persons use a state of a partner's registry that ended on a day; both are in the audit trail.

    Raises
    ------
    StoreError
        If the two may not do this together, or the disk refuses.
    """
    told = {"state": accepted.state, "ended": ended, "days": str(ACCEPTED_DAYS)}
    file = copy_folder(home, city) / FILE
    with office.write() as connection:
        check_two(connection, by)
        append(connection, by.entry(by.first, "registry_stale_accepted", city, **told, second=by.second))
        append(connection, by.entry(by.second, "registry_stale_agreed", city, **told, first=by.first))
        try:  # within the transaction: if the file cannot be written, nobody is said to have done anything
            write_whole(file, msgspec.json.encode(accepted) + b"\n")
        except OSError as error:
            raise StoreError("trust.unusable", fault(str(file), 0, "store.disk", error=str(error))) from None


def accepted_now(state: str, now: Instant) -> Accepted:
    """Return what is accepted by an act at `now`."""
    return Accepted(state, Instant(now + ACCEPTED_DAYS * _DAY_MS))
