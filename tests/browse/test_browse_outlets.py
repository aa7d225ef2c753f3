"""Pages of outlets tell what was counted, and lead to the cases that it was counted from."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path
from urllib.parse import quote

import pytest
from browse_archive import SITE
from browse_room import Get, getter

from archiver.browse.serve import datasette_of
from archiver.demo import TRUTH
from archiver.demo.articles import time_at
from archiver.store import Store

COURIER = "/outlets/" + quote("The Alder Courier")


@pytest.fixture
def asked(own_library: Path) -> Get:
    """Return a function that asks a room whose outlets were counted."""
    with Store.open(own_library / "db/archive.db", own_library / "snapshots") as store:
        assert store.count_outlets(time_at(99))
    return getter(datasette_of(own_library))


def test_before_anything_was_counted_the_page_says_how_to_count(get: Get) -> None:
    assert "Nothing was counted yet" in get("/outlets").text
    missing = get("/outlets/nobody")
    assert missing.status_code == 404
    assert "no figures of" in unescape(missing.text).lower()


def test_the_list_leads_to_the_figures_of_an_outlet(asked: Get) -> None:
    page = asked("/outlets").text
    assert f'href="{COURIER}"' in page
    assert "The Alder Courier" in asked(COURIER).text


def test_the_cases_behind_a_figure_are_a_query_away(asked: Get) -> None:
    page = unescape(asked(COURIER).text)
    shown = re.search(
        r"<h2>Articles changed</h2>.*?<strong>(\d+) %</strong>.*?of (\d+)</span>", page, re.DOTALL
    )
    assert shown
    address = re.search(
        r'href="([^"]*sql=[^"]*)">The cases, as SQL<span class="said">: Articles changed', page
    )
    assert address
    path, _, query = address[1].partition("?")
    cases = asked(f"{path}.json?{query}&_shape=objects&_size=max").json()["rows"]
    assert len(cases) == int(shown[2])
    changed = {edit.story for edit in TRUTH if edit.kind not in ("moved", "gone", "returned", "variant")}
    assert sum(case["value"] for case in cases) == len(changed)
    assert round(100 * len(changed) / len(cases)) == int(shown[1])
    assert SITE.startswith("https://")


def test_what_is_too_few_is_said_and_not_told(asked: Get) -> None:
    page = unescape(asked(COURIER).text)
    by_hour = page.partition("<h2>Headline changes by hours after publication</h2>")[2].partition("</li>")[0]
    assert by_hour.count('class="doubtful"') == by_hour.count('class="within"') == 6
