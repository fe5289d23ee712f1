"""Bars of delay with their intervals, as PNG and SVG; the only place that needs matplotlib."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isnan
from pathlib import Path
from typing import TYPE_CHECKING

from meydan.city.errors import StoreError
from meydan.twin.bench.means import Line

if TYPE_CHECKING:
    from matplotlib.axes import Axes

FILES = ("delay.png", "delay.svg")
MOST_COLUMNS = 3
COLUMN_INCHES, BAR_INCHES, HEAD_INCHES = 4.2, 0.32, 0.9
PLAIN, DISQUALIFIED = "tab:blue", "tab:red"


@dataclass(frozen=True, slots=True)
class PlotWords:
    """What is written on the plot, in the language of the user."""

    title: str
    delay: str
    disqualified: str
    thin: str


def can_draw() -> bool:
    """Say whether matplotlib is there."""
    try:
        import matplotlib  # noqa: F401 - an extra: most users of Meydan never draw a bench
    except ImportError:
        return False
    return True


def draw_delays(lines: Sequence[Line], folder: Path, words: PlotWords) -> list[Path]:
    """Draw the delay of every strategy, a panel for each scenario, into a folder and return the files.

    A strategy that was disqualified says so, and so does the plot where there are few seeds.

    Raises
    ------
    StoreError
        If the folder cannot be written.
    """
    import matplotlib as mpl
    from matplotlib.figure import Figure

    scenarios = list(dict.fromkeys(line.scenario for line in lines))
    columns = max(1, min(MOST_COLUMNS, len(scenarios)))
    rows = max(1, -(-len(scenarios) // columns))
    most_bars = max((sum(line.scenario == name for line in lines) for name in scenarios), default=1)
    size = (COLUMN_INCHES * columns, (BAR_INCHES * most_bars + HEAD_INCHES) * rows)
    with mpl.rc_context({"svg.hashsalt": "meydan", "svg.fonttype": "none", "font.size": 9}):
        figure = Figure(figsize=size, layout="constrained")
        panels = figure.subplots(rows, columns, squeeze=False).flat
        for name, axes in zip(scenarios, panels, strict=False):
            _draw_scenario(axes, name, [line for line in lines if line.scenario == name], words)
        for axes in list(panels):  # what the last row has too many
            axes.set_visible(False)
        figure.suptitle(f"{words.title} ({words.thin})" if any(line.is_thin for line in lines) else words.title)
        try:
            folder.mkdir(parents=True, exist_ok=True)
            for name in FILES:
                figure.savefig(folder / name, dpi=150, metadata={"Date": None} if name.endswith(".svg") else None)
        except OSError as error:
            raise StoreError("bench.unwritable", file=str(folder), found=str(error.strerror)) from error
    return [folder / name for name in FILES]


def _draw_scenario(axes: "Axes", name: str, lines: Sequence[Line], words: PlotWords) -> None:
    """Draw one bar a strategy, the first at the top, with its interval."""
    for place, line in enumerate(lines):
        mean = line.mean("delay_s")
        bars = axes.barh(
            place,
            0.0 if isnan(mean.value) else mean.value,
            xerr=None if isnan(mean.half) else mean.half,
            color=DISQUALIFIED if line.is_disqualified else PLAIN,
            capsize=3,
        )
        label = "–" if isnan(mean.value) else f"{mean.value:.1f}"
        axes.bar_label(bars, [f"{label} {words.disqualified}" if line.is_disqualified else label], padding=4)
    axes.set_yticks(range(len(lines)), [line.strategy for line in lines])
    axes.invert_yaxis()
    axes.margins(x=0.25)
    axes.set_xlim(left=0)
    axes.set_xlabel(words.delay)
    axes.set_title(name)
