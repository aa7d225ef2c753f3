"""A bundle is read and checked without this program; whatever is changed in it does not hold."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from homes import empty_home
from store_samples import ONE, TWO, URL, First, Same, at, capture, edited, reading, see, watch

from archiver.archive.working import Archive
from archiver.bundle import verify as checker
from archiver.bundle.pages import between
from archiver.errors import UsageError
from archiver.home import Home
from archiver.ledger.notes import PrivateKey, signed
from archiver.model.capture import digest_of
from archiver.model.revision import Changed

PAYLOAD = "\"'><script>window.pwned=1</script><img src=x onerror=window.pwned=1>\x1b[2J"
HOSTILE = reading(f"The bridge {PAYLOAD}", "It rained.", headline=f"Headline {PAYLOAD}")


@dataclass(frozen=True, kw_only=True)
class Handed:
    """A bundle that was made, the home it came from, and a checkpoint from before."""

    path: Path
    home: Home
    older: str
    files: dict[str, bytes]


@pytest.fixture(scope="module")
def handed(tmp_path_factory: pytest.TempPathFactory) -> Handed:
    root = tmp_path_factory.mktemp("handed")
    home = empty_home(root / "home")
    with Archive.open(home, now=lambda: at(5)) as archive:
        task = watch(archive.store)
        see(archive.store, task, ONE, First(), minutes=0, taken=capture("one", full=True))
        archive.sign()
        older = archive.checkpoint().note
    with Archive.open(home, now=lambda: at(300)) as archive:
        (task,) = archive.store.claim([1], at(200))
        see(archive.store, task, ONE, Same(), minutes=200)
        see(archive.store, task, TWO, Changed(), minutes=210)
        confirmed = capture(TWO.text, when=at(211), full=True)
        see(archive.store, task, TWO, edited(ONE, TWO), minutes=211, taken=confirmed)
        archive.sign()
        path = root / "edit.zip"
        archive.bundle(URL, 1, 2, path)
    return Handed(path=path, home=home, older=older, files=unpacked(path))


def unpacked(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def pack(path: Path, files: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w") as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    return path


def check(folder: Path, files: dict[str, bytes], *words: str | Path) -> tuple[int, str]:
    """Check a bundle with the program that lies in it, in a Python that finds nothing else."""
    program = folder / "verify.py"
    program.write_bytes(files["verify.py"])
    path = pack(folder / "bundle.zip", files)
    done = subprocess.run(
        [sys.executable, "-I", "-S", program, path, *words], capture_output=True, text=True, timeout=120
    )
    assert done.stderr == ""
    return done.returncode, done.stdout


def test_a_bundle_holds_for_who_has_nothing_but_python(handed: Handed, tmp_path: Path) -> None:
    code, said = check(tmp_path, handed.files)
    assert code == 0, said
    assert "Everything holds." in said
    assert "the edit lies after 2026-11-24T15:20:00" in said
    assert "the ledger goes on from what was signed at 3 entries" in said
    assert said.count("with all its files") == 4


def test_it_holds_unpacked_as_well(handed: Handed, tmp_path: Path) -> None:
    for name, content in handed.files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(content)
    done = subprocess.run(
        [sys.executable, "-I", "-S", tmp_path / "verify.py"], capture_output=True, text=True
    )
    assert (done.returncode, "Everything holds." in done.stdout) == (0, True)


def test_both_captures_are_there_byte_for_byte(handed: Handed) -> None:
    about = json.loads(handed.files["bundle.json"])
    first, last, changed, again = about["sights"]
    assert [one["role"] for one in about["sights"]] == [
        "the old text, first seen",
        "the old text, last seen",
        "the new text, first seen",
        "the new text, seen again",
    ]
    assert handed.files[f"{first['folder']}/page.mhtml"].startswith(b"MIME-Version")
    assert any(name.startswith(f"{again['folder']}/resources/") for name in handed.files)
    assert handed.files[f"{changed['folder']}/dom.html.txt"] == _dom(handed.home, changed["visit"])
    assert last["visit"] == 2


def _dom(home: Home, visit: int) -> bytes:
    with Archive.open(home, readonly=True) as archive:
        (snapshot,) = archive.store.db.execute(
            "SELECT id FROM snapshots WHERE visit = ?", (visit,)
        ).fetchone()
        return archive.artefact(snapshot, "dom")


# --- what was changed --------------------------------------------------------------------------------------

Change = Callable[[dict[str, bytes]], None]


def flip(name: str) -> Change:
    """Return what changes one bit in the middle of a file, given by a pattern."""

    def change(files: dict[str, bytes]) -> None:
        found = next(one for one in sorted(files) if re.search(name, one))
        content = bytearray(files[found])
        content[len(content) // 2] ^= 1
        files[found] = bytes(content)

    return change


def swap(one: str, other: str) -> Change:
    """Return what exchanges two files, given by patterns."""

    def change(files: dict[str, bytes]) -> None:
        first = next(name for name in sorted(files) if re.search(one, name))
        second = next(name for name in sorted(files) if re.search(other, name) and name != first)
        files[first], files[second] = files[second], files[first]

    return change


def drop(name: str) -> Change:
    def change(files: dict[str, bytes]) -> None:
        del files[next(one for one in sorted(files) if re.search(name, one))]

    return change


def told(edit: Callable[[dict], object]) -> Change:  # type: ignore[type-arg]
    """Return what changes bundle.json, and the list of files with it, signed by somebody's own key."""

    def change(files: dict[str, bytes]) -> None:
        about = json.loads(files["bundle.json"])
        edit(about)
        files["bundle.json"] = json.dumps(about).encode()

    return change


