"""P-11 in short: all that sites kept over an outage is stored and acknowledged, while live values go on."""

import asyncio
from collections import Counter
from pathlib import Path

from meydan.city.events import LateValue
from meydan.store.event_log import read_log
from tests.promises.burst import AT_A_TIME, measure_burst


def test_all_that_was_kept_is_stored_and_nothing_live_waits_for_it(tmp_path: Path) -> None:
    messages = 4 * AT_A_TIME
    burst = asyncio.run(measure_burst(5, messages, tmp_path, within_s=60))
    late = Counter(record.junction for record in read_log(tmp_path / "log") if isinstance(record, LateValue))
    assert late == {f"J{number:04}": messages for number in range(1, 6)}
    assert burst.acks  # live values were acknowledged meanwhile
    assert burst.not_written == 0
    assert burst.per_s > 0
