"""Whole invented pages, each of a kind that was once read wrongly.

Beside each page stands `<name>.json`: its address, and what is expected of its reading. `contains` and
`absent` are asked of text and dek together; `same_as` and `differs_from` name another page beside it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from cases import together

from archiver.diff.fingerprint import fingerprint
from archiver.model.reading import Reading
from archiver.normalize.reader import observe, read
from archiver.normalize.screen import Answer, screen

CASES = Path(__file__).parent / "cases"


@together("name", sorted(path.stem for path in CASES.glob("*.json")))
def test_the_page_reads_as_a_person_reads_it(name: str) -> None:
    case = json.loads((CASES / f"{name}.json").read_text("utf-8"))
    html, url, expected = (CASES / case["file"]).read_bytes(), case["url"], case["expected"]
    assert expected
    seen = observe(html, url)
    told = fields(seen.reading)
    shown = Answer(asked_url=url, final_url=url, status=200, html=html, reading=seen.reading, seen=seen)
    told["screen"] = screen(shown).kind.value
    assert [*unlike(expected, told)] == []
    for other in pages(expected, "same_as"):
        assert fingerprint(read(other, url)) == fingerprint(seen.reading)
    for other in pages(expected, "differs_from"):
        assert fingerprint(read(other, url)) != fingerprint(seen.reading)


def fields(reading: Reading) -> dict[str, Any]:
    return {
        "text": " ".join(f"{reading.text}\n{reading.dek or ''}".split()),
        "headline": reading.headline,
        "authors": list(reading.bylines),
        "dek": reading.dek,
        "published_on": reading.published_on and str(reading.published_on),
        "published_at": reading.published_at and reading.published_at.isoformat(),
        "caption": [caption.text for caption in reading.captions],
        "notice": [notice.text for notice in reading.notices],
    }


def unlike(expected: dict[str, Any], told: dict[str, Any]) -> Iterator[str]:
    """Give what is otherwise than expected."""
    for name, value in expected.items():
        if name in ("contains", "absent"):
            found = name == "contains"
            yield from (f"{name}: {words}" for words in value if (words in told["text"]) != found)
        elif name in ("caption", "no_caption", "notice"):
            lines = told[name.removeprefix("no_")]
            if any(value in line for line in lines) == name.startswith("no_"):
                yield f"{name}: {lines}"
        elif name not in ("same_as", "differs_from") and told[name] != value:
            yield f"{name}: {told[name]!r}"


def pages(expected: dict[str, Any], name: str) -> list[bytes]:
    """Return the other pages named, of which there may be one or several."""
    named = expected.get(name, [])
    return [(CASES / each).read_bytes() for each in ([named] if isinstance(named, str) else named)]
