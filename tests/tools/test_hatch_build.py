import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tools import hatch_build
from tools.hatch_build import FILES, NPM_FILES, STAMP, TEST_FILES, TEST_VENDOR, VENDOR, fill_vendor

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a checkout whose npm is a small one of ours: it makes every file of the table."""
    for name in NPM_FILES:
        shutil.copyfile(ROOT / name, tmp_path / name)

    def install(folder: Path) -> None:
        for package, (_, files) in {**FILES, **TEST_FILES}.items():
            for source in files:
                path = folder / "node_modules" / package / source
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(source, encoding="utf-8")

    monkeypatch.setattr(hatch_build, "_npm_ci", install)
    return tmp_path


def test_every_file_of_the_table_is_copied(checkout: Path) -> None:
    assert fill_vendor(checkout)
    for folder, files in FILES.values():
        for source, name in files.items():
            assert (checkout / VENDOR / folder / name).read_text(encoding="utf-8") == source


def test_what_tests_alone_use_lies_beside_them_and_only_there(checkout: Path) -> None:
    fill_vendor(checkout)
    assert not (checkout / TEST_VENDOR).exists()  # this package came without its tests
    (checkout / "tests").mkdir()
    assert fill_vendor(checkout)
    assert (checkout / TEST_VENDOR / "axe-core" / "axe.min.js").is_file()
    assert not (checkout / VENDOR / "axe-core").exists()


def test_a_second_build_fetches_nothing(checkout: Path) -> None:
    fill_vendor(checkout)
    assert not fill_vendor(checkout)


def test_a_changed_lock_fetches_again_and_drops_what_lay_there(checkout: Path) -> None:
    fill_vendor(checkout)
    (checkout / VENDOR / "left-over.mjs").touch()
    (checkout / "package-lock.json").write_text("{}", encoding="utf-8")
    assert fill_vendor(checkout)
    assert not (checkout / VENDOR / "left-over.mjs").exists()


def test_a_missing_file_fetches_again(checkout: Path) -> None:
    fill_vendor(checkout)
    (checkout / VENDOR / "htm" / "htm.mjs").unlink()
    assert fill_vendor(checkout)


def test_an_interrupted_copy_is_not_taken_for_finished(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hatch_build, "_npm_ci", lambda folder: (folder / "node_modules").mkdir())
    with pytest.raises(FileNotFoundError):
        fill_vendor(checkout)
    assert not (checkout / VENDOR / STAMP).exists()


def test_every_library_brings_its_licence() -> None:
    without = [p for p, (_, files) in FILES.items() if not any(source.startswith("LICENSE") for source in files)]
    assert without == []


def test_the_built_wheel_carries_browser_files_and_licence(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    with zipfile.ZipFile(next(tmp_path.glob("*.whl"))) as wheel:
        names = set(wheel.namelist())
    vendor = VENDOR.relative_to("src").as_posix()
    assert {f"{vendor}/{folder}/{name}" for folder, files in FILES.values() for name in files.values()} <= names
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert any(name.endswith("licenses/NOTICE") for name in names)
