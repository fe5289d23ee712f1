"""Whether a plan runs with other numbers than the city has for it: its offset, its cycle, its dynamic bands."""

from collections.abc import Callable

from meydan.field.rsmp.site_map import SiteMap
from meydan.field.rsmp.tables import BAND, Limits, Row, read_rows

_PLAN = (0, 255)
_SECONDS: Limits = (_PLAN, (0, 255))
_BANDS: Limits = (_PLAN, *BAND)

Text = Callable[[str], str | None]


def is_adjusted(of: SiteMap, plan: str, said: Text) -> bool:
    """Say whether a site told of other numbers for a plan; what it did not tell, or not legibly, says nothing.

    `said` gives what it told of a status code.
    """
    number, bands = of.plans[plan], of.bands.get(plan, ())
    offset_s, cycle_s = of.stored.get(plan, (None, None))
    wanted: list[tuple[str, Limits, Row, int | None]] = [
        ("S0024", _SECONDS, (number,), offset_s),
        ("S0028", _SECONDS, (number,), cycle_s),
        *(("S0023", _BANDS, (number, band.number), band.stored_s) for band in bands),
    ]
    return any(
        stored is not None and row[:-1] == at and row[-1] != stored
        for code, limits, at, stored in wanted
        for row in _rows(said(code), limits)
    )


def _rows(text: str | None, limits: Limits) -> list[Row]:
    return [] if text is None else read_rows(text, limits) or []
