"""Row 1: the twin is like the street, by counts of detectors that it was not fitted to.

Meydan takes no measured travel times and no measured saturation flows of a city, so these two parts are not assessed,
and the row rests on the rest.
"""

from collections.abc import Mapping, Sequence

from meydan.city.because import Because, Value, because
from meydan.twin.gate.row import Row, RowVerdict, known, percent, worst
from meydan.twin.gate.run_result import Pair
from meydan.twin.gate.street import HourFlow, Street, held_out_flows

GOOD_GEH, GOOD_SHARE = 5.0, 0.85
WORST_COORDINATED_GEH = 10.0
SUM_MARGIN = 0.05
OLDEST_CALIBRATION_DAYS = 90


def twin_valid(pairs: Sequence[Pair], street: Street | None = None) -> Row:
    """Return row 1 over pairs of the days as they are; without counts of the street it is not assessed."""
    if street is None:
        return _told("not_assessed", {}, because("gate.twin_valid_no_counts"))
    if not pairs:
        return _told("undecided", {}, because("gate.not_run"))
    flows = held_out_flows(pairs, street)
    if not flows:
        fitted = len(street.fitted)
        return _told("not_assessed", {"fitted": fitted}, because("gate.twin_valid_none_held_out", fitted=fitted))
    numbers = _numbers(flows, street)
    parts = _parts(numbers)
    verdict = worst(list(parts.values()))
    told: dict[str, Value] = {"travel_times": "not_assessed", "saturation_flow": "not_assessed"}
    told["calibration"] = parts.get("calibration", "not_assessed")
    told |= {name: one for name, one in parts.items() if name != "calibration"}
    return _told(verdict, known(numbers) | told, _why(numbers, parts, verdict))


def _numbers(flows: Sequence[HourFlow], street: Street) -> dict[str, Value | None]:
    worst_flow = max(flows, key=lambda flow: (flow.geh, flow.detector, flow.hour))
    coordinated = [flow.geh for flow in flows if flow.detector in street.coordinated]
    measured = sum(flow.street_vph for flow in flows)
    modelled = sum(flow.twin_vph for flow in flows)
    return {
        "detectors": len({flow.detector for flow in flows}),
        "fitted": len(street.fitted),
        "flows": len(flows),
        "days": len(street.counts.days),
        "good_share": sum(flow.geh < GOOD_GEH for flow in flows) / len(flows),
        "worst_geh": worst_flow.geh,
        "worst_at": worst_flow.detector,
        "coordinated": len(coordinated),
        "worst_coordinated_geh": max(coordinated, default=None),
        "street_vph": measured,
        "twin_vph": modelled,
        "sum_change": round(modelled / measured - 1, 6) if measured > 0 else None,
        "calibrated_days": street.calibrated_days,
    }


def _parts(numbers: Mapping[str, Value | None]) -> dict[str, RowVerdict]:
    """Return whether each part that can be told holds; a street on which nobody was counted is like no twin."""
    change, wave, age = numbers["sum_change"], numbers["worst_coordinated_geh"], numbers["calibrated_days"]
    holds = {
        "counts": float(numbers["good_share"] or 0) >= GOOD_SHARE,
        "waves": wave is None or float(wave) <= WORST_COORDINATED_GEH,
        "sum": change is not None and abs(float(change)) <= SUM_MARGIN,
    }
    if age is not None:
        holds["calibration"] = int(age) < OLDEST_CALIBRATION_DAYS
    return {name: "passed" if one else "failed" for name, one in holds.items()}


def _why(numbers: Mapping[str, Value | None], parts: Mapping[str, RowVerdict], verdict: RowVerdict) -> Because:
    code = f"gate.twin_valid_passed_{'dated' if 'calibration' in parts else 'undated'}"
    if verdict == "failed":
        code = f"gate.twin_valid_failed_{next(name for name, one in parts.items() if one == 'failed')}"
    told = {
        "detectors": numbers["detectors"],
        "fitted": numbers["fitted"],
        "flows": numbers["flows"],
        "days": numbers["days"],
        "share": percent(float(numbers["good_share"] or 0)),
        "geh": round(float(numbers["worst_geh"] or 0), 2),
        "where": numbers["worst_at"],
        "wave_geh": _shown(numbers["worst_coordinated_geh"]),
        "change": "–" if numbers["sum_change"] is None else percent(float(numbers["sum_change"])),
        "age": numbers["calibrated_days"],
    }
    return because(code, **{name: "–" if value is None else value for name, value in told.items()})


def _shown(value: Value | None) -> Value:
    return "–" if value is None else round(float(value), 2)


def _told(verdict: RowVerdict, numbers: Mapping[str, Value], why: Because) -> Row:
    return Row(1, "gate.twin_valid", verdict, numbers, why)
