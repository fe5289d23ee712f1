"""The server of the web application: for this machine, and for others where TLS is ended by it or by a proxy."""

import asyncio
import socket
from collections.abc import Callable, Coroutine
from contextlib import suppress
from types import FrameType
from typing import Any

import uvicorn
from fastapi import FastAPI

from meydan.city.errors import FieldError
from meydan.store.office.database import Database
from meydan.store.office.people import has_admin
from meydan.web.access import LOOPBACK, Access, check_access
from meydan.web.hub import Hub
from meydan.web.serving import Serving

GRACE_S = 2


class _Server(uvicorn.Server):
    """Ends the endless streams when it is told to stop, so that stopping does not wait for them."""

    def __init__(self, config: uvicorn.Config, hub: Hub, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._hub = hub
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to answer, and say so."""
        await super().startup(sockets)
        self._ready()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Stop, on a signal, and let what stands around the server end in order: the log, for one."""
        self.force_exit = self.should_exit
        self.stop()

    def stop(self) -> None:
        """Stop, because what it shows has ended."""
        self._hub.close()
        self.should_exit = True


async def serve(
    app: FastAPI,
    *,
    port: int = 8800,
    beside: Coroutine[Any, Any, None],
    ready: Callable[[], None] = lambda: None,
) -> None:
    """Serve in one event loop with `beside`, until it ends or someone stops us; call `ready` once it answers.

    Where and how is the application's own `access`.

    Raises
    ------
    FieldError
        If others could come in the clear, the port is taken, or the certificate cannot be used.
    """
    access: Access = app.state.access
    try:
        config = _config(app, access)
        listening = _listen(access, port)
    except FieldError:
        beside.close()
        raise
    server = _Server(config, app.state.hub, ready)
    task = asyncio.create_task(beside)
    task.add_done_callback(lambda _: server.stop())
    try:
        await server.serve([listening])
    finally:
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task


def check_serving(serving: Serving) -> None:
    """Refuse what cannot be served as typed, before anything is started for it.

    Raises
    ------
    FieldError
        As `serve` does, or because nobody could sign in.
    StoreError
        If the office cannot be used.
    """
    office = Database.open(serving.office)
    try:
        check_access(serving.access, has_accounts=has_admin(office))
    finally:
        office.close()
    _listen(serving.access, serving.port).close()


def _config(app: FastAPI, access: Access) -> uvicorn.Config:
    """Return how to serve; whoever claims to speak for another address is believed only if it is the proxy."""
    config = uvicorn.Config(
        app,
        log_level="warning",
        timeout_graceful_shutdown=GRACE_S,
        proxy_headers=access.proxy != "",
        forwarded_allow_ips=access.proxy,
        ssl_certfile=access.certificate,
        ssl_keyfile=access.key,
    )
    try:
        config.load()
    except OSError as error:  # no such file, or none that holds a certificate with its key
        raise FieldError("web.bad_certificate", file=str(access.certificate), error=str(error)) from error
    return config


def _listen(access: Access, port: int) -> socket.socket:
    host = access.host
    if host not in LOOPBACK and not access.is_secure:
        raise FieldError("web.not_loopback", host=host)
    listening = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
    except OSError:
        listening.close()
        raise FieldError("web.port_taken", port=port) from None
    except UnicodeError:
        listening.close()
        raise FieldError("web.no_host", host=host) from None
    return listening
