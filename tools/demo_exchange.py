"""Two cities on one machine: one proves and publishes a solution, the other adopts it step by step and reports back.

Days are twin days, one run of the scenario's window each, and every record says so. One script plays all persons; each
step is a command that anybody can type, and all that commands said lies in `logs/`.
"""

import argparse
import re
import shutil
import sys
import time
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec

from meydan.city.because import because
from meydan.city.instant import Instant
from meydan.city.words import say
from meydan.store.city_folder import read_city
from meydan.store.tree_digest import digest_of_file
from tools.demo_city import DemoCity, make_people, make_register, make_registry, short_of
from tools.demo_package import EVIDENCE, NAME, OFFERS, VERSION, make_package, read_proof
from tools.demo_terminal import LANGUAGE, Terminal, in_both, tell

ROOT = Path(__file__).resolve().parents[1]
STEPS = 15
MADE = {"birkent": ("Birkent", 3, 300, 2), "ikikent": ("İkikent", 2, 500, 5)}  # junctions, trips an hour each, seed
WINDOW_S = 1800


def main() -> int:
    """Do what was typed; return 0 when both cities have their page."""
    typed = _typed()
    into = typed.into.resolve()
    if into.exists():
        raise SystemExit(in_both(f"{into} is there already.", f"{into} zaten var."))
    (into / "logs").mkdir(parents=True)
    began, terminal = time.monotonic(), Terminal(into / "logs")
    first, second = _cities(typed, into)
    _begin(terminal, typed, first, second)
    _prove_and_publish(terminal, typed, first)
    _take_over(terminal, typed, first, second)
    _try_and_adopt(terminal, typed, second, f"{first.short}/{NAME}")
    _tell_the_public(terminal, first, second)
    minutes = (time.monotonic() - began) / 60
    print(in_both(f"Done in {minutes:.0f} minutes.", f"{minutes:.0f} dakikada bitti."))
    for city in (first, second):
        print(f"  {city.name}: {city.root / 'public' / 'index.html'}")
    return 0


def _typed() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="scripts/demo-exchange", description=__doc__)
    parser.add_argument("--into", type=Path, default=ROOT / "var" / "exchange", metavar="DIR", help="a new folder")
    parser.add_argument(
        "--cities", type=Path, nargs=2, default=None, metavar="CITY_DIR", help="instead of made-up ones"
    )
    parser.add_argument("--strategy", choices=list(OFFERS), default="actuated", help="what the first city gives away")
    parser.add_argument("--shadow-days", type=int, default=7, metavar="N", help="twin days in the shadow")
    parser.add_argument("--trial-days", type=int, default=14, metavar="N", help="twin days of the trial")
    parser.add_argument("--jobs", type=int, default=None, metavar="N", help="runs at the same time")
    return parser.parse_args()


def _cities(typed: argparse.Namespace, into: Path) -> tuple[DemoCity, DemoCity]:
    """Return both cities, called as their folders say, or as the made-up ones."""
    names = [read_city(folder).name for folder in typed.cities] if typed.cities else [made[0] for made in MADE.values()]
    shorts = [short_of(name) for name in names] if typed.cities else list(MADE)
    first, second = (DemoCity(short, name, into / short) for short, name in zip(shorts, names, strict=True))
    return first, second


