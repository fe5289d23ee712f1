"""Runs the commands of the demo as somebody at a terminal would, keeps what they say, and tells one line of each."""

import os
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from meydan.cli.telling import spoken_language

LANGUAGE = spoken_language()


@dataclass(slots=True)
class Terminal:
    """Where commands run: `logs` keeps everything they say, one file for each command that was typed."""

    logs: Path
    number: int = 0
    said: list[str] = field(default_factory=list)

    def meydan(self, *words: object, good: Sequence[int] = (0,)) -> str:
        """Run a command of Meydan and return what it said; the demo ends where it fails."""
        return self.run([sys.executable, "-m", "meydan", *map(str, words)], good)

    def run(self, command: Sequence[str], good: Sequence[int] = (0,)) -> str:
        """Run a command, with its progress in place at a terminal, and return its standard output."""
        self.number += 1
        name = "-".join(word for word in command[3:5] if not word.startswith(("-", "/"))) or "tool"
        log = self.logs / f"{self.number:02d}-{Path(name).name}.txt"
        with (
            log.open("w", encoding="utf-8") as kept,
            subprocess.Popen(
                command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=os.environ
            ) as process,
        ):
            print(f"$ {' '.join(command[2:])}", file=kept)
            lines = []
            for line in process.stdout or ():
                print(line, end="", file=kept, flush=True)
                lines.append(line)
                if sys.stdout.isatty():
                    print(f"\r\033[K    {line.strip()[:100]}", end="", flush=True)
            if sys.stdout.isatty():
                print("\r\033[K", end="", flush=True)
        if process.returncode not in good:
            print("".join(lines[-20:]), file=sys.stderr)
            raise SystemExit(f"{' '.join(command[2:])}\n-> {process.returncode} ({log})")
        return "".join(lines)


def tell(number: int, of: int, english: str, turkish: str) -> None:
    """Say what a step of the demo did and found, in the language of the terminal."""
    print(f"[{number}/{of}] {turkish if LANGUAGE == 'tr' else english}", flush=True)


def in_both(english: str, turkish: str) -> str:
    """Return the one of two texts that is in the language of the terminal."""
    return turkish if LANGUAGE == "tr" else english
