"""The twin days that a page had run for a shadow: which of them came to their end.

A run that was stopped leaves a document of a part of its window, and a part of a day is no day.
"""

from collections.abc import Mapping
from pathlib import Path

import msgspec

from meydan.city.errors import StoreError
from meydan.store.shadow_days import list_shadow_files, read_shadow
from meydan.store.whole_file import write_whole

FOLDER, FINISHED = "shadow-log", "finished.json"


def read_finished(log: Path) -> dict[int, int] | None:
    """Return the runs of a log that came to their end, each with its seed; None where no page had it made."""
    try:
        return msgspec.json.decode((log / FINISHED).read_bytes(), type=dict[int, int])
    except FileNotFoundError:
        return None
    except (OSError, msgspec.DecodeError) as error:
        raise StoreError("store.disk", error=str(error)) from error


def write_finished(log: Path, seeds: Mapping[int, int]) -> None:
    """Note which runs came to their end."""
    try:
        log.mkdir(parents=True, exist_ok=True)
        write_whole(log / FINISHED, msgspec.json.encode(dict(seeds)) + b"\n")
    except OSError as error:
        raise StoreError("store.disk", error=str(error)) from error


def drop_unfinished(log: Path) -> None:
    """Drop the documents of runs that did not come to their end; a log that no page had made is left as it is."""
    finished = read_finished(log)
    if finished is None:
        return
    for file in list_shadow_files(log):
        document = read_shadow(file)
        if document is not None and document["run"] not in finished:
            file.unlink(missing_ok=True)
