"""What a virtual site tells of itself: the value of every status of the signal list, by code and name."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from meydan.city.events import Mode
from meydan.city.plan import Plan
from meydan.field.rsmp.conversation import Moment
from meydan.field.rsmp.counts import CLASSES
from meydan.field.rsmp.forecast import Forecast, forecast
from meydan.field.rsmp.insides import SITUATIONS, Insides
from meydan.field.rsmp.messages import Value
from meydan.field.rsmp.tables import write_rows
from meydan.field.rsmp.timestamps import timestamp


@dataclass(frozen=True, slots=True)
class Reading:
    """When a value is read, by the clock of the site, and for which interval [s] where it is a count."""

    now: Moment
    interval_s: int


Tell = Callable[[Reading], Value]
Key = tuple[str, str]
_CONTROL_MODE = {Mode.STARTUP: "startup", Mode.FAILURE: "failure", Mode.MANUAL: "standby"}
_DATE = {"year": "%Y", "month": "%m", "day": "%d", "hour": "%H", "minute": "%M", "second": "%S"}
_NAMES_WHO_IS_LOGGED_IN = "1.0.15"  # the list that does; later ones number what they may do


def main_tells(of: Insides) -> Mapping[Key, Tell]:
    """Return how each status of the whole controller is found, for the one intersection there is."""
    found: dict[Key, Tell] = {}
    for part in (_lamps, _lines, _modes, _claims, _plans, _tables, _about, _counts):
        found |= part(of)
    return found


def group_value(of: Insides, group: str, name: str) -> Value:
    """Return a value of S0025 of one group: when it turns green and red next; nobody knows while a stage is held."""
    ahead = Forecast(None, None) if of.is_held else forecast(of.controller, group, of.now)
    at = ahead.green if "ToG" in name else ahead.red
    if at is None:
        return "0" if name.endswith("Confidence") else None
    return "100" if name.endswith("Confidence") else timestamp(of.stamp(at))


def _lamps(of: Insides) -> Mapping[Key, Tell]:
    return {
        ("S0001", "signalgroupstatus"): lambda _: of.letters(),
        ("S0001", "stage"): lambda _: _stage(of),
        ("S0001", "cyclecounter"): lambda _: _cycle_second(of),
        ("S0001", "basecyclecounter"): lambda _: _cycle_second(of),
        ("S0017", "number"): _always(str(len(of.map.groups))),
    }


def _lines(of: Insides) -> Mapping[Key, Tell]:
    return {
        ("S0002", "detectorlogicstatus"): lambda _: of.detectors.digits(),
        ("S0016", "number"): _always(str(of.detectors.count)),
        ("S0021", "detectorlogics"): lambda _: of.detectors.forced_digits(),
        ("S0003", "inputstatus"): lambda _: of.inputs.digits(),
        ("S0003", "extendedinputstatus"): _always("0"),
        ("S0029", "status"): lambda _: of.inputs.forced_digits(),
        ("S0004", "outputstatus"): lambda _: of.outputs.digits(),
        ("S0004", "extendedoutputstatus"): _always("0"),
        ("S0030", "status"): lambda _: of.outputs.forced_digits(),
    }


def _modes(of: Insides) -> Mapping[Key, Tell]:
    return {
        ("S0005", "status"): lambda _: str(of.position.is_starting),
        ("S0005", "statusByIntersection"): lambda _: ({"intersection": "0", "startup": str(of.position.is_starting)},),
        ("S0006", "status"): lambda _: str(bool(of.controller.routes.active)),
        ("S0006", "emergencystage"): lambda _: str(_routes(of)[-1]),
        ("S0035", "emergencyroutes"): lambda _: tuple({"id": str(n)} for n in sorted(_routes(of)) if n),
        ("S0013", "intersection"): _always("0"),
        ("S0013", "status"): _always("0"),
        ("S0020", "intersection"): _always("0"),
        ("S0020", "controlmode"): lambda _: _control_mode(of),
        ("S0032", "intersection"): _always("0"),
        ("S0032", "status"): lambda _: "off" if of.is_actuated else "local",
        ("S0032", "source"): lambda _: _source(of),
    }


def _claims(of: Insides) -> Mapping[Key, Tell]:
    """Return what is said of the whole junction as true or not true."""
    claims: Mapping[str, Callable[[], bool]] = {
        "S0007": lambda: not of.position.is_dark,
        "S0008": lambda: False,
        "S0009": lambda: of.is_fixed,
        "S0010": lambda: of.is_actuated,
        "S0011": lambda: of.position.is_flashing or of.controller.mode is Mode.FAILURE,
        "S0012": lambda: of.controller.mode is Mode.STARTUP and not of.controller.target,
    }
    found: dict[Key, Tell] = {}
    for code, is_so in claims.items():
        found[code, "intersection"] = _always("0")
        found[code, "status"] = _text(is_so)
        found[code, "source"] = lambda _: _source(of)
    return found


def _plans(of: Insides) -> Mapping[Key, Tell]:
    numbers = of.map.plans
    return {
        ("S0014", "status"): lambda _: str(numbers.get(of.controller.plan.id, 0)),
        ("S0014", "source"): lambda _: _source(of),
        ("S0015", "status"): lambda _: str(of.situation or 1),
        ("S0015", "source"): lambda _: "calendar_clock" if of.situation is None else "forced",
        ("S0018", "number"): _always(str(len(numbers))),
        ("S0019", "number"): _always(str(SITUATIONS)),
        ("S0022", "status"): _always(",".join(map(str, numbers.values()))),
        ("S0023", "status"): _until_changed(of, lambda: _bands(of)),
        ("S0024", "status"): _until_changed(of, lambda: _of_plans(of, lambda plan: plan.offset_s)),
        ("S0028", "status"): _until_changed(of, lambda: _of_plans(of, lambda plan: plan.cycle_s)),
        ("S0033", "status"): lambda _: of.priorities.told(),
        ("S0034", "status"): lambda _: str(of.bands_last_min),
    }


def _tables(of: Insides) -> Mapping[Key, Tell]:
    return {
        ("S0026", "status"): lambda _: write_rows(of.week),
        ("S0027", "status"): lambda _: write_rows(of.days),
        ("S0031", "status"): lambda _: write_rows(of.levels),
    }


def _about(of: Insides) -> Mapping[Key, Tell]:
    """Return who it is, what it runs, and what its clock says; nobody ever logs in at a virtual controller."""
    nobody = "nobody" if of.build.sxl == _NAMES_WHO_IS_LOGGED_IN else "0"
    loaded = timestamp(of.begin)
    found: dict[Key, Tell] = {(code, "user"): _always(nobody) for code in ("S0091", "S0092")}
    found |= {(code, "status"): _always("logout") for code in ("S0091", "S0092")}
    found |= {("S0096", name): _date(form) for name, form in _DATE.items()}
    return found | {
        ("S0095", "status"): _always("Meydan virtual controller"),
        ("S0097", "checksum"): _always(of.config.checksum),
        ("S0097", "timestamp"): _always(loaded),
        ("S0098", "config"): _always(of.config.text),
        ("S0098", "timestamp"): _always(loaded),
        ("S0098", "version"): _always(of.config.checksum[:12]),
    }


def _counts(of: Insides) -> Mapping[Key, Tell]:
    names: Mapping[str, tuple[str, ...]] = {
        "S0205": ("start", "vehicles"),
        "S0206": ("start", "speed"),
        "S0207": ("start", "occupancy"),
        "S0208": ("start", *CLASSES),
    }
    return {(code, name): _count(of, code, name) for code, held in names.items() for name in held}


def _count(of: Insides, code: str, name: str) -> Tell:
    return lambda at: of.counts.of_all(code, name, at.now.t, at.interval_s)


def _date(form: str) -> Tell:
    def tell(at: Reading) -> Value:
        seconds = at.now.t // 1000
        return datetime.fromtimestamp(seconds, UTC).strftime(form).zfill(4 if form == "%Y" else 2)

    return tell


def _stage(of: Insides) -> str:
    """Return the number of the stage that stands, in the order of the city's folder; 0 between two stages."""
    standing = "" if of.controller.target else of.controller.stage
    return str(list(of.controller.junction.stages).index(standing) + 1) if standing else "0"


