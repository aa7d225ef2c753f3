"""Captures in the formats of web archives: other programs read them, and nothing unknown is claimed."""

from __future__ import annotations

import base64
import gzip
import io
import json
import shutil
import subprocess
import zipfile
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from homes import empty_home
from playwright._impl._driver import compute_driver_executable
from playwright.sync_api import Page
from store_samples import ONE, TWO, URL, WALL, Changed, First, at, capture, edited, see, suspect, watch
from warcio.archiveiterator import ArchiveIterator
from warcio.checker import Checker

from archiver.archive.working import Archive
from archiver.cli import program
from archiver.export.cdxj import IN_MEMORY, Sorted, key_of
from archiver.home import Home
from archiver.imports.found import Found
from archiver.imports.warc import find_in
from archiver.ledger.notes import PrivateKey, public_key, read_note
from archiver.ledger.packages import package_signer
from archiver.model.capture import Artefact, Capture, Resource, digest_of
from archiver.store.evidence.shelves import name_of

ACCENTS = "Café — “près d’ici”"
COOKIE = ("set-cookie", "session=secret-4711")
ON_THE_WIRE = (("content-encoding", "br"), ("content-length", "977"), ("x-evil", "a\r\nb: ü"))
PICTURE = Resource(
    url="https://gazette.example/a b.png",
    kind="image",
    status=200,
    headers=(("content-type", "image/png"),),
    body=Artefact(content=b"\x89PNG" * 9, media_type="image/png"),
)


@dataclass(frozen=True)
class Told:
    """A record as another program reads it."""

    kind: str
    url: str
    named: dict[str, str]
    headers: tuple[tuple[str, str], ...]
    body: bytes


def full(text: str, minutes: float, **more: object) -> Capture:
    made = capture(text, when=at(minutes), full=True)
    return replace(
        made,
        headers=(*made.headers, COOKIE, *ON_THE_WIRE),
        screenshot=Artefact(content=b"\xff\xd8jpeg", media_type="image/jpeg"),
        resources=(*made.resources, PICTURE),
        **more,
    )


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """Return a home with an edit, and a wall."""
    home = empty_home(tmp_path_factory.mktemp("held") / "home")
    with Archive.open(home, now=lambda: at(60)) as archive:
        task = watch(archive.store)
        see(archive.store, task, ONE, First(), minutes=0, taken=full("one", 0))
        see(archive.store, task, TWO, Changed(), minutes=10, taken=full("one", 10))  # the same bytes again
        cut = Artefact(content=b"<p>two", media_type="text/html", partial=True)
        see(archive.store, task, TWO, edited(ONE, TWO), minutes=11, taken=full("two", 11, response=cut))
        see(archive.store, task, None, suspect("bot_wall", "challenge"), minutes=20, screening=WALL)
    return home


def run(home: Home, *words: str | Path) -> Result:
    return CliRunner().invoke(program, ["--home", str(home.root), *map(str, words)])


