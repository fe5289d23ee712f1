"""What a city runs now, as its folder says it: the strategy with its values, and the plans that lie there.

A proof compares a solution with what is in force. It names that by a digest, so what is in force has to be told by the
digests under which it could have been named: a strategy's name, the file of its parameters or any other with the same
values, a deployed solution.
"""

from pathlib import Path

from meydan.centre.registry import choice_of, meaning_of
from meydan.centre.solution import PLANS_RUN_BY, naming
from meydan.city.errors import CityError
from meydan.control.parameter import Choice
from meydan.store.deployments import digest_of_parts, list_deployments, read_parts, standing_deployments
from meydan.store.plans_folder import STRATEGY
from meydan.store.tree_digest import digest_of, digest_of_file


def choice_in_force(folder: Path) -> Choice:
    """Return the strategy that `strategy.toml` names with its values, or the one that runs plans where there is none.

    Raises
    ------
    CityError
        With every fault of the file.
    """
    file = folder / STRATEGY
    return choice_of(str(file)) if file.is_file() else Choice(PLANS_RUN_BY)


def source_in_force(folder: Path) -> str:
    """Return what is typed for what is in force: a strategy's name, or the file of its parameters."""
    choice = choice_in_force(folder)
    return str(folder / STRATEGY) if choice.values else choice.strategy


def digests_in_force(folder: Path) -> frozenset[str]:
    """Return every digest by which a proof may name what is in force; the plans are part of the city's own digest.

    A deployed solution is in force as long as what it left lies in the folder to the last byte. A strategy with its
    values is known by what it means too, in whatever bytes it is written.
    """
    file, choice = folder / STRATEGY, _find_choice(folder)
    found = {digest_of_file(file)} if file.is_file() else set()
    if choice is not None:
        found.add(meaning_of(choice))
    if choice is not None and not choice.values:
        found.add(digest_of(naming(choice.strategy)))
    parts = digest_of_parts(read_parts(folder))
    found |= {one.solution for one in standing_deployments(list_deployments(folder)) if one.parts == parts}
    return frozenset(found)


def _find_choice(folder: Path) -> Choice | None:
    """Return the choice in force; None where `strategy.toml` is faulty: then no proof is about it."""
    try:
        return choice_in_force(folder)
    except CityError:
        return None
