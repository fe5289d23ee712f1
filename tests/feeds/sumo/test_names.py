"""Names of a net become names of files: safe on any disk, each for one thing only."""

from itertools import pairwise

import pytest

from meydan.feeds.sumo import Imported, read_sumo
from meydan.store.city_text import file_key
from tests.feeds.sumo.nets import make_net


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Imported:
    """Return a row of four lights with odd names."""
    lights = ["aB", "Ab", "x/ü", "x_ü"]
    row = ["w", *lights, "e"]
    nodes = [f'<node id="{n}" x="{300 * i}" y="0" {_kind(n, lights)}/>' for i, n in enumerate(row)]
    nodes += [f'<node id="side{i}" x="{300 * i + 300}" y="300"/>' for i in range(len(lights))]
    pairs = [*pairwise(row), *((f"side{i}", n) for i, n in enumerate(lights))]
    edges = [f'<edge id="{i}{way}" from="{a}" to="{b}"/>' for i, p in enumerate(pairs) for way, a, b in _both(*p)]
    net = make_net(tmp_path_factory.mktemp("row"), "".join(nodes), "".join(edges))
    odd = net.with_name("a,b.net.xml")
    odd.write_bytes(net.read_bytes())
    routes = odd.with_name("A,B.NET.xml")
    routes.write_text("<routes/>")
    return read_sumo(odd, routes=[routes])


def _kind(node: str, lights: list[str]) -> str:
    return 'type="traffic_light"' if node in lights else ""


def _both(a: str, b: str) -> list[tuple[str, str, str]]:
    return [("there", a, b), ("back", b, a)]


def test_no_two_junctions_share_a_file_on_any_disk(imported: Imported) -> None:
    names = list(imported.city.junctions)
    assert len(names) == 4
    assert len({file_key(name) for name in names}) == 4
    assert all(name.isascii() and "/" not in name for name in names)


def test_the_light_keeps_its_own_name_on_the_twin(imported: Imported) -> None:
    assert {j.twin.tls for j in imported.city.junctions.values() if j.twin} == {"aB", "Ab", "x/ü", "x_ü"}


def test_no_two_files_of_the_twin_share_a_name_and_none_holds_a_comma(imported: Imported) -> None:
    twin = imported.city.twin
    assert twin is not None
    assert (twin.net, twin.routes) == ("twin/a_b.net.xml", ("twin/2-A_B.NET.xml",))
