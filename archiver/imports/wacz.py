"""WACZ files: zips whose `archive/` holds WARC files."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from archiver.imports.found import Broken, Found
from archiver.imports.warc import find_in

ARCHIVE = "archive"
ENDINGS = (".warc", ".warc.gz")
MOST_FILES = 10_000
"""WARC files in one zip; more is a list made to cost time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WaczFile:
    """A web archive as one file."""

    about: str = "WACZ files"

    def knows(self, path: Path) -> bool:
        """Tell whether it is a zip with WARC files in their place."""
        if not path.is_file() or not zipfile.is_zipfile(path):
            return False
        try:
            with zipfile.ZipFile(path) as packed:
                return any(_is_archive(name) for name in packed.namelist())
        except (zipfile.BadZipFile, OSError):
            return False

    def find(self, path: Path, collection: str) -> Iterator[Found | Broken]:
        """Yield the pages of all WARC files in it; none is unpacked under a name that the zip gives."""
        with zipfile.ZipFile(path) as packed:
            members = [one for one in packed.infolist() if _is_archive(one.filename)]
            for member in members[:MOST_FILES]:
                name = f"{path.name}/{member.filename}"
                try:
                    with packed.open(member) as file:
                        yield from find_in(file, name, collection)
                except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, EOFError) as error:
                    yield Broken(archive=path.name, record=member.filename, why=str(error))


def _is_archive(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return len(parts) > 1 and parts[0] == ARCHIVE and name.endswith(ENDINGS)
