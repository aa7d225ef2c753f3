"""How a publisher announced an edit."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from cases import together
from readings import reading

from archiver.diff.disclosure import disclose
from archiver.diff.engine import compare
from archiver.language.notices import notice_kind
from archiver.model.diff import Disclosure
from archiver.model.reading import Notice, NoticeKind, Reading

NOON = datetime(2026, 3, 5, 12, tzinfo=UTC)
OLD = replace(Reading.from_text("Bridge", "The bridge cost $1.5 million."), modified_at=NOON, language="en")
NEW = replace(Reading.from_text("Bridge", "The bridge cost $15 million."), modified_at=NOON, language="en")
NOTE = "Correction: An earlier version misstated the cost."


def told(old: Reading, new: Reading) -> Disclosure:
    return disclose(old, new, compare(old, new))


def body(*texts: str) -> Reading:
    return reading(*texts, modified_at=NOON)


def test_an_edit_without_notice_or_stamp_is_silent() -> None:
    assert told(OLD, NEW).silent


@pytest.mark.parametrize(
    ("language", "text"),
    [
        pytest.param("is", "Brúin kostaði milljónir.", id="no-rules-for-the-language"),
        pytest.param(None, "Brúin kostaði milljónir.", id="no-language-declared"),
        pytest.param("en", "สะพานนี้มีราคาแพงมาก", id="another-script-than-declared"),
    ],
)
def test_where_no_rules_know_the_notices_nothing_is_said_of_silence(language: str | None, text: str) -> None:
    old = replace(Reading.from_text("Brú", text), language=language)
    said = told(old, replace(Reading.from_text("Brú", f"{text} {text}"), language=language))
    assert said == Disclosure(kind="not_judged")
    assert not said.silent


def test_a_notice_is_read_also_where_its_language_is_not_declared() -> None:
    old, new = replace(OLD, language=None), replace(NEW, language=None)
    assert (
        told(old, replace(new, notices=(Notice(text=NOTE, kind=NoticeKind.CORRECTION),))).kind == "correction"
    )


def test_a_notice_that_appeared_discloses_with_its_text() -> None:
    new = replace(NEW, notices=(Notice(text=NOTE, kind=NoticeKind.CORRECTION),))
    assert told(OLD, new) == Disclosure(kind="correction", text=NOTE)


def test_a_notice_that_was_there_before_discloses_nothing() -> None:
    notices = (Notice(text=NOTE, kind=NoticeKind.CORRECTION),)
    assert told(replace(OLD, notices=notices), replace(NEW, notices=notices)).silent


def test_a_notice_that_grew_discloses() -> None:
    grown = Notice(text=f"{NOTE} It also misspelt a name.", kind=NoticeKind.CORRECTION)
    old = replace(OLD, notices=(Notice(text=NOTE, kind=NoticeKind.CORRECTION),))
    assert told(old, replace(NEW, notices=(grown,))).text == grown.text


def test_a_notice_that_only_shrank_or_was_respelt_discloses_nothing() -> None:
    old = replace(OLD, notices=(Notice(text=f"{NOTE} It also misspelt a name.", kind=NoticeKind.CORRECTION),))
    new = replace(NEW, notices=(Notice(text=NOTE, kind=NoticeKind.CORRECTION),))
    assert told(old, new).silent


def test_a_notice_that_was_removed_discloses_nothing() -> None:
    assert told(replace(OLD, notices=(Notice(text=NOTE, kind=NoticeKind.CORRECTION),)), NEW).silent


def test_of_several_notices_the_one_that_admits_most_is_named() -> None:
    notices = (
        Notice(text="Update: with a reply.", kind=NoticeKind.UPDATE),
        Notice(text=NOTE, kind=NoticeKind.CORRECTION),
    )
    assert told(OLD, replace(NEW, notices=notices)).kind == "correction"


def test_a_notice_that_the_reader_left_in_the_body_discloses() -> None:
    assert told(body("It cost $1.5 million."), body("It cost $15 million.", NOTE)).kind == "correction"


def test_a_notice_added_to_the_end_of_a_paragraph_discloses() -> None:
    old = body("It cost $1.5 million, and it was late.")
    new = body("It cost $15 million, and it was late. (This story has been corrected to say what it cost.)")
    assert told(old, new).kind == "correction"


def test_a_mark_before_the_headline_discloses() -> None:
    assert told(OLD, replace(NEW, headline="CORRECTED-Bridge")).kind == "correction"
    assert told(OLD, replace(NEW, headline="UPDATE 1-Bridge")).kind == "update"


@together(
    ("before", "after", "kind"),
    [
        pytest.param(NOON, NOON.replace(hour=13), "modified_time", id="later"),
        pytest.param(None, NOON, "modified_time", id="the-first-there-is"),
        pytest.param(date(2026, 3, 4), date(2026, 3, 5), "modified_time", id="a-later-day"),
        pytest.param(NOON, NOON, None, id="the-same"),
        pytest.param(NOON, NOON.replace(hour=11), None, id="earlier"),
        pytest.param(NOON, None, None, id="gone"),
    ],
)
def test_only_a_modified_time_that_moved_on_discloses(
    before: object, after: object, kind: str | None
) -> None:
    assert told(replace(OLD, modified_at=before), replace(NEW, modified_at=after)).kind == kind


def test_a_notice_counts_more_than_the_modified_time() -> None:
    new = replace(
        NEW, modified_at=NOON.replace(hour=13), notices=(Notice(text=NOTE, kind=NoticeKind.CORRECTION),)
    )
    assert told(OLD, new).kind == "correction"


def test_a_printed_stamp_that_is_new_counts_as_a_time_and_is_kept() -> None:
    old = body("It cost $1.5 million.", "Updated: March 5, 2026 at 2:15 p.m.")
    new = body("It cost $15 million.", "Updated: March 5, 2026 at 4:40 p.m.")
    assert told(old, new) == Disclosure(kind="modified_time", text="Updated: March 5, 2026 at 4:40 p.m.")


def test_a_relative_time_that_moved_discloses_nothing() -> None:
    assert told(
        body("It cost $1.5 million.", "Updated 3 minutes ago"),
        body("It cost $15 million.", "Updated 5 hours ago"),
    ).silent


@together(
    ("text", "kind"),
    [
        ("Correction: An earlier version said 5.", "correction"),
        ("CORRECTION (5 May): The mayor", "correction"),
        ("Correction, May 5: The mayor", "correction"),
        ("This article was amended on 5 May to fix a date.", "correction"),
        ("(This story has been corrected.)", "correction"),
        ("An earlier version of this article misstated the cost.", "correction"),
        ("Because of an editing error, an earlier version misstated it.", "correction"),
        ("Clarification: he was asked twice.", "clarification"),
        ("Editor’s note: This story", "editors_note"),
        ("Update, 5 p.m.: he resigned", "update"),
        ("Updated at 5 p.m. to add his reply", "update"),
        ("Retraction: This story was wrong.", "retraction"),
        ("Korrektur vom 5. Mai: Die Brücke", "correction"),
        ("In einer früheren Version dieses Artikels hieß es", "correction"),
        ("Anmerkung der Redaktion: Wir haben", "editors_note"),
        ("Dieser Artikel wurde aktualisiert.", "update"),
        ("Rectificatif : le pont", "correction"),
        ("Une première version de cet article indiquait", "correction"),
        ("Mise à jour le 5 mai : il a démissionné", "update"),
        ("Note de la rédaction : nous avons", "editors_note"),
        ("Fe de errores: el puente", "correction"),
        ("Una versión anterior de esta noticia decía", "correction"),
        ("Aclaración: no fue él", "clarification"),
        ("Actualización: dimitió", "update"),
    ],
)
def test_notices_are_known_by_how_they_begin(text: str, kind: str) -> None:
    assert notice_kind(text) == NoticeKind(kind)


@together(
    "text",
    [
        "Correction officers were attacked in the prison.",
        "Corrections officials said that he was free.",
        "Updates to the law are due in May.",
        "Updated guidance was issued by the ministry.",
        "The correction came late.",
        "Clarified butter is good.",
        "An earlier version of the bill failed.",
        "Hinweise gibt es viele.",
        "Mise au point nécessaire",
    ],
)
def test_sentences_that_begin_like_notices_are_none(text: str) -> None:
    assert notice_kind(text) is None
