"""A table that breaks off leaves what stood there before, and nothing beside it."""

from pathlib import Path

import duckdb
import pytest

from meydan.city.errors import StoreError
from meydan.store.history.new_table import new_table


def make(file: Path, *, breaks: Exception | None = None) -> None:
    with new_table(file, ("a", "b")) as (_, writer):
        writer.writerows([(1, 2)])
        if breaks is not None:
            raise breaks


def test_a_table_is_there_when_its_last_junction_is_in_it(tmp_path: Path) -> None:
    file = tmp_path / "out.csv"
    with new_table(file, ("a", "b")) as (con, writer):
        writer.writerows(con.execute("SELECT 1, 2").fetchall())
        assert not file.exists()
    assert file.read_text(encoding="utf-8") == "a,b\n1,2\n"
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.parametrize("breaks", [KeyError("ours"), duckdb.Error("theirs"), OSError("full")])
def test_one_that_breaks_off_leaves_what_stood_there(breaks: Exception, tmp_path: Path) -> None:
    file = tmp_path / "out.csv"
    file.write_text("before", encoding="utf-8")
    with pytest.raises(KeyError if isinstance(breaks, KeyError) else StoreError):
        make(file, breaks=breaks)
    assert file.read_text(encoding="utf-8") == "before"
    assert list(tmp_path.iterdir()) == [file]


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError) as caught:
        make(tmp_path / "none" / "out.csv")
    assert caught.value.code == "store.disk"
