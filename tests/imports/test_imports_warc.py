"""What others captured: with times and origin of its own, beside what we saw, and never mixed with it."""

from __future__ import annotations

import asyncio
import gzip
import io
import json
import tracemalloc
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import brotli
import pytest
from cases import together
from click.testing import CliRunner, Result
from homes import empty_home
from pages import PARAGRAPHS, URL, article, paragraphs
from store_samples import NOON, at
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from archiver.archive.errands import IMPORT
from archiver.archive.working import Archive
from archiver.browse.serve import datasette_of
from archiver.cli import program
from archiver.config import load_config
from archiver.errors import UsageError
from archiver.home import Home
from archiver.imports.beside import BY_NAME
from archiver.imports.frames import MOST_RECORD, Record, records
from archiver.imports.named import named_in_page
from archiver.imports.warc import find_in
from archiver.model.imported import LeftOut, Why
from archiver.model.plain import plain, revived
from archiver.model.revision import Visit
from archiver.orchestration.restoring import restore
from archiver.store.ledger.entries import lines

HTML = (("Content-Type", "text/html; charset=utf-8"),)
IMPORTED = f"{URL}#imported:files"
NOW = at(60 * 24 * 40)


def said(*changes: tuple[int, str]) -> bytes:
    """Return the article with other words in some of its paragraphs."""
    texts = list(PARAGRAPHS)
    for number, text in changes:
        texts[number] = text
    return article(text=paragraphs(*texts)).encode()


FIRST = said()
SECOND = said((1, "The mayor said that the bridge had been built in 1914 and was looked at last in 1990."))
THIRD = said((2, "A ferry will carry 90 people every ten minutes from five until midnight, she said."))


class Warc:
    """A file of records, as other programs write it."""

    def __init__(self, *, compressed: bool = True) -> None:
        self.file = io.BytesIO()
        self.writer = WARCWriter(self.file, gzip=compressed, warc_version="1.1")
        self.writer.write_record(self.writer.create_warcinfo_record("x", {"software": "Crawl/3"}))

    def page(
        self,
        html: bytes,
        when: datetime,
        *,
        url: str = URL,
        status: str = "200 OK",
        headers: Sequence[tuple[str, str]] = HTML,
        **named: str,
    ) -> Warc:
        head = StatusAndHeaders(status, list(headers), protocol="HTTP/1.1")
        told = {"WARC-Date": when.isoformat().replace("+00:00", "Z")} | {
            name.replace("_", "-"): value for name, value in named.items()
        }
        self.writer.write_record(
            self.writer.create_warc_record(
                url,
                "response",
                payload=io.BytesIO(html),
                length=len(html),
                http_headers=head,
                warc_headers_dict=told,
            )
        )
        return self

    def beside(self, url: str, when: datetime, content: bytes, media_type: str) -> Warc:
        """Add what is no page."""
        return self.page(content, when, url=url, headers=(("Content-Type", media_type),))

    def revisit(self, of: datetime, when: datetime) -> Warc:
        told = [moment.isoformat().replace("+00:00", "Z") for moment in (of, when)]
        record = self.writer.create_revisit_record(
            URL,
            digest="sha1:any",
            refers_to_uri=URL,
            refers_to_date=told[0],
            http_headers=StatusAndHeaders("200 OK", list(HTML), protocol="HTTP/1.1"),
            warc_headers_dict={"WARC-Date": told[1]},
        )
        self.writer.write_record(record)
        return self

    def bytes(self) -> bytes:
        return self.file.getvalue()

    def put(self, path: Path) -> Path:
        path.write_bytes(self.bytes())
        return path


def three(**how: Any) -> Warc:
    """Return a file with three states of an article, the newest first, and a front page."""
    warc = Warc(**how).page(THIRD, at(60)).page(FIRST, at(0)).page(SECOND, at(30))
    return warc.page(b"<html><body><a href=/1>One</a></body></html>", at(1), url="https://gazette.example/")


