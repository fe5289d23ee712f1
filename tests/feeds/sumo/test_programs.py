"""Shipped programs become plans a controller can run, and every change is told."""

from pathlib import Path

import pytest

from meydan.city.because import Because
from meydan.city.junction import Junction, Known, Sureness
from meydan.city.plan import Plan
from meydan.feeds.sumo import Imported, read_sumo
from tests.feeds.sumo.nets import EAST_WEST, NORTH_SOUTH, make_programs, program, with_program
from tests.feeds.sumo.rules import broken_rules

AMBER_NS, AMBER_EW = "yyyrrryyyrrr", "rrryyyrrryyy"
TWO_STAGES = (f"30 {NORTH_SOUTH}", f"3 {AMBER_NS}", f"25 {EAST_WEST}", f"3 {AMBER_EW}")


def _import(cross: Path, folder: Path, *programs: str) -> Imported:
    imported = read_sumo(cross, additional=[make_programs(folder, *programs)])
    assert broken_rules(imported.city) == []
    return imported


def _junction(imported: Imported) -> Junction:
    return imported.city.junctions["c"]


def _plan(imported: Imported) -> Plan:
    return imported.city.plans["c", _junction(imported).local_plan]


def _told(imported: Imported, code: str, program_id: str = "mine") -> list[dict[str, object]]:
    return [
        dict(change.values)
        for change in imported.changes
        if change.code == code and dict(change.values).get("program", program_id) == program_id
    ]


def test_two_stages_come_through_as_they_are(cross: Path, tmp_path: Path) -> None:
    imported = _import(cross, tmp_path, program(*TWO_STAGES))
    plan = _plan(imported)
    assert [(step.stage, step.green_s) for step in plan.steps] == [("A", 30.0), ("B", 25.0)]
    assert plan.cycle_s == 61.0
    assert [c for c in imported.changes if dict(c.values).get("plan", dict(c.values).get("program")) == "mine"] == []


def test_links_of_one_approach_that_share_a_lamp_are_one_group(cross: Path, tmp_path: Path) -> None:
    junction = _junction(_import(cross, tmp_path, program(*TWO_STAGES)))
    assert junction.twin is not None
    assert junction.twin.groups == ("P1",) * 3 + ("P2",) * 3 + ("P3",) * 3 + ("P4",) * 3


def test_a_turn_with_its_own_lamp_is_its_own_group(cross: Path, tmp_path: Path) -> None:
    early = (f"20 {NORTH_SOUTH}", "3 yygrrryygrrr", "8 rrGrrrrrGrrr", "3 rryrrrrryrrr", *TWO_STAGES[2:])
    junction = _junction(_import(cross, tmp_path, program(*early)))
    assert junction.twin is not None
    assert junction.twin.groups[:3] == ("P1", "P1", "P2")


def test_crossing_greens_are_in_conflict_and_yielding_turns_are_permitted(cross: Path, tmp_path: Path) -> None:
    junction = _junction(_import(cross, tmp_path, program(*TWO_STAGES)))
    assert ("P1", "P2") in junction.conflicts
    assert {("P1", "P3"), ("P3", "P1")} <= junction.permitted  # each has a left turn that yields to the other
    assert ("P1", "P3") not in junction.conflicts


def test_intergreens_are_the_shipped_amber_and_all_red(cross: Path, tmp_path: Path) -> None:
    phases = (TWO_STAGES[0], TWO_STAGES[1], "2 rrrrrrrrrrrr", TWO_STAGES[2], TWO_STAGES[3])
    junction = _junction(read_sumo(with_program(cross, tmp_path, *phases)))
    assert junction.groups["P1"].amber == Known(3.0, Sureness.IMPORTED)
    assert junction.intergreens["P1", "P2"] == Known(5.0, Sureness.IMPORTED)
    assert junction.intergreens["P2", "P1"] == Known(3.0, Sureness.IMPORTED)


def test_the_intergreens_of_the_active_program_have_the_last_word(cross: Path, tmp_path: Path) -> None:
    slow = (TWO_STAGES[0], TWO_STAGES[1], "2 rrrrrrrrrrrr", *TWO_STAGES[2:])
    junction = _junction(_import(cross, tmp_path, program(*TWO_STAGES, name="quick"), program(*slow, name="slow")))
    assert junction.intergreens["P1", "P2"].s == 5.0


