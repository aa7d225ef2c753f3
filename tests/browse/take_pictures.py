"""Take the pictures of the documentation, of the home that `archiver demo` made.

archiver demo /tmp/demo
python tests/browse/take_pictures.py docs/images /tmp/demo
"""

from __future__ import annotations

import os
import sqlite3
import sys
import threading
from pathlib import Path

import uvicorn
from playwright.sync_api import sync_playwright

from archiver.browse.serve import datasette_of
from archiver.capture.browser import find_browser

PICTURES = (
    ("edits.png", "/edits", "light", 760, ""),
    ("diff-light.png", "{quarry}/1..2", "light", 900, ""),
    ("diff-dark.png", "{bridge}/1..3?view=side", "dark", 860, ""),
    ("article.png", "{bridge}", "light", 1000, ""),
    ("slider.png", "{quarry}/1..2", "light", 900, "#looked"),
)
"""File, page, colour scheme, height in pixels, what is clicked and brought into view."""

ARTICLES = {"quarry": "%quarry%", "bridge": "%harbor-bridge%"}
"""Articles of the demo, by their addresses."""


def main(folder: Path, home: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    with sqlite3.connect(home / "db/archive.db") as db:
        ids = {
            name: db.execute("SELECT id FROM articles WHERE url LIKE ?", (like,)).fetchone()[0]
            for name, like in ARTICLES.items()
        }
    paths = {name: f"/articles/{number}" for name, number in ids.items()}
    server = uvicorn.Server(
        uvicorn.Config(datasette_of(home).app(), port=0, log_level="error", lifespan="on")
    )
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        thread.join(0.05)
    port = server.servers[0].sockets[0].getsockname()[1]
    take(folder, f"http://127.0.0.1:{port}", paths)
    server.should_exit = True
    thread.join()


def take(folder: Path, url: str, paths: dict[str, str]) -> None:
    found = find_browser(None, os.environ)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found.path, chromium_sandbox=found.sandbox)
        for name, path, scheme, height, clicked in PICTURES:
            size = {"width": 1280, "height": height}
            page = browser.new_page(viewport=size, color_scheme=scheme)
            page.goto(url + path.format(**paths))
            if clicked:
                page.locator(clicked).click()
                page.locator(clicked).evaluate("shown => shown.scrollIntoView()")
                page.wait_for_load_state("networkidle")
            page.screenshot(path=folder / name)
            page.close()
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
