"""A package is refused whole, with all its faults, and nothing that could run code is taken."""

import gzip
import io
import pickle
import zlib
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from meydan.city.errors import PackageError
from meydan.exchange.evidence import read_evidence
from meydan.exchange.manifest import Manifest
from meydan.exchange.manifest_schema import read_manifest
from meydan.exchange.package import build_package, get_folder, get_package, read_files, read_package
from meydan.exchange.package_rules import fits
from meydan.exchange.pickled import is_pickled
from meydan.store.package_zip import pack, write_tree
from meydan.store.tree_digest import digest_of, digest_of_tree
from tests.exchange.makings import (
    City,
    archive_of,
    files_of,
    package_of,
)

IZMIR = City("izmir", Path())
FILES = files_of(IZMIR)
ARCHIVE = pack(FILES)
EVIDENCE = "evidence/twin.dsse.json"


class Evil:
    """What a pickle can do to whoever loads it."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return print, ("loaded",)


def faults_of(files: dict[str, bytes]) -> set[str]:
    """Return the codes of all faults, those of the evidence among them."""
    read = read_files(files)
    found = read.faults + (read_evidence(read.package).faults if read.package else ())
    return {fault.what.code for fault in found}


def changed(old: str, new: str) -> dict[str, bytes]:
    """Return the package with another text in its manifest."""
    text = FILES["meydan.toml"].decode()
    assert old in text
    return FILES | {"meydan.toml": text.replace(old, new).encode()}


def saved(*arrays: np.ndarray) -> bytes:
    """Return arrays as an npz file."""
    out = io.BytesIO()
    np.savez_compressed(out, *arrays)
    return out.getvalue()


def test_a_sound_package_has_no_faults() -> None:
    assert faults_of(FILES) == set()


def test_building_what_was_read_gives_the_same_bytes(tmp_path: Path) -> None:
    write_tree(tmp_path / "p", FILES)
    build_package(get_folder(tmp_path / "p"), tmp_path / "a.meydan")
    write_tree(tmp_path / "q", get_package(tmp_path / "a.meydan").files)
    build_package(get_folder(tmp_path / "q"), tmp_path / "b.meydan")
    assert (tmp_path / "a.meydan").read_bytes() == (tmp_path / "b.meydan").read_bytes() == ARCHIVE


def test_the_content_digest_is_that_of_the_folder_that_is_put_into_a_city(tmp_path: Path) -> None:
    plans = {"plans/day.toml": b"cycle_s = 90\n", "timetable.toml": b"days = []\n"}
    write_tree(tmp_path / "solution", plans)
    text = FILES["meydan.toml"].decode().replace("strategy-params", "plan-template")
    files = {name: data for name, data in FILES.items() if not name.startswith("strategy/")} | plans
    assert package_of(files | {"meydan.toml": text.encode()}).digest == digest_of_tree(tmp_path / "solution")


@given(st.dictionaries(st.from_regex(r"strategy/[a-z]{1,8}\.csv", fullmatch=True), st.binary(max_size=100), max_size=4))
def test_building_what_was_read_gives_the_same_bytes_whatever_is_in_it(more: dict[str, bytes]) -> None:
    data = pack(FILES | more)
    read = read_package(data).package
    if read is not None:  # bytes that happen to be a pickle are told, and the package is there all the same
        assert pack(read.files) == data


@given(at=st.integers(0, len(FILES["strategy/strategy.toml"]) - 1), by=st.integers(1, 255))
def test_any_changed_byte_of_content_is_refused(at: int, by: int) -> None:
    whole = bytearray(FILES["strategy/strategy.toml"])
    whole[at] ^= by
    assert "evidence.other_content" in faults_of(FILES | {"strategy/strategy.toml": bytes(whole)})


@given(at=st.integers(0, len(ARCHIVE) - 1), by=st.integers(1, 255))
def test_any_changed_byte_gives_faults_or_another_package(at: int, by: int) -> None:
    data = bytearray(ARCHIVE)
    data[at] ^= by
    read = read_package(bytes(data))
    assert read.faults or (read.package is not None and read.package.files != FILES)


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ('format = "meydan-package/1"', 'format = "meydan-package/9"', "city.want_one_of"),
        ('id = "izmir/adaptive-corridor"', 'id = "İzmir koridoru"', "city.want_like"),
        ('id = "izmir/', 'id = "ankara/', "package.other_origin"),
        ('version = "1.2.0"', 'version = "1.2"', "city.want_like"),
        ('"strategy-params"', '"kpi-set"', "city.want_one_of"),
        ('"strategy-params"', '"strategy-code"', "package.code"),
        ('"strategy-params"', '"driver"', "package.code"),
        ('"strategy-params"', '"measure-set"', "package.no_place"),
        ('"strategy-params"', '"measure-set"', "package.no_content"),
        ('api = ">=0.1,<1"', 'api = "newest"', "city.want_like"),
        ('licence = "CC-BY-4.0"', 'licence = "EUPL-1.2 OR CC-BY-4.0"', "package.no_licence"),
        ('contact = "signals@city.example"', "", "city.missing_key"),
        ('kind = "junction"', 'kind = "number"', "package.no_bounds"),
        ("low = -0.12", "low = -0.04", "package.odd_claim"),
        ("low = -0.12", 'low = "much"', "city.want_number"),
        ("low = -0.12", "low = nan", "city.want_number"),
        ("evidence/twin.dsse.json", "evidence/other.dsse.json", "package.no_evidence"),
        ("evidence/twin.dsse.json", "../twin.dsse.json", "city.want_like"),
        ("[[failed]]", "[[failures]]", "city.unknown_key"),
        ("[[failed]]", '[[scenario]]\nname = "a"\ndigest = "md5:1"\n[[failed]]', "city.want_like"),
        ('measure = "delay"', 'measure = "stops"', "evidence.other_measure"),
        ("low = -0.12", "low = -0.3", "evidence.beyond"),
        ("low = -0.12\nhigh = -0.05", "low = -0.12\nhigh = -0.1", "evidence.beyond"),
        ("[withdraw]", "[withdraw", "city.not_toml"),
    ],
)
def test_a_manifest_with_a_fault_is_refused(old: str, new: str, code: str) -> None:
    assert code in faults_of(changed(old, new))


@pytest.mark.parametrize(
    ("version", "good"),
    [
        ("1.0.0", True),
        ("0.0.0", True),
        ("1.0.0-rc", True),
        ("1.0.0-rc.1", True),
        ("v1", False),
        ("v1.0.0", False),
        ("1", False),
        ("1.0", False),
        ("01.2.3", False),
        ("1.02.3", False),
        ("1.2.03", False),
        ("1.0.0-", False),
        ("1.0.0-RC", False),
        ("1.0.0-rc..1", False),
        ("1.0.0+build", False),
        ("1.0.0.0", False),
        ("-1.0.0", False),
        ("1.0.1e3", False),
        (" 1.0.0", False),
        ("1.0.0\\n", False),
        ("1.0.0/../x", False),
        ("1.1٢.0", False),
        ("9999999999.0.0", False),
        ("latest", False),
        ("", False),
    ],
)
def test_a_version_is_three_plain_numbers_with_perhaps_a_word_before_the_release(version: str, good: bool) -> None:
    faults = read_files(changed('version = "1.2.0"', f'version = "{version}"')).faults
    assert {fault.what.code for fault in faults} == (set() if good else {"city.want_like"})


@pytest.mark.parametrize("api", [">=v1", "~=0.1", "=0.1", ">= 0.1", ">=0.1,", ">=0.1-rc", ">=٠.1", "*", ">=0.1.2.3"])
def test_an_odd_range_of_versions_is_refused(api: str) -> None:
    faults = read_files(changed('api = ">=0.1,<1"', f'api = "{api}"')).faults
    assert {fault.what.code for fault in faults} == {"city.want_like"}


def test_all_faults_are_told_at_once() -> None:
    files = changed('version = "1.2.0"', 'version = "one"') | {"CARD.tr.md": b"", "model/x.pkl": b"x"}
    assert faults_of(files) >= {"city.want_like", "package.missing", "package.unknown_file"}


@pytest.mark.parametrize("missing", ["meydan.toml", "CARD.tr.md", "CARD.en.md", "LICENSES/CC-BY-4.0.txt", EVIDENCE])
def test_a_package_without_one_of_its_parts_is_refused(missing: str) -> None:
    assert faults_of({name: data for name, data in FILES.items() if name != missing})


@pytest.mark.parametrize("name", ["strategy/run.py", "strategy/lib.so", "strategy/model.pkl", "strategy/model.joblib"])
def test_a_file_that_is_neither_data_nor_words_is_refused(name: str) -> None:
    assert "package.unknown_file" in faults_of(FILES | {name: b"x"})


@pytest.mark.parametrize(
    "data",
    [
        *(pickle.dumps(Evil(), protocol) for protocol in range(6)),
        pickle.dumps({"only": "data"}),
        b"cos\nsystem\n(S'" + b"x" * 3_000_000 + b"'\ntR.",
        gzip.compress(b"cos\nsystem\n(S'" + b"x" * 3_000_000 + b"'\ntR."),
        zlib.compress(pickle.dumps(Evil())),
        pack({"inner": pickle.dumps(Evil(), 0)}),
        saved(np.array([Evil()], dtype=object)),
        saved(np.array([(1, "a")], dtype=[("n", "i4"), ("o", "O")])),
    ],
)
def test_pickled_objects_are_refused_whatever_the_file_is_called(data: bytes) -> None:
    assert is_pickled(data)
    assert "package.pickled" in faults_of(FILES | {"strategy/numbers.npz": data})


@pytest.mark.parametrize(
    "data",
    [
        saved(np.arange(1000.0)),
        b"count,hour\n12,0\n0.5,1\n",
        b"city = 1\n",
        b'{"a": [1, 2]}',
        b"",
        b"PK",
        b"\x78\x9c",
        gzip.compress(b"count\n" + b"12\n" * 500_000),
    ],
)
def test_numbers_and_words_are_no_pickles(data: bytes) -> None:
    assert not is_pickled(data)


def test_a_scenario_that_is_not_the_one_told_is_refused() -> None:
    told = '[[scenario]]\nname = "peak"\ndigest = "sha256:' + "0" * 64 + '"\n\n[[failed]]'
    assert "package.other_scenario" in faults_of(changed("[[failed]]", told) | {"scenarios/peak/a.toml": b"a = 1\n"})
    assert "package.untold_scenario" in faults_of(FILES | {"scenarios/peak/a.toml": b"a = 1\n"})


def test_building_a_faulty_folder_writes_nothing(tmp_path: Path) -> None:
    write_tree(tmp_path / "p", FILES | {"CARD.en.md": b""})
    with pytest.raises(PackageError, match=r"package\.refused"):
        get_folder(tmp_path / "p")
    assert get_folder(tmp_path / "p", finished=False).digest == package_of(FILES).digest


@pytest.mark.parametrize(
    ("api", "version", "good"),
    [
        (">=0.1,<0.2", "0.1.0", True),
        (">=0.1,<0.2", "0.2.0", False),
        (">=0.1", "0.0.9", False),
        ("==1.2", "1.2.0", True),
        (">1.2.3,<=2", "2.0.0", True),
        ("<1", "1.0.0", False),
    ],
)
def test_a_range_of_versions(api: str, version: str, good: bool) -> None:
    assert fits(api, version) is good


def test_an_archive_is_the_same_whenever_it_is_made() -> None:
    assert pack(files_of(IZMIR)) == archive_of(IZMIR) == ARCHIVE


def test_the_manifest_of_the_page_is_a_sound_one() -> None:
    page = (Path(__file__).resolve().parents[2] / "docs" / "exchange" / "packages.md").read_text(encoding="utf-8")
    block = page[page.index("    format = ") : page.index("`[register]`,")]
    text = "\n".join(line.removeprefix("    ") for line in block.splitlines())
    read = read_manifest(text.replace("sha256:...", digest_of(b"")).encode())
    assert isinstance(read, Manifest), read
    assert [slot.name for slot in read.slots] == ["corridor", "horizon"]
