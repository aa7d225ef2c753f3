"""What a sight of an article means: the verdict is that of the first rule in the table that answers.

A rule looks at a case and gives a verdict, or None: it has nothing to say. No rule knows another; one that
stands lower may rely on what those above it have answered already.
"""

from __future__ import annotations

from collections.abc import Callable

from archiver.judge.case import Case
from archiver.judge.misread import misread
from archiver.judge.rules import absent, doubtful, edited, first, other_reader, relaid, same, variant
from archiver.judge.shrunk import shrunk
from archiver.judge.stale import stale
from archiver.judge.waiting import waiting
from archiver.model.revision import Verdict

Rule = Callable[[Case], Verdict | None]

TABLE: tuple[Rule, ...] = (
    # rule           answers where                                            with
    absent,        # the page is not the article, or it stands elsewhere      Gone, Moved, Suspect
    first,         # the article was never read                               First
    other_reader,  # another reader than today's read the current revision    Rebased
    variant,       # a look made to confirm a change shows the current text   Variant
    same,          # the page says what the current revision says             Same
    stale,         # a cache kept an old copy                                 Suspect
    misread,       # the page has the text, but our reader misses it          Suspect, later Rebased
    shrunk,        # it is a cut or emptied copy, or another page             Suspect
    doubtful,      # what is read now or was before may be something else     Suspect, later Rebased
    waiting,       # too few looks in a row agree on the change               Changed
    relaid,        # the page's new layout alone makes it read otherwise      Rebased
    edited,        # nothing else explains the change                         Edited
)  # fmt: skip


def judge(case: Case) -> Verdict:
    """Return what a sight means, given what the archive knew of the article before it."""
    return next(verdict for rule in TABLE if (verdict := rule(case)) is not None)
