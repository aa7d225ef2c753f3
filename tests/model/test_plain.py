"""What programs tell each other arrives as it was."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from cases import together

from archiver.diff.rereading import Rereading
from archiver.model.article import Link
from archiver.model.plain import plain, revived
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
from archiver.model.revision import Outcome, Visit
from archiver.orchestration.discovery import Discovery
from archiver.store import Report

NOON = datetime(2026, 11, 24, 12, 0, 0, 123456, tzinfo=UTC)

READING = Reading(
    reader="generic/3",
    headline="Ferry cancelled",
    bylines=("Ada Quill",),
    published_at=NOON,
    published_on=date(2026, 11, 24),
    modified_at=date(2026, 11, 25),
    blocks=(
        Block(text="a", anchors=(Anchor(text="b", url="https://a.example/"),), at=NOON),
        Block(text="c", kind=BlockKind.LIVE_ENTRY, at=date(2026, 11, 24)),
    ),
    captions=(Caption(text="d"),),
    notices=(Notice(text="e", kind=NoticeKind.CORRECTION),),
    why=(Choice(field="dek", source="h2", rejected=(("og:title", "f"),)),),
    signals=Signals(structured=0.5, doubts=("short",)),
)

VALUES = [
    Visit(
        id=1,
        article=2,
        url="https://a.example/",
        started_at=NOON,
        outcome=Outcome.FIRST,
        snapshot=3,
        reason="",
        took=timedelta(microseconds=1_234_567),
    ),
    Discovery(source="a", seed="b", links=(Link(url="https://a.example/", found_at=NOON, seed="b"),), new=1),
    Rereading(url="https://a.example/", number=1, before=READING, after=None),
    Rereading(url="https://a.example/", number=1, before=READING, after=READING),
    Report(checked=1, damaged=("x",), orphans=()),
]


@together("value", VALUES)
def test_a_value_arrives_as_it_was(value: Any) -> None:
    told = json.loads(json.dumps(plain(value)))
    arrived = revived(type(value), told)
    assert arrived == value
    assert plain(arrived) == told, "also what does not count in a comparison"


def test_what_was_not_made_of_the_value_is_refused() -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        revived(Visit, {"id": 1})
