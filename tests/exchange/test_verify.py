"""What a receiving city finds out about a package, and what it refuses."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from meydan.city.because import because
from meydan.exchange.badge import Heard, Standing, badge_of
from meydan.exchange.manifest import InBoth
from meydan.exchange.partner import Copy, update_copy
from meydan.exchange.predicates import Change, FieldResult, Reproduction, TwinEvidence
from meydan.exchange.publishing import withdraw
from meydan.exchange.registry import open_registry, publish
from meydan.exchange.statement import Predicate, read_signed
from meydan.exchange.verify import Outcome, Report, verify
from meydan.store.package_zip import pack
from tests.exchange.makings import NOW, City, archive_of, envelope, files_of, package_of, proof, trust, whole_proof

EVIDENCE = "evidence/twin.dsse.json"


@pytest.fixture(scope="module")
def izmir(tmp_path_factory: pytest.TempPathFactory) -> City:
    city = City("izmir", tmp_path_factory.mktemp("izmir") / "registry")
    city.publish(city.begin(), {"p.meydan": archive_of(city)})
    return city


@pytest.fixture(scope="module")
def copy(izmir: City, tmp_path_factory: pytest.TempPathFactory) -> Copy:
    """Return İzmir's registry as a partner reads it."""
    home = tmp_path_factory.mktemp("home")
    return update_copy(home, trust(home, izmir))


def outcomes(report: Report) -> dict[str, str]:
    return {check.name: str(check.outcome) for check in report.checks}


def whys(report: Report) -> set[str]:
    return {why.what.code for check in report.checks for why in check.why}


def reproduction(of: bytes, outcome: str = "equal") -> dict[str, object]:
    return {"format": "meydan-reproduction/1", "of": read_signed("", of).statement.digest, "outcome": outcome}


def field_result(city: str, **changed: object) -> dict[str, object]:
    said = {"format": "meydan-field-result/1", "city": city, "measure": "delay", "method": "switchback"}
    numbers = {"change": -0.08, "low": -0.1, "high": -0.06, "days": 14, "days_are": "street", "reverted": False}
    return {**said, **numbers, **changed}


def test_a_sound_package_of_a_partner_is_verified(izmir: City, copy: Copy) -> None:
    report = verify(archive_of(izmir), [copy])
    assert (report.verified, set(outcomes(report).values()), whys(report)) == (True, {"passed"}, set())
    assert report.badge is not None
    assert report.badge.standing is Standing.SELF_REPORTED


def test_without_partners_nothing_is_called_verified(izmir: City) -> None:
    report = verify(archive_of(izmir), [])
    assert (report.failed, report.verified) == (False, False)
    assert outcomes(report)["signatures"] == outcomes(report)["registry"] == "not_assessed"
    assert report.badge is not None
    assert report.badge.standing is Standing.NOTHING


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(name=st.sampled_from(["strategy/strategy.toml", EVIDENCE]), data=st.data())
def test_any_changed_byte_of_content_or_evidence_is_refused(
    izmir: City, copy: Copy, name: str, data: st.DataObject
) -> None:
    """The registry's digest of the whole file would refuse it anyway: here the signatures must do it by themselves."""
    files = files_of(izmir)
    whole = bytearray(files[name])
    whole[data.draw(st.integers(0, len(whole) - 1))] ^= data.draw(st.integers(1, 255))
    found = outcomes(verify(pack(files | {name: bytes(whole)}), [copy]))
    assert "failed" in (found["evidence"], found["signatures"])


def test_a_package_that_the_registry_does_not_list_is_refused(izmir: City, copy: Copy) -> None:
    changed = pack(files_of(izmir) | {"CARD.en.md": b"# Better than it is\n"})
    assert whys(verify(changed, [copy])) == {"verify.other_file"}
    assert whys(verify(archive_of(izmir, "9.9.9"), [copy])) == {"verify.not_listed"}


def test_evidence_that_another_city_signed_is_not_its_own(izmir: City, copy: Copy, tmp_path: Path) -> None:
    koeln = City("koeln", tmp_path / "koeln")
    koeln.begin()
    home = tmp_path / "home"
    theirs = update_copy(home, trust(home, koeln))
    files = files_of(izmir)
    files[EVIDENCE] = envelope(koeln, package_of(files), proof())
    assert whys(verify(pack(files), [copy])) == {"evidence.unknown_signature", "verify.other_file"}
    assert whys(verify(pack(files), [copy, theirs])) == {"evidence.other_signature", "verify.other_file"}


def test_nobody_reports_results_in_the_name_of_another_city(izmir: City, copy: Copy) -> None:
    files, package = files_of(izmir), package_of(files_of(izmir))
    for city, refused in (("koeln", True), ("izmir", False)):
        files["evidence/field.dsse.json"] = envelope(izmir, package, field_result(city), Predicate.FIELD_RESULT)
        assert ("evidence.other_signature" in whys(verify(pack(files), [copy]))) is refused


