"""The ground of a deployment: the data of the junctions at which it changed what runs, as they stood then.

It lies as `ground.json` beside the deployment: the digest of each junction's file by its name. A proof is about these
junctions to the last byte, so the deployment holds as long as they stay as they were.
"""

from collections.abc import Mapping
from pathlib import Path

import msgspec

from meydan.city.errors import StoreError
from meydan.store.city_text import junction_of
from meydan.store.plans_folder import PLANS
from meydan.store.tree_digest import digest_of_file

FILE, JUNCTIONS = "ground.json", "junctions"

Ground = Mapping[str, str]


def touched(city: Path, before: Mapping[str, bytes], after: Mapping[str, bytes]) -> list[str]:
    """Return the files of the junctions that a change of parts changes: one for its plans, all for anything else."""
    changed = [name for name in before.keys() | after.keys() if before.get(name) != after.get(name)]
    if any(not name.startswith(f"{PLANS}/") for name in changed):
        return [path.name for path in sorted((city / JUNCTIONS).glob("*.toml"))]
    return sorted(Path(name).name for name in changed)


def ground_of(city: Path, names: list[str]) -> dict[str, str]:
    """Return the digest of each of these junctions' files, "" where there is none."""
    files = {name: city / JUNCTIONS / name for name in names}
    return {name: digest_of_file(file) if file.is_file() else "" for name, file in files.items()}


def ground_stamp(city: Path) -> frozenset[tuple[str, int, int]]:
    """Return what changes when the data of a junction are written to, without reading them."""
    stats = [(path.name, path.stat()) for path in (city / JUNCTIONS).glob("*.toml")]
    return frozenset((name, stat.st_mtime_ns, stat.st_size) for name, stat in stats)


def read_ground(folder: Path) -> Ground:
    """Return the ground that lies beside a deployment; empty where none was kept; StoreError if it is damaged."""
    file = folder / FILE
    try:
        return msgspec.json.decode(file.read_bytes(), type=dict[str, str])
    except FileNotFoundError:
        return {}
    except (OSError, msgspec.DecodeError, UnicodeDecodeError) as error:
        raise StoreError("deploy.damaged", file=str(file), found=str(error)) from error


def changed_junctions(city: Path, ground: Ground) -> tuple[str, ...]:
    """Return the junctions whose data are no longer those of a ground."""
    now = ground_of(city, list(ground))
    return tuple(junction_of(Path(name).stem) for name, digest in ground.items() if now[name] != digest)
