"""What is committed names no place that exists for one of us only, and locks what it uses."""

import json
import re
import subprocess
import tomllib
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
# Put together here, so that this file does not name them either.
INDEX_HOSTS = ["pypi" + ".org", "pythonhosted" + ".org", "npmjs" + ".org", "npmjs" + ".com", "jsdelivr" + ".net"]
ABSOLUTE = re.compile(r"(?<![\w./~-])/(?:home|root|Users|work|opt|mnt)/\w")
LOCKS = sorted(ROOT.glob("locks/*.lock.txt"))


@cache
def _tracked_texts() -> dict[str, str]:
    if not (ROOT / ".git").exists():
        pytest.skip("needs a git checkout")
    names = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    texts = {}
    for name in filter(None, names.split("\0")):
        if (ROOT / name).is_file():
            content = (ROOT / name).read_bytes()
            if b"\0" not in content:
                texts[name] = content.decode("utf-8")
    return texts


def _requirement_names(lines: list[str]) -> set[str]:
    return {re.split(r"[<>=!~\[; ]", line, maxsplit=1)[0].lower().replace("_", "-") for line in lines}


def _locked(lock: Path) -> dict[str, str]:
    return dict(re.findall(r"^([A-Za-z0-9._-]+)==(\S+)", lock.read_text(encoding="utf-8"), re.MULTILINE))


def test_no_file_names_a_package_index() -> None:
    assert [(n, host) for n, text in _tracked_texts().items() for host in INDEX_HOSTS if host in text] == []


def test_no_file_names_a_path_of_one_machine() -> None:
    assert [(n, m.group()) for n, text in _tracked_texts().items() if (m := ABSOLUTE.search(text))] == []


def test_nothing_fetched_is_tracked() -> None:
    fetched = ("node_modules/", "var/", "src/meydan/web/static/vendor/", ".venv/")
    assert [name for name in _tracked_texts() if name.startswith(fetched)] == []


def test_the_browser_lock_has_hashes_and_no_addresses() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    assert [name for name, said in packages.items() if "resolved" in said] == []
    assert [name for name, said in packages.items() if name and "integrity" not in said] == []


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_a_lock_has_a_hash_for_every_package_and_no_address(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    entries = re.split(r"^(?=[A-Za-z0-9])", text, flags=re.MULTILINE)[1:]
    assert entries
    assert [entry.split()[0] for entry in entries if "--hash=sha256:" not in entry] == []
    assert "://" not in text


def test_the_locks_hold_what_the_package_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert _requirement_names(project["project"]["dependencies"]) <= _locked(ROOT / "locks/runtime.lock.txt").keys()
    build = {f"{name}=={version}" for name, version in _locked(ROOT / "locks/build.lock.txt").items()}
    assert set(project["build-system"]["requires"]) <= build


def test_packages_in_two_locks_have_one_version() -> None:
    found: dict[str, set[str]] = {}
    for lock in LOCKS:
        for name, version in _locked(lock).items():
            found.setdefault(name, set()).add(version)
    assert {name: versions for name, versions in found.items() if len(versions) > 1} == {}


def test_the_licence_is_the_whole_text() -> None:
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert text.lstrip().startswith("Apache License")
    assert "9. Accepting Warranty or Additional Liability." in text
    assert "APPENDIX: How to apply the Apache License to your work." in text
