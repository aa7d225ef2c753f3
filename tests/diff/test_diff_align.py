"""Which block became which."""

from __future__ import annotations

import pytest
from cases import together
from readings import bodies, changes

from archiver.diff.engine import compare
from archiver.model.reading import Block, BlockKind, Reading

BRIDGE = "The mayor said on Monday that the city would spend $1.5 million on a new bridge across the river."
BUSES = "Residents had complained for years that the old crossing was unsafe and too narrow for buses."
MAY = "Construction is expected to begin in May and last about two years, officials said."
VOTE = "The council voted 7-2 in favour of the plan after a long debate on Sunday night."
FERRY = "Until then a ferry will carry people and bicycles, but no cars, between the two banks."
SPORT = "The home team lost its third match in a row, and the coach blamed the weather and the grass."


def test_equal_bodies_are_the_same_block_by_block() -> None:
    diff = bodies([BRIDGE, BUSES, MAY], [BRIDGE, BUSES, MAY])
    assert not diff
    assert [(b.old, b.new) for b in diff.blocks] == [((0,), (0,)), ((1,), (1,)), ((2,), (2,))]


@together(
    ("old", "new", "expected"),
    [
        pytest.param(
            [BRIDGE, BUSES, MAY],
            [BRIDGE, BUSES.replace("years", "decades"), MAY],
            [("edited", (1,), (1,))],
            id="edited",
        ),
        pytest.param([BRIDGE, MAY], [BRIDGE, BUSES, MAY], [("added", (), (1,))], id="added"),
        pytest.param([BRIDGE, BUSES, MAY], [BRIDGE, MAY], [("removed", (1,), ())], id="removed"),
        pytest.param(
            [BRIDGE, BUSES, MAY, VOTE], [BUSES, MAY, VOTE, BRIDGE], [("moved", (0,), (3,))], id="moved-down"
        ),
        pytest.param(
            [BRIDGE, BUSES, MAY, VOTE], [VOTE, BRIDGE, BUSES, MAY], [("moved", (3,), (0,))], id="moved-up"
        ),
        pytest.param(
            [BRIDGE, BUSES, MAY, VOTE],
            [BUSES, MAY, VOTE, BRIDGE.replace("Monday", "Tuesday")],
            [("moved", (0,), (3,))],
            id="moved-and-edited",
        ),
        pytest.param(
            [BRIDGE, f"{BUSES} {MAY}", VOTE],
            [BRIDGE, BUSES, MAY, VOTE],
            [("split", (1,), (1, 2))],
            id="split",
        ),
        pytest.param(
            [BRIDGE, f"{BUSES} {MAY} {VOTE}", FERRY],
            [BRIDGE, BUSES, MAY, VOTE, FERRY],
            [("split", (1,), (1, 2, 3))],
            id="split-in-three",
        ),
        pytest.param(
            [BRIDGE, BUSES, MAY, VOTE],
            [BRIDGE, f"{BUSES} {MAY}", VOTE],
            [("merged", (1, 2), (1,))],
            id="merged",
        ),
        pytest.param(
            [BRIDGE, f"{BUSES} {MAY}", VOTE],
            [BRIDGE, BUSES.replace("buses", "trucks"), MAY.replace("May", "June"), VOTE],
            [("split", (1,), (1, 2))],
            id="split-and-edited",
        ),
        pytest.param(
            [BRIDGE, BUSES, MAY],
            [BRIDGE, SPORT, MAY],
            [("removed", (1,), ()), ("added", (), (1,))],
            id="replaced-by-another",
        ),
        pytest.param(
            ["Haiti: avoid travel"], ["HAITI: AVOID TRAVEL"], [("edited", (0,), (0,))], id="capitals"
        ),
        pytest.param(["Next : Health"], ["Next:Health"], [("edited", (0,), (0,))], id="spacing"),
    ],
)
def test_a_block_is_aligned_as_what_it_became(
    old: list[str], new: list[str], expected: list[tuple[str, tuple[int, ...], tuple[int, ...]]]
) -> None:
    assert changes(bodies(old, new)) == expected


def test_one_long_block_moved_and_not_the_two_short_ones_it_passed() -> None:
    long = f"{BRIDGE} {BUSES} {MAY}"
    diff = bodies(
        [long, "Two words.", "Three more words.", VOTE], ["Two words.", "Three more words.", long, VOTE]
    )
    assert changes(diff) == [("moved", (0,), (2,))]


def test_of_two_that_changed_places_the_longer_stays() -> None:
    assert changes(bodies([FERRY, "In brief."], ["In brief.", FERRY])) == [("moved", (1,), (0,))]


def test_a_move_of_a_short_block_is_no_removal_and_addition() -> None:
    diff = bodies([BRIDGE, "By the river", BUSES, MAY], [BRIDGE, BUSES, MAY, "By the river"])
    assert changes(diff) == [("moved", (1,), (3,))]


def test_equal_blocks_keep_their_order() -> None:
    diff = bodies(["***", BRIDGE, "***", BUSES, "***"], ["***", BRIDGE, "***", SPORT, "***", BUSES, "***"])
    assert changes(diff) in (
        [("added", (), (2,)), ("added", (), (3,))],
        [("added", (), (3,)), ("added", (), (4,))],
    )


def test_removed_blocks_stand_where_they_stood() -> None:
    diff = bodies([BRIDGE, BUSES, MAY, VOTE], [BRIDGE, SPORT, VOTE])
    assert [block.kind.value for block in diff.blocks] == ["same", "removed", "removed", "added", "same"]


def test_blocks_of_different_kinds_do_not_match_by_accident() -> None:
    quote = (
        BUSES.replace("years", "decades").replace("was unsafe and", "is deadly or").replace("buses", "trucks")
    )
    old = Reading(reader="r", headline="", blocks=(Block(text=BRIDGE), Block(text=BUSES), Block(text=MAY)))
    new = Reading(
        reader="r",
        headline="",
        blocks=(Block(text=BRIDGE), Block(text=quote, kind=BlockKind.QUOTE), Block(text=MAY)),
    )
    assert changes(compare(old, new)) == [("removed", (1,), ()), ("added", (), (1,))]


def test_the_same_words_as_a_quotation_are_no_change_of_text() -> None:
    old, new = (
        Reading(reader="r", headline="", blocks=(Block(text=BUSES, kind=kind),))
        for kind in (BlockKind.PARAGRAPH, BlockKind.QUOTE)
    )
    assert not compare(old, new)


def test_a_paragraph_is_matched_before_the_pull_quote_that_repeats_it() -> None:
    old = Reading(reader="r", headline="", blocks=(Block(text=BRIDGE), Block(text=BUSES)))
    new = Reading(
        reader="r",
        headline="",
        blocks=(Block(text=BUSES, kind=BlockKind.PULL_QUOTE), Block(text=BRIDGE), Block(text=BUSES)),
    )
    assert changes(compare(old, new)) == [("added", (), (0,))]


def test_a_stamp_that_changed_is_no_change() -> None:
    assert not bodies([BRIDGE, "Updated 3 minutes ago"], [BRIDGE, "Updated 5 hours ago"])
    assert not bodies([BRIDGE], [BRIDGE, "12 comments"])
