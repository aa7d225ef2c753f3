from __future__ import annotations

import contextlib
from datetime import time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from cases import together
from hypothesis import given
from hypothesis import strategies as st

from archiver.config import Config, Notifier, Rule, load_config, parse_config, parse_duration
from archiver.errors import ConfigError
from archiver.home import template_folder
from archiver.model.article import Source
from archiver.model.hours import QuietHours

WHOLE = """
[guard]
allow = ["127.0.0.1:8901", "[::1]:80", "[0:0::2]:80", "Intranet.example:8080"]

[politeness]
delay = "1s"
robots = false
quiet = ["01:00-05:00 Europe/Berlin", "12:30 - 13:00"]
budget = 5000
user_agent = "GazetteBot/1.0 (+https://gazette.example/bot)"

[capture]
browser = "/opt/chromium"
sandbox = true
concurrency = 2
deadline = "30s"
dwell = "500ms"
settle = "5s"
max_bytes = 1_000_000
everything = true

[schedule]
discover = "10m"
round = "30s"
verify = "2w"
confirm = "1m30s"
pace = 2

[[source]]
name = "gazette"
domain = "Gazette.example"
seeds = ["https://gazette.example/feed.xml"]
include = ["/20\\\\d\\\\d/"]
exclude = ["/video/"]
delay = "10s"
robots = true
quiet = []
budget = 100
pace = 0.5

[[source]]
name = "demo"
domain = "127.0.0.1:8901"

[[notify]]
kind = "file"
path = "edits.jsonl"
"""


RULED = """[[notify]]
kind = 'file'
[[notify.rule]]
kind = ['edit']
[[notify.rule]]
"""
"""A notifier and its second rule, which begins in line 6."""


def refused(text: str) -> ConfigError:
    with pytest.raises(ConfigError) as caught:
        parse_config(text)
    return caught.value


def test_every_key_is_read() -> None:
    config = parse_config(WHOLE)
    assert config.guard.allow == {
        ("127.0.0.1", 8901),
        ("::1", 80),
        ("::2", 80),
        ("intranet.example", 8080),
    }
    assert config.politeness.delay == timedelta(seconds=1)
    assert not config.politeness.robots
    assert config.politeness.quiet == (
        QuietHours(begin=time(1), end=time(5), zone=ZoneInfo("Europe/Berlin")),
        QuietHours(begin=time(12, 30), end=time(13), zone=ZoneInfo("UTC")),
    )
    assert config.politeness.budget == 5000
    assert config.schedule.pace == 2.0
    assert config.capture.dwell == timedelta(milliseconds=500)
    assert config.capture.max_bytes == 1_000_000
    assert config.schedule.verify == timedelta(weeks=2)
    assert config.schedule.confirm == timedelta(seconds=90)
    assert config.sources == (
        Source(
            name="gazette",
            domain="gazette.example",
            seeds=("https://gazette.example/feed.xml",),
            include=(r"/20\d\d/",),
            exclude=("/video/",),
            delay=timedelta(seconds=10),
            robots=True,
            quiet=(),
            budget=100,
            pace=0.5,
        ),
        Source(name="demo", domain="127.0.0.1:8901"),
    )
    assert config.notifiers == (Notifier(kind="file", name="file", options=(("path", "edits.jsonl"),)),)


def test_a_notifier_is_known_by_its_name_else_by_its_kind() -> None:
    text = """
    [[notify]]
    kind = "webhook"
    url_env = "HOOK"
    [[notify]]
    kind = "webhook"
    name = "desk"
    url = "https://chat.example/hook"
    """
    config = parse_config(text)
    assert config.notifiers == (
        Notifier(kind="webhook", name="webhook", options=(("url_env", "HOOK"),)),
        Notifier(kind="webhook", name="desk", options=(("url", "https://chat.example/hook"),)),
    )


