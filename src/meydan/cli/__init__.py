"""The command `meydan`: reads what was typed, builds the parts, says what happened."""

from meydan.cli.starting import main

__all__ = ["main"]
