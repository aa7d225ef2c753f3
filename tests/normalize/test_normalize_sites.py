"""Site readers: what docs/adding-a-source.md promises of them, with the example that stands there."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
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


def golden(site: SiteReader) -> tuple[bytes, dict[str, Any]]:
    folder = GOLDEN / site.name
    return (folder / "page.html").read_bytes(), json.loads((folder / "expected.json").read_text("utf-8"))


def facts(reading: Reading, expected: dict[str, Any]) -> dict[str, Any]:
    """Return of a reading what is expected of it."""
    found = {
        "headline": reading.headline,
        "dek": reading.dek,
        "bylines": list(reading.bylines),
        "blocks": [block.text for block in reading.blocks],
    }
    return {"url": expected["url"]} | {name: found[name] for name in expected if name != "url"}


@pytest.mark.parametrize("site", EVERY, ids=lambda site: site.name)
def test_every_site_reader_reads_its_golden_page_to_the_letter(site: SiteReader) -> None:
    page, expected = golden(site)
    reading = read(page, expected["url"], sites=(site,))
    assert facts(reading, expected) == expected
    assert (reading.reader, reader_for(expected["url"], (site,))) == (site.reader, site.reader)
    assert not any(site.reader in doubt for doubt in reading.signals.doubts)


@pytest.mark.parametrize("sites", [(), (GAZETTE,)], ids=["generic", "site"])
def test_the_lines_of_each_block_are_kept_with_the_reading(sites: tuple[SiteReader, ...]) -> None:
    page, expected = golden(GAZETTE)
    seen = observe(page, expected["url"], sites=sites)
    assert [" ".join(line.text for line in lines) for lines in seen.lines] == [
        block.text for block in seen.reading.blocks
    ]


@pytest.mark.parametrize("site", EVERY, ids=lambda site: site.name)
def test_no_site_reader_does_what_the_generic_reader_can(site: SiteReader) -> None:
    page, expected = golden(site)
    assert facts(read(page, expected["url"], sites=()), expected) != expected


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


def test_what_is_dropped_may_still_name_a_field() -> None:
    page, expected = golden(GAZETTE)
    reading = read(page, expected["url"], sites=(replace(GAZETTE, drop=(*GAZETTE.drop, ".story-who")),))
    assert facts(reading, expected) == expected


def test_why_names_the_site_reader_for_what_it_gave() -> None:
    page, expected = golden(GAZETTE)
    reading = read(page, expected["url"], sites=(GAZETTE,))
    given = {choice.field for choice in reading.why if choice.source == "gazette/1"}
    assert given == {"headline", "bylines"}
    assert len({choice.field for choice in reading.why}) == len(reading.why)
