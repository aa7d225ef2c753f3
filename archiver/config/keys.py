"""Every key of `archiver.toml`: how its value is read, what it means, an example.

docs/configuration.md is made of these, and of the defaults in `values.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from archiver.config import parsers
from archiver.model.diff import DISCLOSURES, FIELDS, Weight
from archiver.model.said import EVENTS


@dataclass(frozen=True, slots=True)
class Key:
    """One key of a section."""

    read: Callable[[object], Any]
    means: str  # for people
    example: str  # its value as TOML
    otherwise: str = ""  # what holds without it, where the default does not say so by itself


POLITENESS: Mapping[str, Key] = {
    "delay": Key(parsers.parse_duration, "The time between two visits of one host.", '"10s"'),
    "robots": Key(parsers.boolean, "Whether robots.txt is obeyed.", "false"),
    "quiet": Key(
        parsers.quiet_hours,
        "Parts of the day in which no host is asked for anything, with a time zone; without one, in UTC.",
        '["01:00-05:00 Europe/Berlin"]',
        "none",
    ),
    "budget": Key(
        parsers.positive,
        "Requests of one host within 24 hours. A visit, a feed, a robots.txt count as one each.",
        "5000",
        "as many as the delay allows",
    ),
    "user_agent": Key(
        parsers.header,
        "How the bot names itself: the program and where people can read about it (RFC 9110, 10.1.5).",
        '"GazetteBot/1.0 (+https://gazette.example/bot)"',
    ),
    "signature_agent": Key(
        parsers.origin,
        "Where the key is published with which requests are signed (Web Bot Auth), once `archiver init "
        "--identity` has made it.",
        '"https://archive.example"',
        "requests are not signed",
    ),
}

SOURCE: Mapping[str, Key] = {
    "name": Key(parsers.text, "What the source is called in lists and commands.", '"gazette"', "required"),
    "domain": Key(
        parsers.domain,
        "The host name that its articles live on, subdomains included; it may carry a port.",
        '"gazette.example"',
        "required",
    ),
    "seeds": Key(
        parsers.addresses,
        "Feeds, sitemaps, section fronts or single articles that discovery starts from. `archiver add` "
        "writes them here.",
        '["https://gazette.example/feed.xml"]',
        "none",
    ),
    "include": Key(
        parsers.patterns,
        "Regular expressions. A link is watched only if one of them is found in its address.",
        '["/20\\\\d\\\\d/"]',
        "every link on the domain",
    ),
    "exclude": Key(
        parsers.patterns,
        "Regular expressions. A link is not watched if one of them is found in its address.",
        '["/video/"]',
        "none",
    ),
    "delay": Key(parsers.parse_duration, "As in `[politeness]`, for this source.", '"10s"', "as there"),
    "robots": Key(parsers.boolean, "As in `[politeness]`; that it is off is logged.", "false", "as there"),
    "quiet": Key(parsers.quiet_hours, "As in `[politeness]`; `[]` for none.", "[]", "as there"),
    "budget": Key(parsers.positive, "As in `[politeness]`.", "2000", "as there"),
    "pace": Key(parsers.pace, "As in `[schedule]`.", "2.0", "as there"),
    "user_agent": Key(parsers.header, "As in `[politeness]`.", '"GazetteBot/1.0"', "as there"),
    "language": Key(parsers.language, "What its pages are asked for in.", '"de-DE"', '`"en-US"`'),
    "time_zone": Key(parsers.time_zone, "Where the browser says it is.", '"Europe/Berlin"', '`"UTC"`'),
    "viewport": Key(
        parsers.viewport,
        "Width and height of the browser's window, in CSS pixels.",
        '"390x844"',
        '`"1280x900"`',
    ),
    "browser": Key(
        parsers.text,
        "As in `[capture]`. A full Chrome looks more like a reader than the headless shell, and costs three "
        "times as much.",
        '"/usr/bin/google-chrome"',
        "as there",
    ),
    "headers_env": Key(
        parsers.headers_env,
        "Headers that its hosts, and no others, are sent: name, and the environment variable with the value.",
        '{ "X-Reader-Key" = "GAZETTE_KEY" }',
        "none",
    ),
    "proxy": Key(
        parsers.proxy,
        "What its visits go through: `http://` or `socks5://`, host and port. It is asked for addresses that "
        "the guard has checked, never for names.",
        '"socks5://127.0.0.1:1080"',
        "none",
    ),
    "proxy_login_env": Key(
        parsers.variable,
        "The environment variable that holds `user:password` for the proxy.",
        '"GAZETTE_PROXY"',
        "no credentials",
    ),
    "signed_in": Key(
        parsers.text,
        "A piece of HTML that stands in every page a signed-in reader is shown, and in no other. Where it is "
        "missing, the session of the source (`archiver login`) has run out.",
        '"/account/sign-out"',
        "two articles in a row that answer with a log-in or a paywall",
    ),
}

SCHEDULE: Mapping[str, Key] = {
    "discover": Key(parsers.parse_duration, "How often seeds are read.", '"15m"'),
    "round": Key(parsers.parse_duration, "How often the daemon looks for articles that are due.", '"1m"'),
    "verify": Key(parsers.parse_duration, "How often the daemon checks every kept file.", '"7d"'),
    "confirm": Key(parsers.parse_duration, "The time between a change and the second look at it.", '"5s"'),
    "pace": Key(
        parsers.pace,
        "How often articles are visited. 1.0 makes about 50 visits in an article's first 30 days, soon after "
        "news and rarely later; 2.0 makes twice as many, 0.5 half.",
        "2.0",
    ),
}

CAPTURE: Mapping[str, Key] = {
    "browser": Key(
        parsers.text,
        "The path of a Chromium.",
        '"/usr/bin/chromium"',
        "`archiver doctor` says which is found",
    ),
    "sandbox": Key(
        parsers.boolean,
        "Whether the browser runs in its sandbox.",
        "true",
        "on, except as root, where it cannot",
    ),
    "concurrency": Key(parsers.positive, "Visits side by side.", "4", "twice the cores, at most 8"),
    "deadline": Key(parsers.parse_duration, "The longest time that a whole visit may take.", '"60s"'),
    "dwell": Key(parsers.parse_duration, "The least time for late text to arrive.", '"2s"'),
    "settle": Key(parsers.parse_duration, "The longest wait for a page to come to rest.", '"10s"'),
    "max_bytes": Key(parsers.positive, "Bytes that a visit may bring, all resources together.", "64_000_000"),
    "everything": Key(
        parsers.boolean,
        "Whether screenshot, MHTML and resources are kept at every visit, not only where a revision opens.",
        "true",
    ),
    "probe": Key(
        parsers.boolean,
        "Whether a plain request answers a visit where it is known to show the same article; if not, a "
        "browser makes every visit.",
        "false",
    ),
}

LISTEN: Mapping[str, Key] = {
    "address": Key(
        parsers.listening,
        "Where the daemon listens to what publishers and hubs tell: address and port of this machine.",
        '"127.0.0.1:8902"',
        "it does not listen",
    ),
    "public": Key(
        parsers.address,
        "Under which address the web reaches it, through a proxy with TLS; hubs (WebSub) are given it. "
        "Without it no hub is asked.",
        '"https://archive.example/told"',
        "none",
    ),
    "token_env": Key(
        parsers.variable,
        "The environment variable that holds the token by which publishers are known who ping; without it, "
        "no pings.",
        '"ARCHIVE_PINGS"',
        "none",
    ),
}

STORAGE: Mapping[str, Key] = {
    "bucket": Key(
        parsers.bucket,
        "The bucket of S3-compatible storage that files of evidence are carried to, with a prefix that no "
        "other home has.",
        '"s3://gazette-evidence/news"',
        "they stay in the home",
    ),
    "endpoint": Key(
        parsers.endpoint,
        "Where the storage answers, if it is not AWS.",
        '"https://s3.gazette.example"',
        "AWS, in that region",
    ),
    "region": Key(parsers.text, "The region of the bucket.", '"eu-central-1"'),
    "cache": Key(
        parsers.positive,
        "Bytes of what was carried that stay in the home as well: what the next captures are compared with.",
        "10_000_000_000",
    ),
}

GUARD: Mapping[str, Key] = {
    "allow": Key(
        parsers.exact_hosts,
        "Exact hosts and ports outside the public internet that may be visited anyway.",
        '["127.0.0.1:8901"]',
        "none",
    ),
}

NOTIFY: Mapping[str, Key] = {
    "kind": Key(
        parsers.text, "What kind of notifier it is; see [notifiers](notifiers.md).", '"webhook"', "required"
    ),
    "name": Key(
        parsers.text,
        "Its name in `status` and in messages; do not change it later. Two of a kind need one.",
        '"newsroom"',
        "its kind",
    ),
    "digest": Key(
        parsers.times_of_day,
        "Times of the day at which it is told, of all that was found since; with a time zone, or in UTC.",
        '["08:00 Europe/Berlin"]',
        "told at once",
    ),
    "quiet": Key(
        parsers.quiet_hours,
        "Parts of the day in which it is told nothing; what waits is told when they are over.",
        '["22:00-07:00 Europe/Berlin"]',
        "none",
    ),
}

RULE: Mapping[str, Key] = {
    "source": Key(parsers.texts, "Names of sources.", '["gazette"]', "any"),
    "kind": Key(
        parsers.some_of("edit", "reversion", *EVENTS),
        "`edit`, or `reversion` where an earlier text came back; or what is no edit, and told only where it"
        " is named: `gone`, `returned`, `moved`, `variant` (two wordings at once), `suspect` (a wall, or what"
        " else is probably not the article).",
        '["edit", "reversion", "gone", "returned"]',
        "any edit",
    ),
    "field": Key(
        parsers.some_of(*FIELDS, "body"),
        "Fields that the edit changed; see `archiver edits --field`.",
        '["headline", "body"]',
        "any",
    ),
    "weight": Key(
        parsers.some_of(*map(str, Weight)),
        "How much the edit matters to a reader; `unclassified` where no rules know the language.",
        '["substantive"]',
        "any",
    ),
    "disclosure": Key(
        parsers.some_of(*DISCLOSURES),
        "How the publisher announced it; `none` for not at all.",
        '["none"]',
        "any",
    ),
    "phrase": Key(
        parsers.texts,
        "Words that stand in what changed, before or after, in this order; case does not matter.",
        '["prime minister"]',
        "any",
    ),
}

Kinds = Mapping[str, Mapping[str, Key]]
"""The keys of each kind of a table, by the kind's name."""

