"""A package becomes a solution of the city that binds it, and only one that fits its junctions."""

from dataclasses import replace
from pathlib import Path

import pytest

from meydan.city.errors import CityError, Fault, PackageError
from meydan.city.junction import SiteLinks
from meydan.exchange.life_cycle.adapting import adapted_files, with_plans_held, write_solution
from meydan.exchange.life_cycle.binding import Binding, read_binding, read_bound, template
from meydan.exchange.life_cycle.binding import filled as filled_in
from meydan.exchange.life_cycle.parameters import numbers_of
from meydan.exchange.package import Package
from tests.exchange.makings import PARAMETERS, City, files_of, package_of
from tests.junctions import junction
from tests.store.small_cities import city

HORIZON = """
[inputs.horizon_s]
kind = "number"
what = { tr = "Bakış süresi", en = "How far to look ahead" }
least = 20.0
most = 60.0
unit = "s"

[inputs.crossing]
kind = "signal_group"
what = { tr = "Yaya geçidi", en = "The crossing" }
"""
PLANS = b"""\
[day]
cycle_s = 84.0
offset_s = "{offset_s}"
steps = [
  { stage = "A", green_s = 40.0, min_s = 10.0, max_s = 60.0 },
  { stage = "B", green_s = 10.0, min_s = 6.0, max_s = 20.0 },
  { stage = "C", green_s = 12.0, min_s = 6.0, max_s = 20.0 },
]
"""


def with_slots(tmp_path: Path, slots: str = HORIZON) -> Package:
    files = files_of(City("izmir", tmp_path))
    head, claims, rest = files["meydan.toml"].decode().partition("[[claims]]")
    return package_of(files | {"meydan.toml": (head + slots + "\n" + claims + rest).encode()})


def bound(package: Package, text: str) -> Binding:
    found = read_binding("binding.toml", text, package.manifest, package.digest, city())
    assert isinstance(found, Binding)
    return found


def filled(package: Package, corridor: str = '["J1"]', crossing: str = '["J1/W1"]', horizon: str = "40") -> str:
    text = template(package.manifest, package.digest, city(), numbers_of(package))
    text = text.replace("corridor = []", f"corridor = {corridor}").replace("crossing = []", f"crossing = {crossing}")
    return text.replace("horizon_s = 40", f"horizon_s = {horizon}")


def test_the_template_shows_what_the_city_has_and_what_the_package_comes_with(tmp_path: Path) -> None:
    package = with_slots(tmp_path)
    text = template(package.manifest, package.digest, city(), numbers_of(package))
    assert "J1/W1" in text
    assert "Yaya geçidi" in text
    assert "The crossing" in text
    assert "horizon_s = 40" in text
    assert [f.what.code for f in read_faults(package, text)] == ["bind.open", "bind.open"]  # it is not filled in


def read_faults(package: Package, text: str) -> list[Fault]:
    found = read_binding("binding.toml", text, package.manifest, package.digest, city())
    assert isinstance(found, tuple)
    return list(found)


@pytest.mark.parametrize(
    ("wrong", "codes"),
    [
        ({"horizon": "61"}, ["bind.out_of_bounds"]),
        ({"horizon": "nan"}, ["bind.open"]),
        ({"horizon": '"40"'}, ["bind.open"]),
        ({"crossing": '["J1/W9"]'}, ["bind.not_there"]),
        ({"crossing": '["J1/W1", "J1/W1"]'}, ["bind.twice"]),
        ({"corridor": "[1]", "crossing": '["J1"]'}, ["bind.open", "bind.not_there"]),
        ({"corridor": '["J1"]\nroad = 1'}, ["bind.no_slot"]),
    ],
)
def test_a_slot_takes_what_the_city_has_within_its_bounds(
    tmp_path: Path, wrong: dict[str, str], codes: list[str]
) -> None:
    package = with_slots(tmp_path)
    faults = read_faults(package, filled(package, **wrong))
    assert sorted(f.what.code for f in faults) == sorted(codes)
    assert all(f.line > 0 for f in faults)


def test_a_binding_is_for_one_content_of_one_version(tmp_path: Path) -> None:
    package = with_slots(tmp_path)
    other = filled(package).replace("1.2.0", "1.3.0")
    assert [f.what.code for f in read_faults(package, other)] == ["bind.other_package"]


def test_what_the_package_requires_is_asked_of_each_bound_junction(tmp_path: Path) -> None:
    package = with_slots(tmp_path)
    wants = replace(
        package.manifest.requires, least_groups=5, detectors=("camera",), measures=("luck",), orders=("Fly",)
    )
    asking = replace(package.manifest, requires=wants)
    found = read_binding("b.toml", filled(package), asking, package.digest, city())
    assert isinstance(found, tuple)
    assert {f.what.code for f in found} == {"bind.groups", "bind.detectors", "bind.no_measures", "bind.no_orders"}


