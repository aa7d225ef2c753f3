from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from edits import edited
from receiver import Receiver

from archiver.config import Notifier
from archiver.config.keys import NOTIFIERS
from archiver.errors import ConfigError, MessageRefused, NotifyError
from archiver.guard.policy import Policy
from archiver.guard.proxy import GuardProxy
from archiver.model.as_json import edit_as_dict
from archiver.model.delivery import Delivery
from archiver.notify import CHANNELS, Channel, Surroundings, open_channel

EDIT = edited(
    'The headline became "<!channel> @here".',
    fields=(("headline", "Storm hits", "Storm passes"),),
    blocks=(("same", 9),),
)


def delivery(number: int = 7) -> Delivery:
    return Delivery(id=f"{number:032x}", told=replace(EDIT, id=number))


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with Receiver() as server:
        yield server


@pytest.fixture
def surroundings(tmp_path: Path, receiver: Receiver) -> Iterator[Surroundings]:
    policy = Policy(allow=frozenset({("127.0.0.1", receiver.server_port)}))
    with GuardProxy(policy, max_bytes=10_000_000) as proxy:
        yield Surroundings(
            home=tmp_path,
            environ={"HOOK": f"{receiver.url}/secret-path", "TOKEN": "s3cret", "EMPTY": ""},
            proxy=proxy,
            user_agent="Archiver/0.1",
        )


def opened(surroundings: Surroundings, kind: str, options: Mapping[str, str]) -> Channel:
    return open_channel(Notifier(kind=kind, name=kind, options=tuple(options.items())), surroundings)


# --- file ---


