"""What hubs and publishers tell makes articles due at once; what nobody may tell does nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from homes import empty_home
from hub import PUBLIC, Hub
from newsstand import Newsstand, Page

from archiver.archive.working import Archive
from archiver.errors import ConfigError
from archiver.frontier.hubs import POLLED_STILL
from archiver.home import Home
from archiver.orchestration.copying import back_up

TOKEN = "a-token-of-a-newsroom"
CONFIG = """
[guard]
allow = ["{stand}", "{hub}"]
[politeness]
delay = "1ms"
[listen]
address = "127.0.0.1:0"
public = "{public}"
token_env = "NEWSROOM_PINGS"
[[source]]
name = "gazette"
domain = "{stand}"
seeds = ["http://{stand}/feed.xml"]
exclude = ["/video/"]
"""


@pytest.fixture
def stand() -> Iterator[Newsstand]:
    with Newsstand() as running:
        yield running


@pytest.fixture
def hub() -> Iterator[Hub]:
    with Hub() as running:
        yield running


@pytest.fixture
def home(tmp_path: Path, stand: Newsstand, hub: Hub, monkeypatch: pytest.MonkeyPatch) -> Home:
    monkeypatch.setenv("NEWSROOM_PINGS", TOKEN)
    made = empty_home(tmp_path / "home")
    text = CONFIG.format(stand=stand.host, hub=hub.host, public=PUBLIC)
    made.declaration.write_text(text, encoding="utf-8")
    return made


@pytest.fixture
def archive(home: Home, hub: Hub, clock) -> Iterator[Archive]:  # type: ignore[no-untyped-def]
    with Archive.open(home, now=clock) as archive:
        said = archive.listen_as_declared()
        assert said is not None
        assert said.startswith("listening to hubs and pings at 127.0.0.1:")
        assert archive.hearing.port is not None
        hub.door = archive.hearing.port
        yield archive
        archive.hearing.close()


def feed(stand: Newsstand, hub: Hub | None, *stories: str) -> bytes:
    """Return a feed; a story is its path and headline, such as `/storm Storm nears`."""
    hubs = f'<link xmlns="http://www.w3.org/2005/Atom" rel="hub" href="{hub.url}"/>' if hub else ""
    items = ""
    for story in stories:
        path, _, title = story.partition(" ")
        items += f"<item><title>{title}</title><link>{stand.url}{path}</link></item>"
    return f'<rss version="2.0"><channel><title>G</title>{hubs}{items}</channel></rss>'.encode()


def offer(stand: Newsstand, content: bytes, **headers: str) -> None:
    more = {name.capitalize(): value for name, value in headers.items()}
    stand.pages["/feed.xml"] = Page(content, "application/rss+xml", headers=more)


def subscribe(archive: Archive, stand: Newsstand, hub: Hub) -> str:
    """Discover a feed with a hub and subscribe to it; return the topic."""
    offer(stand, feed(stand, hub, "/old Old news"))
    for _ in archive.discover():
        pass
    archive.hearing.ask_hubs(archive.store)
    assert hear(archive)
    return f"{stand.url}/feed.xml"


def hear(archive: Archive) -> list[str]:
    return [heard.said for heard in archive.hear()]


def due(archive: Archive) -> list[str]:
    return [task.url for task in archive.claim_told()]


# --- hubs -----------------------------------------------------------------------------------------


def test_a_hub_is_subscribed_to_and_what_it_pushes_is_due_at_once(
    archive: Archive, stand: Newsstand, hub: Hub
) -> None:
    topic = subscribe(archive, stand, hub)
    (agreed,) = archive.store.subscriptions()
    assert agreed.leased_until == archive.now() + timedelta(days=10)
    assert agreed.error is None

    assert hub.push(topic, feed(stand, hub, "/new New news", "/old Old news")) == 202

    assert hear(archive) == [f"pushed {topic}: 1 new of 2 articles, 0 hinted at"]
    assert f"{stand.url}/new" in due(archive)
    assert archive.store.find_article(f"{stand.url}/new").source == "gazette"


def test_another_headline_in_a_push_calls_for_a_visit_now(
    archive: Archive, stand: Newsstand, hub: Hub
) -> None:
    topic = subscribe(archive, stand, hub)
    article = archive.store.find_article(f"{stand.url}/old")
    archive.store.schedule(article.id, archive.now() + timedelta(days=3))

    hub.push(topic, feed(stand, hub, "/old Old news, corrected"), method="sha1")

    assert hear(archive)
    assert due(archive) == [article.url]


def test_the_header_names_the_hub_before_the_document_does(
    archive: Archive, stand: Newsstand, hub: Hub
) -> None:
    elsewhere = f"{stand.url}/topic"
    offer(stand, feed(stand, None, "/old Old"), link=f'<{hub.url}>; rel="hub", <{elsewhere}>; rel=self')
    list(archive.discover())
    archive.hearing.ask_hubs(archive.store)
    assert hub.asked == [("subscribe", elsewhere)]


@pytest.mark.parametrize("secret", ["", "another-secret"])
def test_a_push_that_is_not_signed_by_our_hub_says_nothing(
    archive: Archive, stand: Newsstand, hub: Hub, secret: str
) -> None:
    topic = subscribe(archive, stand, hub)
    forged = feed(stand, hub, "/forged Forged news")
    if secret:
        assert hub.push(topic, forged, secret=secret) == 202
    else:
        assert hub.call(hub.known[topic].callback, forged)[0] == 202
    assert hear(archive) == []
    assert [article.url for article in archive.articles()] == [f"{stand.url}/old"]


def test_a_hub_may_not_name_what_its_source_does_not(archive: Archive, stand: Newsstand, hub: Hub) -> None:
    topic = subscribe(archive, stand, hub)
    elsewhere = b"<item><title>In</title><link>http://10.0.0.1/admin</link></item></channel>"
    content = feed(stand, hub, "/video/1 Seen").replace(b"</channel>", elsewhere)
    assert hub.push(topic, content) == 202
    assert hear(archive) == [f"pushed {topic}: 0 new of 0 articles, 0 hinted at"]
    assert due(archive) == []


def test_nobody_but_the_hub_that_was_asked_is_confirmed(archive: Archive, stand: Newsstand, hub: Hub) -> None:
    topic = subscribe(archive, stand, hub)
    callback = hub.known[topic].callback
    query = {"hub.mode": "subscribe", "hub.topic": topic, "hub.challenge": "x", "hub.lease_seconds": "9"}
    assert hub.call(callback, query=query | {"hub.topic": "http://other.example/"})[0] == 404
    assert hub.call(callback, query=query | {"hub.mode": "unsubscribe"})[0] == 404
    assert hub.call(f"{PUBLIC}/hub/guessed", query=query)[0] == 404
    assert hub.call(callback, query=query | {"hub.challenge": "x" * 2_000})[0] == 404
    assert hear(archive) == []


def test_a_lease_is_renewed_before_it_ends(archive: Archive, stand: Newsstand, hub: Hub, clock) -> None:  # type: ignore[no-untyped-def]
    subscribe(archive, stand, hub)
    clock.pass_(days=7)
    archive.hearing.ask_hubs(archive.store)
    assert len(hub.asked) == 1
    clock.pass_(days=1, minutes=1)
    archive.hearing.ask_hubs(archive.store)
    assert len(hub.asked) == 2
    hear(archive)
    assert archive.store.subscriptions()[0].leased_until == archive.now() + timedelta(days=10)


def test_a_hub_that_refuses_is_asked_less_and_less_and_its_feed_is_polled(
    archive: Archive, stand: Newsstand, hub: Hub, clock
) -> None:  # type: ignore[no-untyped-def]
    hub.status = 500
    offer(stand, feed(stand, hub, "/old Old news"))
    asked = []
    for _ in range(6):
        list(archive.discover())
        archive.hearing.ask_hubs(archive.store)
        asked.append(len(hub.asked))
        clock.pass_(minutes=16)
    assert asked == [1, 2, 2, 3, 3, 3]
    assert sum(path == "/feed.xml" for path, _ in stand.asked) == 6
    (failing,) = archive.health().failing_hubs
    assert failing.error == "the hub answered 500"


def test_a_seed_is_read_rarely_while_its_hub_tells_and_as_usual_when_the_lease_is_lost(
    archive: Archive, stand: Newsstand, hub: Hub, clock
) -> None:  # type: ignore[no-untyped-def]
    topic = subscribe(archive, stand, hub)

    def polls(minutes: int) -> int:
        before = len(stand.asked)
        clock.pass_(minutes=minutes)
        list(archive.discover())
        return sum(path == "/feed.xml" for path, _ in stand.asked[before:])

    assert polls(15) == 1, "a hub that never told anything is not trusted"
    hub.push(topic, feed(stand, hub, "/old Old news"))
    hear(archive)
    assert polls(15) == 0
    assert polls(int(POLLED_STILL.total_seconds() // 60)) == 1
    assert hub.deny(topic, "no more") == 200
    assert hear(archive) == [
        f"127.0.0.1:{hub.server_address[1]} does not tell what is new in {topic}: no more"
    ]
    assert polls(15) == 1


def test_news_that_a_hub_did_not_tell_makes_its_seed_be_read_as_usual(
    archive: Archive, stand: Newsstand, hub: Hub, clock
) -> None:  # type: ignore[no-untyped-def]
    topic = subscribe(archive, stand, hub)
    hub.push(topic, feed(stand, hub, "/old Old news"))
    hear(archive)
    offer(stand, feed(stand, hub, "/silent Never told", "/old Old news"))
    clock.pass_(minutes=90)
    list(archive.discover())
    assert archive.store.subscriptions()[0].heard_at is None


def test_a_hub_that_is_no_longer_named_is_told_so(
    archive: Archive, stand: Newsstand, hub: Hub, clock
) -> None:  # type: ignore[no-untyped-def]
    topic = subscribe(archive, stand, hub)
    offer(stand, feed(stand, None, "/old Old news"))
    clock.pass_(minutes=15)
    list(archive.discover())
    archive.hearing.ask_hubs(archive.store)
    assert hub.asked[-1] == ("unsubscribe", topic)
    assert topic not in hub.known, "it asked back and was told that this is meant"
    clock.pass_(hours=2)
    archive.hearing.ask_hubs(archive.store)
    assert archive.store.subscriptions() == ()


def test_another_public_address_is_told_to_the_hub_at_once(
    archive: Archive, home: Home, stand: Newsstand, hub: Hub
) -> None:
    topic = subscribe(archive, stand, hub)
    callback = hub.known[topic].callback
    text = home.declaration.read_text()
    home.declaration.write_text(text.replace(PUBLIC, f"{PUBLIC}/new"))
    archive.reload()
    archive.listen_as_declared()
    hub.door = archive.hearing.port or 0
    archive.hearing.ask_hubs(archive.store)
    assert len(hub.asked) == 2
    assert callback == hub.known[topic].callback, "the test's proxy does not know the new path"


def test_a_hub_within_the_house_is_never_reached(
    archive: Archive, stand: Newsstand, hub: Hub, home: Home
) -> None:
    """A feed names what it likes: the guard refuses what the home does not allow."""
    text = home.declaration.read_text()
    home.declaration.write_text(text.replace(f', "{hub.host}"', ""))
    archive.reload()
    offer(stand, feed(stand, hub, "/old Old").replace(b"http://127", b"https://127"))
    list(archive.discover())
    archive.hearing.ask_hubs(archive.store)
    assert hub.asked == []
    assert "127.0.0.1" in (archive.store.subscriptions()[0].error or "")


def test_a_secret_is_sent_to_no_hub_in_clear_text(archive: Archive, stand: Newsstand, hub: Hub) -> None:
    offer(stand, feed(stand, hub, "/old Old").replace(hub.url.encode(), b"http://hub.example/"))
    list(archive.discover())
    archive.hearing.ask_hubs(archive.store)
    assert "https" in (archive.store.subscriptions()[0].error or "")


def test_the_secret_is_for_its_owner_alone_and_in_no_copy(
    archive: Archive, home: Home, stand: Newsstand, hub: Hub, tmp_path: Path
) -> None:
    topic = subscribe(archive, stand, hub)
    key = home.keys / "hubs.secret"
    assert key.stat().st_mode & 0o777 == 0o600
    back_up(home, tmp_path / "copy", archive.config, keys=True, progress=lambda *_: None)
    hidden = [key.read_bytes().strip(), hub.known[topic].secret.encode(), hub.known[topic].callback.encode()]
    for path in (tmp_path / "copy").rglob("*"):
        assert not path.is_file() or not any(secret in path.read_bytes() for secret in hidden)


# --- pings ----------------------------------------------------------------------------------------


def ping(archive: Archive, hub: Hub, said: object, *, token: str | None = TOKEN, path: str = "/ping") -> int:
    headers = {} if token is None else {"Authorization": f"Bearer {token}"}
    return hub.call(f"{PUBLIC}{path}", json.dumps(said).encode(), headers)[0]


def test_a_ping_makes_known_and_new_articles_of_a_source_due(
    archive: Archive, stand: Newsstand, hub: Hub, clock
) -> None:  # type: ignore[no-untyped-def]
    list(archive.discover())  # so that the source is known
    known = f"{stand.url}/known"
    archive.store.add_article(known, source="gazette", now=clock(), next_visit=clock() + timedelta(days=9))
    others = ["http://10.0.0.1/admin", "https://other.example/", f"{stand.url}/video/1", "file:///etc/passwd"]

    assert ping(archive, hub, {"urlList": [known, f"{stand.url}/new", *others]}) == 202

    assert hear(archive) == ["pinged of 6 addresses: 2 due, 4 of no source of ours"]
    assert due(archive) == [known, f"{stand.url}/new"]
    assert {article.url for article in archive.articles()} == {known, f"{stand.url}/new"}


def test_pings_as_indexnow_has_them_are_understood(archive: Archive, stand: Newsstand, hub: Hub) -> None:
    list(archive.discover())
    body = {"host": stand.host, "key": TOKEN, "urlList": [f"{stand.url}/a"]}
    assert ping(archive, hub, body, token=None, path="/indexnow") == 202
    assert hub.call(f"{PUBLIC}/indexnow", query={"url": f"{stand.url}/b", "key": TOKEN})[0] == 202
    assert len(hear(archive)) == 2
    assert sorted(due(archive)) == [f"{stand.url}/a", f"{stand.url}/b"]


@pytest.mark.parametrize("token", [None, "", "wrong", TOKEN[:-1], f"{TOKEN}x", TOKEN.upper()])
def test_without_the_token_a_ping_says_nothing(
    archive: Archive, stand: Newsstand, hub: Hub, token: str | None
) -> None:
    said = {"urlList": [f"{stand.url}/a"], "key": "\ud800"}
    assert ping(archive, hub, said, token=token) == 403
    assert hub.call(f"{PUBLIC}/ping", query={"url": f"{stand.url}/b"})[0] == 403
    assert hear(archive) == []


@pytest.mark.parametrize("said", [[], {}, {"urlList": []}, {"urlList": [7, None]}, {"url": "x" * 3_000}])
def test_a_ping_that_says_nothing_is_refused(archive: Archive, hub: Hub, said: object) -> None:
    assert ping(archive, hub, said) == 400
    assert hear(archive) == []


def test_more_addresses_than_a_minute_may_bring_are_refused(
    archive: Archive, stand: Newsstand, hub: Hub
) -> None:
    many = {"urlList": [f"{stand.url}/{number}" for number in range(600)]}
    assert [ping(archive, hub, many), ping(archive, hub, many)] == [202, 429]


def test_an_article_that_was_just_visited_is_due_a_little_later(
    archive: Archive, stand: Newsstand, hub: Hub, clock
) -> None:  # type: ignore[no-untyped-def]
    """Who pings at every save must not make us ask a host at every save."""
    list(archive.discover())
    article, _ = archive.store.add_article(f"{stand.url}/a", source="gazette", now=clock(), next_visit=None)
    with archive.store.writing() as db:
        db.execute("UPDATE articles SET last_visit = '2026-11-24T11:59:50.000000Z'")
    ping(archive, hub, {"url": article.url})
    assert hear(archive)
    assert due(archive) == []
    clock.pass_(minutes=1)
    ping(archive, hub, {"url": article.url})
    hear(archive)
    assert due(archive) == [article.url]


def test_an_article_that_a_person_no_longer_watches_stays_so(
    archive: Archive, stand: Newsstand, hub: Hub, clock
) -> None:  # type: ignore[no-untyped-def]
    list(archive.discover())
    article, _ = archive.store.add_article(
        f"{stand.url}/a", source="gazette", now=clock(), next_visit=clock()
    )
    archive.unwatch(article.url)
    ping(archive, hub, {"url": article.url})
    assert hear(archive)
    assert due(archive) == []


def test_a_token_that_can_be_guessed_is_refused(archive: Archive, home: Home, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setenv("NEWSROOM_PINGS", "short")
    archive.hearing.close()
    with pytest.raises(ConfigError, match="NEWSROOM_PINGS holds no token"):
        archive.listen_as_declared()
    assert archive.hearing.port is None
