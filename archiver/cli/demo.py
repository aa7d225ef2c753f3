"""`archiver demo`: everything it does, on a small news site that edits itself."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from rich.text import Text

from archiver.archive.working import Archive
from archiver.cli.fleet import MISSING
from archiver.cli.render import FAINT, console, diff_view, put, show_edits
from archiver.cli.report import show_added, show_discoveries, show_round
from archiver.cli.terminal import say
from archiver.demo import DemoSite, time_at
from archiver.errors import UsageError
from archiver.home import Home, create_home
from archiver.model.revision import Edit

DECLARATION = """\
# The home of a demo: it may visit its own news site on this machine, and nothing else that is private.

[guard]
allow = ["{host}"]

[politeness]
delay = "50ms"

[schedule]
confirm = "1s"

[capture]
dwell = "800ms"   # the site is near; the default of 2 s is for the real web
"""

AFTER_STEP = timedelta(minutes=12)
"""Of the site's own time, from the newsroom's edit to our visit."""


WORKERS = ("worker-one", "worker-two")
"""Of the fleet that the demo has, where it has one."""


def perform(folder: Path | None, *, with_fleet: bool = False) -> None:
    """Make a home, watch the site through its edits, and show what was found.

    Args:
        folder: for the home; None: a temporary one.
        with_fleet: workers make the visits, and say so; else a browser of this process.
    """
    home = create_home(folder or Path(tempfile.mkdtemp(prefix="archiver-demo-")) / "home")
    with ExitStack() as stack:
        site = stack.enter_context(DemoSite())
        host = urlsplit(site.url).netloc
        home.declaration.write_text(DECLARATION.format(host=host), encoding="utf-8")
        _say(f"a small news site runs at {site.url}, and an archive home is at {home.root}")
        fleet = stack.enter_context(_workers(host)) if with_fleet else None
        _first_visit(home, site, fleet)
        for step in range(1, site.last_step + 1):
            site.at(step)
            _say(f"{time_at(step):%H:%M} the newsroom has edited; visiting all articles again")
            with _archive(home, step, fleet) as archive:
                tasks = archive.all_tasks()
                show_round(archive.visit(tasks), expected=len(tasks))
    _show_found(home)


def _first_visit(home: Home, site: DemoSite, fleet: str | None) -> None:
    with _archive(home, 0, fleet) as archive:
        _say("adding its feed and one of its section fronts")
        show_added([archive.add(site.url + path) for path in ("/feed.xml", "/politics")])
        _say("discovering articles")
        show_discoveries(archive.discover(), dry_run=False)
        _say(f"{time_at(0):%H:%M} visiting every article with a browser")
        tasks = archive.due()
        show_round(archive.visit(tasks), expected=len(tasks))


@contextmanager
def _workers(host: str) -> Iterator[str]:
    """Give the address of a fleet that may visit the site."""
    try:
        from archiver.fleet.rehearsal import small_fleet
    except ModuleNotFoundError as error:
        raise UsageError(MISSING) from error
    with small_fleet(WORKERS, "--allow", host, "--concurrency", "1") as address:
        _say(f"two workers join a scheduler at {address}; of a host, one page is visited at a time")
        yield address


@contextmanager
def _archive(home: Home, step: int, fleet: str | None) -> Iterator[Archive]:
    """Open the archive on the site's clock: what is shown must agree with what the site says."""

    def now() -> datetime:
        return time_at(step) + AFTER_STEP

    with Archive.open(home, now=now, fleet=fleet) as archive:
        yield archive


def _show_found(home: Home) -> None:
    with Archive.open(home, readonly=True) as archive:
        _say("what the newsroom changed (archiver edits --events)")
        show_edits(archive.feed(events=True), nothing="no edits were found")
        edits = [entry for entry in archive.feed() if isinstance(entry, Edit)]
        if edits:
            told = max(edits, key=_size)
            _say(f"one of them in full (archiver diff {told.url} {told.new})")
            put(diff_view(archive.compare(told.url, told.old, told.new)))
    _say(f"the archive stays in {home.root}")
    say(f"  browse it:   archiver --home {home.root} browse")
    say(f"  list edits:  archiver --home {home.root} edits")
    say(f"  verify it:   archiver --home {home.root} verify")


def _size(edit: Edit) -> tuple[bool, int]:
    """Return what makes one edit more worth showing than another."""
    changed = sum(number for kind, number in edit.blocks if kind != "same")
    return edit.assessment.substantive, changed + len(edit.fields)


def _say(text: str) -> None:
    console().print(Text.assemble(("\n▍ ", FAINT), (text, "bold")), soft_wrap=True)
