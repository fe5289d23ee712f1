"""The runs of a proof as they come, one JSON line each, so that a proof that was stopped goes on."""

from collections.abc import Mapping
from pathlib import Path

import msgspec

from meydan.city.errors import StoreError
from meydan.store.whole_file import write_whole
from meydan.twin.gate.run_result import RunResult, Side
from meydan.twin.prove.proof_shape import RUNS, RunLine
from meydan.twin.prove.task import RunTask


class Runs:
    """The runs kept in a folder; those that other code or inputs made are left out and count as `older`."""

    def __init__(self, folder: Path, made_with: Mapping[Side, str]) -> None:
        self._file, self._made_with = folder / RUNS, made_with
        lines = _read(self._file)
        self.lines = {line.key: line for line in lines if line.made_with == made_with[line.side]}
        self.older = len(lines) - len(self.lines)

    def find(self, task: RunTask) -> RunResult | None:
        """Return the result of a task, None where it has none yet."""
        line = self.lines.get(task.key)
        return None if line is None else line.result

    def keep(self, task: RunTask, result: RunResult, took_s: float) -> None:
        """Keep a result, on the disk before it counts."""
        made_with = self._made_with[task.side]
        line = RunLine(task.variant, task.day, task.seed, task.side, made_with, round(took_s, 3), result)
        self.lines[line.key] = line
        encoder = msgspec.json.Encoder()
        try:
            write_whole(self._file, b"".join(encoder.encode(one) + b"\n" for one in self.lines.values()))
        except OSError as error:
            raise StoreError("store.disk", error=str(error)) from error


def _read(file: Path) -> list[RunLine]:
    try:
        return [msgspec.json.decode(line, type=RunLine) for line in file.read_bytes().splitlines()]
    except FileNotFoundError:
        return []
    except OSError as error:
        raise StoreError("store.disk", error=str(error)) from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise StoreError("prove.no_runs", file=str(file), found=str(error)) from error