def test_parameters_stay_the_same_bytes_unless_a_number_is_another(tmp_path: Path) -> None:
    package = with_slots(tmp_path)
    assert adapted_files(package, bound(package, filled(package))) == {"strategy.toml": PARAMETERS}
    (changed,) = adapted_files(package, bound(package, filled(package, horizon="30"))).values()
    assert changed == b'strategy = "predictive"\n\n[parameters]\nhorizon_s = 30\n'
    solution, source = write_solution(tmp_path / "dossier", {"strategy.toml": changed}, city())
    assert (solution.kind, Path(source).name) == ("parameters", "strategy.toml")


def plan_template(tmp_path: Path) -> Package:
    files = files_of(City("izmir", tmp_path))
    text = files["meydan.toml"].decode().replace('"strategy-params"', '"plan-template"')
    offset = '[inputs.offset_s]\nkind = "number"\nwhat = { tr = "x", en = "x" }\nleast = 0.0\nmost = 90.0\nunit = "s"\n'
    head, claims, rest = text.partition("[[claims]]")
    files |= {"meydan.toml": (head + offset + claims + rest).encode(), "plans/corridor.toml": PLANS}
    del files["strategy/strategy.toml"]
    return package_of(files)


def test_a_template_of_plans_becomes_the_plans_of_the_bound_junction(tmp_path: Path) -> None:
    package = plan_template(tmp_path)
    binding = Binding({"corridor": ("J1",)}, {"offset_s": 12.0}, ("J1",))
    files = adapted_files(package, binding)
    assert list(files) == ["plans/J1.toml"]
    assert b"offset_s = 12\n" in files["plans/J1.toml"]


def test_plans_that_the_site_has_numbers_for_stay_beside_those_of_a_template(tmp_path: Path) -> None:
    here, links = city(), SiteLinks("RN+SI0001", "TC", tuple(junction().groups), (), {"day": 1, "night": 2})
    street = replace(here, junctions={"J1": replace(junction(), rsmp=links)})
    made = adapted_files(plan_template(tmp_path), Binding({"corridor": ("J1",)}, {"offset_s": 12.0}, ("J1",)))
    files = {name: data.replace(b"84.0", b"75.0") for name, data in made.items()}
    assert with_plans_held(files, here) == files
    with pytest.raises(CityError, match=r"solution\.faults"):  # a number without a plan
        write_solution(tmp_path / "bare", files, street)
    found, _ = write_solution(tmp_path / "dossier", with_plans_held(files, street), street)
    assert found.city.plans["J1", "night"] == here.plans["J1", "night"]
    assert found.city.plans["J1", "day"].offset_s == 12.0
    broken = {"plans/J1.toml": b"[day"}
    assert with_plans_held(broken, street) == broken


def test_plans_that_break_a_rule_of_my_junction_are_refused_with_every_fault(tmp_path: Path) -> None:
    package = plan_template(tmp_path)
    files = adapted_files(package, Binding({"corridor": ("J1",)}, {"offset_s": 0.0}, ("J1",)))
    short = {
        name: data.replace(b"green_s = 10.0, min_s = 6.0", b"green_s = 1.0, min_s = 1.0")
        for name, data in files.items()
    }
    with pytest.raises(CityError) as refused:
        write_solution(tmp_path / "dossier", short, city())
    codes = {fault.what.code for fault in refused.value.faults}
    assert codes & {"safety.cycle_sum", "safety.group_short", "safety.green_short"}


def test_a_package_without_anything_to_run_is_no_solution(tmp_path: Path) -> None:
    package = with_slots(tmp_path)
    measures = replace(package, manifest=replace(package.manifest, kind="measure-set"))  # type: ignore[arg-type]
    with pytest.raises(PackageError, match=r"life\.no_solution"):
        adapted_files(measures, Binding({}, {}, ()))


def test_what_is_typed_on_the_page_is_the_same_as_what_is_typed_into_the_file(tmp_path: Path) -> None:
    package = with_slots(tmp_path)
    typed = {"corridor": ["J1"], "crossing": ["J1/W1"], "horizon_s": 30}
    text = filled_in(package.manifest, package.digest, typed)
    assert bound(package, text) == bound(package, filled(package, horizon="30"))
    assert read_bound(text) == typed


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ({}, ["bind.open"] * 3),
        ({"horizon_s": None, "corridor": ["J1"], "crossing": ["J1/W1"]}, ["bind.open"]),
        ({'x"\n[bind]': ["J1"], "corridor": ['J1"]\n']}, ["bind.no_slot", "bind.not_there", "bind.open", "bind.open"]),
    ],
)
def test_what_is_typed_on_the_page_cannot_break_out_of_the_file(
    tmp_path: Path, typed: dict[str, object], codes: list[str]
) -> None:
    package = with_slots(tmp_path)
    faults = read_faults(package, filled_in(package.manifest, package.digest, typed))
    assert sorted(f.what.code for f in faults) == sorted(codes)
