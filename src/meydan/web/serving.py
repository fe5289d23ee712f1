"""What the web process is told of how to serve."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from meydan.city.words import Language
from meydan.web.access import Access

_EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104 - addresses to listen on, and no name of anything


@dataclass(frozen=True, slots=True)
class Serving:
    """How the map is served: which city with which log and office, met in which folder, and where.

    It goes to the web process as the text of one argument, so it holds no secret. `typed` are the words that started
    the centre, for a command that begins it anew.
    """

    city: Path
    log: Path
    office: Path
    meeting: Path
    language: Language
    port: int
    host: str = "127.0.0.1"
    public: str = ""
    certificate: Path | None = None
    key: Path | None = None
    proxy: str = ""
    typed: tuple[str, ...] = ()

    @property
    def access(self) -> Access:
        """How the server can be reached."""
        names = frozenset({self.public or self.host}) - {"", *_EVERYWHERE}
        return Access(self.host, names, self.certificate, self.key, self.proxy)

    @property
    def address(self) -> str:
        """What a person types to come."""
        access = self.access
        shown = self.public or ("127.0.0.1" if self.host in _EVERYWHERE else self.host)
        port = "" if self.proxy and self.public else f":{self.port}"
        return f"{access.scheme}://{f'[{shown}]' if ':' in shown else shown}{port}/"


def encode_serving(serving: Serving) -> str:
    """Return it as the text of one argument."""
    return msgspec.json.encode(serving, enc_hook=str).decode()


def decode_serving(text: str) -> Serving:
    """Return what an argument says."""
    return msgspec.json.decode(text, type=Serving, dec_hook=_path)


def _path(kind: type[Any], text: str) -> Any:
    return kind(text)
