"""What changed inside a text, as a person would mark it."""

from __future__ import annotations

import pytest
from cases import together

from archiver.diff.words import compare_words, seen
from archiver.model.diff import Span, SpanKind

MARKS = {SpanKind.SAME: "{}", SpanKind.REMOVED: "[-{}-]", SpanKind.ADDED: "{{+{}+}}"}


def marked(old: str, new: str) -> str:
    return "".join(MARKS[span.kind].format(span.text) for span in seen(compare_words(old, new).spans))


@together(
    ("old", "new", "expected"),
    [
        pytest.param(
            "It cost $1.5 million.",
            "It cost $15 million.",
            "It cost [-$1.5 million-]{+$15 million+}.",
            id="amount",
        ),
        pytest.param("He lied.", "He lied?", "He lied[-.-]{+?+}", id="question"),
        pytest.param("They won 51-49.", "They won 5149.", "They won [-51-49-]{+5149+}.", id="score"),
        pytest.param("He is guilty.", "He is not guilty.", "He is {+not +}guilty.", id="negation"),
        pytest.param("She is a hero.", 'She is a "hero".', 'She is a {+"+}hero{+"+}.', id="scare-quotes"),
        pytest.param("It isn't so.", "It is so.", "It [-isn't-]{+is+} so.", id="contraction"),
        pytest.param("A b c d.", "A c d.", "A [-b -]c d.", id="word-out"),
        pytest.param("He spoke for us.", "He spoke for US.", "He spoke for [-us-]{+US+}.", id="case"),
        pytest.param(
            "Paris and Rome are far away.",
            "Berlin and Madrid are far away.",
            "[-Paris and Rome-]{+Berlin and Madrid+} are far away.",
            id="small-island-merged",
        ),
        pytest.param(
            "He went home. She stayed.",
            "He went home. It rained all day. She stayed.",
            "He went home. {+It rained all day. +}She stayed.",
            id="sentence-in",
        ),
        pytest.param(
            "The mayor spoke. The mayor left.",
            "The mayor spoke. The mayor ate. The mayor left.",
            "The mayor spoke. {+The mayor ate. +}The mayor left.",
            id="inserted-where-a-sentence-begins",
        ),
    ],
)
def test_a_change_is_marked_as_a_person_would(old: str, new: str, expected: str) -> None:
    assert marked(old, new) == expected


def test_a_text_of_which_too_little_stayed_is_shown_old_and_new() -> None:
    old = "The quick brown fox jumps over the lazy dog near the river."
    new = "A committee of experts has decided that the policy was wrong."
    assert marked(old, new) == f"[-{old}-]{{+{new}+}}"


def test_a_sentence_of_which_too_little_stayed_is_shown_old_and_new() -> None:
    stays = "Residents had complained for years that the old crossing was unsafe for buses and bikes."
    old, new = "The mayor of the town spoke.", "Later the police made an arrest in the case."
    assert marked(f"{stays} {old}", f"{stays} {new}") == f"{stays} [-{old}-]{{+{new}+}}"


def test_a_short_text_that_grew_keeps_its_words() -> None:
    old = "Two people were hurt."
    new = "Two people were hurt. Police closed the road for hours while they looked for the driver of a van."
    assert marked(old, new).startswith(old)


def test_glyphs_that_changed_unseen_are_in_the_spans_but_not_shown() -> None:
    spans = compare_words("He said “yes” to O’Brien.", 'He said "no" to O\'Brien.').spans
    assert (
        "".join(span.text for span in spans if span.kind is not SpanKind.ADDED) == "He said “yes” to O’Brien."
    )
    assert [(span.kind, span.text) for span in seen(spans) if span.kind is not SpanKind.SAME] == [
        (SpanKind.REMOVED, "yes"),
        (SpanKind.ADDED, "no"),
    ]


def test_a_space_that_came_is_seen() -> None:
    assert marked("word.", "word .") == "word{+ +}."


def test_an_empty_side_is_all_the_other() -> None:
    assert compare_words("", "New.").spans == (Span(kind=SpanKind.ADDED, text="New."),)
    assert compare_words("Old.", "").spans == (Span(kind=SpanKind.REMOVED, text="Old."),)
    assert compare_words("", "").spans == ()
