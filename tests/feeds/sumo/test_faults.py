"""Broken input gives every fault in one error, with file and line, and never a traceback."""

import gzip
import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from meydan.city.errors import FeedError
from meydan.city.words import LANGUAGES, say
from meydan.feeds.sumo import read_scenario, read_sumo
from tests.feeds.sumo.nets import EAST_WEST, NORTH_SOUTH, make_net, make_programs, program


def _refused(net: Path, **more: Sequence[Path]) -> list[tuple[str, int, str]]:
    """Return (file, line, code) of each fault with which a net is refused; each has its sentence."""
    with pytest.raises(FeedError) as caught:
        read_sumo(net, **more)  # type: ignore[arg-type]  # only lists of files are given
    assert caught.value.code == "import.faults"
    for fault in caught.value.faults:
        for language in LANGUAGES:
            assert say(fault.what, language) != fault.what.code
            assert "{" not in say(fault.what, language)
    return [(fault.file, fault.line, fault.what.code) for fault in caught.value.faults]


def _codes(found: Sequence[tuple[str, int, str]]) -> list[str]:
    return sorted(code for _, _, code in found)


def _changed(cross: Path, folder: Path, old: str, new: str, count: int = 1) -> Path:
    """Return a copy of a net in which the pattern `old` was replaced."""
    text, done = re.subn(old, new, cross.read_text(), count=count)
    assert done
    net = folder / "broken.net.xml"
    net.write_text(text)
    return net


def test_a_net_that_is_cut_short_says_where(cross: Path, tmp_path: Path) -> None:
    text = cross.read_text()[:4000]
    net = tmp_path / "short.net.xml"
    net.write_text(text)
    assert _refused(net) == [("short.net.xml", text.count("\n") + 1, "import.not_xml")]


@pytest.mark.parametrize("damage", ["cut", "flipped", "no gzip"])
def test_a_damaged_gzip_file_is_a_fault(cross: Path, tmp_path: Path, damage: str) -> None:
    packed = bytearray(gzip.compress(cross.read_bytes()))
    middle = len(packed) // 2
    packed[middle : middle + 60] = b"\xff" * 60
    whole = {"cut": gzip.compress(cross.read_bytes())[:middle], "flipped": bytes(packed), "no gzip": b"hello"}
    net = tmp_path / "x.net.xml.gz"
    net.write_bytes(whole[damage])
    assert _codes(_refused(net))[0] in ("import.unreadable", "import.not_xml")


@pytest.mark.parametrize("text", ["", "not xml", "\x00\x01\x02"])
def test_what_is_no_xml_is_a_fault(tmp_path: Path, text: str) -> None:
    net = tmp_path / "x.net.xml"
    net.write_text(text)
    assert _codes(_refused(net)) == ["import.not_xml"]


def test_xml_that_is_not_a_net_is_named(tmp_path: Path) -> None:
    net = tmp_path / "page.net.xml"
    net.write_text("<html><body/></html>")
    assert _refused(net) == [("page.net.xml", 1, "import.not_sumo")]


def test_a_document_type_is_refused_before_its_entities_grow(cross: Path, tmp_path: Path) -> None:
    bomb = '<!DOCTYPE net [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    net = tmp_path / "bomb.net.xml"
    net.write_text(cross.read_text().replace("<net ", bomb + "<net ", 1))
    assert _codes(_refused(net)) == ["import.doctype"]


def test_letters_without_links_are_named(cross: Path, tmp_path: Path) -> None:
    more = make_programs(tmp_path, program(f"30 {NORTH_SOUTH}GG", f"30 {EAST_WEST}rr"))
    assert _refused(cross, additional=[more]) == [("programs.add.xml", 2, "import.links")]


def test_links_without_letters_are_named(cross: Path, tmp_path: Path) -> None:
    more = make_programs(tmp_path, program(f"30 {NORTH_SOUTH[:-1]}", f"30 {EAST_WEST[:-1]}"))
    assert _refused(cross, additional=[more]) == [("programs.add.xml", 2, "import.links")]


def test_a_deleted_connection_is_noticed_before_foes_are_mistaken(cross: Path, tmp_path: Path) -> None:
    net = _changed(cross, tmp_path, r'<connection from="nc"[^>]*linkIndex="1"[^>]*/>', "")
    assert _codes(_refused(net)) == ["import.missing_links"]