@pytest.fixture
def home(tmp_path: Path) -> Home:
    home = empty_home(tmp_path / "home")
    lines = ['[[notify]]\nname = "desk"\nkind = "file"\npath = "told.jsonl"\n']
    home.declaration.write_text(home.declaration.read_text() + "\n".join(lines))
    return home


def take(home: Home, *paths: Path, **how: Any) -> list[Visit | LeftOut]:
    with Archive.open(home, now=lambda: NOW) as archive:
        return list(archive.import_(archive.look_into([str(path) for path in paths], **how)))


def outcomes(taken: Iterable[Visit | LeftOut]) -> list[str]:
    return [one.outcome.value if isinstance(one, Visit) else one.why.value for one in taken]


def looking(home: Home) -> Iterator[Archive]:
    with Archive.open(home, now=lambda: NOW, readonly=True) as archive:
        yield archive


def test_a_history_comes_out_of_a_file_with_its_own_times(home: Home, tmp_path: Path) -> None:
    taken = take(home, three().put(tmp_path / "a.warc.gz"))
    assert outcomes(taken) == ["first", "no article", "edited", "edited"]
    for archive in looking(home):
        assert [(one.not_before, one.not_after, one.url) for one in archive.edits()] == [
            (at(0), at(30), IMPORTED),
            (at(30), at(60), IMPORTED),
        ]
        assert [one.seen_from for one in archive.revisions(IMPORTED)] == [at(0), at(30), at(60)]


def test_it_stands_beside_what_we_see_and_is_told_as_what_it_is(home: Home, tmp_path: Path) -> None:
    take(home, three().put(tmp_path / "a.warc.gz"))
    for archive in looking(home):
        own, theirs = archive.history(URL), archive.history(IMPORTED)
        assert (own.visits, own.revisions, own.imported) == (0, (), (IMPORTED,))
        assert len(own.edits) == 2
        (origin,) = theirs.origins
        assert (origin.archive, origin.made_by, origin.captures) == ("a.warc.gz", "Crawl/3", 3)
        assert [one.url for one in archive.articles()] == [URL]
        with archive.looker.reading() as db:
            purposes = db.execute("SELECT DISTINCT purpose FROM visits").fetchall()
        assert [tuple(row) for row in purposes] == [("imported",)]
        capture = archive.looker.capture_of(theirs.revisions[0].snapshot)
        assert capture.origin is not None
        assert (capture.origin.collection, capture.origin.archive) == ("files", "a.warc.gz")
        assert capture.origin.record.startswith("<urn:uuid:")
    done = CliRunner().invoke(program, ["--home", str(home.root), "log", IMPORTED])
    assert "imported, not seen by this program: 3 captures in a.warc.gz, made by Crawl/3" in done.stdout


def test_nobody_is_told_of_its_edits_and_nothing_of_it_is_ever_due(home: Home, tmp_path: Path) -> None:
    take(home, three().put(tmp_path / "a.warc.gz"))
    with Archive.open(home, now=lambda: NOW) as archive:
        assert archive.channels()[0].waiting == 0
        assert archive.due() == ()
        assert [task.url for task in archive.all_tasks()] == [URL]
        assert archive.gaps() == ()
        assert archive.health().failing == ()


def test_it_is_in_the_ledger_and_verify_finds_nothing_wrong(home: Home, tmp_path: Path) -> None:
    take(home, three().put(tmp_path / "a.warc.gz"))
    with Archive.open(home, now=lambda: NOW) as archive:
        report = archive.verify()
        assert (report.damaged, report.orphans) == ((), ())
        with archive.store.reading() as db:
            told = [json.loads(line) for line in lines(db, 0, 99)]
    visits = [one for one in told if one["format"] == "archiver-visit/1"]
    assert {(one["purpose"], one["address"]) for one in visits} == {("imported", IMPORTED)}
    assert [one["started"] for one in visits] == [
        f"2026-11-24T{time}:00.000000Z" for time in ("12:00", "12:30", "13:00")
    ]


