"""Edits by mail and to whatever else Apprise knows: real servers here, a real process that speaks."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from cases import together
from edits import edited
from postbox import Postbox
from receiver import Receiver

from archiver.config import Notifier
from archiver.errors import ConfigError, MessageRefused, NotifyError
from archiver.guard.policy import Policy
from archiver.guard.proxy import GuardProxy
from archiver.model.delivery import Delivery
from archiver.notify import Channel, Surroundings, open_channel
from archiver.notify.speaking import packed

EDIT = edited(
    "headline changed; 1 number changed; no correction note",
    fields=(("headline", "Storm hits", "Storm passes @here"),),
    body=("70 kilometres", "80 kilometres"),
    headline="Storm passes @here",
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
        hook = f"json://desk:s3cret@{receiver.host}/secret-path"
        environ = {"HOOK": hook, "NO_PROXY": "127.0.0.1", "TWO": f"{hook},{hook}"}
        yield Surroundings(home=tmp_path, environ=environ, proxy=proxy, user_agent="Archiver/0.1")


def opened(surroundings: Surroundings, **options: str) -> Channel:
    return open_channel(Notifier(kind="apprise", name="desk", options=tuple(options.items())), surroundings)


def test_a_mail_says_what_changed_when_and_where(surroundings: Surroundings) -> None:
    with Postbox() as postbox:
        assert opened(surroundings, url=postbox.url).send((delivery(7), delivery(8))) == 2
    (mail,) = postbox.mails
    assert (mail["to"], mail["subject"]) == ("desk@gazette.example", "Edited after publication: gazette")
    text = "\n".join(mail.get_content().replace("\u200b", "").splitlines())
    first, second = text.strip().split("\n\n")
    assert first == second
    assert first.splitlines() == [
        "Storm passes @here",
        "headline changed; 1 number changed; no correction note",
        "Changed between 2026-11-24 12:00 and 12:05 UTC",
        "Headline before: Storm hits",
        "Headline now: Storm passes @here",
        "Text before: 70 kilometres",
        "Text now: 80 kilometres",
        "https://gazette.example/storm",
    ]


def test_a_service_is_asked_through_the_guard_and_its_secrets_are_not_shown(
    surroundings: Surroundings, receiver: Receiver
) -> None:
    channel = opened(surroundings, url_env="HOOK")
    assert channel.check().startswith("JSON; ")
    assert channel.send((delivery(),)) == 1
    ((path, headers, body),) = receiver.messages
    assert (path, headers["authorization"][:5]) == ("/secret-path", "Basic")
    assert "@here" not in json.loads(body)["message"], "a headline rings nobody's bell"

    receiver.status = 503
    with pytest.raises(NotifyError, match="JSON answered 503") as failed:
        channel.send((delivery(),))
    receiver.status = 422
    with pytest.raises(MessageRefused, match="JSON answered 422"):
        channel.send((delivery(),))
    with pytest.raises(NotifyError, match=r"127\.0\.0\.1 is") as refused:
        opened(surroundings, url="json://desk:s3cret@127.0.0.1:9/secret-path").send((delivery(),))
    for shown in (str(failed.value), str(refused.value), repr(channel)):
        assert "secret-path" not in shown
        assert "s3cret" not in shown


def test_an_address_that_apprise_does_not_know_is_a_named_error(surroundings: Surroundings) -> None:
    with pytest.raises(NotifyError, match="none that Apprise knows"):
        opened(surroundings, url="carrier-pigeon://loft/3").check()


@pytest.mark.parametrize(
    ("options", "reason"),
    [
        ({}, "needs url_env"),
        ({"url_env": "TWO"}, "one address"),
        ({"url_env": "NOT_THERE"}, "which is not set"),
    ],
)
def test_what_cannot_work_is_refused_when_opened(
    surroundings: Surroundings, options: dict[str, str], reason: str
) -> None:
    with pytest.raises(ConfigError, match=reason):
        opened(surroundings, **options)


@together(
    ("room", "message", "count"),
    [
        (0, "one\nhttps://a.example\n\ntwo\nhttps://b.example\n\nthree", 3),
        (46, "one\nhttps://a.example\n\ntwo\nhttps://b.example", 2),
        (44, "one\nhttps://a.example\n\ntwo\nhttps://b.example", 2),
        (43, "one\nhttps://a.example", 1),
        (20, "o…\nhttps://a.example", 1),
    ],
)
def test_a_message_has_as_many_edits_as_fit_and_never_half_an_address(
    room: int, message: str, count: int
) -> None:
    pieces = [("one", "https://a.example"), ("two", "https://b.example"), ("three", "")]
    assert packed(pieces, room) == (message, count)
