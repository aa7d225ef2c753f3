"""Take the pictures of the documentation: `python tests/browse/take_pictures.py docs/images`."""

from __future__ import annotations

import os
import sys
import tempfile
import threading
from pathlib import Path

import uvicorn
from browse_archive import build
from playwright.sync_api import sync_playwright

from archiver.browse.serve import datasette_of
from archiver.capture.browser import find_browser

PICTURES = (
    ("diff-light.png", "/articles/1/1..2", "light", 900),
    ("diff-dark.png", "/articles/1/1..2", "dark", 900),
    ("edits.png", "/edits", "light", 900),
)
"""File, page, colour scheme, height in pixels."""


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        app = datasette_of(build(Path(temporary) / "home")).app()
        server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error", lifespan="on"))
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        while not server.started:
            thread.join(0.05)
        port = server.servers[0].sockets[0].getsockname()[1]
        take(folder, f"http://127.0.0.1:{port}")
        server.should_exit = True
        thread.join()


def take(folder: Path, url: str) -> None:
    found = find_browser(None, os.environ)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found.path, chromium_sandbox=found.sandbox)
        for name, path, scheme, height in PICTURES:
            size = {"width": 1280, "height": height}
            page = browser.new_page(viewport=size, color_scheme=scheme)
            page.goto(url + path)
            page.screenshot(path=folder / name)
            page.close()
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