def test_twice_is_once_from_a_file_of_any_name(home: Home, tmp_path: Path) -> None:
    path = three().put(tmp_path / "a.warc.gz")
    take(home, path)
    assert outcomes(take(home, path)) == ["known", "no article", "known", "known"]
    other = three(compressed=False).put(tmp_path / "other.warc")
    assert outcomes(take(home, other)) == ["known", "no article", "known", "known"]


def test_an_import_that_was_cut_short_goes_on(home: Home, tmp_path: Path) -> None:
    path = three().put(tmp_path / "a.warc.gz")
    with Archive.open(home, now=lambda: NOW) as archive:
        taking = archive.import_(archive.look_into([str(path)]))
        next(taking)
        taking.close()
    assert outcomes(take(home, path)) == ["known", "no article", "edited", "edited"]
    for archive in looking(home):
        assert len(archive.revisions(IMPORTED)) == 3


def test_a_history_only_grows_but_another_collection_may_hold_what_is_older(
    home: Home, tmp_path: Path
) -> None:
    take(home, Warc().page(SECOND, at(30)).put(tmp_path / "late.warc.gz"))
    early = Warc().page(FIRST, at(0)).page(THIRD, at(60)).put(tmp_path / "early.warc.gz")
    assert outcomes(take(home, early)) == ["older", "edited"]
    assert outcomes(take(home, early, collection="library")) == ["first", "edited"]


def test_our_own_history_goes_on_as_if_nothing_was_imported(home: Home, tmp_path: Path) -> None:
    with Archive.open(home, now=lambda: NOON) as archive:
        own, _ = archive.store.add_article(URL, source=None, now=NOON, next_visit=at(5))
    take(home, Warc().page(FIRST, at(-90)).page(SECOND, at(-60)).put(tmp_path / "a.warc.gz"))
    with Archive.open(home, now=lambda: NOW) as archive:
        (task,) = archive.store.claim_due(NOW)
        assert (task.article, task.url) == (own.id, URL)
        assert archive.store.memory(own.id).current is None


@pytest.mark.parametrize("encoding", ["gzip", "br", "deflate"])
def test_what_was_compressed_for_the_way_is_read(home: Home, tmp_path: Path, encoding: str) -> None:
    packed = {"gzip": gzip.compress, "br": brotli.compress, "deflate": zlib.compress}[encoding](FIRST)
    headers = (*HTML, ("Content-Encoding", encoding))
    path = Warc().page(packed, NOON, headers=headers).put(tmp_path / "a.warc.gz")
    assert outcomes(take(home, path)) == ["first"]
    for archive in looking(home):
        (revision,) = archive.revisions(IMPORTED)
        assert archive.artefact(revision.snapshot, "response") == FIRST


def test_a_revisit_has_the_body_it_refers_to(home: Home, tmp_path: Path) -> None:
    path = Warc().page(FIRST, at(0)).revisit(at(0), at(20)).revisit(at(7), at(30)).put(tmp_path / "a.warc.gz")
    taken = take(home, path)
    assert outcomes(taken) == ["first", "same", "broken"]
    (missing,) = (one for one in taken if isinstance(one, LeftOut))
    assert missing.detail == "it refers to a record that is not in this file"
    for archive in looking(home):
        (revision,) = archive.revisions(IMPORTED)
        assert (revision.seen_from, revision.seen_until) == (at(0), at(20))


def test_a_page_that_is_gone_is_an_event(home: Home, tmp_path: Path) -> None:
    path = (
        Warc()
        .page(FIRST, at(0))
        .page(b"<h1>Not found</h1>", at(9), status="404 Not Found")
        .put(tmp_path / "a.warc")
    )
    assert outcomes(take(home, path)) == ["first", "gone"]
    for archive in looking(home):
        (event,) = archive.history(IMPORTED).events
        assert (event.kind, event.not_before, event.not_after) == ("gone", at(0), at(9))


def with_a_hole(whole: bytes) -> bytes:
    """Return a file whose second page was damaged."""
    starts = [place for place in range(len(whole)) if whole.startswith(b"\x1f\x8b\x08", place)]
    middle = (starts[2] + starts[3]) // 2
    return whole[:middle] + bytes(40) + whole[middle + 40 :]


