"""From notice to capture: `python -m benchmarks.told [--articles 12] [--behind 40] [--pause 12]`.

The product's daemon watches a local newsroom with a real browser. Its feed names a local hub (WebSub), which
pushes each article as it comes out; every other article is pinged instead. Meanwhile a round is under way:
`--behind` articles of the host are due at the start. Told are the seconds from the notice to the visit as
the archive recorded it, both by the clock of this machine. `--delay` is the politeness of the home, 5 s as by
default: an article that comes out while another is asked for waits for the host's turn.
"""

from __future__ import annotations

import argparse
import json
import os
import queue
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from archiver.archive.working import Archive
from archiver.home import Home, create_home

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "newsroom"))
from hub import PUBLIC, Hub
from newsstand import Newsstand, Page

TOKEN = "a-token-for-a-benchmark"
PATIENCE = 300.0  # seconds for anything that is waited for; only a daemon that does nothing takes them

DECLARATION = """\
[guard]
allow = ["{stand}", "{hub}"]
[politeness]
delay = "{delay}"
[listen]
address = "127.0.0.1:0"
public = "{public}"
token_env = "BENCHMARK_PINGS"
[[source]]
name = "stand"
domain = "{stand}"
seeds = ["http://{stand}/feed.xml"]
"""

STORY = (
    '<!doctype html><html lang="en"><head><title>{title}</title></head><body><article><h1>{title}</h1>'
    "<p>By Ada Quill</p>" + "<p>The harbor master said on Tuesday that the boats had come in, and that he had"
    " counted {number} of them by the light of the lamp on the quay, as on every morning.</p>"
    * 6
    + "</article></body></html>"
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--articles", type=int, default=12)
    parser.add_argument("--behind", type=int, default=40)
    parser.add_argument("--pause", type=float, default=12.0)
    parser.add_argument("--delay", default="5s")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, Newsstand() as stand, Hub() as hub:
        home = create_home(Path(folder) / "home")
        home.declaration.write_text(
            DECLARATION.format(stand=stand.host, hub=hub.host, delay=asked.delay, public=PUBLIC)
        )
        for number in range(asked.behind):
            write(stand, f"/behind/{number}", number)
        publish(stand, hub, [f"/behind/{number}" for number in range(asked.behind)])
        with running(home, hub):
            wait_for(lambda: hub.known, "the hub was never asked")
            told = notices(stand, hub, asked.articles, asked.pause)
            late = waits(home, stand, told)
    report("pushed by a hub", [late[path] for path in told if path.startswith("/pushed")])
    report("pinged", [late[path] for path in told if path.startswith("/pinged")])
    report("all", list(late.values()))
    raise SystemExit(0 if statistics.median(late.values()) < 60 else 1)


def write(stand: Newsstand, path: str, number: int) -> None:
    stand.pages[path] = Page(STORY.format(title=f"Boats of the morning, {path[1:]}", number=number).encode())


def publish(stand: Newsstand, hub: Hub, paths: list[str]) -> bytes:
    items = "".join(f"<item><title>T {path}</title><link>{stand.url}{path}</link></item>" for path in paths)
    link = f'<link xmlns="http://www.w3.org/2005/Atom" rel="hub" href="{hub.url}"/>'
    feed = f'<rss version="2.0"><channel><title>S</title>{link}{items}</channel></rss>'.encode()
    stand.pages["/feed.xml"] = Page(feed, "application/rss+xml")
    return feed


def notices(stand: Newsstand, hub: Hub, articles: int, pause: float) -> dict[str, datetime]:
    """Bring out articles and tell of them; return when each was told of."""
    told: dict[str, datetime] = {}
    for number in range(articles):
        pushed = number % 2 == 0
        path = f"/{'pushed' if pushed else 'pinged'}/{number}"
        write(stand, path, number)
        told[path] = datetime.now(UTC)
        if pushed:
            assert hub.push(f"{stand.url}/feed.xml", publish(stand, hub, [path])) == 202
        else:
            body = json.dumps({"urlList": [f"{stand.url}{path}"]}).encode()
            assert hub.call(f"{PUBLIC}/ping", body, {"Authorization": f"Bearer {TOKEN}"})[0] == 202
        time.sleep(pause)
    return told


def waits(home: Home, stand: Newsstand, told: dict[str, datetime]) -> dict[str, float]:
    """Return the seconds from notice to visit of each."""
    found: dict[str, float] = {}

    def all_seen() -> bool:
        with Archive.open(home, readonly=True) as archive:
            for article in archive.articles():
                path = article.url.removeprefix(stand.url)
                if path in told and article.last_visit is not None:
                    found[path] = (article.last_visit - told[path]).total_seconds()
        return len(found) == len(told)

    wait_for(all_seen, "some articles were never visited")
    return found


@contextmanager
def running(home: Home, hub: Hub) -> Iterator[None]:
    environ = os.environ | {"BENCHMARK_PINGS": TOKEN}
    command = [sys.executable, "-m", "archiver", "--home", str(home.root), "daemon"]
    process = subprocess.Popen(
        command, env=environ, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    assert process.stdout is not None
    ports: queue.Queue[int] = queue.Queue()

    def read() -> None:
        assert process.stdout is not None
        for line in process.stdout:
            if found := re.search(r"listening to .* at 127.0.0.1:(\d+)", line):
                ports.put(int(found[1]))

    threading.Thread(target=read, daemon=True).start()
    try:
        hub.door = ports.get(timeout=PATIENCE)
        yield
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=PATIENCE)
    finally:
        process.kill()
        process.wait()


def wait_for(claim: object, otherwise: str) -> None:
    end = time.monotonic() + PATIENCE
    while not claim():  # type: ignore[operator]
        if time.monotonic() > end:
            raise SystemExit(otherwise)
        time.sleep(0.5)


def report(what: str, late: list[float]) -> None:
    if late:
        print(f"{what}: {len(late)} articles, median {statistics.median(late):.1f} s, most {max(late):.1f} s")


if __name__ == "__main__":
    main()
