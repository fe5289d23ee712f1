"""A bad link on a port, until it is stopped.

    python -m tools.fault_proxy --to 127.0.0.1:13111 --listen 127.0.0.1:13112 --delay-s 2 --jitter-s 0.5

Then let `meydan street CITY --connect 127.0.0.1:13112` call through it. Shares are of pieces, 0 to 1.
"""

import argparse
import asyncio
import sys
from collections.abc import Sequence
from dataclasses import fields

from tools.fault_proxy.faults import Faults, both_ways, wrong_numbers
from tools.fault_proxy.proxy import FaultProxy

TOLD_EVERY_S = 10.0


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the proxy as typed; return 2 if what was typed cannot be."""
    parser = _parser()
    typed = parser.parse_args(arguments)
    numbers = {f.name: getattr(typed, f.name) for f in fields(Faults) if f.name != "by_frames"}
    faults = Faults(by_frames=not typed.bytes, **numbers)
    if wrong := wrong_numbers(faults):
        parser.error("cannot be: " + ", ".join("--" + name.replace("_", "-") for name in wrong))
    try:
        asyncio.run(_run(typed, faults))
    except KeyboardInterrupt:
        return 130
    return 0


def _parser() -> argparse.ArgumentParser:
    first, _, rest = (__doc__ or "").partition("\n\n")
    form = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(prog="fault_proxy", description=first, epilog=rest, formatter_class=form)
    parser.add_argument("--to", type=_address, required=True, metavar="HOST:PORT", help="the real server")
    parser.add_argument("--listen", type=_address, default=("127.0.0.1", 0), metavar="HOST:PORT")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="same seed and pieces, same faults")
    parser.add_argument("--only", choices=("up", "down"), default="", help="one direction only; up is from who calls")
    parser.add_argument("--bytes", action="store_true", help="pieces are what a read gives, not frames")
    parser.add_argument("--cut-every-s", type=float, default=0.0, metavar="S", help="break all connections so often")
    for field in fields(Faults):
        name = "--" + field.name.replace("_", "-")
        if field.name == "dead":
            parser.add_argument(name, action="store_true", help="swallow everything, close nothing")
        elif field.name != "by_frames":
            parser.add_argument(name, type=float, default=field.default, metavar="X")
    return parser


def _address(text: str) -> tuple[str, int]:
    host, _, port = text.rpartition(":")
    if not host or not port.isdecimal() or int(port) > 65_535:
        raise argparse.ArgumentTypeError("expected HOST:PORT")
    return host, int(port)


async def _run(typed: argparse.Namespace, faults: Faults) -> None:
    up, down = both_ways(faults, typed.only)
    async with FaultProxy(*typed.to, up=up, down=down, seed=typed.seed, listen=typed.listen) as proxy:
        print(f"{proxy.host}:{proxy.port} leads to {proxy.to[0]}:{proxy.to[1]}", flush=True)
        while True:
            await asyncio.sleep(typed.cut_every_s or TOLD_EVERY_S)
            if typed.cut_every_s:
                proxy.count["cut"] += proxy.cut()
            print(dict(proxy.count), flush=True)


if __name__ == "__main__":
    sys.exit(main())
