"""The secrets file: the security code of each site, readable by its owner only. No value of it is ever shown."""

import stat
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from meydan.city.errors import Fault, StoreError, fault
from meydan.city.secret import Secret


def read_codes(file: Path) -> Mapping[str, Secret]:
    """Return the security code of each site, from the table `[sites]` of a TOML file.

    Raises
    ------
    StoreError
        Listing all faults: a file that others may read, that is no TOML, or a code that is no text. No fault holds
        anything of the file but the name of a site.
    """
    name = file.name
    try:
        mode = file.stat().st_mode
        table = tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError:
        raise _refused(fault(name, 0, "secrets.unreadable")) from None
    except (ValueError, RecursionError):  # nothing of the cause is kept: it may show what it stumbled over
        raise _refused(fault(name, 0, "secrets.not_toml")) from None
    sites = table.get("sites")
    faults = [*_open_to_others(name, mode), *_wrong_codes(name, sites)]
    if faults or not isinstance(sites, dict):
        raise _refused(*faults)
    return {site: Secret(code) for site, code in sites.items()}


def _open_to_others(name: str, mode: int) -> Iterator[Fault]:
    if stat.S_IMODE(mode) & 0o077:
        yield fault(name, 0, "secrets.open_to_others")


def _wrong_codes(name: str, sites: Any) -> Iterator[Fault]:
    if not isinstance(sites, dict):
        yield fault(name, 0, "secrets.no_sites")
        return
    for site, code in sites.items():
        if not isinstance(code, str) or not code:
            yield fault(name, 0, "secrets.no_code", site=site)


def _refused(*faults: Fault) -> StoreError:
    return StoreError("secrets.faults", *faults, count=len(faults))
