"""Take in what others captured: one small file a kind of archive, and a registry.

Files of strangers are hostile: nothing of them is held in memory beyond what a page may have, and what is
broken costs itself alone. Numbers that name no source are chosen; nothing was measured for them alone.
"""

from __future__ import annotations

from pathlib import Path

from archiver.imports.changedetection import ChangeDetection
from archiver.imports.diffengine import DiffEngine
from archiver.imports.folder import PageFolder
from archiver.imports.found import Importer
from archiver.imports.history import GitHistory
from archiver.imports.newsdiffs import NewsDiffs
from archiver.imports.wacz import WaczFile
from archiver.imports.warc import WarcFile

__all__ = ["IMPORTERS", "importer_of"]

IMPORTERS: tuple[Importer, ...] = (
    WaczFile(),
    WarcFile(),
    ChangeDetection(),
    NewsDiffs(),
    GitHistory(),
    PageFolder(),
    DiffEngine(),
)
"""What can be read; the first that knows a file reads it. A new one is a file and a line here."""


def importer_of(path: Path) -> Importer | None:
    """Return what reads a file or folder, or None: nothing knows it."""
    return next((one for one in IMPORTERS if one.knows(path)), None)
