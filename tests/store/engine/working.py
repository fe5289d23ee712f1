"""What engines are given to do in their tests; other processes must be able to import it."""

import os
import time
from pathlib import Path

from meydan.city.errors import CityError


def work(task: str) -> str:
    """Do what a task says."""
    kind, _, rest = task.partition(":")
    match kind:
        case "die":
            os._exit(7)
        case "fail":
            raise ValueError(rest)
        case "refuse":
            raise CityError("bench.no_names")
        case "hang":
            Path(rest).write_text(str(os.getpid()))
            time.sleep(600)
        case "worker":
            return str(os.getpid())
        case _:
            return f"{rest} by {os.getpid()}"
    return ""
