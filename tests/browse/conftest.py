"""One archive and one server for all tests of the reading room; none of them writes."""

from __future__ import annotations

import shutil
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
import uvicorn
from browse_archive import add, build
from browse_room import HOSTILE, HOSTILE_ADDRESS, HOSTILE_PAGE, Get, getter
from playwright.sync_api import Browser, Page, expect
from worlds import Worlds, build_worlds

from archiver.browse.serve import datasette_of, own_names_only

expect.set_options(timeout=60_000)  # milliseconds; a busy machine is no fault of a page


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a home that knows the demo's script and one hostile article."""
    root = build(tmp_path_factory.mktemp("browse") / "home")
    add(root, HOSTILE, url=HOSTILE_ADDRESS, at=datetime(2026, 3, 17, 18, tzinfo=UTC), html=HOSTILE_PAGE)
    return root


@pytest.fixture
def own_library(library: Path, tmp_path: Path) -> Path:
    """Return a copy of that home that a test may spoil."""
    return Path(shutil.copytree(library, tmp_path / "home"))


@pytest.fixture(scope="session")
def get(library: Path) -> Get:
    """Return a function that asks the plugin for a page, in this process."""
    return getter(datasette_of(library))


@pytest.fixture(scope="session")
def room(library: Path) -> Iterator[str]:
    """Return the address of the reading room, served as `archiver browse` serves it."""
    with served(library) as address:
        yield address


@pytest.fixture(scope="session")
def worlds(tmp_path_factory: pytest.TempPathFactory) -> Worlds:
    """Return an archive of articles that are hard to show."""
    return build_worlds(tmp_path_factory.mktemp("worlds") / "home")


@pytest.fixture(scope="session")
def far(worlds: Worlds) -> Iterator[str]:
    """Return the address at which that archive is served."""
    with served(worlds.root) as address:
        yield address


@pytest.fixture(scope="session")
def window(browser: Browser) -> Iterator[Page]:
    """Return a page that stays open: to open one costs twice what it costs to show something in it."""
    page = browser.new_page()
    yield page
    page.close()


@pytest.fixture
def page(window: Page) -> Iterator[Page]:
    """Return that page as if it was new; who listens to what it says opens one of its own."""
    window.set_viewport_size({"width": 1280, "height": 720})
    window.emulate_media(media="null", color_scheme="null", forced_colors="null")
    yield window
    window.evaluate("localStorage.clear()")


@contextmanager
def served(root: Path) -> Iterator[str]:
    """Serve an archive, and give its address."""
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    listener.listen()
    app = own_names_only(datasette_of(root).app())
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="on"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    thread.join(10)
    listener.close()
