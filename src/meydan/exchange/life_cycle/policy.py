"""What a city asks of solutions from elsewhere: `exchange.toml` in its folder; without one, the usual numbers."""

import tomllib
from pathlib import Path
from typing import Annotated

from pydantic import AllowInfNan, BaseModel, ConfigDict, Field, ValidationError

from meydan.city.errors import CityError, fault
from meydan.store.city_shape import shape_fault
from meydan.store.lines import line_of
from meydan.store.trial_file import MOST_DAYS, MOST_JUNCTIONS

FILE = "exchange.toml"
LICENCES = ("Apache-2.0", "CC-BY-4.0", "CC-BY-SA-4.0", "CC0-1.0", "EUPL-1.2", "MIT", "ODbL-1.0")


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ShadowPolicy(_Part):
    """`[shadow]`: for how many days, and which share of ticks in time on each [0..1]."""

    days: Annotated[int, Field(ge=1, le=365)] = 7
    in_time: Annotated[float, Field(gt=0, le=1), AllowInfNan(False)] = 0.999


class TrialPolicy(_Part):
    """`[trial]`: for how many days at least, and at how many junctions at most."""

    days: Annotated[int, Field(ge=4, le=MOST_DAYS)] = 14
    junctions: Annotated[int, Field(ge=1, le=MOST_JUNCTIONS)] = MOST_JUNCTIONS


class Policy(_Part):
    """`exchange.toml`; `licences` are the SPDX ids that are taken."""

    licences: tuple[str, ...] = LICENCES
    shadow: ShadowPolicy = ShadowPolicy()
    trial: TrialPolicy = TrialPolicy()


def read_policy(home: Path) -> Policy:
    """Return the policy of a city.

    Raises
    ------
    CityError
        With every fault of the file.
    """
    try:
        text = (home / FILE).read_text(encoding="utf-8")
        table = tomllib.loads(text)
    except FileNotFoundError:
        return Policy()
    except (OSError, ValueError, RecursionError) as error:
        raise CityError("life.policy", fault(FILE, 0, "city.not_toml", found=str(error)), count=1) from error
    try:
        return Policy.model_validate(table)
    except ValidationError as error:
        found = [(tuple(str(part) for part in one["loc"]), one) for one in error.errors(include_url=False)]
        faults = [shape_fault(FILE, line_of(text, keys), keys, one) for keys, one in found]
        raise CityError("life.policy", *faults, count=len(faults)) from error