def test_a_notifier_has_rules_of_its_own_hours_and_a_digest() -> None:
    text = """
    [[source]]
    name = "gazette"
    domain = "gazette.example"
    [[notify]]
    kind = "file"
    digest = ["08:00 Europe/Berlin", "18:00"]
    quiet = ["22:00-07:00"]
    [[notify.rule]]
    source = ["gazette"]
    weight = ["substantive"]
    [[notify.rule]]
    phrase = ["prime minister"]
    [[notify]]
    kind = "file"
    name = "all"
    """
    first, second = parse_config(text).notifiers
    assert first.rules == (
        Rule(source=("gazette",), weight=("substantive",)),
        Rule(phrase=("prime minister",)),
    )
    assert [str(at.zone) for at in first.digest] == ["Europe/Berlin", "UTC"]
    assert (first.quiet[0].begin, second.rules) == (time(22), ())


def test_an_empty_declaration_gives_the_defaults() -> None:
    assert parse_config("") == Config()


def test_the_declaration_of_an_empty_home_gives_the_defaults() -> None:
    assert load_config(template_folder() / "archiver.toml") == Config()


def test_a_source_is_found_by_its_name() -> None:
    config = parse_config(WHOLE)
    assert config.source("demo") == config.sources[1]
    assert config.source("nobody") is None
    assert config.source(None) is None


def test_the_source_of_a_host_is_the_one_that_names_it_best() -> None:
    config = Config(
        sources=(
            Source(name="group", domain="gazette.example"),
            Source(name="sport", domain="sport.gazette.example"),
        )
    )
    hosts = ("www.gazette.example", "sport.gazette.example", "www.sport.gazette.example", "else.example")
    assert [source and source.name for source in map(config.source_of, hosts)] == [
        "group",
        "sport",
        "sport",
        None,
    ]


@together(
    ("text", "line", "says"),
    [
        pytest.param('[politeness]\n\ndelai = "5s"', 3, "did you mean 'delay'", id="section-key"),
        pytest.param('[politness]\ndelay = "5s"', 1, "did you mean 'politeness'", id="section"),
        pytest.param('# x\ndelay = "5s"', 2, "unknown key 'delay'", id="top"),
        pytest.param("[guard]\nzzz = 1", 2, "known are allow", id="nothing-near"),
        pytest.param(
            '[[source]]\nname = "a"\ndomain = "a.example"\n[[source]]\nname = "b"\ndomain = "b.example"\n'
            'exclud = ["x"]',
            7,
            "did you mean 'exclude'",
            id="second-source",
        ),
        pytest.param('politeness.delai = "5s"', 1, "did you mean 'delay'", id="dotted"),
        pytest.param('[politeness]\n"delai" = "5s"', 2, "did you mean 'delay'", id="quoted"),
        pytest.param("[schedule]\nround = '1m'\n[schedule.x]\ny = 1", 3, "unknown key 'x'", id="deeper"),
    ],
)
def test_an_unknown_key_is_refused_with_its_line_and_the_nearest_known(
    text: str, line: int, says: str
) -> None:
    error = refused(text)
    assert error.line == line
    assert says in str(error)
    assert str(error).startswith(f"archiver.toml, line {line}: ")


