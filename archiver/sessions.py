"""Sessions that sources are visited with: files in `sessions/` of the home, for nobody else to read.

A session is what a browser was given when a person signed in. It never leaves this folder but for the
source's own servers: `capture/blotting.py` takes it out of what pages show. Its file also says whether it
still opens the door, so that a new one, whoever keeps it and when, begins anew.

Numbers that name no source are chosen; nothing was measured for them alone.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

from archiver.access import write_private
from archiver.errors import NotUsable, UsageError
from archiver.model.manner import Session

ENDING = ".json"

SHUT_OUT = 2
"""Articles in a row that a session does not open before it has run out; one may need another subscription."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptSession:
    """A session, and how it fares."""

    source: str
    session: Session
    ran_out_at: datetime | None = None  # UTC
    why: str | None = None  # it is said to have run out
    refused: tuple[str, ...] = ()  # articles in a row that it did not open


class Sessions:
    """The sessions of a home; may be shared by threads."""

    def __init__(self, folder: Path, now: Callable[[], datetime]) -> None:
        """Take the folder, which need not be there, and the clock (aware UTC)."""
        self._folder, self._now = folder, now
        self._lock = threading.RLock()
        self._read: dict[str, tuple[tuple[int, int, int], KeptSession]] = {}

    def find(self, source: str) -> KeptSession | None:
        """Return the session of a source as it is now, or None if there is none.

        Raises:
            NotUsable: its file cannot be read, or holds no session.
        """
        path = self._path(source)
        try:
            found = path.stat()
            signature = (found.st_mtime_ns, found.st_size, found.st_ino)
            with self._lock:
                known = self._read.get(source)
                if known is None or known[0] != signature:
                    known = signature, _parsed(source, path.read_text(encoding="utf-8"))
                    self._read[source] = known
        except FileNotFoundError:
            return None
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise NotUsable(str(path), f"it holds no session ({type(error).__name__})") from error
        return self._aged(known[1])

    def sources(self) -> tuple[str, ...]:
        """Return the names of the sources that have one; to who may not look into the folder, none."""
        try:
            names = sorted(path.name for path in self._folder.iterdir() if path.suffix == ENDING)
        except OSError:
            return ()
        return tuple(unquote(name.removesuffix(ENDING)) for name in names)

    def keep(self, source: str, state: Mapping[str, Any]) -> KeptSession:
        """Keep a session in the place of the one before.

        Args:
            source: its name.
            state: a storage state of Playwright.

        Raises:
            UsageError: there is nothing in it.
            NotUsable: it cannot be written.
        """
        if not state.get("cookies") and not state.get("origins"):
            raise UsageError("there is no session: the browser was given no cookie, and nothing was stored")
        kept = KeptSession(source=source, session=Session(kept_at=self._now(), state=state))
        self._write(kept)
        return kept

    def renew(self, source: str, used: Session, cookies: Iterable[Mapping[str, Any]]) -> None:
        """Take over what the source made of the cookies of a session that it let in."""
        with self._lock:
            kept = self.find(source)
            if kept is None or kept.session.kept_at != used.kept_at:
                return  # somebody signed in anew meanwhile
            known = {cookie["domain"] for cookie in kept.session.cookies}
            fresh = [dict(cookie) for cookie in cookies if cookie["domain"] in known]
            if fresh and fresh != list(kept.session.cookies):
                state = {**kept.session.state, "cookies": fresh}
                self._write(replace(kept, session=replace(kept.session, state=state)))

    def note(self, source: str, url: str, refusal: str | None, *, sure: bool = False) -> None:
        """Note whether a session opened the door of an article; after some that it did not, it has run out.

        Args:
            source: whose session.
            url: of the article.
            refusal: what stood there in its place; None: the article did.
            sure: the page itself says that nobody is signed in.
        """
        with self._lock:
            kept = self.find(source)
            if kept is None or kept.ran_out_at is not None:
                return
            if refusal is None:
                if kept.refused:
                    self._write(replace(kept, refused=()))
                return
            refused = tuple(dict.fromkeys((*kept.refused, url)))
            over = sure or len(refused) >= SHUT_OUT
            seen = replace(kept, refused=refused)
            self._write(replace(seen, ran_out_at=self._now(), why=refusal) if over else seen)

    def forget(self, source: str) -> bool:
        """Remove the session of a source; tell whether there was one."""
        path = self._path(source)
        there = path.exists()
        path.unlink(missing_ok=True)
        return there

    def _aged(self, kept: KeptSession) -> KeptSession:
        """Return a session as it is now: run out, where each of its cookies has."""
        ends = [float(cookie.get("expires", -1)) for cookie in kept.session.cookies]
        over = bool(ends) and all(0 < end <= self._now().timestamp() for end in ends)
        if kept.ran_out_at is not None or not over or kept.session.state.get("origins"):
            return kept
        last = datetime.fromtimestamp(max(ends), tz=self._now().tzinfo)
        return replace(kept, ran_out_at=last, why="all of its cookies have expired")

    def _path(self, source: str) -> Path:
        return self._folder / f"{quote(source, safe='')}{ENDING}"

    def _write(self, kept: KeptSession) -> None:
        tree = {
            "kept_at": kept.session.kept_at.isoformat(),
            "ran_out_at": kept.ran_out_at and kept.ran_out_at.isoformat(),
            "why": kept.why,
            "refused": kept.refused,
            "state": kept.session.state,
        }
        write_private(self._path(kept.source), json.dumps(tree, indent=1) + "\n")


