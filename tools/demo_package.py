"""The package that the first city of the demo makes: parameters, cards, a manifest, its evidence and its scenario."""

import json
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from meydan.store.tree_digest import digest_of_tree
from tools.demo_city import DemoCity, keep_scenario
from tools.demo_terminal import Terminal

NAME, VERSION = "adaptive-greens", "1.0.0"
EVIDENCE = "evidence/twin.dsse.json"


@dataclass(frozen=True, slots=True)
class InBoth:
    """A text in both languages."""

    en: str
    tr: str


@dataclass(frozen=True, slots=True)
class Offer:
    """What the first city gives away: a strategy with one number to bind, what its card says, and where it failed."""

    strategy: str
    number: str
    value: float
    least: float
    most: float
    what: InBoth
    card: InBoth
    failed: InBoth

    @property
    def parameters(self) -> str:
        """The file of parameters."""
        return f'strategy = "{self.strategy}"\n\n[parameters]\n{self.number} = {self.value}\n'


OFFERS = {
    "actuated": Offer(
        *("actuated", "seldom_s", 45.0, 30.0, 120.0),
        what=InBoth("Red after which a silent lane asks", "Susan şeridin yeşil isteyeceği kırmızı süresi"),
        card=InBoth(
            "Greens last as long as vehicles come; after `seldom_s` of red a lane asks whose detector died.",
            "Yeşiller araç geldikçe sürer; dedektörü ölmüş şerit `seldom_s` kırmızıdan sonra ister.",
        ),
        failed=InBoth(
            "A made-up city of four junctions, 300 trips an hour for each: more vehicles were kept out",
            "Uydurma bir şehir, dört kavşak, kavşak başına saatte 300 yolculuk: daha çok araç dışarıda kaldı",
        ),
    ),
    "predictive": Offer(
        *("predictive", "horizon_s", 50, 30, 80),
        what=InBoth("How far ahead greens are searched", "Yeşillerin ne kadar ilerisi için arandığı"),
        card=InBoth(
            "Each second the greens with the least waiting ahead are searched; `horizon_s` says how far ahead.",
            "Her saniye, beklemesi en az olacak yeşiller aranır; `horizon_s` ne kadar ileriye bakıldığını söyler.",
        ),
        failed=InBoth(
            "21 junctions of Ingolstadt, some 12 m apart: locked up on one of five demand days",
            "Ingolstadt'ın aralarında 12 m bile olan 21 kavşağı: beş talep gününün birinde kilitlendi",
        ),
    ),
}

CARD_EN = """\
# Greens that follow the traffic

{card}
It was proved on the twin of {city} against its fixed plans.
Nobody walks on that twin and no street was counted, so it says nothing about either.
Where the gate failed it: {failed}.
Contact: office@{short}.example
"""
CARD_TR = """\
# Trafiğe uyan yeşiller

{card}
{city} şehrinin ikizinde, sabit planlarına karşı kanıtlandı.
O ikizde yürüyen yok ve sahada sayım yapılmadı; ikisi hakkında da bir şey söylemez.
Kapıdan kaldığı yer: {failed}.
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

[inputs.{offer.number}]
kind = "number"
what = {{ tr = "{offer.what.tr}", en = "{offer.what.en}" }}
least = {offer.least}
most = {offer.most}
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
tr = "{offer.failed.tr}"
en = "{offer.failed.en}"
"""


def make_package(terminal: Terminal, city: DemoCity, offer: Offer, proof: Path, licence: Path) -> tuple[Path, str]:
    """Build the package from a proof; return its file and the digest of its content."""
    folder = city.root / "package"
    for part in ("strategy", "evidence", "LICENSES"):
        (folder / part).mkdir(parents=True)
    (folder / "strategy" / f"{NAME}.toml").write_text(offer.parameters, encoding="utf-8")
    shutil.copyfile(licence, folder / "LICENSES" / "Apache-2.0.txt")
    for language, frame in (("en", CARD_EN), ("tr", CARD_TR)):
        card, failed = getattr(offer.card, language), getattr(offer.failed, language)
        text = frame.format(city=city.name, short=city.short, card=card, failed=failed)
        (folder / f"CARD.{language}.md").write_text(text, encoding="utf-8")
    scenario = folder / "scenarios" / city.short
    keep_scenario(city, scenario)
    told = read_proof(proof)["delay"]
    manifest = MANIFEST.format(
        offer=offer,
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