@together(
    ("text", "line", "says"),
    [
        pytest.param('[politeness]\ndelay = "5 seconds"', 2, "'5 seconds' is not a duration", id="duration"),
        pytest.param("[politeness]\ndelay = 5", 2, '"90s"', id="number-for-duration"),
        pytest.param('[politeness]\ndelay = "0s"', 2, "not longer than zero", id="no-time"),
        pytest.param('[politeness]\nrobots = "yes"', 2, "neither true nor false", id="bool"),
        pytest.param('[politeness]\nuser_agent = "a\\nb: c"', 2, "user_agent", id="header-injection"),
        pytest.param('[politeness]\nuser_agent = "Bücherwurm"', 2, "user_agent", id="no-ascii"),
        pytest.param('[politeness]\nquiet = ["at night"]', 2, '"01:00-05:00 Europe/Berlin"', id="quiet"),
        pytest.param('[politeness]\nquiet = "01:00-05:00"', 2, "not a list", id="quiet-not-listed"),
        pytest.param('[politeness]\nquiet = ["25:00-05:00"]', 2, "hour must be in 0..23", id="quiet-hour"),
        pytest.param('[politeness]\nquiet = ["05:00-05:00"]', 2, "all day or none", id="quiet-none"),
        pytest.param(
            '[politeness]\nquiet = ["01:00-05:00 Europe/Berlim"]',
            2,
            "did you mean 'Europe/Berlin'",
            id="quiet-zone",
        ),
        pytest.param('[politeness]\nquiet = ["01:00-05:00 ../x"]', 2, "not a time zone", id="quiet-no-zone"),
        pytest.param("[politeness]\nbudget = 0", 2, "not a whole number above 0", id="budget"),
        pytest.param("[politeness]\nbuget = 5", 2, "did you mean 'budget'", id="budget-key"),
        pytest.param("[schedule]\npace = 0", 2, "not a number above 0", id="pace-none"),
        pytest.param("[schedule]\npace = nan", 2, "not a number above 0", id="pace-nan"),
        pytest.param("[schedule]\npace = true", 2, "not a number above 0", id="pace-true"),
        pytest.param('[schedule]\npace = "fast"', 2, "not a number above 0", id="pace-text"),
        pytest.param(
            '[[source]]\nname = "a"\ndomain = "a.example"\n\npace = 1000', 5, "up to 100", id="pace-of-source"
        ),
        pytest.param("[capture]\nconcurrency = 0", 2, "not a whole number above 0", id="zero"),
        pytest.param(
            "[capture]\nconcurrency = true", 2, "not a whole number above 0", id="true-is-no-number"
        ),
        pytest.param('[capture]\nbrowser = " "', 2, "not a text", id="blank"),
        pytest.param('[storage]\nbucket = "evidence"', 2, "is no bucket", id="bucket"),
        pytest.param('[storage]\nbucket = "s3://key:secret@evidence"', 2, "is no bucket", id="bucket-login"),
        pytest.param('[storage]\nendpoint = "https://k:s@a.example"', 2, "no address", id="endpoint-login"),
        pytest.param('[storage]\nsecret_access_key = "s"', 2, "unknown key", id="no-secrets-here"),
        pytest.param('[guard]\nallow = ["127.0.0.1"]', 2, "not an exact host and port", id="no-port"),
        pytest.param('[guard]\nallow = ["10.0.0.0/8:80"]', 2, "not an exact host and port", id="range"),
        pytest.param('[guard]\nallow = ["*.example:80"]', 2, "not an exact host and port", id="pattern"),
        pytest.param('[guard]\nallow = ["a:70000"]', 2, "not an exact host and port", id="port"),
        pytest.param('[guard]\nallow = ["[::g]:80"]', 2, "not an exact host and port", id="no-ipv6"),
        pytest.param('[guard]\nallow = "127.0.0.1:80"', 2, "not a list", id="list"),
        pytest.param("guard = 3", 1, "write [guard]", id="section-as-value"),
        pytest.param("source = 3", 1, "[[source]]", id="table-as-value"),
        pytest.param('[source]\nname = "a"', 1, "[[source]]", id="single-brackets"),
        pytest.param('[[source]]\n\nname = "a"', 1, "needs a domain", id="no-domain"),
        pytest.param('[[source]]\ndomain = "a.example"', 1, "needs a name", id="no-name"),
        pytest.param("[[source]]", 1, "needs a name", id="nothing"),
        pytest.param(
            '[[source]]\nname = "a"\ndomain = "https://a.example/"', 3, "host name alone", id="domain-as-url"
        ),
        pytest.param(
            '[[source]]\nname = "a"\ndomain = "a.example"\nseeds = [\n  "feed.xml",\n]',
            4,
            "'feed.xml' is not a web address",
            id="seed",
        ),
        pytest.param(
            '[[source]]\nname = "a"\ndomain = "a.example"\nseeds = ["file:///etc/passwd"]',
            4,
            "'file'",
            id="scheme",
        ),
        pytest.param(
            '[[source]]\nname = "a"\ndomain = "a.example"\ninclude = ["(20"]',
            4,
            "'(20' is not a regular",
            id="pattern-bad",
        ),
        pytest.param(
            '[[source]]\nname = "a"\ndomain = "a.example"\n\n[[source]]\nname = "a"\ndomain = "b.example"',
            6,
            "two sources are called 'a'",
            id="twins",
        ),
        pytest.param("[[notify]]\npath = 'x'", 1, "needs a kind", id="no-kind"),
        pytest.param(
            "[[notify]]\nkind = 'webhok'",
            2,
            "no notifier of kind 'webhok'; did you mean 'webhook'? There are ",
            id="kind-mistyped",
        ),
        pytest.param("[[notify]]\nkind = ['file']", 2, "no notifier of kind", id="kind-list"),
        pytest.param(f"{RULED}wieght = ['cosmetic']", 6, "did you mean 'weight'", id="rule-key"),
        pytest.param(f"{RULED}weight = ['cosmetics']", 6, "did you mean 'cosmetic'", id="rule-value"),
        pytest.param(f"{RULED}source = ['gazete']", 6, "no source 'gazete' is declared", id="rule-source"),
        pytest.param(f"{RULED}phrase = 'storm'", 6, "not a list", id="rule-text"),
        pytest.param(RULED, 5, "fits every edit", id="rule-empty"),
        pytest.param("[[notify]]\nkind = 'file'\nrule = 1", 3, "[[notify.rule]]", id="rule-number"),
        pytest.param("[[notify]]\nkind = 'file'\ndigest = ['8']", 3, "not a time of the day", id="digest"),
        pytest.param("[[notify]]\nkind = 'file'\npath = 3", 3, "not a text", id="option"),
        pytest.param("[[notify]]\nkind = 'file'\npth = 'x'", 3, "did you mean 'path'", id="option-mistyped"),
        pytest.param(
            "[[notify]]\nkind = 'file'\n[[notify]]\nkind = 'file'\npath = 'b.jsonl'",
            3,
            "two notifiers are called 'file'; give the new one a name of its own",
            id="notifier-twins",
        ),
        pytest.param("[politeness\ndelay = 1", 1, "not TOML", id="no-toml"),
        pytest.param("a = 1\na = 2", 2, "Cannot overwrite", id="twice"),
    ],
)
def test_a_value_that_does_not_fit_is_refused_with_its_line(text: str, line: int, says: str) -> None:
    error = refused(text)
    assert says in str(error)
    assert error.line == line
    assert str(error).count(f"line {line}") == 1


