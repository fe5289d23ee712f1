"""The letters of S0001: what each says of a signal group's lamp, and why it shows it.

`letter_of` goes the other way, for the controllers of a virtual street.

Source: SXL for traffic light controllers 1.2.1, table of signal group states.
"""

from meydan.city.because import Because
from meydan.city.junction import Lamp

_LAMPS = {
    **dict.fromkeys("abe", Lamp.DARK),  # e is dark or flashing, as the controller is built: the darker is believed
    "c": Lamp.FLASHING_AMBER,
    **dict.fromkeys("dghABCDEFGP", Lamp.RED),  # d is a flashing red, which we have no word for
    "0": Lamp.RED_AMBER,
    **dict.fromkeys("12345678", Lamp.GREEN),
    "9": Lamp.FLASHING_GREEN,
    **dict.fromkeys("fNO", Lamp.AMBER),
}


def find_lamp(letter: str) -> Lamp | None:
    """Return what a group shows, None where there is no such group or the letter means nothing."""
    return _LAMPS.get(letter)


def why_of(letter: str) -> Because:
    """Return why a group shows what it shows; nothing is known of a letter that means nothing."""
    return _WHY.get(letter, _NOTHING_HEARD)


_NOTHING_HEARD = Because("nothing_heard")
_WHY = {letter: Because(f"rsmp.group_{letter}") for letter in _LAMPS}

_LETTER_OF = {
    Lamp.DARK: "b",
    Lamp.FLASHING_AMBER: "c",
    Lamp.RED_AMBER: "0",
    Lamp.AMBER: "N",
    Lamp.FLASHING_GREEN: "9",
}


def letter_of(lamp: Lamp, *, starting: bool, called: bool, asked: bool, had_minimum: bool) -> str:
    """Return the letter of a group under a plan of fixed times.

    `starting` says that the controller starts up, `called` that the group turns green as soon as it may, `asked` that
    somebody asks for its green, and `had_minimum` that its green was as long as its minimum: then green rests.
    """
    match lamp:
        case Lamp.RED if starting:
            return "g"
        case Lamp.RED if called:
            return "G" if asked else "D"
        case Lamp.RED:
            return "E" if asked else "A"
        case Lamp.GREEN:
            return "4" if had_minimum else "1"
        case _:
            return _LETTER_OF[lamp]