@pytest.fixture(scope="module")
def warc(home: Home, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("out") / "out.warc.gz"
    done = run(home, "export", "--format", "warc", "-o", path)
    assert (done.exit_code, done.stderr) == (0, f"wrote 4 captures to {path}\n")
    return path


@pytest.fixture(scope="module")
def wacz(home: Home, tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    path = tmp_path_factory.mktemp("out") / "out.wacz"
    assert run(home, "export", "--format", "wacz", "-o", path).exit_code == 0
    return zipfile.ZipFile(path)


def records(file: io.BufferedIOBase) -> list[Told]:
    return [
        Told(
            one.rec_type,
            one.rec_headers.get_header("WARC-Target-URI") or "",
            dict(one.rec_headers.headers),
            tuple(one.http_headers.headers) if one.http_headers else (),
            one.raw_stream.read(),
        )
        for one in ArchiveIterator(file)
    ]


def of(path: Path, kind: str, url: str) -> list[Told]:
    with path.open("rb") as file:
        return [one for one in records(file) if (one.kind, one.url) == (kind, url)]


def test_warcio_finds_every_digest_as_it_is_told(warc: Path) -> None:
    class Asked:
        inputs = (str(warc),)
        verbose = False

    assert Checker(Asked).process_all() == 0


def test_the_page_is_there_as_it_was_kept(warc: Path) -> None:
    page, last, _wall = of(warc, "response", URL)
    assert (page.named["WARC-Date"], page.body) == (
        "2026-11-24T12:00:00.000000Z",
        full("one", 0).response.content,
    )
    assert page.named["WARC-Payload-Digest"] == f"sha256:{sha256(page.body).hexdigest()}"
    assert page.named["WARC-IP-Address"] == "93.184.216.34"
    assert (last.body, last.named["WARC-Truncated"]) == (b"<p>two", "length")
    (dom, *_) = of(warc, "resource", f"urn:dom:{URL}")
    assert dom.body == full("one", 0).dom.content  # type: ignore[union-attr]
    assert dom.named["WARC-Concurrent-To"] == page.named["WARC-Record-ID"]
    (seen, *_) = of(warc, "resource", f"urn:fullPage:{URL}")
    assert (seen.body, seen.named["Content-Type"]) == (b"\xff\xd8jpeg", "image/jpeg")


def test_headers_say_nothing_untrue_of_the_bytes_below_them_and_hold_no_cookie(warc: Path) -> None:
    page = of(warc, "response", URL)[0]
    told = dict(page.headers)
    assert "content-encoding" not in told
    assert told["x-orig-content-encoding"] == "br"
    assert (told["x-orig-content-length"], told["content-length"]) == ("977", str(len(page.body)))
    assert told["x-evil"] == "a%20b%3A%20%C3%BC"  # one line; not of ASCII, so percent-encoded
    assert b"secret" not in gzip.decompress(warc.read_bytes())


def test_a_browser_that_replays_a_page_of_another_charset_shows_what_was_read(
    tmp_path: Path, page: Page
) -> None:
    home = empty_home(tmp_path / "home")
    html = (
        f"<meta charset=windows-1252><title>t</title><h1>{ACCENTS}</h1>".encode()
    )  # as browsers hand it out
    shown = Artefact(content=html, media_type="text/html")
    sent = (("content-type", "text/html; charset=windows-1252"),)
    with Archive.open(home, now=lambda: at(60)) as archive:
        taken = replace(capture("x", when=at(0), full=True), headers=sent, response=shown, dom=shown)
        see(archive.store, watch(archive.store), ONE, First(), minutes=0, taken=taken)
    assert run(home, "export", "--format", "warc", "-o", tmp_path / "out.warc.gz").exit_code == 0
    (told,) = of(tmp_path / "out.warc.gz", "response", URL)
    assert ("x-orig-content-type", sent[0][1]) in told.headers
    page.route("**/*", lambda asked: asked.fulfill(headers=dict(told.headers), body=told.body))
    page.goto(URL)
    assert page.inner_text("h1") == ACCENTS
    (found,) = find_in(io.BytesIO((tmp_path / "out.warc.gz").read_bytes()), "out.warc.gz", "files")
    assert isinstance(found, Found)
    assert found.load().headers == sent


def test_identical_bytes_are_told_again_by_reference(warc: Path) -> None:
    page, (again,) = of(warc, "response", URL)[0], of(warc, "revisit", URL)
    assert again.named["WARC-Refers-To"] == page.named["WARC-Record-ID"]
    assert again.named["WARC-Refers-To-Date"] == page.named["WARC-Date"]
    assert again.named["WARC-Date"] == "2026-11-24T12:10:00.000000Z"
    assert again.named["WARC-Payload-Digest"] == page.named["WARC-Payload-Digest"]


def test_what_was_not_kept_is_not_made_up(warc: Path) -> None:
    redirect = of(warc, "response", f"{URL}?r")[0]
    assert (redirect.body, redirect.named["WARC-Truncated"]) == (b"", "unspecified")
    assert of(warc, "response", "https://ads.example/x.js") == []
    asked = of(warc, "request", URL)[0]
    assert dict(asked.headers) == {"host": "gazette.example"}
    facts = json.loads(of(warc, "metadata", f"urn:capture:{URL}")[0].body)
    assert {"url": "https://ads.example/x.js", "missing": "refused"}.items() <= facts["resources"][1].items()
    assert facts["cookies_left_out"] is True


def test_a_wacz_is_as_its_specification_says(wacz: zipfile.ZipFile) -> None:
    package = json.loads(wacz.read("datapackage.json"))
    assert (package["profile"], package["wacz_version"]) == ("data-package", "1.1.1")
    for told in package["resources"]:
        content = wacz.read(told["path"])
        assert (told["hash"], told["bytes"]) == (f"sha256:{digest_of(content)}", len(content))
    listed = {told["path"] for told in package["resources"]}
    assert listed == set(wacz.namelist()) - {"datapackage.json", "datapackage-digest.json"}
    assert json.loads(wacz.read("datapackage-digest.json")) == {
        "path": "datapackage.json",
        "hash": f"sha256:{digest_of(wacz.read('datapackage.json'))}",
    }
    for stored in ("archive/data-00001.warc.gz", "indexes/index.cdx.gz"):
        assert wacz.getinfo(stored).compress_type == zipfile.ZIP_STORED


def test_a_large_archive_is_several_files_that_share_what_is_equal(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("archiver.export.wacz.LARGEST", 1)
    assert run(home, "export", "--format", "wacz", "-o", tmp_path / "x.wacz").exit_code == 0
    with zipfile.ZipFile(tmp_path / "x.wacz") as packed:
        names = [name for name in packed.namelist() if name.startswith("archive/")]
        kinds = [one.kind for one in records(io.BytesIO(packed.read(names[1])))]
        index = gzip.decompress(packed.read("indexes/index.cdx.gz")).decode().splitlines()
    assert len(names) == 4
    assert (kinds[0], kinds.count("revisit")) == ("warcinfo", 3)
    assert {json.loads(line.split(" ", 2)[2])["filename"] for line in index} == {
        name.removeprefix("archive/") for name in names
    }


def test_no_file_has_fields_before_it_that_its_entry_does_not_tell(wacz: zipfile.ZipFile) -> None:
    assert {one.extra for one in wacz.infolist()} == {b""}
    for one in wacz.infolist():
        wacz.fp.seek(one.header_offset + 28)
        assert wacz.fp.read(2) == bytes(2)


def test_its_pages_have_titles_and_texts(wacz: zipfile.ZipFile) -> None:
    head, *pages = map(json.loads, wacz.read("pages/pages.jsonl").splitlines())
    assert (head["format"], head["hasText"]) == ("json-pages-1.0", True)
    assert [(page["title"], page["ts"]) for page in pages] == [
        (ONE.headline, "2026-11-24T12:00:00.000000Z"),
        (TWO.headline, "2026-11-24T12:10:00.000000Z"),
        (TWO.headline, "2026-11-24T12:11:00.000000Z"),
        ("status 200, not read", "2026-11-24T12:20:00.000000Z"),
    ]
    assert pages[0]["text"] == ONE.text
    assert "text" not in pages[3]


def test_its_index_leads_to_every_record(wacz: zipfile.ZipFile) -> None:
    head, *blocks = wacz.read("indexes/index.idx").decode().splitlines()
    assert head == '!meta 0 {"format": "cdxj-gzip-1.0", "filename": "index.cdx.gz"}'
    index, warc = wacz.read("indexes/index.cdx.gz"), wacz.read("archive/data-00001.warc.gz")
    lines: list[str] = []
    for block in blocks:
        place = json.loads(block.split(" ", 2)[2])
        piece = index[place["offset"] : place["offset"] + place["length"]]
        assert place["digest"] == f"sha256:{digest_of(piece)}"
        lines += gzip.decompress(piece).decode().splitlines()
    assert lines == sorted(lines)
    for line in lines:
        told = json.loads(line.split(" ", 2)[2])
        start = int(told["offset"])
        (found,) = records(io.BytesIO(warc[start : start + int(told["length"])]))
        assert (found.url, found.named["WARC-Payload-Digest"]) == (told["url"], told["digest"])
    assert sum('"mime": "warc/revisit"' in line for line in lines) > 0


def test_a_damaged_capture_costs_that_capture(home: Home, tmp_path: Path) -> None:
    other = Home(root=tmp_path / "home")
    empty_home(other.root)
    with Archive.open(other, now=lambda: at(60)) as archive:
        task = watch(archive.store)
        see(archive.store, task, ONE, First(), minutes=0)
        see(archive.store, task, None, suspect("bot_wall", "challenge"), minutes=5, screening=WALL)
        broken = archive.store.snapshots(1)[1].digest("response")
        assert broken is not None
        archive.store.folder.beside(name_of(broken)).unlink()
    done = run(other, "export", "--format", "warc", "-o", tmp_path / "out.warc.gz")
    assert done.exit_code == 0
    assert f"left out: snapshot file {broken}" in done.stderr
    assert "wrote 1 capture to" in done.stderr
    assert "1 damaged one left out" in done.stderr


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--format", "warc"), "warc is no text; name its file with -o"),
        (("--format", "wacz", "--silent", "-o", "x.wacz"), "--silent is of edits, and wacz holds captures"),
    ],
)
def test_what_makes_no_sense_for_captures_is_refused(home: Home, words: tuple[str, ...], said: str) -> None:
    done = run(home, "export", *words)
    assert (done.exit_code, said in done.stderr) == (2, True)


def test_captures_can_be_narrowed(home: Home, tmp_path: Path) -> None:
    done = run(
        home, "export", "--format", "warc", "--since", "2026-11-24T12:11", "-o", tmp_path / "x.warc.gz"
    )
    assert "wrote 2 captures" in done.stderr


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://www.Example.org/A/", "org,example)/a"),
        ("http://example.org:8080/?b=2&a=1", "org,example:8080)/?a=1&b=2"),
        ("https://example.org", "org,example)/"),
        ("urn:dom:https://Example.org/", "urn:dom:https://example.org/"),
    ],
)
def test_addresses_are_sorted_as_other_programs_sort_them(url: str, key: str) -> None:
    assert key_of(url) == key