def in_one_stream(whole: bytes) -> bytes:
    return gzip.compress(gzip.decompress(whole))


@together(
    ("spoilt", "pages", "broken"),
    [
        (with_a_hole, 2, 1),
        (in_one_stream, 3, 0),
        (lambda whole: whole[:-30], 2, 1),
        (lambda whole: b"WARC/1.1\r\nWARC-Type: response\r\n\r\n" + gzip.decompress(whole), 3, 1),
        (lambda whole: b"WARC/1.1\r\nContent-Length: 99999999999\r\n\r\n", 0, 1),
        (lambda whole: b"WARC/1.1\r\n" + b"x" * 200_000 + b"\r\n" + gzip.decompress(whole), 3, 1),
        (lambda whole: gzip.decompress(whole).replace(b"Content-Length: ", b"Content-Length: 9", 2), 0, None),
        (lambda whole: b"WARC/1.1 is what it begins with, and nothing else", 0, 1),
    ],
)
def test_a_broken_record_costs_that_record(spoilt: Any, pages: int, broken: int | None) -> None:
    whole = Warc().page(FIRST, at(0)).page(SECOND, at(30)).page(THIRD, at(60)).bytes()
    found = list(find_in(io.BytesIO(spoilt(whole)), "a.warc", "files"))
    bad = [one for one in found if not hasattr(one, "load")]
    if broken is not None:
        assert (len(found) - len(bad), len(bad)) == (pages, broken)


def test_what_decompresses_to_gigabytes_takes_no_memory() -> None:
    packing = zlib.compressobj(9, zlib.DEFLATED, zlib.MAX_WBITS | 16)
    head = packing.compress(b"WARC/1.1\r\nContent-Length: 60000000\r\n\r\n")
    bomb = head + b"".join(packing.compress(bytes(1_000_000)) for _ in range(60)) + packing.flush()
    endless = gzip.compress(b"WARC/1.1\r\n" + b"A" * 20_000_000)
    tracemalloc.start()
    first = [one for one in records(io.BytesIO(bomb)) if not isinstance(one, Record)]
    second = [one for one in records(io.BytesIO(endless)) if not isinstance(one, Record)]
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert first[0].why == f"it is larger than {MOST_RECORD} bytes"
    assert second[0].why == "its head has no end"
    assert peak < 5_000_000


@pytest.mark.parametrize("encoding", ["gzip", "br"])
def test_a_body_that_decompresses_to_more_than_a_page_is_broken(
    home: Home, tmp_path: Path, encoding: str
) -> None:
    bomb = bytes(60_000_000)
    packed = gzip.compress(bomb, 1) if encoding == "gzip" else brotli.compress(bomb, quality=1)
    path = (
        Warc().page(packed, NOON, headers=(*HTML, ("Content-Encoding", encoding))).put(tmp_path / "a.warc.gz")
    )
    (left,) = take(home, path)
    assert isinstance(left, LeftOut)
    assert left.detail.startswith("its body is larger than")


@pytest.mark.parametrize(
    ("url", "when", "detail"),
    [
        (URL, NOW + timedelta(days=9), "cannot be right"),
        (URL, datetime(1970, 1, 1, tzinfo=NOON.tzinfo), "cannot be right"),
    ],
)
def test_a_time_that_cannot_be_is_not_believed(
    home: Home, tmp_path: Path, url: str, when: datetime, detail: str
) -> None:
    (left,) = take(home, Warc().page(FIRST, when, url=url).put(tmp_path / "a.warc.gz"))
    assert isinstance(left, LeftOut)
    assert left.why is Why.BROKEN
    assert detail in left.detail


def test_it_can_be_narrowed_to_articles(home: Home, tmp_path: Path) -> None:
    path = (
        three()
        .page(FIRST, at(5), url="https://gazette.example/other/harbour-bridge")
        .put(tmp_path / "a.warc.gz")
    )
    assert outcomes(take(home, path, urls=["https://gazette.example/other/harbour-bridge"])) == ["first"]


