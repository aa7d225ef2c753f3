"""A post of a network and what stands for it until a script has come are the same: no text of the article."""

from __future__ import annotations

import pytest

from archiver import normalize

SAID = "The council voted on Monday to close the old bridge for nine weeks, the mayor of the town said"


@pytest.mark.parametrize(
    "post",
    [
        '<blockquote class="twitter-tweet"><p>I am on the wrong side.</p>&mdash; Rolf</blockquote>',
        '<blockquote class="instagram-media wide"><p>I am on the wrong side.</p></blockquote>',
        '<div class="twitter-tweet twitter-tweet-rendered"><iframe src="https://platform.example"></iframe>'
        '<div data-archiver-frame="https://a.example/tw"><p>I am on the wrong side.</p></div></div>',
        '<blockquote class="bluesky-embed"><p>I am on the wrong side.</p></blockquote>',
        "",
    ],
)
def test_a_quoted_post_is_not_read(post) -> None:
    html = f"<article><h1>Bridge closes</h1><p>{SAID}.</p>{post}<p>{SAID}, on Tuesday.</p></article>"

    assert normalize(html, "https://a.example/x").text == f"{SAID}.\n\n{SAID}, on Tuesday."


def test_a_post_that_nobody_closed_does_not_take_the_article_away() -> None:
    rest = "".join(f"<p>{SAID}, for time number {number}.</p>" for number in range(30))
    html = f'<article><h1>Bridge closes</h1><p>{SAID}.</p><blockquote class="instagram-media">{rest}'

    assert len(normalize(html, "https://a.example/x").blocks) > 20