def test_all_faults_of_all_files_are_listed_at_once(cross: Path, tmp_path: Path) -> None:
    net = _changed(cross, tmp_path, r'<phase duration="\d+"', '<phase duration="-3"')
    more = make_programs(
        tmp_path,
        program("0 GGgrrrGGgrrZ", f"x {EAST_WEST}r", f"5 {EAST_WEST}"),
        program(f"30 {NORTH_SOUTH}", light="nowhere"),
        program(f"30 {NORTH_SOUTH} next='9'", name="other"),
        program(f"30 {NORTH_SOUTH}", name="other"),
    )
    found = _refused(net, additional=[more], routes=[tmp_path / "gone.rou.xml", tmp_path / "lost.rou.xml"])
    assert _codes(found) == [
        "import.duration",
        "import.duration",
        "import.duration",
        "import.letters",
        "import.next",
        "import.number",
        "import.twice",
        "import.unknown_tls",
        "import.unreadable",
        "import.unreadable",
        "import.widths",
    ]
    assert {file for file, _, _ in found} == {"broken.net.xml", "programs.add.xml", "gone.rou.xml", "lost.rou.xml"}


@pytest.mark.parametrize("seconds", ["nan", "inf", "-inf", "1e999", "soon"])
def test_a_duration_that_is_no_number_is_a_fault(cross: Path, tmp_path: Path, seconds: str) -> None:
    more = make_programs(tmp_path, program(f"{seconds} {NORTH_SOUTH}", f"30 {EAST_WEST}"))
    assert "import.number" in _codes(_refused(cross, additional=[more]))


def test_a_light_without_a_program_is_a_fault(cross: Path, tmp_path: Path) -> None:
    net = _changed(cross, tmp_path, r"(?s)<tlLogic.*</tlLogic>", "")
    assert _codes(_refused(net)) == ["import.no_program"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('from="nc" to="cw"', 'from="nc" to="nowhere"'),
        (" incLanes=", " lanes="),
        (r' length="', ' long="'),
        (r'shape="', 'shape="a,b '),
    ],
)
def test_a_net_that_sumo_would_not_read_is_a_fault(cross: Path, tmp_path: Path, old: str, new: str) -> None:
    assert _codes(_refused(_changed(cross, tmp_path, old, new))) == ["import.odd_net"]


def test_a_net_without_right_of_way_is_refused(cross: Path, tmp_path: Path) -> None:
    net = _changed(cross, tmp_path, r"<request[^>]*/>", "", count=0)
    assert _codes(_refused(net)) == ["import.missing_links"]


def test_an_unknown_projection_is_a_fault(cross: Path, tmp_path: Path) -> None:
    net = _changed(cross, tmp_path, 'projParameter="[^"]*"', 'projParameter="+proj=nonsense"')
    assert _codes(_refused(net)) == ["import.projection"]


def test_greens_that_cross_with_nobody_yielding_are_a_fault(cross: Path, tmp_path: Path) -> None:
    net = _changed(cross, tmp_path, r'response="[01]+"', 'response="000000000000"', count=0)
    more = make_programs(tmp_path, program("30 GGGGGGGGGGGG", "30 rrrrrrrrrrrr"))
    assert _codes(_refused(net, additional=[more])) == ["import.shipped_conflict"]


def test_a_net_without_signals_is_told_apart_from_a_broken_one(cross: Path, tmp_path: Path) -> None:
    net = _changed(cross, tmp_path, r"(?s)<tlLogic.*</tlLogic>", "")
    net.write_text(re.sub(r' tl="[^"]*" linkIndex="\d+"', "", net.read_text()))
    with pytest.raises(FeedError) as caught:
        read_sumo(net)
    assert (caught.value.code, list(caught.value.faults)) == ("import.no_signals", [])


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        (b"net = 3\nfoo = 1\nbegin_s = nan\n", ["city.bad_value", "city.bad_value", "city.missing_key"]),
        (b"[[[", ["city.not_toml"]),
        (b"\xff\xfe", ["city.not_toml"]),
    ],
)
def test_every_fault_of_a_scenario_is_listed(tmp_path: Path, text: bytes, codes: list[str]) -> None:
    (tmp_path / "scenario.toml").write_bytes(text)
    with pytest.raises(FeedError) as caught:
        read_scenario(tmp_path)
    assert set(codes) <= {fault.what.code for fault in caught.value.faults}


def test_a_folder_without_a_scenario_says_so(tmp_path: Path) -> None:
    with pytest.raises(FeedError) as caught:
        read_scenario(tmp_path)
    assert [fault.what.code for fault in caught.value.faults] == ["import.no_scenario"]


def test_signals_of_a_railway_are_left_alone(tmp_path: Path) -> None:
    nodes = '<node id="a" x="0" y="0"/><node id="r" x="200" y="0" type="rail_signal"/><node id="b" x="400" y="0"/>'
    rails = [f'<edge id="{x}{y}" from="{x}" to="{y}" numLanes="1" speed="20" allow="rail"/>' for x, y in ("ar", "rb")]
    net = make_net(tmp_path, nodes, "".join(rails))
    assert 'type="rail_signal"' in net.read_text()
    assert ' tl="r"' in net.read_text()
    with pytest.raises(FeedError) as caught:
        read_sumo(net)
    assert caught.value.code == "import.no_signals"
