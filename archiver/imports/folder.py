"""A folder of pages that somebody saved, each at the time of its file."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from archiver.imports.found import Broken, Found, NotReadable, captured
from archiver.imports.saved import UNTOLD, address_of, file_content, is_page
from archiver.model.capture import Capture, Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFolder:
    """HTML files, in any folders below."""

    about: str = "folders of HTML files"

    def knows(self, path: Path) -> bool:
        """Tell whether it is a folder with a page in it."""
        return path.is_dir() and next(_pages(path), None) is not None

    def find(self, path: Path, collection: str) -> Iterator[Found | Broken]:
        """Yield its pages."""
        for file in _pages(path):
            name = str(file.relative_to(path))
            at = datetime.fromtimestamp(file.stat().st_mtime, UTC)
            origin = Origin(collection=collection, archive=path.resolve().name, record=name)
            try:
                url = address_of(file_content(file), file.relative_to(path))
            except NotReadable as error:
                yield Broken(archive=path.name, record=name, why=str(error))
                continue
            if url is None:
                yield Broken(archive=path.name, record=name, why=UNTOLD)
                continue
            yield Found(url=url, at=at, origin=origin, load=partial(_load, file, url, at, origin))


def _pages(folder: Path) -> Iterator[Path]:
    for here, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if name != ".git")
        for name in sorted(files):
            file = Path(here, name)
            if is_page(name) and file.is_file() and not file.is_symlink():
                yield file


def _load(file: Path, url: str, at: datetime, origin: Origin) -> Capture:
    return captured(url, file_content(file), at=at, origin=origin)