def test_a_file_gets_a_line_for_each_edit(surroundings: Surroundings) -> None:
    channel = opened(surroundings, "file", {})
    channel.send((delivery(7),))
    channel.send((delivery(8), delivery(9)))
    lines = (surroundings.home / "edits.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["id"] for line in lines] == [7, 8, 9]
    assert json.loads(lines[0]) == edit_as_dict(EDIT) | {"delivery": delivery(7).id}


def test_a_file_may_lie_in_a_folder_of_the_home(surroundings: Surroundings) -> None:
    opened(surroundings, "file", {"path": "feeds/edits.jsonl"}).send((delivery(),))
    assert (surroundings.home / "feeds" / "edits.jsonl").is_file()


def test_a_line_cut_off_by_a_crash_does_not_spoil_the_next(surroundings: Surroundings) -> None:
    file = surroundings.home / "edits.jsonl"
    file.write_text('{"id": 6, "url": "https://gaz')
    opened(surroundings, "file", {}).send((delivery(),))
    assert json.loads(file.read_text().splitlines()[1])["id"] == 7


def test_a_line_is_written_once_however_often_it_is_sent(surroundings: Surroundings) -> None:
    """The program is killed after the file was synced and before that was noted."""
    file, channel = surroundings.home / "edits.jsonl", opened(surroundings, "file", {})
    channel.send((delivery(7), delivery(8)))
    channel.send((delivery(7), delivery(8), delivery(9)))
    channel.send((delivery(9),))
    assert [json.loads(line)["id"] for line in file.read_text().splitlines()] == [7, 8, 9]


def test_a_line_that_was_cut_off_at_its_very_end_is_written_again(surroundings: Surroundings) -> None:
    file, channel = surroundings.home / "edits.jsonl", opened(surroundings, "file", {})
    channel.send((delivery(7),))
    file.write_bytes(file.read_bytes()[:-2])  # "}" and the line break
    channel.send((delivery(7),))
    assert json.loads(file.read_text().splitlines()[1])["id"] == 7


def test_a_file_is_checked_without_being_made(surroundings: Surroundings) -> None:
    channel = opened(surroundings, "file", {"path": "feeds/edits.jsonl"})
    assert "can be written" in channel.check()
    assert not (surroundings.home / "feeds").exists()
    (surroundings.home / "feeds" / "edits.jsonl").mkdir(parents=True)
    with pytest.raises(NotifyError, match="is not a file"):
        channel.check()


@pytest.mark.parametrize("path", ["/etc/edits.jsonl", "../edits.jsonl", "a/../../edits.jsonl", "."])
def test_a_file_outside_the_home_is_refused(surroundings: Surroundings, path: str) -> None:
    with pytest.raises(ConfigError, match="not inside the home"):
        opened(surroundings, "file", {"path": path})


def test_a_link_that_leaves_the_home_is_refused(
    surroundings: Surroundings, tmp_path_factory: pytest.TempPathFactory
) -> None:
    (surroundings.home / "out").symlink_to(tmp_path_factory.mktemp("elsewhere"))
    with pytest.raises(ConfigError, match="not inside the home"):
        opened(surroundings, "file", {"path": "out/edits.jsonl"})


def test_a_file_that_cannot_be_written_is_a_named_error(surroundings: Surroundings) -> None:
    (surroundings.home / "edits.jsonl").mkdir()
    with pytest.raises(NotifyError, match=r"edits\.jsonl"):
        opened(surroundings, "file", {}).send((delivery(),))


# --- webhook ---


def test_a_webhook_is_told_in_words_and_in_the_documented_form(
    surroundings: Surroundings, receiver: Receiver
) -> None:
    opened(surroundings, "webhook", {"url": f"{receiver.url}/hook"}).send((delivery(),))
    ((path, headers, body),) = receiver.messages
    message = json.loads(body)
    assert path == "/hook"
    assert headers["content-type"] == "application/json"
    assert "authorization" not in headers
    assert message["edits"] == [edit_as_dict(EDIT) | {"delivery": delivery().id}]
    assert message["text"].startswith("https://gazette.example/storm: The headline became")


def test_a_headline_cannot_ring_everybodys_bell(surroundings: Surroundings, receiver: Receiver) -> None:
    opened(surroundings, "webhook", {"url": receiver.url}).send((delivery(),))
    text = json.loads(receiver.messages[0][2])["text"]
    assert "<!channel>" not in text
    assert "@here" not in text


def test_secrets_come_from_the_environment(surroundings: Surroundings, receiver: Receiver) -> None:
    opened(surroundings, "webhook", {"url_env": "HOOK", "token_env": "TOKEN"}).send((delivery(),))
    path, headers, _ = receiver.messages[0]
    assert path == "/secret-path"
    assert headers["authorization"] == "Bearer s3cret"


def test_secrets_are_in_no_message_and_no_picture_of_the_channel(
    surroundings: Surroundings, receiver: Receiver
) -> None:
    receiver.status = 500
    channel = opened(surroundings, "webhook", {"url_env": "HOOK", "token_env": "TOKEN"})
    with pytest.raises(NotifyError) as refused:
        channel.send((delivery(),))
    for shown in (str(refused.value), repr(channel)):
        assert "secret-path" not in shown
        assert "s3cret" not in shown


@pytest.mark.parametrize("status", [302, 404, 500])
def test_an_answer_that_is_no_success_is_a_failure(
    surroundings: Surroundings, receiver: Receiver, status: int
) -> None:
    receiver.status = status
    with pytest.raises(NotifyError, match=f"answered {status}"):
        opened(surroundings, "webhook", {"url": receiver.url}).send((delivery(),))
    assert len(receiver.messages) == 1


@pytest.mark.parametrize("status", [400, 413, 422])
def test_an_answer_that_speaks_of_the_message_refuses_only_that(
    surroundings: Surroundings, receiver: Receiver, status: int
) -> None:
    receiver.status = status
    with pytest.raises(MessageRefused, match=f"answered {status}"):
        opened(surroundings, "webhook", {"url": receiver.url}).send((delivery(),))


def test_a_webhook_is_checked_without_a_message(surroundings: Surroundings, receiver: Receiver) -> None:
    said = opened(surroundings, "webhook", {"url": f"{receiver.url}/hook"}).check()
    assert "127.0.0.1 answers (501 to a HEAD request; no edit was sent)" in said
    assert receiver.messages == []
    with pytest.raises(NotifyError, match=r"10\.0\.0\.1"):
        opened(surroundings, "webhook", {"url": "https://10.0.0.1/hook"}).check()


def test_every_kind_that_can_be_declared_can_be_opened() -> None:
    assert NOTIFIERS.keys() == CHANNELS.keys()


def test_the_guard_stands_before_webhooks_too(surroundings: Surroundings) -> None:
    with pytest.raises(NotifyError, match=r"127\.0\.0\.1"):
        opened(surroundings, "webhook", {"url": "http://127.0.0.1:9/hook"}).send((delivery(),))
    with pytest.raises(NotifyError, match=r"10\.0\.0\.1"):
        opened(surroundings, "webhook", {"url": "https://10.0.0.1/hook"}).send((delivery(),))


@pytest.mark.parametrize(
    ("kind", "options", "reason"),
    [
        pytest.param("webhook", {}, "needs a url", id="no-url"),
        pytest.param("webhook", {"url": "http://chat.example/hook"}, "https://", id="clear-text"),
        pytest.param("webhook", {"url": "file:///etc/passwd"}, "not a web address", id="scheme"),
        pytest.param("webhook", {"url_env": "NOT_THERE"}, "'NOT_THERE', which is not set", id="variable"),
        pytest.param(
            "webhook", {"url": "https://chat.example/", "token_env": "EMPTY"}, "not set", id="empty"
        ),
    ],
)
def test_a_channel_that_cannot_work_is_refused_when_opened(
    surroundings: Surroundings, kind: str, options: dict[str, str], reason: str
) -> None:
    with pytest.raises(ConfigError, match=reason):
        opened(surroundings, kind, options)
