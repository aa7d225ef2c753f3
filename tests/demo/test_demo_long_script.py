"""The long script is what it says: 30 articles, 40 steps, every kind of trouble a watcher meets."""

from collections import Counter

import httpx
import pytest
from cases import together

from archiver.demo.changes import holds
from archiver.demo.long_script import long_script, parse_script
from archiver.demo.script import Script, SiteRedesign
from archiver.demo.site import DemoSite

SCRIPT = long_script()
STEPS = 40


def states(step: int) -> dict:
    return {story.name: story for story in SCRIPT.newsroom(step)}


def test_thirty_articles_are_stepped_forty_times() -> None:
    assert len(SCRIPT.cast) == 30
    assert len({story.path for story in SCRIPT.cast}) == 30
    assert SCRIPT.last_step <= STEPS


def test_every_trouble_of_the_real_web_is_in_it() -> None:
    kinds = {edit.kind for edit in SCRIPT.edits}
    assert kinds >= {
        "digit", "negation", "punctuation", "move", "deletion", "correction", "byline", "reversion",
        "winner", "moved", "gone", "returned", "live entry",
    }  # fmt: skip
    assert {spell.kind for spell in SCRIPT.spells} >= {
        "bot wall 403", "bot wall 200", "consent wall", "paywall", "shell", "error 500", "front page",
    }  # fmt: skip
    assert {trial.by_lot for trial in SCRIPT.trials} == {True, False}
    assert len(SCRIPT.redesigns) == 2


@together("edit", SCRIPT.edits)
def test_an_edit_shows_from_its_step_on(edit) -> None:
    before, after = states(edit.step - 1)[edit.story], states(edit.step)[edit.story]
    assert before != after
    assert holds(after, edit.change)


def test_most_edits_live_long_enough_to_be_seen_and_two_do_not() -> None:
    brief = [edit for edit in SCRIPT.edits if edit.kind != "gone" and SCRIPT.visits_of(edit, STEPS) < 2]
    assert {(edit.story, edit.step) for edit in brief} == {("chess-champion", 6), ("bus-fares", 31)}


def test_a_reversion_brings_back_a_text_that_was_there_before() -> None:
    for edit in SCRIPT.edits:
        if edit.kind == "reversion":
            now = states(edit.step)[edit.story]
            past = [states(step)[edit.story] for step in range(edit.step - 1)]
            assert any((p.headline, p.blocks) == (now.headline, now.blocks) for p in past), edit


def test_a_winner_is_the_headline_that_was_on_trial() -> None:
    for edit in SCRIPT.edits:
        if edit.kind == "winner":
            trial = SCRIPT.trial(edit.story, edit.step - 1)
            assert trial
            assert trial.headline == edit.change.headline


def test_many_articles_have_quiet_steps() -> None:
    changed = Counter((edit.story, edit.step) for edit in SCRIPT.edits)
    assert 30 * STEPS - len(changed) > 1000


def test_after_a_redesign_every_class_name_is_another_and_no_word() -> None:
    story = SCRIPT.cast[0]
    with DemoSite(script=Script(redesigns=(SiteRedesign(step=1),), cast=(story,))) as site:
        before, after = ((site.at(step), httpx.get(site.url + story.path).text)[1] for step in (0, 1))
        style = httpx.get(f"{site.url}/static/season-1.css").text
    assert all(block.split(".")[0] in after for block in story.blocks)
    old, new = (set(page.split('class="')[1:]) for page in (before, after))
    assert not {part.split('"')[0] for part in old} & {part.split('"')[0] for part in new}
    assert "/static/season-1.css?" in after
    assert ".skip-link" not in style


def test_a_script_about_nobody_is_refused() -> None:
    with pytest.raises(ValueError, match="nobody"):
        parse_script('[[spell]]\nstory = "nobody"\nfirst = 1\nlast = 2\nkind = "shell"\n')


def test_an_edit_without_a_change_is_refused() -> None:
    with pytest.raises(ValueError, match="says no change"):
        parse_script('[[edit]]\nstory = "mural"\nstep = 1\nkind = "digit"\n')
