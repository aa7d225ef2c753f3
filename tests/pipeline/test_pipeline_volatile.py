"""Pages that differ from look to look, through the whole pipeline: visits, evidence, what is told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta
from itertools import count

from rounds import EDITED_PARAGRAPHS, HEADLINES, NOON, PARAGRAPHS, Visiting, capture, outcomes, page

from archiver.model.capture import Capture
from archiver.store import Store, verify

HEADLINE = "Ferry cancelled as storm nears"
APPEAL = "Our readers pay for this journalism. Support the Gazette from 2 euros a month."


def priced(paragraphs: Iterable[str] = PARAGRAPHS, *, begin: int = 0) -> Iterator[bytes]:
    """Give the page with another share price at each look, in the paragraph that is edited."""
    first, *rest = paragraphs
    for number in count(begin):
        price = f" Shares of Quayline (QYL {number * 37 % 89}.{number % 10}) were traded at noon."
        yield page(HEADLINE, first + price, *rest)


def looks(pages: Iterable[bytes], minutes: float, number: int) -> list[Capture]:
    return [capture(html, minutes + at / 10) for at, html in zip(range(number), pages, strict=False)]


def test_an_edit_beside_a_share_price_is_one_edit_with_its_evidence(store: Store, visiting: Visiting) -> None:
    visiting(*looks(priced(), 0, 8), rounds=3)
    visits = visiting(*looks(priced(EDITED_PARAGRAPHS, begin=50), 60, 2))
    assert outcomes(visits) == ["changed", "edited"]
    (edit,) = store.edits()
    assert edit.assessment.summary == "1 number changed; no correction note"
    assert edit.not_before < edit.not_after == NOON + timedelta(minutes=60)
    assert edit.body is not None
    assert ("70 miles" in str(edit.body[0]), "90 miles" in str(edit.body[1])) == (True, True)
    opened = store.revisions(1)[-1]
    assert "QYL" in opened.reading.text, "a revision is what was captured"
    assert verify(store).ok


def test_a_share_price_costs_a_few_looks_once_and_no_event(store: Store, visiting: Visiting) -> None:
    pages = priced()
    visiting(*looks(pages, 0, 8), rounds=2)
    for hour in range(1, 6):
        visits = visiting(*looks(pages, 60 * hour, 8))
        assert outcomes(visits) == ["same"]
    assert not list(store.events())
    assert not list(store.edits())
    (place,) = store.volatile_places(1)
    assert (place.place.part, place.is_noisy) == ("body", True)


def test_a_paragraph_by_lot_is_one_event_and_leaves_no_files_after(store: Store, visiting: Visiting) -> None:
    with_it = page(HEADLINE, *PARAGRAPHS, APPEAL)
    shown = [page(), with_it, page(), with_it, page(), page(), with_it, page(), with_it, with_it, page()]
    visiting(*[capture(html, 10 * at) for at, html in enumerate(shown)], rounds=8)
    assert not list(store.edits())
    (event,) = store.events()
    assert (event.kind, event.detail) == ("variant", f"one more paragraph: “{APPEAL}”")
    assert len(list(store.snapshots(1))) <= 3
    assert verify(store).ok


def test_a_page_that_never_comes_to_rest_is_said(store: Store, visiting: Visiting) -> None:
    visiting(capture(page(), 0))
    restless = [capture(page(headline), 60 + at) for at, headline in enumerate(HEADLINES)]
    assert set(outcomes(visiting(*restless, rounds=3))) == {"changed"}
    (one,) = store.health(NOON + timedelta(days=1)).restless
    assert (one.article, one.since) == (1, NOON)
