"""One run of a baseline that is not ours: SUMO moves the lamps, the same eye watches, the same score is kept."""

from pathlib import Path

import libsumo

from meydan.city.city import City, Twin
from meydan.city.instant import later
from meydan.city.junction import GroupKind
from meydan.feeds.sumo.programs import read_shipped
from meydan.field.sumo.complaints import told_by_sumo
from meydan.store.zone import midnight
from meydan.twin.bench.baselines import SUMO_KINDS
from meydan.twin.bench.programs import Limits, additional_file
from meydan.twin.bench.task import Task
from meydan.twin.bench.watching import Eye, Seen


def run_sumo(task: Task, city: City, scratch: Path) -> Seen:
    """Run a city under SUMO's own lights and return what was seen."""
    if city.twin is None:
        raise ValueError(f"{city.name} has no twin")
    eye = Eye(city, scratch)
    arguments = _arguments(task, city, city.twin, scratch)
    with told_by_sumo():
        libsumo.start(["sumo", *arguments, *eye.options(task.settings)])
        _watch(task, city, city.twin, eye)
        libsumo.close()
    return eye.seen()


def _arguments(task: Task, city: City, twin: Twin, scratch: Path) -> list[str]:
    folder = task.scenario.folder
    additional = [folder / name for name in twin.additional]
    if task.strategy in SUMO_KINDS:
        shipped = read_shipped(folder / twin.net, additional)
        rewritten = scratch / "programs.add.xml"
        limits = Limits(task.scenario.yellow_s, task.scenario.min_green_s)
        text = additional_file(shipped.programs, SUMO_KINDS[task.strategy], limits, _on_foot(city))
        rewritten.write_text(text, encoding="utf-8")
        additional.append(rewritten)
    routes = ",".join(str(folder / name) for name in twin.routes)
    return [
        *("--net-file", str(folder / twin.net)),
        *(("--route-files", routes) if routes else ()),
        *(("--additional-files", ",".join(map(str, additional))) if additional else ()),
        *("--begin", str(twin.begin_s), "--step-length", str(twin.step_s), "--seed", str(task.seed)),
        *("--no-step-log", "true", "--no-warnings", "true"),
    ]


def _on_foot(city: City) -> dict[str, frozenset[int]]:
    """Return the links of each light that are crossings."""
    return {
        junction.twin.tls: frozenset(
            link
            for link, group in enumerate(junction.twin.groups)
            if group and junction.groups[group].kind is GroupKind.PEDESTRIAN
        )
        for junction in city.junctions.values()
        if junction.twin is not None
    }


def _watch(task: Task, city: City, twin: Twin, eye: Eye) -> None:
    """Let SUMO go step by step to the end of the run, and look at every light before each step."""
    epoch = midnight(city.zone, twin.day)
    length_s = twin.end_s - twin.begin_s if task.settings.until_s is None else task.settings.until_s
    lights = {name: junction.twin.tls for name, junction in city.junctions.items() if junction.twin is not None}
    read = libsumo.trafficlight.getRedYellowGreenState
    while (now_s := float(libsumo.simulation.getTime())) < twin.begin_s + length_s:
        eye.watch(later(epoch, now_s), {name: str(read(tls)) for name, tls in lights.items()})
        libsumo.simulationStep()
