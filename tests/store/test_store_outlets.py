"""What is counted of outlets is what was done to their articles, by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from store_samples import NOON, ONE, TWO, WALL, First, Same, at, reading, see, see_edit, suspect

from archiver.errors import UnknownSource
from archiver.model.article import Source
from archiver.model.capture import CaptureTask, Depth, Purpose
from archiver.model.outlet import Estimate, Outlet
from archiver.store import Store

GAZETTE = Source(name="gazette", domain="gazette.example")
OTHER = Source(name="other", domain="other.example")
EARLY = replace(ONE, published_at=at(-10))


@pytest.fixture(scope="module")
def counted(tmp_path_factory: pytest.TempPathFactory) -> Outlet:
    """Return the figures of three articles: one edited twice, one seen late, one behind a wall now."""
    folder = tmp_path_factory.mktemp("outlets")
    with Store.open(folder / "archive.db", folder / "snapshots") as store:
        store.sync_sources([GAZETTE, OTHER], NOON)
        edited, late, walled = (_watch(store, name) for name in ("edited", "late", "walled"))
        _watch(store, "never-read")
        see(store, edited, EARLY, First(), minutes=0)
        second = replace(EARLY, headline="Storm warning lifted")
        see_edit(store, edited, EARLY, second, minutes=30)  # headline, by 30 min: 40 after publication
        see_edit(store, edited, second, replace(second, blocks=TWO.blocks), minutes=90)
        see(store, late, replace(ONE, published_at=at(-300)), First(), minutes=5)
        see(store, late, replace(ONE, published_at=at(-300)), Same(), minutes=600)  # due at 65: a blind spot
        see(store, walled, reading("It snowed."), First(), minutes=10)
        see(store, walled, None, suspect("bot_wall", "challenge page"), minutes=60, screening=WALL)
        history = store.begin_imported(
            "https://gazette.example/edited", "elsewhere", source="gazette", now=NOON
        )
        task = CaptureTask(article=history.id, url=history.url, depth=Depth.LIGHT, purpose=Purpose.IMPORTED)
        see(store, task, ONE, First(), minutes=700)
        return store.outlets(at(720), "gazette")[0]


def _watch(store: Store, name: str):
    article, _ = store.add_article(
        f"https://gazette.example/{name}", source="gazette", now=NOON, next_visit=NOON
    )
    return store.claim([article.id], NOON)[0]


def of(outlet: Outlet, name: str) -> Estimate:
    return outlet.of(name)[1]


@pytest.mark.parametrize(
    ("name", "value", "cases", "unknown"),
    [
        ("changed", 1 / 3, 3, 0),
        ("edits", 2 / 3, 3, 0),
        ("seen_early", 1 / 2, 2, 1),  # of the walled one no time of publication is known
        ("headline", 1 / 3, 3, 0),
        ("noted", 0, 2, 0),
        ("explicit", 0, 1, 0),
        ("headline_by_1h", 1, 1, 0),
        ("first_edit", 40 / 60, 1, 0),
        ("exactness", 44.5, 2, 0),  # 30 and 59 minutes
        ("blind", 1 / 3, 3, 0),
        ("unread", 1 / 3, 3, 0),
    ],
)
def test_each_figure_is_made_of_what_happened(
    counted: Outlet, name: str, value: float, cases: int, unknown: int
) -> None:
    one = of(counted, name)
    assert one.value == pytest.approx(value, abs=0.001)
    assert (one.cases, one.unknown) == (cases, unknown)


def test_what_others_captured_and_what_was_never_read_is_no_article_of_the_figures(counted: Outlet) -> None:
    assert counted.articles == 3


def test_a_count_is_kept_for_lookers_until_it_is_old(store: Store) -> None:
    store.sync_sources([GAZETTE], NOON)
    task = _watch(store, "one")
    assert store.kept_outlets() == ()
    see(store, task, ONE, First(), minutes=0)
    assert store.count_outlets(at(1))
    (kept,) = store.kept_outlets()
    assert kept == store.outlets(at(1))[0]
    assert not store.count_outlets(at(1) + timedelta(seconds=0.1)), "it is as good as new"
    see_edit(store, task, ONE, TWO, minutes=5)
    assert store.count_outlets(at(7))
    assert of(store.kept_outlets()[0], "changed").value == 1


def test_a_source_that_was_never_declared_is_no_outlet(store: Store) -> None:
    with pytest.raises(UnknownSource):
        store.outlets(NOON, "gazete")


def test_an_edit_amid_the_hours_is_not_counted_among_those_before_or_after(tmp_path: Path) -> None:
    with Store.open(tmp_path / "archive.db", tmp_path / "snapshots") as store:
        store.sync_sources([GAZETTE], NOON)
        task = _watch(store, "rarely-seen")
        see(store, task, EARLY, First(), minutes=0)
        see_edit(store, task, EARLY, replace(EARLY, headline="Bridge closed"), minutes=400)
        (outlet,) = store.outlets(at(500))
    assert of(outlet, "headline_by_1h") == Estimate(value=None, low=None, high=None, cases=0, unknown=1)
    assert of(outlet, "headline_by_10h").value == 1
    assert of(outlet, "first_edit").unknown == 1, "the looks around it lie hours apart"
