"""Pictures as SVG inside a page: axes, points, lines and bars. Colours are the page's; each picture tells itself.

Everything is text made from numbers: the same numbers give the same picture, byte for byte.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import numpy as np

from meydan.measure.junction_log import Floats

WIDTH = 960
LEFT, RIGHT, TOP, BOTTOM = 62, 24, 10, 26

Ticks = Sequence[tuple[float, str]]
"""Where a tick stands on its axis, and what is written there."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The field of a picture: what its edges stand for, and the ticks of its axes."""

    height: int
    x: tuple[float, float]
    y: tuple[float, float]
    x_ticks: Ticks
    y_ticks: Ticks
    left: int = LEFT

    def at(self, x: Floats, y: Floats) -> tuple[Floats, Floats]:
        """Return where points lie [pixels]; those outside the field lie on its edge."""
        return self._x(x), self._y(y)

    def _x(self, x: Floats) -> Floats:
        wide = WIDTH - self.left - RIGHT
        return self.left + np.clip((x - self.x[0]) / (self.x[1] - self.x[0]), 0, 1) * wide

    def _y(self, y: Floats) -> Floats:
        high = self.height - TOP - BOTTOM
        return self.height - BOTTOM - np.clip((y - self.y[0]) / (self.y[1] - self.y[0]), 0, 1) * high


def picture(frame: Frame, title: str, told: str, body: str, legend: Sequence[tuple[str, str]] = ()) -> str:
    """Return a picture with its title, what it tells to who does not see it, and a legend of classes and words."""
    marks = "".join(
        f'<span><svg class="key" viewBox="0 0 16 10" aria-hidden="true">{_key(css)}</svg>{escape(text)}</span>'
        for css, text in legend
    )
    return (
        f'<figure><figcaption>{escape(title)}</figcaption><svg viewBox="0 0 {WIDTH} {frame.height}" role="img">'
        f"<title>{escape(title)}</title><desc>{escape(told)}</desc>{_axes(frame)}{body}</svg>"
        f'<p class="told">{escape(told)}</p>' + (f'<p class="legend">{marks}</p>' if marks else "") + "</figure>"
    )


def no_picture(title: str, why: str) -> str:
    """Return the place of a picture that there is none of, and why."""
    return f'<figure class="none"><figcaption>{escape(title)}</figcaption><p>{escape(why)}</p></figure>'


def points(frame: Frame, x: Floats, y: Floats, css: str) -> str:
    """Return points; those in the same place are drawn once."""
    if x.size == 0:
        return ""
    px, py = frame.at(x, y)
    places = np.unique(np.round(np.stack([px, py], axis=1) * 2).astype(np.int64), axis=0) / 2
    return f'<path class="{css}" d="{"".join(f"M{a:g} {b:g}h0" for a, b in places.tolist())}"/>'


def line(frame: Frame, x: Floats, y: Floats, css: str) -> str:
    """Return lines through points; one begins anew after each y that is not available."""
    if x.size == 0:
        return ""
    px, py = frame.at(x, y)
    moves, pen = [], "M"
    for a, b in zip(px.tolist(), py.tolist(), strict=True):
        if b != b:  # noqa: PLR0124 - NaN is not itself
            pen = "M"
            continue
        moves.append(f"{pen}{a:.1f} {b:.1f}")
        pen = "L"
    return f'<path class="{css}" d="{"".join(moves)}"/>'


def ticks(frame: Frame, x: Floats, y: Floats, css: str, wide: float) -> str:
    """Return short level strokes, `wide` pixels long, one at each point."""
    if x.size == 0:
        return ""
    px, py = frame.at(x, y)
    strokes = "".join(f"M{a - wide / 2:.1f} {b:.1f}h{wide:.1f}" for a, b in zip(px.tolist(), py.tolist(), strict=True))
    return f'<path class="{css}" d="{strokes}"/>'


def boxes(frame: Frame, left: Floats, right: Floats, low: Floats, high: Floats, css: Sequence[str]) -> str:
    """Return filled boxes, each with its class."""
    x0, y0 = frame.at(left, high)
    x1, y1 = frame.at(right, low)
    rows = zip(x0.tolist(), y0.tolist(), (x1 - x0).tolist(), (y1 - y0).tolist(), css, strict=True)
    return "".join(
        f'<rect class="{name}" x="{x:.1f}" y="{y:.1f}" width="{max(w, 0.5):.1f}" height="{h:.1f}"/>'
        for x, y, w, h, name in rows
        if name
    )


def area(frame: Frame, x: Floats, y: Floats, css: str) -> str:
    """Return a filled area with these corners, cut where the field ends to its left and right."""
    (low, high), corners = frame.x, list(zip(x.tolist(), y.tolist(), strict=True))
    for edge, sign in ((low, 1.0), (high, -1.0)):
        corners = _cut(corners, edge, sign)
    if not corners:
        return ""
    px, py = frame.at(np.array([a for a, _ in corners]), np.array([b for _, b in corners]))
    inside = "L".join(f"{a:.1f} {b:.1f}" for a, b in zip(px.tolist(), py.tolist(), strict=True))
    return f'<path class="{css}" d="M{inside}Z"/>'


def _cut(corners: list[tuple[float, float]], edge: float, sign: float) -> list[tuple[float, float]]:
    """Return the part of an area on one side of an upright line (Sutherland and Hodgman, 1974)."""
    found = []
    for (ax, ay), (bx, by) in zip(corners, [*corners[1:], *corners[:1]], strict=True):
        a_in, b_in = sign * (ax - edge) >= 0, sign * (bx - edge) >= 0
        if a_in:
            found.append((ax, ay))
        if a_in != b_in:
            found.append((edge, ay + (by - ay) * (edge - ax) / (bx - ax)))
    return found


def round_ticks(high: float, most: int = 5) -> list[float]:
    """Return round numbers from 0 up to `high`, no more steps than `most`."""
    if high <= 0:
        return [0.0]
    raw = high / most
    size = 10.0 ** np.floor(np.log10(raw))
    step = next(s * size for s in (1, 2, 5, 10) if s * size >= raw * (1 - 1e-9))
    return [float(v) for v in np.arange(0, high + step * 1e-6, step)]


def _axes(frame: Frame) -> str:
    parts = []
    bottom = frame.height - BOTTOM
    for value, text in frame.y_ticks:
        y = float(frame.at(np.array([frame.x[0]]), np.array([value]))[1][0])
        parts.append(f'<path class="grid" d="M{frame.left} {y:.1f}H{WIDTH - RIGHT}"/>')
        parts.append(f'<text class="y" x="{frame.left - 7}" y="{y + 4:.1f}">{escape(text)}</text>')
    for value, text in frame.x_ticks:
        x = float(frame.at(np.array([value]), np.array([frame.y[0]]))[0][0])
        parts.append(f'<path class="tick" d="M{x:.1f} {bottom}v5"/>')
        parts.append(f'<text class="x" x="{x:.1f}" y="{bottom + 19}">{escape(text)}</text>')
    parts.append(f'<path class="axis" d="M{frame.left} {bottom}H{WIDTH - RIGHT}"/>')
    return "".join(parts)


def _key(css: str) -> str:
    if css.startswith("fill"):
        return f'<rect class="{css}" x="1" y="1" width="14" height="8"/>'
    return f'<path class="{css}" d="{"M8 5h0" if css.startswith("dot") else "M0 5H16"}"/>'