def test_the_last_program_loaded_is_active_and_keeps_its_offset(cross: Path, tmp_path: Path) -> None:
    imported = _import(
        cross, tmp_path, program(*TWO_STAGES, name="day", offset="7"), program(*TWO_STAGES, name="night")
    )
    assert _junction(imported).local_plan == "night"
    assert {plan for _, plan in imported.city.plans} == {"0", "day", "night"}
    assert imported.city.plans["c", "day"].offset_s == 7.0


def test_an_offset_counts_from_the_first_green(cross: Path, tmp_path: Path) -> None:
    phases = ("4 rrrrrrrrrrrr", *TWO_STAGES)
    assert _plan(_import(cross, tmp_path, program(*phases, offset="10"))).offset_s == 14.0


def test_amber_between_two_greens_becomes_green(cross: Path, tmp_path: Path) -> None:
    again = (f"20 {NORTH_SOUTH}", "3 GGyrrrGGyrrr", f"8 {NORTH_SOUTH}", f"3 {AMBER_NS}", *TWO_STAGES[2:])
    imported = _import(cross, tmp_path, program(*again))
    assert [(c["link"], c["phase"]) for c in _told(imported, "import.amber_to_green")] == [(2, 1), (8, 1)]
    assert _plan(imported).steps[0].green_s == 31.0


def test_a_wait_of_groups_that_stay_green_is_no_stage(cross: Path, tmp_path: Path) -> None:
    waits = ("3 GGgrrryyyrrr", "2 GGgrrrrrrrrr")  # the south has ended, the north goes on, the east starts next
    phases = (f"30 {NORTH_SOUTH}", *waits, "20 GGgGrrrrrrrr", "3 yyyyrrrrrrrr", "2 rrrrrrrrrrrr", *TWO_STAGES[2:])
    imported = read_sumo(with_program(cross, tmp_path, *phases))
    assert broken_rules(imported.city) == []
    assert [step.green_s for step in _plan(imported).steps] == [30.0, 20.0, 25.0]
    assert _plan(imported).cycle_s == 88.0


def test_lamp_s_is_red_with_a_permitted_turn(cross: Path, tmp_path: Path) -> None:
    phases = (f"30 {NORTH_SOUTH}", f"3 {AMBER_NS}", "25 srrGGgsrrGGg", "3 srryyysrryyy")
    imported = _import(cross, tmp_path, program(*phases))
    junction = _junction(imported)
    assert junction.twin is not None
    assert [c["link"] for c in _told(imported, "import.turn_on_red")] == [0, 6]
    assert junction.twin.letters["B"].startswith("s")
    assert junction.twin.groups[0] not in junction.stages["B"].green


def test_equal_greens_in_a_row_are_one_stage_with_summed_limits(cross: Path, tmp_path: Path) -> None:
    phases = (
        f"10 {NORTH_SOUTH} minDur='4' maxDur='20'",
        f"5 {NORTH_SOUTH} minDur='5' maxDur='5'",
        f"8 {NORTH_SOUTH} minDur='2' maxDur='30'",
        *TWO_STAGES[1:],
    )
    imported = _import(cross, tmp_path, program(*phases))
    first = _plan(imported).steps[0]
    assert (first.green_s, first.min_s, first.max_s) == (23.0, 11.0, 55.0)
    assert [dict(c.values)["slices"] for c in imported.changes if c.code == "import.slices"] == [3]


def test_a_green_without_limits_may_be_cut_to_the_minimum_and_grow_by_half(cross: Path, tmp_path: Path) -> None:
    first, second = _plan(_import(cross, tmp_path, program(*TWO_STAGES))).steps
    assert (first.green_s, first.min_s, first.max_s) == (30.0, 5.0, 45.0)
    assert (second.green_s, second.min_s, second.max_s) == (25.0, 5.0, 38.0)  # half a second more is a whole one


def test_a_plan_of_equal_greens_without_limits_was_timed_by_nobody_and_bounds_no_green(
    cross: Path, tmp_path: Path
) -> None:
    equal = (f"20 {NORTH_SOUTH}", TWO_STAGES[1], TWO_STAGES[2].replace("25", "20"), TWO_STAGES[3])
    long = (f"40 {NORTH_SOUTH}", TWO_STAGES[1], TWO_STAGES[2].replace("25", "40"), TWO_STAGES[3])
    limited = (f"20 {NORTH_SOUTH} maxDur='20'", *equal[1:])
    most_s = [
        [step.max_s for step in _plan(_import(cross, tmp_path, program(*phases))).steps]
        for phases in (equal, long, limited)
    ]
    assert most_s == [[50.0, 50.0], [60.0, 60.0], [20.0, 30.0]]


