"""The pages say what the archive knows, on live and sealed archives."""

import re
import shutil
import sqlite3
from pathlib import Path

import pytest
from browse_archive import SITE
from browse_room import getter
from datasette.app import Datasette
from datasette.plugins import pm
from storage import KEYS, ObjectStorage

from archiver.browse import plugin, shelf
from archiver.config import load_config
from archiver.demo import TRUTH
from archiver.demo.articles import stories
from archiver.store import Store


def article_id(library, name: str) -> int:
    path = next(story.path for story in stories() if story.name == name)
    with sqlite3.connect(library / "db/archive.db") as db:
        return db.execute("SELECT id FROM articles WHERE url = ?", (SITE + path,)).fetchone()[0]


def entries(html: str) -> list[str]:
    return re.findall(r'<article class="entry.*?</article>', html, re.DOTALL)


# --- the feed ------------------------------------------------------------------------------------


def test_the_feed_tells_every_edited_story_newest_first(get) -> None:
    html = get("/edits").text
    edited = {(edit.story, edit.step) for edit in TRUTH if edit.kind not in ("moved", "gone", "returned")}
    shown = [entry for entry in entries(html) if "event-" not in entry]
    assert len(shown) == len(edited)
    times = re.findall(r'<time datetime="([^"]+)">\d\d:\d\d</time> UTC</p>', html)
    assert times == sorted(times, reverse=True)
    assert re.findall(r'<li class="day"><h2>([^<]+)', html) == ["Tuesday, 17 March 2026"]


def test_the_feed_shows_intervals_and_words(get) -> None:
    html = get("/edits").text
    bridge = next(entry for entry in entries(html) if "$4.2 million" in entry)
    assert "$6.2 million" in bridge
    assert "silent" in bridge
    assert re.search(r"between <time[^>]+>11:12</time> and <time[^>]+>13:12</time> UTC", bridge)


def test_the_feed_shows_a_new_headline_in_the_old_one(get) -> None:
    title = next(title for title in re.findall(r"<h3.*?</h3>", get("/edits").text) if "slashes" in title)
    words = re.sub(r'<span class="said">[^<]*</span>', "", title)
    assert "<del>trims</del>" in words
    assert re.search(r"<ins>slashes</ins>.* library hours", words)


def test_the_feed_says_a_change_of_all_headlines_once(get) -> None:
    assert "Headline when shared" not in get("/edits").text


def test_the_feed_tells_what_else_happened(get) -> None:
    html = get("/edits").text
    for words in ("The article is gone", "The article is back", "The article moved"):
        assert words in html


def test_silent_edits_can_be_had_alone(get) -> None:
    shown = entries(get("/edits?silent=1").text)
    assert any("$4.2 million" in entry for entry in shown)
    assert not any("Correction:" in entry or "event-" in entry for entry in shown)


def test_edits_of_one_field_can_be_had_alone(get) -> None:
    shown = entries(get("/edits?field=headline").text)
    headlines = {
        (edit.story, edit.step) for edit in TRUTH if "headline" in edit.kind or edit.kind == "reversion"
    }
    assert len(shown) == len(headlines)


def test_edits_of_a_source_nobody_knows_are_none(get) -> None:
    assert entries(get("/edits?source=Nobody").text) == []
    assert len(entries(get("/edits?source=The+Alder+Courier").text)) > 10


def test_paging_by_key_shows_every_entry_once(get, monkeypatch) -> None:
    whole = re.findall(r'<h3 id="([a-z]+-\d+)"', get("/edits").text)
    monkeypatch.setattr(shelf, "ENTRIES_SHOWN", 3)
    seen: list[str] = []
    address: str | None = "/edits"
    while address and len(seen) <= len(whole):
        html = get(address).text
        seen += re.findall(r'<h3 id="([a-z]+-\d+)"', html)
        older = re.search(r'<a href="([^"]+)" rel="next">', html)
        address = "/edits" + older[1].replace("&amp;", "&") if older else None
    assert sorted(seen) == sorted(whole)
    assert len(seen) == len(set(seen))


def test_many_edits_of_one_day_are_one_entry_that_opens(get, library, monkeypatch) -> None:
    monkeypatch.setattr(shelf, "FEW", 1)
    html = get("/edits").text
    storm = next(entry for entry in entries(html) if "Storm Odette" in entry)
    number = article_id(library, "storm-live")
    assert re.search(r"<summary>(\d+) earlier edits of it that day</summary>", storm)
    assert re.findall(rf"/articles/{number}/(\d+)\.\.", storm)[:2] == ["3", "2"]
    assert all(entry.count("<h3") == 1 for entry in entries(html))


