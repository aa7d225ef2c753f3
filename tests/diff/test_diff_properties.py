"""What holds of any two texts."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from readings import reading

from archiver.diff.classify import assess
from archiver.diff.engine import compare
from archiver.diff.fingerprint import fingerprint
from archiver.diff.present import html, unified
from archiver.diff.words import compare_words, seen
from archiver.model.diff import ChangeKind, Diff, SpanKind
from archiver.model.reading import Anchor, Block, BlockKind, Reading
from archiver.model.text import same_text

WORDS = [
    "the",
    "mayor",
    "said",
    "bridge",
    "$1.5 million",
    "not",
    "“no”",
    "O’Brien",
    "51-49",
    "桥",
    "ก็",
    "U.S.",
    "a",
    "ran",
]
sentence = st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map(" ".join)
paragraph = st.lists(sentence, min_size=1, max_size=3).map(lambda parts: ". ".join(parts) + ".")
anything = st.text(min_size=1, max_size=60).map(lambda text: " ".join(text.split())).filter(bool)
block = st.builds(
    Block,
    text=paragraph | sentence | anything | st.sampled_from(["***", "On.", "5 min read"]),
    kind=st.sampled_from([kind for kind in BlockKind if kind is not BlockKind.EMBED]),
    anchors=st.lists(
        st.builds(
            Anchor, text=st.just("bridge"), url=st.sampled_from(["https://a.example/", "https://b.example/"])
        ),
        max_size=1,
    ).map(tuple),
)
body = st.lists(block, max_size=9).map(tuple)


@st.composite
def related(draw: st.DrawFn) -> tuple[Reading, Reading]:
    """Give a reading and another that holds much of it, in another order."""
    old = draw(body)
    pool = [*old, *draw(body)]
    new = draw(st.lists(st.sampled_from(pool), max_size=10)) if pool else []
    if new and draw(st.booleans()):
        at = draw(st.integers(0, len(new) - 1))
        new[at] = replace(new[at], text=f"{new[at].text} {draw(sentence)}")
    return reading(*old), reading(*new)


def applied(diff: Diff, old: Reading) -> list[str]:
    """Return the blocks of the new body, made of the old body and the diff."""
    texts: dict[int, str] = {}
    for change in diff.blocks:
        if change.kind is ChangeKind.SAME:
            texts[change.new[0]] = old.blocks[change.old[0]].text
        elif change.new:
            text = "".join(span.text for span in change.spans if span.kind is not SpanKind.REMOVED)
            texts[change.new[0]] = text
    return [texts[at] for at in sorted(texts)]


@given(related())
def test_applying_the_diff_to_the_old_text_gives_the_new(pair: tuple[Reading, Reading]) -> None:
    old, new = pair
    diff = compare(old, new)
    joined = " ".join(applied(diff, old)).replace("5 min read", "")
    wanted = " ".join(block.text for block in new.blocks).replace("5 min read", "")
    assert same_text(joined) == same_text(wanted)


@given(related())
def test_the_spans_of_a_block_give_its_old_and_its_new_text(pair: tuple[Reading, Reading]) -> None:
    old, new = pair
    for change in compare(old, new).blocks:
        if change.kind is not ChangeKind.SAME:
            before = "".join(span.text for span in change.spans if span.kind is not SpanKind.ADDED)
            after = "".join(span.text for span in change.spans if span.kind is not SpanKind.REMOVED)
            assert before == " ".join(old.blocks[i].text for i in change.old)
            assert after == " ".join(new.blocks[j].text for j in change.new)


@given(related())
def test_every_block_of_the_article_is_in_one_alignment(pair: tuple[Reading, Reading]) -> None:
    old, new = pair
    diff = compare(old, new)
    told_old = [i for change in diff.blocks for i in change.old]
    told_new = [j for change in diff.blocks for j in change.new]
    assert len(set(told_old)) == len(told_old)
    assert len(set(told_new)) == len(told_new)
    untold = [old.blocks[i].text for i in range(len(old.blocks)) if i not in told_old]
    untold += [new.blocks[j].text for j in range(len(new.blocks)) if j not in told_new]
    assert not [text for text in untold if same_text(text) and text != "5 min read"]
    assert told_new == sorted(told_new)


@given(body, st.lists(st.tuples(st.integers(0, 9), sentence), max_size=3))
def test_posts_of_networks_count_for_nothing(blocks: tuple[Block, ...], posts: list[tuple[int, str]]) -> None:
    quoting = list(blocks)
    for at, text in posts:
        quoting.insert(at, Block(text=text, kind=BlockKind.EMBED))
    assert not compare(reading(*blocks), reading(*quoting))
    assert not compare(reading(*quoting), reading(*blocks))
    assert fingerprint(reading(*quoting)) == fingerprint(reading(*blocks))


@given(body)
def test_a_body_compared_with_itself_shows_nothing(blocks: tuple[Block, ...]) -> None:
    diff = compare(reading(*blocks), reading(*blocks))
    assert not diff
    assert all(change.kind is ChangeKind.SAME and change.old == change.new for change in diff.blocks)


@given(related())
def test_a_diff_is_empty_exactly_when_the_fingerprints_are_equal(pair: tuple[Reading, Reading]) -> None:
    old, new = pair
    assert bool(compare(old, new)) == (fingerprint(old) != fingerprint(new))


@given(st.lists(st.sampled_from(["On.", "Off.", "***", "No.", "The mayor said so on Monday."]), max_size=12))
def test_blocks_that_only_repeat_keep_their_order(texts: list[str]) -> None:
    old = reading(*texts)
    new = reading(*old.blocks, "A last word of the editor, never said before.")
    kinds = [change.kind for change in compare(old, new).blocks]
    assert kinds == [ChangeKind.SAME] * len(texts) + [ChangeKind.ADDED]


@given(st.text(max_size=200), st.text(max_size=200))
def test_spans_of_any_two_texts_give_both(old: str, new: str) -> None:
    spans = compare_words(old, new).spans
    assert "".join(span.text for span in spans if span.kind is not SpanKind.ADDED) == old
    assert "".join(span.text for span in spans if span.kind is not SpanKind.REMOVED) == new


@given(st.text(max_size=200), st.text(max_size=200))
def test_spans_as_seen_give_the_new_text_and_look_like_the_old(old: str, new: str) -> None:
    spans = seen(compare_words(old, new).spans)
    assert "".join(span.text for span in spans if span.kind is not SpanKind.REMOVED) == new
    before = "".join(span.text for span in spans if span.kind is not SpanKind.ADDED)
    assert same_text(before) == same_text(old)


@settings(deadline=None)
@given(related())
def test_any_edit_can_be_assessed_and_shown(pair: tuple[Reading, Reading]) -> None:
    old, new = pair
    diff = compare(old, new)
    verdict = assess(old, new, diff)
    assert verdict.summary
    assert bool(verdict.reasons) == bool(diff)
    assert bool(unified(old, new, diff)) == bool(diff)
    shown = html(old, new, diff, side_by_side=True)
    assert shown.count('<div class="diff-block ') == len(diff.blocks) + len(diff.fields)


def test_the_answer_does_not_depend_on_the_hashes_of_the_process() -> None:
    script = (
        "import hashlib, random\n"
        "from archiver import Reading, diff\n"
        "rng = random.Random(7)\n"
        "words = [f'w{k}' for k in range(300)]\n"
        "texts = [' '.join(rng.choices(words, k=30)) for _ in range(60)]\n"
        "new = texts[20:] + texts[:20]\n"
        "new = [' '.join(rng.choice(words) if rng.random() < 0.3 else w for w in t.split()) for t in new]\n"
        "d = diff(Reading.from_text('h', '\\n\\n'.join(texts)), Reading.from_text('h', '\\n\\n'.join(new)))\n"
        "print(hashlib.sha256(repr(d).encode()).hexdigest())\n"
    )
    answers = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(answers) == 1
