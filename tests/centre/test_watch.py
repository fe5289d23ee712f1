"""After going live: what got worse beyond chance goes back by itself, and what did not stays."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from meydan.centre.alarm_book import AlarmBook
from meydan.centre.going_live import Place, deploy, take_back
from meydan.centre.watch import watch_once
from meydan.city.instant import Instant
from meydan.city.state import JunctionState
from meydan.cli.own_alarms import taken_back_alarms
from meydan.cli.watching import lines_of
from meydan.measure.rows import Rows
from meydan.report.watching import LEVEL, WORSE, chance_of_no_worsening, mean_wait_s, rises, watched_days
from meydan.report.wording import Wording
from meydan.report.writing_comparison import days_between
from meydan.store.deployments import WATCH, list_deployments, read_parts
from meydan.store.office.audit import Search, search
from meydan.store.office.people import By
from tests.centre.test_going_live import at, plans, proof_of, street  # noqa: F401 - fixtures
from tests.report.made_weeks import Habit, make_archive

MONDAY = Instant(1_773_619_200_000)  # 2026-03-16
BEFORE, AFTER = days_between("2026-03-02", "2026-03-15"), days_between("2026-03-17", "2026-03-29")
LAST = "2026-03-30"  # begun, not over


def archive_of(folder: Path, *after: Habit) -> Path:
    habits = {
        f"J{place}": [
            *((day, Habit()) for day in (*BEFORE, "2026-03-16")),
            *((day, habit) for day in (*AFTER, LAST)),
        ]
        for place, habit in enumerate(after, start=1)
    }
    return make_archive(folder, habits)


def test_split_failures_that_rose_far_take_the_deployment_back_with_a_line_in_the_audit_trail(
    at: Place,  # noqa: F811
    plans: Path,  # noqa: F811
    tmp_path: Path,
) -> None:
    before = read_parts(at.folder)
    deploy(at, str(plans), proof_of(at, plans), By("ayse", "-", MONDAY))
    (look,) = watch_once(at, archive_of(tmp_path / "made", Habit(failed=0.3), Habit()))
    assert look.days == len(AFTER)
    assert {rise.junction: rise.is_too_much for rise in look.rises} == {"": True, "J1": True, "J2": False}
    assert look.back is not None
    assert look.back.back_of == 1
    assert look.back.junctions == ("J1",)
    (alarm,) = taken_back_alarms(at.folder, street(), MONDAY)
    book = AlarmBook()
    state = JunctionState(street().junctions["J1"], on_street=False)
    book.take(alarm, state)
    assert book.unseen() == (0, 1, 0)
    assert book.of("J1")[0].is_ours
    assert read_parts(at.folder) == before
    (entry,) = (numbered.entry for numbered in search(at.office, Search(person=WATCH)))
    assert entry.act == "deployment_taken_back"
    assert entry.detail["why"].startswith("failed_share 0.1")
    assert "taken back" in lines_of(look, Wording("en"))[-1]
    assert watch_once(at, tmp_path / "made" / "archive") == ()


def test_a_deployment_that_changes_nothing_stands_and_is_held_beside_its_promise(
    at: Place,  # noqa: F811
    plans: Path,  # noqa: F811
    tmp_path: Path,
) -> None:
    deploy(at, str(plans), proof_of(at, plans), By("ayse", "-", MONDAY))
    (look,) = watch_once(at, archive_of(tmp_path / "made", Habit()))
    assert look.back is None
    assert [rise.is_too_much for rise in look.rises] == [False]
    assert [one.kind for one in list_deployments(at.folder)] == ["deploy"]
    for language, word in (("en", "promised"), ("tr", "sözü")):
        lines = lines_of(look, Wording(language))  # type: ignore[arg-type]
        assert any(word in line for line in lines), lines
        assert len(lines) == 5


DAY_MS = 86_400_000
GOOD, BAD = Habit(), Habit(failed=0.3)


def two_deployments(at: Place, plans: Path, apart_days: int) -> None:  # noqa: F811
    deploy(at, str(plans), proof_of(at, plans), By("ayse", "-", MONDAY))
    second = By("ayse", "-", Instant(MONDAY + apart_days * DAY_MS))
    deploy(at, "actuated", proof_of(at, "actuated"), second)


def made_of(folder: Path, *spans: tuple[str, str, Habit]) -> Path:
    """Return an archive of one junction with a habit for each span of days."""
    days = [(day, habit) for first, last, habit in spans for day in days_between(first, last)]
    return make_archive(folder, {"J1": days})


def test_a_later_deployment_answers_for_nothing_that_an_earlier_one_made_worse(
    at: Place,  # noqa: F811
    plans: Path,  # noqa: F811
    tmp_path: Path,
) -> None:
    before = read_parts(at.folder)
    two_deployments(at, plans, 14)  # 2026-03-30: the second changes nothing
    archive = made_of(tmp_path / "made", ("2026-03-02", "2026-03-16", GOOD), ("2026-03-17", "2026-03-31", BAD))
    later, earlier = watch_once(at, archive)
    assert (later.deployment.number, later.back) == (2, None)
    assert earlier.back is not None
    assert earlier.back.back_of == 1
    told = [(one.back_of, one.why[:12], one.reason and one.reason.code) for one in list_deployments(at.folder)[2:]]
    assert told == [(2, "", "deploy.back_rests_on"), (1, "failed_share", None)]
    assert read_parts(at.folder) == before
    assert [one.entry.person for one in search(at.office, Search(act="deployment_taken_back"))] == [WATCH, WATCH]


def test_of_two_deployments_only_the_one_that_made_it_worse_goes(
    at: Place,  # noqa: F811
    plans: Path,  # noqa: F811
    tmp_path: Path,
) -> None:
    two_deployments(at, plans, 7)  # 2026-03-23: the second makes it worse
    archive = made_of(tmp_path / "made", ("2026-03-02", "2026-03-23", GOOD), ("2026-03-24", "2026-04-05", BAD))
    (later,) = watch_once(at, archive)
    assert later.back is not None
    assert later.back.back_of == 2
    (earlier,) = watch_once(at, archive)
    assert (earlier.deployment.number, earlier.days, earlier.back) == (1, 6, None)


def test_what_somebody_deployed_since_the_look_is_not_taken_back_for_another(
    at: Place,  # noqa: F811
    plans: Path,  # noqa: F811
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    deploy(at, str(plans), proof_of(at, plans), By("ayse", "-", MONDAY))

    def somebody_is_faster(*given: Any) -> Any:
        take_back(at, By("can", "-", MONDAY), "by hand")
        deploy(at, "actuated", proof_of(at, "actuated"), By("ayse", "-", MONDAY))
        return rises(*given)

    monkeypatch.setattr("meydan.centre.watch.rises", somebody_is_faster)
    (look,) = watch_once(at, archive_of(tmp_path / "made", BAD))
    assert look.back is None
    assert [(one.kind, one.back_of) for one in list_deployments(at.folder)] == [
        ("deploy", 0),
        ("back", 1),
        ("deploy", 0),
    ]


def test_nothing_is_said_before_a_whole_day_has_passed(
    at: Place,  # noqa: F811
    plans: Path,  # noqa: F811
    tmp_path: Path,
) -> None:
    archive = make_archive(tmp_path / "made", {"J1": [(day, Habit()) for day in (*BEFORE, "2026-03-16")]})
    deploy(at, str(plans), proof_of(at, plans), By("ayse", "-", MONDAY))
    (look,) = watch_once(at, archive)
    assert look.days == 0
    assert "No whole day" in lines_of(look, Wording("en"))[0]


@pytest.mark.parametrize(("rise", "least", "most"), [(1.0, 0, 0.002), (WORSE, 0, 2 * LEVEL), (1.5, 0.9, 1)])
def test_a_rise_of_a_fifth_at_most_is_seldom_taken_for_more(rise: float, least: float, most: float) -> None:
    random = np.random.default_rng(5)
    cases, found = 1500, 0
    for _ in range(cases):
        days = {
            kind: (random.normal(level, 0.1 * level, size), random.normal(rise * level, 0.1 * level, size))
            for kind, size, level in (("workday", 10, 0.12), ("saturday", 2, 0.08), ("sunday", 2, 0.05))
        }
        found += chance_of_no_worsening(days) < LEVEL
    assert least * cases <= found <= most * cases


def test_two_weeks_after_are_watched_against_four_before_without_the_day_itself() -> None:
    before, after = watched_days("2026-03-16", "2026-12-31")
    assert (before[0], before[-1], len(before)) == ("2026-02-16", "2026-03-15", 28)
    assert (after[0], after[-1], len(after)) == ("2026-03-17", "2026-03-30", 14)
    assert watched_days("2026-03-16", "2026-03-16")[1] == ()


def test_pedestrians_wait_as_long_as_those_who_waited() -> None:
    rows = Rows(np.array([0, 1]), {"mean_s": np.array([10.0, np.nan]), "waits": np.array([3, 0])})
    more = Rows(np.array([0]), {"mean_s": np.array([30.0]), "waits": np.array([1])})
    assert mean_wait_s([rows, more]) == 15
    assert np.isnan(mean_wait_s([]))
