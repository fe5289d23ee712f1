"""Writes the page of a design, in one language."""

from pathlib import Path

from meydan.city.errors import StoreError
from meydan.report.design_page import Shown, design_page
from meydan.report.wording import Wording
from meydan.store.whole_file import write_whole


def write_design(shown: Shown, into: Path, tell: Wording) -> Path:
    """Write the page of a design into a folder, made if there is none; return its file.

    Raises
    ------
    StoreError
        If the disk refuses.
    """
    file = into / f"design.{tell.language}.html"
    try:
        into.mkdir(parents=True, exist_ok=True)
        write_whole(file, design_page(shown, tell).encode())
    except OSError as error:
        raise StoreError("store.disk", error=str(error)) from error
    return file
