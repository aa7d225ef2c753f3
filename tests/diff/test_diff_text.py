"""What counts as the same text, and what does not."""

from __future__ import annotations

import unicodedata

import pytest
from cases import together
from hypothesis import given
from hypothesis import strategies as st

from archiver.model.text import same_text


@together(
    ("one", "other"),
    [
        pytest.param("a  b\n\tc ", "a b c", id="white-space"),
        pytest.param("10\u00a0km and 5\u202fkg", "10 km and 5 kg", id="no-break-spaces"),
        pytest.param("“He said ‘no’”", "\"He said 'no'\"", id="curly-quotes"),
        pytest.param("„Nein“ sagte sie", '"Nein" sagte sie', id="german-quotes"),
        pytest.param("«\u00a0Non\u00a0»", '" Non "', id="french-quotes"),
        pytest.param("O’Brien isn´t", "O'Brien isn't", id="apostrophes"),
        pytest.param("co\u00adop\u00aderate", "cooperate", id="soft-hyphens"),
        pytest.param("zero\u200bwidth \ufeffmark", "zerowidth mark", id="invisible"),
        pytest.param("Zoe\u0308", "Zoë", id="composition"),
        pytest.param("well\u2011known", "well-known", id="no-break-hyphen"),
        pytest.param("❤\ufe0f", "❤", id="picture-form"),
        pytest.param("a\u200db", "ab", id="joiner-between-latin-letters"),
        pytest.param("bell\x07", "bell", id="control-character"),
        pytest.param("\u200fالجـــسر", "الجسر", id="stretched-arabic"),
    ],
)
def test_what_no_reader_sees_makes_no_difference(one: str, other: str) -> None:
    assert same_text(one) == same_text(other)


@together(
    ("one", "other"),
    [
        pytest.param("$1.5 million", "$15 million", id="decimal-point"),
        pytest.param("He lied.", "He lied?", id="question-mark"),
        pytest.param("51-49", "5149", id="score"),
        pytest.param("a hero", 'a "hero"', id="scare-quotes"),
        pytest.param("a 'hero'", 'a "hero"', id="single-and-double-quotes"),
        pytest.param("Us", "US", id="case"),
        pytest.param("10²", "102", id="superscript"),
        pytest.param("now here", "nowhere", id="a-space"),
        pytest.param("Paris – Dakar", "Paris - Dakar", id="dash-and-hyphen"),
        pytest.param("می‌خواهم", "میخواهم", id="joiner-that-shapes-persian"),
        pytest.param("abc\u202edef", "abcdef", id="override-of-direction"),
        pytest.param("résumé", "resume", id="accent"),
    ],
)
def test_what_a_reader_sees_makes_a_difference(one: str, other: str) -> None:
    assert same_text(one) != same_text(other)


@given(st.text())
def test_the_key_of_a_key_is_itself(text: str) -> None:
    assert same_text(same_text(text)) == same_text(text)


@given(st.text(alphabet=st.characters(max_codepoint=0xFFFF, exclude_categories=["Cs"])))
def test_letters_taken_apart_make_no_difference_in_any_script(text: str) -> None:
    assert same_text(text) == same_text(unicodedata.normalize("NFD", text))
