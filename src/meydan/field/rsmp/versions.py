"""Versions: what each core of the protocol knows, and the lists of codes for traffic lights that we speak."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Core:
    """One version of the protocol's core.

    `in_order` says that the site speaks first and each step waits for the one before (3.1.4 on), `true_bits` that the
    bits of an aggregated status are booleans and not texts, `nulls` that a value nobody knows is null and not an empty
    text (both 3.1.3 on), `on_change` that a subscription says by itself whether changes are sent, and `requests` that
    alarms and aggregated status can be asked for (both 3.1.5 on).
    """

    name: str
    in_order: bool = True
    true_bits: bool = True
    nulls: bool = True
    on_change: bool = True
    requests: bool = True


CORES: dict[str, Core] = {
    core.name: core
    for core in (
        Core("3.1.2", in_order=False, true_bits=False, nulls=False, on_change=False, requests=False),
        Core("3.1.3", in_order=False, on_change=False, requests=False),
        Core("3.1.4", on_change=False, requests=False),
        Core("3.1.5"),
        Core("3.2.0"),
        Core("3.2.1"),
        Core("3.2.2"),
    )
}
SXLS = ("1.0.15", "1.1.0", "1.2.1")
NEWEST = CORES["3.2.2"]
SHORT = {"3.2": "3.2.0"}  # the core calls itself 3.2, its schemas and later cores 3.2.0


def full_name(version: str) -> str:
    """Return a version with its three numbers: some write 3.2 for 3.2.0 and 1.1 for 1.1.0."""
    return version + ".0" if version.count(".") == 1 else version


def find_newest(ours: Iterable[str], theirs: Iterable[str]) -> Core | None:
    """Return the newest core that both ends list, or None; 3.2 and 3.2.0 are the same one."""
    both = {full_name(name) for name in ours} & {full_name(name) for name in theirs}
    return next((core for name, core in reversed(CORES.items()) if name in both), None)


def spelled(cores: Iterable[str]) -> tuple[str, ...]:
    """Return cores as a site lists them: the one with two names under both, for ends that know only one."""
    short = {long: name for name, long in SHORT.items()}
    return tuple(name for core in cores for name in ((short[core], core) if core in short else (core,)))
