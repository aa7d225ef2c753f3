from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime, timedelta, timezone

from edits import NOON, edited, judged

from archiver.model.as_json import edit_as_dict, edit_as_line, event_as_dict, iso
from archiver.model.diff import Disclosure, Weight
from archiver.model.revision import Event

EDIT = edited(
    fields=(("headline", "Storm hits", "Storm passes"), ("dek", None, "It is over")),
    blocks=(("same", 9), ("edited", 1)),
    headline="Storm passes",
    body=("It cost $1.5 million.", "It cost $15 million."),
    assessment=judged(
        "The headline changed.",
        disclosure=Disclosure(kind="correction", text="Corrected at noon"),
        reasons=("a verb changed",),
    ),
)


def test_an_edit_has_the_documented_form() -> None:
    assert edit_as_dict(EDIT) == {
        "id": 7,
        "article": 3,
        "url": "https://gazette.example/storm",
        "collection": None,
        "source": "gazette",
        "headline": "Storm passes",
        "kind": "edit",
        "old_revision": 1,
        "new_revision": 2,
        "not_before": "2026-11-24T12:00:00Z",
        "not_after": "2026-11-24T12:05:00Z",
        "fields": {
            "headline": {"old": "Storm hits", "new": "Storm passes"},
            "dek": {"old": None, "new": "It is over"},
        },
        "body": {"old": "It cost $1.5 million.", "new": "It cost $15 million."},
        "blocks": {"same": 9, "edited": 1},
        "substantive": True,
        "disclosure": "correction",
        "reasons": ["a verb changed"],
        "summary": "The headline changed.",
        "signed_in": False,
        "changes": None,
    }


def test_a_return_to_an_earlier_text_is_a_reversion() -> None:
    assert edit_as_dict(replace(EDIT, reverts_to=1))["kind"] == "reversion"


def test_a_body_that_stayed_has_no_words() -> None:
    assert edit_as_dict(replace(EDIT, body=None))["body"] is None


def test_a_silent_edit_has_no_disclosure() -> None:
    silent = replace(EDIT, assessment=replace(EDIT.assessment, disclosure=Disclosure()))
    assert edit_as_dict(silent)["disclosure"] is None


def test_what_the_rules_cannot_weigh_is_neither_substantive_nor_not() -> None:
    unknown = replace(EDIT, assessment=replace(EDIT.assessment, weight=Weight.UNCLASSIFIED))
    assert edit_as_dict(unknown)["substantive"] is None


def test_an_event_has_the_keys_of_an_edit() -> None:
    event = Event(
        id=1,
        article=3,
        url="https://gazette.example/storm",
        source=None,
        kind="gone",
        not_before=None,
        not_after=NOON,
        detail="answers 410",
    )
    told = event_as_dict(event)
    assert told.keys() == edit_as_dict(EDIT).keys()
    assert (told["kind"], told["not_before"], told["summary"]) == ("gone", None, "answers 410")


def test_instants_are_written_in_utc_and_lose_nothing() -> None:
    assert iso(datetime(2026, 11, 24, 13, tzinfo=timezone(timedelta(hours=1)))) == "2026-11-24T12:00:00Z"
    assert iso(NOON + timedelta(microseconds=1)) == "2026-11-24T12:00:00.000001Z"


def test_a_line_stays_a_line_whatever_a_headline_holds() -> None:
    odd = replace(EDIT, fields=(("headline", "a\u2028b\u2029c\x85d\ne\rf", "ü"),))
    line = edit_as_line(odd)
    assert len(line.splitlines()) == 1
    assert json.loads(line) == edit_as_dict(odd)
