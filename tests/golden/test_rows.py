"""The shape of every record of the log: a field that is renamed, moved or dropped shows up in review.

A log is kept for years, so a row may only grow at its end, by a field with a default. Accept a new kind with
`scripts/test tests/golden --snapshot-update`.
"""

from dataclasses import MISSING, fields

from syrupy.assertion import SnapshotAssertion

from meydan.store.codec import _TAGS


def test_every_kind_of_row_has_the_fields_it_always_had(snapshot: SnapshotAssertion) -> None:
    rows = []
    for kind, tag in sorted(_TAGS.items(), key=lambda one: one[1]):
        named = [f"{f.name}: {f.type}{'' if f.default is MISSING else f' = {f.default!r}'}" for f in fields(kind)]
        rows.append(f"{tag} {kind.__name__}({', '.join(named)})")
    assert "\n".join(rows) == snapshot
