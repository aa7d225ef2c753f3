"""A server that speaks HTTP/2 over TLS, as most news sites do, and a browser that trusts its certificate."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import socket
import threading
from pathlib import Path
from typing import Any, Self

from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from cryptography.x509 import load_pem_x509_certificate
from hypercorn.asyncio import serve
from hypercorn.config import Config

CERTIFICATE = Path(__file__).parent.parent / "fetch" / "tls" / "certificate.pem"
PAGE = b'<!doctype html><html lang="en"><title>Storm</title><h1>Storm reaches the coast</h1><p>It rained.</p>'


class SecureSite:
    """The server, running between `with` and the end of its block; `versions` holds those of the requests."""

    def __init__(self) -> None:
        self.versions: list[str] = []
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._socket.getsockname()[1]
        self._loop = asyncio.new_event_loop()
        self._ended = asyncio.Event()

    def __enter__(self) -> Self:
        config = Config()
        config.bind = [f"fd://{self._socket.detach()}"]
        config.certfile, config.keyfile = str(CERTIFICATE), str(CERTIFICATE.with_name("key.pem"))
        config.alpn_protocols = ["h2", "http/1.1"]
        config.graceful_timeout = 0.1
        serving = serve(self._answer, config, shutdown_trigger=self._ended.wait)  # type: ignore[arg-type]
        self._thread = threading.Thread(target=self._loop.run_until_complete, args=(serving,), daemon=True)
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._ended.set)
        self._thread.join()

    @property
    def url(self) -> str:
        return f"https://127.0.0.1:{self.port}/storm"

    async def _answer(self, scope: dict[str, Any], _receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            raise NotImplementedError  # as ASGI has an application say that it knows no `lifespan`
        self.versions.append(scope["http_version"])
        head = [(b"content-type", b"text/html"), (b"content-length", str(len(PAGE)).encode())]
        await send({"type": "http.response.start", "status": 200, "headers": head})
        await send({"type": "http.response.body", "body": PAGE})


def trusting(browser: str, folder: Path) -> Path:
    """Write a program that starts a browser which takes the certificate of `SecureSite` for a good one."""
    key = load_pem_x509_certificate(CERTIFICATE.read_bytes()).public_key()
    pin = hashlib.sha256(key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)).digest()
    flag = f"--ignore-certificate-errors-spki-list={base64.b64encode(pin).decode()}"
    program = folder / "browser"
    program.write_text(f'#!/bin/sh\nexec "{browser}" {flag} "$@"\n')
    program.chmod(0o755)
    return program