def test_an_index_that_does_not_fit_in_memory_is_sorted_all_the_same() -> None:
    with Sorted() as index:
        for number in range(2 * IN_MEMORY + 3, 0, -1):
            index.add(f"{number:09}\n")
        lines = list(index)
    assert lines == sorted(lines)
    assert len(lines) == 2 * IN_MEMORY + 3


CHECK = """
const told = JSON.parse(process.argv[1]).signedData, raw = (text) => Buffer.from(text, "base64");
const kind = {name: "ECDSA", namedCurve: "P-384", hash: "SHA-256"};
crypto.subtle.importKey("spki", raw(told.publicKey), kind, true, ["verify"])
  .then((key) => crypto.subtle.verify(kind, key, raw(told.signature), Buffer.from(told.hash)))
  .then((holds) => console.log(holds));
"""


def test_a_wacz_is_signed_by_a_key_that_the_ledger_vouches_for(home: Home, tmp_path: Path) -> None:
    copied = Home(root=tmp_path / "home")
    shutil.copytree(home.root, copied.root)
    with Archive.open(copied, now=lambda: at(90)) as archive:
        archive.sign()
        ledger = public_key(archive.checkpoint().key)
    made = []
    for name in ("one.wacz", "two.wacz"):
        done = run(copied, "export", "--format", "wacz", "-o", tmp_path / name)
        assert done.stderr.endswith(f"signed by {ledger.name}\n")
        with zipfile.ZipFile(tmp_path / name) as packed:
            made.append([json.loads(packed.read(f"datapackage{one}.json")) for one in ("", "-digest")])
    (package, digest), (_, again) = made
    told = digest["signedData"]
    assert (told["hash"], told["created"]) == (digest["hash"], package["created"])
    assert told["publicKey"] == again["signedData"]["publicKey"]

    numbers = base64.b64decode(told["signature"])
    signature = encode_dss_signature(int.from_bytes(numbers[:48]), int.from_bytes(numbers[48:]))
    key = serialization.load_der_public_key(base64.b64decode(told["publicKey"]))
    assert isinstance(key, ec.EllipticCurvePublicKey)
    key.verify(signature, told["hash"].encode(), ec.ECDSA(hashes.SHA256()))

    note = read_note(package["ledger"]["vouches"])
    assert note.text == f"archiver-package-key/1\n{told['publicKey']}\n"
    assert (note.is_by(ledger), package["ledger"]["key"]) == (True, str(ledger))


def test_what_browsers_check_signatures_with_agrees() -> None:
    signer = package_signer(PrivateKey(name="archiver/00", seed=bytes(range(32))))
    told = {"hash": "sha256:00", "publicKey": signer.public, "signature": signer.sign(b"sha256:00")}
    node, _ = compute_driver_executable()  # Playwright's, whose WebCrypto is that of browsers

    def said(digest: dict[str, str]) -> str:
        words = [node, "-e", CHECK, json.dumps({"signedData": digest})]
        return subprocess.run(words, check=True, capture_output=True, text=True).stdout.strip()

    assert (said(told), said(told | {"hash": "sha256:01"})) == ("true", "false")
