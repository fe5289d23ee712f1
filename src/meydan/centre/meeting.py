"""The folder in which control and the web process meet: a private one, made for one run and gone after it."""

from pathlib import Path

from meydan.centre.frames import FrameError, Hello, decode_told, encode_hello
from meydan.store.whole_file import write_whole


def socket_in(meeting: Path) -> Path:
    """Return where control listens."""
    return meeting / "control-socket"


def served_in(meeting: Path) -> Path:
    """Return the file that is there once the map was served."""
    return meeting / "web-served"


def write_hello(meeting: Path, hello: Hello) -> None:
    """Leave word of what is controlled; it stays when control has gone, so that the web can begin without it."""
    write_whole(_hello_in(meeting), encode_hello(hello))


def find_hello(meeting: Path) -> Hello | None:
    """Return what control left word of; None if it was never there.

    Raises
    ------
    FrameError
        If it is something else.
    """
    try:
        told = decode_told(_hello_in(meeting).read_bytes())
    except FileNotFoundError:
        return None
    if not isinstance(told, Hello):
        raise FrameError(type(told).__name__)
    return told


def _hello_in(meeting: Path) -> Path:
    return meeting / "control-hello"
