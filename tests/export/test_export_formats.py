from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace

import pytest
from cases import together
from edits import edited, judged

from archiver.export import FORMATS
from archiver.model.as_json import edit_as_dict
from archiver.model.revision import Edit
from archiver.model.typed import ChangeType, TypedChange

EDIT = edited(
    fields=(("headline", "Storm hits, again", 'Storm "passes"'), ("dek", None, "Zwölf\nZeilen")),
    blocks=(("same", 9), ("edited", 1), ("added", 2)),
    headline='Storm "passes"',
    body=("It cost $1.5 million.", "It cost $15 million."),
    assessment=judged("The headline changed.", reasons=("a verb changed",)),
)


def written(name: str, *edits: Edit) -> str:
    out = io.StringIO(newline="")
    FORMATS[name].write(map(edit_as_dict, edits), out)
    return out.getvalue()


def rows(*edits: Edit) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(written("csv", *edits), newline="")))


def test_json_lines_hold_the_documented_form() -> None:
    text = written("jsonl", EDIT, replace(EDIT, id=8))
    assert [json.loads(line) for line in text.splitlines()] == [
        edit_as_dict(EDIT),
        edit_as_dict(replace(EDIT, id=8)),
    ]


def test_csv_has_a_row_for_each_changed_field_and_one_for_the_body() -> None:
    assert [(row["id"], row["field"], row["old"], row["new"], row["blocks"]) for row in rows(EDIT)] == [
        ("7", "headline", "Storm hits, again", 'Storm "passes"', ""),
        ("7", "dek", "", "Zwölf\nZeilen", ""),
        ("7", "body", "It cost $1.5 million.", "It cost $15 million.", "edited 1, added 2"),
    ]


def test_csv_has_no_row_for_a_body_that_stayed() -> None:
    assert [row["field"] for row in rows(replace(EDIT, blocks=(("same", 9),), body=None))] == [
        "headline",
        "dek",
    ]


def test_csv_says_the_rest_in_every_row() -> None:
    row = rows(EDIT)[0]
    assert row["url"] == "https://gazette.example/storm"
    assert (row["not_before"], row["not_after"]) == ("2026-11-24T12:00:00Z", "2026-11-24T12:05:00Z")
    assert (row["kind"], row["substantive"], row["disclosure"]) == ("edit", "true", "")
    assert (row["article"], row["headline"]) == ("3", 'Storm "passes"')
    assert (row["old_revision"], row["new_revision"]) == ("1", "2")


def test_a_table_tells_in_words_what_single_changes_are_about() -> None:
    """All of them, and nothing where nobody looked."""
    about = tuple(
        TypedChange(kind=kind, field="body", old=old, new=new)
        for kind, old, new in (
            (ChangeType.NUMBER, "12", "17"),
            (ChangeType.CLAIM_SOFTENED, None, "may"),
            (ChangeType.NAME_ADDED, None, "Havana"),
            (ChangeType.DATE_MOVED, "Monday", "Tuesday"),
        )
    )
    told = replace(EDIT, assessment=replace(EDIT.assessment, changes=about))
    assert {row["changes"] for row in rows(told)} == {
        "number 12 → 17; claim perhaps softened: stated → “may”; name added: Havana; date Monday → Tuesday"
    }
    assert rows(replace(EDIT, assessment=replace(EDIT.assessment, changes=None)))[0]["changes"] == ""


@together(
    "headline",
    [
        '=HYPERLINK("https://evil.example","x")',
        "+1+1",
        "-2+3",
        "@SUM(A1)",
        "\t=1+1",
        "\r=1+1",
        "\n=1+1",
        "＝1+1",
        "=cmd|' /C calc'!A0",
    ],
)
def test_a_headline_never_becomes_a_formula(headline: str) -> None:
    row = rows(replace(EDIT, fields=(("headline", None, headline),)))[0]
    assert row["new"] == "'" + headline


def test_no_edits_leave_a_heading_and_nothing_else() -> None:
    assert written("csv").splitlines() == [
        "id,url,source,kind,not_before,not_after,field,old,new,blocks,substantive,disclosure,summary,"
        "article,headline,old_revision,new_revision,collection,changes"
    ]
    assert written("jsonl") == ""


@pytest.mark.parametrize("name", list(FORMATS))
def test_edits_are_written_as_they_come(name: str) -> None:
    out = io.StringIO(newline="")
    lengths = []

    def one_by_one() -> Iterator[Edit]:
        for number in range(3):
            lengths.append(len(out.getvalue()))
            yield replace(EDIT, id=number)

    FORMATS[name].write(map(edit_as_dict, one_by_one()), out)
    assert lengths == sorted(set(lengths))


@pytest.mark.parametrize("name", list(FORMATS))
def test_every_format_says_what_it_is_good_for(name: str) -> None:
    assert FORMATS[name].about
