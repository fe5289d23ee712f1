"""Everything that takes a package forward at a click: its steps, who agrees to them, and the days that they ask for."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import structlog

from meydan.city.errors import MeydanError, PackageError
from meydan.exchange.life_cycle.asking import AskedStep, Wish
from meydan.exchange.life_cycle.dossier import Dossier, list_dossiers, read_dossier, source_of
from meydan.exchange.life_cycle.policy import read_policy
from meydan.exchange.life_cycle.spent import TRIAL
from meydan.exchange.life_cycle.states import State
from meydan.store.office.database import Database
from meydan.store.office.people import By
from meydan.store.proofs_folder import AskedProof, begin_package_proof
from meydan.web.package_facts import all_in_both
from meydan.web.package_work import Programs, Watched, Watches, read_watched
from meydan.web.proof_runner import ProofRunner
from meydan.web.reception import refusal
from meydan.web.second_person import SecondPerson, Waiting
from meydan.web.step_facts import Here, step_facts, work_name
from meydan.web.step_process import StepTaker, entering

log = structlog.get_logger(__name__)


class PackageSteps:
    """The way of packages in one city, as pages go it.

    Parameters
    ----------
    here, office
        The city and its office.
    runner
        What runs proofs and twin days, one at a time.
    clock
        Seconds that never run back.
    programs
        What is run for days in the shadow and on trial.
    """

    def __init__(
        self,
        here: Here,
        office: Database,
        runner: ProofRunner,
        clock: Callable[[], float],
        programs: Programs | None = None,
    ) -> None:
        self.here, self.office, self.runner = here, office, runner
        self.requests, self.taker = SecondPerson[AskedStep](clock), StepTaker()
        self._programs = programs or Programs()
        self._watches = Watches(here.log, self._programs)

    def facts(self, place: str) -> dict[str, Any]:
        """Return what is there for the next step of a package, and who waits for whom."""
        told: dict[str, Any] = {"waiting": self._told_waiting(self.requests.find(place))}
        try:
            return told | step_facts(self.dossier(place), place, self.here, self.runner.running)
        except MeydanError as error:
            return told | {"trouble": all_in_both([error.what, *(fault.what for fault in error.faults)])}

    def _told_waiting(self, found: Waiting[AskedStep] | None) -> dict[str, Any] | None:
        if found is None:
            return None
        wish = found.wish.wish
        return {
            "state": str(found.wish.state),
            "person": found.person,
            "digest": found.digest,
            "left_s": self.requests.left_s(found),
            "junctions": list(wish.junctions),
            "days": wish.days,
            "first": wish.first,
            "owner": wish.owner,
        }

    def dossier(self, place: str) -> Dossier:
        """Return what is known of a package; raises as `read_dossier` does."""
        return read_dossier(self.office, self.here.home, place)

    def asked(self, place: str, state: State, person: str, wish: Wish) -> AskedStep:
        """Return a step as one person asks for it, with what nobody types: where its days and its record lie."""
        dossier = self.dossier(place)
        if state is State.SHADOW:
            wish = replace(wish, log=self.here.shadow_log(dossier).absolute())
        if state is State.ADOPTED and (dossier.folder / TRIAL).exists():
            wish = replace(wish, record=self.here.trial_record(dossier).absolute())
        home, office = self.here.home.absolute(), self.office.folder.absolute()
        return AskedStep(home, office, place, state, (person,), wish)

    def wait(self, asked: AskedStep) -> None:
        """Let a step wait for its second person, one of each package; 409 where another person's waits."""
        (person,) = asked.people
        known = self.requests.find(asked.place)
        if known is not None and known.person != person:
            raise refusal(409, "exchange.step_waits", person=known.person)
        self.requests.put(asked.place, asked, person)

    def agreed(self, found: Waiting[AskedStep], second: str, waiver: str, until: str) -> AskedStep:
        """Return a step that waited, with the second person who agrees to it, and what they waive."""
        wish = replace(found.wish.wish, waiver=waiver, waiver_until=until)
        return replace(found.wish, people=(found.person, second), wish=wish)

    def prove(self, place: str, against: str, by: By) -> str | None:
        """Start the proof of a package and return its name; None if something else runs already."""
        dossier = self.dossier(place)
        wish = AskedProof(self._source(dossier), against, by.person, by.t, dossier.reverts)
        if self.runner.running:
            return None
        proof = begin_package_proof(self.here.home, place, wish)
        after = entering(self.here.home, self.office.folder, place, by.person)
        return proof.name if self.runner.start(proof, wish, after) else None

    def check_adapted(self, place: str) -> None:
        """Refuse to prove what was not adapted yet; PackageError."""
        self._source(self.dossier(place))

    def check_start(self, place: str, of: str) -> None:
        """Refuse days that would count for nothing, or while other work runs: before it is written down who asked."""
        is_due = self.dossier(place).life.state is (State.PROVEN if of == "shadow" else State.TRIAL)
        if not is_due or (of == "trial" and self.here.is_live):
            raise PackageError("exchange.no_days", place=place)
        if not self._is_watch(of) and self.runner.running:
            raise refusal(409, "proofs.one_runs")

    def check_stop(self, place: str, of: str) -> None:
        """Refuse to stop days that do not run."""
        self.check_adapted(place)
        if not self._is_watch(of) and self.runner.running != work_name(place, of):
            raise refusal(409, "proofs.not_running")

    def _is_watch(self, of: str) -> bool:
        return of == "shadow" and self.here.is_live

    def start_days(self, place: str, of: str, by: By) -> bool:
        """Start days in the shadow or of a trial; False if something else runs already."""
        dossier = self.dossier(place)
        if self._is_watch(of):
            watched = Watched(by.person, by.t)
            self._watches.start(place, dossier.folder, self.here.home / self._source(dossier), watched)
            return True
        folder = self._within(dossier.folder)
        commands = self._shadow_days(dossier) if of == "shadow" else self._trial_days(dossier)
        return self.runner.work(work_name(place, of), folder, (commands,))

    def _shadow_days(self, dossier: Dossier) -> tuple[str, ...]:
        shadow = step_facts(dossier, dossier.place, self.here, "").get("shadow", {"counted": 0})
        missing = max(1, read_policy(self.here.home).shadow.days - int(shadow["counted"]))
        kept = self._within(self.here.shadow_log(dossier))
        return self._programs.shadow_days(kept, self._source(dossier), missing)

    def _trial_days(self, dossier: Dossier) -> tuple[str, ...]:
        into = self._within(self.here.trial_record(dossier))
        return self._programs.trial_days(self._within(dossier.folder / TRIAL), into)

    def stop_days(self, place: str, of: str) -> None:
        """Stop days in the shadow or of a trial; those that came to their end stay."""
        if self._is_watch(of):
            self._watches.stop(place, self.dossier(place).folder)
        else:
            self.runner.stop()

    def settle(self, place: str) -> None:
        """End what a package needs no more after a step: its watch, and what waited for a second person."""
        self.requests.end(place)
        self.end_watch(place)

    def end_watch(self, place: str) -> None:
        """Watch a package no more that is past the shadow, or was put away or withdrawn."""
        if read_watched(self.dossier(place).folder) is not None and self.dossier(place).life.state is not State.PROVEN:
            self._watches.stop(place, self.dossier(place).folder)

    def resume(self) -> None:
        """Let every watch go on that a restart of this process ended."""
        try:
            for dossier in list_dossiers(self.office, self.here.home) if self.here.is_live else ():
                if read_watched(dossier.folder) is not None and dossier.life.state is State.PROVEN:
                    self._watches.go_on(dossier.place, self.here.home / self._source(dossier))
        except MeydanError as error:  # the page of the exchange tells it; the map is shown all the same
            log.warning("watches_not_resumed", code=error.code)

    def _source(self, dossier: Dossier) -> str:
        source = source_of(dossier)
        if source is None:
            raise PackageError("life.not_adapted", place=dossier.place)
        return self._within(source)

    def _within(self, path: Path) -> str:
        return path.relative_to(self.here.home).as_posix()
