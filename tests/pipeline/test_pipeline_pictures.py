"""From the marks of a capture to what is told: pictures and contributors, replayed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from rounds import PARAGRAPHS, Visiting, capture, outcomes, page

from archiver.capture.replay import ReplayCapturer
from archiver.model.capture import Depth
from archiver.store import Store

HEADLINE = "Ferry cancelled as storm nears"


def image(file: str, shade: int | None) -> bytes:
    """Return the page with an image: of a shade of grey, or without a mark as where it did not load."""
    seen = "" if shade is None else f'data-archiver-picture="800x500 {shade:064x} {f"{shade:02x}" * 192}"'
    figure = f'<figure><img src="/{file}" {seen}><figcaption>The pier at noon.</figcaption></figure>'
    return page().replace(b"</h1>", b"</h1>" + figure.encode())


PIER = image("pier.jpg", 40)


def test_an_exchanged_picture_is_an_edit_of_its_own_field(store: Store, visiting: Visiting) -> None:
    looks = [capture(image("storm.jpg", 200), 60 + at) for at in range(7)]
    visits = visiting(capture(PIER, 0), *looks, rounds=2)
    assert outcomes(visits) == ["first", *["changed"] * 6, "edited"]
    (edit,) = store.edits()
    ((name, old, new),) = edit.fields
    assert (name, edit.assessment.summary) == ("pictures", "picture replaced; no correction note")
    assert (old or "").startswith("The pier at noon. (pier.jpg, ")
    assert (new or "").startswith("The pier at noon. (storm.jpg, ")
    assert [one.reading.pictures[0].size for one in store.revisions(1)] == [(800, 500)] * 2


def test_a_removed_picture_is_told_with_its_caption(store: Store, visiting: Visiting) -> None:
    visiting(capture(PIER, 0), *(capture(page(), 60 + at) for at in range(7)), rounds=2)
    (edit,) = store.edits()
    assert [name for name, _, _ in edit.fields] == ["captions", "pictures"]
    assert "picture removed" in edit.assessment.summary


@pytest.mark.parametrize(
    "again",
    [
        pytest.param(image("cdn/pier-640x400.webp?token=7", 41), id="another-size-and-address"),
        pytest.param(image("pier.jpg", None), id="did-not-load"),
        pytest.param(image("a8f7/lead.jpg", None), id="did-not-load-from-elsewhere"),
    ],
)
def test_what_may_be_the_same_picture_is_no_edit(store: Store, visiting: Visiting, again: bytes) -> None:
    assert outcomes(visiting(capture(PIER, 0), capture(again, 60), rounds=2)) == ["first", "same"]


@pytest.mark.parametrize(
    ("file", "depth"), [("pier.jpg?v=2", Depth.PROBE), ("storm.jpg", Depth.LIGHT)], ids=["same", "another"]
)
def test_a_plain_request_that_names_another_file_sends_a_browser(
    store: Store, visiting: Visiting, file: str, depth: Depth
) -> None:
    html = image("pier.jpg", None)
    visiting(replace(capture(PIER, 0), response=capture(html, 0).response))
    plain = replace(capture(image(file, None), 30), dom=None, depth=Depth.PROBE)
    visits = visiting(capture(PIER, 31), prober=ReplayCapturer([plain]))
    assert outcomes(visits) == ["same"]
    assert visits[0].started_at.minute == (30 if depth is Depth.PROBE else 31)


def test_another_contributor_is_an_edit_of_its_own_field(store: Store, visiting: Visiting) -> None:
    line = "Additional reporting by {}"
    before, after = (page(HEADLINE, *PARAGRAPHS, line.format(who)) for who in ("Bo Lund", "Ida Moss"))
    looks = [capture(after, 60 + at) for at in range(2)]
    assert outcomes(visiting(capture(before, 0), *looks, rounds=2)) == ["first", "changed", "edited"]
    (edit,) = store.edits()
    assert edit.fields == (("contributors", line.format("Bo Lund"), line.format("Ida Moss")),)