def test_the_feed_is_narrowed_by_all_its_filters(get) -> None:
    for asked, words in (
        ("disclosure=correction", "with a correction"),
        ("kind=reversion", "back to revision"),
        ("weight=cosmetic", "cosmetic"),
        ("kind=gone", "The article is gone"),
    ):
        shown = entries(get(f"/edits?{asked}").text)
        assert shown
        assert all(words in entry for entry in shown)
    whole = len(entries(get("/edits").text))
    assert len(entries(get("/edits?since=2026-03-17&until=2026-03-17").text)) == whole
    assert entries(get("/edits?since=2026-03-18").text) == entries(get("/edits?until=2026-03-16").text) == []
    assert len(entries(get("/edits?language=en").text)) > 10
    assert entries(get("/edits?language=fr").text) == []
    assert get("/edits?since=yesterday&until=31-12").status_code == 200


def test_the_feed_marks_what_was_seen_at_the_visit_before(get, monkeypatch) -> None:
    first = get("/edits")
    assert "seen at your last visit" not in first.text
    found = re.search(r"archiver_seen=0\.(\d+)\.(\d+);", first.headers["set-cookie"])
    newest, at = int(found[1]), int(found[2])
    middle = int(
        re.findall(r"below=(\d+)", (monkeypatch.setattr(shelf, "ENTRIES_SHOWN", 4), get("/edits").text)[1])[0]
    )
    monkeypatch.undo()

    def shown(cookie: str) -> str:
        return get("/edits", cookies={"archiver_seen": cookie}).text

    assert "seen at your last visit" in shown(f"{middle}.{newest}.{at}")
    assert "seen at your last visit" in shown(f"0.{middle}.{at - 4000}")
    assert "seen at your last visit" not in shown(f"0.{middle}.{at}")
    assert "seen at your last visit" not in shown("<script>")


@pytest.mark.parametrize("below", ["x", "1~2", "-3", "9999999999999999999", "9" * 40])
def test_a_broken_key_is_no_error(get, below) -> None:
    assert get(f"/edits?below={below}").status_code == 200


@pytest.mark.parametrize(
    "selection", [shelf.Selection(), shelf.Selection(field="headline", silent=True)], ids=["all", "narrowed"]
)
def test_the_feed_reads_an_index_and_sorts_nothing(library, selection) -> None:
    asked: list[str] = []
    db = sqlite3.connect(library / "db/archive.db")
    db.row_factory = sqlite3.Row
    db.set_trace_callback(asked.append)
    shelf.feed(db, selection, None)
    db.set_trace_callback(None)
    feed = next(sql for sql in asked if "FROM feed_index WHERE" in sql)
    plan = " ".join(row["detail"] for row in db.execute(f"EXPLAIN QUERY PLAN {feed}"))
    assert "SCAN feed_index VIRTUAL TABLE" in plan
    assert "TEMP B-TREE" not in plan
    assert not any("count(" in sql.lower() for sql in asked)


# --- articles, revisions, diffs ------------------------------------------------------------------


def test_an_article_shows_its_revisions_and_lets_two_be_compared(get, library) -> None:
    number = article_id(library, "harbor-bridge")
    html = get(f"/articles/{number}").text
    assert [int(n) for n in re.findall(r'<li value="(\d+)"', html)] == [3, 2, 1]
    for asked in ("old=1&new=3", "old=3&new=1"):
        answer = get(f"/articles/{number}?{asked}")
        assert (answer.status_code, answer.headers["location"]) == (302, f"/articles/{number}/1..3")


def test_an_article_shows_events_and_visits(get, library) -> None:
    html = get(f"/articles/{article_id(library, 'landlord-suit')}").text
    assert "The article is gone" in html
    assert "The article is back" in html
    assert "first sight" in html


# --- search --------------------------------------------------------------------------------------


def shown(html: str) -> str:
    """Return the words of a page's main part."""
    return " ".join(re.sub(r"<[^>]+>", " ", html[html.index("<main") :]).split())


def test_articles_are_found_by_address_or_its_beginning(get) -> None:
    story = stories()[0]
    assert story.headline.split(" ")[0] in shown(get(f"/search?q={SITE}{story.path}").text)
    several = shown(get(f"/search?q={SITE.removeprefix('https://')}").text)
    assert "Harbor Bridge" in several
    assert "Otters are back" in several


