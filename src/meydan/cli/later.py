"""What a command needs is loaded when it is given: each would wait for the libraries of all the others."""

from collections.abc import Callable
from importlib import import_module
from typing import Any


def later(module: str, name: str) -> Callable[..., Any]:
    """Return a function of `meydan.cli` that is looked up when it is called."""

    def call(*arguments: object) -> Any:
        return getattr(import_module(f"meydan.cli.{module}"), name)(*arguments)

    return call
