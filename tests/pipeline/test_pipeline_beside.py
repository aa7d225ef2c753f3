"""Text that is left out is watched: where it alone changes, the visit says so, and no edit is told."""

from __future__ import annotations

from datetime import timedelta

from rounds import NOON, PARAGRAPHS, URL, Visiting, capture, outcomes, page

from archiver.store import Store

TICKETS = "<p>Tickets</p><p>Times</p><p>Map</p>"
BOX = "<div class=facts><p>The ferry has sailed since 1871 and carries {} people.</p>" + TICKETS + "</div>"
TEASER = "<div><h3><a href='/{0}'>A wall for the harbor</a></h3><img src='{0}.jpg'><p>{1}</p></div>"
SAID = "something else on the page changed"


def with_box(box: str) -> bytes:
    return page().replace(PARAGRAPHS[1].encode(), b"</p>" + box.encode() + b"<p>" + PARAGRAPHS[1].encode())


def test_text_that_is_left_out_and_changes_is_a_sign_and_no_edit(store: Store, visiting: Visiting) -> None:
    before, after = with_box(BOX.format(200)), with_box(BOX.format(300))
    visits = visiting(capture(before, 0), capture(before, 60), capture(after, 120), rounds=3)

    assert outcomes(visits) == ["first", "same", "same"]
    assert [visit.reason == SAID for visit in visits] == [False, False, True]
    assert store.beside_since(store.find_article(URL).id) == NOON + timedelta(hours=2)
    assert not list(store.edits())


def test_teasers_in_the_text_may_change_without_a_word(store: Store, visiting: Visiting) -> None:
    texts = (
        "The wall is to be raised by two feet, at last.",
        "Nobody knows who will pay for the wall in the end.",
    )
    looks = [capture(with_box(TEASER.format(n, text * 2)), 60 * n) for n, text in enumerate(texts)]
    visits = visiting(*looks, rounds=2)

    assert outcomes(visits) == ["first", "same"]
    assert SAID not in {visit.reason for visit in visits}
    assert store.beside_since(store.find_article(URL).id) is None