def forge_time(about: dict) -> None:  # type: ignore[type-arg]
    """Move the first sight of the new text to before the edit."""
    sight = about["sights"][2]
    line = json.loads(sight["line"]) | {"started": "2026-11-24T13:00:00.000000Z"}
    sight["line"] = json.dumps(line, separators=(",", ":"), sort_keys=True)
    sight["started"] = about["not_after"] = line["started"]


CHANGES = {
    "response": flip(r"response\.html"),
    "dom": flip(r"dom\.html"),
    "manifest": flip(r"manifest\.json"),
    "resource": flip(r"resources/"),
    "mhtml": flip(r"\.mhtml"),
    "diff": flip(r"diff\.html"),
    "text": flip(r"revision-2\.txt"),
    "list": flip(r"FILES"),
    "checkpoint": flip(r"checkpoint"),
    "captures swapped": swap(r"visit-1/dom", r"visit-3/dom"),
    "file dropped": drop(r"visit-3/response"),
    "file added": lambda files: files.update({"captures/visit-1/more.txt": b"x"}),
    "resource added": lambda files: files.update({"captures/visit-1/resources/" + "0" * 64: b"x"}),
    "address": told(lambda about: about.update(url="https://other.example/")),
    "time": told(forge_time),
    "interval": told(lambda about: about.update(not_before="2026-11-24T12:00:01.000000Z")),
    "sight dropped": told(lambda about: about["sights"].pop(1)),
    "entry moved": told(lambda about: about["sights"][0].update(entry=2)),
    "sides swapped": told(lambda about: [one.update(side="new") for one in about["sights"]]),
    "earlier": told(lambda about: about["ledger"]["earlier"][0]["proof"].pop()),
    "nonsense": told(lambda about: about.update(sights=7)),
    "no json": lambda files: files.update({"bundle.json": b"{"}),
}


def relist(files: dict[str, bytes], key: PrivateKey) -> None:
    """Write the list of files anew, as it is now, and sign it with another key."""
    rows = "".join(
        f"{digest_of(content)}  {name}\n" for name, content in files.items() if name != "FILES.txt"
    )
    files["FILES.txt"] = signed(f"archiver-bundle/1\nmade now\n{rows}", key).encode()


