"""Keep dask's own log to itself: what matters of it is said by this program, in its words."""

from __future__ import annotations

import logging


def hush() -> None:
    """Let dask tell of nothing but errors of its own."""
    logging.getLogger("distributed").setLevel(logging.CRITICAL)
