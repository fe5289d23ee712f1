"""Random messages: every kind, with values that the schemas of their core allow."""

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from meydan.city.instant import Instant
from meydan.field.rsmp.messages import (
    Ack,
    AggregatedStatus,
    AggregatedStatusRequest,
    AlarmAct,
    AlarmOrder,
    AlarmStatus,
    Argument,
    Asked,
    CommandRequest,
    CommandResponse,
    Message,
    NamedValue,
    NotAck,
    Quality,
    StatusRequest,
    StatusResponse,
    StatusSubscribe,
    StatusUnsubscribe,
    StatusUpdate,
    StatusValue,
    Subscription,
    Version,
    Watchdog,
)
from meydan.field.rsmp.versions import CORES, SXLS, Core

cores: SearchStrategy[Core] = st.sampled_from(list(CORES.values()))
ids = st.uuids(version=4).map(str)
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
instants = st.integers(0, 4_000_000_000_000).map(Instant)
components = texts
status_codes = st.from_regex(r"S[0-9]{4}", fullmatch=True)
command_codes = st.from_regex(r"M[0-9]{4}", fullmatch=True)
alarm_codes = st.from_regex(r"A[0-9]{4}", fullmatch=True)
rows = st.lists(st.dictionaries(texts, texts, max_size=3), max_size=3).map(tuple)


def several(of: SearchStrategy[object]) -> SearchStrategy[tuple[object, ...]]:
    return st.lists(of, min_size=1, max_size=5).map(tuple)


def values(core: Core, codes: SearchStrategy[str]) -> SearchStrategy[StatusValue]:
    may_be_rows = core.name >= "3.2"
    known = st.builds(
        StatusValue,
        codes,
        texts,
        texts | rows if may_be_rows else texts,
        st.sampled_from([Quality.RECENT, Quality.OLD]),
    )
    lost = [Quality.UNKNOWN, Quality.UNDEFINED] if core.nulls else [Quality.UNKNOWN]
    return known | st.builds(StatusValue, codes, texts, st.none(), st.sampled_from(lost))


def subscriptions(core: Core) -> SearchStrategy[Subscription]:
    """Return subscriptions as a core can say them: before `sOc`, an interval of 0 is the wish for changes."""
    if core.on_change:
        return st.builds(Subscription, status_codes, texts, st.integers(0, 3600), st.booleans())
    return st.integers(0, 3600).flatmap(
        lambda s: st.builds(Subscription, status_codes, texts, st.just(s), st.just(s == 0))
    )


def alarm_statuses() -> SearchStrategy[AlarmStatus]:
    acts = [AlarmAct.ISSUE, AlarmAct.ACKNOWLEDGE, AlarmAct.SUSPEND, AlarmAct.RESUME]
    return st.builds(
        AlarmStatus,
        ids,
        components,
        alarm_codes,
        st.sampled_from(acts),
        instants,
        st.booleans(),
        st.booleans(),
        st.booleans(),
        st.sampled_from(["T", "D"]),
        st.integers(1, 3),
        st.lists(st.builds(NamedValue, texts, texts), max_size=4).map(tuple),
        texts,
    )


def alarm_orders(core: Core) -> SearchStrategy[AlarmOrder]:
    silent = [AlarmAct.SUSPEND, AlarmAct.RESUME] + ([AlarmAct.REQUEST] if core.requests else [])
    told = st.builds(AlarmOrder, ids, components, alarm_codes, st.just(AlarmAct.ACKNOWLEDGE), instants)
    return told | st.builds(AlarmOrder, ids, components, alarm_codes, st.sampled_from(silent), st.just(Instant(0)))


def messages(core: Core) -> SearchStrategy[Message]:
    """Return every kind of message that a core knows; codes are of no SXL in particular."""
    asked = several(st.builds(Asked, status_codes, texts))
    bits = st.tuples(*[st.booleans()] * 8)
    status = several(values(core, status_codes))
    returned = several(values(core, command_codes))
    argument = st.builds(Argument, command_codes, texts, texts, texts)
    named = st.lists(st.sampled_from(list(CORES)), min_size=1, max_size=7, unique=True).map(tuple)
    sites = st.lists(texts.filter(bool), min_size=1, max_size=3, unique=True).map(tuple)
    kinds: list[SearchStrategy[Message]] = [
        st.builds(Version, ids, named, sites, st.sampled_from(SXLS)),
        st.builds(Ack, ids),
        st.builds(NotAck, ids, texts),
        st.builds(Watchdog, ids, instants),
        st.builds(AggregatedStatus, ids, components, instants, bits, st.none() | texts, st.none() | texts),
        alarm_statuses(),
        alarm_orders(core),
        st.builds(StatusRequest, ids, components, asked),
        st.builds(StatusResponse, ids, components, instants, status),
        st.builds(StatusSubscribe, ids, components, several(subscriptions(core))),
        st.builds(StatusUnsubscribe, ids, components, asked),
        st.builds(StatusUpdate, ids, components, instants, status),
        st.builds(CommandRequest, ids, components, several(argument)),
        st.builds(CommandResponse, ids, components, instants, returned),
    ]
    if core.requests:
        kinds.append(st.builds(AggregatedStatusRequest, ids, components))
    return st.one_of(kinds)


@st.composite
def said_under_a_core(draw: st.DrawFn) -> tuple[Core, Message]:
    core = draw(cores)
    return core, draw(messages(core))