NOTIFIERS: Kinds = {
    "file": {
        "path": Key(
            parsers.text,
            "The file that edits are appended to, relative to the home and inside it.",
            '"edits.jsonl"',
            "edits.jsonl",
        ),
    },
    "webhook": {
        "url": Key(
            parsers.text,
            "Where edits are sent: `https://`, or `http://` to an address of this machine.",
            '"https://chat.example/hooks/1"',
            "`url_env` is required",
        ),
        "url_env": Key(
            parsers.text,
            "In its place, the environment variable that holds the address.",
            '"NEWSROOM_WEBHOOK"',
            "`url` is required",
        ),
        "token_env": Key(
            parsers.text,
            "The environment variable that holds a token, sent as `Authorization: Bearer …`.",
            '"NEWSROOM_TOKEN"',
            "no token",
        ),
    },
    "apprise": {
        "url_env": Key(
            parsers.text,
            "The environment variable that holds an address as Apprise writes them, for one service.",
            '"NEWSROOM_MAIL"',
            "`url` is required",
        ),
        "url": Key(
            parsers.text,
            "In its place, the address, where it holds no secret.",
            '"mailto://localhost?from=archiver@gazette.example&to=desk@gazette.example"',
            "`url_env` is required",
        ),
    },
}
"""The kinds of `[[notify]]`, each with its keys beside those of `NOTIFY`; see docs/notifiers.md."""

