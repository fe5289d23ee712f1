"""One of SUMO's lights becomes a junction with its plans."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from meydan.city.because import Because, because
from meydan.city.errors import Fault, fault
from meydan.city.junction import Junction, Known, SignalGroup, Stage, Sureness, TwinLinks
from meydan.city.plan import Plan
from meydan.feeds.sumo.conflicts import Conflicts, group_conflicts
from meydan.feeds.sumo.detectors import place_loops
from meydan.feeds.sumo.geometry import geometric_intergreens
from meydan.feeds.sumo.groups import Groups, signal_groups
from meydan.feeds.sumo.intergreens import Matrix, shipped_intergreens
from meydan.feeds.sumo.lamps import Defaults, lamp_times
from meydan.feeds.sumo.lanes import approach_lanes
from meydan.feeds.sumo.links import Light
from meydan.feeds.sumo.naming import letters, safe_names
from meydan.feeds.sumo.plans import StageKey, make_plan
from meydan.feeds.sumo.programs import GREEN, Program, clean, is_off
from meydan.feeds.sumo.shipped import ShippedProgram
from meydan.feeds.sumo.stages import ShownStage, shown_stages

STARTUP_RED_S = 6.0

Intergreens = Literal["imported", "geometry"]


@dataclass(frozen=True, slots=True)
class Built:
    """A junction with its plans, and what was changed or found wrong on the way; none if nothing can signal."""

    junction: Junction | None
    light: Light
    groups: Groups | None
    plans: tuple[Plan, ...]
    changes: tuple[Because, ...]
    faults: tuple[Fault, ...]


class JunctionBuilder:
    """Builds the junctions of one net."""

    def __init__(self, streets: Any, defaults: Defaults, intergreens: Intergreens) -> None:
        self._streets = streets
        self._defaults = defaults
        self._intergreens = intergreens

    def build(self, name: str, light: Light, shipped: Sequence[ShippedProgram], position: tuple[float, float]) -> Built:
        """Return the junction of a light; `shipped` are its programs in the order of loading, the last one active."""
        programs, changes = _usable(light, shipped, name)
        if not programs:
            return Built(None, light, None, (), (*changes, because("import.light_off", junction=name)), ())
        if faults := [_no_green(p) for p in programs if not _green_links(p)]:
            return Built(None, light, None, (), (), tuple(faults))
        groups = signal_groups(light, programs)
        conflicts = group_conflicts(light, groups, programs)
        if conflicts.faults:
            return Built(None, light, None, (), (), conflicts.faults)
        shown = [shown_stages(program, groups, self._defaults.min_green_s) for program in programs]
        signals, found = lamp_times(light, groups, programs, self._defaults, name)
        matrix, raised = self._matrix(light, groups, signals, conflicts, shown, name)
        stages = _stage_names(shown)
        plan_names = safe_names(p.id for p in programs)
        junction = self._junction(name, light, position, groups, signals, conflicts, matrix, stages, plan_names)
        made = [
            make_plan(program, plan_names[program.id], there, stages, junction)
            for program, there in zip(programs, shown, strict=True)
        ]
        changes += [*found, *raised, *(change for _, differences in made for change in differences)]
        return Built(junction, light, groups, tuple(plan for plan, _ in made), tuple(changes), ())

    def _matrix(  # noqa: PLR0913 - each is one thing the two ways of finding intergreens need
        self,
        light: Light,
        groups: Groups,
        signals: dict[str, SignalGroup],
        conflicts: Conflicts,
        shown: Sequence[Sequence[ShownStage]],
        name: str,
    ) -> tuple[Matrix, list[Because]]:
        if self._intergreens == "geometry":
            return geometric_intergreens(conflicts.never, signals, groups, light), []
        return shipped_intergreens(conflicts.never, signals, shown, name)

    def _junction(  # noqa: PLR0913 - the parts of a junction
        self,
        name: str,
        light: Light,
        position: tuple[float, float],
        groups: Groups,
        signals: dict[str, SignalGroup],
        conflicts: Conflicts,
        matrix: Matrix,
        stages: dict[StageKey, str],
        plan_names: dict[str, str],
    ) -> Junction:
        lanes = approach_lanes(light, groups, self._streets)
        return Junction(
            id=name,
            name=" – ".join(light.streets[:2]) or light.id,
            position=position,
            groups=signals,
            stages={stage: Stage(stage, green) for (green, _), stage in stages.items()},
            conflicts=conflicts.never,
            permitted=conflicts.permitted,
            intergreens=matrix,
            startup_red=Known(STARTUP_RED_S, Sureness.GUESSED),
            lanes=lanes,
            detectors=place_loops(lanes),
            local_plan=next(iter(plan_names.values())),
            twin=TwinLinks(light.id, groups.by_link, {stage: shown for (_, shown), stage in stages.items()}),
        )


def _usable(light: Light, shipped: Sequence[ShippedProgram], junction: str) -> tuple[list[Program], list[Because]]:
    """Return the programs that can become plans, cleaned, the active one first, and every change made to them.

    A program that only blinks is no plan; one that does not serve the same links as the active one would let
    somebody wait for ever.
    """
    walks = {m.link: m.is_crossing for m in light.movements}
    programs: list[Program] = []
    changes: list[Because] = []
    for program in reversed(shipped):
        names = {"junction": junction, "program": program.id}
        if is_off(program):
            changes.append(because("import.program_off", **names))
            continue
        cleaned, found = clean(program, walks, junction)
        if programs and _green_links(cleaned) != _green_links(programs[0]):
            changes.append(because("import.program_other_links", **names))
            continue
        programs.append(cleaned)
        changes += found
    return programs, changes


def _green_links(program: Program) -> set[int]:
    return {link for phase in program.phases for link, letter in enumerate(phase.letters) if letter in GREEN}


def _no_green(program: Program) -> Fault:
    return fault(program.file, program.line, "import.no_green", light=program.light, program=program.id)


def _stage_names(shown: Sequence[Sequence[ShownStage]]) -> dict[StageKey, str]:
    """Return a name for each set of groups and letters, in the order in which they appear."""
    names: dict[StageKey, str] = {}
    for stages in shown:
        for stage in stages:
            names.setdefault((stage.green, stage.letters), letters(len(names)))
    return names
