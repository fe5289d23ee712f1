"""What can be typed of `meydan measure` about histories of counts, forecasts, anomalies and open data."""

import argparse
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from meydan.city.because import because
from meydan.city.errors import Fault
from meydan.cli.later import later
from meydan.cli.typed import Wrong, day, zone

Word = Callable[[str], str]

OPEN_DATA = ("izmir-counts", "izmir-incidents", "istanbul-density", "istanbul-index")
ANSWERS = ("confirmed", "refused")
FIRST_DAY, LAST_DAY = "1980-01-01", "2100-01-01"


def add_history(whats: "argparse._SubParsersAction[argparse.ArgumentParser]", word: Word) -> None:
    """Add what can be typed about histories, and what is made of them."""
    _add_counting(whats, word)
    _add_forecasting(whats, word)
    _add_unusual(whats, word)
    _add_open_data(whats, word)


def _add_counting(whats: "argparse._SubParsersAction[argparse.ArgumentParser]", word: Word) -> None:
    counting = whats.add_parser("count", help=word("history_count"))
    counting.add_argument("--archive", type=Path, required=True, metavar="ARCHIVE", help=word("measure_archive"))
    counting.add_argument("--into", type=Path, required=True, metavar="HISTORY", help=word("history_folder"))
    counting.add_argument("--bin", type=history_minutes, default=5, metavar="MIN", help=word("history_bin"))
    counting.add_argument("--junctions", nargs="*", default=[], metavar="J", help=word("measure_junctions"))
    counting.add_argument("--from", dest="since", type=day, default=None, metavar="DAY", help=word("measure_from"))
    counting.add_argument("--to", dest="until", type=day, default=None, metavar="DAY", help=word("measure_to"))
    counting.set_defaults(do=later("forecasting", "count"))
    taking = whats.add_parser("take-counts", help=word("history_take"))
    taking.add_argument("files", type=Path, nargs="+", metavar="FILES", help=word("history_files"))
    taking.add_argument("--into", type=Path, required=True, metavar="HISTORY", help=word("history_folder"))
    taking.add_argument("--zone", type=zone, required=True, metavar="Z", help=word("measure_zone"))
    taking.add_argument("--bin", type=history_minutes, default=15, metavar="MIN", help=word("history_bin"))
    taking.set_defaults(do=later("forecasting", "take"))


def _add_forecasting(whats: "argparse._SubParsersAction[argparse.ArgumentParser]", word: Word) -> None:
    completing = whats.add_parser("complete", help=word("history_complete"))
    _add_history_options(completing, word)
    completing.add_argument(
        "--from", dest="since", type=day, default=FIRST_DAY, metavar="DAY", help=word("measure_from")
    )
    completing.add_argument("--to", dest="until", type=day, default=LAST_DAY, metavar="DAY", help=word("measure_to"))
    completing.add_argument("--csv", type=Path, required=True, metavar="OUT", help=word("history_csv"))
    completing.set_defaults(do=later("forecasting", "complete"))
    usual = whats.add_parser("profile", help=word("history_profile"))
    _add_history_options(usual, word)
    usual.add_argument("--day", type=day, required=True, metavar="DAY", help=word("history_day"))
    usual.add_argument("--csv", type=Path, required=True, metavar="OUT", help=word("history_csv"))
    usual.set_defaults(do=later("forecasting", "tell_profile"))
    forecasting = whats.add_parser("forecast", help=word("history_forecast"))
    _add_history_options(forecasting, word)
    forecasting.add_argument("--at", type=moment, default=None, metavar="TIME", help=word("history_at"))
    forecasting.add_argument("--csv", type=Path, default=None, metavar="OUT", help=word("history_csv"))
    forecasting.add_argument("--check", action="store_true", help=word("history_check"))
    forecasting.add_argument("--model", type=Path, default=None, metavar="FILE", help=word("history_model"))
    forecasting.set_defaults(do=later("forecasting", "forecast"), more_faults=_forecast_faults)


def _add_unusual(whats: "argparse._SubParsersAction[argparse.ArgumentParser]", word: Word) -> None:
    finding = whats.add_parser("anomalies", help=word("history_anomalies"))
    _add_history_options(finding, word)
    finding.add_argument("--from", dest="since", type=day, default=FIRST_DAY, metavar="DAY", help=word("measure_from"))
    finding.add_argument("--csv", type=Path, required=True, metavar="OUT", help=word("history_csv"))
    finding.set_defaults(do=later("unusual", "find_anomalies"))
    hinting = whats.add_parser("hints", help=word("history_hints"))
    _add_history_options(hinting, word)
    hinting.add_argument("--archive", type=Path, required=True, metavar="ARCHIVE", help=word("measure_archive"))
    hinting.add_argument("--from", dest="since", type=day, default=None, metavar="DAY", help=word("measure_from"))
    hinting.add_argument("--to", dest="until", type=day, default=None, metavar="DAY", help=word("measure_to"))
    hinting.add_argument("--into", type=Path, required=True, metavar="FILE", help=word("hints_file"))
    hinting.set_defaults(do=later("unusual", "find_hints"))
    answering = whats.add_parser("answer", help=word("hints_answer"))
    answering.add_argument("file", type=Path, metavar="FILE", help=word("hints_file"))
    answering.add_argument("id", metavar="ID", help=word("hints_id"))
    answering.add_argument("answer", choices=ANSWERS, metavar="ANSWER", help=word("hints_yes_no"))
    answering.add_argument("--person", required=True, metavar="NAME", help=word("hints_person"))
    answering.set_defaults(do=later("unusual", "answer_hint"))


def _add_open_data(whats: "argparse._SubParsersAction[argparse.ArgumentParser]", word: Word) -> None:
    importing = whats.add_parser("import", help=word("open_data_import"))
    importing.add_argument(
        "kind", choices=OPEN_DATA, metavar="KIND", help=f"{word('open_data_kind')}: {', '.join(OPEN_DATA)}"
    )
    importing.add_argument("files", type=Path, nargs="+", metavar="FILE", help=word("open_data_files"))
    importing.add_argument("--into", type=Path, required=True, metavar="DIR", help=word("open_data_into"))
    importing.set_defaults(do=later("open_data", "import_open_data"))


def _add_history_options(parser: argparse.ArgumentParser, word: Word) -> None:
    parser.add_argument("--history", type=Path, required=True, metavar="HISTORY", help=word("history_folder"))
    parser.add_argument("--calendar", type=Path, default=None, metavar="FILE", help=word("history_calendar"))
    parser.add_argument("--junctions", nargs="*", default=[], metavar="J", help=word("measure_junctions"))


def _forecast_faults(typed: argparse.Namespace) -> list[Fault]:
    """Return what is wrong with what was typed together."""
    faults = [] if typed.check or typed.csv else [Fault("--csv", 0, because("history.csv_or_check"))]
    if typed.check and typed.model:
        faults.append(Fault("--model", 0, because("history.model_and_check")))
    return faults


def history_minutes(text: str) -> int | Wrong:
    """Return the length of a bin of a history."""
    from meydan.measure.history import BINS_MIN  # with numpy, which other commands do not need

    return int(text) if text in map(str, BINS_MIN) else Wrong(because("typed.history_minutes", found=text))


def moment(text: str) -> str | Wrong:
    """Return a time of a day, with or without its offset from UTC."""
    try:
        datetime.fromisoformat(text)
    except ValueError:
        return Wrong(because("typed.moment", found=text))
    return text
