"""Seeds at the command line: lists of feeds come in, failures are shown."""

from __future__ import annotations

import json
from pathlib import Path

FEED = "http://10.0.0.1/feed.xml"  # the guard lets nothing out to it


def test_the_feeds_of_a_list_are_declared_and_failing_ones_named(archiver, tmp_path: Path, news) -> None:
    (tmp_path / "feeds.opml").write_text(f'<opml><body><outline xmlUrl="{FEED}"/></body></opml>')
    assert "opml list of 1 feeds, declared" in archiver("--home", "news", "add", "feeds.opml").stdout

    assert "10.0.0.1" in archiver("--home", "news", "discover").stderr

    (failing,) = json.loads(archiver("--home", "news", "status", "--json").stdout)["failing_seeds"]
    assert (failing["url"], failing["failures"]) == (FEED, 1)
    assert "private" in failing["error"]
    told = " ".join(archiver("--home", "news", "status").stdout.split())
    assert "private" in told
    assert "asked again at" in told


def test_a_file_that_is_no_list_is_refused_with_a_reason(archiver, tmp_path: Path, news) -> None:
    for content in ("<rss version='2.0'><channel><item><link>https://a.example/1</link></item></channel></rss>",
                    "<html><body><p>Hello</p></body></html>"):  # fmt: skip
        (tmp_path / "odd.xml").write_text(content)
        done = archiver("--home", "news", "add", "odd.xml")
        assert done.returncode == 1
        assert "Traceback" not in done.stderr
        assert "odd.xml" in done.stderr
