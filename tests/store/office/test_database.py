"""The office's database, held more than once: by one process, and by another one beside it."""

import subprocess
import sys
from pathlib import Path

from meydan.city.instant import Instant
from meydan.store.office.audit import Entry, verify
from meydan.store.office.database import Database
from meydan.store.office.people import record

ENTRY = Entry(Instant(1), "ece", "-", "looked", "-", {})
BESIDE = """
import sys
from pathlib import Path
from meydan.store.office.database import Database
from tests.store.office.test_database import ENTRY, record
office = Database.open(Path(sys.argv[1]))
record(office, ENTRY)
office.close()
"""


def test_an_office_that_is_opened_twice_outlives_another_process_that_closes_it(tmp_path: Path) -> None:
    # Closing any file of one's own drops every lock that the process has on it, as POSIX will have it; another process
    # then takes itself for the last one, and takes the log away under those who still write into it.
    first, second = Database.open(tmp_path), Database.open(tmp_path)
    record(first, ENTRY)
    subprocess.run([sys.executable, "-c", BESIDE, str(tmp_path)], check=True)
    record(second, ENTRY)
    assert verify(tmp_path).entries == 3
    first.close()
    second.close()
