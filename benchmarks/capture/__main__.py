"""What a capture costs, measured: `python -m benchmarks.capture [--pages ../shared/pages]`.

Bare navigation to `load` in a fresh context of the same browser is 1; beside it are a capture of
response and DOM, one of everything, and a probe without a browser, all of the same real pages. Each
arm runs as a program of its own; its start, measured by itself, is taken off. Only 127.0.0.1 is
contacted: no other name resolves.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import statistics
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from archiver.capture.browser import Launch, candidates, start_driver
from archiver.capture.pool import BrowserCapturer
from archiver.capture.probe import probe
from archiver.config import Capturing
from archiver.fetch import Fetcher
from archiver.guard.policy import Policy
from archiver.guard.proxy import GuardProxy
from archiver.model.capture import Artefact, Capture, CaptureTask, Depth
from benchmarks.capture.cost import Cost, run
from benchmarks.capture.pages import PageServer, load_pages

SIDE_BY_SIDE = 2
BARS = {"light": 1.5, "full": 3.0}
LABELS = {
    "bare": "bare navigation to load",
    "light": "response and DOM",
    "full": "everything",
    "probe": "probe, no browser",
}


def main() -> None:
    """Compare the arms, or be one of them."""
    parser = argparse.ArgumentParser(prog="benchmarks.capture", description=__doc__)
    parser.add_argument("--pages", type=Path, default=Path("../shared/pages"), help="folder of real pages")
    parser.add_argument("--count", type=int, default=12, help="pages of a round")
    parser.add_argument("--rounds", type=int, default=2, help="in alternating order")
    parser.add_argument("--arm", choices=ARMS, help=argparse.SUPPRESS)
    parser.add_argument("--port", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.arm:
        ARMS[options.arm](
            options.port, [f"http://127.0.0.1:{options.port}/p/{n}" for n in range(options.count)]
        )
    else:
        compare(options.pages, options.count, options.rounds)


def compare(folder: Path, count: int, rounds: int) -> None:
    """Run all arms and print them beside each other."""
    pages = load_pages(folder, count)
    server = PageServer(pages)

    def arm(name: str, visits: int) -> Cost:
        program = [sys.executable, "-m", "benchmarks.capture", "--arm", name]
        return run([*program, "--port", str(server.server_port), "--count", str(visits)])

    starts = {name: arm(name, 0) for name in ARMS}
    costs: dict[str, list[Cost]] = {name: [] for name in ARMS}
    for number in range(rounds):
        for name in list(ARMS)[:: 1 if number % 2 == 0 else -1]:
            costs[name].append(arm(name, count))
            print(f"round {number + 1} {name}: {costs[name][-1].cpu_seconds:.1f} s", file=sys.stderr)
    server.shutdown()
    sizes = statistics.median(map(len, pages)) / 1000
    print(f"{count} pages (median {sizes:.0f} KB of HTML), {rounds} rounds, {SIDE_BY_SIDE} side by side")
    report(costs, starts, count)


def report(costs: dict[str, list[Cost]], starts: dict[str, Cost], count: int) -> None:
    """Print processor seconds a visit, their ratio to bare navigation, and the bars."""

    def visit(name: str, seconds: Callable[[Cost], float]) -> float:
        return (statistics.mean(map(seconds, costs[name])) - seconds(starts[name])) / count

    bare = visit("bare", lambda cost: cost.cpu_seconds)
    print(f"{'':26}{'CPU s':>8}{'ratio':>8}{'bar':>6}{'wall s':>8}{'peak MB':>9}{'by wait4':>10}  kept")
    for name, label in LABELS.items():
        cpu = visit(name, lambda cost: cost.cpu_seconds)
        bar = BARS.get(name)
        print(
            f"{label:26}{cpu:8.3f}{cpu / bare:8.2f}{bar or '':>6}"
            f"{visit(name, lambda cost: cost.wall_seconds):8.2f}"
            f"{max(cost.peak_bytes for cost in costs[name]) / 1e6:9.0f}"
            f"{visit(name, lambda cost: cost.reaped_seconds):10.3f}  {costs[name][-1].output.strip()}"
        )
    for name, bar in BARS.items():
        ratio = visit(name, lambda cost: cost.cpu_seconds) / bare
        held = "met" if ratio <= bar else "MISSED"
        print(f"{LABELS[name]}: {ratio:.2f} of bare navigation, bar {bar}: {held}")
    counted = "control group" if starts["bare"].group_seconds is not None else "wait4 with a subreaper"
    print(f"processor time of all processes by {counted}; memory is proportional set size, sampled")


# --- the arms, each in a process of its own ---


def bare_arm(_port: int, urls: list[str]) -> None:
    """Navigate with the browser and flags of captures, and keep nothing."""

    async def work() -> None:
        with TemporaryDirectory() as folder:
            launch = Launch(proxy=None, sandbox=None, environ=os.environ, folder=Path(folder))
            playwright = await start_driver(Path(folder))
            browser, _ = await launch.first(playwright, candidates(None, os.environ))
            assert browser is not None
            slots = asyncio.Semaphore(SIDE_BY_SIDE)

            async def navigate(url: str) -> None:
                async with slots:
                    context = await browser.new_context()
                    page = await context.new_page()
                    await page.goto(url, wait_until="load", timeout=60_000)
                    await context.close()

            await asyncio.gather(*map(navigate, urls))
            await browser.close()
            await playwright.stop()

    asyncio.run(work())


def capture_arm(port: int, urls: list[str], depth: Depth) -> None:
    """Capture as production does, politeness aside."""
    with guard(port) as proxy:
        capturer = BrowserCapturer(
            Capturing(concurrency=SIDE_BY_SIDE),
            proxy=proxy,
            user_agent="Archiver benchmark",
            turn=lambda _: 0.0,
            now=lambda: datetime.now(UTC),
        )
        with capturer:
            if not urls:  # the start alone
                capturer._submit(start(capturer)).result()
            tasks = (CaptureTask(article=n, url=url, depth=depth) for n, url in enumerate(urls))
            print(kept([came for _, came in capturer.capture_all(tasks)]))


async def start(capturer: BrowserCapturer) -> None:
    async with capturer._engine(None).browser():
        return


def probe_arm(port: int, urls: list[str]) -> None:
    """Fetch by plain HTTP."""
    with guard(port) as proxy, Fetcher(proxy, user_agent="Archiver benchmark") as fetcher:
        print(kept([probe(fetcher, CaptureTask(article=n, url=url)) for n, url in enumerate(urls)]))


ARMS: dict[str, Callable[[int, list[str]], None]] = {
    "bare": bare_arm,
    "light": lambda port, urls: capture_arm(port, urls, Depth.LIGHT),
    "full": lambda port, urls: capture_arm(port, urls, Depth.FULL),
    "probe": probe_arm,
}


@contextmanager
def guard(port: int) -> Iterator[GuardProxy]:
    def no_names(host: str) -> list[str]:
        if host == "127.0.0.1":
            return [host]
        raise OSError("names are not resolved here")

    policy = Policy(frozenset({("127.0.0.1", port)}))
    with GuardProxy(policy, max_bytes=64_000_000, resolve=no_names) as proxy:
        yield proxy


def kept(results: list[Capture | Exception]) -> str:
    """Say how many captures there are, and the median size of what they hold."""
    captures = [came for came in results if isinstance(came, Capture)]
    if not captures:
        return ""
    parts = []
    for name in ("response", "dom", "mhtml", "screenshot"):
        sizes = [
            len(artefact.content)
            for capture in captures
            if isinstance(artefact := getattr(capture, name), Artefact) and artefact.content
        ]
        if sizes:
            parts.append(f"{name} {statistics.median(sizes) / 1000:.0f} KB in {len(sizes)}")
    bodies = [sum(len(r.body.content or b"") for r in capture.resources) for capture in captures]
    if any(bodies):
        parts.append(f"bodies {statistics.median(bodies) / 1000:.0f} KB")
    return f"{len(captures)} of {len(results)}: {', '.join(parts)}"


if __name__ == "__main__":
    main()