def test_what_is_no_archive_is_refused_before_anything_is_taken_in(home: Home, tmp_path: Path) -> None:
    good, bad = three().put(tmp_path / "a.warc.gz"), tmp_path / "notes.txt"
    bad.write_text("nothing")
    with pytest.raises(UsageError, match="is nothing that can be imported"):
        take(home, good, bad)
    with pytest.raises(UsageError, match="no name of a collection"):
        take(home, good, collection="My files")
    for archive in looking(home):
        assert archive.articles() == ()


def test_the_command_says_what_came_and_what_was_left_out(home: Home, tmp_path: Path) -> None:
    path = three().put(tmp_path / "a.warc.gz")
    path.write_bytes(path.read_bytes()[:-30])

    def run() -> Result:
        return CliRunner().invoke(program, ["--home", str(home.root), "import", str(path)])

    first, again = run(), run()
    assert first.exit_code == again.exit_code == 0
    assert "3 captures of 1 article: 2 edited, 1 first" in first.stdout
    assert "left out: 1 broken" in first.stdout
    assert "broken: a.warc.gz, record 5: it cannot be decompressed" in first.stderr
    assert f"next: archiver log '{IMPORTED}'" in first.stdout
    assert "left out: 3 known already" in again.stdout


def test_the_reading_room_shows_it_as_what_it_is(home: Home, tmp_path: Path) -> None:
    take(home, three().put(tmp_path / "a.warc.gz"))
    room = datasette_of(home.root)

    def page(url: str) -> str:
        for archive in looking(home):
            number = archive.looker.find_article(url).id
        with ThreadPoolExecutor(1) as thread:  # a browser's tests keep a loop in this one
            return thread.submit(asyncio.run, room.client.get(f"/articles/{number}")).result().text

    own, theirs = page(URL), page(IMPORTED)
    assert "Others captured this article, too" in own
    assert "this program did not see it" in theirs
    assert "made by <bdi>Crawl/3</bdi>" in theirs
    assert "a.warc.gz" in theirs


def test_a_daemon_tells_the_same(home: Home, tmp_path: Path) -> None:
    taken = take(home, three().put(tmp_path / "a.warc.gz"))
    assert [revived(IMPORT.gives, json.loads(json.dumps(plain(one)))) for one in taken] == taken


def test_what_was_imported_is_restored_from_the_evidence_apart_from_ours(home: Home, tmp_path: Path) -> None:
    take(home, three().put(tmp_path / "a.warc.gz"))
    for archive in looking(home):
        before = [(one.not_before, one.not_after, one.fields, one.body) for one in archive.edits()]
    home.database.unlink()
    restore(home, load_config(home.declaration), NOW, lambda *_: None)
    for archive in looking(home):
        assert [(one.not_before, one.not_after, one.fields, one.body) for one in archive.edits()] == before
        assert archive.history(IMPORTED).origins[0].archive == "a.warc.gz"
        assert archive.history(URL).revisions == ()


def test_a_wacz_is_read_as_the_files_in_it(home: Home, tmp_path: Path) -> None:
    path = tmp_path / "a.wacz"
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("archive/one.warc.gz", Warc().page(FIRST, at(0)).bytes())
        packed.writestr("archive/two.warc", Warc(compressed=False).page(SECOND, at(9)).bytes())
        packed.writestr("../../evil.warc", three().bytes())
    assert outcomes(take(home, path)) == ["first", "edited"]
    assert not (tmp_path.parent / "evil.warc").exists()
    for archive in looking(home):
        archives = [one.archive for one in archive.history(IMPORTED).origins]
        assert archives == ["a.wacz/archive/one.warc.gz", "a.wacz/archive/two.warc"]


SHOWING = FIRST.replace(
    b"</head>",
    b"<link rel='stylesheet' href='/look.css'><link rel=next href='/2'><base href='/story/'></head>",
).replace(
    b"</body>",
    b"<img srcset='a.jpg 1x, /b.jpg 2x' data-src='c.jpg'><script src=//ads.example/x.js></body>",
)


