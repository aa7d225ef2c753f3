"""What the room gives to other programs: JSON beside every page, described by OpenAPI, and feeds."""

from __future__ import annotations

import re
from dataclasses import fields
from datetime import datetime
from urllib.parse import urlsplit
from xml.etree import ElementTree as Xml

import feedparser
import pytest
from browse_room import Get
from edits import NOON, edited
from hypothesis import HealthCheck, given, settings

from archiver.browse import feeds
from archiver.browse.openapi import DESCRIPTION
from archiver.browse.plugin import ROUTES
from archiver.browse.shelf import FeedLine, Selection

TRIES = 12
"""Requests to each path: enough for every kind of value of each parameter, in a second or two."""


def by_path(path: str) -> str:
    """Return a path as the description writes it, out of the expression that leads to it."""
    return re.sub(r"\(\?P<(\w+)>[^)]*\)", r"{\1}", path).replace("\\", "").removesuffix("$")


def test_every_address_for_programs_is_described() -> None:
    routes = {by_path(route) for route, _ in ROUTES}
    assert {route for route in routes if route.endswith((".json", ".atom"))} == set(DESCRIPTION["paths"])


def test_every_filter_is_described() -> None:
    described = {one["name"] for one in DESCRIPTION["paths"]["/edits.json"]["get"]["parameters"]}
    assert described == {one.name for one in fields(Selection)} | {"below"}


@pytest.mark.parametrize("path", DESCRIPTION["paths"])
def test_whatever_is_asked_the_answer_is_as_described(room: str, path: str) -> None:
    import schemathesis  # late: it costs every run of any test a second
    from schemathesis.checks import not_a_server_error
    from schemathesis.specs.openapi.checks import (
        content_type_conformance,
        response_schema_conformance,
        status_code_conformance,
    )

    checks = [
        not_a_server_error,
        status_code_conformance,
        content_type_conformance,
        response_schema_conformance,
    ]
    operation = schemathesis.openapi.from_url(f"{room}/openapi.json")[path]["GET"]

    @given(case=operation.as_strategy())
    @settings(
        max_examples=TRIES,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        derandomize=True,
    )
    def ask(case: schemathesis.Case) -> None:
        case.call_and_validate(base_url=room, checks=checks)

    ask()


def test_json_has_the_values_of_the_page(get: Get) -> None:
    edits = get("/edits.json?silent=1").json()["edits"]
    page = get("/edits?silent=1").text
    assert edits
    for edit in edits:
        assert f'id="edit-{edit["id"]}"' in page
        address = f"/articles/{edit['article']}/{edit['old_revision']}..{edit['new_revision']}"
        told = get(f"{address}.json").json()
        assert told["edit"] == edit
        assert told["diff"]["fields"].keys() == edit["fields"].keys()
        history = get(f"/articles/{edit['article']}.json").json()
        assert edit in [step["edit"] for step in history["revisions"]]
        assert f'href="http://localhost{address}.json"' in get(address).text


def test_what_is_not_there_is_told_to_programs_as_json(get: Get) -> None:
    answer = get("/articles/999999.json")
    assert (answer.status_code, answer.json()) == (404, {"error": "Not here: No article 999999."})


@pytest.mark.parametrize("query", ["", "?silent=1", "?field=headline", "?kind=gone", "?source=No+Such"])
def test_both_feeds_say_what_the_filters_say(get: Get, query: str) -> None:
    edits = get(f"/edits.json{query}").json()["edits"]
    atom = feedparser.parse(get(f"/feed.atom{query}").content)
    items = get(f"/feed.json{query}").json()["items"]
    assert not atom.bozo
    assert [item["_archiver"] for item in items] == edits
    for item, entry in zip(items, atom.entries, strict=True):
        assert (entry.id, entry.link, entry.title) == (item["id"], item["url"], item["title"])
        assert entry.updated == item["date_published"]
        assert datetime.fromisoformat(entry.updated).tzinfo is not None
        assert get(urlsplit(entry.link).path).status_code == 200
    assert len({item["id"] for item in items}) == len(items)
    page = get(f"/edits{query}").text
    assert f'title="Atom" href="/feed.atom{query or "?"}"' in page


def test_a_feed_is_sent_once_to_who_has_it(get: Get) -> None:
    first = get("/feed.atom")
    again = get("/feed.atom", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_no_words_of_a_page_break_a_feed_or_get_out_of_it() -> None:
    headline = "Storm \x00\x1b\ufffe <script>alert(1)</script> ]]> & ends"
    edit = edited(
        "headline changed",
        url='javascript:alert("1")',
        source="Gazette\x0c",
        not_after=NOON,
        fields=(("headline", "Storm", headline),),
        blocks=(),
        headline=headline,
    )
    entry = feeds.entry(FeedLine(headline=headline, edit=edit), "http://localhost/articles/3/1..2")
    feed = feeds.Feed(
        title="Edits", page="http://x/", address="http://x/feed.atom", older=None, entries=(entry,)
    )
    (told,) = Xml.fromstring(feeds.atom(feed)).iterfind("{*}entry")
    assert told.findtext("{*}title") == f"{headline}: headline changed".replace(
        "\x00\x1b\ufffe", "\ufffd" * 3
    )
    html = told.findtext("{*}content") or ""
    assert "<script" not in html
    assert 'href="javascript:' not in html
