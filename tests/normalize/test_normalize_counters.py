"""Counters that sites print into titles and captions are no text of the article."""

from __future__ import annotations

import pytest
from cases import together
from pages import BODY, URL, page

from archiver import normalize


def read(title: str = "Bridge closes - The Quay Post", caption: str = "") -> object:
    figure = f'<figure><img src="/a.jpg"><figcaption>{caption}</figcaption></figure>' if caption else ""
    shown = f"<article><h1>Bridge closes</h1>{figure}{BODY}</article>"
    return normalize(page(f"<nav><a href='/'>The Quay Post</a></nav>{shown}", title=title), URL)


@pytest.mark.parametrize("counter", ["(3) ", "(12) ", "[7] ", "(99+) "])
def test_unread_messages_are_no_part_of_the_title(counter: str) -> None:
    assert read(title=f"{counter}Bridge closes - The Quay Post") == read()


@pytest.mark.parametrize("title", ["(Un)safe: bridge closes", "2026: bridge closes"])
def test_a_title_keeps_its_own_brackets_and_numbers(title: str) -> None:
    assert read(title=title).search_headline == title  # type: ignore[attr-defined]


@together(
    "caption",
    [
        "The bridge in October. 3 / 12",
        "The bridge in October. (3/12)",
        "3 / 12 The bridge in October.",
        "Photo 3 of 12: The bridge in October.",
        "Image 3/12 – The bridge in October.",
    ],
)
def test_the_number_of_a_slide_is_no_part_of_its_caption(caption: str) -> None:
    (found,) = read(caption=caption).captions  # type: ignore[attr-defined]
    assert (found.text, found.credit) == ("The bridge in October.", None)


@pytest.mark.parametrize("caption", ["The memorial of 9/11 in October.", "Repaired by a vote of 7/12."])
def test_a_caption_keeps_its_own_numbers(caption: str) -> None:
    (found,) = read(caption=caption).captions  # type: ignore[attr-defined]
    assert found.text == caption
