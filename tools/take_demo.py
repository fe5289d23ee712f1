"""Take one map out of the wheel that carries it, with its attribution beside it; the rest stays in the wheel."""

import sys
import zipfile
from pathlib import Path

FOLDER = "sumo_rl/nets/RESCO/ingolstadt21/"
FILES = ("ingolstadt21.net.xml", "ingolstadt21.rou.xml", "ingolstadt21.sumocfg")

ATTRIBUTION = """\
SPDX-License-Identifier: GPL-3.0-only

Map and demand of Ingolstadt, Germany (21 signalised junctions, 16:00 to 17:00): project InTAS, the Ingolstadt
Traffic Scenario for SUMO, by Silas C. Lobo and others; cut and prepared by the RESCO benchmark
(Ault and Sharon, 2021); streets from OpenStreetMap, (c) OpenStreetMap contributors, ODbL.
Licence: GNU General Public License, version 3.

Taken unchanged from the PyPI package sumo-rl 1.4.5, folder sumo_rl/nets/RESCO/ingolstadt21. That package is
MIT-licensed code and holds no text of the map's licence; the text is at https://www.gnu.org/licenses/gpl-3.0.txt

This is data beside Meydan, not a part of it.
"""


def take_demo(wheel: Path, into: Path) -> None:
    """Write the map's files and its attribution to `into`; the attribution comes last, as the sign of completeness."""
    into.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(wheel) as archive:
        for name in FILES:
            (into / name).write_bytes(archive.read(FOLDER + name))
    (into / "ATTRIBUTION.txt").write_text(ATTRIBUTION, encoding="utf-8")


if __name__ == "__main__":
    take_demo(Path(sys.argv[1]), Path(sys.argv[2]))
