"""What a reverted trial rested on: it is kept in the dossier, and counts no more."""

from pathlib import Path

from meydan.city.errors import StoreError, fault
from meydan.exchange.life_cycle.dossier import Dossier
from meydan.store.tree_digest import PREFIX, digest_of_file
from meydan.store.trial_file import FILE as RECORD

SHADOW, TRIAL = "shadow", "trial.toml"
ASIDE = "reverted"  # folders of what lay in the dossier when it was reverted begin so


def spent_days(dossier: Dossier) -> list[Path]:
    """Return the files of the days in the shadow that trials rested on which were reverted, set aside or not yet."""
    folders = sorted(dossier.folder.glob(f"{ASIDE}-*"))
    if _is_spent(dossier):
        folders.append(dossier.folder)
    return [file for folder in folders for file in sorted(folder.glob(f"{SHADOW}/*.json"))]


def set_aside(dossier: Dossier) -> None:
    """Move what lies there of a trial that was reverted into a folder of its own: it is kept, and counts no more.

    The trial's file goes last, so that whoever is killed between goes on here.
    """
    if not _is_spent(dossier):
        return
    trial = dossier.folder / TRIAL
    aside = dossier.folder / f"{ASIDE}-{digest_of_file(trial).removeprefix(PREFIX)[:12]}"
    try:
        aside.mkdir(exist_ok=True)
        for name in (SHADOW, RECORD, TRIAL):
            if (dossier.folder / name).exists():
                (dossier.folder / name).rename(aside / name)
    except OSError as error:
        raise StoreError("life.unusable", fault(str(aside), 0, "store.disk", error=str(error))) from error


def _is_spent(dossier: Dossier) -> bool:
    trial = dossier.folder / TRIAL
    return trial.is_file() and digest_of_file(trial) in dossier.life.spent
