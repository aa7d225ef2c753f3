"""Be told: keep the endpoint open as declared, ask hubs, take in what is told."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from archiver.config import Config, Listen
from archiver.errors import (
    CaptureError,
    ConfigError,
    HostClosed,
    SeedError,
    StoreError,
    UsageError,
    contained,
)
from archiver.fetch import Fetcher
from archiver.frontier import hubs
from archiver.frontier.scope import in_scope
from archiver.listen.callbacks import Callbacks
from archiver.listen.door import Door
from archiver.listen.endpoint import Endpoint, Expected, callback
from archiver.listen.pings import SHORTEST_TOKEN
from archiver.model.article import Source
from archiver.model.text import counted
from archiver.model.told import Denied, Granted, Hub, Ping, Push, Subscription, Told
from archiver.model.urls import endpoint_of, host_of, web_address
from archiver.orchestration.beside import Beside
from archiver.orchestration.discovery import Asking, take_in
from archiver.store import Store

log = logging.getLogger(__name__)

FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What became of something that was told."""

    said: str  # for people
    urls: tuple[str, ...] = ()  # of articles that may be due by it


class Hearing:
    """The endpoint of an archive and its subscriptions; hubs are asked in a thread beside the rounds."""

    def __init__(
        self,
        *,
        config: Callable[[], Config],
        fetcher: Callable[[], Fetcher],
        key: Callable[[], bytes],
        environ: Mapping[str, str],
        asking: Callable[[], Asking],
        now: Callable[[], datetime],
    ) -> None:
        """Prepare; nothing is listened to before `declare`.

        Args:
            config: the declaration as it is now.
            fetcher: plain HTTP, guarded; hubs are asked with it.
            key: of the home, that callbacks are made of.
            environ: holds the token of pings.
            asking: how seeds are read.
            now: the clock, aware UTC.
        """
        self._config, self._fetcher, self._key, self._environ = config, fetcher, key, environ
        self._asking, self._now = asking, now
        self._declared = Listen()
        self._door: Door | None = None
        self._callbacks = Callbacks(b"")
        self._endpoint = Endpoint(Expected(callbacks=self._callbacks))
        self._agreed: frozenset[tuple[str, Hub, bool]] | None = None
        self.beside = Beside("hubs", self.ask_hubs)

    @property
    def port(self) -> int | None:
        """Where it listens; None: nowhere."""
        return None if self._door is None else self._door.port

    def declare(self) -> str | None:
        """Listen as is declared now; return what is new about that, for people.

        Raises:
            ConfigError: it cannot be done; nothing is listened to then.
        """
        listen = self._config().listen
        if listen == self._declared:
            return None
        self.close()
        self._declared = listen
        if listen.address is None:
            return "nothing is listened to any more"
        token = self._token(listen)
        try:
            self._callbacks = Callbacks(self._key())
            self._agreed = None
            self._endpoint = Endpoint(Expected(callbacks=self._callbacks, token=token))
            self._door = Door(self._endpoint).open(*listen.address)
        except (UsageError, StoreError) as error:
            raise ConfigError(f"listen: {error}", path="archiver.toml") from error
        host = listen.address[0]
        told = [*(["hubs"] if listen.public else []), *(["pings"] if token else [])]
        return f"listening to {' and '.join(told) or 'nobody'} at {host}:{self._door.port}"

    def close(self) -> None:
        """Listen no longer."""
        self._declared = Listen()
        if self._door is not None:
            self._door.close()
            self._door = None

    def tells(self, subscriptions: Iterable[Subscription], seed: str, read_at: datetime | None) -> bool:
        """Tell whether a seed need not be read now, since its hub tells what is new; see `hubs.tells`."""
        if self._door is None:
            return False
        return any(one.seed == seed and hubs.tells(one, read_at, self._now()) for one in subscriptions)

    # --- hubs ----------------------------------------------------------------------------------------

    def ask_hubs(self, store: Store) -> None:
        """Ask the hubs that are due, one after the other.

        Raises:
            StoreError: the archive cannot be used.
        """
        public = self._declared.public
        if self._door is None or public is None:
            return
        for one in self._agreements(store):
            if self.beside.stopping:
                return
            address, digest = callback(public, self._callbacks, one)
            if hubs.is_over(one, self._now()):
                store.keep_subscriptions((), ended=[one])
            elif hubs.is_due(one, digest, self._now()):
                self._ask(one, address, digest, store)

    def _agreements(self, store: Store) -> tuple[Subscription, ...]:
        """Return what was agreed with hubs, and expect at the endpoint what they may say of it."""
        declared = {seed for source in self._config().sources for seed in source.seeds}
        found = store.subscriptions()
        gone = {one.seed for one in found if one.wanted and one.seed not in declared}
        for seed in gone:
            store.name_hub(seed, None)
        found = store.subscriptions() if gone else found
        agreed = frozenset((one.seed, one.hub, one.wanted) for one in found)
        if agreed != self._agreed:
            token = self._token(self._declared)
            self._endpoint.expect(Expected(callbacks=self._callbacks, subscriptions=found, token=token))
            self._agreed = agreed
        return found

    def _ask(self, one: Subscription, address: str, digest: str, store: Store) -> None:
        """Ask a hub; it may answer at the endpoint before this returns."""
        hub = one.hub.url
        if not self._is_private(hub):
            error = "the hub is not reached by https, so that anybody could listen and speak for it"
            store.keep_subscriptions([hubs.failed(one, digest, self._now(), error)])
            return
        store.keep_subscriptions([hubs.asked(one, digest, self._now())])
        try:
            answer = self._fetcher().post(hub, self._callbacks.request(one, address), media_type=FORM)
        except HostClosed:
            store.keep_subscriptions([one])  # nothing was asked
            return
        except CaptureError as error:
            self._note_failure(one, digest, store, str(error))
            return
        if not 200 <= answer.status < 300:
            self._note_failure(one, digest, store, f"the hub answered {answer.status}")

    def _note_failure(self, one: Subscription, digest: str, store: Store, error: str) -> None:
        log.warning("a hub was not asked", extra={"hub": one.hub.url, "seed": one.seed, "why": error})
        store.keep_subscriptions([hubs.failed(one, digest, self._now(), error)])

    def _is_private(self, hub: str) -> bool:
        """Tell whether a secret may be sent to a hub: by TLS, or where the home allows that address."""
        return hub.lower().startswith("https://") or endpoint_of(hub) in self._config().guard.allow

    # --- what is told --------------------------------------------------------------------------------

    def hear(self, store: Store) -> Iterator[Heard]:
        """Take in what was told since the last time.

        Raises:
            StoreError: the archive cannot be written.
        """
        for told in self._endpoint.take():
            heard = contained(_subject(told), partial(self._heard, told, store), ending=(StoreError, OSError))
            yield Heard(said=str(heard)) if isinstance(heard, CaptureError) else heard

    def _heard(self, told: Told, store: Store) -> Heard:
        match told:
            case Ping(urls=urls):
                return self._pinged(urls, store)
            case Push():
                return self._pushed(told, store)
            case Granted(seed=seed, hub=hub, seconds=seconds):
                self._change(store, seed, hub, lambda one: hubs.granted(one, self._now(), seconds))
                return Heard(said=f"{host_of(hub.url)} tells what is new in {seed} for {seconds // 3600} h")
            case Denied(seed=seed, hub=hub, reason=reason):
                self._change(store, seed, hub, lambda one: hubs.denied(one, self._now(), reason))
                return Heard(said=f"{host_of(hub.url)} does not tell what is new in {seed}: {reason}")

    def _pinged(self, urls: tuple[str, ...], store: Store) -> Heard:
        wanted: dict[str, list[str]] = {}
        for url in dict.fromkeys(filter(None, map(web_address, urls))):
            source = self._config().source_of(host_of(url))
            if source is not None and in_scope(url, source):
                wanted.setdefault(source.name, []).append(url)
        sooner = sum(store.record_ping(found, name, self._now()) for name, found in wanted.items())
        due = tuple(url for found in wanted.values() for url in found)
        left = len(urls) - len(due)
        out = f", {left} of no source of ours" if left else ""
        return Heard(
            said=f"pinged of {counted(len(urls), 'address', 'addresses')}: {sooner} due{out}", urls=due
        )

    def _pushed(self, push: Push, store: Store) -> Heard:
        source = self._source_of(push.seed)
        if source is None:
            return Heard(said=f"pushed {push.seed}, which is no longer declared")
        try:
            found = take_in(push, source, self._asking(), store)
        except SeedError as error:
            return Heard(said=f"pushed {push.seed}: {error}")
        for one in store.subscriptions():
            if one.seed == push.seed and one.wanted:
                store.keep_subscriptions([hubs.heard(one, self._now())])
        said = f"pushed {push.seed}: {found.new} new of {len(found.links)} articles, {found.hinted} hinted at"
        return Heard(said=said, urls=tuple(filter(None, (web_address(link.url) for link in found.links))))

    def _source_of(self, seed: str) -> Source | None:
        return next((source for source in self._config().sources if seed in source.seeds), None)

    def _change(
        self, store: Store, seed: str, hub: Hub, change: Callable[[Subscription], Subscription]
    ) -> None:
        for one in store.subscriptions():
            if (one.seed, one.hub) == (seed, hub):
                store.keep_subscriptions([change(one)])

    def missed(self, seed: str, store: Store) -> None:
        """Note that news was found in a seed that its hub had not told: it is read as often as others."""
        for one in store.subscriptions():
            if one.seed == seed and one.heard_at is not None:
                store.keep_subscriptions([hubs.silent(one)])

    def _token(self, listen: Listen) -> str | None:
        """Return the token of pings, or None where there are to be none.

        Raises:
            ConfigError: the variable holds none that nobody guesses.
        """
        if listen.token_env is None:
            return None
        token = self._environ.get(listen.token_env, "").strip()
        if len(token) < SHORTEST_TOKEN:
            said = f"{listen.token_env} holds no token of at least {SHORTEST_TOKEN} characters"
            raise ConfigError(f"listen: the environment variable {said}", path="archiver.toml")
        return token


def _subject(told: Told) -> str:
    return told.urls[0] if isinstance(told, Ping) else told.seed
