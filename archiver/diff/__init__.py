"""Say what changed between two readings; pure.

Numbers that name no source were set on edits of real articles and stay while `benchmarks.differ` gets no
worse; none was measured alone.
"""

from __future__ import annotations

from archiver.callables import make_callable
from archiver.model.diff import Diff
from archiver.model.reading import Reading


def diff(old: Reading, new: Reading) -> Diff:
    """Return what changed from `old` to `new`: fields, and the bodies block by block.

    Readings of different readers are compared all the same; whether that makes sense is for the
    caller to know.
    """
    from archiver.diff.engine import compare  # late: rapidfuzz costs time at start

    return compare(old, new)


make_callable(diff)
