"""The words of the web pages."""

from meydan.city.words.sentence import Sentence

SCREEN: dict[str, Sentence] = {}