def _parsed(source: str, text: str) -> KeptSession:
    tree = json.loads(text)
    return KeptSession(
        source=source,
        session=Session(kept_at=datetime.fromisoformat(tree["kept_at"]), state=_state(tree["state"])),
        ran_out_at=tree["ran_out_at"] and datetime.fromisoformat(tree["ran_out_at"]),
        why=tree["why"],
        refused=tuple(tree["refused"]),
    )


def state_of(path: Path) -> Mapping[str, Any]:
    """Return the storage state of Playwright that a file holds.

    Raises:
        UsageError: it cannot be read, or holds none.
    """
    try:
        return _state(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise UsageError(f"{path} is no storage state of Playwright ({type(error).__name__})") from error


def state_of_cookies(path: Path) -> Mapping[str, Any]:
    """Return the storage state of a cookies.txt, as browsers' extensions, curl and wget write it.

    Raises:
        UsageError: it cannot be read, or is none.
    """
    from http.cookiejar import LoadError, MozillaCookieJar

    jar = MozillaCookieJar()
    try:
        jar.load(str(path), ignore_discard=True, ignore_expires=True)
    except (OSError, LoadError) as error:
        raise UsageError(f"{path} is no cookies.txt in the format of Netscape") from error
    told = any(cookie.has_nonstandard_attr("HTTPOnly") for cookie in jar)  # not every program tells
    cookies = [
        {
            "name": cookie.name,
            "value": cookie.value or "",
            "domain": cookie.domain,
            "path": cookie.path,
            "expires": cookie.expires or -1,
            "httpOnly": not told or cookie.has_nonstandard_attr("HTTPOnly"),
            "secure": cookie.secure,
            "sameSite": "Lax",
        }
        for cookie in jar
    ]
    return {"cookies": cookies, "origins": []}


def _state(tree: Any) -> Mapping[str, Any]:
    """Return what is needed of a storage state, or raise what a wrong one leads to."""
    cookies = [{**cookie, "value": str(cookie["value"])} for cookie in tree.get("cookies", [])]
    for cookie in cookies:
        _ = cookie["name"], cookie["domain"], cookie["path"], float(cookie.get("expires", -1))
    origins = [
        {
            "origin": str(origin["origin"]),
            "localStorage": [
                {"name": str(entry["name"]), "value": str(entry["value"])} for entry in origin["localStorage"]
            ],
        }
        for origin in tree.get("origins", [])
    ]
    return {"cookies": cookies, "origins": origins}