@pytest.mark.parametrize("case", CHANGES)
def test_what_was_changed_does_not_hold(handed: Handed, tmp_path: Path, case: str) -> None:
    files = dict(handed.files)
    CHANGES[case](files)
    code, said = check(tmp_path, files)
    assert (code, "FAILS" in said, "Traceback" in said) == (1, True, False), said


CAPTURED = (
    "response",
    "dom",
    "manifest",
    "resource",
    "mhtml",
    "captures swapped",
    "file dropped",
    "time",
    "address",
)


@pytest.mark.parametrize("case", CAPTURED)
def test_captures_do_not_hold_even_where_the_list_was_made_to_agree(
    handed: Handed, tmp_path: Path, case: str
) -> None:
    files = dict(handed.files)
    CHANGES[case](files)
    relist(files, PrivateKey(name=json.loads(files["bundle.json"])["ledger"]["origin"], seed=bytes(32)))
    _, said = check(tmp_path, files)
    failing = [line for line in said.splitlines() if "FAILS" in line and "list of" not in line]
    assert failing, said


# --- what the reader has from elsewhere --------------------------------------------------------------------


def test_a_key_and_a_checkpoint_from_elsewhere_are_compared(handed: Handed, tmp_path: Path) -> None:
    with Archive.open(handed.home, readonly=True) as archive:
        newest = archive.checkpoint()
    (tmp_path / "kept.txt").write_text(handed.older)
    code, said = check(tmp_path, handed.files, "--key", newest.key, "--checkpoint", tmp_path / "kept.txt")
    assert (code, "holds   the key that you gave" in said) == (0, True)
    assert "holds   the checkpoint that you gave is one" in said


def test_another_key_or_another_history_does_not_hold(handed: Handed, tmp_path: Path) -> None:
    other = PrivateKey(name="archiver/other", seed=bytes(32))
    (tmp_path / "kept.txt").write_text(handed.older.replace("\n3\n", "\n3\nAAAA", 1))
    code, said = check(
        tmp_path, handed.files, "--key", str(other.public), "--checkpoint", tmp_path / "kept.txt"
    )
    assert (code, "FAILS   the key that you gave" in said) == (1, True)
    assert "tells another history of the first 3 entries" in said


def test_a_checkpoint_that_the_reader_has_is_proven_on_request(handed: Handed, tmp_path: Path) -> None:
    with Archive.open(handed.home, now=lambda: at(301), readonly=True) as archive:
        made = archive.bundle(URL, 1, 2, tmp_path / "again.zip", checkpoint=handed.older)
        other = PrivateKey(name="archiver/other", seed=bytes(32))
        with pytest.raises(UsageError, match="not one of this ledger"):
            archive.bundle(
                URL, 1, 2, tmp_path / "x.zip", checkpoint=signed("archiver/other\n1\nAAAA\n", other)
            )
    assert not (tmp_path / "x.zip").exists()
    assert "verify.py" in made.files
    assert any(
        one["given"]
        for one in json.loads(unpacked(tmp_path / "again.zip")["bundle.json"])["ledger"]["earlier"]
    )


# --- who can make one --------------------------------------------------------------------------------------


def test_only_who_has_the_key_vouches(handed: Handed, tmp_path: Path) -> None:
    copy = Home(root=Path(shutil.copytree(handed.home.root, tmp_path / "copy")))
    shutil.rmtree(copy.keys)
    with (
        Archive.open(copy, readonly=True) as archive,
        pytest.raises(UsageError, match="only who has it can vouch"),
    ):
        archive.bundle(URL, 1, 2, tmp_path / "x.zip")


def test_what_is_not_signed_yet_cannot_be_handed_out(tmp_path: Path) -> None:
    home = empty_home(tmp_path / "home")
    with Archive.open(home, now=lambda: at(5)) as archive:
        task = watch(archive.store)
        see(archive.store, task, ONE, First(), minutes=0)
        archive.sign()
        see(archive.store, task, TWO, Changed(), minutes=1)
        see(archive.store, task, TWO, edited(ONE, TWO), minutes=2)
        with pytest.raises(UsageError, match="visit 2 is not signed yet"):
            archive.bundle(URL, 1, 2, tmp_path / "x.zip")


