"""Every sentence exists in both languages, and everything the code wants to say has one."""

import ast
import re
import string
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from meydan.city.words import CATALOGUE, Sentence
from meydan.city.words.alarm_acts import ALARM_ACTS
from meydan.city.words.alarms import ALARMS
from meydan.city.words.benching import BENCHING
from meydan.city.words.comparing import COMPARING
from meydan.city.words.control import CONTROL
from meydan.city.words.corridors import CORRIDORS
from meydan.city.words.deploying import DEPLOYING
from meydan.city.words.designing import DESIGNING
from meydan.city.words.engines import ENGINES
from meydan.city.words.exchange_page import EXCHANGE_PAGE
from meydan.city.words.faults import FAULTS
from meydan.city.words.gate import GATE
from meydan.city.words.history import HISTORY
from meydan.city.words.importing import IMPORTING
from meydan.city.words.life_cycle import LIFE_CYCLE
from meydan.city.words.live_measures import LIVE_MEASURES
from meydan.city.words.measuring import MEASURING
from meydan.city.words.morning import MORNING
from meydan.city.words.office import OFFICE
from meydan.city.words.open_data import OPEN_DATA
from meydan.city.words.overrides import OVERRIDES
from meydan.city.words.packages import PACKAGES
from meydan.city.words.parameters import PARAMETERS
from meydan.city.words.priority import PRIORITY
from meydan.city.words.proofs_page import PROOFS_PAGE
from meydan.city.words.proving import PROVING
from meydan.city.words.reasons import REASONS
from meydan.city.words.register import REGISTER
from meydan.city.words.registries import REGISTRIES
from meydan.city.words.registry_page import REGISTRY_PAGE
from meydan.city.words.reports import REPORTS
from meydan.city.words.results_page import RESULTS_PAGE
from meydan.city.words.rsmp import RSMP
from meydan.city.words.screen import SCREEN
from meydan.city.words.sharing import SHARING
from meydan.city.words.sites import SITES
from meydan.city.words.steps_page import STEPS_PAGE
from meydan.city.words.terminal import TERMINAL
from meydan.city.words.trying import TRYING

SOURCE = Path(__file__).resolve().parents[2] / "src" / "meydan"
ERRORS = {"MeydanError", "CityError", "FieldError", "FeedError", "StoreError", "PackageError"}
CODE_AT = {"because": 0, "Because": 0, "fault": 2, "word": 0, **dict.fromkeys(ERRORS, 0)}
FILE_ENDINGS = (".toml", ".xml", ".json", ".geojson", ".py", ".mjs", ".html", ".css", ".log", ".gz", ".sqlite")


@dataclass(frozen=True, slots=True)
class Said:
    """A code in the source, with the names of the values it gets; None where they are not to be seen there."""

    place: str
    code: str
    values: frozenset[str] | None


def _placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def _said_in_call(call: ast.Call, place: str) -> Iterator[Said]:
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            pass
        case _:
            return
    at = CODE_AT.get(name)
    if at is None or len(call.args) <= at:
        return
    given = call.args[at]
    if isinstance(given, ast.Constant) and isinstance(given.value, str):
        known = name != "Because" and all(keyword.arg for keyword in call.keywords)
        values = frozenset(str(keyword.arg) for keyword in call.keywords) if known else None
        yield Said(place, f"terminal.{given.value}" if name == "word" else given.value, values)


def _is_code(value: object, dotted: re.Pattern[str]) -> bool:
    return isinstance(value, str) and dotted.fullmatch(value) is not None and not value.endswith(FILE_ENDINGS)


def _all_said() -> list[Said]:
    found: list[Said] = []
    families = {code.split(".")[0] for code in CATALOGUE if "." in code}
    dotted = re.compile(rf"(?:{'|'.join(sorted(families)) or 'no'})\.[a-z0-9_.]+")
    for path in sorted(SOURCE.rglob("*.py")):
        if path.parent.name == "words":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            place = f"{path.relative_to(SOURCE)}:{getattr(node, 'lineno', 0)}"
            if isinstance(node, ast.Call):
                found.extend(_said_in_call(node, place))
            elif isinstance(node, ast.Constant) and _is_code(node.value, dotted):
                found.append(Said(place, str(node.value), None))
    return found


