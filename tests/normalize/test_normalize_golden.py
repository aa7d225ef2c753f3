"""The golden pages: real articles in several markups, read to the letter."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from archiver.model.reading import BlockKind, Reading
from archiver.normalize.reader import READER, read

COMMONDREAMS = Path(__file__).parent.parent / "golden" / "commondreams"
MARKUPS = ("drupal", "sections", "divs", "breaks")
CLUTTER = (
    "newsletter",
    "GivingTuesday",
    "chip in",
    "Feel free to republish",
    "Research Reveals How PR Firms",
    "Jessica Corbett",
    "Registered 501(c3)",
    "ADVERTISEMENT",
    "Facebook",
)


@pytest.fixture(scope="module")
def expected() -> dict[str, Any]:
    found: dict[str, Any] = json.loads((COMMONDREAMS / "expected.json").read_text(encoding="utf-8"))
    return found


@pytest.fixture(params=MARKUPS)
def reading(request: pytest.FixtureRequest, expected: dict[str, Any]) -> Reading:
    return read((COMMONDREAMS / f"{request.param}.html").read_bytes(), expected["url"])


def test_the_headline_is_the_one_a_reader_sees(reading: Reading, expected: dict[str, Any]) -> None:
    assert reading.headline == expected["headline"]


def test_the_dek_is_the_sentence_below_it(reading: Reading, expected: dict[str, Any]) -> None:
    assert reading.dek == expected["dek"]


def test_the_byline_is_a_name_without_by(reading: Reading, expected: dict[str, Any]) -> None:
    assert list(reading.bylines) == expected["bylines"]


def test_the_caption_is_read_once_and_apart_from_its_credit(
    reading: Reading, expected: dict[str, Any]
) -> None:
    assert [[caption.text, caption.credit] for caption in reading.captions] == expected["captions"]


def test_the_body_is_eleven_paragraphs_with_the_publishers_typos(
    reading: Reading, expected: dict[str, Any]
) -> None:
    assert [block.text for block in reading.blocks] == expected["blocks"]
    assert "cities that recieved letters" in reading.text
    assert 'use harsh and the"bullying tactics"' in reading.text or 'the"bullying tactics"' in reading.text
    assert {block.kind for block in reading.blocks} == {BlockKind.PARAGRAPH}


def test_nothing_of_the_clutter_is_in_the_body(reading: Reading) -> None:
    assert [word for word in CLUTTER if word.lower() in reading.text.lower()] == []


def test_the_licence_is_named(reading: Reading, expected: dict[str, Any]) -> None:
    assert reading.rights is not None
    assert expected["rights"] in reading.rights


def test_the_reading_names_its_reader_and_why_it_chose(reading: Reading) -> None:
    assert reading.reader == READER
    assert next(choice for choice in reading.why if choice.field == "headline").source == "h1"
