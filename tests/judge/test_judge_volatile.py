"""Pages that differ from look to look: what is no text of the article, and the edits beside it."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

import pytest
import readings
from cases import together
from judge_cases import after_looks, knowing, looked

from archiver.model.diff import SpanKind
from archiver.model.reading import Anchor, Block, BlockKind, Caption, Picture, Reading
from archiver.model.revision import Changed, Edited, Memory, Variant, Verdict
from archiver.orchestration.rounds import LOOKS, RESTLESS

COST = "The repairs are estimated to cost ${} million, of which the region is to pay a third."
TEXT = (
    "The harbour council voted on Monday to close the old lifting bridge for nine weeks.",
    "About 4,200 people cross the bridge every day, most of them on foot.",
    "Traders on the north bank fear for their Christmas business, said Mira Oduya, who sells lamps there.",
    COST.format("4.2"),
    "The bridge was opened in 1931 and last repaired in 1987.",
)
EDITED = (*TEXT[:3], COST.format("6.2"), TEXT[4])
APPEALS = (
    "Never miss a story: subscribe to the Quay Post briefing, sent at seven.",
    "Our readers pay for this journalism. Support the Quay Post from 2 euros a month.",
    "Get the best stories of the week in your inbox every Friday morning.",
)
Page = Callable[[tuple[str, ...], random.Random], Reading]


reading = partial(readings.reading, headline="Harbour council closes lifting bridge")


def within(text: tuple[str, ...], at: int, *lines: str) -> Reading:
    """Return a reading with lines before the paragraph of that number."""
    return reading(*text[:at], *lines, *text[at:])


def linked(text: tuple[str, ...], url: str) -> Reading:
    """Return a reading whose third paragraph links to an address."""
    made = reading(*text)
    block = replace(made.blocks[2], anchors=(Anchor(text="lamps", url=url),))
    return replace(made, blocks=(*made.blocks[:2], block, *made.blocks[3:]))


def counted(text: tuple[str, ...], lot: random.Random) -> Reading:
    """Return a reading with a link whose words count, to a place that the words do not tell."""
    count = f"{lot.randrange(99)} comments"
    made = within(text, 3, f"{count} so far")
    block = replace(made.blocks[3], anchors=(Anchor(text=count, url="https://quay.example/a/talk"),))
    return replace(made, blocks=(*made.blocks[:3], block, *made.blocks[4:]))


def of_two_wordings(text: tuple[str, ...], lot: random.Random) -> Reading:
    """Return a reading whose second paragraph is worded in one of two ways."""
    other = "Most of the 4,200 people who cross the bridge every day are on foot."
    return reading(text[0], lot.choice((text[1], other)), *text[2:])


def priced(text: tuple[str, ...], lot: random.Random) -> Reading:
    """Return a reading with a share price in the very paragraph that is edited."""
    price = f" Shares of Quayline (QYL {lot.uniform(9, 19):.2f}) were traded in the morning."
    return reading(
        *(paragraph + price if paragraph.startswith("The repairs") else paragraph for paragraph in text)
    )


MADE_ANEW: dict[str, Page] = {
    "a-link-whose-words-count": counted,
    "a-price-in-the-edited-paragraph": priced,
    "two-prices": lambda text, lot: within(
        text, 2, f"Quayline (QYL {lot.uniform(9, 19):.2f}) and Hudson (HUD {lot.uniform(-3, 3):+.1f}%) rose."
    ),
    "a-poll": lambda text, lot: within(
        text,
        3,
        "Should the bridge be replaced?",
        f"Yes {lot.randint(2, 98)}%",
        f"{lot.randint(999, 9999)} votes",
    ),
    "the-weather": lambda text, lot: within(text, 5, "City | Now", f"Northbank | {lot.randint(-9, 30)} °C"),
    "readers-of-the-moment": lambda text, lot: within(
        text, 0, f"{lot.randint(9, 999)} people are reading this story"
    ),
    "in-japanese": lambda text, lot: within(
        text, 4, f"この記事は現在{lot.randint(9, 999)}人が閲覧しています。"
    ),
    "places-left": lambda text, lot: within(
        text, 1, f"Only {lot.randint(1, 60)} of our tote bags are left today."
    ),
    "a-caption": lambda text, lot: reading(
        *text, captions=(Caption(text=f"The bridge in October. {lot.randint(100, 9999)} views"),)
    ),
    "the-title": lambda text, lot: reading(
        *text, search_headline=f"Bridge closes | {lot.randint(10, 99)} degrees in Northbank today"
    ),
    "where-an-advert-leads": lambda text, lot: linked(text, f"https://ads.example/{lot.randint(9, 9999999)}"),
    "the-token-of-a-shop": lambda text, lot: linked(text, f"https://shop.example/lamps?tag={lot.random()}"),
}

BY_LOT: dict[str, Page] = {
    "half-get-a-paragraph-more": lambda text, lot: within(text, 4, *lot.choice(((), (APPEALS[0],)))),
    "one-of-three-appeals": lambda text, lot: within(text, 3, lot.choice(APPEALS)),
    "an-appeal-at-the-end-or-none": lambda text, lot: within(
        text, 5, *lot.choice(((), *((a,) for a in APPEALS)))
    ),
    "a-post-that-loads-or-not": lambda text, lot: within(
        text, 2, *lot.choice(((), ("The bridge is closed. pic.example/3tz — Harbour office (@harbour)",)))
    ),
    "a-standfirst": lambda text, lot: reading(*text, dek=lot.choice((None, "It takes nine weeks."))),
    "two-lots-at-once": lambda text, lot: reading(
        *text[:2], *lot.choice(((), APPEALS[:1])), *text[2:], *lot.choice(((), APPEALS[1:2]))
    ),
}


def visited(
    page: Page, *texts: tuple[str, ...], seed: int = 3, memory: Memory | None = None
) -> tuple[list[list[Verdict]], Memory]:
    """Return the verdicts of rounds in which a page showed each of these texts, and what is known then."""
    lot = random.Random(seed)
    memory = memory or knowing(page(texts[0], lot))
    rounds: list[list[Verdict]] = []
    for hour, text in enumerate(texts, 1):
        looks: list[Verdict] = []
        for number in range(LOOKS):
            moment = timedelta(hours=hour, seconds=20 * number)
            (verdict,), memory = looked(memory, page(text, lot), after=moment)
            looks.append(verdict)
            is_waiting = isinstance(verdict, Changed) and (verdict.looks > 1 or number + 1 < RESTLESS)
            if not is_waiting:
                break
        rounds.append(looks)
    return rounds, memory


def edits(rounds: list[list[Verdict]]) -> Iterator[Edited]:
    return (verdict for looks in rounds for verdict in looks if isinstance(verdict, Edited))


def went_and_came(edit: Edited) -> tuple[list[str], list[str]]:
    """Return the words that went and those that came in the body."""
    spans = [span for block in edit.diff.blocks for span in block.spans]
    sides = (SpanKind.REMOVED, SpanKind.ADDED)
    went, came = ([span.text.strip() for span in spans if span.kind is side] for side in sides)
    return went, came


@together("page", MADE_ANEW.values())
@together("before", [0, 6])
def test_an_edit_is_found_in_two_looks_beside_what_is_made_anew_at_each(page: Page, before: int) -> None:
    rounds, _ = visited(page, *[TEXT] * (before + 1), EDITED, EDITED, EDITED)
    (edit,) = edits(rounds)
    assert [type(verdict).__name__ for verdict in rounds[before + 1]] == ["Changed", "Edited"]
    went, came = went_and_came(edit)
    assert ("$4.2 million" in went, "$6.2 million" in came) == (True, True)
    assert edit.assessment.summary == "1 number changed; no correction note"
    assert edit.diff.fields == ()


@together("page", MADE_ANEW.values())
def test_what_is_made_anew_at_each_look_costs_no_more_looks_than_a_quiet_page(page: Page) -> None:
    rounds, _ = visited(page, *[TEXT] * 40)
    assert not list(edits(rounds))
    assert sum(map(len, rounds[2:])) == len(rounds[2:])


@together("page", BY_LOT.values())
@together("seed", range(6))
def test_what_is_shown_by_lot_is_a_variant_once_and_never_an_edit(page: Page, seed: int) -> None:
    rounds, _ = visited(page, *[TEXT] * 40, seed=seed)
    assert not list(edits(rounds))
    told = [
        verdict for looks in rounds for verdict in looks if isinstance(verdict, Variant) and verdict.is_news
    ]
    assert len(told) == 1
    assert sum(map(len, rounds[20:])) <= 1.4 * len(rounds[20:])


@pytest.mark.parametrize("page", BY_LOT.values(), ids=BY_LOT.keys())
def test_an_edit_is_found_beside_what_is_shown_by_lot(page: Page) -> None:
    rounds, _ = visited(page, *[TEXT] * 12, *[EDITED] * 12)
    (edit,) = edits(rounds)
    assert any(isinstance(verdict, Edited) for verdict in rounds[12])
    assert went_and_came(edit) == (["$4.2 million"], ["$6.2 million"])


@together("seed", range(6))
def test_a_test_of_the_text_is_told_as_an_edit_once_at_most(seed: int) -> None:
    """Two looks may be shown the other wording by chance; that it gives way again shows the lot."""
    rounds, memory = visited(of_two_wordings, *[TEXT] * 40, seed=seed)
    assert len(list(edits(rounds))) <= 1
    assert memory.volatile


# --- what is an edit all the same ---


NUMBER = reading(*EDITED)
PLAIN = reading(*TEXT)


def test_an_edit_that_is_undone_is_an_edit_and_a_reversion() -> None:
    verdicts, memory = looked(knowing(PLAIN), NUMBER, NUMBER)
    (_, edit), (*_, reversion) = verdicts, looked(memory, *[PLAIN] * 7, after=timedelta(hours=3))[0]
    assert isinstance(edit, Edited)
    assert isinstance(reversion, Edited)
    assert (edit.reverts_to, reversion.reverts_to) == (None, 1)


def test_an_edit_that_one_of_two_servers_shows_first_is_told_when_both_do() -> None:
    verdicts, memory = looked(knowing(PLAIN), NUMBER, PLAIN)
    assert isinstance(verdicts[-1], Variant)
    verdicts, _ = looked(memory, *[NUMBER] * 14, after=timedelta(hours=1))
    (edit,) = (verdict for verdict in verdicts if isinstance(verdict, Edited))
    assert went_and_came(edit) == (["$4.2 million"], ["$6.2 million"])
    assert edit.not_before is not None


def test_an_edit_made_between_two_looks_is_told_by_itself() -> None:
    both = reading(*EDITED[:4], "The bridge was opened in 1932 and last repaired in 1987.")
    names, memory = after_looks(knowing(PLAIN), NUMBER, both), looked(knowing(PLAIN), NUMBER, both)[1]
    assert names == ["Changed", "Edited"]
    verdicts, _ = looked(memory, both, both, after=timedelta(hours=1))
    assert isinstance(verdicts[-1], Edited)
    assert went_and_came(verdicts[-1]) == (["1931"], ["1932"])


def test_a_text_that_is_changed_twice_while_it_is_looked_at_is_told_with_its_last_wording() -> None:
    between = reading(*TEXT[:3], COST.format("5.2"), TEXT[4])
    assert after_looks(knowing(PLAIN), between, NUMBER, NUMBER) == ["Changed", "Changed", "Edited"]


def test_a_paragraph_that_came_to_stay_is_told_beside_others_shown_by_lot() -> None:
    page = BY_LOT["one-of-three-appeals"]
    _, memory = visited(page, *[TEXT] * 12)
    longer = (*TEXT, "The contract went to a yard in Southbank, the mayor said on Friday.")
    rounds, _ = visited(page, *[longer] * 6, memory=memory, seed=8)
    (edit,) = edits(rounds)
    assert went_and_came(edit) == ([], [longer[-1]])


def live(*entries: str, seconds: int = 0) -> Reading:
    """Return a live blog with these entries."""
    blocks = [Block(text=f"{seconds} people follow this blog")] if seconds else []
    for entry in entries:
        blocks += [Block(text=entry, kind=BlockKind.LIVE_ENTRY), Block(text=f"{entry}: more of it here.")]
    return replace(PLAIN, blocks=tuple(blocks))


MORNING, NOON_, EVENING, NIGHT = "The barriers are down", "Ferry starts", "Ferry is late", "Last ferry left"


@pytest.mark.parametrize("pinned", [(), ("What we know so far",)])
def test_new_entries_are_told_though_no_two_looks_agree_and_that_the_oldest_dropped_out_is_not(
    pinned: tuple[str, ...],
) -> None:
    memory = knowing(live(*pinned, EVENING, NOON_, MORNING, seconds=31))
    looks = [live(*pinned, NIGHT, EVENING, NOON_, seconds=seconds) for seconds in (42, 57)]
    verdicts, _ = looked(memory, *looks)
    edit = verdicts[-1]
    assert isinstance(edit, Edited)
    assert went_and_came(edit) == ([], [NIGHT, f"{NIGHT}: more of it here."])


def test_an_entry_that_is_taken_out_of_the_middle_is_told() -> None:
    gone = live(EVENING, MORNING)
    verdict = looked(knowing(live(EVENING, NOON_, MORNING)), gone, gone)[0][-1]
    assert isinstance(verdict, Edited)
    assert went_and_came(verdict)[0] == [NOON_, f"{NOON_}: more of it here."]


def test_looks_that_differ_in_the_day_of_publication_agree_on_nothing() -> None:
    other = replace(NUMBER, published_at=date(2026, 11, 23))
    assert after_looks(knowing(PLAIN), other, NUMBER) == ["Changed", "Changed"]


# --- pictures ---------------------------------------------------------------------------------------


def pictured(*shades: int, text: tuple[str, ...] = TEXT) -> Reading:
    """Return a reading with a picture of each of these shades; of 0 one that did not load."""
    return reading(
        *text,
        pictures=tuple(
            Picture(
                url=f"https://img.example/{number}.jpg",
                digest=f"{shade:064x}" if shade else None,
                glance=f"{shade:02x}" * 192 if shade else None,
                size=(800, 500) if shade else None,
            )
            for number, shade in enumerate(shades)
        ),
    )


def test_a_picture_that_all_looks_show_is_an_edit() -> None:
    verdicts, _ = looked(knowing(pictured(40)), *[pictured(90)] * 7)
    assert [type(verdict) for verdict in verdicts] == [Changed] * 6 + [Edited]
    assert [field.name for field in verdicts[-1].diff.fields] == ["pictures"]


def test_a_picture_exchanged_with_the_text_is_told_with_it() -> None:
    verdicts, _ = looked(knowing(pictured(40)), *[pictured(90, text=EDITED)] * 2)
    assert isinstance(verdicts[-1], Edited)
    assert [field.name for field in verdicts[-1].diff.fields] == ["pictures"]


def test_a_picture_that_did_not_load_changes_nothing() -> None:
    assert after_looks(knowing(pictured(40, 70)), pictured(40, 0)) == ["Same"]


def test_a_picture_that_did_not_load_hides_no_edit_of_the_text() -> None:
    looks = (pictured(0, text=EDITED), pictured(40, text=EDITED))
    verdicts, _ = looked(knowing(pictured(40)), *looks)
    assert isinstance(verdicts[-1], Edited)
    assert not verdicts[-1].diff.fields


def test_pictures_shown_in_turns_are_a_variant() -> None:
    assert after_looks(knowing(pictured(40)), pictured(90), pictured(40)) == ["Changed", "Variant"]


def test_where_pictures_are_drawn_by_lot_none_is_an_edit_and_the_text_still_is() -> None:
    lot, memory = random.Random(7), knowing(pictured(40))
    for turn in range(8):
        looks = [pictured(lot.randrange(10, 250, 30)) for _ in range(RESTLESS)]
        verdicts, memory = looked(memory, *looks, after=timedelta(hours=3 * turn + 1))
        assert not any(isinstance(verdict, Edited) for verdict in verdicts)
    looks = [pictured(lot.randrange(10, 250, 30), text=EDITED) for _ in range(2)]
    verdicts, _ = looked(memory, *looks, after=timedelta(days=2))
    assert isinstance(verdicts[-1], Edited)
