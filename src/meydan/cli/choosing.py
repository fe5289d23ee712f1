"""Which strategy was typed, and with which values of its parameters."""

import argparse

from meydan.centre.registry import choice_of, parameters_of
from meydan.city.errors import CityError
from meydan.control.parameter import Choice
from meydan.store.parameter_file import read_parameters
from meydan.store.plans_folder import STRATEGY

USUAL = "actuated"


def choice_typed(typed: argparse.Namespace) -> Choice:
    """Return what `--strategy` and `--parameters` ask for; the file names its strategy, so either is enough.

    Where neither is typed, the strategy is the one that was deployed to the city, if any.

    Raises
    ------
    CityError
        With every fault of the file, or if it is for another strategy than the one that was typed.
    """
    if typed.parameters is None:
        deployed = typed.city / STRATEGY
        usual = str(deployed) if deployed.is_file() else USUAL
        return choice_of(typed.strategy or usual)
    choice = read_parameters(typed.parameters, parameters_of)
    if typed.strategy not in (None, choice.strategy):
        raise CityError(
            "parameter.other_strategy", file=str(typed.parameters), found=choice.strategy, strategy=typed.strategy
        )
    return choice


def told_choice(choice: Choice) -> str:
    """Return a strategy with its values, as a summary shows it."""
    values = ", ".join(f"{name} = {value:g}" for name, value in choice.values)
    return f"{choice.strategy} ({values})" if values else choice.strategy
