"""Edits reach those who are told of them: real processes, a real server that fails, hangs and recovers."""

from __future__ import annotations

import json
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from postbox import Postbox
from program import Programs
from receiver import Receiver
from waiting import wait_until

from archiver.archive.working import Archive
from archiver.home import Home

RECORD = """
import os, signal, sys
from datetime import UTC, datetime, timedelta
sys.path.insert(0, samples)
import store_samples
store_samples.NOON = datetime.now(UTC) - timedelta(hours=1)  # an edit of last week would be given up
from store_samples import ONE, TWO, First, see, see_edit, watch
from archiver.archive.working import Archive
with Archive.open(home) as archive:
    task = watch(archive.store)
    see(archive.store, task, ONE, First(), minutes=0)
    see_edit(archive.store, task, ONE, TWO, minutes=5)
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with Receiver() as server:
        yield server


Record = Callable[[Home], None]


@pytest.fixture
def record_an_edit(programs: Programs) -> Record:
    """Return what records an edit in a home, and is killed before anything else happens."""

    def record(home: Home) -> None:
        samples = Path(__file__).parent.parent / "store"
        done = programs.python(f"home, samples = {str(home.root)!r}, {str(samples)!r}\n{RECORD}", b"")
        assert done.returncode == -signal.SIGKILL

    return record


def channels(run, home: Home) -> dict[str, dict[str, object]]:
    found = json.loads(run(home, "status", "--json").stdout)["channels"]
    return {channel["name"]: channel for channel in found}


@pytest.fixture
def told(declare, receiver: Receiver) -> Home:  # type: ignore[no-untyped-def]
    """Return a home that tells a file and a receiver of its edits."""
    notify = f'\n[[notify]]\nkind = "file"\n\n[[notify]]\nkind = "webhook"\nurl = "{receiver.url}/hook"\n'
    home: Home = declare(receiver.host, extra=notify)
    return home


def test_a_kill_between_recording_and_sending_loses_no_message(
    told: Home, receiver: Receiver, run, record_an_edit: Record
) -> None:
    record_an_edit(told)
    assert channels(run, told)["webhook"]["waiting"] == 1
    run(told, "run")
    run(told, "run")
    assert [edit["fields"]["headline"]["new"] for edit in receiver.told()] == ["Bridge closed"]
    assert len((told.root / "edits.jsonl").read_text().splitlines()) == 1
    assert {name: channel["waiting"] for name, channel in channels(run, told).items()} == {
        "file": 0,
        "webhook": 0,
    }


def test_a_kill_between_sending_and_noting_it_sends_the_same_id_again(
    told: Home, receiver: Receiver, run, start, record_an_edit: Record
) -> None:
    record_an_edit(told)
    receiver.answering.clear()
    process = start(told, "run")
    wait_until(lambda: receiver.messages)
    process.kill()
    process.wait()
    receiver.answering.set()
    run(told, "run")
    first, second = receiver.told()
    assert first == second
    assert len(first["delivery"]) == 32
    assert len((told.root / "edits.jsonl").read_text().splitlines()) == 1, "a file can be looked at"


def test_a_receiver_that_fails_is_named_by_status_and_hears_of_it_when_it_is_back(
    told: Home, receiver: Receiver, run, record_an_edit: Record
) -> None:
    record_an_edit(told)
    receiver.status = 503
    done = run(told, "run")
    assert "not sent to webhook: 127.0.0.1 answered 503; tried again after" in done.stderr
    assert "Traceback" not in done.stderr
    said = run(told, "status").stdout
    assert "failing: notify 'webhook', 127.0.0.1 answered 503, 1 time in a row; 1 edit waiting" in said
    assert "tried again at" in said
    assert "notify: 'file', 0 edits waiting, last sent at" in said

    receiver.status = 200
    with Archive.open(told) as archive:
        later = archive.channels()[1].next_try
    assert later is not None
    run(told, "run", "--now", later.isoformat())
    assert len(receiver.told()) == 2
    assert channels(run, told)["webhook"]["failures"] == 0


def test_a_channel_whose_secret_is_missing_keeps_no_visit_from_being_made(
    declare, run, record_an_edit: Record
) -> None:  # type: ignore[no-untyped-def]
    home = declare("127.0.0.1:9", extra='\n[[notify]]\nkind = "webhook"\nurl_env = "NOT_SET_ANYWHERE"\n')
    record_an_edit(home)
    done = run(home, "run")
    assert "url_env names the environment variable 'NOT_SET_ANYWHERE', which is not set" in done.stderr
    assert channels(run, home)["webhook"]["waiting"] == 1


def test_the_daemon_sends_what_waits_and_stops_though_a_channel_hangs(
    told: Home, receiver: Receiver, run, start, record_an_edit: Record
) -> None:
    record_an_edit(told)
    receiver.answering.clear()
    daemon = start(told, "daemon", merged=True)
    wait_until(lambda: receiver.messages)
    daemon.send_signal(signal.SIGTERM)
    assert daemon.wait() == 0
    assert not receiver.answering.is_set(), "nobody had answered"
    receiver.answering.set()
    start(told, "daemon", merged=True)
    wait_until(lambda: channels(run, told)["webhook"]["waiting"] == 0)
    assert len({edit["delivery"] for edit in receiver.told()}) == 1


def test_doctor_tries_each_channel_and_sends_no_edit(told: Home, receiver: Receiver, archiver) -> None:
    without_a_browser = told.declaration.read_text().replace("[capture]", '[capture]\nbrowser = "/nowhere"')
    told.declaration.write_text(without_a_browser)

    def said() -> str:
        return str(archiver("--home", told.root, "doctor").stdout)

    found = said()
    assert "✓ notify   file:" in found
    assert "✓ notify   webhook: 127.0.0.1 answers (501 to a HEAD request; no edit was sent)" in found
    assert receiver.messages == []
    (told.root / "edits.jsonl").mkdir()
    told.declaration.write_text(told.declaration.read_text().replace(f"{receiver.url}/", "https://10.0.0.1/"))
    found = said()
    assert "✗ notify   file:" in found
    assert "✗ notify   webhook:" in found
    assert "10.0.0.1" in found


@pytest.mark.parametrize(("word", "code"), [("doctor", 1), ("run", 2)])
def test_a_mistyped_kind_is_refused_also_where_there_is_nothing_to_do(
    declare, word: str, code: int, run
) -> None:  # type: ignore[no-untyped-def]
    home = declare("127.0.0.1:9", extra='\n[[notify]]\nkind = "webhok"\n')
    done = run(home, word, code=code)
    assert "no notifier of kind 'webhok'; did you mean 'webhook'? There are " in (done.stdout + done.stderr)


@pytest.fixture
def postbox(monkeypatch: pytest.MonkeyPatch) -> Iterator[Postbox]:
    """Return a mail server whose address stands in the environment of what is run."""
    with Postbox() as server:
        monkeypatch.setenv("DESK", server.url)
        yield server


def test_a_mail_is_sent_once_after_a_kill_and_its_address_is_shown_nowhere(
    postbox: Postbox, declare, run, record_an_edit: Record
) -> None:  # type: ignore[no-untyped-def]
    home = declare("127.0.0.1:9", extra='\n[[notify]]\nkind = "apprise"\nurl_env = "DESK"\n')
    record_an_edit(home)
    postbox.refusing = True
    done = run(home, "run")
    said = run(home, "status").stdout
    assert "failing: notify 'apprise', E-Mail: the message was not taken, 1 time in a row" in said
    assert "desk@" not in done.stderr + said
    postbox.refusing = False
    with Archive.open(home) as archive:
        later = archive.channels()[0].next_try
    assert later is not None
    for _ in range(2):
        run(home, "run", "--now", later.isoformat())
    (mail,) = postbox.mails
    assert "Headline now: Bridge closed" in mail.get_content()


def test_a_dry_run_shows_what_would_be_told_to_whom_and_tells_nobody(
    declare, receiver: Receiver, run, record_an_edit: Record
) -> None:  # type: ignore[no-untyped-def]
    hook = f'\n[[notify]]\nkind = "webhook"\nurl = "{receiver.url}/hook"\n'
    rule = '[[notify.rule]]\nphrase = ["no such words"]\n'
    home = declare(receiver.host, extra=f'{hook}\n[[notify]]\nkind = "file"\ndigest = ["08:00"]\n{rule}')
    record_an_edit(home)
    said = run(home, "notify", "--dry-run").stdout
    assert "webhook: 1 edit, at once" in said
    assert "Headline now: Bridge closed" in said
    assert "file: nothing; 1 fit no rule" in said
    tried = json.loads(run(home, "notify", "--dry-run", "--since", "2026-11-01", "--json").stdout)
    assert [(one["channel"], one["looked_at"], len(one["edits"])) for one in tried] == [
        ("webhook", 1, 1),
        ("file", 1, 0),
    ]
    assert (receiver.messages, channels(run, home)["file"]["waiting"]) == ([], 1)
    run(home, "notify")
    assert [edit["headline"] for edit in receiver.told()] == ["Bridge closed"]
    assert channels(run, home)["file"]["waiting"] == 0
    assert "nothing" in run(home, "notify", "--dry-run").stdout
