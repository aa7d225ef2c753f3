"""A daemon that is told of an article visits it, without waiting for its next look at the seeds."""

from __future__ import annotations

import json
import re
from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest
from waiting import wait_until

from archiver.archive.working import Archive
from archiver.demo import DemoSite


def test_what_a_publisher_pings_is_visited(
    site: DemoSite, declare, start, monkeypatch: pytest.MonkeyPatch
) -> None:  # type: ignore[no-untyped-def]
    host, token = urlsplit(site.url).netloc, "a-token-of-a-newsroom"
    monkeypatch.setenv("PINGS", token)
    source = f'[[source]]\nname = "courier"\ndomain = "{host}"\n'
    listen = '[listen]\naddress = "127.0.0.1:0"\ntoken_env = "PINGS"\n'
    home = declare(host, extra=f"{listen}{source}")
    daemon = start(home, "daemon", merged=True)
    while (found := re.search(r"listening to pings at 127.0.0.1:(\d+)", daemon.stdout.readline())) is None:
        assert daemon.poll() is None
    url = site.url + site.stories[0].path
    connection = HTTPConnection("127.0.0.1", int(found[1]))
    connection.request("POST", "/ping", json.dumps({"url": url}), {"Authorization": f"Bearer {token}"})
    assert connection.getresponse().status == 202

    def visits() -> int:
        with Archive.open(home, readonly=True) as archive:
            return archive.health().visits

    wait_until(visits)
