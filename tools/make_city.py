"""Make a city of any size: a grid of streets, exactly as many signals as asked for, and demand that scales."""

import argparse
import math
import random
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import sumo

PROGRAMS = Path(sumo.SUMO_HOME) / "bin"
BLOCK_M = 200.0
TRIP_BLOCKS = 6  # with a limit, demand near a junction does not grow with the city
WINDOW_S = 3600


@dataclass(frozen=True, slots=True)
class Grid:
    """Streets in columns and rows, with a stub of street all around."""

    columns: int
    rows: int

    def crossings(self) -> list[str]:
        """Return the names of all crossings, row by row."""
        return [self.name(x, y) for y in range(self.rows) for x in range(self.columns)]

    def name(self, x: int, y: int) -> str:
        """Return what netgenerate calls a crossing: A0 in the corner, or AA0 when there are more than 26 columns."""
        if not 0 <= x < self.columns:
            return f"left{y}" if x < 0 else f"right{y}"
        if not 0 <= y < self.rows:
            return f"bottom{x}" if y < 0 else f"top{x}"
        letters, width = "", 1
        while 26**width < self.columns:
            width += 1
        for _ in range(width):
            x, rest = divmod(x, 26)
            letters = chr(ord("A") + rest) + letters
        return f"{letters}{y}"

    def random_place(self, draw: random.Random) -> tuple[int, int]:
        """Return a crossing or the end of a stub."""
        while True:
            x, y = draw.randint(-1, self.columns), draw.randint(-1, self.rows)
            if 0 <= x < self.columns or 0 <= y < self.rows:
                return x, y

    def random_trip(self, draw: random.Random) -> tuple[str, str]:
        """Return where a trip starts and ends: 2 to `TRIP_BLOCKS` blocks apart, or what a small grid allows."""
        while True:
            (x, y), (to_x, to_y) = self.random_place(draw), self.random_place(draw)
            if max(self.columns, self.rows) > TRIP_BLOCKS:  # far ends are drawn near, or large grids take forever
                to_x, to_y = x + draw.randint(-3, 3), y + draw.randint(-3, 3)
            inside = 0 <= to_x < self.columns or 0 <= to_y < self.rows
            on_map = -1 <= to_x <= self.columns and -1 <= to_y <= self.rows
            if inside and on_map and 2 <= abs(to_x - x) + abs(to_y - y) <= TRIP_BLOCKS:
                return self.name(x, y), self.name(to_x, to_y)


def grid_for(junctions: int) -> Grid:
    """Return the squarest grid with room for `junctions`."""
    columns = max(2, math.isqrt(junctions))
    return Grid(columns, max(2, math.ceil(junctions / columns)))


def make_net(net: Path, grid: Grid, junctions: int, seed: int) -> None:
    """Write two-lane streets in which exactly `junctions` crossings have signals."""
    _run(
        "netgenerate",
        "--grid",
        f"--grid.x-number={grid.columns}",
        f"--grid.y-number={grid.rows}",
        f"--grid.length={BLOCK_M}",
        f"--grid.attach-length={BLOCK_M}",
        "--default.lanenumber=2",
        "--turn-lanes=1",
        "--no-turnarounds",
        f"--tls.set={','.join(grid.crossings()[:junctions])}",
        f"--seed={seed}",
        f"--output-file={net}",
    )


def make_demand(net: Path, routes: Path, grid: Grid, trips: int, seed: int, window_s: int = WINDOW_S) -> None:
    """Write the routes of random trips, even over the window [s]."""
    draw = random.Random(seed)
    lines = []
    for number in range(trips):
        start, end = grid.random_trip(draw)
        depart = f"{number * window_s / trips:.2f}"
        lines.append(f'<trip id="{number}" depart="{depart}" fromJunction="{start}" toJunction="{end}"/>\n')
    asked = routes.with_name("made.trips.xml")
    asked.write_text(f"<routes>\n{''.join(lines)}</routes>\n", encoding="utf-8")
    _run(
        "duarouter",
        f"--net-file={net}",
        f"--route-files={asked}",
        "--junction-taz",
        "--ignore-errors",  # a trip that would have to turn round has no route, and is left out
        f"--output-file={routes}",
        "--alternatives-output=NUL",
        "--no-step-log",
        "--no-warnings",
    )


def import_city(net: Path, routes: Path, into: Path, name: str, detectors: str, window_s: int) -> int:
    """Import what was made; return the exit code of `meydan import sumo`."""
    command = [sys.executable, "-m", "meydan", "import", "sumo", str(net), "--routes", str(routes)]
    command += [
        "--detectors",
        detectors,
        "--into",
        str(into),
        "--name",
        name,
        "--zone",
        "UTC",
        "--begin",
        "0",
        "--end",
        str(window_s),
    ]
    return subprocess.run(command, check=False).returncode


def _run(program: str, *options: str) -> None:
    """Run a program of SUMO, showing what it said only if it failed."""
    done = subprocess.run([str(PROGRAMS / program), *options], check=False, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"{program} failed:\n{done.stdout}{done.stderr}")


def main() -> int:
    """Make what was typed and import it; return the exit code of the import."""
    parser = argparse.ArgumentParser(prog="scripts/make-city", description=__doc__)
    parser.add_argument("--junctions", type=int, required=True, metavar="N", help="signalised junctions, from 1 on")
    parser.add_argument("--into", type=Path, required=True, metavar="DIR", help="the city folder to make")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="same seed, same city")
    parser.add_argument("--rate", type=float, default=120.0, metavar="R", help="trips an hour for each junction")
    parser.add_argument("--detectors", choices=("loops", "zones"), default="loops", help="what watches the lanes")
    parser.add_argument("--window", type=int, default=WINDOW_S, metavar="S", help="how long the demand lasts")
    parser.add_argument("--name", default="", help="what the city is called")
    typed = parser.parse_args()
    if typed.junctions < 1 or typed.rate <= 0 or typed.window <= 0:
        parser.error("--junctions, --rate and --window must be above 0")
    with tempfile.TemporaryDirectory(prefix="meydan-city-") as folder:
        net, routes = Path(folder) / "made.net.xml", Path(folder) / "made.rou.xml"
        grid = grid_for(typed.junctions)
        make_net(net, grid, typed.junctions, typed.seed)
        trips = round(typed.junctions * typed.rate * typed.window / 3600)
        make_demand(net, routes, grid, trips, typed.seed, typed.window)
        name = typed.name or f"made-{typed.junctions}"
        return import_city(net, routes, typed.into, name, typed.detectors, typed.window)


if __name__ == "__main__":
    sys.exit(main())
