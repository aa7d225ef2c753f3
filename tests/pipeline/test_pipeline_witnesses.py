"""Checkpoints are vouched for outside the house, and what was said there can be checked."""

from __future__ import annotations

import base64
import json
import os
import re
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from cases import together
from opentimestamps.core.serialize import BytesDeserializationContext
from opentimestamps.core.timestamp import DetachedTimestampFile
from store_samples import ONE, TWO, URL, First, Same, at, see, see_edit, watch
from witnesses import Authority, Calendar, Cosigner, Outside

from archiver.archive.working import Archive
from archiver.config import load_config
from archiver.config.keys import WITNESSES as KINDS
from archiver.home import Home
from archiver.keys import Keys
from archiver.ledger.notes import Checkpoint, PrivateKey, signed
from archiver.ledger.tree import leaf_hash, root
from archiver.model.ledger import WitnessState
from archiver.orchestration.witnessing import is_due
from archiver.store.ledger import entries
from archiver.store.rows import instant
from archiver.witness import WITNESSES

SECONDS = 1_900_000_000  # POSIX; any moment


@dataclass(frozen=True, kw_only=True)
class House:
    """A home with a signed history, and those outside it."""

    home: Home
    authority: Authority
    stamping: Outside
    cosigner: Cosigner
    cosigning: Outside

    def open(self, minutes: float) -> Archive:
        return Archive.open(self.home, now=lambda: at(minutes))

    def more(self, minutes: float) -> None:
        """Make a visit, sign, and ask who is due."""
        with self.open(minutes) as archive:
            (task,) = archive.store.claim([1], at(minutes - 1))
            see(archive.store, task, TWO, Same(), minutes=minutes - 1)
            archive.sign()
            archive.attest()

    def folder(self, size: int) -> Path:
        (ledger,) = self.home.witnessed.iterdir()
        return ledger / str(size)


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> Authority:
    return Authority(tmp_path_factory.mktemp("outside") / "tsa")


@pytest.fixture
def house(home: Home, authority: Authority) -> Iterator[House]:
    with Archive.open(home, now=lambda: at(30)) as archive:
        task = watch(archive.store)
        see(archive.store, task, ONE, First(), minutes=0)
        see_edit(archive.store, task, ONE, TWO, minutes=10)
        archive.sign()
        cosigner = Cosigner(archive.checkpoint().key, SECONDS)
    with ExitStack() as stack:
        stamping, cosigning = (stack.enter_context(one.serve()) for one in (authority, cosigner))
        home.declaration.write_text(
            f"""
            guard.allow = ["{stamping.host}", "{cosigning.host}"]
            [[notify]]
            kind = "file"
            [[witness]]
            kind = "timestamp"
            name = "harbour"
            url = "http://{stamping.host}/tsr"
            certificates = "{authority.root}"
            [[witness]]
            kind = "cosignature"
            name = "quay"
            url = "http://{cosigning.host}/quay/"
            key = "{cosigner.key}"
            every = "1h"
            [[witness]]
            kind = "notifier"
            name = "newsroom"
            notifier = "file"
            """
        )
        yield House(home=home, authority=authority, stamping=stamping, cosigner=cosigner, cosigning=cosigning)


def test_a_checkpoint_is_stamped_cosigned_and_posted_and_openssl_agrees(house: House) -> None:
    with house.open(40) as archive:
        archive.attest()
        note, state = archive.checkpoint().note, archive.ledger()
    told = {one.name: (one.size, one.attested_at, one.error) for one in state.witnesses}
    assert told == dict.fromkeys(("harbour", "quay", "newsroom"), (5, at(40), None))
    assert (house.folder(5) / "checkpoint.txt").read_text() == note
    subprocess.run(
        [
            "openssl",
            "ts",
            "-verify",
            "-in",
            "harbour.tsr",
            "-data",
            "checkpoint.txt",
            "-CAfile",
            "harbour.pem",
        ],
        cwd=house.folder(5),
        check=True,
        capture_output=True,
    )
    assert (house.folder(5) / "quay.note").read_text().startswith(note)
    assert json.loads((house.home.root / "edits.jsonl").read_text().splitlines()[-1]) == {"checkpoint": note}


def test_one_is_asked_again_as_often_as_declared_and_goes_on_from_what_it_saw(house: House) -> None:
    for minutes in (40, 50, 101):
        house.more(minutes)
    assert (house.stamping.asked, house.cosigning.asked) == (1, 2)  # every six hours, and every hour
    assert house.cosigner.size == 8

    with house.open(170) as archive:  # a copy of an older home knows less than the witness does
        archive.store.note_attested("quay", 2, at(100))
    house.more(180)
    assert (house.cosigning.asked, house.cosigner.size) == (4, 9)


