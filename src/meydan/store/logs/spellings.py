"""How others call the columns of a high-resolution log and of a detector table."""

from collections.abc import Mapping, Sequence

STAMP, DEVICE, EVENT, PARAMETER = "TimeStamp", "DeviceId", "EventId", "Parameter"
PHASE, CHANNEL, FUNCTION = "Phase", "Parameter", "Function"
MOVEMENT, LANE, DISTANCE = "Movement", "Lane", "Distance"
OPPOSED_BY, OTHER_DIRECTION = "OpposedBy", "OtherDirection"

_DEVICES = (
    "deviceid", "device", "devicename", "signalid", "signal", "locationid", "locationidentifier", "location",
    "junction", "junctionid", "intersection", "intersectionid", "trafficsignal", "controllerid", "name",
)  # fmt: skip
LOG: Mapping[str, Sequence[str]] = {
    STAMP: ("timestamp", "time", "datetime", "eventtime", "eventtimestamp", "localtime", "localtimestamp"),
    DEVICE: _DEVICES,
    EVENT: ("eventid", "eventcode", "eventcodeid", "event", "code", "eventtype"),
    PARAMETER: ("parameter", "eventparameter", "eventparam", "param", "parametercode", "eventvalue"),
}
DETECTORS: Mapping[str, Sequence[str]] = {
    DEVICE: _DEVICES,
    PHASE: ("phase", "protectedphase", "phasenumber", "signalgroup"),
    CHANNEL: ("parameter", "detector", "detectorchannel", "channel", "detectorid", "detectornumber", "param"),
    FUNCTION: ("function", "detectorfunction", "detectiontype", "type"),
}
OF_DETECTORS_TOO: Mapping[str, Sequence[str]] = {
    MOVEMENT: ("movement", "movementtype", "turn"),
    LANE: ("lane", "lanenumber", "laneno"),
    DISTANCE: ("distance", "distancem", "distancefromstopbar", "distancetostopline", "setback", "setbackm"),
    OPPOSED_BY: ("opposedby", "opposingphase", "opposing"),
    OTHER_DIRECTION: ("otherdirection", "otherdirectionphase"),
}
FUNCTIONS: Mapping[str, str] = {
    "stop bar count": "count",
    "lane-by-lane count": "count",
    "yellow/red": "yellow_red",
    "yellow red": "yellow_red",
}
"""Functions of the detector table that have another name here."""


def columns_of(found: Sequence[str], known: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Return how a file calls each column it has of those known; the first spelling of the list wins."""
    plain = {_plain(name): name for name in reversed(found)}
    return {
        column: plain[next(spelling for spelling in spellings if spelling in plain)]
        for column, spellings in known.items()
        if any(spelling in plain for spelling in spellings)
    }


def _plain(name: str) -> str:
    return "".join(letter for letter in name.casefold() if letter.isalnum())
