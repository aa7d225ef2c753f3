"""A git history of pages: each state of a file is a capture, at the time of its commit.

Only plumbing of git is called, which runs no hook, pager or program that the configuration of a stranger's
repository may name.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path, PurePosixPath

from archiver.imports.found import MOST_BODY, Broken, Found, NotReadable, captured
from archiver.imports.saved import UNTOLD, address_of, is_page
from archiver.model.capture import Capture, Origin

SAFE = ("-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "--no-pager", "--no-replace-objects")

REMOVED = "0" * 40
"""Name of what is no file any more."""

SECONDS = 300
"""A call of git takes at most so long; listing a hundred thousand commits takes some ten."""


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """A file as one commit left it."""

    commit: str
    at: datetime  # UTC
    blob: str
    path: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GitHistory:
    """A repository, with or without a working tree."""

    about: str = "git repositories of HTML files"

    def knows(self, path: Path) -> bool:
        """Tell whether it is one."""
        is_bare = (path / "HEAD").is_file() and (path / "objects").is_dir()
        return path.is_dir() and (is_bare or (path / ".git").exists())

    def find(self, path: Path, collection: str) -> Iterator[Found | Broken]:
        """Yield each state of each page, of all branches."""
        name, known = path.resolve().name, dict[str, str | None]()  # path → address
        try:
            states = list(_states(path))
        except NotReadable as error:
            yield Broken(archive=name, record="history", why=str(error))
            return
        for state in states:
            record = f"{state.commit}:{state.path}"
            origin = Origin(collection=collection, archive=name, record=record, made_by="git")
            try:
                if known.get(state.path) is None:
                    known[state.path] = address_of(_blob(path, state.blob), PurePosixPath(state.path))
                url = known[state.path]
            except NotReadable as error:
                yield Broken(archive=name, record=record, why=str(error))
                continue
            if url is None:
                yield Broken(archive=name, record=record, why=UNTOLD)
                continue
            yield Found(url=url, at=state.at, origin=origin, load=partial(_load, path, state, url, origin))


def _states(path: Path) -> Iterator[State]:
    """Yield what each commit changed.

    Raises:
        NotReadable: git cannot tell.
    """
    listed = _git(path, "rev-list", "--all", "--no-merges", "--timestamp").decode("ascii", "replace").split()
    times = dict(zip(listed[1::2], listed[::2], strict=True))
    asked = "".join(f"{commit}\n" for commit in times).encode()
    told = _git(path, "diff-tree", "--stdin", "--root", "-r", "-z", "--no-renames", given=asked)
    commit = ""
    fields = iter(told.decode("utf-8", "surrogateescape").split("\0"))
    for field in fields:
        if not field.startswith(":"):
            commit = field.split(" ")[0].strip() or commit
            continue
        name, blob = next(fields, ""), field.split(" ")[3]
        if blob != REMOVED and is_page(name) and commit in times:
            at = datetime.fromtimestamp(int(times[commit]), UTC)
            yield State(commit=commit, at=at, blob=blob, path=name)


def _load(path: Path, state: State, url: str, origin: Origin) -> Capture:
    return captured(url, _blob(path, state.blob), at=state.at, origin=origin)


def _blob(path: Path, blob: str) -> bytes:
    """Return a file as git has it.

    Raises:
        NotReadable: it is not there, or too large.
    """
    if int(_git(path, "cat-file", "-s", blob)) > MOST_BODY:
        raise NotReadable(f"it is larger than {MOST_BODY} bytes")
    return _git(path, "cat-file", "blob", blob)


def _git(path: Path, *words: str, given: bytes = b"") -> bytes:
    """Return what git says.

    Raises:
        NotReadable: it is not installed, fails, or takes too long.
    """
    environ = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    environ |= {"GIT_CONFIG_NOSYSTEM": "1", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0"}
    try:
        done = subprocess.run(
            ["git", *SAFE, "-C", str(path), *words],
            input=given,
            capture_output=True,
            check=True,
            timeout=SECONDS,
            env=environ,
        )
    except FileNotFoundError as error:
        raise NotReadable("git is not installed") from error
    except (subprocess.SubprocessError, OSError) as error:
        said = getattr(error, "stderr", b"") or str(error).encode()
        raise NotReadable(f"git cannot read it: {said.decode('utf-8', 'replace').strip()[:200]}") from error
    return done.stdout
