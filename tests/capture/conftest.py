"""The site, the server of faults, the guard and the capturers that the tests share."""

from __future__ import annotations

import socket
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from archiver.capture.pool import BrowserCapturer
from archiver.guard.policy import Policy
from archiver.guard.proxy import GuardProxy

# plain modules beside the tests; pytest adds a folder to the path only for the tests in it
sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parent.parent / "newsroom")]

from server import FaultServer  # noqa: E402 - the path is set just above
from workshop import Site, make_capturer  # noqa: E402


@pytest.fixture(scope="session")
def site() -> Iterator[Site]:
    site = Site()
    yield site
    site.close()


@pytest.fixture(scope="session")
def other_site() -> Iterator[Site]:
    """A host of somebody else."""
    site = Site()
    yield site
    site.close()


@pytest.fixture(scope="session")
def faults() -> Iterator[FaultServer]:
    with FaultServer() as server:
        yield server


@pytest.fixture(scope="session")
def closed_port() -> Iterator[int]:
    """A port that nobody listens on, and nobody else can take."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        yield taken.getsockname()[1]


@pytest.fixture(scope="session")
def proxy(site: Site, other_site: Site, faults: FaultServer, closed_port: int) -> Iterator[GuardProxy]:
    ports = (site.port, other_site.port, closed_port)
    allow = frozenset({*(("127.0.0.1", port) for port in ports), faults.host})
    with GuardProxy(Policy(allow), max_bytes=20_000_000) as proxy:
        yield proxy


@pytest.fixture(scope="session")
def capturer(proxy: GuardProxy) -> Iterator[BrowserCapturer]:
    """One browser for all tests that do not break it."""
    with make_capturer(proxy) as capturer:
        yield capturer


@pytest.fixture(scope="session")
def hasty(proxy: GuardProxy) -> Iterator[BrowserCapturer]:
    """A capturer for pages that never end."""
    with make_capturer(proxy, deadline=timedelta(seconds=4), settle=timedelta(seconds=1)) as capturer:
        yield capturer