def _routes(of: Insides) -> list[int]:
    """Return the numbers of the emergency routes that have the junction or wait for it, after a 0."""
    known = list(of.controller.routes.known)
    return [0, *(known.index(route) + 1 for route in of.controller.routes.active)]


def _cycle_second(of: Insides) -> str:
    return str((of.now - of.controller.cycle_start(of.now)) // 1000)


def _control_mode(of: Insides) -> str:
    return "startup" if of.position.is_starting else _CONTROL_MODE.get(of.controller.mode, "control")


def _source(of: Insides) -> str:
    if of.position.is_starting:
        return "startup"
    forced = of.controller.is_forced or of.controller.mode is Mode.MANUAL
    return "forced" if forced else "calendar_clock"


def _until_changed(of: Insides, write: Callable[[], str]) -> Tell:
    """Return how a value of the plans' numbers is found: they are asked for at every look and hardly ever change."""
    changes, text = -1, ""

    def tell(_: Reading) -> Value:
        nonlocal changes, text
        if changes != of.numbers.changes:
            changes, text = of.numbers.changes, write()
        return text

    return tell


def _of_plans(of: Insides, number: Callable[[Plan], float]) -> str:
    plans = of.controller.plans
    return ",".join(f"{held}-{round(number(plans[name]))}" for name, held in of.map.plans.items())


def _bands(of: Insides) -> str:
    rows = [
        (number, band, s)
        for name, number in of.map.plans.items()
        for band, s in enumerate(of.numbers.bands(name), start=1)
    ]
    return write_rows(rows)


def _always(text: str) -> Tell:
    return lambda _: text


def _text(is_so: Callable[[], bool]) -> Tell:
    return lambda _: str(is_so())
