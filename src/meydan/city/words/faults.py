"""What can be wrong in an input, and what to do about it."""

from meydan.city.words.sentence import Sentence

FAULTS: dict[str, Sentence] = {}
