"""The words of the command line."""

from meydan.city.words.sentence import Sentence

TERMINAL: dict[str, Sentence] = {}
