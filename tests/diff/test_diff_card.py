"""The share card of a comparison: what it shows, what it says, and that it is known by what it shows."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from archiver.diff.card import LONGEST_TOLD, card_of
from archiver.diff.weigh import weigh
from archiver.model.reading import Block, Reading
from archiver.model.revision import Comparison, Revision

AT = datetime(2026, 3, 2, 6, tzinfo=UTC)
OLD = Reading(
    reader="generic/1",
    headline="Bridge is safe, engineers say",
    language="en",
    blocks=(
        Block(text="The council met on Monday. It will cost $4.2 million."),
        Block(text="Nobody was hurt."),
    ),
)


def compared(old: Reading, new: Reading) -> Comparison:
    diff, assessment = weigh(old, new, ())
    revisions = [
        Revision(
            id=number, article=1, number=number, snapshot=number, reading=reading, fingerprint="",
            seen_from=AT + timedelta(hours=number), seen_until=AT + timedelta(hours=number), opened_by="edit",
        )
        for number, reading in enumerate((old, new), 1)
    ]  # fmt: skip
    return Comparison(
        url="https://courier.example/bridge",
        old=revisions[0],
        new=revisions[1],
        diff=diff,
        assessment=assessment,
    )


def card(new: Reading, old: Reading = OLD, source: str | None = "The Courier"):
    return card_of(compared(old, new), None, source=source)


def test_it_says_both_headlines_whose_and_when() -> None:
    made = card(replace(OLD, headline="Cracks found under the harbor"))
    assert made.told.startswith(
        "Headline before: “Bridge is safe, engineers say”; now: “Cracks found under the harbor”."
        " The Courier, between 2 March 2026 07:00 and 08:00 UTC: headline rewritten"
    )
    assert "Bridge is safe" in made.html
    assert "Cracks found" in made.html


def test_where_the_headline_stayed_it_shows_the_passage_that_changed() -> None:
    text = OLD.blocks[0].text.replace("4.2", "6.2")
    made = card(replace(OLD, blocks=(Block(text=text), OLD.blocks[1])))
    assert "before: “The council met on Monday. It will cost $4.2 million.”" in made.told
    assert "now: “The council met on Monday. It will cost $6.2 million.”" in made.told
    assert re.search(r'<del class="diff-del">.*4\.2', made.html)
    assert OLD.headline in made.html


def test_what_is_told_fits_where_it_is_shown() -> None:
    made = card(replace(OLD, headline="word " * 2000), replace(OLD, headline="other " * 2000))
    assert len(made.told) <= LONGEST_TOLD
    assert made.told.count("…") == 2
    assert len(made.html) < 5_000


@pytest.mark.parametrize("text", ["x" * 9_000, "会" * 9_000, "Ein Satz. " * 900])
def test_a_long_passage_is_shown_from_its_first_change_on(text: str) -> None:
    old = replace(OLD, blocks=(Block(text=f"{text} four {text}"),))
    made = card(replace(OLD, blocks=(Block(text=f"{text} five {text}"),)), old)
    assert "four" in made.told
    assert "five" in made.told
    assert len(made.html) < 5_000


def test_another_wording_is_another_card() -> None:
    one, other = (card(replace(OLD, headline=text)).name for text in ("Bridge closed", "Bridge shut"))
    assert one != other
    assert one == card(replace(OLD, headline="Bridge closed")).name


def test_words_of_a_page_stay_words() -> None:
    attack = '"><script>window.pwned=1</script><img src=//evil.example/x>\u202e'
    made = card(replace(OLD, headline=attack, language=attack), source=attack)
    assert "<script" not in made.html
    assert "<img" not in made.html
    assert "\u202e" not in made.told


def test_without_a_source_the_host_is_named() -> None:
    assert "courier.example, between" in card(replace(OLD, headline="Bridge closed"), source=None).told
