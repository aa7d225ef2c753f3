"""What a newsroom calls an article at its headline is a field of its own."""

from __future__ import annotations

import pytest
from cases import together
from pages import BODY, URL

from archiver import normalize
from archiver.diff.engine import compare
from archiver.diff.fingerprint import fingerprint
from archiver.model.reading import Reading


def read(above: str = "", below: str = "") -> Reading:
    html = (
        f"<nav><a>Opinion</a></nav><main><article><header>{above}<h1>Bridge closes</h1>{below}</header>"
        f"<p>By Ada Quill</p>{BODY}</article></main>"
    )
    return normalize(html, URL)


@together(
    "label",
    [
        "Analysis",
        "OPINION",
        "Paid content by Quayline Ferries",
        "Kommentar",
        "Contenu sponsorisé",
        "На правах рекламы",
    ],
)
def test_a_label_is_read(label) -> None:
    assert read(f"<p class=kicker>{label}</p>").label == label
    assert read(below=f"<p><a href=/o>{label}</a></p>").label == label


@pytest.mark.parametrize("line", ["", "<p>Politics</p>", "<p>Opinion polls say otherwise</p>"])
def test_a_section_or_a_menu_is_no_label(line) -> None:
    assert read(line).label is None


def test_another_label_is_a_change_and_capitals_are_none() -> None:
    was, now = read("<p>Analysis</p>"), read("<p>Opinion</p>")

    assert fingerprint(was) != fingerprint(now)
    assert [(field.name, field.old, field.new) for field in compare(was, now).fields] == [
        ("label", "Analysis", "Opinion")
    ]
    assert fingerprint(was) == fingerprint(read("<p>ANALYSIS</p>"))
