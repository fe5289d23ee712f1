"""The page and its files."""

import base64
import hashlib
import mimetypes
import re
from pathlib import Path

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

STATIC = Path(__file__).parent / "static"
PAGE = STATIC / "index.html"

mimetypes.add_type("text/javascript", ".mjs")  # a system's own table may say otherwise
mimetypes.add_type("font/woff2", ".woff2")


class Files(StaticFiles):
    """Our files: a browser may keep them, and asks each time whether they changed."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Return the file, or 304 if the browser holds it."""
        response = await super().get_response(path, scope)
        response.headers["Cache-Control"] = "no-cache"
        return response


def import_map_hash(page: str) -> str:
    """Return the hash by which the page's content policy lets its import map in.

    Raises
    ------
    ValueError
        If the page has no import map.
    """
    found = re.search(r'<script type="importmap">(.*?)</script>', page, re.DOTALL)
    if found is None:
        raise ValueError("the page has no import map")
    return base64.b64encode(hashlib.sha256(found[1].encode()).digest()).decode()