def test_words_lead_to_every_version_that_has_or_had_them(get, library) -> None:
    number = article_id(library, "harbor-bridge")
    html = get('/search?q="for nine weeks"').text
    assert f'href="/articles/{number}/1"' in html
    assert "<mark>for nine weeks</mark>" in html
    assert "stood in revisions 1 to 2 , seen 17 March 2026, 11:12 to 15:12 UTC; gone in 3" in shown(html)
    assert "Otters are back" in shown(get("/search?q=OTTERS eat*").text)


def test_deleted_words_lead_to_the_edit_that_took_them_out(get, library) -> None:
    number = article_id(library, "harbor-bridge")
    html = get('/search?deleted=1&q="for nine weeks"').text
    assert f'<a href="/articles/{number}/2..3">Harbor Bridge' in html
    assert "taken out 17 March 2026, between 15:12 and 17:12 UTC" in shown(html)
    assert re.search(r"<del>.*<mark>for nine weeks</mark>.*</del>", html)


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("", "Searched is every version"),
        ("q=100%25 zebra", "No version of an article that we saw has that."),
        ("q=otters&deleted=1", "No edit that we saw took that out."),
        ("q=%21%3F", "There is no word in this to look for."),
        ("q=otters&until=2020-01-01", "No version"),
        ("q=otters&source=nobody", "No version"),
    ],
)
def test_a_search_that_finds_nothing_says_so(get, asked, told) -> None:
    assert told in shown(get(f"/search?{asked}").text)


def test_the_feed_is_narrowed_to_a_phrase_and_keeps_it_in_the_address(get) -> None:
    html = get("/edits?phrase=for nine weeks").text
    (entry,) = entries(html)
    assert "eleven" in entry
    assert 'name="phrase" size="16" placeholder="taken out or brought in" value="for nine weeks"' in html
    assert entries(get("/edits?phrase=for nine weeks&field=bylines").text) == []


# --- diffs ---------------------------------------------------------------------------------------


def test_a_diff_shows_both_wordings_once_inline_and_side_by_side(get, library) -> None:
    number = article_id(library, "harbor-bridge")
    for view in ("", "?view=side"):
        html = get(f"/articles/{number}/1..2{view}").text
        assert "$4.2 million" in re.sub(r"<span[^>]*>.*?</span>", "", html)
        assert "<del" in html
        assert "<ins" in html
        assert "between" in html
    assert "diff-new" in html


def test_a_diff_over_several_edits_is_made_on_the_spot(get, library) -> None:
    html = get(f"/articles/{article_id(library, 'harbor-bridge')}/1..3").text
    assert "Revision 1 was last seen" in html
    assert "eleven" in html


def test_a_diff_leads_to_the_edits_around_it(get, library) -> None:
    number = article_id(library, "budget-vote")
    html = get(f"/articles/{number}/1..2").text
    assert f'href="/articles/{number}/2..3" rel="next"' in html
    assert 'rel="prev"' not in html


def test_a_revision_reads_as_text(get, library) -> None:
    html = get(f"/articles/{article_id(library, 'harbor-bridge')}/1").text
    story = next(story for story in stories() if story.name == "harbor-bridge")
    assert story.dek in html
    assert "By Maren Holt" in html
    assert '<h2 dir="auto">What the engineers found</h2>' in html
    assert 'alt="Screenshot of the page' in html


@pytest.mark.parametrize(
    "path",
    ["/articles/999", "/articles/1/99", "/articles/1/1..99", "/snapshots/999", "/snapshots/1/nothing",
     "/snapshots/1/mhtml", "/snapshots/1/resources/99", "/articles/99999999999999999999", "/-/archiver/etc",
     "/nothing"],
)  # fmt: skip
def test_what_is_not_there_is_said_to_be_missing(get, path, capsys) -> None:
    """To who asked; the terminal of who serves is left alone."""
    assert get(path).status_code == 404
    assert capsys.readouterr() == ("", "")


# --- Datasette's own pages -----------------------------------------------------------------------


def test_the_tables_lead_to_the_pages(get) -> None:
    html = get("/archive/edit_feed").text
    assert re.search(r'<a href="/articles/\d+/1\.\.2">\d+</a>', html)
    assert re.search(r'<time datetime="2026-03-17T13:12:00.000000Z">2026-03-17 13:12</time>', html)
    visits = get("/archive/visits").text
    assert re.search(r'<a href="/snapshots/(\d+)">\1</a>', visits)
    assert re.search(rf'<a href="/articles/\d+">{SITE}/[^<]+</a>', visits)


