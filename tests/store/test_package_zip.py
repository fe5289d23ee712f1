"""An archive is one thing for one tree, and nothing that a hostile one holds gets anywhere."""

import io
import struct
import zipfile
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meydan.city.errors import PackageError
from meydan.store import package_zip
from meydan.store.package_zip import name_faults, pack, read_tree, unpack, write_tree

PART = st.text("abcçğıABC019_-", min_size=1, max_size=6)
TREES = st.dictionaries(st.builds("{}/{}.txt".format, PART, PART), st.binary(max_size=200), min_size=1, max_size=6)
FILES = {"a.txt": b"one", "b/c.toml": b"two = 2\n", "çizelge.txt": b""}


def codes(data: bytes) -> set[str]:
    return {fault.what.code for fault in unpack(data).faults}


def archive(*entries: tuple[str | zipfile.ZipInfo, bytes], compression: int = zipfile.ZIP_STORED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as made:
        for name, data in entries:
            made.writestr(name, data)
    return out.getvalue()


def test_packing_gives_these_bytes_on_every_machine() -> None:
    assert pack({"a.txt": b"one", "ç": b""}).hex() == (
        "504b030414000000000000002100f1866c7a030000000300000005000000612e7478746f6e65"
        "504b03041400000800000000210000000000000000000000000002000000c3a7"
        "504b0102140314000000000000002100f1866c7a0300000003000000050000000000000000000000a48100000000612e747874"
        "504b0102140314000008000000002100000000000000000000000000020000000000000000000000a48126000000c3a7"
        "504b0506000000000200020063000000460000000000"
    )


@given(TREES)
def test_what_was_packed_is_unpacked_and_packed_again_to_the_same_bytes(files: dict[str, bytes]) -> None:
    if name_faults(list(files)):
        return
    data = pack(files)
    assert unpack(data) == package_zip.Unpacked(files, ())
    assert pack(dict(reversed(files.items()))) == data


@given(at=st.integers(0, len(pack(FILES)) - 1), by=st.integers(1, 255))
def test_no_changed_byte_goes_unnoticed(at: int, by: int) -> None:
    data = bytearray(pack(FILES))
    data[at] ^= by
    unpacked = unpack(bytes(data))
    assert unpacked.faults or unpacked.files != FILES


@given(st.binary(max_size=400))
def test_whatever_comes_is_refused_with_a_reason(data: bytes) -> None:
    assert unpack(data).faults
    assert unpack(data + b"." + pack(FILES)).faults


@pytest.mark.parametrize("name", ["/etc/cron", "../up.txt", "a/../../b", "C:/a", "a\\b", "..", "a/.."])
def test_a_name_that_leads_outside_is_refused(name: str) -> None:
    assert "package.outside" in codes(archive((name, b"")))


@pytest.mark.parametrize("name", ["", "a//b", ".hidden", "a/.git/x", "a\nb", "dot.", "e\u0301.txt", "x" * 201, "a/"])
def test_an_odd_name_is_refused(name: str) -> None:
    assert "package.odd_name" in {fault.what.code for fault in name_faults([name])}


@pytest.mark.parametrize("names", [("a.txt", "a.txt"), ("a.txt", "A.TXT"), ("a", "a/b"), ("İ.txt", "i̇.txt")])
def test_two_files_in_one_place_are_refused(names: tuple[str, str]) -> None:
    assert "package.same_name" in {fault.what.code for fault in name_faults(list(names))}


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_duplicate_entry_is_refused() -> None:
    assert "package.same_name" in codes(archive(("a.txt", b"shown"), ("a.txt", b"hidden")))


def test_a_symbolic_link_is_refused() -> None:
    link = zipfile.ZipInfo("a.txt")
    link.external_attr = 0o120777 << 16
    assert "package.link" in codes(archive((link, b"/etc/passwd")))


def test_a_bomb_is_refused_without_being_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = archive(("a.txt", bytes(50_000_000)), compression=zipfile.ZIP_DEFLATED)

    def fails(*_: object) -> None:
        raise AssertionError("it was unpacked")

    monkeypatch.setattr(zipfile.ZipFile, "open", fails)
    assert len(bomb) < 100_000
    assert codes(bomb) == {"package.compressed"}


def test_what_comes_out_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    data = pack({"a.txt": bytes(60), "b.txt": bytes(60)})
    assert codes(data) == set()
    monkeypatch.setattr(package_zip, "LARGEST", 119)
    assert codes(data) == {"package.damaged"}


def test_entries_that_share_their_bytes_are_refused() -> None:
    """Let each of ten entries reach to the end of the last one: what comes out is far more than what is there."""
    data = bytearray(pack({f"{i}.txt": bytes(10_000) for i in range(10)}))
    at = end = data.index(b"PK\x01\x02")
    while data[at : at + 4] == b"PK\x01\x02":
        (start,) = struct.unpack("<I", data[at + 42 : at + 46])
        shared = bytes(data[start + 35 : end])
        told = struct.pack("<III", zlib.crc32(shared), len(shared), len(shared))
        data[at + 16 : at + 28] = data[start + 14 : start + 26] = told
        at += 46 + 5
    assert codes(bytes(data)) & {"package.damaged", "package.not_canonical"}


def test_a_size_that_the_header_lies_about_is_refused() -> None:
    data = bytearray(pack({"a.txt": b"0123456789"}))
    at = data.index(b"PK\x01\x02")
    data[at + 20 : at + 28] = struct.pack("<II", 4, 4)
    assert codes(bytes(data))


def test_a_directory_that_claims_millions_of_entries_is_not_read() -> None:
    data = bytearray(pack(FILES))
    data[-10:-6] = struct.pack("<I", 2**31)
    assert codes(bytes(data)) == {"package.no_archive"}


@pytest.mark.parametrize("data", [b"", b"PK", archive(("a.txt", b"1")) + b"more", b"junk" + pack(FILES)])
def test_something_around_the_archive_is_refused(data: bytes) -> None:
    assert codes(data)


def test_another_form_of_the_same_files_is_refused() -> None:
    assert codes(archive(("a.txt", b"stamped with the time of today"))) == {"package.not_canonical"}


def test_more_files_than_a_package_may_have_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package_zip, "MOST_FILES", 3)
    assert "package.many_files" in codes(pack({f"{i}.txt": b"" for i in range(4)}))


