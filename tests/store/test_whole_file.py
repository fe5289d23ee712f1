"""A file is there whole or not at all, also where several write it at once."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from meydan.store.whole_file import write_whole

CONTENT = b"a line\n" * 4000


def test_several_who_write_the_same_file_do_not_get_in_each_others_way(tmp_path: Path) -> None:
    file = tmp_path / "dossier.jsonl"

    def write(_: int) -> bool:
        write_whole(file, CONTENT)
        return file.read_bytes() == CONTENT

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(write, range(200)))
    assert [path.name for path in tmp_path.iterdir()] == [file.name]
