"""Did the publisher withdraw the article?"""

from __future__ import annotations

from archiver.diff.disclosure import disclose
from archiver.diff.engine import compare
from archiver.model.reading import NoticeKind, Reading


def is_retracted(old: Reading, new: Reading) -> bool:
    """Tell whether the new reading says that the article is withdrawn, and the current one does not.

    Then that the text is gone is no doubt but what the notice says, and a headline that was changed with it
    is no trial.
    """
    return disclose(old, new, compare(old, new)).kind == NoticeKind.RETRACTION
