"""A package counts at the one place that its manifest names, in the registry of the city it is from."""

from contextlib import closing
from pathlib import Path

import pytest

from meydan.city.errors import PackageError
from meydan.exchange.life_cycle.dossier import Desk, read_dossier
from meydan.exchange.life_cycle.policy import Policy
from meydan.exchange.life_cycle.taking_up import take_up
from meydan.exchange.partner import Copy, update_copy
from meydan.exchange.registry import publish
from meydan.exchange.verify import Report, verify
from meydan.store.office.database import Database
from tests.exchange.makings import NOW, City, archive_of, trust

PLACE = "izmir/adaptive-corridor-1.2.0.meydan"


def served(city: City, home: Path, places: dict[str, bytes]) -> Copy:
    """Return the registry of a city that serves packages at such places, as a partner reads it."""
    told = {"kind": "package", "id": "izmir/adaptive-corridor", "version": "1.2.0"}
    publish(city.begin(), {place: (data, told) for place, data in places.items()}, city.signers, NOW)
    return update_copy(home, trust(home, city))


def whys(report: Report) -> set[str]:
    return {why.what.code for check in report.checks for why in check.why}


@pytest.mark.parametrize("place", ["izmir/other-1.2.0.meydan", "izmir/adaptive-corridor-1.3.0.meydan", "izmir/x"])
def test_a_package_that_its_city_serves_under_another_name_is_not_listed(tmp_path: Path, place: str) -> None:
    """Whoever serves an old version as a new one, or one package as another, shows what nobody proved."""
    izmir = City("izmir", tmp_path / "izmir")
    copy = served(izmir, tmp_path / "home", {place: archive_of(izmir)})
    report = verify(archive_of(izmir), [copy])
    assert (report.failed, whys(report)) == (True, {"verify.not_listed"})


def test_another_package_at_the_place_of_one_is_refused(tmp_path: Path) -> None:
    izmir = City("izmir", tmp_path / "izmir")
    copy = served(izmir, tmp_path / "home", {PLACE: archive_of(izmir, "1.1.0")})
    assert whys(verify(archive_of(izmir), [copy])) == {"verify.other_file"}
    assert whys(verify(archive_of(izmir, "1.1.0"), [copy])) == {"verify.not_listed"}


def test_a_package_that_another_city_serves_under_its_own_names_is_no_partners(tmp_path: Path) -> None:
    izmir, koeln = City("izmir", tmp_path / "izmir"), City("koeln", tmp_path / "koeln")
    copy = served(koeln, tmp_path / "home", {"koeln/adaptive-corridor-1.2.0.meydan": archive_of(izmir)})
    assert not verify(archive_of(izmir), [copy]).verified
    own = served(izmir, tmp_path / "home", {"izmir/else-1.0.0.meydan": b"x"})
    report = verify(archive_of(izmir), [copy, own])
    assert (report.failed, whys(report)) == (True, {"verify.not_listed"})


def test_nothing_is_taken_up_under_another_place_than_its_manifest_names(tmp_path: Path) -> None:
    """Izmir lists its package rightly, so verifying finds no fault; it was fetched from Köln's names all the same."""
    izmir, home = City("izmir", tmp_path / "izmir"), tmp_path / "home"
    data = archive_of(izmir)
    report = verify(data, [served(izmir, home, {PLACE: data})])
    assert report.verified
    with closing(Database.open(home / "office")) as office:
        desk = Desk(home, office, (), "terminal:x", NOW)
        other = read_dossier(office, home, "koeln/adaptive-corridor-1.2.0.meydan")
        with pytest.raises(PackageError) as refused:
            take_up(desk, other, report, data, Policy())
        assert "life.other_place" in {one.what.code for one in refused.value.faults}
        assert read_dossier(office, home, other.place).life.state is None
        assert take_up(desk, read_dossier(office, home, PLACE), report, data, Policy()).life.state is not None
