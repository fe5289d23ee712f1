"""Where a registry is read from: a folder, such as a memory stick's, or the address of a web server."""

from collections.abc import Iterator
from pathlib import Path

from tuf.api.exceptions import DownloadHTTPError
from tuf.ngclient import FetcherInterface
from tuf.ngclient.urllib3_fetcher import Urllib3Fetcher

from meydan.city.errors import PackageError

_CHUNK = 2**20


class FolderFetcher(FetcherInterface):
    """Reads a registry from a folder; what is not there is told as a web server tells it."""

    def _fetch(self, url: str) -> Iterator[bytes]:
        file = Path(url)
        if not file.is_file():
            raise DownloadHTTPError(f"{url} is not there", 404)
        return _pieces(file)


def _pieces(file: Path) -> Iterator[bytes]:
    """Yield a file in pieces; it is not held open between them, as whoever finds too many bytes stops asking."""
    at = 0
    while True:
        with file.open("rb") as read:
            read.seek(at)
            piece = read.read(_CHUNK)
        if not piece:
            return
        yield piece
        at += len(piece)


def fetcher_for(where: str) -> FetcherInterface:
    """Return what reads from a place; PackageError if it is neither a folder nor an address of the web."""
    if where.startswith(("https://", "http://")):
        return Urllib3Fetcher(socket_timeout=10)
    if "://" in where:
        raise PackageError("registry.bad_place", where=where)
    return FolderFetcher()
