"""An article that its publisher withdraws is told as that, though there is no text to be sure of."""

from __future__ import annotations

import pytest
from rounds import Visiting, capture, outcomes, page

from archiver.store import Store


@pytest.mark.parametrize(
    "note",
    [
        "This article has been withdrawn. The Gazette could not confirm what it said.",
        "Dieser Artikel wurde zurückgezogen, weil er unseren Regeln nicht genügte.",
    ],
)
def test_a_withdrawn_article_is_told_as_a_retraction(store: Store, visiting: Visiting, note: str) -> None:
    withdrawn = page("Ferry cancelled as storm nears", note)
    visits = visiting(capture(page(), 0), capture(withdrawn, 60), capture(withdrawn, 61), rounds=2)
    assert outcomes(visits) == ["first", "changed", "edited"]
    (edit,) = store.edits()
    assert edit.assessment.disclosure.kind == "retraction"
