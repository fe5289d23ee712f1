"""What is composed of single files says the same as the whole schema that the files belong to."""

import json
from importlib.resources import files
from typing import Any

import jsonschema_rs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from meydan.field.rsmp.encode import encode
from meydan.field.rsmp.messages import Message
from meydan.field.rsmp.schema import _AT, _registry, find_violation, read_index
from meydan.field.rsmp.versions import CORES, SXLS, Core
from tests.field.rsmp.random_messages import said_under_a_core

WHOLE = {
    name: jsonschema_rs.validator_for({"$ref": f"{_AT}{name}/rsmp.json"}, registry=_registry(), offline=True)
    for name in (*(f"core/{core}" for core in ("3.1.2", "3.1.5", "3.2.2")), *(f"tlc/{sxl}" for sxl in SXLS))
}


@given(said_under_a_core(), st.sampled_from(["3.1.2", "3.1.5", "3.2.2"]), st.sampled_from(SXLS))
def test_a_message_is_sound_exactly_when_the_whole_schema_says_so(
    said: tuple[Core, Message], core: str, sxl: str
) -> None:
    its_core, message = said
    written = encode(message, its_core)
    assert isinstance(written, bytes)
    raw: dict[str, Any] = json.loads(written)
    by_core, by_sxl = WHOLE[f"core/{core}"].is_valid(raw), WHOLE[f"tlc/{sxl}"].is_valid(raw)
    assert (find_violation(raw, core) is None) == by_core
    assert (find_violation(raw, core, sxl) is None) == (by_core and by_sxl)


@pytest.mark.parametrize("core", CORES)
def test_a_request_for_aggregated_status_is_known_from_3_1_5_on(core: str) -> None:
    raw = {"mType": "rSMsg", "type": "AggregatedStatusRequest", "mId": "f48900bc-e6fb-431a-8ca4-05070dd9df6a"}
    assert (find_violation({**raw, "cId": "C1"}, core) is None) == (core >= "3.1.5")


@pytest.mark.parametrize("sxl", SXLS)
def test_the_table_of_codes_is_that_of_its_version(sxl: str) -> None:
    index = read_index(sxl)
    assert index["meta"]["version"] == sxl
    assert ("S0033" in index["statuses"]) == (sxl >= "1.1.0")
    assert ("S0035" in index["statuses"]) == (sxl >= "1.2.0")


def test_the_licence_of_the_schemas_lies_beside_them() -> None:
    licence = (files("meydan.field.rsmp") / "schemas" / "LICENSE").read_text(encoding="utf-8")
    assert "The City Copenhagen" in licence
