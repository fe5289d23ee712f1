"""A demand without anything in its way: SUMO's mesoscopic model, without junction control, so that nothing jams."""

from collections.abc import Sequence
from pathlib import Path

import libsumo

from meydan.city.city import Twin
from meydan.field.sumo.complaints import told_by_sumo


def run_freely(twin: Twin, folder: Path, output: Sequence[str]) -> None:
    """Run the whole demand of a twin once, with seed 0; `output` are the options of SUMO that say what it writes.

    Parameters
    ----------
    folder
        The city's folder, in which the twin's files lie.
    """
    routes = ",".join(str(folder / name) for name in twin.routes)
    additional = ",".join(str(folder / name) for name in twin.additional)
    arguments = [
        *("--net-file", str(folder / twin.net)),
        *(("--route-files", routes) if routes else ()),
        *(("--additional-files", additional) if additional else ()),
        *("--begin", str(twin.begin_s), "--end", str(twin.end_s), "--seed", "0"),
        *("--mesosim", "true", "--meso-junction-control", "false", "--time-to-teleport", "60"),
        *("--no-step-log", "true", "--no-warnings", "true", *output),
    ]
    with told_by_sumo():
        libsumo.start(["sumo", *arguments])
        while float(libsumo.simulation.getTime()) < twin.end_s:
            libsumo.simulationStep()
        libsumo.close()
