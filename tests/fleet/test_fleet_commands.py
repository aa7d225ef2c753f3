"""The commands of a fleet say in a sentence what is wrong."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from archiver.demo import DemoSite
from archiver.demo.script import DEMO
from archiver.home import Home

NOBODY = "127.0.0.1:9"  # the discard service, which nobody runs
NETWORK = "tcp://10.0.0.1:8786"


@pytest.mark.parametrize("words", [("run", "--fleet", NETWORK), ("daemon", "--fleet", NETWORK),
                                   ("worker", NETWORK)])  # fmt: skip
def test_without_tls_a_fleet_on_a_network_is_refused(
    archiver: Any, news: Home, words: tuple[str, ...]
) -> None:
    done = archiver("--home", news.root, *words)
    assert done.returncode == 2
    assert "not encrypted" in done.stderr
    assert "tls://" in done.stderr


def test_what_a_worker_may_reach_is_given_exactly(archiver: Any) -> None:
    done = archiver("worker", NOBODY, "--allow", "10.0.0.0/8")
    assert done.returncode == 2
    assert "10.0.0.0/8" in done.stderr


@pytest.fixture
def watching(declare: Any, site: DemoSite, archiver: Any) -> Home:
    """Return a home with an article that is due."""
    home: Home = declare(urlsplit(site.url).netloc)
    assert archiver("--home", home.root, "add", site.url + next(iter(DEMO.newsroom(0))).path).returncode == 0
    return home


def test_where_no_scheduler_answers_a_run_ends_and_what_was_due_stays_due(
    watching: Home, archiver: Any, tmp_path: Path
) -> None:
    done = archiver("--home", watching.root, "run", "--fleet", NOBODY)
    assert done.returncode == 1
    assert "does not answer" in done.stderr
    assert "Traceback" not in done.stderr


def test_where_no_scheduler_answers_a_daemon_says_so_and_goes_on(watching: Home, start: Any) -> None:
    daemon = start(watching, "daemon", "--fleet", NOBODY, merged=True)
    said = next(line for line in daemon.stdout if "does not answer" in line)
    assert "stay due" in said
    assert daemon.poll() is None
