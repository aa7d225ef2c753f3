"""A session lets visits in, stands in nothing that leaves its folder, and is missed when it has run out."""

from __future__ import annotations

import gzip
import io
import json
import stat
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import zstandard
from members import SIGN_OUT, MembersSite

from archiver.archive.working import Archive
from archiver.capture.window import Windows
from archiver.config import Capturing
from archiver.guard.policy import Policy
from archiver.guard.proxy import GuardProxy
from archiver.home import Home
from archiver.model.manner import Manner

SESSION = "s3cr3t-session-of-the-reader-0815"
Run = Callable[..., subprocess.CompletedProcess[str]]

KEY = "k3y-of-the-newsroom-4711"


@pytest.fixture
def members() -> Iterator[MembersSite]:
    with MembersSite() as site:
        site.sessions.add(SESSION)
        yield site


@pytest.fixture
def gazette(declare: Callable[..., Home], members: MembersSite, monkeypatch: pytest.MonkeyPatch) -> Home:
    """Return a home that watches two articles of the site, signed in."""
    source = (
        f'[[source]]\nname = "members"\ndomain = "{members.host}"\nrobots = false\n'
        'headers_env = { "X-Reader-Key" = "READER_KEY" }\n'
    )
    return declare(members.host, extra=f"probe = false\n\n{source}")


def cookies_txt(folder: Path, value: str = SESSION) -> Path:
    path = folder / "cookies.txt"
    path.write_text(f"# Netscape HTTP Cookie File\n#HttpOnly_127.0.0.1\tFALSE\t/\tFALSE\t0\tsid\t{value}\n")
    return path


def opened(data: bytes) -> Iterator[bytes]:
    """Yield what bytes hold: themselves, and what they are the compressed form of."""
    yield data
    if data.startswith(b"\x1f\x8b"):
        yield gzip.decompress(data)
    if data.startswith(b"(\xb5/\xfd"):
        try:
            yield zstandard.ZstdDecompressor().decompressobj().decompress(data)
        except zstandard.ZstdError:  # a patch, which needs its base: the archive gives it, see below
            return
    if data.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(data)) as inner:
            for name in inner.namelist():
                yield from opened(inner.read(name))


def holding(folder: Path, secret: str) -> set[str]:
    """Return the files below a folder that hold a secret, in whatever they are packed."""
    return {
        str(path.relative_to(folder))
        for path in folder.rglob("*")
        if path.is_file() and any(secret.encode() in data for data in opened(path.read_bytes()))
    }


def test_a_session_lets_in_and_stands_nowhere(
    archiver: Run, gazette: Home, members: MembersSite, tmp_path: Path
) -> None:
    def run(*words: str | Path, code: int = 0) -> str:
        done = archiver("--home", gazette.root, "-vv", *words, READER_KEY=KEY)
        assert done.returncode == code, done.stdout + done.stderr
        said = done.stdout + done.stderr
        assert SESSION not in said
        assert KEY not in said
        return str(said)

    run("login", "members", "--cookies", cookies_txt(tmp_path))
    (kept,) = gazette.sessions.iterdir()
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    assert stat.S_IMODE(gazette.sessions.stat().st_mode) == 0o700
    one, two = members.url("/one"), members.url("/two")
    run("add", one, two)
    assert "2 first" in run("run", "--all")
    members.vote = "refused"
    run("run", "--all")
    told = [json.loads(line) for line in run("export", "--format", "jsonl").splitlines() if line[:1] == "{"]
    assert {entry["url"] for entry in told} == {one, two}
    assert all(entry["signed_in"] for entry in told)
    assert "seen signed in" in run("edits")
    out = tmp_path / "out"
    out.mkdir()
    run("capture", one)
    for name in ("warc", "wacz", "jsonl", "csv"):
        run("export", "--format", name, "--output", out / f"edits.{name}")
    run("bundle", one, "--output", out / "bundle.zip")
    run("backup", "--keys", tmp_path / "copy")
    assert not (tmp_path / "copy" / "sessions").exists()
    with Archive.open(gazette, readonly=True) as archive:
        kept_of = (archive.kept_snapshots(article.id) for article in archive.store.articles())
        captures = [archive.store.capture_of(one.id) for some in kept_of for one in some]
    assert SIGN_OUT in str(captures[0].dom)  # what it showed is kept, but for the secret in it
    for secret in (SESSION, KEY):
        assert secret not in repr(captures)
        assert holding(out, secret) == set()
        assert holding(tmp_path / "copy", secret) == set()
        assert holding(gazette.root, secret) <= {f"sessions/{kept.name}"}
    assert all(capture.admission.session for capture in captures)
    run("verify")

    # it runs out: seen once or twice, said, and no article is visited in vain
    members.sessions.clear()
    members.asked.clear()
    run("run", "--all")
    run("run", "--all")
    assert len(members.asked) <= 2
    assert "session ran out: members" in run("status")
    assert "archiver login members" in run("capture", one, code=1)
    members.sessions.add(SESSION)
    run("login", "members", "--cookies", cookies_txt(tmp_path))
    assert "2 same" in run("run", "--all")
    assert "session: members" in run("status")
    run("logout", "members")
    assert not kept.exists()


def test_without_a_display_it_says_how_a_session_is_brought(archiver: Run, gazette: Home) -> None:
    done = archiver(
        "--home", gazette.root, "login", "members", DISPLAY="", WAYLAND_DISPLAY="", READER_KEY=KEY
    )
    assert done.returncode == 2
    assert "no display" in done.stderr
    assert "--cookies" in done.stderr


def test_a_variable_that_is_not_set_keeps_the_source_waiting(
    archiver: Run, gazette: Home, members: MembersSite
) -> None:
    done = archiver("--home", gazette.root, "capture", members.url("/one"))
    assert done.returncode == 1
    assert "READER_KEY" in done.stderr
    assert members.asked == []


def test_what_somebody_does_in_the_window_becomes_the_session(members: MembersSite) -> None:
    host, _, port = members.host.partition(":")
    with GuardProxy(Policy(frozenset({(host, int(port))})), max_bytes=1_000_000) as proxy:
        windows = Windows(
            config=Capturing(), proxy=proxy, environ={"PATH": "/usr/bin:/bin"}, now=lambda: None, headed=False
        )
        manner = Manner(user_agent="Archiver/test")
        before = set(members.sessions)
        with ThreadPoolExecutor(1) as thread:  # pytest-playwright leaves a loop running in this one
            entering = thread.submit(
                windows.sign_in, members.url("/enter"), manner, done=lambda: members.sessions != before
            )
            state = entering.result()
    (cookie,) = state["cookies"]
    assert cookie["value"] in members.sessions - before
