"""Fields, links, and the JSON form of a diff."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

import archiver
from archiver.diff.engine import compare
from archiver.diff.fingerprint import fingerprint
from archiver.model.diff import ChangeKind, SpanKind
from archiver.model.reading import Anchor, Block, Caption, Notice, NoticeKind, Reading

READING = Reading(
    reader="generic/1",
    headline="Mayor backs bridge",
    dek="The vote is on Monday.",
    bylines=("Ann Lee",),
    published_at=datetime(2026, 3, 5, 9, 30, tzinfo=UTC),
    modified_at=datetime(2026, 3, 5, 10, 0, tzinfo=UTC),
    blocks=(Block(text="The bridge opens.", anchors=(Anchor(text="bridge", url="https://a.example/b"),)),),
    captions=(Caption(text="The bridge", credit="A. Lens"), Caption(text="The mayor")),
    language="en",
)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        pytest.param(
            {"headline": "Mayor backs costly bridge"},
            ("Mayor backs bridge", "Mayor backs costly bridge"),
            id="headline",
        ),
        pytest.param({"social_headline": "Bridge!"}, (None, "Bridge!"), id="social_headline"),
        pytest.param({"search_headline": "Bridge | G"}, (None, "Bridge | G"), id="search_headline"),
        pytest.param({"dek": None}, ("The vote is on Monday.", None), id="dek"),
        pytest.param({"bylines": ("Ann Lee", "Bo Ode")}, ("Ann Lee", "Ann Lee, Bo Ode"), id="bylines"),
        pytest.param({"dateline": "ROME"}, (None, "ROME"), id="dateline"),
        pytest.param(
            {"published_at": date(2026, 3, 4)}, ("2026-03-05T09:30:00Z", "2026-03-04"), id="published_at"
        ),
        pytest.param(
            {"modified_at": datetime(2026, 3, 5, 11, 0, tzinfo=UTC)},
            ("2026-03-05T10:00:00Z", "2026-03-05T11:00:00Z"),
            id="modified_at",
        ),
        pytest.param(
            {"captions": (Caption(text="The bridge", credit="A. Lens"),)},
            ("The bridge (A. Lens)\nThe mayor", "The bridge (A. Lens)"),
            id="captions",
        ),
        pytest.param(
            {"notices": (Notice(text="Correction: no.", kind=NoticeKind.CORRECTION),)},
            (None, "Correction: no."),
            id="notices",
        ),
        pytest.param({"language": "de"}, ("en", "de"), id="language"),
        pytest.param({"section": "Local"}, (None, "Local"), id="section"),
        pytest.param({"rights": "CC BY"}, (None, "CC BY"), id="rights"),
    ],
)
def test_every_field_is_compared(
    change: dict[str, object], expected: tuple[str | None, str | None], request: pytest.FixtureRequest
) -> None:
    name = request.node.callspec.id
    diff = compare(READING, replace(READING, **change))
    assert [(field.name, field.old, field.new) for field in diff.fields] == [(name, *expected)]


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"headline": "Mayor  backs\u00a0bridge"}, id="white-space"),
        pytest.param({"captions": READING.captions[::-1]}, id="order-of-captions"),
        pytest.param({"dateline": "Updated 3 minutes ago"}, id="relative-time"),
        pytest.param(
            {"canonical": "https://a.example/x", "other_urls": ("https://amp.example",)}, id="addresses"
        ),
    ],
)
def test_what_no_reader_sees_in_a_field_is_no_difference(change: dict[str, object]) -> None:
    assert not compare(READING, replace(READING, **change))


def test_the_words_changed_in_a_field_are_marked() -> None:
    (field,) = compare(READING, replace(READING, headline="Mayor backs costly bridge")).fields
    assert [(span.kind.value, span.text) for span in field.spans] == [
        ("same", "Mayor backs "),
        ("added", "costly "),
        ("same", "bridge"),
    ]


@pytest.mark.parametrize(
    ("anchors", "links"),
    [
        pytest.param(
            (Anchor(text="bridge", url="https://b.example/c"),),
            (("https://a.example/b", "https://b.example/c"),),
            id="leads-elsewhere",
        ),
        pytest.param((), (("https://a.example/b", None),), id="removed"),
        pytest.param(
            (
                Anchor(text="bridge", url="https://a.example/b"),
                Anchor(text="opens", url="https://c.example/"),
            ),
            ((None, "https://c.example/"),),
            id="added",
        ),
    ],
)
def test_a_link_that_changed_behind_the_same_words_is_an_edit(
    anchors: tuple[Anchor, ...], links: tuple[tuple[str | None, str | None], ...]
) -> None:
    new = replace(READING, blocks=(Block(text="The bridge opens.", anchors=anchors),))
    diff = compare(READING, new)
    (block,) = diff.blocks
    assert (block.kind, block.links) == (ChangeKind.EDITED, links)
    assert [(span.kind, span.text) for span in block.spans] == [(SpanKind.SAME, "The bridge opens.")]
    assert fingerprint(new) != fingerprint(READING)


def test_a_link_that_is_secure_now_is_no_edit() -> None:
    anchors = (Anchor(text="bridge", url="http://a.example/b"),)
    assert not compare(READING, replace(READING, blocks=(Block(text="The bridge opens.", anchors=anchors),)))


def test_a_link_that_moved_with_its_paragraph_is_not_named() -> None:
    other = Block(text="Nobody else had anything to say about it, at least not on Monday.")
    old = replace(READING, blocks=(*READING.blocks, other))
    new = replace(READING, blocks=(other, *READING.blocks))
    assert all(not block.links for block in compare(old, new).blocks)


def test_the_json_form_is_what_others_rely_on() -> None:
    old = archiver.Reading.from_text("Storm", "It rains.\n\nThe wind blows hard from the north.")
    new = archiver.Reading.from_text(
        "Storm warning", "It rains.\n\nThe wind blows hard from the south.\n\nStay home!"
    )
    assert archiver.diff(old, new).as_dict() == {
        "fields": {"headline": {"old": "Storm", "new": "Storm warning"}},
        "blocks": [
            {"kind": "same", "old": [0], "new": [0], "spans": []},
            {
                "kind": "edited",
                "old": [1],
                "new": [1],
                "spans": [
                    ["same", "The wind blows hard from the "],
                    ["removed", "north"],
                    ["added", "south"],
                    ["same", "."],
                ],
            },
            {"kind": "added", "old": [], "new": [2], "spans": [["added", "Stay home!"]]},
        ],
    }
