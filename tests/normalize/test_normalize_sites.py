"""Site readers: what docs/adding-a-source.md promises of them, with the example that stands there."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from cases import together

from archiver.model.reading import Reading
from archiver.normalize.reader import READER, observe, read, reader_for
from archiver.normalize.sites import SITES, SiteReader, site_for

ROOT = Path(__file__).parent.parent.parent
GOLDEN = ROOT / "tests" / "golden"
GUIDE = ROOT / "docs" / "adding-a-source.md"


def of_the_guide() -> SiteReader:
    """Return the site reader that the guide has its reader write."""
    (code,) = re.findall(r"```python\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    names: dict[str, Any] = {}
    exec(code, names)
    return next(value for value in names.values() if isinstance(value, SiteReader))


GAZETTE = of_the_guide()
EVERY = [GAZETTE, *SITES]


def goldens(site: SiteReader) -> list[tuple[bytes, dict[str, Any]]]:
    """Return the pages of a site, and what a person reads in each."""
    pages = sorted((GOLDEN / site.name).glob("*.html"))
    assert pages, f"write a page as {site.name} does: tests/golden/{site.name}/page.html"
    return [(page.read_bytes(), person_reads(page, site)) for page in pages]


def person_reads(page: Path, site: SiteReader) -> dict[str, Any]:
    told = page.with_suffix(".json")
    url = f"https://{site.hosts[0]}/{page.stem}"
    now = json.dumps(
        {"url": url} | facts(read(page.read_bytes(), url, sites=(site,))), indent=2, ensure_ascii=False
    )
    assert told.exists(), f"say in {told} what a person reads on the page; at present it is read as\n{now}"
    expected: dict[str, Any] = json.loads(told.read_text("utf-8"))
    return expected


def golden(site: SiteReader) -> tuple[bytes, dict[str, Any]]:
    return goldens(site)[0]


def facts(reading: Reading, only: Iterable[str] | None = None) -> dict[str, Any]:
    """Return a reading as the golden pages have it; of what a person is not asked about, nothing."""
    found = {
        "headline": reading.headline,
        "dek": reading.dek,
        "bylines": list(reading.bylines),
        "published_on": reading.published_on and reading.published_on.isoformat(),
        "captions": [[caption.text, caption.credit] for caption in reading.captions],
        "blocks": [block.text for block in reading.blocks],
    }
    return found if only is None else {name: found[name] for name in only if name != "url"}


def as_read(page: bytes, expected: dict[str, Any], *sites: SiteReader) -> dict[str, Any]:
    url: str = expected["url"]
    return {"url": url} | facts(read(page, url, sites=sites), expected)


@pytest.mark.parametrize("site", EVERY, ids=lambda site: site.name)
def test_every_site_reader_reads_its_golden_pages_to_the_letter(site: SiteReader) -> None:
    for page, expected in goldens(site):
        assert as_read(page, expected, site) == expected
        reading = read(page, expected["url"], sites=(site,))
        assert (reading.reader, reader_for(expected["url"], (site,))) == (site.reader, site.reader)
        assert not any(site.reader in doubt for doubt in reading.signals.doubts)


@pytest.mark.parametrize("site", EVERY, ids=lambda site: site.name)
def test_every_selector_of_a_site_reader_finds_something_on_a_golden_page(site: SiteReader) -> None:
    pages = [BeautifulSoup(page, "lxml") for page, _ in goldens(site)]
    asked = filter(None, (*site.drop, site.headline, site.dek, site.bylines, site.captions))
    assert [selector for selector in asked if not any(page.select(selector) for page in pages)] == []


@pytest.mark.parametrize("sites", [(), (GAZETTE,)], ids=["generic", "site"])
def test_the_lines_of_each_block_are_kept_with_the_reading(sites: tuple[SiteReader, ...]) -> None:
    page, expected = golden(GAZETTE)
    seen = observe(page, expected["url"], sites=sites)
    assert [" ".join(line.text for line in lines) for lines in seen.lines] == [
        block.text for block in seen.reading.blocks
    ]


@pytest.mark.parametrize("site", EVERY, ids=lambda site: site.name)
def test_no_site_reader_does_what_the_generic_reader_can(site: SiteReader) -> None:
    assert any(as_read(page, expected) != expected for page, expected in goldens(site))


@together(
    ("url", "found"),
    [
        ("https://gazette.example/a", True),
        ("https://www.gazette.example:8443/a", True),
        ("https://othergazette.example/a", False),
        ("https://gazette.example.net/a", False),
        ("http://[", False),
    ],
)
def test_a_site_reader_reads_its_host_and_subdomains_alone(url: str, found: bool) -> None:
    assert (site_for(url, (GAZETTE,)) is GAZETTE) is found
    page, _ = golden(GAZETTE)
    assert read(page, url, sites=(GAZETTE,)).reader == (GAZETTE.reader if found else READER)


def test_a_selector_that_finds_nothing_leaves_the_generic_field_and_makes_the_reading_doubtful() -> None:
    page, expected = golden(GAZETTE)
    outdated = replace(GAZETTE, headline=".title-before-the-redesign")

    reading = read(page, expected["url"], sites=(outdated,))

    generic = read(page, expected["url"], sites=())
    assert generic.headline in (reading.headline, "All the news from both sides of the river")
    assert reading.headline
    assert "gazette/1 of 2026-11-28: no headline where its selector looks" in reading.signals.doubts


def test_why_names_the_site_reader_for_what_it_gave() -> None:
    page, expected = golden(GAZETTE)
    reading = read(page, expected["url"], sites=(GAZETTE,))
    given = {choice.field for choice in reading.why if choice.source == "gazette/1"}
    assert given == {"headline", "bylines", "captions"}
    assert len({choice.field for choice in reading.why}) == len(reading.why)