def test_who_fails_is_asked_again_with_longer_rests_keeps_nobody_waiting_and_stands_in_status(
    house: House, archiver
) -> None:  # type: ignore[no-untyped-def]
    house.stamping.is_up = False
    for minutes in (40, 40.5, 41.5, 42, 44):
        with house.open(minutes) as archive:
            archive.attest()
    assert (house.stamping.asked, house.cosigning.asked) == (3, 1)

    said = archiver("--home", house.home.root, "status").stdout
    assert "failing: witness 'harbour', " in said
    assert "answered 503, 3 times in a row, asked again at 24 Nov 2026 12:48 UTC" in said
    assert "witness: 'quay' vouched for 5 entries at 24 Nov 2026 12:40 UTC" in said
    told = json.loads(archiver("--home", house.home.root, "status", "--json").stdout)["ledger"]["witnesses"]
    assert [(one["name"], one["failures"]) for one in told] == [("harbour", 3), ("quay", 0), ("newsroom", 0)]

    house.stamping.is_up = True
    with house.open(60) as archive:
        archive.attest()
        (harbour, *_) = archive.ledger().witnesses
    assert (harbour.size, harbour.failures, harbour.error) == (5, 0, None)


def test_an_answer_that_proves_nothing_is_not_kept(house: House, tmp_path: Path) -> None:
    other = Authority(tmp_path / "other")
    house.stamping.answer = other._answer
    house.cosigning.answer = lambda path, body: (
        200,
        "text/plain",
        "— witness.example/quay AAAAAAAAAAAA\n".encode(),
    )
    with house.open(40) as archive:
        archive.attest()
        harbour, quay, _ = archive.ledger().witnesses
    assert (harbour.size, quay.size) == (0, 0)
    assert "cannot be traced back" in (harbour.error or "") or "certificate" in (harbour.error or "")
    assert "no cosignature of witness.example/quay" in (quay.error or "")
    assert not any(house.home.witnessed.rglob("harbour*"))

    house.stamping.answer = lambda path, body: (200, "text/plain", b"<html>hello</html>")
    with house.open(60) as archive:
        archive.attest()
        assert "it is no time stamp" in (archive.ledger().witnesses[0].error or "")


def test_verify_checks_what_witnesses_said_and_finds_what_was_changed_of_it(house: House) -> None:
    for minutes in (40, 101):
        house.more(minutes)

    def found() -> str:
        with Archive.open(house.home, now=lambda: at(110), readonly=True) as archive:
            report = archive.verify(texts=False)
        told.append("\n".join(report.ledger))
        return "\n".join(report.damaged)

    told: list[str] = []
    assert found() == ""
    assert "harbour vouched for 1 checkpoint, the last of 6 entries at 2" in told[0]
    assert "by CN=Harbour root" in told[0]
    assert "quay vouched for 2 checkpoints, the last of 7 entries at 2030-03-17T17:46:40" in told[0]

    stamp, note = house.folder(6) / "harbour.tsr", house.folder(7) / "quay.note"
    whole, cosigned = stamp.read_bytes(), note.read_text()
    for path, content, said in (
        (stamp, whole[:-4] + b"abcd", "6/harbour: "),
        (
            note,
            cosigned.replace("— witness.example/quay ", "— witness.example/quai "),
            "7/quay: no cosignature",
        ),
        (note, "x" + cosigned, "7/quay: the cosignature is of another checkpoint"),
    ):
        kept = path.read_bytes()
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        assert said in found()
        path.write_bytes(kept)
    (house.folder(6) / "checkpoint.txt").write_text((house.folder(7) / "checkpoint.txt").read_text())
    assert "6/harbour: it is kept under another size" in found()
    for path in house.folder(6).iterdir():
        path.unlink()
    assert "witness 'harbour' vouched for 6 entries, and what it said is not there" in found()


def test_whoever_rewrites_the_ledger_with_the_key_is_found_by_what_was_witnessed(house: House) -> None:
    house.more(40)
    with house.open(50) as archive:
        key = Keys(house.home.keys).look(archive.ledger().origin or "")
        assert key is not None
        with archive.store.writing() as db:
            db.execute("UPDATE visits SET attempt = 9 WHERE id = 4")
            rewrite(db, key, at(50))
        report = archive.verify(texts=False)
    assert "6/quay: the first 6 entries of the ledger are not those that were signed" in "\n".join(
        report.damaged
    )
    assert not [one for one in report.damaged if "witnessed/" not in one]


