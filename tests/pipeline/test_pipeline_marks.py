"""What today's captures mark, and those of earlier programs did not, is no edit of the article."""

from __future__ import annotations

from rounds import EDITED_PARAGRAPHS, PARAGRAPHS, Visiting, capture, outcomes, page

from archiver.store import Store

HINT = "Print this article for private use only, and ask the Gazette before you do anything else with it."
HEADLINE = "Ferry cancelled as storm nears"
BEFORE = page(HEADLINE, PARAGRAPHS[0], HINT, *PARAGRAPHS[1:])
"""A style sheet hides the second paragraph, which the capture of an earlier program does not say."""


def marked(html: bytes) -> bytes:
    hint = HINT.encode()
    html = html.replace(b"<p>" + hint, b'<p data-archiver-hidden="">' + hint)
    return html.replace(b"<html", b'<html data-archiver-shown=""', 1)


NOW = marked(BEFORE)


def test_what_is_marked_as_hidden_now_was_removed_by_nobody(store: Store, visiting: Visiting) -> None:
    visits = visiting(capture(BEFORE, 0), *(capture(NOW, at) for at in (60, 61, 120)), rounds=3)
    assert outcomes(visits) == ["first", "changed", "rebased", "same"]
    assert list(store.edits()) == []


def test_what_a_page_hides_from_now_on_is_an_edit(store: Store, visiting: Visiting) -> None:
    shown = BEFORE.replace(b"<html", b'<html data-archiver-shown=""', 1)
    looks = (capture(NOW, 60 + at) for at in range(7))
    assert outcomes(visiting(capture(shown, 0), *looks, rounds=2))[-1] == "edited"


def test_an_edit_of_the_text_is_told_beside_new_marks(store: Store, visiting: Visiting) -> None:
    edited = page(HEADLINE, EDITED_PARAGRAPHS[0], HINT, *EDITED_PARAGRAPHS[1:])
    visits = visiting(capture(BEFORE, 0), *(capture(marked(edited), 60 + at) for at in (0, 1)), rounds=2)
    assert outcomes(visits) == ["first", "changed", "edited"]
