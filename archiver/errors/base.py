"""The root of the tree."""

from __future__ import annotations


class ArchiverError(Exception):
    """Anything this program raises on purpose."""

    transient = False  # a fact of the class: would trying again soon make sense?
