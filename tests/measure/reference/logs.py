"""The logs that `atspm` was given, as ours."""

from pathlib import Path

import duckdb
import numpy as np

from meydan.measure.junction_log import Detector, JunctionLog, junction_log
from tests.measure.odd_log import DETECTORS, odd_events

Logs = dict[str, JunctionLog]


def real_logs(shared: Path) -> Logs:
    folder = shared / "data" / "atspm"
    con = duckdb.connect()
    events = con.execute(
        "SELECT epoch_ms(TimeStamp) AS t, EventId::USMALLINT AS code, Parameter::USMALLINT AS parameter "
        f"FROM '{folder}/hires_events_1136_2h.parquet'"
    ).fetchnumpy()
    table = con.execute(
        f"SELECT Parameter, Phase, lower(Function) FROM '{folder}/detector_config_1136.parquet'"
    ).fetchall()
    return {"1136": junction_log(events["t"], events["code"], events["parameter"], [Detector(*row) for row in table])}


def odd_logs() -> Logs:
    events = odd_events(5)
    end = max(event[0] for event in events)
    logs = {}
    for junction in sorted({event[1] for event in events}):
        t, code, parameter = zip(*((e[0], e[2], e[3]) for e in events if e[1] == junction), strict=True)
        detectors = [Detector(c, phase, function.lower()) for j, phase, c, function in DETECTORS if j == junction]
        columns = np.array(t), np.array(code, np.uint16), np.array(parameter, np.uint16)
        logs[junction] = junction_log(*columns, detectors, end)
    return logs
