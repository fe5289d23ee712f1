"""What SUMO complains about, told as an error of the field."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

import libsumo

from meydan.city.errors import FieldError, fault

_COMPLAINTS = (libsumo.TraCIException, libsumo.FatalTraCIError)


@contextmanager
def told_by_sumo() -> Iterator[None]:
    """Turn what SUMO refuses, at its start or at any later step, into FieldError, and leave no SUMO behind.

    SUMO writes more about it to the standard error by itself.
    """
    try:
        yield
    except _COMPLAINTS as error:
        with suppress(*_COMPLAINTS):
            if libsumo.isLoaded():
                libsumo.close()
        said = " ".join(str(error).split())
        raise FieldError("twin.refused", fault("", 0, "twin.said", found=said)) from error
