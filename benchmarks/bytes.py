"""Bytes kept per recapture, beside a gzip WARC record pair.

    python -m benchmarks.bytes [--pages ../shared/pages]

24 real article pages are captured once and recaptured 20 times through the real doors of the store.
No real recaptures of article pages are to be had, so their noise is modelled, and the ratios hang on
the model: a nonce on every script, a state blob with random tokens and a reshuffled list of related
stories in the response; in the DOM also eight ad slots with random ids; an edited paragraph in 35 % of
the recaptures. Some 2 KB of each recapture are random and no codec can remove them.

Three things are told:

- every recapture kept, as if each had opened a revision: what keeping one costs;
- as the archive keeps them: an unchanged visit leaves no file but a last sight in the database, an edit
  leaves two looks and the last sight of the old text;
- what the file system takes for it, in blocks of 4 KB.

The WARC is what a crawler writes: request and response (and, for the DOM, a resource record), each record
a gzip member of its own at zlib's strongest level.
"""

from __future__ import annotations

import argparse
import base64
import gzip
import json
import lzma
import random
import re
import tempfile
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from archiver.model.capture import Artefact, Browser, Capture
from archiver.model.diff import Assessment, BlockChange, ChangeKind, Diff, Disclosure, Span, SpanKind, Weight
from archiver.model.reading import Block, PageKind, Reading, Screening
from archiver.model.revision import Changed, Edited, First, Same, Verdict
from archiver.model.sight import Finding, Sight
from archiver.store import Kept, Store, verify

BAR = 15
PAGES = 24
RECAPTURES = 20
EDITED = 0.35
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
DISK_BLOCK = 4096
COLLECTIONS = ("fundus", "scrapinghub")
ARTICLE = Screening(kind=PageKind.ARTICLE)
HEADERS = {
    "content-type": "text/html; charset=utf-8",
    "cache-control": "private, max-age=0, no-cache",
    "strict-transport-security": "max-age=31536000; includeSubDomains; preload",
    "x-frame-options": "SAMEORIGIN",
    "vary": "Accept-Encoding, X-Device",
    "server": "nginx",
}


