"""The line a message names is the line an engineer has to change."""

import pytest

from meydan.store.lines import line_of

TEXT = """name = "Deneme"
# [groups.P1]

[groups.P1]
kind = "vehicle"
"a\\"b" = 1
'c.d' = 2
dotted . name = 3
[ "groups" . "Şişli\u2028 1" ]  # a comment
kind = "vehicle"
permitted = [
  ["P1", "P2"],
  ["P2", "P1"]
]

[[holidays]]
name = "first"

[[holidays]]
name = "second"
[stages]
A = ["P1"]
"""


@pytest.mark.parametrize(
    ("keys", "line"),
    [
        (("name",), 1),
        (("groups", "P1"), 4),
        (("groups", "P1", "kind"), 5),
        (("groups", "P1", 'a"b'), 6),
        (("groups", "P1", "c.d"), 7),
        (("groups", "P1", "dotted", "name"), 8),
        (("groups", "P1", "missing"), 4),
        (("groups", "Şişli\u2028 1", "kind"), 10),
        (("groups", "Şişli\u2028 1", "permitted", "1"), 11),
        (("holidays", "0", "name"), 17),
        (("holidays", "1"), 19),
        (("holidays", "1", "every"), 19),
        (("stages", "A"), 22),
        (("stages", "B"), 21),
        (("nowhere",), 0),
    ],
)
def test_a_value_is_found_or_the_nearest_table_around_it(keys: tuple[str, ...], line: int) -> None:
    assert line_of(TEXT, keys) == line


def test_text_that_only_looks_like_keys_is_passed_over() -> None:
    assert line_of('a = """\n"\\q" = 1\n"""\nb = 2\n', ("b",)) == 4