WITNESS: Mapping[str, Key] = {
    "kind": Key(
        parsers.text, "What kind of witness it is; see [evidence](evidence.md).", '"timestamp"', "required"
    ),
    "name": Key(
        parsers.file_name,
        "Its name in `status` and `verify`, and of the files that keep what it says. Two of a kind need one.",
        '"harbour"',
        "its kind",
    ),
    "every": Key(parsers.parse_duration, "The least time between two checkpoints it is asked for.", '"1d"'),
}

WITNESSES: Kinds = {
    "timestamp": {
        "url": Key(
            parsers.address, "Of a time stamp authority (RFC 3161).", '"https://tsa.example/tsr"', "required"
        ),
        "certificates": Key(
            parsers.text,
            "A file in the home with the certificates (PEM) that its signatures are to be traced back to.",
            '"tsa-root.pem"',
            "the certificate authorities that browsers trust",
        ),
    },
    "cosignature": {
        "url": Key(
            parsers.address,
            "The submission prefix of a C2SP tlog-witness, which must know this ledger and its key.",
            '"https://witness.example/"',
            "required",
        ),
        "key": Key(
            parsers.text,
            "Its public key, as C2SP tlog-cosignature spells it (Ed25519).",
            '"witness.example+1f2e3d4c+BA…"',
            "required",
        ),
    },
    "opentimestamps": {
        "url": Key(
            parsers.address,
            "Of a calendar or a pool of calendars (OpenTimestamps); needs the extra `ots`.",
            '"https://a.pool.opentimestamps.org"',
            "required",
        ),
    },
    "notifier": {
        "notifier": Key(
            parsers.text,
            "The name of a `[[notify]]` that checkpoints are posted to.",
            '"newsroom"',
            "required",
        ),
    },
}
"""The kinds of `[[witness]]`, each with its keys beside those of `WITNESS`; see docs/evidence.md."""