def real_pages(folder: Path) -> list[str]:
    """Return article pages of 60 KB to 1 MB, spread over both collections, the same at every run."""
    found = []
    for name in COLLECTIONS:
        with lzma.open(folder / f"{name}.jsonl.xz", "rt", encoding="utf-8") as lines:
            pages = [json.loads(line).get("html") or "" for line in lines]
        fit = (page for page in pages if 60_000 < len(page.encode()) < 1_000_000)
        found.append([page for page in fit if len(paragraphs_of(page)) >= 5])
    chosen = random.Random(1)
    return [page for pages in found for page in chosen.sample(pages, PAGES // len(found))]


def paragraphs_of(page: str) -> list[str]:
    """Return the plain paragraphs of at least a dozen words."""
    return [text for text in re.findall(r"<p[^>]*>([^<]{60,})", page) if len(text.split()) >= 12]


class Site:
    """One article page whose noise changes at every visit and whose text changes at some."""

    def __init__(self, page: str, *, seed: int) -> None:
        self.random = random.Random(seed)
        self.page = page
        self.edits = 0

    def token(self, size_bytes: int) -> str:
        return base64.urlsafe_b64encode(self.random.randbytes(size_bytes)).decode().rstrip("=")

    def edit(self) -> None:
        """Change two words of one paragraph."""
        self.edits += 1
        old = self.random.choice(paragraphs_of(self.page))
        words = old.split()
        for _ in range(2):
            words[self.random.randrange(len(words))] = self.random.choice(words)
        self.page = self.page.replace(old, " ".join(words), 1)

    def response(self) -> str:
        """Return the page as the server sends it this time."""
        nonce = self.token(16)
        html = re.sub(r"<script\b", f'<script nonce="{nonce}"', self.page)
        state = {"requestId": str(uuid.UUID(int=self.random.getrandbits(128))), "csrf": self.token(32)}
        state |= {f"token{n}": self.token(24) for n in range(10)}
        related = [f"<li><a href='/story/{n}'>Related story number {n}</a></li>" for n in range(12)]
        self.random.shuffle(related)
        tail = f"<script>window.__STATE__={json.dumps(state)}</script><ul>{''.join(related[:6])}</ul>"
        return html.replace("</body>", tail + "</body>") if "</body>" in html else html + tail

    def dom(self, response: str) -> str:
        """Return the page as a browser shows it: eight ad slots were filled."""
        parts = re.split(r"(</p>)", response)
        slots = [
            f'<div id="ad-{self.token(9)}" data-google-query-id="{self.token(18)}" class="slot slot-{n}">'
            f'<iframe id="google_ads_iframe_{self.token(12)}" name="{self.token(24)}" width="300"></iframe>'
            f'<img src="https://pixel.example/view?xai={self.token(64)}&sig={self.token(24)}"></div>'
            for n in range(8)
        ]
        step = max(1, len(parts) // 9)
        for n, slot in enumerate(slots):
            place = min(len(parts) - 1, (n + 1) * step)
            parts[place] += slot
        return "".join(parts).replace("<html", '<html class="js loaded"', 1)

    def capture(self, at: datetime) -> Capture:
        response = self.response()
        headers = HEADERS | {"date": at.isoformat(), "x-request-id": self.token(16), "etag": self.token(9)}
        url = "https://gazette.example/2026/11/24/politics/a-story-with-a-long-name-123456"
        return Capture(
            url=url,
            final_url=url,
            captured_at=at,
            status=200,
            headers=tuple(headers.items()),
            response=Artefact(content=response.encode(), media_type="text/html"),
            dom=Artefact(content=self.dom(response).encode(), media_type="text/html"),
            browser=Browser(product="HeadlessChrome/156.0.8078.79", flags=("--headless", "--no-first-run")),
            took=timedelta(microseconds=self.random.randrange(10**6, 4 * 10**6)),
        )


def warc_member(kind: str, at: datetime, content_type: str, block: bytes, url: str) -> bytes:
    """Return one WARC 1.1 record as a gzip member."""
    head = (
        f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{uuid.uuid4()}>\r\n"
        f"WARC-Date: {at.isoformat()}\r\nWARC-Target-URI: {url}\r\nWARC-Payload-Digest: sha1:{'A' * 32}\r\n"
        f"Content-Type: {content_type}\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return gzip.compress(head.encode() + block + b"\r\n\r\n", 9)


def warc_pair(taken: Capture) -> int:
    """Return the size of request and response."""
    path = "/" + taken.url.split("/", 3)[3]
    request = (
        f"GET {path} HTTP/1.1\r\nHost: gazette.example\r\nUser-Agent: Archiver/0.1\r\nAccept: */*\r\n\r\n"
    )
    head = "HTTP/1.1 200 OK\r\n" + "".join(f"{name}: {value}\r\n" for name, value in taken.headers) + "\r\n"
    body = head.encode() + (taken.response.content or b"")
    kinds = (("request", request.encode()), ("response", body))
    return sum(
        len(warc_member(kind, taken.captured_at, f"application/http; msgtype={kind}", block, taken.url))
        for kind, block in kinds
    )


def warc_dom(taken: Capture) -> int:
    """Return the size of a resource record of the DOM."""
    content = taken.dom.content if taken.dom else None
    return len(warc_member("resource", taken.captured_at, "text/html", content or b"", taken.url))


@dataclass
class Totals:
    """Bytes and seconds over all recaptures."""

    recaptures: int = 0
    raw: dict[str, int] = field(default_factory=dict)
    kept: dict[str, int] = field(default_factory=dict)
    warc: dict[str, int] = field(default_factory=dict)
    warc_cpu: float = 0.0
    keep_cpu: float = 0.0

    def add(self, taken: Capture, kept: Kept) -> None:
        self.recaptures += 1
        sizes = {piece.digest: len(piece.data) for piece in kept.pieces}
        for name, entry in kept.outline.artefacts.items():
            self.raw[name] = self.raw.get(name, 0) + (entry.size_bytes or 0)
            self.kept[name] = self.kept.get(name, 0) + sizes.get(entry.digest or "", 0)
        began = time.process_time()
        self.warc["response"] = self.warc.get("response", 0) + warc_pair(taken)
        self.warc["dom"] = self.warc.get("dom", 0) + warc_dom(taken)
        self.warc_cpu += time.process_time() - began


def understood(text: str) -> tuple[Reading, str]:
    read = Reading(reader="generic/1", headline="A story", blocks=(Block(text=text),))
    return read, f"1:{text}"


def edited(old: str, new: str) -> Edited:
    spans = (Span(kind=SpanKind.REMOVED, text=old), Span(kind=SpanKind.ADDED, text=new))
    change = BlockChange(kind=ChangeKind.EDITED, old=(0,), new=(0,), spans=spans)
    assessment = Assessment(
        weight=Weight.SUBSTANTIVE, disclosure=Disclosure(), reasons=(), summary="A paragraph was edited."
    )
    return Edited(diff=Diff(blocks=(change,)), assessment=assessment)


def visits(sites: list[Site]) -> Iterator[tuple[int, Site, int, bool]]:
    """Yield article, site, number of the recapture, and whether the text was edited before it."""
    for article, site in enumerate(sites, start=1):
        for number in range(RECAPTURES + 1):
            changed = number > 0 and site.random.random() < EDITED
            if changed:
                site.edit()
            yield article, site, number, changed


def run(store: Store, sites: list[Site]) -> tuple[Totals, int]:
    """Make all visits; return the totals, and the bytes of the first captures."""
    totals, first = Totals(), 0
    for article, site, number, changed in visits(sites):
        if not number:
            url = f"https://gazette.example/{article}"
            store.add_article(url, source=None, now=NOON, next_visit=NOON)
        looks: list[Verdict] = [First() if not number else Same()]
        if changed:
            looks = [Changed(), edited(f"text {site.edits - 1}", f"text {site.edits}")]
        for look, verdict in enumerate(looks):
            at = NOON + timedelta(minutes=30 * number + look)
            (task,) = store.claim([article], at)
            taken = site.capture(at)
            began = time.process_time()
            kept = store.keep(task, taken)
            totals.keep_cpu += time.process_time() - began
            if number:
                totals.add(taken, kept)
            else:
                first += sum(len(piece.data) for piece in kept.pieces)
            read, fingerprint = understood(f"text {site.edits}")
            sight = Sight(
                task=task,
                seen_at=at,
                status=taken.status,
                screening=ARTICLE,
                reading=read,
                fingerprint=fingerprint,
            )
            store.record(kept, Finding(sight=sight, verdict=verdict), next_visit=at, now=at)
    return totals, first


def restoring(store: Store) -> tuple[float, float]:
    """Return CPU milliseconds to restore a recapture here, and to gunzip the same bytes."""
    ours = theirs = 0.0
    found = store.db.execute(
        "SELECT digest FROM files WHERE series IN ('dom', 'response') AND base IS NOT NULL LIMIT 200"
    ).fetchall()
    for row in found:
        began = time.process_time()
        content = store.body(row["digest"])
        ours += time.process_time() - began
        packed = gzip.compress(content, 9)
        began = time.process_time()
        gzip.decompress(packed)
        theirs += time.process_time() - began
    return ours / len(found) * 1000, theirs / len(found) * 1000


def on_disk(root: Path) -> tuple[int, int, int]:
    """Return files, their bytes, and the bytes of the disk's blocks."""
    sizes = [path.stat().st_size for path in root.rglob("*.zst")]
    return len(sizes), sum(sizes), sum(-(-size // DISK_BLOCK) * DISK_BLOCK for size in sizes)


def report(store: Store, totals: Totals, first: int) -> bool:
    """Print everything; return whether the bar is met."""
    each = totals.recaptures
    print(f"{PAGES} real pages, {each} recaptures, KB (of 1000 bytes) per recapture\n")
    print(f"{'every recapture kept':28}{'raw':>9}{'WARC.gz':>9}{'ours':>9}{'times fewer':>13}")
    ratios = []
    rows = [("HTML as received", ["response"], ["response"]), ("DOM", ["dom"], ["dom"])]
    rows += [("HTML and DOM", ["response", "dom"], ["response", "dom"])]
    rows += [("the same with manifest", ["response", "dom"], ["response", "dom", "manifest"])]
    for name, theirs, own in rows:
        raw = sum(totals.raw[part] for part in theirs) / each / 1000
        warc = sum(totals.warc[part] for part in theirs) / each / 1000
        ours = sum(totals.kept[part] for part in own) / each / 1000
        ratios.append(warc / ours)
        print(f"{name:28}{raw:9.1f}{warc:9.1f}{ours:9.2f}{warc / ours:12.1f}x")
    count, size, blocks = on_disk(store.folder.root)
    rolling = store.db.execute("SELECT coalesce(sum(length(content)), 0) FROM last_sights").fetchone()[0]
    warc = sum(totals.warc.values())
    kept = size - first + rolling
    per_warc, per_kept = warc / each / 1000, kept / each / 1000
    print(f"\n{'as the archive keeps them':37}{per_warc:9.1f}{per_kept:9.2f}{warc / kept:12.1f}x")
    print(f"{count} files of {size / count / 1000:.1f} KB, {blocks / count / 1000:.1f} KB in blocks of 4 KB;")
    print(f"{rolling / 1000:.1f} KB of last sights in the database")
    ours, theirs = restoring(store)
    print(f"\ncpu per recapture: keep {totals.keep_cpu / each * 1000:.1f} ms,", end=" ")
    print(f"WARC.gz {totals.warc_cpu / each * 1000:.1f} ms")
    print(f"cpu to restore one body: ours {ours:.2f} ms, checked against its digest; gunzip {theirs:.2f} ms")
    met = min(ratios[0], ratios[1]) >= BAR
    print(f"\nbar: {BAR} times fewer for HTML and for DOM: {'met' if met else 'MISSED'}")
    return met


def main() -> None:
    """Capture, recapture, print."""
    parser = argparse.ArgumentParser(prog="benchmarks.bytes", description=__doc__)
    parser.add_argument("--pages", type=Path, default=Path("../shared/pages"), help="folder of real pages")
    given = parser.parse_args()
    sites = [Site(page, seed=number) for number, page in enumerate(real_pages(given.pages))]
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        with Store.open(root / "db" / "archive.db", root / "snapshots") as store:
            totals, first = run(store, sites)
            report(store, totals, first)
            problems = verify(store).damaged
            print(f"verified: {len(problems)} problems")


if __name__ == "__main__":
    main()
