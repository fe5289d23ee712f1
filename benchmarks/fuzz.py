"""Fuzzing guided by coverage: one parser, so many seconds; a crash, a hang or 1 GiB of memory ends it with code 1.

    scripts/fuzz rsmp_supervisor --seconds 600

What it finds interesting is kept in var/fuzz/PARSER and the next run begins with it; what breaks the parser is written
to var/fuzz/PARSER.found. It needs atheris, which `scripts/fuzz` installs and nothing else does.
"""

import argparse
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MOST_BYTES, MOST_MIB, LONGEST_S = 65_536, 1024, 10


def main() -> int:
    """Fuzz what was typed; atheris ends the process itself."""
    try:
        import atheris
    except ImportError:
        print("atheris is not installed: start this by scripts/fuzz", file=sys.stderr)
        return 2
    sys.path.insert(0, str(ROOT))
    with atheris.instrument_imports(include=["meydan"]):
        from tests.promises.parsers import PARSERS
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("parser", choices=PARSERS)
    parser.add_argument("--seconds", type=int, default=600)
    parser.add_argument("--into", type=Path, default=ROOT / "var" / "fuzz")
    typed = parser.parse_args()
    os.environ.setdefault("PYTHONHASHSEED", "0")
    read = PARSERS[typed.parser]()
    corpus: Path = typed.into / typed.parser
    corpus.mkdir(parents=True, exist_ok=True)
    for number, seed in enumerate(read.seeds):
        (corpus / f"seed-{number:03}").write_bytes(seed)
    options = [f"-max_total_time={typed.seconds}", f"-max_len={MOST_BYTES}", f"-rss_limit_mb={MOST_MIB}"]
    options += [f"-timeout={LONGEST_S}", f"-artifact_prefix={corpus}.found-", "-verbosity=0", "-print_final_stats=1"]
    atheris.Setup([sys.argv[0], *options, str(corpus)], read.read)
    atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main())
