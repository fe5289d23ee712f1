"""A TCP proxy that makes a link as bad as real ones are: `FaultProxy` in a test, or `python -m tools.fault_proxy`."""

from tools.fault_proxy.faults import SOUND, Faults
from tools.fault_proxy.proxy import FaultProxy

__all__ = ["SOUND", "FaultProxy", "Faults"]
