"""A post of a network is shown, and counts for nothing: its script may have come to a visit or not."""

from __future__ import annotations

import pytest

from archiver import normalize
from archiver.diff.engine import compare
from archiver.diff.fingerprint import fingerprint
from archiver.model.reading import BlockKind

SAID = "The council voted on Monday to close the old bridge for nine weeks, the mayor of the town said"
POSTS = (
    '<blockquote class="twitter-tweet"><p>I am on the <a href="https://t.example/1">wrong side</a>.</p>'
    '&mdash; Rolf <a href="https://x.example/rolf/1">May 1, 2026</a></blockquote>',
    '<blockquote class="instagram-media wide"><p>I am on the wrong side.</p></blockquote>',
    '<figure><blockquote class="bluesky-embed"><p>I am on the wrong side.</p></blockquote></figure>',
    '<blockquote class="social-card"><p>I am on the wrong side.</p>&mdash; Rolf K. (@rolfk) '
    '<a href="https://social.example/rolfk/1">May 1, 2026</a></blockquote>',
)
RENDERED = (
    '<div class="twitter-tweet twitter-tweet-rendered"><iframe src="https://platform.example"></iframe>'
    '<div data-archiver-frame="https://a.example/tw"><p>I am on the wrong side.</p></div></div>',
    "",
)


def read(post: str = "", *, end: str = "", more: str = ""):
    html = (
        f"<article><h1>Bridge closes</h1><p>{SAID}.</p>{post}<p>{SAID}, on Tuesday.</p>{end}</article>{more}"
    )
    return normalize(html, "https://a.example/x")


@pytest.mark.parametrize("post", POSTS)
def test_a_post_is_shown_where_it_stands(post: str) -> None:
    for reading, place in ((read(post), 1), (read(end=post), 2)):
        shown = reading.blocks[place]
        assert shown.kind is BlockKind.EMBED
        assert shown.text.startswith("I am on the wrong side.")
        assert len(reading.blocks) == 3


@pytest.mark.parametrize("post", POSTS)
def test_whether_a_post_is_there_changes_nothing(post: str) -> None:
    plain, quoted = read(), read(post, end=post)
    assert fingerprint(quoted) == fingerprint(plain)
    assert not compare(plain, quoted)
    assert not compare(quoted, plain)
    assert quoted.signals.confidence == plain.signals.confidence


@pytest.mark.parametrize("post", RENDERED)
def test_what_a_network_puts_there_is_not_read(post: str) -> None:
    assert read(post).text == read().text


@pytest.mark.parametrize(
    "quoted",
    [
        "<blockquote><p>I am on the wrong side, and so are you.</p></blockquote>",
        '<blockquote><p>Ask @rolfk, or <a href="https://a.example">him</a> below.</p></blockquote>',
        "<blockquote><p>I am on the wrong side of the river.</p>Rolf K. (@rolfk)</blockquote>",
    ],
)
def test_what_no_account_and_link_end_is_a_quotation(quoted: str) -> None:
    assert BlockKind.EMBED not in [block.kind for block in read(quoted).blocks]
    assert compare(read(), read(quoted))


def test_a_post_beside_the_article_is_none_of_its() -> None:
    aside = f"<aside>{POSTS[0]}</aside>"
    assert read(aside).text == read(end=aside).text == read(more=POSTS[0]).text == read().text


def test_an_edit_beside_a_post_is_told() -> None:
    was, now = read(POSTS[0]), read(POSTS[1].replace("wrong", "right"), end="<p>The ferry stays.</p>")
    assert [str(change.kind) for change in compare(was, now).blocks if change.spans] == ["added"]


def test_a_post_that_nobody_closed_does_not_take_the_article_away() -> None:
    rest = "".join(f"<p>{SAID}, for time number {number}.</p>" for number in range(30))
    html = f'<article><h1>Bridge closes</h1><p>{SAID}.</p><blockquote class="instagram-media">{rest}'

    assert len(normalize(html, "https://a.example/x").blocks) > 20
