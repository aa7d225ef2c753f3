"""Serve an archive on this machine: Datasette with the plugin, on the loopback interface only."""

from __future__ import annotations

import gc
import json
import os
import socket
import webbrowser
from collections.abc import Awaitable, Callable, MutableMapping
from pathlib import Path
from typing import Any

import click
import uvicorn
from datasette.app import Datasette
from datasette.plugins import pm
from datasette.utils import BadMetadataError, StartupError, parse_metadata

from archiver.browse import noting, plugin
from archiver.errors import StoreError
from archiver.store.notebook import Notebook

LOOPBACK = "127.0.0.1"
OWN_NAMES = frozenset({LOOPBACK, "localhost"})

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]


def serve(home: Path, *, port: int, open_browser: bool, notebook: Notebook | None = None) -> None:
    """Serve the archive of a home until interrupted, and say where.

    Args:
        home: the home's folder.
        port: on 127.0.0.1; 0 takes any free one.
        open_browser: show the edits in the web browser.
        notebook: where the room takes notes; None: it is only for reading.

    Raises:
        StoreError: there is no archive in this home yet, or the port is taken.
    """
    datasette = datasette_of(home)
    if notebook is not None:
        noting.open_for(datasette, notebook)
    app = own_names_only(datasette.app())
    with socket.socket() as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((LOOPBACK, port))
        except OSError as error:
            raise StoreError(f"port {port} cannot be used ({error.strerror}); try --port 0") from error
        listener.listen()
        url = f"http://{LOOPBACK}:{listener.getsockname()[1]}/edits"
        click.echo(f"the archive is at {url} (Ctrl-C ends)")
        if open_browser:
            webbrowser.open(url)  # answered once the server runs: the socket listens already
        gc.freeze()  # what stays is not walked again: a walk makes a page wait for 50 ms
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning", lifespan="on"))
        try:
            server.run(sockets=[listener])
        except KeyboardInterrupt:
            click.echo("")


def datasette_of(home: Path) -> Datasette:
    """Return Datasette on the home's database folder, with the plugin, as `datasette db/` has it.

    A database in a folder that cannot be written is opened as immutable: SQLite needs to write
    beside a live one even to read it.

    Raises:
        StoreError: there is no archive in this home yet, or its Datasette files cannot be read.
    """
    folder = home / "db"
    database = folder / "archive.db"
    if not database.is_file():
        raise StoreError(f"{database} does not exist yet; `archiver add URL` begins the archive")
    if not pm.is_registered(plugin):  # run from a checkout: no entry point
        pm.register(plugin, "archiver")
    # else Datasette prints every variable, which takes half a second, for each address that is not there
    pm.get_plugin("datasette.handle_exception").rich = None
    try:
        if os.access(folder, os.W_OK):
            return Datasette([], config_dir=folder)
        metadata, settings = folder / "metadata.yaml", folder / "settings.json"
        return Datasette(
            [],
            immutables=[str(database)],
            metadata=parse_metadata(metadata.read_text(encoding="utf-8")) if metadata.is_file() else None,
            settings=json.loads(settings.read_text(encoding="utf-8")) if settings.is_file() else None,
        )
    except (ValueError, BadMetadataError, StartupError) as error:
        raise StoreError(f"{folder} does not configure Datasette: {error}") from error


def own_names_only(app: App) -> App:
    """Refuse requests that name another host, and those that a page of another site makes.

    A page anywhere on the web can make a reader's browser ask 127.0.0.1 under a name of its own (DNS
    rebinding) and read the answers; the name it must give away is refused. Under the right name it could
    learn from how long answers take, or whether pictures load, what an archive holds: browsers say that
    another site asks (Fetch Metadata), and then only a link that is followed is answered.
    """

    async def guarded(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            headers = dict(scope["headers"])
            refusal = _refusal(headers)
            if refusal is not None:
                await _refuse(send, *refusal)
                return
        await app(scope, receive, send)

    return guarded


def _refusal(headers: dict[bytes, bytes]) -> tuple[int, bytes] | None:
    """Return status and reason where a request is not answered, None where it is."""
    name = headers.get(b"host", b"").decode("latin-1").rsplit(":", 1)[0]
    if name not in OWN_NAMES:
        return 421, b"this archive answers to 127.0.0.1 only\n"
    elsewhere = headers.get(b"sec-fetch-site", b"none") not in (b"none", b"same-origin")
    followed = headers.get(b"sec-fetch-mode") == b"navigate" and headers.get(b"sec-fetch-dest") == b"document"
    return (403, b"this archive answers to its own pages only\n") if elsewhere and not followed else None


async def _refuse(send: Send, status: int, reason: bytes) -> None:
    head = [(b"content-type", b"text/plain"), (b"cross-origin-resource-policy", b"same-origin")]
    await send({"type": "http.response.start", "status": status, "headers": head})
    await send({"type": "http.response.body", "body": reason})