# --- the page and the letter -------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Return the files of a bundle about an article that attacks who reads it."""
    root = tmp_path_factory.mktemp("hostile")
    with Archive.open(empty_home(root / "home"), now=lambda: at(5)) as archive:
        task = watch(archive.store)
        see(archive.store, task, ONE, First(), minutes=0)
        see(archive.store, task, HOSTILE, Changed(), minutes=1)
        see(archive.store, task, HOSTILE, edited(ONE, HOSTILE), minutes=2)
        archive.sign()
        archive.bundle(URL, 1, 2, root / "x.zip")
    return unpacked(root / "x.zip")


def test_hostile_text_is_shown_and_never_obeyed(hostile: dict[str, bytes], tmp_path: Path) -> None:
    html = hostile["diff.html"].decode()
    assert "&lt;script&gt;window.pwned=1" in html
    assert "<script" not in html
    assert "<img" not in html
    assert not re.search(r"""<[a-z][^>]*\s(src|href(?!="#)|srcset|action|on[a-z]+)\s*=|url\(|@import""", html)
    for name in ("README.txt", "diff.json", "bundle.json"):
        assert b"\x1b" not in hostile[name]
    assert "\x1b" not in check(tmp_path, hostile)[1]
    assert {Path(name).suffix for name in hostile if name.startswith("captures/")} <= {".txt", ".json"}


def test_the_page_tells_both_headlines_the_words_the_interval_and_the_digests(handed: Handed) -> None:
    html = handed.files["diff.html"].decode()
    for words in ("Storm warning", "Bridge closed", "24 November 2026, between 15:20:00 and 15:30:00 UTC"):
        assert words in html
    assert re.search(r"<del[^>]*>.*open.*</del>", html)
    for sight in json.loads(handed.files["bundle.json"])["sights"]:
        assert json.loads(sight["line"])["manifest"] in html


def test_a_bundle_made_twice_is_the_same(handed: Handed, tmp_path: Path) -> None:
    with Archive.open(handed.home, now=lambda: at(300), readonly=True) as archive:
        archive.bundle(URL, 1, 2, tmp_path / "again.zip")
    assert (tmp_path / "again.zip").read_bytes() == handed.path.read_bytes()


# --- the checker's own arithmetic --------------------------------------------------------------------------


def test_its_signatures_are_those_of_everybody() -> None:
    for number in range(4):
        key = Ed25519PrivateKey.from_private_bytes(bytes([number] * 32))
        public, text = key.public_key().public_bytes_raw(), b"x" * number
        signature = key.sign(text)
        assert checker.signature_holds(public, text, signature)
        for wrong in (
            bytes([signature[0] ^ 1]) + signature[1:],
            signature[:-1] + bytes([signature[-1] ^ 1]),
            b"",
        ):
            assert not checker.signature_holds(public, text, wrong)
        assert not checker.signature_holds(public, text + b"y", signature)


RFC_8032 = (
    "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
    "",
    "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24"
    "655141438e7a100b",
)
"""The first test of RFC 8032 section 7.1: public key, message, signature."""


def test_it_knows_the_vector_of_the_standard() -> None:
    public, text, signature = map(bytes.fromhex, RFC_8032)
    assert checker.signature_holds(public, text, signature)
    order = (int.from_bytes(signature[32:], "little") + checker.Q).to_bytes(32, "little")
    assert not checker.signature_holds(public, text, signature[:32] + order)  # the same, spelt otherwise


def test_times_are_told_with_their_day() -> None:
    one, other = (
        datetime.fromisoformat("2026-11-24T23:00:00Z"),
        datetime.fromisoformat("2026-11-25T01:00:00Z"),
    )
    assert between(one, other) == "between 24 November 2026, 23:00:00 UTC and 25 November 2026, 01:00:00 UTC"