def test_a_package_outside_of_its_citys_names_is_refused(izmir: City, copy: Copy) -> None:
    partner = replace(copy.partner, prefix="izmir/plans/")
    narrow = replace(copy, partner=partner, listed=(), outside=tuple(one.place for one in copy.listed))
    assert whys(verify(archive_of(izmir), [narrow])) == {"registry.place_outside"}


def test_a_copy_that_cannot_be_used_fails_what_only_it_can_vouch_for(izmir: City, copy: Copy) -> None:
    stale = {"izmir": because("registry.expired", city="izmir", found="timestamp")}
    alone = verify(archive_of(izmir), [], stale)
    assert (alone.failed, outcomes(alone)["registry"]) == (True, "failed")
    other = verify(archive_of(izmir), [copy], {"koeln": stale["izmir"]})
    assert (other.verified, outcomes(other)["partners"]) == (True, "flagged")


def test_a_package_that_names_no_failure_is_flagged(izmir: City, copy: Copy) -> None:
    files = files_of(izmir)
    files["meydan.toml"] = files["meydan.toml"].partition(b"[[failed]]")[0]
    report = verify(pack(files), [copy])
    assert outcomes(report)["failures"] == Outcome.FLAGGED
    assert "package.no_failures" in whys(report)


def test_a_package_for_another_meydan_is_refused(izmir: City, copy: Copy) -> None:
    files = files_of(izmir)
    files["meydan.toml"] = files["meydan.toml"].replace(b">=0.1,<1", b">=7")
    assert "package.other_api" in whys(verify(pack(files), [copy]))


def test_what_is_no_package_is_refused(copy: Copy) -> None:
    report = verify(b"no zip", [copy])
    assert (report.failed, report.package, report.badge, len(report.checks)) == (True, None, None, 1)


def test_a_withdrawn_package_is_refused_with_the_reason(tmp_path: Path) -> None:
    izmir, home = City("izmir", tmp_path / "izmir"), tmp_path / "home"
    registry = izmir.publish(izmir.begin(), {"p.meydan": archive_of(izmir), "q.meydan": archive_of(izmir, "1.3.0")})
    reason = InBoth("Yaya fazı eksik", "A pedestrian phase is missing")
    withdraw(registry, "izmir/adaptive-corridor-1.2.0.meydan", reason, [izmir.targets, izmir.online], NOW)
    copy = update_copy(home, trust(home, izmir))
    for version in ("1.2.0", "1.3.0"):  # the same content under another number is the same thing
        report = verify(archive_of(izmir, version), [copy])
        assert (report.failed, whys(report)) == (True, {"verify.withdrawn"})
        assert report.withdrawal is not None
        assert report.badge is not None
        assert (report.withdrawal.reason, report.badge.standing) == (reason, Standing.WITHDRAWN)


def test_what_other_cities_sign_makes_the_badge(tmp_path: Path) -> None:
    izmir, koeln = City("izmir", tmp_path / "izmir"), City("koeln", tmp_path / "koeln")
    home, data, package = tmp_path / "home", archive_of(izmir), package_of(files_of(izmir))
    izmir.publish(izmir.begin(), {"p.meydan": data})
    theirs = koeln.begin()
    partners = [trust(home, izmir), trust(home, koeln)]

    def badge() -> tuple[str, tuple[str, ...], tuple[str, ...]]:
        found = verify(data, [update_copy(home, partner) for partner in partners]).badge
        assert found is not None
        return str(found.standing), found.reproduced_by, found.measured_in

    assert badge() == ("self_reported", (), ())
    twin = files_of(izmir)[EVIDENCE]
    other = reproduction(envelope(izmir, package, proof(count=20)))
    for said in (other, reproduction(twin, "differs")):  # of other evidence; and one that did not come out
        theirs = koeln.publish(theirs, {"a.dsse.json": envelope(koeln, package, said, Predicate.REPRODUCTION)})
    assert badge() == ("self_reported", (), ())
    again = envelope(koeln, package, reproduction(twin), Predicate.REPRODUCTION)
    theirs = koeln.publish(theirs, {"b.dsse.json": again})
    assert badge() == ("reproduced", ("koeln",), ())
    for city, days in (("koeln", "twin"), ("ankara", "street")):  # on a twin; and in the name of somebody else
        said = field_result(city, days_are=days)
        theirs = koeln.publish(theirs, {"c.dsse.json": envelope(koeln, package, said, Predicate.FIELD_RESULT)})
    assert badge() == ("reproduced", ("koeln",), ())
    said = field_result("koeln")
    koeln.publish(theirs, {"d.dsse.json": envelope(koeln, package, said, Predicate.FIELD_RESULT)})
    assert badge() == ("field_measured", ("koeln",), ("koeln",))


