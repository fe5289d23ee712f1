"""Whatever is commanded at a virtual site, its lamps keep minimum greens, intergreens and conflicts, and come back."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from meydan.city.events import GroupChanged, Mode
from meydan.city.instant import Instant, later
from meydan.city.junction import Junction, Lamp
from meydan.city.plan import Plan
from meydan.city.secret import Secret
from meydan.field.controller import VirtualController
from meydan.field.rsmp.cabinet import Obeyed
from meydan.field.rsmp.codes import Codes
from meydan.field.rsmp.controller_cabinet import ControllerCabinet
from meydan.field.rsmp.conversation import Moment
from meydan.field.rsmp.insides import Build
from meydan.field.rsmp.pulses import Pulses
from meydan.field.rsmp.schema import read_index
from meydan.field.rsmp.site_map import SiteMap
from meydan.field.rsmp.sxl import Part, part_of
from tests.lamp_rules import broken_rules
from tests.nightly import NIGHTLY
from tests.random_junctions import START, by_name, junctions, plans_of, routes_of

SXL = "1.2.1"
COMMANDS: Mapping[str, Mapping[str, str]] = {
    code: {**held["required"], **held.get("optional", {})} for code, held in read_index(SXL)["commands"].items()
}
BOOLEAN = st.sampled_from(["True", "False"])
SMALL = st.integers(0, 8).map(str)
NUMBER = st.one_of(SMALL, st.integers(0, 300).map(str))
TEXT = st.sampled_from(["1-5", "1-3,2-4", "2-20", "1,3,12;5,5,10", "1,7,0", "1-0,2-0,3-0", "0-1,6-2", "x", ""])
POSITIONS = st.sampled_from(["NormalControl", "NormalControl", "YellowFlash", "Dark"])


@dataclass
class Site:
    """A site whose controller carries on each tenth of a second, and every lamp it showed."""

    junction: Junction
    plans: Mapping[str, Plan]
    s: float = 0.0
    changes: list[GroupChanged] = field(default_factory=list)

    def __post_init__(self) -> None:
        detectors = tuple(self.junction.detectors)
        numbers = {name: number for number, name in enumerate(self.plans, start=1)}
        of = SiteMap("J1", "RN+SI0001", "TC", tuple(self.junction.groups), detectors, numbers, {})
        self.controller = VirtualController(self.junction, self.plans, START)
        build = Build(SXL, Codes(Secret("1111"), Secret("2222")))
        self.cabinet = ControllerCabinet(self.controller, of, Pulses("J1", detectors, 1, START), build, START)
        self._shown = dict(self.controller.lamps)

    @property
    def now(self) -> Instant:
        return later(START, self.s)

    @property
    def moment(self) -> Moment:
        return Moment(self.now, 0)

    def order(self, code: str, **arguments: str) -> Obeyed | str:
        component = {Part.MAIN: "TC", Part.SIGNAL_GROUP: "SG1", Part.DETECTOR_LOGIC: "DL1"}[part_of(code)]
        given = {"securityCode": "1111" if code == "M0104" else "2222"} | arguments
        answer = self.cabinet.obey(component, code, given, Moment(self.now, 0))
        self._note()
        return answer

    def wait(self, s: float) -> None:
        for _ in range(round(s * 10)):
            self.s = round(self.s + 0.1, 1)
            self.cabinet.advance(self.now)
            self._note()

    def _note(self) -> None:
        """Note what changed; dark and the amber of the start-up are to the rules what flashing is: out of use."""
        warns = "f" in str(self.cabinet.read("TC", "S0001", "signalgroupstatus", Moment(self.now, 0), 0))
        for group, lamp in self.controller.lamps.items():
            out = lamp is Lamp.DARK or (lamp is Lamp.AMBER and warns)
            told = Lamp.FLASHING_AMBER if out else lamp
            if told is not self._shown[group]:
                self._shown[group] = told
                self.changes.append(GroupChanged(self.now, "J1", group, told))


@st.composite
def arguments(draw: st.DrawFn, code: str) -> dict[str, str]:
    given = {}
    for name, kind in COMMANDS[code].items():
        if name == "securityCode":
            continue
        if code == "M0001" and name == "status":
            given[name] = draw(POSITIONS)
        elif kind == "boolean_as_string":
            given[name] = draw(BOOLEAN)
        else:
            given[name] = draw(NUMBER if kind == "integer_as_string" else TEXT)
    return given


OFTEN = ["M0001", "M0001", "M0002", "M0004", "M0005", "M0005", "M0006", "M0014", "M0015", "M0018"]
CODES = st.sampled_from([*OFTEN, *sorted(set(COMMANDS) - {"M0103"})])


@settings(max_examples=3000 if NIGHTLY else 60, phases=[Phase.generate], deadline=None)
@given(data=st.data())
def test_lamps_keep_every_rule_whatever_is_commanded(data: st.DataObject) -> None:
    stands = data.draw(junctions())
    if data.draw(st.booleans()):  # else the site has the routes of the rule
        stands = replace(stands, priorities=data.draw(routes_of(stands)))
    site = Site(stands, by_name(data.draw(plans_of(stands))))
    done = 0
    for _ in range(data.draw(st.integers(1, 25))):
        code = data.draw(CODES)
        done += site.order(code, **data.draw(arguments(code))) is Obeyed.DONE
        site.wait(data.draw(st.sampled_from([0.1, 0.5, 1, 2, 3, 7, 20])))
    assert site.controller.mode is not Mode.FAILURE
    assert broken_rules(stands, site.changes, START) == []


@settings(max_examples=500 if NIGHTLY else 20, phases=[Phase.generate], deadline=None)
@given(data=st.data())
def test_every_group_is_green_again_once_all_is_given_back(data: st.DataObject) -> None:
    stands = data.draw(junctions())
    if data.draw(st.booleans()):  # else the site has the routes of the rule
        stands = replace(stands, priorities=data.draw(routes_of(stands)))
    site = Site(stands, by_name(data.draw(plans_of(stands))))
    for _ in range(data.draw(st.integers(1, 15))):
        code = data.draw(CODES)
        site.order(code, **data.draw(arguments(code)))
        site.wait(data.draw(st.sampled_from([0.1, 1, 5])))
    assert site.order("M0001", status="NormalControl", timeout="0", intersection="0") is Obeyed.DONE
    assert site.order("M0002", status="False", timeplan="1") is Obeyed.DONE
    for number in range(1, 9):
        assert site.order("M0006", status="False", input=str(number)) is Obeyed.DONE
        assert site.order("M0019", status="False", input=str(number), inputValue="False") is Obeyed.DONE
    for route in range(1, len(site.controller.routes.known) + 1):
        assert site.order("M0005", status="False", emergencyroute=str(route)) is Obeyed.DONE
    since = site.now
    site.wait(20 + 3 * max(plan.cycle_s for plan in site.controller.plans.values()))
    greens = {change.group for change in site.changes if change.lamp is Lamp.GREEN and change.t >= since}
    served = {group for stage in stands.stages.values() for group in stage.green}
    still = {group for group in served if site.controller.lamps[group] is Lamp.GREEN}
    assert greens | still == served
    assert broken_rules(stands, site.changes, START) == []
