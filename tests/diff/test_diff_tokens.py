"""Where a text is cut into words, and where it is not."""

from __future__ import annotations

import pytest
from cases import together
from hypothesis import given
from hypothesis import strategies as st

from archiver.diff.tokens import sentence_starts, words_of


@together(
    ("text", "whole"),
    [
        pytest.param("It cost $1.5 million then", "$1.5 million", id="amount"),
        pytest.param("It cost US$3bn then", "US$3bn", id="currency-of-a-country"),
        pytest.param("kostete 3,5 Mio. Euro im Jahr", "3,5 Mio. Euro", id="german-amount"),
        pytest.param("coûte 10 000 € par an", "10 000 €", id="french-amount"),
        pytest.param("up 5 per cent on", "5 per cent", id="percent"),
        pytest.param("at 20 km/h in", "20 km/h", id="speed"),
        pytest.param("won 51-49 on", "51-49", id="score"),
        pytest.param("at 12.30 Uhr in", "12.30 Uhr", id="time"),
        pytest.param("at 5 p.m. in", "5 p.m.", id="time-of-day"),
        pytest.param("it was -5°C in", "-5°C", id="temperature"),
        pytest.param("in the 1990s they", "1990s", id="decade"),
        pytest.param("the U.S. has", "U.S.", id="abbreviation"),
        pytest.param("says Dr. Smith", "Dr.", id="title"),
        pytest.param("says J. Smith", "J.", id="initial"),
        pytest.param("says O'Brien of", "O'Brien", id="name-with-apostrophe"),
        pytest.param("says O’Brien of", "O’Brien", id="name-with-curly-apostrophe"),
        pytest.param("it isn't so", "isn't", id="contraction"),
        pytest.param("समाचार हिन्दी में", "हिन्दी", id="hindi-with-vowel-signs"),
        pytest.param("ok 👨\u200d👩\u200d👧 ok", "👨\u200d👩\u200d👧", id="emoji-family"),
        pytest.param("on カタカナ is", "カタカナ", id="katakana"),
    ],
)
def test_what_a_reader_takes_as_one_thing_is_one_word(text: str, whole: str) -> None:
    assert whole in words_of(text)[0]


def test_a_number_does_not_swallow_what_it_counts() -> None:
    assert words_of("5 people and 5m people")[0] == ["5", "people", "and", "5m", "people"]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        pytest.param("我喜欢。", ["我", "喜", "欢", "。"], id="chinese"),
        pytest.param("ก็จิ้งก", ["ก็", "จิ้", "ง", "ก"], id="thai"),
    ],
)
def test_scripts_without_spaces_are_cut_at_each_letter_with_its_marks(text: str, words: list[str]) -> None:
    assert words_of(text)[0] == words


@given(st.text())
def test_words_and_the_space_between_them_give_the_text(text: str) -> None:
    words, before, tail = words_of(text)
    assert "".join(space + word for space, word in zip(before, words, strict=True)) + tail == text


@together(
    ("text", "starts"),
    [
        pytest.param("He lied. She left.", ["He", "She"], id="full-stop"),
        pytest.param("“No.” Then he left.", ["“", "Then"], id="quotation"),
        pytest.param("He said “No.” and left.", ["He"], id="goes-on-in-lower-case"),
        pytest.param("Dr. Smith of the U.S. Army left.", ["Dr."], id="abbreviations"),
        pytest.param("It cost 1.5 million. More came.", ["It", "More"], id="decimal-point"),
        pytest.param("他来了。他走了。", ["他", "他"], id="chinese"),
    ],
)
def test_sentences_begin_where_a_reader_says(text: str, starts: list[str]) -> None:
    words, before, _ = words_of(text)
    assert [words[k] for k in sentence_starts(words, before)] == starts
