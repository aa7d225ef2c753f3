"""Which differences make another editorial state, and which do not."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from cases import together

from archiver.diff.engine import compare
from archiver.diff.fingerprint import fingerprint
from archiver.model.diff import ChangeKind
from archiver.model.reading import (
    Anchor,
    Block,
    BlockKind,
    Caption,
    Choice,
    Notice,
    NoticeKind,
    Reading,
    Signals,
)

READING = Reading(
    reader="generic/1",
    headline="Mayor backs bridge",
    social_headline="Bridge: mayor says yes",
    search_headline="Mayor backs bridge | Gazette",
    dek="The vote is on Monday.",
    bylines=("Ann Lee", "Bo Ode"),
    dateline="SPRINGFIELD",
    published_at=datetime(2026, 3, 5, 9, 30, tzinfo=UTC),
    modified_at=datetime(2026, 3, 5, 10, 0, tzinfo=UTC),
    blocks=(
        Block(text="The “bridge” opens.", anchors=(Anchor(text="bridge", url="https://a.example/b"),)),
        Block(text="It cost $1.5 million."),
    ),
    captions=(Caption(text="The bridge", credit="A. Lens"), Caption(text="The mayor")),
    notices=(Notice(text="Correction: the date.", kind=NoticeKind.CORRECTION),),
    language="en",
    section="Local",
    rights="© Gazette",
)


@together(
    "change",
    [
        pytest.param({"headline": "Mayor backs costly bridge"}, id="headline"),
        pytest.param({"social_headline": "Mayor says no"}, id="social-headline"),
        pytest.param({"search_headline": "Mayor | Gazette"}, id="search-headline"),
        pytest.param({"dek": None}, id="dek"),
        pytest.param({"bylines": ("Bo Ode",)}, id="bylines"),
        pytest.param({"bylines": ("Bo Ode", "Ann Lee")}, id="order-of-bylines"),
        pytest.param({"dateline": "SHELBYVILLE"}, id="dateline"),
        pytest.param({"published_at": datetime(2026, 3, 6, 9, 30, tzinfo=UTC)}, id="day-published"),
        pytest.param({"blocks": (*READING.blocks, Block(text="Nobody objected."))}, id="a-block"),
        pytest.param({"blocks": READING.blocks[::-1]}, id="order-of-blocks"),
        pytest.param({"blocks": (Block(text="The “bridge” opens."), READING.blocks[1])}, id="a-link"),
        pytest.param({"captions": (Caption(text="The bridge", credit="A. Lens"),)}, id="a-caption"),
        pytest.param({"notices": ()}, id="a-notice"),
    ],
)
def test_another_wording_is_another_state(change: dict[str, object]) -> None:
    assert fingerprint(replace(READING, **change)) != fingerprint(READING)


@together(
    "change",
    [
        pytest.param({"modified_at": datetime(2026, 3, 5, 12, 0, tzinfo=UTC)}, id="modified-time"),
        pytest.param({"published_at": date(2026, 3, 5)}, id="time-of-day-published"),
        pytest.param({"section": "Politics"}, id="section"),
        pytest.param({"rights": "© 2027 Gazette"}, id="rights"),
        pytest.param({"language": "en-GB"}, id="language"),
        pytest.param({"canonical": "https://a.example/1"}, id="canonical"),
        pytest.param({"other_urls": ("https://a.example/amp",)}, id="other-urls"),
        pytest.param({"why": (Choice(field="headline", source="h1"),)}, id="why"),
        pytest.param({"signals": Signals(body_chars=9)}, id="signals"),
        pytest.param({"captions": READING.captions[::-1]}, id="order-of-captions"),
        pytest.param({"captions": READING.captions * 2}, id="captions-twice"),
        pytest.param(
            {"blocks": (replace(READING.blocks[0], text='The "bridge"  opens.'), READING.blocks[1])},
            id="glyphs-and-white-space",
        ),
        pytest.param(
            {"blocks": (READING.blocks[0], replace(READING.blocks[1], kind=BlockKind.QUOTE))}, id="kind"
        ),
        pytest.param({"blocks": (*READING.blocks, Block(text="5 min read"))}, id="reading-time"),
        pytest.param(
            {
                "blocks": (
                    replace(READING.blocks[0], anchors=(Anchor(text="bridge", url="http://a.example/b"),)),
                    READING.blocks[1],
                )
            },
            id="http-for-https",
        ),
        pytest.param(
            {
                "blocks": (
                    replace(
                        READING.blocks[0], anchors=(Anchor(text="bridge", url="https://a.example/b?tag=7"),)
                    ),
                    READING.blocks[1],
                )
            },
            id="query-of-a-link",
        ),
    ],
)
def test_what_publishing_systems_move_is_the_same_state(change: dict[str, object]) -> None:
    assert fingerprint(replace(READING, **change)) == fingerprint(READING)


def test_a_counter_that_moved_is_the_same_state() -> None:
    one = Reading.from_text("H", "Text.\n\nUpdated 3 minutes ago\n\n12 comments")
    other = Reading.from_text("H", "Text.\n\nUpdated 2 hours ago\n\n340 comments")
    assert fingerprint(one) == fingerprint(other)


def test_the_fingerprint_names_its_version_and_stays_what_it_was() -> None:
    # Frozen: a fingerprint is stored. Rules that change it need a new version.
    plain = Reading.from_text("Storm warning", "It rains.\n\nIt pours.")
    assert fingerprint(plain) == "6:ab79ce221e313db79f2559ca6c3a1b91710f9e02f0e5728b0e36f0c294cfc1b7"
    assert fingerprint(READING) == "6:58e044e81afee549887cf8eacab73f6894ed235c5ccc9ec8795cc2b9265991fc"


HEADLINE = READING.headline


@pytest.mark.parametrize("name", ["social_headline", "search_headline"])
def test_a_headline_that_only_repeats_the_one_on_the_page_counts_as_none(name: str) -> None:
    silent, repeating = replace(READING, **{name: None}), replace(READING, **{name: HEADLINE})
    assert fingerprint(silent) == fingerprint(repeating)
    assert [change.name for change in compare(silent, replace(repeating, dek="On Tuesday.")).fields] == [
        "dek"
    ]


def test_a_shared_headline_that_stays_behind_when_the_other_changes_is_no_change_of_its_own() -> None:
    old = replace(READING, social_headline=HEADLINE)
    new = replace(old, headline="Mayor wavers on bridge")
    assert fingerprint(old) != fingerprint(new)
    assert [change.name for change in compare(old, new).fields] == ["headline"]


@pytest.mark.parametrize("text", ["The bridge (A. Lens)", "The bridge [A. Lens]", "The bridge A. Lens"])
def test_it_does_not_matter_how_a_credit_is_set_apart(text: str) -> None:
    apart = replace(READING, captions=(Caption(text="The bridge", credit="A. Lens"),))
    assert fingerprint(replace(READING, captions=(Caption(text=text),))) == fingerprint(apart)


def test_whether_a_lead_is_set_apart_as_the_dek_is_no_edit() -> None:
    within = replace(READING, dek=None, blocks=(Block(text=READING.dek or ""), *READING.blocks))
    assert fingerprint(within) == fingerprint(READING)
    for old, new in ((READING, within), (within, READING)):
        assert not compare(old, new)
        edited = replace(new, blocks=(*new.blocks, Block(text="Nobody knows who will win it.")))
        diff = compare(old, edited)
        assert not diff.fields
        changes = [change for change in diff.blocks if change.kind is not ChangeKind.SAME]
        assert [(change.kind, change.new) for change in changes] == [
            (ChangeKind.ADDED, (len(edited.blocks) - 1,))
        ]
