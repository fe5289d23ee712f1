"""What every step forward begins with: the package as it was verified, and what its own city says of it by now."""

from pathlib import Path

from meydan.city.city import City
from meydan.city.errors import PackageError
from meydan.exchange.life_cycle.dossier import Desk, Dossier
from meydan.exchange.life_cycle.policy import read_policy
from meydan.exchange.life_cycle.steps import Case, check_heard
from meydan.exchange.life_cycle.taking_up import heed_withdrawal
from meydan.exchange.package import Package, read_package
from meydan.exchange.partner import held_data, kept_copies
from meydan.store.tree_digest import digest_of


def package_here(home: Path, dossier: Dossier) -> Package:
    """Return the package of a dossier; PackageError if its file is not here, or not the one that was verified."""
    data = held_data(home, dossier.place)
    package = read_package(data).package
    if package is None or digest_of(data) != dossier.digest("package"):
        raise PackageError("life.other_file", place=dossier.place)
    return package


def open_case(desk: Desk, dossier: Dossier, package: Package, city: City) -> Case:
    """Return what a step forward is about; PackageError if nobody knows whether its city withdrew it.

    A withdrawal that was not heard of before is entered first.
    """
    copies, unread = kept_copies(desk.home)
    origin = check_heard(package, {copy.partner.city: copy for copy in copies}, unread)
    return Case(package, city, read_policy(desk.home), heed_withdrawal(desk, dossier, package, origin))
