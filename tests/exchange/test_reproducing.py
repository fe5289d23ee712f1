"""Evidence is run again on the scenario that the package carries, or it is said why it cannot be."""

import gzip
import json
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from meydan.city.errors import CityError, MeydanError, PackageError
from meydan.exchange import reproducing
from meydan.exchange.evidence import read_evidence
from meydan.exchange.package import Package
from meydan.exchange.predicates import Reproduction, read_predicate
from meydan.exchange.reproducing import Reproduced, reproduce
from meydan.exchange.statement import Predicate
from meydan.store.city_folder import write_city
from meydan.store.tree_digest import digest_of
from meydan.twin.prove.start import Asked, prepare_here
from tests.exchange.makings import PARAMETERS, City, envelope, files_of, package_of, proof
from tests.store.small_cities import city


def with_scenario(
    tmp_path: Path, *, scenario: bool = True, scenario_told: dict[str, Any] | None = None, **changed: Any
) -> Package:
    city = City("izmir", tmp_path)
    files = files_of(city)
    if scenario:
        files["scenarios/izmir/city.toml"] = b'name = "Izmir"\n'
    says = proof(**changed) | ({"scenario": scenario_told} if scenario_told else {})
    return package_of(files | {"evidence/twin.dsse.json": envelope(city, package_of(files), says)})


def nobody(_: Asked) -> Any:
    """Give no workers: nothing runs here."""
    return nullcontext()


def run(package: Package, into: Path) -> list[Reproduced]:
    return list(reproduce(package, read_evidence(package).evidence, into, nobody, lambda _: None))


@pytest.mark.parametrize(
    ("found", "outcome"), [("equal", "equal"), ("within", "within_tolerance"), ("differs", "differs")]
)
def test_the_pairs_run_on_what_the_package_carries_and_what_came_of_it_can_be_signed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, found: str, outcome: str
) -> None:
    asked: list[Asked] = []

    def again(_: object, what: Asked, *__: object) -> SimpleNamespace:
        asked.append(what)
        return SimpleNamespace(outcome=found)

    monkeypatch.setattr(reproducing, "rerun", again)
    package = with_scenario(tmp_path, command=f"touch {tmp_path / 'touched'}; $(touch {tmp_path / 'touched'})")
    (one,) = run(package, tmp_path / "again")
    assert asked[0].command == ""  # a stranger's command is words: what runs is made from what is here
    assert not (tmp_path / "touched").exists()
    assert Path(asked[0].candidate).read_bytes() == PARAMETERS
    assert (asked[0].city / "city.toml").is_file()
    assert asked[0].against == "fixed_time"
    assert not asked[0].with_code
    says = json.loads(one.says.read_bytes())
    read = read_predicate("x", Predicate.REPRODUCTION, says)
    assert read == Reproduction(read_evidence(package).evidence[0].statement.digest, outcome)


def test_without_its_scenario_nothing_is_run(tmp_path: Path) -> None:
    with pytest.raises(PackageError, match=r"verify\.nothing_to_rerun"):
        run(with_scenario(tmp_path, scenario=False), tmp_path / "again")
    assert not (tmp_path / "again").exists()


def given_days(tmp_path: Path, *names: str) -> Package:
    """Return a package whose proof was given days, of which the scenario carries those of these names."""
    days = {name: f"<routes>{name}</routes>".encode() for name in ("mon", "tue", "wed", "thu", "fri")}
    told = [{"name": name, "digest": digest_of(data)} for name, data in days.items()]
    whole = proof()
    renamed = dict(zip((day["name"] for day in whole["scenario"]["days"]), days, strict=True))
    pairs = [pair | {"day": renamed[pair["day"]]} for pair in whole["pairs"]]
    scenario = whole["scenario"] | {"days": told, "made": "given", "drawn_from": ""}
    package = with_scenario(tmp_path, scenario_told=scenario, pairs=pairs)
    files = {f"scenarios/izmir/days/{name}.rou.xml.gz": gzip.compress(days[name]) for name in names}
    return replace(package, files={**package.files, **files, "scenarios/izmir/a-copy.xml": days["mon"]})


def test_days_that_a_proof_was_given_are_those_that_the_scenario_carries(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Asked] = []

    def again(_: object, what: Asked, *__: object) -> SimpleNamespace:
        asked.append(what)
        return SimpleNamespace(outcome="equal")

    monkeypatch.setattr(reproducing, "rerun", again)
    run(given_days(tmp_path, "fri", "thu", "wed", "tue", "mon"), tmp_path / "again")
    assert [Path(day).name.partition(".")[0] for day in asked[0].days] == ["mon", "tue", "wed", "thu", "fri"]
    assert all(Path(day).is_file() for day in asked[0].days)


def test_a_day_that_the_scenario_lacks_is_named(tmp_path: Path) -> None:
    with pytest.raises(PackageError, match=r"verify\.lacks_days") as lacks:
        run(given_days(tmp_path, "mon", "tue", "fri"), tmp_path / "again")
    assert dict(lacks.value.what.values)["days"] == "wed, thu"


@pytest.mark.parametrize("label", ["/tmp/x.py", "evil.toml", "../plans"])
def test_what_was_in_force_is_a_known_strategy_and_never_a_path(tmp_path: Path, label: str) -> None:
    package = with_scenario(tmp_path, baseline=proof()["baseline"] | {"label": label})
    with pytest.raises(PackageError, match=r"verify\.other_baseline"):
        run(package, tmp_path / "again")


def test_code_of_strangers_is_never_loaded(tmp_path: Path) -> None:
    (tmp_path / "evil.py").write_text("raise SystemExit('loaded')\n", encoding="utf-8")
    home = tmp_path / "city"
    write_city(city(), home)
    asked = Asked(home, str(tmp_path / "evil.py"), "fixed_time", (), tmp_path / "runs", with_code=False)
    with pytest.raises(CityError):
        prepare_here(asked)


@pytest.mark.parametrize(
    ("text", "reaches"),
    [
        (b'<additional><edgeData id="x" file="/etc/cron.d/x"/></additional>', True),
        (b"<additional><inductionLoop id='x' file = 'out.xml'/></additional>", True),
        (b'<additional><include href="/etc/hosts"/></additional>', True),
        (b'<!DOCTYPE x [<!ENTITY y SYSTEM "file:///etc/hosts">]><x/>', True),
        (b'<vType id="x"><param key="device.ssm.file" value="/tmp/x"/></vType>', True),
        (b'<timedEvent type="SaveTLSStates" dest="/tmp/x"/>', True),
        (b'<additional><inductionLoop id="x" file="NUL" period="60"/></additional>', False),
        (b'<net version="1.20"><edge id="profile" from="a" to="b"/></net>', False),
    ],
)
def test_a_scenario_that_could_write_elsewhere_is_not_run(tmp_path: Path, text: bytes, reaches: bool) -> None:
    for name, data in (("x.add.xml", text), ("x.add.xml.gz", gzip.compress(text))):
        package = with_scenario(tmp_path / name)
        package = replace(package, files={**package.files, f"scenarios/izmir/twin/{name}": data})
        code = r"verify\.reaches_out" if reaches else r"city\."  # that scenario is no whole city
        with pytest.raises(MeydanError, match=code):
            run(package, tmp_path / name / "again")
