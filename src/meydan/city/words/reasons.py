"""Why a light is what it is: control, safety and controller."""

from meydan.city.words.sentence import Sentence

REASONS: dict[str, Sentence] = {}