def test_pictures_and_styles_come_with_the_page_that_names_them_nearest_in_time(
    home: Home, tmp_path: Path
) -> None:
    site = "https://gazette.example"
    warc = Warc().beside(f"{site}/story/a.jpg", at(-9), b"early", "image/jpeg")
    warc.page(SHOWING, at(0)).beside(f"{site}/story/a.jpg", at(3), b"near", "image/jpeg")
    warc.beside(f"{site}/look.css", at(1), b"p { background: url('dots.png') }", "text/css")
    warc.beside(f"{site}/dots.png", at(1), b"dots", "image/png").beside(
        f"{site}/2", at(1), b"{}", "text/json"
    )
    warc.beside(f"{site}/b.jpg", at(60 * 25), b"a day later", "image/jpeg")
    assert outcomes(take(home, warc.put(tmp_path / "a.warc.gz"))) == ["first"]
    for archive in looking(home):
        capture = archive.looker.capture_of(archive.revisions(IMPORTED)[0].snapshot)
        assert {(one.url.removeprefix(site), one.kind, one.body.content) for one in capture.resources} == {
            ("/look.css", "stylesheet", b"p { background: url('dots.png') }"),
            ("/dots.png", "image", b"dots"),
            ("/story/a.jpg", "image", b"near"),
        }
        assert capture.notes == (BY_NAME,)


def arc(*records: tuple[str, str, str, bytes]) -> bytes:
    """Return a file as the Internet Archive kept pages before there was WARC."""
    told = (
        b"1 1 Crawl\nURL IP-address Archive-date Content-type Archive-length\n\n<software>Old/1</software>\n"
    )
    all_ = [("filedesc://a.arc", "20261124120000", "text/plain", told), *records]
    return b"\n".join(
        f"{url} 192.0.2.1 {when} {kind} {len(block)}\n".encode() + block for url, when, kind, block in all_
    )


def answered(content: bytes, kind: str = "text/html; charset=utf-8") -> bytes:
    return f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\n\r\n".encode() + content


ARC = arc(
    (
        "dns:gazette.example",
        "20261124120000",
        "text/dns",
        b"20261124120000\ngazette.example. 1 IN A 192.0.2.1\n",
    ),
    (URL, "20261124120000", "text/html", answered(FIRST)),
    (URL, "20261124123000", "text/html", answered(SECOND)),
)


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_arc_files_are_read(home: Home, tmp_path: Path, pack: Any) -> None:
    path = tmp_path / "a.arc"
    path.write_bytes(pack(ARC))
    assert outcomes(take(home, path)) == ["first", "edited"]
    assert outcomes(take(home, path)) == ["known", "known"]
    for archive in looking(home):
        (edit,) = archive.edits()
        assert (edit.not_before, edit.not_after) == (at(0), at(30))
        assert archive.history(IMPORTED).origins[0].made_by == "Old/1"


@pytest.mark.parametrize(
    ("spoilt", "pages", "broken"),
    [
        (ARC[:-9], 1, 1),
        (ARC.replace(b" text/html ", b" text/html x", 1), 1, 1),
        (ARC.replace(b" 20261124123000 ", b" 20269924123000 "), 1, 1),
        (b"filedesc: is what it begins with\n" + ARC.partition(b"\n")[2], 2, 1),
        (b"filedesc:" + b"x" * 200_000, 0, 1),
    ],
)
def test_a_broken_record_of_arc_costs_that_record(spoilt: bytes, pages: int, broken: int) -> None:
    found = list(find_in(io.BytesIO(spoilt), "a.arc", "files"))
    bad = [one for one in found if not hasattr(one, "load")]
    assert (len(found) - len(bad), len(bad)) == (pages, broken)


def test_what_is_made_to_cost_time_is_read_once() -> None:
    tag = f"<img {'a' * 7900}>" * 500 + f"<img {' ' * 7900}x>" * 500 + "url(" * 500_000
    assert named_in_page(tag + "<img src=/a.jpg>", "https://gazette.example/") == (
        "https://gazette.example/a.jpg",
    )
