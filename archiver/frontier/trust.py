"""Whether a plain request may answer a visit, or a browser must look."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

RECHECK = 30
"""Visits answered by plain requests after which a browser looks again: what scripts alone would change
is found within so many visits, for one browser visit in 31."""

MOST_PROOFS = 16
"""Browser visits in a row that win back any trust, however often it was lost."""


def may_probe(visits: Sequence[bool | None]) -> bool:
    """Tell whether plain HTTP is known to show the article as a browser does.

    One browser visit that saw it is enough at first; after each visit that found otherwise, as far as
    they are remembered, it takes twice as many in a row.

    Args:
        visits: the last visits, newest first. True: a browser's, and plain HTTP showed the same; False: a
            browser's, and it did not; None: answered by plain HTTP.
    """
    probes = sum(1 for _ in takewhile(lambda visit: visit is None, visits))
    browsed = [visit for visit in visits if visit is not None]
    proofs = sum(1 for _ in takewhile(bool, browsed))
    return probes < RECHECK and proofs >= min(2 ** browsed.count(False), MOST_PROOFS)
