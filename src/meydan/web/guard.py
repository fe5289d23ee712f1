"""Who may ask and what a browser may do with the answer."""

from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Header, HTTPException
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


def content_policy(import_map_hash: str) -> str:
    """Return what a page may load: its own files, and the one import map whose hash is given."""
    return (
        f"default-src 'none'; script-src 'self' 'sha256-{import_map_hash}'; style-src 'self'; "
        "img-src 'self' data: blob:; worker-src 'self'; connect-src 'self'; font-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    )


class Guard:
    """Answers only to loopback names (a page elsewhere may point its own name here) and sets the headers."""

    def __init__(self, app: ASGIApp, policy: str) -> None:
        self._app = app
        self._headers = HEADERS | {"Content-Security-Policy": policy}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it for the name it came by."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    headers[name] = value
            await send(message)

        if _name(Headers(scope=scope).get("host", "")) not in LOOPBACK:
            await PlainTextResponse("Unknown host", 400)(scope, receive, send_with_headers)
            return
        await self._app(scope, receive, send_with_headers)


def same_origin(host: Annotated[str, Header()], origin: Annotated[str | None, Header()] = None) -> None:
    """Refuse a change that another site's page asks for, or that does not say who asks."""
    if origin is None or _place(origin) != host:
        raise HTTPException(403, "Origin must be this server")


def _place(origin: str) -> str:
    """Return the host and port of an Origin header; "" if it has none."""
    try:
        return urlsplit(origin).netloc
    except ValueError:
        return ""


def _name(host: str) -> str:
    """Return the name in a Host header, without port; "" if it is none."""
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""