def test_every_table_and_view_opens(get) -> None:
    tables = get("/archive.json").json()
    names = [table["name"] for table in tables["tables"]] + [view["name"] for view in tables["views"]]
    assert {"articles", "edits", "edit_feed", "silent_edits"} <= set(names)
    assert {name: get(f"/archive/{name}").status_code for name in names} == dict.fromkeys(names, 200)


def test_the_front_page_leads_to_the_reading_room(get) -> None:
    assert 'href="/edits"' in get("/").text
    assert 'href="/articles"' in get("/").text


def test_another_database_is_left_alone(tmp_path) -> None:
    path = tmp_path / "edits.db"
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE articles (article INTEGER, at TEXT)")
        db.execute("INSERT INTO articles VALUES (7, '2026-11-24T12:00:00.000000Z')")

    def shown() -> list[str]:
        ask = getter(Datasette([str(path)]))
        found = [ask(page) for page in ("/", "/edits", "/edits/articles")]
        assert {page.status_code for page in found} == {200}
        return [re.sub(r"[\d.]+ms", "", page.text) for page in found]

    with_plugin = shown()
    pm.unregister(plugin)
    try:
        assert with_plugin == shown()
    finally:
        pm.register(plugin, "archiver")


def test_a_database_beside_an_archive_looks_as_it_does_alone(library, tmp_path) -> None:
    path = tmp_path / "other.db"
    with sqlite3.connect(path) as db:
        db.execute("CREATE TABLE finds (article INTEGER, at TEXT)")
        db.execute("INSERT INTO finds VALUES (7, '2026-11-24T12:00:00.000000Z')")
    ask = getter(Datasette([str(path), str(library / "db/archive.db")]))
    assert ask("/edits").status_code == 200
    assert "/articles/7" not in ask("/other/finds").text
    assert "2026-11-24T12:00:00.000000Z" in ask("/other/finds").text
    assert "tables.css" not in ask("/other/finds").text


def test_a_sealed_archive_is_read_like_a_live_one(own_library, get) -> None:
    sealed = own_library / "db/archive.db"
    with sqlite3.connect(sealed) as db:
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        db.execute("PRAGMA journal_mode = DELETE")
    ask = getter(Datasette([], immutables=[str(sealed)]))
    assert ask("/edits").text == get("/edits").text
    assert ask("/snapshots/1/dom?as=text").content == get("/snapshots/1/dom?as=text").content


def test_an_archive_under_another_address_links_there(library) -> None:
    ask = getter(Datasette([str(library / "db/archive.db")], settings={"base_url": "/news/"}))
    html = ask("/edits").text
    assert re.search(r'href="/news/articles/\d+/1\.\.2"', html)
    assert 'href="/edits"' not in html


def test_damaged_evidence_is_told_and_the_rest_still_shown(own_library) -> None:
    shutil.rmtree(own_library / "snapshots")
    ask = getter(Datasette([str(own_library / "db/archive.db")]))
    answer = ask("/snapshots/1/dom?as=file")
    assert answer.status_code == 410
    assert "Damaged evidence" in answer.text
    page = ask("/snapshots/1")
    assert page.status_code == 200
    assert "manifest cannot be read" in page.text


def test_evidence_in_a_bucket_is_shown_and_said_to_be_out_of_reach_while_that_is_away(
    own_library: Path, get, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in KEYS.items():
        monkeypatch.setenv(name, value)
    with ObjectStorage(tmp_path / "storage") as storage:
        declaration = own_library / "archiver.toml"
        declaration.write_text(storage.declaration)
        declared = load_config(declaration).storage
        with Store.open(own_library / "db/archive.db", own_library / "snapshots", declared) as store:
            store.carry()
        shutil.rmtree(own_library / "snapshots")
        ask = getter(Datasette([str(own_library / "db/archive.db")]))
        assert ask("/snapshots/1/dom?as=text").content == get("/snapshots/1/dom?as=text").content
    answer = ask("/snapshots/1/dom?as=text")
    assert (answer.status_code, "Evidence out of reach" in answer.text) == (503, True)
    page = ask("/snapshots/1")
    assert (page.status_code, ">out of reach<" in page.text, ">damaged<" in page.text) == (200, True, False)
