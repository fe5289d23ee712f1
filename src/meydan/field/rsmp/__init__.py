"""RSMP, the protocol between roadside controllers ("sites") and a centre ("supervisor").

The codec and both ends of the conversation are pure: no socket, no clock, no randomness of their own. `supervisor`
and `site_link` put them on sockets.
"""

from meydan.field.rsmp.site_map import SiteMap
from meydan.field.rsmp.supervisor import Listening, RsmpField

__all__ = ["Listening", "RsmpField", "SiteMap"]