def _begin(terminal: Terminal, typed: argparse.Namespace, first: DemoCity, second: DemoCity) -> None:
    for place, city in enumerate((first, second)):
        city.root.mkdir()
        if typed.cities:
            shutil.copytree(typed.cities[place], city.home)
        else:
            name, junctions, rate, seed = MADE[city.short]
            made = ["--junctions", junctions, "--rate", rate, "--seed", seed, "--window", WINDOW_S, "--name", name]
            command = [sys.executable, "-m", "tools.make_city", *made, "--into", city.home]
            terminal.run([str(word) for word in command])
        policy = f"[shadow]\ndays = {typed.shadow_days}\n\n[trial]\ndays = {typed.trial_days}\n"
        (city.home / "exchange.toml").write_text(policy, encoding="utf-8")
        make_people(city, Instant(time.time_ns() // 1_000_000))
        make_registry(terminal, city)
    told = [f"{city.name} ({len(read_city(city.home).junctions)})" for city in (first, second)]
    tell(1, STEPS, f"Cities with junctions: {', '.join(told)}", f"Şehirler ve kavşak sayıları: {', '.join(told)}")
    document = first.root.parent / "protocol.txt"
    document.write_text(f"{first.name}, {second.name}\n")
    make_register(terminal, first, second, document)
    make_register(terminal, second, first, document)
    digest = digest_of_file(document)[:19]
    tell(2, STEPS, f"Both entered the protocol ({digest}...)", f"İkisi de protokolü siciline yazdı ({digest}...)")


def _prove_and_publish(terminal: Terminal, typed: argparse.Namespace, city: DemoCity) -> None:
    candidate = city.root / f"{NAME}.toml"
    offer = OFFERS[typed.strategy]
    candidate.write_text(offer.parameters, encoding="utf-8")
    into = city.root / "proof"
    terminal.meydan("prove", city.home, "--candidate", candidate, "--into", into, *_jobs(typed))
    proof = into / "proof.json"
    tell(3, STEPS, f"{city.name} proved on its twin: {_verdict(proof)}", f"{city.name} ikizinde: {_verdict(proof)}")
    file, content = make_package(terminal, city, offer, proof, ROOT / "LICENSE")
    _enter_product(terminal, city, f"{city.short}/{NAME}", content)
    junctions = ", ".join(f'"{name}"' for name in sorted(read_city(city.home).junctions))
    told = [f"product={NAME}", f"city={city.name}", f"party={city.short}", f"junctions=[{junctions}]", "place=twin"]
    told += ["state=proven", f"since={datetime.now(UTC).date().isoformat()}"]
    terminal.meydan("register", "add", city.register, "deployments", f"{city.short}-twin", "--set", *told)
    statement = city.root / "package" / EVIDENCE
    result = ["results", f"{city.short}-twin-delay", "--set", f"deployment={city.short}-twin", "--evidence", statement]
    terminal.meydan("register", "add", city.register, *result)
    tell(4, STEPS, f"{city.name} published {file.name}", f"{city.name} yayımladı: {file.name}")


def _enter_product(terminal: Terminal, city: DemoCity, package: str, content: str) -> None:
    told = ["project=greens", "name.tr=Trafiğe uyan yeşiller", "name.en=Greens that follow the traffic"]
    told += ["about.tr=Dedektörlü yeşillerin parametreleri.", "about.en=Parameters of greens by detectors."]
    told += [f"package={package}", f"version={VERSION}", f"digest={content}", "licence=Apache-2.0"]
    terminal.meydan("register", "add", city.register, "products", NAME, "--set", *told)


def _take_over(terminal: Terminal, typed: argparse.Namespace, first: DemoCity, second: DemoCity) -> None:
    _trust(terminal, second, first)
    package = f"{first.short}/{NAME}"
    terminal.meydan("registry", "update", first.short, "--home", second.home)
    terminal.meydan("registry", "get", package, "--home", second.home)
    file = second.home / "exchange" / "packages" / f"{first.short}-{NAME}-{VERSION}.meydan"
    tell(5, STEPS, f"{second.name} trusts {first.name} (two persons)", f"{second.name}, {first.name} şehrine güveniyor")
    again = second.root / "rerun"
    said = terminal.meydan("verify", file, "--home", second.home, "--rerun", again, *_jobs(typed))
    told = _line(said, r"^(EQUAL|AYNI|WITHIN|TOLERANS)") or said.splitlines()[-2]
    tell(6, STEPS, f"{second.name} ran the evidence again: {told}", f"{second.name} kanıtı yeniden çalıştırdı: {told}")
    says = next(again.glob("*/reproduction.json"))
    statement = second.root / "reproduction.dsse.json"
    key = ["--key", second.signing[0], "--into", statement]
    terminal.meydan("package", "sign", file, "--says", says, "--as", "reproduction", *key)
    terminal.meydan("registry", "publish", second.registry, statement, "--keys", *second.signing)
    _step(terminal, 7, "verify", second, package)
    _enter_product(terminal, second, package, _content(terminal, file))


def _trust(terminal: Terminal, city: DemoCity, partner: DemoCity) -> None:
    root = partner.registry / "metadata" / "1.root.json"
    persons = ["--persons", "koray", "kerem", "--password-files", city.password("koray"), city.password("kerem")]
    where = ["--root", root, "--fingerprint", digest_of_file(root), "--prefix", f"{partner.short}/"]
    where += ["--mirror", partner.registry, "--home", city.home]
    terminal.meydan("registry", "trust", partner.short, *where, *persons)


def _try_and_adopt(terminal: Terminal, typed: argparse.Namespace, city: DemoCity, package: str) -> None:
    binding = city.root / "binding.toml"
    terminal.meydan("exchange", "adapt", city.home, package, "--bind", binding)
    names = sorted(read_city(city.home).junctions)[:2]
    listed = ", ".join(f'"{name}"' for name in names)
    text = binding.read_text(encoding="utf-8").replace("junctions = []", f"junctions = [{listed}]")
    binding.write_text(text, encoding="utf-8")
    _step(terminal, 8, "adapt", city, package, "--bind", binding, *city.by("engin"))
    _step(terminal, 9, "prove", city, package, *city.by("engin"), *_jobs(typed))
    dossier = city.home / "exchange" / "dossiers" / f"{package}-{VERSION}"
    solution, log = next(dossier.glob("adapted/*/*.toml")), city.root / "shadow-log"
    for seed in range(1, typed.shadow_days + 1):
        ran = ["--headless", "--strategy", "fixed_time", "--seed", seed, "--log", log, "--shadow", solution]
        terminal.meydan("run", city.home, *ran)
    both = [*city.by("engin"), *city.with_second("guven")]
    _step(terminal, 10, "shadow", city, package, "--log", log, *both)
    wanted = ["--junctions", ",".join(names), "--days", typed.trial_days]
    _step(terminal, 11, "trial", city, package, *wanted, *both)
    record = city.root / "trial"
    terminal.meydan("trial", city.home, "--trial", dossier / "trial.toml", "--into", record, *_jobs(typed))
    found = msgspec.json.decode((record / "trial.json").read_bytes(), type=dict[str, Any])
    told = f"{len(found['ran'])} {found['days']}, {_change(found['effects']['delay_s'])}"
    turkish = f"{len(found['ran'])} ikiz günü, {_change(found['effects']['delay_s'])}"
    tell(12, STEPS, f"The trial is over: {told}", f"Deneme bitti: {turkish}")
    _step(terminal, 13, "adopt", city, package, "--record", record, "--owner", "engin", *both)
    channels = ["--registry", city.registry, "--keys", *city.signing, "--register", city.register]
    _step(terminal, 14, "report", city, package, *channels, *city.by("koray"))


def _tell_the_public(terminal: Terminal, first: DemoCity, second: DemoCity) -> None:
    """Let the first city hear of what came of its package, and write both pages."""
    _trust(terminal, first, second)
    terminal.meydan("registry", "update", second.short, "--home", first.home)
    dossier = second.home / "exchange" / "dossiers" / first.short / f"{NAME}-{VERSION}"
    entry = next((second.register / "deployments").glob("*.toml"))
    add = ["register", "add", first.register]
    terminal.meydan(*add, "deployments", entry.stem, "--file", entry, "--set", f"party={second.short}")
    result = ["results", f"{entry.stem}-delay", "--set", f"deployment={entry.stem}"]
    terminal.meydan(*add, *result, "--evidence", dossier / "field-result.dsse.json")
    results = 0
    for city in (first, second):
        terminal.meydan("register", "check", city.register)
        results += len(list((city.register / "results").glob("*.toml")))
        terminal.meydan("register", "page", city.register, "--into", city.root / "public")
        terminal.meydan("audit", "verify", city.home / "office")
    tell(15, STEPS, f"Both public pages are written: {results} results", f"İki kamu sayfası yazıldı: {results} sonuç")


def _step(terminal: Terminal, number: int, what: str, city: DemoCity, package: str, *more: object) -> None:
    """Take a step of the life-cycle and tell what it said."""
    said = terminal.meydan("exchange", what, city.home, package, *more)
    line = _line(said, r"^\d{4}-\d\d-\d\dT") or said.splitlines()[-1]
    tell(number, STEPS, f"{city.name}: {line}", f"{city.name}: {line}")


def _line(said: str, like: str) -> str:
    """Return the last line that looks like this, "" if none does."""
    return next((line.strip() for line in reversed(said.splitlines()) if re.search(like, line)), "")


def _content(terminal: Terminal, file: Path) -> str:
    said = terminal.meydan("package", "check", file)
    return str(re.findall(r"sha256:[0-9a-f]{64}", said)[-1])


def _verdict(file: Path) -> str:
    proof = read_proof(file)
    verdict = say(because(f"prove.verdict_{proof['verdict']}"), LANGUAGE)
    return f"{verdict}, {_change(proof['delay'])}"


def _change(effect: Mapping[str, Any]) -> str:
    low, high, change = (100 * effect[name] for name in ("low", "high", "change"))
    return in_both(
        f"delay {change:+.1f} % ({low:+.1f} to {high:+.1f} %)", f"gecikme %{change:+.1f} (%{low:+.1f} - %{high:+.1f})"
    )


def _jobs(typed: argparse.Namespace) -> list[object]:
    return [] if typed.jobs is None else ["--jobs", typed.jobs]


if __name__ == "__main__":
    sys.exit(main())
