from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from store_samples import capture

from archiver.errors import Damaged
from archiver.model.capture import (
    OPEN,
    UNKNOWN,
    Admission,
    Artefact,
    Capture,
    Circumstances,
    Digest,
    digest_of,
)
from archiver.model.manifest import artefacts_of, outline, read_manifest, write_manifest


def contents_of(taken: Capture) -> dict[Digest, bytes]:
    bodies = [*artefacts_of(taken).values(), *(resource.body for resource in taken.resources)]
    return {digest_of(body.content): body.content for body in bodies if body.content is not None}


def let_in(taken: Capture) -> Capture:
    """Return a capture that was made with a session, over TLS and by a proxy."""
    return replace(
        taken,
        certificates=Artefact(content=b"-----BEGIN CERTIFICATE-----", media_type="application/pem"),
        connections=tuple(replace(line, answers=("::1",), via="socks5://a:1") for line in taken.connections),
        admission=Admission(session=taken.captured_at, is_let_in=True, headers=("x-key",)),
        circumstances=Circumstances(protocol="h2", program="A", clock_error=timedelta(milliseconds=3)),
    )


@pytest.mark.parametrize("full", [True, False], ids=["full", "light"])
def test_a_manifest_and_the_bodies_give_the_capture_back(full: bool) -> None:
    taken = let_in(capture(full=full))

    assert read_manifest(write_manifest(taken), contents_of(taken).get) == taken


def test_bodies_that_were_not_kept_are_said_to_be_missing_and_why() -> None:
    taken = capture()

    back = read_manifest(write_manifest(taken), lambda _: None)

    assert back.response == Artefact(
        media_type="text/html",
        missing=f"not kept: {len(taken.response.content or b'')} bytes of digest"
        f" {digest_of(taken.response.content or b'')}",
    )


@settings(max_examples=40, deadline=None)
@given(name=st.text(), value=st.text(), note=st.text())
def test_a_manifest_holds_whatever_a_server_sends(name: str, value: str, note: str) -> None:
    plain = capture()
    taken = Capture(
        url=plain.url,
        final_url=plain.final_url,
        captured_at=plain.captured_at,
        status=599,
        headers=((name, value), (name, value)),
        response=Artefact(content=b"", partial=True),
        browser=plain.browser,
        took=plain.took,
        notes=(note,),
    )

    assert read_manifest(write_manifest(taken), contents_of(taken).get) == taken


@pytest.mark.parametrize(
    "manifest",
    [
        pytest.param(b"no json", id="no-json"),
        pytest.param(b"[]", id="no-object"),
        pytest.param(json.dumps({"format": "archiver-capture/9"}).encode(), id="unknown-format"),
        pytest.param(json.dumps({"format": "archiver-capture/1"}).encode(), id="nothing-in-it"),
    ],
)
def test_what_is_no_manifest_is_damage(manifest: bytes) -> None:
    with pytest.raises(Damaged):
        read_manifest(manifest, lambda _: None)


def test_a_manifest_of_an_earlier_program_is_read_and_told_to_know_less() -> None:
    tree = json.loads(write_manifest(let_in(capture(full=True))))
    for later in ("admission", "circumstances"):
        del tree[later]
    del tree["artefacts"]["certificates"]
    for line in tree["connections"]:
        del line["answers"], line["via"]
    for told in ("language", "time_zone"):
        del tree["browser"][told]
    read = read_manifest(json.dumps(tree).encode(), lambda digest: None)
    assert (read.admission, read.circumstances, read.certificates) == (OPEN, UNKNOWN, None)
    assert read.connections[0].answers == ()
    assert outline(json.dumps(tree).encode()).signed_in is False