def test_a_bundle_holds_what_witnesses_said_and_python_with_openssl_checks_it(
    house: House, tmp_path: Path
) -> None:
    house.more(40)
    house.more(101)
    with house.open(110) as archive:
        bundle = archive.bundle(URL, 1, 2, tmp_path / "edit.zip")
    with zipfile.ZipFile(bundle.file) as packed:
        packed.extractall(tmp_path / "edit")

    def said(path: str = os.environ["PATH"]) -> str:
        return subprocess.run(
            [sys.executable, "-I", "-S", tmp_path / "edit" / "verify.py"],
            capture_output=True, text=True, env={"PATH": path}, check=False,
        ).stdout  # fmt: skip

    told = said()
    assert "Everything holds." in told
    assert (
        "the first 6 entries were there at 2030-03-17 17:46:40 UTC, says the witness witness.example/quay"
        in told
    )
    assert re.search(
        r"the first 6 entries were there at 20[\d: -]+ UTC, says the time stamp of harbour, .*CN=", told
    )
    assert "the time stamp of harbour was not checked, as there is no openssl here" in said(path="/nowhere")

    folder = tmp_path / "edit" / "ledger" / "witnessed" / "6"
    for name, other in (
        ("quay.note", "harbour.tsr"),
        ("harbour.tsr", "quay.note"),
        ("harbour.pem", "quay.key"),
    ):
        kept = (folder / name).read_bytes()
        (folder / name).write_bytes((folder / other).read_bytes())
        assert re.search("FAILS +[^ ]*(quay|harbour): |this cannot be read", said()), name
        (folder / name).write_bytes(kept)


@pytest.fixture
def chain(house: House) -> Iterator[tuple[Calendar, Outside]]:
    """Return a calendar that the house asks as well."""
    calendar = Calendar()
    with calendar.serve() as outside:
        told = house.home.declaration.read_text().replace("allow = [", f'allow = ["{outside.host}", ')
        house.home.declaration.write_text(
            f'{told}\n[[witness]]\nkind = "opentimestamps"\nname = "chain"\nurl = "http://{outside.host}/"\n'
        )
        yield calendar, outside


def test_a_calendar_promises_a_block_and_names_it_later_and_no_time_is_claimed(
    house: House, chain: tuple[Calendar, Outside], tmp_path: Path, archiver
) -> None:  # type: ignore[no-untyped-def]
    calendar, outside = chain

    def attested(minutes: float) -> list[str]:
        with house.open(minutes) as archive:
            archive.attest()
            report = archive.verify(texts=False)
            assert report.damaged == ()
        return [one for one in report.ledger if one.startswith("chain")]

    assert attested(40) == [
        f"chain has yet to vouch for 1 checkpoint, the last of 5 entries: pending at http://{outside.host}"
    ]
    said = archiver("--home", house.home.root, "status").stdout
    assert "'chain' was given 5 entries at 24 Nov 2026 12:40 UTC; has yet to vouch for 1 checkpoint" in said
    promise, whole = house.folder(5) / "chain.ots", house.folder(5) / "chain.block"
    first, digest = promise.read_bytes(), sha256((house.folder(5) / "checkpoint.txt").read_bytes()).digest()
    assert opened(first).file_digest == digest

    assert (len(attested(60)), outside.asked) == (1, 1)  # left alone for an hour
    assert (len(attested(101)), outside.asked) == (1, 2)  # there is no block yet
    outside.is_up = False
    attested(170)
    with house.open(170) as archive:
        assert "answered 503" in (archive.ledger().witnesses[-1].error or "")

    outside.is_up, calendar.block = True, 800_000
    root = sha256(sha256(b"a transaction" + commitment(first)).digest()).digest()
    assert attested(180) == [
        "chain vouched for 1 checkpoint, the last of 5 entries: Bitcoin block 800000; its header says when,"
        f" if its Merkle root is {root[::-1].hex()}"
    ]
    assert (promise.read_bytes(), calendar.root) == (first, root)
    assert {root, commitment(first)} == {
        msg for msg, _ in opened(whole.read_bytes()).timestamp.all_attestations()
    }
    assert (len(attested(280)), outside.asked) == (1, 4)  # nothing is left to ask for

    house.more(500)
    with house.open(510) as archive:
        bundle = archive.bundle(URL, 1, 2, tmp_path / "edit.zip")
    with zipfile.ZipFile(bundle.file) as packed:
        packed.extractall(tmp_path / "edit")

    def checked() -> str:
        return subprocess.run(
            [sys.executable, "-I", "-S", tmp_path / "edit" / "verify.py"],
            capture_output=True, text=True, check=False,
        ).stdout  # fmt: skip

    assert "the first 5 entries were there when block 800000 of Bitcoin was made" in checked()
    assert f"that block has the Merkle root {root[::-1].hex()}" in checked()

    for spoilt in (whole, tmp_path / "edit" / "ledger" / "witnessed" / "5" / "chain.block"):
        spoilt.write_bytes(spoilt.read_bytes()[:-3])
    assert re.search("FAILS +(chain: |this cannot be read)", checked())
    with house.open(520) as archive:
        (damaged, *_) = archive.verify(texts=False).damaged
    assert "5/chain: it is no proof of OpenTimestamps" in damaged


