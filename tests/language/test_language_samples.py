"""Every language has a sample page, and what its rooms claim to know is read there by reader and differ."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date
from pathlib import Path

import pytest
from cases import together

from archiver.diff.disclosure import disclose
from archiver.diff.engine import compare
from archiver.language import LANGUAGES, any_of, known
from archiver.language.calendar import spelt
from archiver.language.notices import label_kind, mark_kind, notice_kind
from archiver.language.shape import Calendar, Words
from archiver.model.reading import Reading
from archiver.normalize.reader import read

PAGES = Path(__file__).with_name("pages")
DAY = date(2026, 3, 12)
AUTHORS = {("Anna Lindberg",), ("Анна Линдберг",), ("Анна Ліндберг",)}
PARAGRAPHS = 2


def sample(code: str) -> Reading:
    page = PAGES / f"{code}.html"
    assert page.exists(), f"write {page}; docs/adding-a-language.md says what it holds"
    return read(page.read_bytes(), f"https://courier.example/{code}/bridge")


def with_room(room: str) -> list[str]:
    return [code for code, language in LANGUAGES.items() if getattr(language, room)]


@together("code", LANGUAGES)
def test_the_text_of_each_sample_is_read(code: str) -> None:
    reading = sample(code)
    assert reading.language == code
    assert len(reading.blocks) == PARAGRAPHS


@together("code", with_room("calendar"))
def test_the_day_is_read(code: str) -> None:
    assert sample(code).published_on == DAY


@together("code", [code for code in with_room("bylines") if LANGUAGES[code].bylines.by])
def test_the_author_is_read(code: str) -> None:
    assert sample(code).bylines in AUTHORS


@together("code", with_room("notices"))
def test_the_notice_is_read_and_counts_as_disclosure_also_in_the_body(code: str) -> None:
    reading = sample(code)
    (notice,) = reading.notices
    assert notice.kind == "correction"
    silent = replace(reading, notices=())
    assert disclose(silent, reading, compare(silent, reading)).kind == "correction"
    inside = replace(silent, blocks=(*silent.blocks, replace(silent.blocks[0], text=notice.text)))
    assert disclose(silent, inside, compare(silent, inside)).kind == "correction"


OPENINGS = (
    "Richtigstellung: Die Brücke ist von 1904.",
    "Rectificación: el puente es de 1904.",
    "Erratum: the bridge dates from 1904.",
    "Mise au point : le pont date de 1904.",
    "Due to an editing error, an earlier version misstated the year.",
    "Rettelse: Broen er fra 1904.",
    "Correctie: de brug is van 1904.",
    "Correzione: il ponte è del 1904.",
    "訂正：橋は1904年に完成しました。",
    "Berichtigung. Die Brücke ist von 1904.",
    "Nachtrag: Die Bürgermeisterin hat geantwortet.",
    "Una versione precedente di questo articolo datava il ponte al 1940.",
    "I en tidligere version stod der 1940.",
    "Una versión anterior de este artículo decía 1940.",
    "Klarstellung: Gemeint ist die Brücke am Markt.",
)


@together("text", OPENINGS)
def test_reader_and_differ_take_the_same_openings_for_notices(text: str) -> None:
    page = (
        "<title>Bridge</title><article><h1>Council closes the old bridge</h1><div>"
        "<p>The council voted on Tuesday to close the old bridge for a year of repairs.</p>"
        f"<p>The mayor said that it had not been looked at since the war.</p><p>{text}</p></div></article>"
    )
    reading = read(page, "https://courier.example/bridge")
    assert [notice.text for notice in reading.notices] == [text]
    silent = replace(reading, notices=())
    inside = replace(silent, blocks=(*silent.blocks, replace(silent.blocks[0], text=text)))
    assert disclose(silent, inside, compare(silent, inside)).kind == reading.notices[0].kind


@pytest.mark.parametrize(
    "text",
    [
        "Corrections officers strike over pay",
        "Updates on the ferry will follow on the page of the harbor",
        "“Erratum: a novel” is out in paperback",
        "Korrekturlesen ist eine Kunst",
    ],
)
def test_words_that_only_begin_like_a_notice_are_none(text: str) -> None:
    assert notice_kind(text) is None
    assert label_kind(text) is None


def test_a_stamp_is_no_label_but_a_noun_is() -> None:
    assert label_kind("Correction, 3 May 2026") == "correction"
    assert label_kind("Updated 3 May 2026") is None


def test_only_capitals_mark_a_headline() -> None:
    assert mark_kind("CORRIGÉ-Le pont") == "correction"
    assert mark_kind("UPDATE 2-Bridge") == "update"
    assert mark_kind("Correction officers strike") is None


def test_what_is_known_of_a_language_can_be_asked() -> None:
    assert known("de-AT") is LANGUAGES["de"]
    assert known("EN_us") is LANGUAGES["en"]
    assert known("is").walls is None
    assert known("tlh") is None
    assert known(None) is None


@pytest.mark.parametrize("field", ["months", "solar_months"])
def test_no_name_of_a_month_means_two(field: str) -> None:
    meant: dict[str, set[int]] = {}
    for language in LANGUAGES.values():
        months = getattr(language.calendar, field) if language.calendar else ()
        assert len(months) in (0, 12)
        for number, names in enumerate(months, start=1):
            for name in names.split():
                meant.setdefault(spelt(name), set()).add(number)
    assert {name: numbers for name, numbers in meant.items() if len(numbers) > 1} == {}


def patterns(value: object, name: str) -> Iterator[tuple[str, str]]:
    """Give the patterns of a room and of the groups in it, by name."""
    if isinstance(value, str):
        yield name, value
    elif is_dataclass(value) and not isinstance(value, Calendar | Words):
        for field in fields(value):
            yield from patterns(getattr(value, field.name), f"{name}.{field.name}")


def test_every_pattern_compiles_by_itself_and_matches_no_empty_text() -> None:
    for language in LANGUAGES.values():
        for room in fields(language):
            for name, pattern in patterns(getattr(language, room.name), f"{language.code}: {room.name}"):
                assert not pattern or re.compile(pattern).fullmatch("") is None, name


def test_of_a_field_that_no_language_fills_nothing_matches() -> None:
    assert re.match(any_of("notices.headwords.retraction"), "retraction")
    assert not re.match(any_of(), "")
