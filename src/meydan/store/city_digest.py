"""The digest of a city: what a proof was made for, and what a deployment is put into."""

from pathlib import Path

from meydan.city.city import City
from meydan.store.tree_digest import digest_of_file, digest_of_files


def city_digest(folder: Path, city: City) -> str:
    """Return the digest of the files that make a city; what else lies in its folder changes nothing."""
    return digest_of_files({name: digest_of_file(folder / name) for name in _names(folder, city)})


def city_stamp(folder: Path, city: City) -> frozenset[tuple[str, int, int]]:
    """Return what changes when the files that make a city are written to, without reading them."""
    found = [(name, (folder / name).stat()) for name in _names(folder, city)]
    return frozenset((name, stat.st_mtime_ns, stat.st_size) for name, stat in found)


def _names(folder: Path, city: City) -> set[str]:
    names = {p.relative_to(folder).as_posix() for of in ("*.toml", "junctions/*", "plans/*") for p in folder.glob(of)}
    if city.twin is not None:
        names.update((city.twin.net, *city.twin.routes, *city.twin.additional))
    return names
