"""Which edits a channel is told of, and when: rules, digests, quiet hours."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from cases import together
from edits import NOON, edited

from archiver.config import Notifier, Rule
from archiver.model.hours import QuietHours, TimeOfDay
from archiver.model.revision import Edit, Event
from archiver.orchestration.choosing import is_told, recorded_by, told_at

BERLIN = ZoneInfo("Europe/Berlin")
EDIT = edited(fields=(("headline", "Storm hits\ncoast", "Storm passes"),), body=("…", "…"))


def fits(edit: Edit = EDIT, *, words: tuple[str, ...] = (), **rule: tuple[str, ...]) -> bool:
    notifier = Notifier(kind="file", name="file", rules=(Rule(**rule),))
    return is_told(notifier, edit, lambda _: words)


@together(
    "rule",
    [
        {"source": ("gazette",)},
        {"source": ("herald", "gazette"), "kind": ("edit",), "field": ("dek", "body")},
        {"field": ("headline",), "weight": ("substantive",), "disclosure": ("none",)},
        {"phrase": ("STORM  hits coast",)},
        {"phrase": ("prime minister",)},
    ],
)
def test_a_rule_fits_what_has_one_value_of_each_key(rule: dict[str, tuple[str, ...]]) -> None:
    assert fits(**rule, words=("The Prime\nMinister resigned.",))


@together(
    "rule",
    [
        {"source": ("herald",)},
        {"source": ("gazette",), "kind": ("reversion",)},
        {"field": ("dek",)},
        {"weight": ("cosmetic",)},
        {"disclosure": ("correction", "not_judged")},
        {"phrase": ("coast storm",)},
        {"phrase": ("minister she",)},
    ],
)
def test_a_rule_does_not_fit_what_lacks_all_values_of_a_key(rule: dict[str, tuple[str, ...]]) -> None:
    assert not fits(**rule, words=("The prime minister.", "She resigned."))


def test_an_article_of_no_source_fits_no_rule_for_sources() -> None:
    assert not fits(replace(EDIT, source=None), source=("gazette",))
    assert fits(replace(EDIT, source=None, reverts_to=1), kind=("reversion",))


GONE = Event(
    id=1,
    article=3,
    url=EDIT.url,
    source="gazette",
    kind="gone",
    not_before=NOON,
    not_after=NOON,
    detail="410",
)


@pytest.mark.parametrize(
    ("rule", "told"),
    [
        (None, False),
        ({}, False),
        ({"source": ("gazette",)}, False),
        ({"kind": ("gone", "returned")}, True),
        ({"kind": ("gone",), "source": ("gazette",)}, True),
        ({"kind": ("gone",), "source": ("herald",)}, False),
        ({"kind": ("edit", "moved")}, False),
        ({"kind": ("gone",), "phrase": ("410",)}, False),
    ],
)
def test_events_are_told_only_where_a_rule_names_them(
    rule: dict[str, tuple[str, ...]] | None, told: bool
) -> None:
    """Whoever never asked for them goes on to hear of edits alone."""
    rules = () if rule is None else (Rule(**rule),)
    assert is_told(Notifier(kind="file", name="file", rules=rules), GONE, lambda _: ()) is told


def test_words_are_not_looked_up_where_they_do_not_count() -> None:
    def words(edit: Edit) -> tuple[str, ...]:
        raise AssertionError("they cost a query")

    rules = (Rule(source=("herald",), phrase=("storm",)), Rule(field=("headline",)))
    assert is_told(Notifier(kind="file", name="file", rules=rules), EDIT, words)


DIGEST = Notifier(
    kind="file",
    name="file",
    digest=(TimeOfDay(clock=time(8), zone=BERLIN), TimeOfDay(clock=time(18, 30), zone=BERLIN)),
    quiet=(
        QuietHours(begin=time(18), end=time(19), zone=BERLIN),
        QuietHours(begin=time(19), end=time(20), zone=BERLIN),
    ),
)


@pytest.mark.parametrize(
    ("now", "by"),
    [
        ("2026-11-24T06:59+00:00", "2026-11-23T17:30+00:00"),
        ("2026-11-24T07:00+00:00", "2026-11-24T07:00+00:00"),
        ("2026-11-24T17:29+00:00", "2026-11-24T07:00+00:00"),
        ("2026-07-01T06:00+00:00", "2026-07-01T06:00+00:00"),  # summer time
    ],
)
def test_a_digest_has_what_was_recorded_by_its_last_hour(now: str, by: str) -> None:
    assert recorded_by(DIGEST, datetime.fromisoformat(now)) == datetime.fromisoformat(by)


def test_without_a_digest_everything_is_told_at_once() -> None:
    plain = Notifier(kind="file", name="file")
    assert recorded_by(plain, NOON) is None
    assert told_at(plain, NOON) == NOON


def test_quiet_hours_put_off_a_digest_until_the_last_of_them_is_over() -> None:
    assert told_at(DIGEST, datetime.fromisoformat("2026-11-24T07:00+00:00")) == datetime.fromisoformat(
        "2026-11-24T19:00+00:00"
    )


@together("day", range(1, 8))
def test_every_day_has_its_hour_also_when_the_clocks_change(day: int) -> None:
    """On 2026-03-29 there is no 02:30 in Berlin: it is told an hour later by the clock, once."""
    at = TimeOfDay(clock=time(2, 30), zone=BERLIN)
    now = datetime(2026, 3, 25 + day - 1, 12, tzinfo=UTC)
    assert now - timedelta(days=1) < at.last_before(now) <= now < at.next_after(now)
    assert at.next_after(at.last_before(now)) == at.next_after(now)
