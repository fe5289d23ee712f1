"""The signal programs and controlled links of SUMO files, with every fault of theirs and its line."""

import gzip
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import isfinite
from pathlib import Path
from xml.parsers import expat

from meydan.city.errors import Fault, fault

LETTERS = frozenset("rygGsuoO")
RAIL = frozenset({"rail_signal", "rail_crossing"})
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Phase:
    """One phase of a shipped program [s]; limits are None where the program gives none."""

    duration_s: float
    state: str
    min_s: float | None
    max_s: float | None
    following: int | None


@dataclass(slots=True)
class Program:
    """One `tlLogic`."""

    tls: str
    id: str
    offset_s: float
    file: str
    line: int
    phases: list[Phase] = field(default_factory=list)


@dataclass(slots=True)
class Shipped:
    """What the files say about signals: programs in order of loading, and the links of each light."""

    programs: dict[str, list[Program]] = field(default_factory=dict)
    links: dict[str, set[int]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    rails: set[str] = field(default_factory=set)  # nodes whose signals serve trains
    is_cut_short: bool = False  # some file could not be read to its end


def read_shipped(net: Path, additional: Sequence[Path]) -> Shipped:
    """Read programs and links of a net and its additional files, gathering all faults."""
    shipped = Shipped()
    _Pass(shipped, net, "net").read()
    for path in additional:
        _Pass(shipped, path, "").read()
    for tls in shipped.rails:
        shipped.programs.pop(tls, None)
    if not shipped.is_cut_short:
        shipped.faults += [f for tls, of in shipped.programs.items() for f in _link_faults(of, shipped.links.get(tls))]
        without = sorted(shipped.links.keys() - shipped.programs.keys())
        shipped.faults += [fault(net.name, 0, "import.no_program", tls=tls) for tls in without]
    return shipped


def _link_faults(programs: list[Program], links: set[int] | None) -> list[Fault]:
    """Return the faults of programs that name links there are not, or leave links without a letter."""
    faults = []
    seen: set[str] = set()
    for program in programs:
        if program.id in seen:
            faults.append(fault(program.file, program.line, "import.twice", tls=program.tls, program=program.id))
        seen.add(program.id)
        widths = {len(phase.state) for phase in program.phases}
        if links is None:
            faults.append(fault(program.file, program.line, "import.unknown_tls", tls=program.tls, program=program.id))
        elif not program.phases:
            faults.append(fault(program.file, program.line, "import.no_phases", tls=program.tls, program=program.id))
        elif beyond := sorted({n for p in program.phases if (n := p.following or 0) >= len(program.phases)}):
            numbers = ", ".join(str(n) for n in beyond)
            faults.append(
                fault(program.file, program.line, "import.next", tls=program.tls, program=program.id, phases=numbers)
            )
        elif len(widths) > 1:
            found = ", ".join(str(w) for w in sorted(widths))
            faults.append(
                fault(program.file, program.line, "import.widths", tls=program.tls, program=program.id, found=found)
            )
        elif missing := sorted(set(range(widths.pop())) ^ set(range(max(links) + 1))):
            numbers = ", ".join(str(i) for i in missing)
            faults.append(
                fault(program.file, program.line, "import.links", tls=program.tls, program=program.id, links=numbers)
            )
    return faults


class _Pass:
    """One pass over one file."""

    def __init__(self, shipped: Shipped, path: Path, root: str) -> None:
        self._shipped, self._path, self._root = shipped, path, root
        self._parser = expat.ParserCreate()
        self._parser.StartElementHandler = self._start
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._depth_seen = False
        self._program: Program | None = None

    def read(self) -> None:
        opener = gzip.open if self._path.name.endswith(".gz") else open
        try:
            with opener(self._path, "rb") as file:
                while chunk := file.read(_CHUNK):
                    self._parser.Parse(chunk, False)
                self._parser.Parse(b"", True)
        except expat.ExpatError as error:
            self._cut_short("import.not_xml", error.lineno, found=expat.ErrorString(error.code))
        except (OSError, EOFError, zlib.error) as error:
            self._cut_short("import.unreadable", 0, found=str(getattr(error, "strerror", None) or error))
        except _RefusedError:
            self._cut_short("import.doctype", self._parser.CurrentLineNumber)

    def _cut_short(self, code: str, line: int, **values: str) -> None:
        self._shipped.is_cut_short = True
        self._fault(code, line, **values)

    def _fault(self, code: str, line: int, **values: str | float) -> None:
        self._shipped.faults.append(fault(self._path.name, line, code, **values))

    def _doctype(self, *_: object) -> None:
        raise _RefusedError

    def _start(self, tag: str, at: dict[str, str]) -> None:
        line = self._parser.CurrentLineNumber
        if not self._depth_seen:
            self._depth_seen = True
            if self._root and tag != self._root:
                self._cut_short("import.not_sumo", line, found=tag)
        if tag == "tlLogic":
            self._program = Program(at.get("id", ""), at.get("programID", ""), 0.0, self._path.name, line)
            self._program.offset_s = self._number(at, "offset", line, 0.0) or 0.0
            self._shipped.programs.setdefault(self._program.tls, []).append(self._program)
        elif tag == "phase" and self._program is not None:
            self._phase(at, line)
        elif tag == "junction" and at.get("type") in RAIL:
            self._shipped.rails.add(at.get("id", ""))
        elif tag == "connection" and at.get("tl") and at["tl"] not in self._shipped.rails:
            self._link(at, line)

    def _link(self, at: dict[str, str], line: int) -> None:
        number = at.get("linkIndex", "–")
        if number.isdigit():
            self._shipped.links.setdefault(at["tl"], set()).add(int(number))
        else:
            self._fault("import.number", line, name="linkIndex", found=number)

    def _phase(self, at: dict[str, str], line: int) -> None:
        assert self._program is not None
        tls, state = self._program.tls, at.get("state", "").replace("Y", "y")
        duration_s = self._number(at, "duration", line, None)
        if unknown := "".join(sorted(set(state) - LETTERS)):
            self._fault("import.letters", line, tls=tls, found=unknown)
        if duration_s is None or duration_s <= 0:
            self._fault("import.duration", line, tls=tls, found=at.get("duration", "–"))
            duration_s = 1.0
        following = at.get("next", "").split()
        if unknown := " ".join(n for n in following if not n.isdigit()):
            self._fault("import.number", line, name="next", found=unknown)
        self._program.phases.append(
            Phase(
                duration_s,
                state,
                self._number(at, "minDur", line, None),
                self._number(at, "maxDur", line, None),
                int(following[0]) if following and following[0].isdigit() else None,
            )
        )

    def _number(self, at: dict[str, str], name: str, line: int, default: float | None) -> float | None:
        if name not in at or (name, at[name]) == ("offset", "begin"):  # SUMO: from the begin of the run
            return default
        try:
            number = float(at[name])
        except ValueError:
            number = float("nan")
        if isfinite(number):
            return number
        self._fault("import.number", line, name=name, found=at[name])
        return default


class _RefusedError(Exception):
    """The file brings a document type of its own: a way to make a small file huge."""
