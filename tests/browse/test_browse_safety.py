"""What a page left behind stays harmless: escaped on our pages, inert as a file."""

import re
import signal
import socket
import sqlite3
import subprocess
import sys
from html.parser import HTMLParser

import httpx
import pytest
from browse_room import HOSTILE_PAGE, run
from waiting import PATIENCE

from archiver.browse.serve import datasette_of, own_names_only, serve
from archiver.errors import StoreError
from archiver.home import create_home


@pytest.fixture(scope="module")
def hostile(library) -> tuple[int, int]:
    """Return the ids of the hostile article and its snapshot."""
    with sqlite3.connect(library / "db/archive.db") as db:
        return db.execute(
            "SELECT articles.id, revisions.snapshot FROM articles JOIN revisions"
            " ON revisions.id = articles.revision WHERE url LIKE '%evil.example%'"
        ).fetchone()


PAGES = (
    "/edits", "/articles", "/search?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E", "/articles/{article}",
    "/articles/{article}/1", "/articles/{article}/1..1", "/articles/{article}/1..1?view=side",
    "/snapshots/{snapshot}", "/edits?source=%22%3E%3Cscript%3E&field=%3Cb%3E", "/articles/1/1..2",
)  # fmt: skip


class Seen(HTMLParser):
    """What a browser would find on a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.addresses: set[str] = set()
        self.scripts: list[dict[str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "script":
            self.scripts.append(dict(attrs))
            return
        self.tags.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.addresses |= {value or "" for name, value in attrs if name in ("href", "src", "action")}


@pytest.mark.parametrize("path", PAGES)
def test_our_pages_have_no_script_but_ours_and_no_room_for_one(get, hostile, path) -> None:
    answer = get(path.format(article=hostile[0], snapshot=hostile[1]))
    assert answer.status_code == 200
    html = answer.text
    seen = Seen()
    seen.feed(html)
    assert not {"style", "iframe", "object", "embed", "base"} & seen.tags
    assert not {name for name in seen.attributes if name.startswith("on") or name == "style"}
    assert {address.partition(":")[0] for address in seen.addresses if ":" in address} <= {"http", "https"}
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "no-referrer"
    if ".." not in path:
        assert "script-src" not in policy  # falls back to none
        assert seen.scripts == []
        return
    nonce = re.search(r"script-src 'nonce-([\w-]{20,})'$", policy)[1]
    assert seen.scripts == [{"src": "/-/archiver/diff.js", "nonce": nonce, "defer": None}]
    assert get(path.format(article=hostile[0])).headers["content-security-policy"] != policy


@pytest.mark.parametrize("name", ["response", "dom", "manifest"])
def test_evidence_is_saved_or_shown_as_text_but_never_obeyed(get, hostile, name) -> None:
    saved = get(f"/snapshots/{hostile[1]}/{name}")
    shown = get(f"/snapshots/{hostile[1]}/{name}?as=text")
    assert saved.content == shown.content
    assert saved.headers["content-disposition"].startswith("attachment")
    assert saved.headers["content-type"] == "application/octet-stream"
    assert shown.headers["content-type"] == "text/plain; charset=utf-8"
    for answer in (saved, shown):
        assert answer.headers["content-security-policy"].startswith("sandbox; default-src 'none'")
        assert answer.headers["x-content-type-options"] == "nosniff"


def test_evidence_comes_back_byte_for_byte(get, hostile) -> None:
    assert get(f"/snapshots/{hostile[1]}/response").content == HOSTILE_PAGE


def test_a_screenshot_is_a_picture_and_a_resource_is_a_file(get, hostile) -> None:
    picture = get(f"/snapshots/{hostile[1]}/screenshot")
    assert picture.headers["content-type"] == "image/png"
    assert picture.headers["content-security-policy"].startswith("sandbox")
    resource = get(f"/snapshots/{hostile[1]}/resources/0")
    assert resource.content == b"p{color:red}"
    assert resource.headers["content-disposition"].startswith("attachment")


def test_a_name_of_another_host_is_refused(library) -> None:
    transport = httpx.ASGITransport(app=own_names_only(datasette_of(library).app()))

    async def ask(host: str) -> int:
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8001") as client:
            return (await client.get("/edits", headers={"Host": host})).status_code

    assert run(ask("rebound.evil.example:8001")) == 421
    assert run(ask("127.0.0.1.evil.example")) == 421
    assert run(ask("127.0.0.1:8001")) == 200
    assert run(ask("localhost")) == 200


@pytest.mark.parametrize(
    ("site", "mode", "destination", "status"),
    [
        ("cross-site", "no-cors", "image", 403),
        ("cross-site", "cors", "empty", 403),
        ("cross-site", "navigate", "iframe", 403),
        ("same-site", "no-cors", "script", 403),
        ("cross-site", "navigate", "document", 200),
        ("same-origin", "no-cors", "image", 200),
        ("none", "navigate", "document", 200),
    ],
)
def test_pages_of_other_sites_may_link_and_nothing_else(library, site, mode, destination, status) -> None:
    transport = httpx.ASGITransport(app=own_names_only(datasette_of(library).app()))
    told = {"Sec-Fetch-Site": site, "Sec-Fetch-Mode": mode, "Sec-Fetch-Dest": destination}

    async def ask() -> int:
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1:8001") as client:
            return (await client.get("/edits", headers=told)).status_code

    assert run(ask()) == status


def test_a_home_without_an_archive_is_told_what_to_do(tmp_path) -> None:
    home = create_home(tmp_path / "empty")
    with pytest.raises(StoreError, match="archiver add"):
        serve(home.root, port=0, open_browser=False)


def test_a_port_in_use_is_told(library) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        with pytest.raises(StoreError, match="--port 0"):
            serve(library, port=taken.getsockname()[1], open_browser=False)


def test_settings_that_are_no_json_are_told(own_library) -> None:
    (own_library / "db/settings.json").write_text("{")
    with pytest.raises(StoreError, match="does not configure Datasette"):
        datasette_of(own_library)


def test_serving_says_where_answers_there_and_ends_when_interrupted(library) -> None:
    code = (
        "import sys; from pathlib import Path; from archiver.browse.serve import serve\n"
        "serve(Path(sys.argv[1]), port=0, open_browser=False)"
    )
    with subprocess.Popen(
        [sys.executable, "-u", "-c", code, str(library)], stdout=subprocess.PIPE, text=True
    ) as serving:
        address = re.search(r"http://127\.0\.0\.1:\d+/edits", serving.stdout.readline())[0]
        assert httpx.get(address, trust_env=False, timeout=PATIENCE).status_code == 200
        serving.send_signal(signal.SIGINT)
        assert serving.wait(PATIENCE) == 0
