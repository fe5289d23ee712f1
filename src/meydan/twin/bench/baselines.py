"""The baselines a bench knows by name, beside the strategies that are registered."""

SHIPPED = "shipped"
SUMO_KINDS = {"sumo_actuated": "actuated", "sumo_delay_based": "delay_based"}
WEBSTER = "webster"

RUN_BY_SUMO = frozenset({SHIPPED, *SUMO_KINDS})
"""What SUMO runs by itself: the programs as shipped, and the same programs with limits under its own controllers."""

BASELINES = (SHIPPED, *SUMO_KINDS, WEBSTER)


def is_ours(strategy: str) -> bool:
    """Say whether a controller of ours moves the lamps, so that a broken rule disqualifies."""
    return strategy not in RUN_BY_SUMO
