"""Who may ask and what a browser may do with the answer."""

from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Header, HTTPException, Request
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from meydan.web.access import HERE, LOOPBACK, Access

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


POLICY = "Content-Security-Policy"
ONLY_TLS = {"Strict-Transport-Security": "max-age=31536000"}


class Guard:
    """Answers only to its own names (a page elsewhere may point its own name here) and sets the headers."""

    def __init__(self, app: ASGIApp, policy: str, access: Access = HERE) -> None:
        self._app = app
        self._names = LOOPBACK | access.names
        self._headers = HEADERS | {POLICY: policy} | (ONLY_TLS if access.is_secure else {})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it for the name it came by."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in self._headers.items():
                    if name != POLICY or POLICY not in headers:  # a report brings its own, as strict as the page's
                        headers[name] = value
                if scope["path"].startswith("/api/"):
                    headers.setdefault("Cache-Control", "no-store")  # what a person may see stays with them
            await send(message)

        if _name(Headers(scope=scope).get("host", "")) not in self._names:
            await PlainTextResponse("Unknown host", 400)(scope, receive, send_with_headers)
            return
        await self._app(scope, receive, send_with_headers)


def same_origin(
    request: Request, host: Annotated[str, Header()], origin: Annotated[str | None, Header()] = None
) -> None:
    """Refuse a change that another site's page asks for, or that does not say who asks."""
    access: Access = request.app.state.access
    if origin != f"{access.scheme}://{host}":
        raise HTTPException(403, "Origin must be this server")


def _name(host: str) -> str:
    """Return the name in a Host header, without port; "" if it is none."""
    try:
        return urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return ""