def test_a_proof_of_a_part_that_lies_in_the_registry_gives_no_badge(tmp_path: Path) -> None:
    izmir, home = City("izmir", tmp_path / "izmir"), tmp_path / "home"
    files = files_of(izmir) | {"strategy/more.toml": b'strategy = "greedy"\n'}
    files["meydan.toml"] = files["meydan.toml"].partition(b"[[claims]]")[0]
    del files[EVIDENCE]
    package = package_of(files)
    part, whole = envelope(izmir, package, proof()), envelope(izmir, package, proof(package.digest))
    registry = izmir.publish(izmir.begin(), {"p.meydan": pack(files), "a.dsse.json": part})
    partner = trust(home, izmir)
    for name, expected in (("", Standing.NOTHING), ("b.dsse.json", Standing.SELF_REPORTED)):
        if name:
            izmir.publish(registry, {name: whole})
        badge = verify(pack(files), [update_copy(home, partner)]).badge
        assert badge is not None
        assert badge.standing is expected


def test_a_city_cannot_speak_with_anothers_key_whatever_it_calls_it(tmp_path: Path) -> None:
    """Another city lists the key of İzmir as its own, so that İzmir's words would count as a second city's."""
    izmir, home = City("izmir", tmp_path / "izmir"), tmp_path / "home"
    data, package = archive_of(izmir), package_of(files_of(izmir))
    izmir.publish(izmir.begin(), {"p.meydan": data})
    koeln = City("koeln", tmp_path / "koeln")
    koeln.signers[3] = izmir.targets
    said = envelope(izmir, package, reproduction(files_of(izmir)[EVIDENCE]), Predicate.REPRODUCTION)
    koeln.publish(koeln.begin(), {"a.dsse.json": said})
    report = verify(data, [update_copy(home, trust(home, city)) for city in (izmir, koeln)])
    assert report.badge is not None
    assert (report.verified, report.badge.standing) == (True, Standing.SELF_REPORTED)


def test_a_key_under_the_id_of_anothers_counts_for_its_own_city_only(tmp_path: Path) -> None:
    izmir, home = City("izmir", tmp_path / "izmir"), tmp_path / "home"
    data, package = archive_of(izmir), package_of(files_of(izmir))
    izmir.publish(izmir.begin(), {"p.meydan": data})
    koeln = City("koeln", tmp_path / "koeln")
    koeln.targets.public_key.keyid = izmir.targets.public_key.keyid
    koeln.begin()
    files = files_of(izmir) | {EVIDENCE: envelope(koeln, package, proof())}
    report = verify(pack(files), [update_copy(home, trust(home, city)) for city in (izmir, koeln)])
    assert "evidence.other_signature" in whys(report)


def test_evidence_under_a_registry_that_is_not_signed_by_its_city_counts_for_nothing(tmp_path: Path) -> None:
    izmir, koeln = City("izmir", tmp_path / "izmir"), City("koeln", tmp_path / "koeln")
    home, data, package = tmp_path / "home", archive_of(izmir), package_of(files_of(izmir))
    izmir.publish(izmir.begin(), {"p.meydan": data})
    theirs = koeln.begin()
    forged = envelope(
        City("nobody", tmp_path), package, reproduction(files_of(izmir)[EVIDENCE]), Predicate.REPRODUCTION
    )
    for name, junk in (("a", forged), ("b", b"{}"), ("c", b"\xff")):
        theirs = publish(theirs, {f"koeln/evidence/{name}": (junk, {"kind": "evidence"})}, koeln.signers, NOW)
    report = verify(data, [update_copy(home, trust(home, city)) for city in (izmir, koeln)])
    assert report.badge is not None
    assert report.badge.reproduced_by == ()
    assert len(open_registry(koeln.folder).targets.targets) == 3


TWIN = TwinEvidence(whole_proof(["base"] * 15))


def test_a_badge_is_derived_from_what_cities_said() -> None:
    own = Heard("izmir", "sha256:1", TWIN)
    back = FieldResult("koeln", "delay", Change(0.1, 0.0, 0.2), 14, "street", reverted=True)
    assert badge_of("izmir", [], withdrawn=False).standing is Standing.NOTHING
    assert badge_of("izmir", [Heard("koeln", "sha256:1", TWIN)], withdrawn=False).standing is Standing.NOTHING
    assert badge_of(
        "izmir", [own, Heard("izmir", "x", Reproduction("sha256:1", "equal"))], withdrawn=False
    ) == badge_of("izmir", [own], withdrawn=False)
    found = badge_of("izmir", [own, Heard("koeln", "x", back)], withdrawn=False)
    assert (found.standing, found.measured_in, found.reverted_in) == (Standing.SELF_REPORTED, (), ("koeln",))
