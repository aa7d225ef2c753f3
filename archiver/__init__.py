"""Archiver: keep news articles as evidence, read them, and record every edit.

`normalize` and `diff` are pure; `open_archive` gives the object that visits, keeps and compares. What else
other programs may import is listed in docs/python.md.
"""

from __future__ import annotations

from os import PathLike
from typing import TYPE_CHECKING

from archiver.model.reading import Reading
from archiver.version import __version__ as __version__

if TYPE_CHECKING:
    from archiver.archive.working import Archive
    from archiver.diff import diff
    from archiver.normalize import normalize
else:  # the packages of these names, which can be called: see `archiver.callables`
    from archiver import diff, normalize

__all__ = ["Reading", "diff", "normalize", "open_archive"]


def open_archive(home: str | PathLike[str], *, write: bool = False) -> Archive:
    """Open the archive of a home; use it as a context manager.

    Looking always works, also while a daemon writes. What changes the archive takes the right to write when
    it is first called, and keeps it until the archive is closed.

    Args:
        home: its directory.
        write: take the right to write at once.

    Raises:
        HomeNotFound: there is no `archiver.toml`.
        ConfigError: it cannot be used.
        StoreError: the database is of another age than this program.
        ArchiveBusy: another program has the right to write, and this one wants it.
    """
    from archiver.archive.working import Archive  # late: it brings the browser and SQLite along

    archive = Archive.open(home)
    if write:
        _ = archive.store
    return archive