def test_phases_that_next_never_reaches_are_dropped(cross: Path, tmp_path: Path) -> None:
    phases = (*TWO_STAGES[:3], f"3 {AMBER_EW} next='0'", "40 GGGGGGGGGGGG")
    imported = _import(cross, tmp_path, program(*phases))
    assert [c["phases"] for c in _told(imported, "import.unreachable")] == ["4"]
    assert _plan(imported).cycle_s == 61.0


def test_a_green_shorter_than_its_minimum_is_lengthened(cross: Path, tmp_path: Path) -> None:
    imported = _import(cross, tmp_path, program(f"2 {NORTH_SOUTH}", *TWO_STAGES[1:]))
    assert _plan(imported).steps[0].green_s == 5.0
    told = [c for c in imported.changes if c.code in ("import.green_lengthened", "import.cycle")]
    assert {c.code for c in told} == {"import.green_lengthened", "import.cycle"}
    assert _junction(imported).groups["P1"].min_green.sure is Sureness.GUESSED


def test_parts_of_a_second_are_rounded_up(cross: Path, tmp_path: Path) -> None:
    imported = _import(cross, tmp_path, program(f"29.4 {NORTH_SOUTH}", *TWO_STAGES[1:]))
    assert _plan(imported).steps[0].green_s == 30.0
    assert len(_told(imported, "import.whole_seconds")) == 1


def test_a_group_that_is_never_green_asks_for_nothing(cross: Path, tmp_path: Path) -> None:
    never = [phase.replace(" GGg", " rrr", 1).replace(" yyy", " rrr", 1) for phase in TWO_STAGES]
    imported = read_sumo(with_program(cross, tmp_path, *never))
    junction = _junction(imported)
    assert broken_rules(imported.city) == []
    assert [dict(c.values)["group"] for c in imported.changes if c.code == "import.never_green"] == ["P1"]
    assert junction.lanes["nc_0"].groups == ()


def test_a_program_that_is_switched_off_is_left_out(cross: Path, tmp_path: Path) -> None:
    imported = _import(cross, tmp_path, program(*TWO_STAGES), program("10 oooooooooooo", name="off"))
    assert ("c", "off") not in imported.city.plans
    assert _junction(imported).local_plan == "mine"
    assert Because("import.program_off", (("junction", "c"), ("program", "off"))) in imported.changes


def test_every_green_that_differs_from_the_shipped_one_is_told(cross: Path, tmp_path: Path) -> None:
    late = (f"30 {NORTH_SOUTH}", f"3 {AMBER_NS}", "4 rrrrrrrrrrrr", f"25 {EAST_WEST}", f"3 {AMBER_EW}")
    imported = _import(cross, tmp_path, program(*TWO_STAGES, name="short"), program(*late, name="long"))
    shipped = {"short": [30.0, 25.0], "long": [30.0, 25.0]}
    told = {
        (dict(c.values)["plan"], dict(c.values)["stage"]) for c in imported.changes if c.code == "import.green_changed"
    }
    for name, greens in shipped.items():
        steps = imported.city.plans["c", name].steps
        differ = {(name, s.stage) for s, green in zip(steps, greens, strict=True) if s.green_s != green}
        assert differ <= told
    assert told


def test_amber_that_is_shown_nowhere_is_guessed(cross: Path, tmp_path: Path) -> None:
    bare = (f"30 {NORTH_SOUTH}", f"30 {EAST_WEST}")
    imported = read_sumo(with_program(cross, tmp_path, *bare), yellow_s=4.0)
    amber = _junction(imported).groups["P1"].amber
    assert (amber.s, amber.sure) == (4.0, Sureness.GUESSED)
    assert broken_rules(imported.city) == []


@pytest.mark.parametrize("name", ["ü x", "../../etc", ".hidden"])
def test_a_program_name_is_made_safe_for_a_file(cross: Path, tmp_path: Path, name: str) -> None:
    plan = _junction(_import(cross, tmp_path, program(*TWO_STAGES, name=name))).local_plan
    assert plan
    assert not plan.startswith(".")
    assert "/" not in plan
