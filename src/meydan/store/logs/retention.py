"""Forgetting what an archive need not keep any longer."""

from pathlib import Path

from meydan.store.logs.catalogue import open_catalogue


def forget(folder: Path, before: str) -> tuple[int, int]:
    """Remove every local day before one ("YYYY-MM-DD") from an archive; return how many parts and events that were.

    Raises
    ------
    StoreError
        If there is no archive, or somebody else is changing it.
    """
    catalogue = open_catalogue(folder)
    try:
        with catalogue.change():
            old = [part for part in catalogue.parts() if part.day < before]
            for part in old:
                catalogue.remove(part)
        with catalogue.change():  # only now does nothing name their files, whenever the process is killed
            catalogue.sweep()
    finally:
        catalogue.close()
    return len(old), sum(part.events for part in old)
