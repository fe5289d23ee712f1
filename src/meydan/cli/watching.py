"""`meydan deploy --watch`: tell what came of a deployment, once or again and again."""

import argparse
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from math import isnan

from meydan.centre.going_live import Place
from meydan.centre.watch import Look, watch_once
from meydan.city.errors import StoreError
from meydan.city.words import Language
from meydan.city.words.telling import told
from meydan.cli.serving import office_folder
from meydan.report.wording import Wording
from meydan.store.office.database import Database

TAKEN_BACK = 1


def watch(typed: argparse.Namespace, language: Language) -> int:
    """Look as typed; return 1 if a deployment was taken back, else 0."""
    tell = Wording(language)
    with closing(Database.open(office_folder(typed))) as office:
        while True:
            try:
                looks = watch_once(Place(typed.city, office), typed.archive)
            except StoreError as error:  # an archive that is being written to; who watches all day looks again
                if typed.every is None:
                    raise
                print(told(error, language), file=sys.stderr, flush=True)
                time.sleep(typed.every)
                continue
            nothing = [] if looks else [tell("deploy.nothing_to_watch", folder=str(typed.city))]
            print("\n".join([*nothing, *(line for look in looks for line in lines_of(look, tell))]), flush=True)
            if any(look.back is not None for look in looks):
                return TAKEN_BACK
            if typed.every is None:
                return 0
            time.sleep(typed.every)


def lines_of(look: Look, tell: Wording) -> list[str]:
    """Return what a look found, in words."""
    number = look.deployment.number
    if not look.days:
        return [tell("deploy.too_early", number=number)]
    lines = [*_numbers(look, tell), *_against_promise(look, tell)]
    if look.back is not None:
        return [*lines, tell("deploy.watch_back", number=number, back=look.back.number)]
    code = "deploy.watch_fine" if look.rises else "deploy.watch_nothing"
    return [*lines, tell(code, number=number, days=look.days)]


def _numbers(look: Look, tell: Wording) -> Iterator[str]:
    for rise in look.rises:
        place = rise.junction or tell("deploy.all_together")
        before, after = tell.number(100 * rise.before, 1), tell.number(100 * rise.after, 1)
        yield tell("deploy.watch_failures", place=place, before=before, after=after, p=tell.number(rise.p, 4))
    for measure, one in look.shown:
        scale = 100 if measure == "share_on_green" else 1
        before, after = (tell.number(scale * value, 1) for value in (one.before, one.after))
        yield tell(f"deploy.watch_{measure}", before=before, after=after)
    before_s, after_s = look.waits_s
    if not (isnan(before_s) and isnan(after_s)):
        yield tell("deploy.watch_pedestrians", before=tell.number(before_s, 1), after=tell.number(after_s, 1))


def _against_promise(look: Look, tell: Wording) -> Iterator[str]:
    promise = look.deployment.promise
    if promise is None or isnan(look.change):
        return
    nan = float("nan")
    low, high = (nan if x is None else x for x in (promise.low, promise.high))
    yield tell(
        "deploy.watch_promise",
        change=tell.number(100 * promise.change, 1),
        low=tell.number(100 * low, 1),
        high=tell.number(100 * high, 1),
        measured=tell.number(100 * look.change, 1),
    )
