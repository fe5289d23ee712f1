"""Two cities at the terminal: one signs and publishes, the other trusts, fetches, verifies, hears of a withdrawal."""

import getpass
import json
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from argon2 import PasswordHasher

from meydan.cli.main import main
from meydan.store.office.audit import Search, search
from meydan.store.office.database import Database
from meydan.store.package_zip import pack, write_tree
from tests.exchange.makings import City, envelope, files_of, office_of, package_of, proof, whole_proof

QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
PLACE = "izmir/adaptive-corridor-1.2.0.meydan"
Typing = Callable[..., tuple[int, str]]


@pytest.fixture(params=["en", "tr"])
def language(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("MEYDAN_LANGUAGE", request.param)
    return str(request.param)


@pytest.fixture
def typing(capsys: pytest.CaptureFixture[str]) -> Typing:
    """Return what types a command and returns its exit code and all that was told."""

    def typed(*parts: str | Path) -> tuple[int, str]:
        code = main([str(part) for part in parts])
        told = capsys.readouterr()
        return code, told.out + told.err

    return typed


@pytest.mark.parametrize("claims", [True, False])
def test_running_a_package_again_whose_proof_failed_says_that_nothing_runs(
    tmp_path: Path, typing: Typing, language: str, claims: bool
) -> None:
    izmir = City("izmir", tmp_path)
    files = files_of(izmir)
    if not claims:  # then its proof is no reason to refuse it, and something else is
        files["meydan.toml"] = files["meydan.toml"].partition(b"[[claims]]")[0].replace(b">=0.1", b">=7")
    says = msgspec.to_builtins(whole_proof(["base"] * 5, gains=[-0.3, -0.31]))
    files["evidence/twin.dsse.json"] = envelope(izmir, package_of(files), says)
    (tmp_path / "p.meydan").write_bytes(pack(files))
    code, told = typing("verify", tmp_path / "p.meydan", "--rerun", tmp_path / "again")
    assert code == 1
    assert ("HİÇBİR ŞEY YENİDEN ÇALIŞTIRILMADI" if language == "tr" else "NOTHING WAS RUN AGAIN") in told
    assert ("evidence/twin.dsse.json: kanıtı KALDI" if language == "tr" else "its proof ended with FAILED") in told
    assert not (tmp_path / "again").exists()
    assert "AGAIN" not in typing("verify", tmp_path / "p.meydan")[1]


def test_running_what_is_no_package_again_says_that_nothing_runs(tmp_path: Path, typing: Typing, language: str) -> None:
    (tmp_path / "p.meydan").write_bytes(b"no zip")
    code, told = typing("verify", tmp_path / "p.meydan", "--rerun", tmp_path / "again")
    assert code == 1
    assert ("ÇALIŞTIRILMADI" if language == "tr" else "NOTHING WAS RUN AGAIN") in told


def _keys(folder: Path, typing: Typing) -> dict[str, Path]:
    names = ("root-1", "root-2", "root-3", "targets", "online")
    for name in names:
        assert typing("keys", "make", name, "--into", folder)[0] == 0
    return {name: folder / f"{name}.key" for name in names}


def _source(folder: Path) -> Path:
    """Return the folder of a package without its evidence."""
    files = files_of(City("izmir", folder))
    del files["evidence/twin.dsse.json"]
    write_tree(folder / "source", files)
    (folder / "source" / "evidence").mkdir()
    (folder / "proof.json").write_text(json.dumps(proof()))
    return folder / "source"


def _home(folder: Path) -> Path:
    """Return the folder of a city whose office knows both coordinators' passwords."""
    office = office_of(folder)
    with office.write() as connection:
        for name in ("ayse", "mehmet", "can"):
            row = (QUICK.hash(f"password of {name}"), name)
            connection.execute("UPDATE people SET password = ? WHERE name = ?", row)
    office.close()
    return folder


@pytest.fixture
def passwords(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let everybody type their own password."""

    def typed(prompt: str) -> str:
        return next(f"password of {name}" for name in ("ayse", "mehmet", "can") if name in prompt)

    monkeypatch.setattr(getpass, "getpass", typed)


@pytest.fixture
def published(tmp_path: Path, typing: Typing) -> tuple[Path, dict[str, Path], str]:
    """Return İzmir's registry with one package, its keys, and the fingerprint of its root."""
    keys, source = _keys(tmp_path / "keys", typing), _source(tmp_path)
    evidence, file, registry = source / "evidence" / "twin.dsse.json", tmp_path / "p.meydan", tmp_path / "registry"
    assert typing("package", "build", source, "--into", file)[0] == 2  # the evidence that is claimed is not there
    sign = ("package", "sign", source, "--says", tmp_path / "proof.json", "--key", keys["targets"])
    assert typing(*sign, "--into", evidence)[0] == 0
    assert typing("package", "build", source, "--into", file)[0] == 0
    roots = ("--root", keys["root-1"], keys["root-2"], tmp_path / "keys" / "root-3.pub")
    offices = ("--targets", keys["targets"], "--online", keys["online"])
    code, told = typing("registry", "make", registry, "--city", "izmir", *roots, *offices)
    assert code == 0
    fingerprint = next(word for word in told.split() if word.startswith("sha256:"))
    code, told = typing("registry", "publish", registry, file, "--keys", keys["targets"], keys["online"])
    assert (code, told.split()[-1]) == (0, PLACE)
    return registry, keys, fingerprint


def _trust(home: Path, registry: Path, fingerprint: str, *persons: str) -> tuple[str | Path, ...]:
    root = ("--root", registry / "metadata" / "1.root.json", "--fingerprint", fingerprint)
    where = ("--prefix", "izmir/", "--mirror", registry, "--home", home)
    return ("registry", "trust", "izmir", *root, *where, "--persons", *persons)


@pytest.mark.usefixtures("passwords")
def test_a_package_goes_from_one_city_to_another(
    published: tuple[Path, dict[str, Path], str], tmp_path: Path, typing: Typing, language: str
) -> None:
    registry, keys, fingerprint = published
    home, file = _home(tmp_path / "home"), tmp_path / "p.meydan"
    code, told = typing("verify", file, "--home", home)
    assert (code, ("NOT VERIFIED" if language == "en" else "DOĞRULANMADI") in told) == (1, True)
    spaced = " ".join(fingerprint.removeprefix("sha256:").upper()[i : i + 8] for i in range(0, 64, 8))
    assert typing(*_trust(home, registry, spaced, "ayse", "mehmet"))[0] == 0
    code, told = typing("registry", "update", "izmir", "--home", home)
    assert (code, PLACE in told) == (0, True)
    assert ("Adaptive corridor" if language == "en" else "Uyarlamalı koridor") in told
    code, told = typing("registry", "get", "izmir/adaptive-corridor", "--home", home)
    got = Path(told.split()[-1])
    assert (code, got.read_bytes()) == (0, file.read_bytes())
    code, told = typing("verify", got, "--home", home)
    assert (code, told.splitlines()[-1].split()[0]) == (0, "VERIFIED:" if language == "en" else "DOĞRULANDI:")
    assert "badge.standing" not in told

    reason = ("--reason-tr", "Yaya fazı eksik", "--reason-en", "A pedestrian phase is missing")
    signing = ("--keys", keys["targets"], keys["online"])
    assert typing("registry", "withdraw", registry, PLACE, *reason, *signing)[0] == 0
    assert typing("verify", got, "--home", home)[0] == 0  # the copy that is kept has not heard of it
    assert typing("verify", got, "--home", home, "--registry", registry)[0] == 1
    code, told = typing("registry", "update", "izmir", "--home", home)
    assert (code, "ALARM" in told) == (1, True)
    code, told = typing("verify", got, "--home", home)
    assert (code, ("A pedestrian phase" if language == "en" else "Yaya fazı") in told) == (1, True)
    assert typing("registry", "get", PLACE, "--home", home)[0] == 2


@pytest.mark.usefixtures("passwords")
def test_one_person_cannot_enter_a_partner(
    published: tuple[Path, dict[str, Path], str], tmp_path: Path, typing: Typing, monkeypatch: pytest.MonkeyPatch
) -> None:
    registry, _, fingerprint = published
    home = _home(tmp_path / "home")
    for persons in (("ayse", "ayse"), ("ayse", "can")):
        assert typing(*_trust(home, registry, fingerprint, *persons))[0] == 2
    assert typing(*_trust(home, registry, "0" * 64, "ayse", "mehmet"))[0] == 2
    monkeypatch.setattr(getpass, "getpass", lambda _: "password of ayse")  # she types for both
    assert typing(*_trust(home, registry, fingerprint, "ayse", "mehmet"))[0] == 2
    office = Database.open(home / "office")
    assert search(office, Search(act="registry_trusted")) == []
    office.close()


def test_all_faults_of_a_package_are_told_at_once(tmp_path: Path, typing: Typing, language: str) -> None:
    source = _source(tmp_path)
    (source / "CARD.tr.md").write_text("")
    (source / "strategy" / "run.py").write_text("print()")
    code, told = typing("package", "build", source, "--into", tmp_path / "p.meydan")
    assert (code, len(told.splitlines()), (tmp_path / "p.meydan").exists()) == (2, 5, False)
    assert told.startswith("The package" if language == "en" else "Paket")


def test_a_package_is_shown_in_the_language_of_the_terminal(
    published: tuple[Path, dict[str, Path], str], tmp_path: Path, typing: Typing, language: str
) -> None:
    file = tmp_path / "p.meydan"
    code, told = typing("package", "show", file)
    ours, theirs = ("morning peak", "sabah zirvesi") if language == "en" else ("sabah zirvesi", "morning peak")
    assert (code, ours in told, theirs in told) == (0, True, False)
    assert typing("package", "check", file)[0] == 0
    assert typing("package", "unpack", file, "--into", tmp_path / "out")[0] == 0
    assert (tmp_path / "out" / "meydan.toml").is_file()
    assert typing("package", "unpack", file, "--into", tmp_path / "out")[0] == 2
    file.write_bytes(file.read_bytes() + b"more")
    assert typing("package", "check", file)[0] == 2
    assert typing("verify", file)[0] == 1


def test_keys_are_replaced_and_signatures_renewed(
    published: tuple[Path, dict[str, Path], str], tmp_path: Path, typing: Typing
) -> None:
    registry, keys, _ = published
    typing("keys", "make", "online-2", "--into", tmp_path / "keys")
    new = tmp_path / "keys" / "online-2.key"
    out = typing("keys", "show", tmp_path / "keys" / "online.pub")[1].strip()
    roots = (keys["root-1"], keys["root-2"])
    rotating = ("registry", "rotate", registry, "--role", "online", "--out", out, "--new", new)
    assert typing(*rotating, "--keys", keys["root-1"])[0] == 2
    assert typing(*rotating, "--keys", *roots)[0] == 0
    assert typing("registry", "refresh-timestamp", registry, "--keys", keys["online"])[0] == 2
    assert typing("registry", "refresh-timestamp", registry, "--keys", new)[0] == 0
    assert typing("registry", "renew-root", registry, "--keys", *roots)[0] == 0
    code, told = typing("registry", "show", registry)
    assert (code, "3.root.json" in told, PLACE in told) == (0, True, True)


def test_a_key_with_a_passphrase_asks_for_it(tmp_path: Path, typing: Typing, monkeypatch: pytest.MonkeyPatch) -> None:
    typed = iter(["one", "another", "olive tree", "olive tree", "olive tree", "wrong"])
    monkeypatch.setattr(getpass, "getpass", lambda _: next(typed))
    assert typing("keys", "make", "a", "--into", tmp_path, "--passphrase")[0] == 2
    assert typing("keys", "make", "a", "--into", tmp_path, "--passphrase")[0] == 0
    assert typing("keys", "show", tmp_path / "a.key")[1] == typing("keys", "show", tmp_path / "a.pub")[1]
    assert typing("keys", "show", tmp_path / "a.key")[0] == 2


def test_a_partner_or_a_registry_that_is_not_there_is_told(tmp_path: Path, typing: Typing, language: str) -> None:
    home = tmp_path / "home"
    for typed in (
        ("registry", "update", "izmir", "--home", home),
        ("registry", "get", "izmir/x", "--home", home),
        ("registry", "show", tmp_path / "nothing"),
        ("package", "show", tmp_path / "nothing.meydan"),
        ("keys", "show", tmp_path / "nothing.pub"),
    ):
        code, told = typing(*typed)
        assert (code, "registry." in told or "trust." in told or "keys." in told) == (2, False)
