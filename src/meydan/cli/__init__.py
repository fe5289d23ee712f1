"""The command `meydan`: reads what was typed, builds the parts, says what happened."""

from meydan.cli.main import main

__all__ = ["main"]
