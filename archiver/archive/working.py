"""`Archive`: the object users hold. It wires the steps and holds no rule."""

from __future__ import annotations

from archiver.archive.admitting import Admitting
from archiver.archive.importing import Importing
from archiver.archive.listening import Listening
from archiver.archive.tending import Tending


class Archive(Listening, Importing, Tending, Admitting):
    """An archive home, opened. Use it as a context manager.

    Browser, proxy and database start when they are first needed.
    """
