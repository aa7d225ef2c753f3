"""A git history of pages: each state of a file is a capture, at the time of its commit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path, PurePosixPath

from archiver.imports.found import Broken, Found, NotReadable, captured
from archiver.imports.plumbing import blob, commit_times, git
from archiver.imports.saved import UNTOLD, address_of, is_page
from archiver.model.capture import Capture, Origin

REMOVED = "0" * 40
"""Name of what is no file any more."""


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
                    known[state.path] = address_of(blob(path, state.blob), PurePosixPath(state.path))
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
    times = commit_times(path)
    asked = "".join(f"{commit}\n" for commit in times).encode()
    told = git(path, "diff-tree", "--stdin", "--root", "-r", "-z", "--no-renames", given=asked)
    commit = ""
    fields = iter(told.decode("utf-8", "surrogateescape").split("\0"))
    for field in fields:
        if not field.startswith(":"):
            commit = field.split(" ")[0].strip() or commit
            continue
        name, blob = next(fields, ""), field.split(" ")[3]
        if blob != REMOVED and is_page(name) and commit in times:
            at = datetime.fromtimestamp(times[commit], UTC)
            yield State(commit=commit, at=at, blob=blob, path=name)


def _load(path: Path, state: State, url: str, origin: Origin) -> Capture:
    return captured(url, blob(path, state.blob), at=state.at, origin=origin)
