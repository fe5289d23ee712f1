"""How the numbers of a report were made, in words."""

from meydan.report.html import listed
from meydan.report.wording import Wording


def measure_method(zone: str, tell: Wording) -> str:
    """Return how the measures of a page are defined, and what they do not tell."""
    codes = ("arrivals", "delay", "failures", "cycles", "coverage", "nothing")
    return listed([*(tell(f"report.method_{code}") for code in codes), tell("report.method_zone", zone=zone)])
