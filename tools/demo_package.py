"""The package that the first city of the demo makes: parameters, cards, a manifest, its evidence and its scenario."""

import json
import shutil
from pathlib import Path
from typing import Any

from meydan.store.tree_digest import digest_of_tree
from tools.demo_city import DemoCity, keep_scenario
from tools.demo_terminal import Terminal

NAME, VERSION = "actuated-greens", "1.0.0"
PARAMETERS = 'strategy = "actuated"\n\n[parameters]\nadvance_gap_s = 2.5\n'
EVIDENCE = "evidence/twin.dsse.json"

CARD_EN = """\
# Greens that follow the traffic

Greens last as long as vehicles come, by detectors; `advance_gap_s` says how long a gap may be.
It was proved on the twin of {city} against its fixed plans.
Nobody walks on that twin and no street was counted, so it says nothing about either.
On a made-up city (four junctions, 300 trips an hour for each) the gate failed it: more vehicles were kept out.
Contact: office@{short}.example
"""
CARD_TR = """\
# Trafiğe uyan yeşiller

Yeşiller dedektörlere göre, araç geldikçe sürer; `advance_gap_s` boşluğun ne kadar olabileceğini söyler.
{city} şehrinin ikizinde, sabit planlarına karşı kanıtlandı.
O ikizde yürüyen yok ve sahada sayım yapılmadı; ikisi hakkında da bir şey söylemez.
Uydurma bir şehirde (dört kavşak, her biri için saatte 300 yolculuk) kapıdan kaldı: daha çok araç dışarıda kaldı.
İletişim: office@{short}.example
"""
MANIFEST = """\
format = "meydan-package/1"
id = "{short}/{name}"
version = "{version}"
kind = "strategy-params"
api = ">=0.1,<1"
licence = "Apache-2.0"
origin = "{short}"
title = {{ tr = "Trafiğe uyan yeşiller", en = "Greens that follow the traffic" }}

[withdraw]
contact = "office@{short}.example"

[register]
protocol = "cooperation"
topic = "adaptive"
project = "greens"

[requires]
least_groups = 2

[inputs.junctions]
kind = "junction"
what = {{ tr = "Denenecek kavşaklar", en = "Junctions to try it at" }}

[inputs.advance_gap_s]
kind = "number"
what = {{ tr = "Bundan uzun boşlukta yeşil biter", en = "Green ends with a gap longer than this" }}
least = 1.5
most = 5.0
unit = "s"

[[scenario]]
name = "{short}"
digest = "{scenario}"

[[claims]]
measure = "delay"
low = {low}
high = {high}
conditions = {{ tr = "{city} ikizi", en = "the twin of {city}" }}
evidence = "{evidence}"

[[failed]]
[failed.where]
tr = "Uydurma bir şehir, dört kavşak, kavşak başına saatte 300 yolculuk"
en = "A made-up city of four junctions, 300 trips an hour for each"
"""


def make_package(terminal: Terminal, city: DemoCity, proof: Path, licence: Path) -> tuple[Path, str]:
    """Build the package from a proof; return its file and the digest of its content."""
    folder = city.root / "package"
    for part in ("strategy", "evidence", "LICENSES"):
        (folder / part).mkdir(parents=True)
    (folder / "strategy" / f"{NAME}.toml").write_text(PARAMETERS, encoding="utf-8")
    shutil.copyfile(licence, folder / "LICENSES" / "Apache-2.0.txt")
    for name, card in (("CARD.en.md", CARD_EN), ("CARD.tr.md", CARD_TR)):
        (folder / name).write_text(card.format(city=city.name, short=city.short), encoding="utf-8")
    scenario = folder / "scenarios" / city.short
    keep_scenario(city, scenario)
    told = read_proof(proof)["delay"]
    manifest = MANIFEST.format(
        short=city.short,
        city=city.name,
        name=NAME,
        version=VERSION,
        scenario=digest_of_tree(scenario),
        low=told["low"],
        high=told["high"],
        evidence=EVIDENCE,
    )
    (folder / "meydan.toml").write_text(manifest, encoding="utf-8")
    key = city.signing[0]
    terminal.meydan("package", "sign", folder, "--says", proof, "--key", key, "--into", folder / EVIDENCE)
    file = city.root / f"{NAME}-{VERSION}.meydan"
    terminal.meydan("package", "build", folder, "--into", file)
    terminal.meydan("registry", "publish", city.registry, file, "--keys", *city.signing)
    return file, digest_of_tree_of(folder / "strategy")


def digest_of_tree_of(strategy: Path) -> str:
    """Return the digest of the content: the files of `strategy/`, with that folder in their names."""
    from meydan.store.tree_digest import digest_of_file, digest_of_files

    return digest_of_files({f"strategy/{file.name}": digest_of_file(file) for file in strategy.iterdir()})


def read_proof(file: Path) -> dict[str, Any]:
    """Return what a proof says."""
    found: dict[str, Any] = json.loads(file.read_bytes())
    return found