@pytest.mark.parametrize(("code", "sentence"), CATALOGUE.items(), ids=list(CATALOGUE))
def test_a_sentence_is_the_same_thing_in_both_languages(code: str, sentence: Sentence) -> None:
    assert sentence.en.strip(), code
    assert sentence.tr.strip(), code
    assert _placeholders(sentence.en) == _placeholders(sentence.tr)


def test_no_longer_sentence_was_left_untranslated() -> None:
    same = [code for code, sentence in CATALOGUE.items() if sentence.en == sentence.tr and len(sentence.en.split()) > 2]
    assert same == []


def test_a_code_stands_in_one_dictionary_only() -> None:
    parts = (
        ALARM_ACTS,
        ALARMS,
        BENCHING,
        COMPARING,
        CONTROL,
        CORRIDORS,
        EXCHANGE_PAGE,
        DESIGNING,
        ENGINES,
        FAULTS,
        DEPLOYING,
        TRYING,
        GATE,
        HISTORY,
        IMPORTING,
        LIFE_CYCLE,
        LIVE_MEASURES,
        MEASURING,
        MORNING,
        OFFICE,
        OPEN_DATA,
        OVERRIDES,
        PACKAGES,
        PARAMETERS,
        PRIORITY,
        PROOFS_PAGE,
        PROVING,
        REASONS,
        REGISTER,
        REGISTRIES,
        REGISTRY_PAGE,
        REPORTS,
        RESULTS_PAGE,
        RSMP,
        SCREEN,
        SHARING,
        SITES,
        STEPS_PAGE,
    )
    assert len(CATALOGUE) == sum(map(len, (*parts, TERMINAL)))


def test_every_code_in_the_source_has_its_sentence() -> None:
    missing = {said.code: said.place for said in _all_said() if not _is_known(said.code)}
    assert missing == {}


def test_every_sentence_is_said_somewhere() -> None:
    said = {said.code for said in _all_said()} | _said_by_the_screen() | _options()
    begun = tuple(code for code in said if code.endswith("_"))
    assert [
        code for code in CATALOGUE if (plain := code.removeprefix("hint.")) not in said and not plain.startswith(begun)
    ] == []


def _said_by_the_screen() -> set[str]:
    """Return the codes that the scripts and pages may say; one they complete there ends in "_"."""
    texts = "\n".join(
        path.read_text(encoding="utf-8") for path in (SOURCE / "web").rglob("*") if path.suffix in (".mjs", ".html")
    )
    names = re.findall(r"""["'`]([a-z0-9_]+)["'`]""", texts) + re.findall(r"`([a-z]+_)\$\{", texts)
    return {f"screen.{name}" for name in names}


def _options() -> set[str]:
    """Return the codes of the options of the command line, which are named in a loop."""
    parser = ast.parse((SOURCE / "cli" / "main.py").read_text(encoding="utf-8"))
    texts = (node.value for node in ast.walk(parser) if isinstance(node, ast.Constant))
    return {f"terminal.{text.replace('-', '_')}" for text in texts if isinstance(text, str)}


def _is_known(code: str) -> bool:
    """Say whether a code has its sentence; one that ends in "_" is completed where it is used, "" is never shown."""
    if code.endswith("_"):
        return any(known.startswith(code) for known in CATALOGUE)
    return not code or code in CATALOGUE


def test_every_sentence_gets_the_values_it_shows() -> None:
    wrong = [
        f"{said.place}: {said.code} lacks {sorted(_placeholders(CATALOGUE[said.code].en) - said.values)}"
        for said in _all_said()
        if said.values is not None
        and said.code in CATALOGUE
        and not _placeholders(CATALOGUE[said.code].en) <= said.values
    ]
    assert wrong == []


def test_every_hint_belongs_to_an_error() -> None:
    assert [
        code for code in CATALOGUE if code.startswith("hint.") and code.removeprefix("hint.") not in CATALOGUE
    ] == []
