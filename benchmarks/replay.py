"""Replay a WACZ file in ReplayWeb.page and compare: `python -m benchmarks.replay FILE.wacz --player FOLDER`.

FOLDER is what `npm pack replaywebpage` brings, unpacked; it is under the AGPL and no part of this project.
Each page of the file is opened in a browser, at its address and time, as a stranger would. What the player
shows is read as any page is, and headline and text are compared with those of the file's list of pages.
"""

from __future__ import annotations

import argparse
import json
import os
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory
from typing import Any
from zipfile import ZipFile

from playwright.sync_api import Error, Frame, Page, sync_playwright

from archiver import normalize
from archiver.capture.browser import find_browser
from archiver.model.reading import Reading

SHOWN_SECONDS = 10.0
"""For the player to show one page as it was read; scripts of the page may draw the text late."""

LOOK_SECONDS = 0.25
"""Between two looks at what it shows."""

EMBED = """<!doctype html><script src="/ui.js"></script><body>
<replay-web-page embed="replayonly" source="/file.wacz" style="height:800px"></replay-web-page>
<script>
    const asked = new URLSearchParams(location.search), player = document.querySelector("replay-web-page");
    player.setAttribute("url", asked.get("url")), player.setAttribute("ts", asked.get("ts"));
</script>"""


def main() -> None:
    """Replay each page, and print which differ."""
    parser = argparse.ArgumentParser(prog="benchmarks.replay", description=__doc__)
    parser.add_argument("file", type=Path, help="a WACZ file")
    parser.add_argument("--player", type=Path, required=True, help="folder with ui.js and sw.js")
    options = parser.parse_args()
    same = count = 0
    with TemporaryDirectory() as folder:
        lay_out(Path(folder), options.file, options.player)
        for told, differs in replayed(Path(folder), pages_of(options.file)):
            count += 1
            same += differs is None
            if differs:
                print(f"{told['ts']} {told['url']}: {differs}")
    print(f"{same} of {count} pages show headline and text as they were read")


def pages_of(file: Path) -> list[dict[str, Any]]:
    """Return the entries of the list of pages."""
    with ZipFile(file) as package:
        lines = package.read("pages/pages.jsonl").decode().splitlines()
    return [entry for entry in map(json.loads, lines) if "url" in entry]


def lay_out(folder: Path, file: Path, player: Path) -> None:
    """Make a folder that a web server can serve: the file, the player, a page that embeds it."""
    copyfile(file, folder / "file.wacz")
    copyfile(player / "ui.js", folder / "ui.js")
    (folder / "replay").mkdir()
    copyfile(player / "sw.js", folder / "replay" / "sw.js")
    (folder / "index.html").write_text(EMBED, encoding="utf-8")


def replayed(folder: Path, pages: list[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], str | None]]:
    """Yield each page, and in what the player shows it otherwise than it was read."""
    handler = partial(Quiet, directory=str(folder))
    with Server(("127.0.0.1", 0), handler) as server, sync_playwright() as playwright:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        found = find_browser(None, os.environ)
        browser = playwright.chromium.launch(executable_path=found.path, chromium_sandbox=found.sandbox)
        page = browser.new_page()
        for told in pages:
            page.goto("about:blank")
            moment = "".join(filter(str.isdigit, told["ts"]))[:14]
            page.goto(f"http://127.0.0.1:{server.server_port}/?ts={moment}&url={told['url']}")
            yield told, looked_at(page, told)
        browser.close()
        server.shutdown()


class Server(ThreadingHTTPServer):
    """A server whose visitors may leave early, as a page does that is left for the next."""

    def handle_error(self, *_: Any) -> None:
        """Say nothing."""


class Quiet(SimpleHTTPRequestHandler):
    """Serves a folder and says nothing of it."""

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


def looked_at(page: Page, told: dict[str, Any]) -> str | None:
    """Look until the player shows a page as it was read, or the time is up; return what differs at last."""
    differs: str | None = "nothing was shown"
    for _ in range(int(SHOWN_SECONDS / LOOK_SECONDS)):
        for frame in page.frames:
            html = document_of(frame) if f"mp_/{told['url']}" in frame.url else None
            if html is not None:
                differs = difference(told, normalize(html, told["url"]))
        if differs is None:
            return None
        page.wait_for_timeout(LOOK_SECONDS * 1000)
    return differs


def document_of(frame: Frame) -> str | None:
    """Return the document of a frame, or None where it is just being replaced."""
    try:
        return frame.content()
    except Error:
        return None


def difference(told: dict[str, Any], seen: Reading) -> str | None:
    """Return in what a replay differs from what the list of pages tells, or None.

    Of a capture that was not read, such as one of status 410, the list has no text to compare with.
    """
    if "text" not in told:
        return None
    if seen.headline != told["title"]:
        return f"headline {seen.headline!r}, not {told['title']!r}"
    told_words, seen_words = told["text"].split(), seen.text.split()
    if told_words == seen_words:
        return None
    return f"text of {len(seen_words)} words, not of {len(told_words)}"


if __name__ == "__main__":
    main()