def test_a_folder_comes_out_as_it_went_in(tmp_path: Path) -> None:
    write_tree(tmp_path / "out", FILES)
    assert read_tree(tmp_path / "out") == FILES
    with pytest.raises(PackageError, match=r"package\.in_use"):
        write_tree(tmp_path / "out", FILES)


def test_nothing_is_written_outside(tmp_path: Path) -> None:
    with pytest.raises(PackageError, match=r"package\.refused"):
        write_tree(tmp_path / "deep" / "out", {"../out.txt": b""})
    assert list(tmp_path.iterdir()) == []


def test_a_link_in_a_folder_is_refused_and_so_is_an_empty_one(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    with pytest.raises(PackageError) as empty:
        read_tree(tmp_path / "a")
    (tmp_path / "a" / "link").symlink_to(tmp_path)
    with pytest.raises(PackageError) as linked:
        read_tree(tmp_path / "a")
    assert [fault.what.code for e in (empty, linked) for fault in e.value.faults] == ["package.empty", "package.link"]


def ending(data: bytes) -> tuple[bytes, bytes, bytes]:
    """Return what comes before the directory of an archive, the directory, and the record that ends it."""
    size, at = struct.unpack("<II", data[-10:-2])
    return data[:at], data[at : at + size], data[-22:]


def zip64_end(directory: bytes, at: int, entries: int) -> bytes:
    """Return the record that ends an archive of ZIP64, for a directory at `at`, and the locator that leads to it."""
    record = struct.pack("<4sQHHIIQQQQ", b"PK\x06\x06", 44, 45, 45, 0, 0, entries, entries, len(directory), at)
    return record + struct.pack("<4sIQI", b"PK\x06\x07", 0, at + len(directory), 1)


def test_a_second_directory_by_zip64_is_not_read() -> None:
    """Readers differ in which of two directories they believe: what one of them shows, another would not."""
    shown, hidden = pack({"a.txt": b"shown"}), pack({"a.txt": b"hidden"})
    body, directory, end = ending(shown)
    other_body, other, _ = ending(hidden)
    at = len(body) + len(other_body)
    both = body + other_body + other + zip64_end(other, at, 1) + directory + end
    plain = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, 1, 1, len(directory), at + len(other) + 76, 0)
    assert codes(both)
    assert codes(both[:-22] + plain)
    last = body + directory + other + zip64_end(other, len(body) + len(directory), 1) + end
    assert codes(last) == {"package.no_archive"}


@pytest.mark.parametrize("field", [(8, "<H"), (10, "<H"), (12, "<I"), (16, "<I")])
def test_an_end_that_leaves_its_numbers_to_zip64_is_refused(field: tuple[int, str]) -> None:
    at, form = field
    data = pack(FILES)
    body, directory, end = ending(data)
    most = struct.pack(form, 0xFFFF if form == "<H" else 0xFFFFFFFF)
    leaves = end[:at] + most + end[at + len(most) :]
    assert codes(body + directory + leaves)
    assert codes(body + directory + zip64_end(directory, len(body), len(FILES)) + leaves)


def test_a_whole_archive_of_zip64_is_another_form_and_refused() -> None:
    body, directory, _ = ending(pack(FILES))
    none = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    data = body + directory + zip64_end(directory, len(body), len(FILES)) + none
    with zipfile.ZipFile(io.BytesIO(data)) as read:
        assert read.read("a.txt") == FILES["a.txt"]  # a zip it is
    assert codes(data) == {"package.no_archive"}


@pytest.mark.parametrize("size", [3, 2**63, 0])
def test_an_entry_that_leaves_its_size_to_zip64_is_refused(size: int) -> None:
    """The sizes of an entry say "look into my extra field", which says what it likes."""
    body, directory, end = ending(pack({"a.txt": b"one"}))
    extra = struct.pack("<HHQQ", 1, 16, size, size)
    entry = bytearray(directory)
    entry[20:28] = b"\xff" * 8
    entry[30:32] = struct.pack("<H", len(extra))
    whole = bytes(entry) + extra
    told = end[:12] + struct.pack("<I", len(whole)) + end[16:]
    assert codes(body + whole + told)


def test_an_entry_that_python_itself_writes_as_zip64_is_another_form() -> None:
    out = io.BytesIO()
    info = zipfile.ZipInfo("a.txt", (1980, 1, 1, 0, 0, 0))
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as made, made.open(info, "w", force_zip64=True) as entry:
        entry.write(b"one")
    assert codes(out.getvalue()) == {"package.not_canonical"}


def test_a_locator_of_zip64_in_a_comment_leads_nowhere() -> None:
    body, directory, end = ending(pack(FILES))
    comment = zip64_end(directory, len(body), len(FILES))
    assert codes(body + directory + end[:-2] + struct.pack("<H", len(comment)) + comment)
