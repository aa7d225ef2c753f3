"""An archive of articles that are hard to show: long ones, in scripts of all directions, and hostile ones."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

from browse_archive import capture, see
from browse_room import HOSTILE, HOSTILE_PAGE, PAYLOAD
from homes import empty_home

from archiver.demo.pictures import draw
from archiver.diff.weigh import weigh
from archiver.model.article import Article, Source
from archiver.model.capture import Artefact, Depth
from archiver.model.doubt import Doubt, DoubtKind
from archiver.model.reading import Block, Caption, Notice, NoticeKind, Reading
from archiver.model.revision import Edited, First, Gone, Same, Suspect, Variant
from archiver.store import Store

BEGIN = datetime(2026, 3, 2, 6, tzinfo=UTC)
ARABIC_SOURCE = "صحيفة المدينة"
WORDS = ("harbor", "bridge", "council", "storm", "ferry", "budget", "winter", "school", "harvest", "signal")

LONG = "long"
BLOG = "blog"
LIFE = "life"
SCRIPTS = ("chinese", "japanese", "arabic", "hebrew")
UNBROKEN = "unbroken"
HOSTILE_EDIT = "hostile"
TURNED = "turned"


@dataclass(frozen=True)
class Worlds:
    """The archive, and the ids of its articles by name."""

    root: Path
    articles: dict[str, int]

    def path(self, name: str, rest: str = "") -> str:
        return f"/articles/{self.articles[name]}{rest}"


def reading(headline: str, paragraphs: Iterable[str], language: str = "en", **fields: object) -> Reading:
    blocks = tuple(Block(text=text) for text in paragraphs)
    return Reading(reader="generic/1", headline=headline, blocks=blocks, language=language, **fields)  # type: ignore[arg-type]


def prose(seed: object, sentences: int = 3) -> str:
    dice = Random(f"{seed}")
    return " ".join(" ".join(dice.choices(WORDS, k=14)).capitalize() + "." for _ in range(sentences))


# --- texts ---------------------------------------------------------------------------------------


def long_article() -> list[Reading]:
    """Sixty paragraphs: one reworded, one that went, one that came, two that moved together."""
    texts = [prose(n) for n in range(60)]
    texts[30] = "“We will close it,” said Mayor Joan Ballard. The council agreed. It will cost $4.2 million."
    first = reading("Bridge is safe, engineers say", texts, dek="A dek", social_headline="Bridge is safe")
    edited = list(texts)
    edited[30] = "“We may close it,” said Mayor Joan Ballard. The council agreed. It will cost $6.2 million."
    edited[50] = "A paragraph that was not there. “I was never asked,” said Tom Dunnage."
    del edited[41]
    moved = edited[10:12]
    edited = [*edited[:10], *edited[12:21], *moved, *edited[21:]]
    return [
        first,
        reading("Cracks found under the harbor", edited, dek="A dek", social_headline="Bridge is safe"),
    ]


def blog(revisions: int = 130) -> list[Reading]:
    """A live blog: each revision has one more entry at its head."""
    entries = [f"At step {n} the storm moved on. {prose(f'blog {n}', 1)}" for n in range(revisions)]
    return [
        reading(f"Storm Odette, update {n // 25}", entries[max(0, n - 20) : n + 1][::-1], "en")
        for n in range(revisions)
    ]


def scripts() -> dict[str, list[Reading]]:
    """The same small story in scripts without spaces and from right to left."""
    texts = {
        "chinese": ("zh", "大桥将关闭{}周", "九", "十一", "市议会周一批准了{}万美元的维修费。居民表示担忧。"),
        "japanese": (
            "ja",
            "橋は{}週間閉鎖される",
            "九",
            "十一",
            "修理費{}億円を承認した。住民は心配。",
        ),
        "arabic": (
            "ar",
            "إغلاق الجسر {} أسابيع",
            "تسعة",
            "عشرة",
            "وافق المجلس على {} مليون دولار..",
        ),
        "hebrew": (
            "he",
            "הגשר ייסגר ל{} שבועות",
            "תשעה",
            "עשרה",
            "המועצה אישרה {} מיליון דולר..",
        ),
    }
    return {
        name: [
            reading(headline.format(weeks), [text.format(cost), text[-9:]], code)
            for weeks, cost in ((old, "4.2"), (new, "6.2"))
        ]
        for name, (code, headline, old, new, text) in texts.items()
    }


def unbroken() -> list[Reading]:
    """Words that never end, in every field."""
    long = "x" * 4_000
    return [
        reading(f"{mark}{long}", [f"{long}{mark}", "Short."], dek=long, bylines=(long,), section=long,
                label=long, captions=(Caption(text=f"{mark}{long}", credit=long),),
                notices=(Notice(kind=NoticeKind.CORRECTION, text=f"Correction: {mark}{long}"),))
        for mark in "ab"
    ]  # fmt: skip


ATTACKS = (
    PAYLOAD,
    "<svg onload=window.pwned=1><a xlink:href=javascript:window.pwned=1>x</a></svg>",
    '<base href="//evil.example/"><meta http-equiv=refresh content="0;url=//evil.example/">',
    "<style>@import url(//evil.example/a.css);*{background:url(//evil.example/b)}</style>",
    "</title></textarea></style></script><img src=//evil.example/c onerror=window.pwned=1>",
    "{{ 7 * 7 }} {% raw %} ${7*7} \r\nSet-Cookie: pwned=1\r\n\r\n<h1>",
    "javascript:window.pwned=1//\u2028\u0000\x1b[31mred",
)


def hostile() -> list[Reading]:
    """Every field changes from one attack to the next."""
    first = replace(HOSTILE, blocks=tuple(Block(text=text) for text in ATTACKS))
    return [
        replace(
            first,
            headline=f"{attack} {n}",
            social_headline=attack,
            dek=f"{n} {attack}",
            label=attack,
            blocks=(*first.blocks[n % 3 :], Block(text=f"{n} {attack}{attack}")),
            contributors=(f"{attack}{n}",),
            language='en" onmouseover="window.pwned=1' if n % 2 else "en",
        )
        for n, attack in enumerate(ATTACKS)
    ]


def turned() -> list[Reading]:
    """Marks that turn the direction of what follows, and a great many of them."""
    marks = "\u202e\u2067\u202d" * 50
    return [reading(f"{marks}Bridge {n}", [f"{marks}closed {n}", "Plain text."]) for n in ("safe", "unsafe")]


# --- the archive ---------------------------------------------------------------------------------


def build_worlds(root: Path) -> Worlds:
    """Make the archive."""
    home = empty_home(root)
    articles: dict[str, int] = {}
    with Store.open(home.database, home.snapshots) as store:
        names = ("The Alder Courier", ARABIC_SOURCE)
        store.sync_sources([Source(name=name, domain=f"{n}.example") for n, name in enumerate(names)], BEGIN)
        told = {
            LONG: (long_article(), timedelta(hours=5), names[0]),
            BLOG: (blog(), timedelta(minutes=40), names[0]),
            **{name: (texts, timedelta(hours=3), names[1]) for name, texts in scripts().items()},
            UNBROKEN: (unbroken(), timedelta(hours=2), names[0]),
            HOSTILE_EDIT: (hostile(), timedelta(hours=1), None),
            TURNED: (turned(), timedelta(hours=1), None),
        }
        for name, (texts, step, source) in told.items():
            articles[name] = _history(store, name, texts, step, source).id
        articles[LIFE] = _life(store, names[0]).id
    return Worlds(root=home.root, articles=articles)


def _capture(url: str, at: datetime, html: bytes, *, full: bool, status: int = 200):
    got = capture(url, at, html, status=status)
    if full:
        return got
    return replace(
        got, resources=(), connections=(), screenshot=Artefact(missing="not asked for"), depth=Depth.LIGHT
    )


def _history(store: Store, name: str, texts: list[Reading], step: timedelta, source: str | None) -> Article:
    """Let an article be seen with one text after another; with pictures if there are few."""
    url = f"https://courier.example/{name}"
    article, _ = store.add_article(url, source=source, now=BEGIN, next_visit=BEGIN)
    for n, text in enumerate(texts):
        html = HOSTILE_PAGE if name == HOSTILE_EDIT else f"<p>{name} {n}".encode()
        got = _capture(url, BEGIN + n * step, html, full=len(texts) < 5)
        if len(texts) < 5:
            got = replace(got, screenshot=Artefact(content=draw(f"{name} {n}")[0], media_type="image/png"))
        see(store, article, got, text, _verdict(texts, n))
    return article


def _verdict(texts: list[Reading], n: int) -> First | Edited:
    if n == 0:
        return First()
    diff, assessment = weigh(texts[n - 1], texts[n], ())
    return Edited(diff=diff, assessment=assessment)


def _life(store: Store, source: str) -> Article:
    """An article that had everything: edits, walls, two wordings, and a time in which it was gone."""
    url = "https://courier.example/life"
    article, _ = store.add_article(url, source=source, now=BEGIN, next_visit=BEGIN)
    note = "Correction: An earlier version misstated the price."
    kell = "“No,” said Astrid Kell. “Never.”"
    texts = [
        reading("Ferry contract goes to outside bidder", [prose("life"), kell]),
        reading("Ferry contract goes to Gannet Lines", [prose("life"), prose("more"), kell]),
        reading(
            "Ferry contract goes to Gannet Lines",
            [prose("life"), prose("more"), "“Yes,” said Piet Aldous."],
            notices=(Notice(kind=NoticeKind.CORRECTION, text=note),),
        ),
    ]
    wall = Suspect(doubt=Doubt(kind=DoubtKind.PAYWALL_STUB, detail="a wall"))
    at = BEGIN
    plan = [
        (First(), 0), (Same(), 0), (wall, None), (Same(), 0),
        (_verdict(texts, 1), 1), (Same(), 1), (Variant(reason="another wording"), 1), (Same(), 1),
        (Gone(status=410), None), (Gone(status=410), None), (Same(), 1), (_verdict(texts, 2), 2), (Same(), 2),
    ]  # fmt: skip
    for n, (verdict, text) in enumerate(plan):
        at += timedelta(hours=7)
        shown = None if text is None else texts[text]
        status = 410 if isinstance(verdict, Gone) else 200
        see(store, article, _capture(url, at, f"<p>{n}".encode(), full=False, status=status), shown, verdict)
    return article