def test_a_key_of_another_section_is_not_taken_for_the_wrong_one() -> None:
    error = refused('[[source]]\nname = "a"\ndomain = "a.example"\ndelay = "5s"\n[politeness]\ndelay = "x"')
    assert error.line == 6


def test_a_declaration_with_a_byte_order_mark_is_read(tmp_path: Path) -> None:
    file = tmp_path / "archiver.toml"
    file.write_bytes(b'\xef\xbb\xbf[politeness]\ndelay = "1s"\n')
    assert load_config(file).politeness.delay == timedelta(seconds=1)


def test_a_declaration_that_is_not_text_is_a_named_error(tmp_path: Path) -> None:
    file = tmp_path / "archiver.toml"
    file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ConfigError, match=r"archiver\.toml"):
        load_config(file)


def test_a_declaration_that_is_not_there_is_a_named_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"archiver\.toml"):
        load_config(tmp_path / "archiver.toml")


@together(
    ("text", "duration"),
    [
        ("500ms", timedelta(milliseconds=500)),
        ("90s", timedelta(seconds=90)),
        ("15m", timedelta(minutes=15)),
        ("1.5h", timedelta(minutes=90)),
        ("7d", timedelta(days=7)),
        ("2w", timedelta(days=14)),
        ("1h30m", timedelta(minutes=90)),
    ],
)
def test_a_duration_is_read(text: str, duration: timedelta) -> None:
    assert parse_duration(text) == duration


@together(
    "value",
    [
        "",
        "5",
        "s",
        "5 s",
        "-5s",
        "1e3s",
        "5S",
        "5min",
        "0s",
        "0.0h",
        "9" * 400 + "s",
        "99999999999w",
        None,
        5,
        True,
    ],
)
def test_what_is_no_duration_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match=r"duration|too long|longer"):
        parse_duration(value)


@given(st.text(alphabet='[]="\n.#sourcenamedomain 0123456789\\', max_size=60))
def test_any_text_is_a_declaration_or_a_named_error(text: str) -> None:
    with contextlib.suppress(ConfigError):
        parse_config(text)
