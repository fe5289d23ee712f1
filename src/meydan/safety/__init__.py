"""Decides what may reach a lamp; small, boring, proved by tests.

It promises to refuse to send anything that would break I1 to I8 given the declared data. It never guarantees
safety: that stays with the certified controller in the street.
"""

from meydan.safety.data import check_junction
from meydan.safety.door import clear
from meydan.safety.plan import check_plan

__all__ = ["check_junction", "check_plan", "clear"]