def opened(proof: bytes) -> DetachedTimestampFile:
    return DetachedTimestampFile.deserialize(BytesDeserializationContext(proof))


def commitment(proof: bytes) -> bytes:
    ((commitment, _),) = opened(proof).timestamp.all_attestations()
    return bytes(commitment)


def test_what_a_calendar_answers_that_is_no_proof_is_not_kept(
    house: House, chain: tuple[Calendar, Outside]
) -> None:
    _, outside = chain
    outside.answer = lambda path, body: (200, "text/html", b"<html>hello</html>")
    with house.open(40) as archive:
        archive.attest()
        assert "it is no proof of OpenTimestamps" in (archive.ledger().witnesses[-1].error or "")
    assert not any(house.home.witnessed.rglob("chain*"))


def rewrite(db: sqlite3.Connection, key: PrivateKey, now: datetime) -> None:
    """Write all hashes of a ledger anew and sign it again, as its owner can."""
    for row in db.execute(f"{entries.LOGGED} ORDER BY ledger.entry").fetchall():
        db.execute(
            "UPDATE ledger SET leaf = ? WHERE entry = ?", (leaf_hash(entries.line_of(row)), row["entry"])
        )
    size = entries.size_of(db)
    checkpoint = Checkpoint(origin=key.name, size=size, root=root(size, entries.Hashes(db)))
    db.execute("DELETE FROM checkpoints")
    db.execute(
        "INSERT INTO checkpoints (size, signed_at, note) VALUES (?, ?, ?)",
        (size, instant(now), signed(checkpoint.text, key)),
    )


def test_every_kind_of_witness_that_can_be_declared_can_be_opened() -> None:
    assert KINDS.keys() == WITNESSES.keys()


def test_a_witness_that_cannot_be_used_stands_in_status(home: Home) -> None:
    for number, (told, said) in enumerate(
        (
            ('kind = "timestamp"', "needs a url"),
            (
                'kind = "cosignature"\nurl = "http://w.example/"\nkey = "x"',
                "not the Ed25519 key of a witness",
            ),
            ('kind = "timestamp"\nurl = "http://w.example/"\ncertificates = "none.pem"', "No such file"),
        )
    ):
        home.declaration.write_text(f"[[witness]]\nname = 'w{number}'\n{told}\n")
        load_config(home.declaration)
        with Archive.open(home, now=lambda: at(0)) as archive:
            archive.sign()
            archive.attest()
            assert said in (archive.ledger().witnesses[0].error or ""), told


@together(
    ("state", "due"),
    [
        ({}, True),
        ({"size": 9}, False),
        ({"size": 8, "attested_at": at(59)}, False),
        ({"size": 8, "attested_at": at(0)}, True),
        ({"size": 8, "attested_at": at(100)}, True),  # noted by a clock that was ahead
        ({"next_try": at(61)}, False),
        ({"next_try": at(60 * 24)}, True),  # longer than any rest
    ],
)
def test_when_a_witness_is_asked(state: dict[str, object], due: bool) -> None:
    asked = WitnessState(name="quay", **state)  # type: ignore[arg-type]
    assert is_due(asked, 9, timedelta(hours=1), at(60)) is due


@pytest.mark.parametrize(
    ("was", "now"), [(b"Harbour root", b"\xff\xfe\xff"), (b"\xa0\x03\x02\x01\x02", b"\xa0\x03\x02\x01B")]
)
def test_damaged_certificates_of_a_stamp_are_found_and_end_nothing(
    house: House, was: bytes, now: bytes
) -> None:
    house.more(40)
    path = house.folder(6) / "harbour.pem"
    whole = base64.b64decode("".join(path.read_text().splitlines()[1:-1]))
    spoilt = base64.b64encode(whole.replace(was, now.ljust(len(was)))).decode()
    path.write_text(f"-----BEGIN CERTIFICATE-----\n{spoilt}\n-----END CERTIFICATE-----\n")
    with house.open(50) as archive:
        (said,) = archive.verify(texts=False).damaged
    assert "6/harbour: " in said
