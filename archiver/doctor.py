"""Is everything here that an archive needs? And, asked to, obtain what is missing.

Numbers that name no source are chosen; nothing was measured for them alone.
"""

from __future__ import annotations

import os
import platform
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from archiver.capture.browser import Found, find_browser
from archiver.capture.obtain import obtain_browser
from archiver.clocks import clock_lead, refuse_early
from archiver.config import Config, load_config
from archiver.errors import ArchiverError, BrowserMissing, ClockBehind
from archiver.guard.policy import Policy
from archiver.guard.proxy import GuardProxy
from archiver.home import Home
from archiver.notify import Surroundings, open_channel
from archiver.store import Store, features, introduce, schema_state

ROOM = 2_000_000_000
"""Bytes that should be free: a day of 300 articles with everything kept takes about 1 GB (measured
3.1 MB a full capture, see docs/decisions/0002-capture.md)."""

RIGHT = timedelta(seconds=2)
"""So far the clock may be off: times are shown by the second, and the question takes a while on its way."""

OTHERS = 0o077
"""Rights of everybody but the owner. Source: POSIX chmod."""

BUILT = datetime(2026, 11, 1, tzinfo=UTC)
"""This program was written after it: an earlier clock is wrong, and times are what we are believed for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One thing that was checked."""

    name: str
    ok: bool
    detail: str
    done: tuple[str, ...] = ()  # what was tried or obtained, in order


def examine(home: Home | None, *, now: datetime, fix: bool, say: Callable[[str], None]) -> Iterator[Check]:
    """Check Python, browser, database features, disk, clock, home, its keys and notifiers, cheapest first.

    Args:
        home: the home, if there is one.
        now: what the clock says (UTC).
        fix: obtain what is missing.
        say: told, a sentence at a time, what is being obtained and why.
    """
    yield Check(
        name="python",
        ok=sys.version_info >= (3, 11),
        detail=f"{platform.python_version()} on {platform.platform()}",
    )
    yield _clock(now)
    yield _ntp()
    missing = features()
    yield Check(
        name="sqlite",
        ok=not missing,
        detail=f"lacks {', '.join(missing)}" if missing else "has everything needed",
    )
    config = Config()
    if home is not None:
        check, config = _declaration(home)
        yield check
        yield _schema(home)
        yield from _visits(home, now)
        yield from _keys(home)
        yield from _channels(home, config)
        yield from _bucket(config)
    yield _disk(home.root if home else Path.cwd())
    yield _browser(config, fix=fix, say=say)


def _clock(now: datetime) -> Check:
    right = now > BUILT
    return Check(
        name="clock",
        ok=right,
        detail=f"{now:%Y-%m-%d %H:%M:%S} UTC"
        + ("" if right else ", which is in the past: set it, best by NTP"),
    )


def _ntp() -> Check:
    lead = clock_lead()
    if lead is None:
        return Check(name="ntp", ok=True, detail="not checked: no time server answered")
    side = "ahead of" if lead > timedelta() else "behind"
    said = f"the clock is {abs(lead.total_seconds()):.1f} s {side} a time server"
    right = abs(lead) <= RIGHT
    return Check(name="ntp", ok=right, detail=said if right else f"{said}; set it, best by NTP")


def _keys(home: Home) -> Iterator[Check]:
    """Find keys that others can read, if there are any."""
    found = sorted(home.keys.glob("*")) if home.keys.is_dir() else []
    if found:
        open_ = [str(path) for path in (home.keys, *found) if path.stat().st_mode & OTHERS]
        said = f"who reads it can sign in your name: chmod go= {' '.join(open_)}" if open_ else "yours only"
        yield Check(name="keys", ok=not open_, detail=said)


def _visits(home: Home, now: datetime) -> Iterator[Check]:
    """Find that the clock is behind what the archive has seen, if there is one to look at."""
    if not home.database.exists():
        return
    try:
        with Store.open(home.database, home.snapshots, readonly=True) as store:
            refuse_early(now, store.newest_visit())
    except ClockBehind as error:
        yield Check(name="visits", ok=False, detail=str(error))
    except ArchiverError:
        return  # told by the others


def _declaration(home: Home) -> tuple[Check, Config]:
    try:
        config = load_config(home.declaration)
    except ArchiverError as error:
        return Check(name="home", ok=False, detail=str(error)), Config()
    allowed = ", ".join(f"{host}:{port}" for host, port in sorted(config.guard.allow))
    note = f"; the guard lets it reach {allowed}" if allowed else ""
    return Check(name="home", ok=True, detail=f"{home.root}, {len(config.sources)} sources{note}"), config


def _schema(home: Home) -> Check:
    try:
        state = schema_state(home.database)
    except ArchiverError as error:
        return Check(name="schema", ok=False, detail=str(error))
    return Check(name="schema", ok=True, detail=state)


def _channels(home: Home, config: Config) -> Iterator[Check]:
    """Check that those who are told of edits would hear of them; nothing is sent."""
    with GuardProxy(Policy(config.guard.allow), max_bytes=config.capture.max_bytes) as proxy:
        surroundings = Surroundings(
            home=home.root, environ=os.environ, proxy=proxy, user_agent=config.politeness.user_agent
        )
        for notifier in config.notifiers:
            try:
                detail, ok = open_channel(notifier, surroundings).check(), True
            except ArchiverError as error:
                detail, ok = str(error), False
            yield Check(name="notify", ok=ok, detail=f"{notifier.name}: {detail}")


def _bucket(config: Config) -> Iterator[Check]:
    """Check that the bucket, if one is declared, can be listed, written and read."""
    if config.storage.bucket is None:
        return
    try:
        introduce(config.storage)
        said, ok = f"{config.storage.bucket} can be listed, written and read", True
    except ArchiverError as error:
        said, ok = str(error), False
    yield Check(name="bucket", ok=ok, detail=said)


def _disk(folder: Path) -> Check:
    free = shutil.disk_usage(folder).free
    inodes = os.statvfs(folder).f_favail
    enough = free > ROOM and (inodes > 10_000 or inodes == 0)  # some file systems count none
    return Check(name="disk", ok=enough, detail=f"{free / 1e9:.1f} GB and {inodes:,} files free at {folder}")


def _browser(config: Config, *, fix: bool, say: Callable[[str], None]) -> Check:
    setting, sandbox = config.capture.browser, config.capture.sandbox
    done: list[str] = []

    def note(line: str) -> None:
        done.append(line)
        say(line)

    try:
        try:
            found = find_browser(setting, os.environ, sandbox=sandbox)
        except BrowserMissing:
            if not fix:
                raise
            found = obtain_browser(setting, os.environ, say=note, sandbox=sandbox)
    except BrowserMissing as error:
        return Check(name="browser", ok=False, detail=str(error), done=tuple(done))
    return Check(name="browser", ok=True, detail=_told(found), done=tuple(done))


def _told(found: Found) -> str:
    sandbox = "sandboxed" if found.sandbox else "without a sandbox"
    return f"{found.product} at {found.path}, {sandbox}"
