"""Every sentence a user sees, in Turkish and English side by side, found by its code.

Each module beside this one holds the sentences of what it is named for; a code stands in one of them only.
"""

from meydan.city.because import Because, Value
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
from meydan.city.words.sentence import Language, Sentence
from meydan.city.words.sharing import SHARING
from meydan.city.words.sites import SITES
from meydan.city.words.steps_page import STEPS_PAGE
from meydan.city.words.terminal import TERMINAL
from meydan.city.words.trying import TRYING

__all__ = ["CATALOGUE", "LANGUAGES", "Language", "Sentence", "say"]

LANGUAGES: tuple[Language, ...] = ("en", "tr")
CATALOGUE: dict[str, Sentence] = {
    **ALARM_ACTS,
    **ALARMS,
    **BENCHING,
    **COMPARING,
    **CONTROL,
    **CORRIDORS,
    **EXCHANGE_PAGE,
    **DESIGNING,
    **ENGINES,
    **FAULTS,
    **DEPLOYING,
    **TRYING,
    **GATE,
    **HISTORY,
    **IMPORTING,
    **LIFE_CYCLE,
    **LIVE_MEASURES,
    **MEASURING,
    **MORNING,
    **OFFICE,
    **OPEN_DATA,
    **OVERRIDES,
    **PACKAGES,
    **PARAMETERS,
    **PRIORITY,
    **PROOFS_PAGE,
    **PROVING,
    **REASONS,
    **REGISTER,
    **REGISTRIES,
    **REGISTRY_PAGE,
    **REPORTS,
    **RESULTS_PAGE,
    **RSMP,
    **SCREEN,
    **SHARING,
    **SITES,
    **STEPS_PAGE,
    **TERMINAL,
}


def say(what: Because, language: Language) -> str:
    """Return the sentence of `what`; a code nobody translated is shown as it is, with its values."""
    sentence = CATALOGUE.get(what.code)
    if sentence is None:
        return " ".join([what.code, *(f"{name}={value}" for name, value in what.values)])
    text = sentence.en if language == "en" else sentence.tr
    return text.format_map({name: _shown(value, language) for name, value in what.values})


def _shown(value: Value, language: Language) -> str:
    """Return a value as people write it: no needless decimals, and a decimal comma in Turkish."""
    if not isinstance(value, float):
        return str(value)
    text = f"{value:.1f}".removesuffix(".0")
    return text.replace(".", ",") if language == "tr" else text
