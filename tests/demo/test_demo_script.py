"""The script does what its truth table says, to every story, at every step."""

from collections import Counter
from dataclasses import replace

import pytest
from cases import together

from archiver.demo.articles import parse_story, stories
from archiver.demo.changes import Cut, Reworded, Shifted, apply
from archiver.demo.script import DEMO, TRUTH, Script, Spell, Trial


def test_about_a_dozen_stories_are_worth_reading() -> None:
    found = stories()
    assert 12 <= len(found) <= 16
    for story in found:
        assert 6 <= len(story.blocks) <= 15, story.name
        assert any("“" in block for block in story.blocks), story.name


def test_stories_have_distinct_addresses_and_numbers() -> None:
    found = stories()
    assert len({story.path for story in found}) == len(found)
    assert len({story.number for story in found}) == len(found)


@together("edit", TRUTH)
def test_a_scripted_edit_changes_its_story_at_its_step(edit) -> None:
    before = {story.name: story for story in DEMO.newsroom(edit.step - 1)}
    after = {story.name: story for story in DEMO.newsroom(edit.step)}
    assert before[edit.story] != after[edit.story]
    assert (after[edit.story].modified != before[edit.story].modified) == edit.disclosed


def test_stories_the_script_does_not_name_never_change() -> None:
    quiet = {story.name for story in stories()} - {edit.story for edit in TRUTH}
    assert len(quiet) >= 2
    for step in range(1, DEMO.last_step + 2):
        assert [s for s in DEMO.newsroom(step) if s.name in quiet] == [
            s for s in stories() if s.name in quiet
        ]


def test_nothing_happens_at_step_zero() -> None:
    assert DEMO.newsroom(0) == stories()


def test_the_reversion_brings_the_first_headline_back() -> None:
    headlines = [
        next(s.headline for s in DEMO.newsroom(step) if s.name == "budget-vote") for step in range(4)
    ]
    assert headlines[0] == headlines[3] != headlines[1] == headlines[2]


def test_the_script_shows_every_kind_once_promised() -> None:
    kinds = Counter(edit.kind for edit in TRUTH)
    promised = {
        "digit", "negation", "headline", "move", "deletion", "correction", "byline", "reversion",
        "live entry", "moved", "gone", "returned", "typo", "quotation",
    }  # fmt: skip
    assert promised <= set(kinds)


def test_words_that_are_not_there_cannot_be_reworded() -> None:
    with pytest.raises(ValueError, match="is in 0 blocks"):
        apply(stories()[0], Reworded("words nobody wrote", "others"))


def test_an_ambiguous_start_cannot_be_cut() -> None:
    story = replace(stories()[0], blocks=("The first.", "The second."))
    with pytest.raises(ValueError, match="is in 2 blocks"):
        apply(story, Cut("The"))


def test_a_shifted_block_stands_before_its_target() -> None:
    story = replace(stories()[0], blocks=("one", "two", "three"))
    assert apply(story, Shifted("three", before="one")).blocks == ("three", "one", "two")


def test_a_story_without_a_headline_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="'Headline'"):
        parse_story("x", "Path: /x\nSection: news\nTemplate: amp\nPicture: a.png | b | c\n\nText")


def test_spells_and_trials_count_towards_the_last_step() -> None:
    script = Script(
        spells=(Spell(story="mural", first=2, last=5, kind="error 500"),),
        trials=(Trial(story="mural", first=7, last=8, headline="Other"),),
    )
    assert script.last_step == 9
    spells = [script.spell("mural", step) for step in (1, 2, 5, 6)]
    assert [spell and spell.kind for spell in spells] == [None, "error 500", "error 500", None]
