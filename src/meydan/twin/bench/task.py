"""What the bench runs: one scenario, one strategy, one seed, under the settings all rows share."""

from dataclasses import dataclass
from pathlib import Path

from meydan.centre.registry import strategy_label


@dataclass(frozen=True, slots=True)
class Settings:
    """What all rows of one table have in common.

    `misses` is the share of vehicles that a detector does not see, `dead` the share of detectors that do not work,
    `demand` scales the demand; a vehicle that stands for `teleport_s` is lifted over (never where None); a run ends
    `until_s` after the begin of the demand (at its end where None).
    """

    detection: str = "loops"
    misses: float = 0.0
    dead: float = 0.0
    demand: float = 1.0
    teleport_s: float | None = None
    until_s: float | None = None


@dataclass(frozen=True, slots=True)
class Scenario:
    """A city folder with a twin, and the limits where a shipped program has none of its own."""

    name: str
    folder: Path
    yellow_s: float
    min_green_s: float


@dataclass(frozen=True, slots=True)
class Task:
    """One run; `strategy` is a registered name, the path of a file (.py, or .toml of parameters), or a baseline."""

    scenario: Scenario
    strategy: str
    seed: int
    settings: Settings

    @property
    def label(self) -> str:
        """What the strategy is called in a table."""
        return strategy_label(self.strategy)

    @property
    def key(self) -> tuple[str, str, int]:
        """What tells its row from others."""
        return (self.scenario.name, self.label, self.seed)
