"""How long the longest trip of a demand takes when nothing is in its way."""

from pathlib import Path

import libsumo

from meydan.city.city import Twin
from meydan.field.sumo.complaints import told_by_sumo
from meydan.twin.trips import Trip, each_trip, trip_options


def longest_free_trip_s(twin: Twin, folder: Path, scratch: Path) -> float:
    """Return the longest time that a trip which arrived drove beside its time loss [s]; 0 where none arrived.

    SUMO's mesoscopic model runs the demand once, with seed 0 and without any junction control.
    """
    file = scratch / "free-trips.xml"
    routes = ",".join(str(folder / name) for name in twin.routes)
    additional = ",".join(str(folder / name) for name in twin.additional)
    arguments = [
        *("--net-file", str(folder / twin.net)),
        *(("--route-files", routes) if routes else ()),
        *(("--additional-files", additional) if additional else ()),
        *("--begin", str(twin.begin_s), "--end", str(twin.end_s), "--seed", "0"),
        *("--mesosim", "true", "--meso-junction-control", "false", "--time-to-teleport", "60"),
        *("--no-step-log", "true", "--no-warnings", "true", *trip_options(file)),
    ]
    with told_by_sumo():
        libsumo.start(["sumo", *arguments])
        while float(libsumo.simulation.getTime()) < twin.end_s:
            libsumo.simulationStep()
        libsumo.close()
    arrived = [trip.free_s for trip in each_trip(file) if isinstance(trip, Trip) and trip.arrived]
    return max(arrived, default=0.0)
