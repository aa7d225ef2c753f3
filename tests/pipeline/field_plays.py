"""Situations that users of other trackers, readers and extractors reported, as pages of one newspaper.

Each has the name of its case, as `python -m benchmarks.field` plays it. What a browser, a feed or a site must
show is proven elsewhere: `ELSEWHERE` says where.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from itertools import cycle, islice

Say = Callable[[str], str]
"""A page, given what the repairs cost: in most cases the newsroom changes that."""

HEADLINE = "Harbour council closes lifting bridge for nine weeks"
ENGLISH = (
    "The harbour council voted on Monday to close the old lifting bridge for nine weeks while engineers"
    " replace its"
    " cracked girders, the mayor said.",
    "About 4,200 people cross the bridge every day, most of them on foot, according to a count that the"
    " council"
    " ordered in September.",
    "Traders on the north bank fear for their Christmas business. “We lose every second customer when"
    " the bridge is"
    " shut,” said Mira Oduya, who sells lamps there.",
    "The repairs are estimated to cost $4.2 million, of which the region is to pay a third. The rest"
    " comes from a"
    " fund for flood protection.",
    "A ferry will run every 20 minutes between six in the morning and eleven at night, free of charge,"
    " the transport"
    " office said in a statement.",
    "The bridge was opened in 1931 and last repaired in 1987. A full replacement was rejected by voters"
    " four years"
    " ago in a close ballot.",
)
GERMAN = (
    "Der Hafenrat beschloss am Montag, die alte Hubbrücke für neun Wochen zu sperren, sagte die"
    " Bürgermeisterin.",
    "Rund 4200 Menschen queren die Brücke jeden Tag, die meisten zu Fuß, wie eine Zählung im September"
    " ergab.",
    "Händler am Nordufer fürchten um ihr Weihnachtsgeschäft. „Wir verlieren jeden zweiten Kunden, wenn"
    " die Brücke zu"
    " ist“, sagte Mira Oduya.",
    "Die Reparatur kostet geschätzt 4,2 Millionen Euro, ein Drittel zahlt die Region. Der Rest kommt aus"
    " einem Fonds.",
    "Eine kostenlose Fähre fährt alle 20 Minuten, von sechs Uhr morgens bis elf Uhr abends, teilte das"
    " Verkehrsamt"
    " mit.",
)
DUTCH = (
    "De havenraad besloot maandag de oude ophaalbrug negen weken te sluiten, zei de burgemeester.",
    "Ongeveer 4.200 mensen steken elke dag de brug over, de meesten te voet, volgens een telling uit"
    " september.",
    "Winkeliers op de noordoever vrezen voor hun kerstomzet. ‘We verliezen de helft van onze klanten als"
    " de brug dicht"
    " is’, zei Mira Oduya.",
    "De reparatie kost naar schatting 4,2 miljoen euro, waarvan de regio een derde betaalt. De rest komt"
    " uit een"
    " fonds.",
    "Er vaart elke 20 minuten een gratis veerpont, tussen zes uur 's ochtends en elf uur 's avonds, meldt het"
    " vervoerbureau.",
)
ARABIC = (
    "قرر مجلس الميناء يوم الاثنين إغلاق الجسر المتحرك القديم تسعة أسابيع ريثما يستبدل المهندسون عوارضه"
    " المتشققة.",
    "يعبر الجسر كل يوم نحو 4200 شخص معظمهم سيراً على الأقدام، وفق إحصاء أمر به المجلس في سبتمبر.",
    "تقدر كلفة الإصلاح بنحو 4.2 مليون دولار تدفع المنطقة ثلثها، ويأتي الباقي من صندوق الحماية من الفيضانات.",
    "ستسير عبّارة مجانية كل 20 دقيقة بين السادسة صباحاً والحادية عشرة ليلاً، بحسب بيان لمكتب النقل.",
)
TATWEEL = tuple("\u200f" + text.replace("الجسر", "الجـسر") for text in ARABIC)
ELSE = (
    "Good morning from the harbour. The council meets at ten today and will hear what the crane is to cost.",
    "The swimming hall is closed until Thursday, as the heating failed on Monday night, the town said in"
    " a notice.",
    "A choir from the islands sings at seven in the old church, and those who want a seat should come by"
    " half past.",
    "The weather stays dry and cold, with a light wind from the east and a frost at night, the weather"
    " office says.",
)


def story(
    *paragraphs: str,
    headline: str = HEADLINE,
    above: str = "",
    amid: str = "",
    below: str = "",
    label: str = "",
    title: str = "",
    lang: str = "en",
    author: str = "Ines Falk",
    published: str = "2026-11-24T06:30:00Z",
    kind: str = "NewsArticle",
    modified: str = "",
) -> str:
    """Return a page of the newspaper: these paragraphs, or the story of the bridge, and what a case adds."""
    said = {"@context": "https://schema.org", "@type": kind, "headline": headline, "datePublished": published}
    said |= {"author": {"@type": "Person", "name": author}} | ({"dateModified": modified} if modified else {})
    texts = [f"<p>{text}</p>" for text in paragraphs or ENGLISH]
    body = "\n".join([above, *texts[:2], amid, *texts[2:], below])
    return (
        f'<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8"><title>{title or headline} -'
        f" The Quay Post"
        f'</title><meta property="og:title" content="{headline}"><meta property="og:type" content="article">'
        f'<script type="application/ld+json">{json.dumps(said)}</script></head><body><nav><a'
        f' href="/">Home</a> '
        f'<a href="/news">News</a> <a'
        f' href="/sport">Sport</a></nav><main><article>{label}<header><h1>{headline}</h1>'
        f'<p class="byline">By <span>{author}</span> <time datetime="{published}">24 November'
        f" 2026</time></p></header>"
        f'<div class="body">{body}</div></article></main><footer><p>© 2026 The Quay Post. All rights'
        f" reserved.</p>"
        '<a href="/imprint">Imprint</a> <a href="/privacy">Privacy</a></footer></body></html>'
    )


def bare(title: str, body: str) -> str:
    """Return a page of the newspaper that is no article."""
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title} - The Quay'
        f" Post</title></head><body><nav>"
        f'<a href="/">Home</a> <a href="/news">News</a></nav><main>{body}</main><footer><p>© 2026 The'
        f" Quay Post</p>"
        "</footer></body></html>"
    )


def dearer(page: str) -> str:
    """Return a page after the newsroom has changed what the repairs cost."""
    return page.replace("4.2 mil", "6.2 mil").replace("4,2 Mil", "6,2 Mil").replace("4,2 mil", "6,2 mil")


@dataclass(frozen=True, slots=True)
class Play:
    """What successive looks are shown in each stage, and what is right."""

    right: str  # names a rule in `test_pipeline_field.py`
    stages: tuple[tuple[str, ...], ...]
    path: str = ""
    elsewhere: str = ""  # where stage 1 redirects to


def plain(right: str, before: str, after: str, **more: str) -> Play:
    return Play(right, ((before,), (after,)), **more)


def noisy(*pages: str) -> Play:
    """Return a play in which looks differ, and the costs change in the second stage, at other lots."""
    later = islice(cycle(pages), 1, 1 + len(pages))
    return Play("the edit alone", (pages, tuple(map(dearer, later))))


def noted(note: str = "", **parts: str) -> Play:
    """Return a play in which the newsroom says what it has changed."""
    texts = {"de": GERMAN, "nl": DUTCH}.get(parts.get("lang", ""), ENGLISH)
    after = dearer(story(*texts, **{"below": note, **parts}))
    return plain("disclosed", story(*texts, lang=parts.get("lang", "en")), after)


def walled(wall: str) -> dict[str, Play]:
    """Return the plays of a wall under an address that holds a day, before the article and over it."""
    day = "2026/11/24/"
    return {
        "": plain("a wall, then the article", wall, story(), path=day),
        "/other-way": plain("the article, then a wall", story(), wall, path=day),
    }


def figure(caption: str, picture: int | None = None) -> str:
    """Return a picture, with what a capture saw of it: a shade of grey."""
    seen = (
        "" if picture is None else f'data-archiver-picture="800x500 {picture:064x} {f"{picture:02x}" * 192}"'
    )
    return f'<figure><img src="/p{picture}.jpg" {seen}><figcaption>{caption}</figcaption></figure>'


def gallery(people: str) -> str:
    captions = (
        "The old lifting bridge at dawn, with the first boat of the day below it.",
        "Engineers measure a crack in the eastern girder on 12 November.",
        f"About {people} people cross the bridge every day.",
        "The ferry will run every 20 minutes, free of charge.",
        "Mira Oduya in her lamp shop on the north bank.",
        "The bridge at its opening in 1931. Photo: City archive",
        "Voters rejected a new bridge four years ago.",
        "The harbour council in session on Monday.",
    )
    return story(
        "", headline="In pictures: the bridge", below="".join(map(figure, captions)), kind="ImageGallery"
    )


def live(*entries: tuple[str, str, str]) -> str:
    """Return a live blog that shows these entries."""
    return story(
        "",
        headline="Live: the lifting bridge closes",
        below="".join(
            f'<article class="entry"><time'
            f' datetime="2026-11-24T{at}:00Z">{at}</time><h2>{title}</h2><p>{text}</p>'
            "</article>"
            for at, title, text in entries
        ),
        kind="LiveBlogPosting",
    )


ENTRIES = (
    ("10:20", "Second ferry", "The second ferry was on time and carried 80 people across the water."),
    ("09:40", "Ferry starts", "The first ferry left at 9.40 with 60 people on board, ten minutes late."),
    (
        "09:10",
        "Barriers are down",
        "The barriers were lowered at nine and a crowd gathered to take pictures.",
    ),
    ("08:30", "Good morning", "We report here on the closure of the bridge and what it means for the town."),
)


def video(hour: str) -> str:
    player = '<div class="player"><video src="/v.mp4" controls></video></div>'
    return story(
        f"The bridge closed at {hour} on Monday evening.",
        headline="Watch: the lifting bridge closes for the last time",
        above=player,
        kind="VideoObject",
    )


def brief(hurt: str) -> str:
    return bare(
        "Ferry hits pier",
        "<h1>Ferry hits pier</h1><article><p>A ferry collided with the north pier on Tuesday morning. "
        f"{hurt} hurt. The harbour master has opened an inquiry and asked witnesses to call.</p></article>",
    )


def linked(tag: str) -> str:
    link = f'<a href="https://shop.example/lamps?tag=quaypost-21&ascsubtag={tag}">lamps</a> there.'
    return story().replace("lamps there.", link)


def quoted(price: str) -> str:
    said = f" Shares of Quayline (QAY <span>{price}%</span>) were traded in the morning."
    return story().replace("lamps there.", f"lamps there.{said}")


def polled(yes: int, votes: int) -> str:
    poll = f"<ul><li>Yes {yes}%</li><li>No {100 - yes}%</li></ul><p>{votes} votes</p>"
    return story(amid=f'<div class="poll"><h4>Should the bridge be replaced?</h4>{poll}</div>')


def sponsored(number: int, words: str) -> str:
    return story(amid=f'<p><a href="https://ads.example/{number}" rel="sponsored">{words}</a></p>')


def weather(north: int, south: int) -> str:
    rows = f"<tr><td>Northbank</td><td>{north} °C</td></tr><tr><td>Southbank</td><td>{south} °C</td></tr>"
    return story(below=f"<table><tr><th>City</th><th>Now</th></tr>{rows}</table>")


def stamped(before: str, after: str, lang: str) -> Play:
    first, second = (story(above=f"<p>{stamp}</p>", lang=lang) for stamp in (before, after))
    return plain("untouched", first, second)


def withdrawn(note: str, *, lang: str = "en", modified: str = "") -> Play:
    return plain("withdrawn", story(lang=lang), story(note, lang=lang, modified=modified))


HEARING = "This new hearing aid is all the talk in Northbank, and doctors are amazed by how small it is."
BRIEFING = "Never miss a story: subscribe to the Quay Post briefing, sent at seven."
WEEKLY = "Get the best stories of the week in your inbox every Friday morning. Sign up for our newsletter."
SUPPORT = "Our readers pay for this journalism. Support the Quay Post from 2 euros a month."
BY_LOT = "Readers in the region also get the ferry timetable by mail, the transport office said on Tuesday."

NOT_FOUND = (
    "<h1>Ops! La pagina che cerchi non esiste più</h1><p>L'articolo potrebbe essere stato rimosso o"
    " spostato.</p>"
    "<section><h2>I più letti</h2><ul><li><a href='/2026/11/20/s0'><h3>Storm warning for the"
    " coast</h3></a><p>The"
    " weather office expects gusts of 110 km/h on Thursday night and asks people to stay home.</p></li><li><a"
    " href='/2026/11/21/s1'><h3>Who owns the old cannery?</h3></a><p>Three families claim the building,"
    " and the town"
    " wants it for a school.</p></li></ul></section>"
)
WALLS = {
    "404-it": bare("Pagina non trovata", NOT_FOUND),
    "bot-de": bare(
        "Sicherheitsprüfung",
        "<h1>Einen Moment bitte</h1><p>Wir prüfen, ob Sie ein Mensch sind. Das dauert nur wenige"
        " Sekunden.</p>",
    ),
    "con-de": bare(
        "Einwilligung",
        "<h1>Mit Werbung weiterlesen oder Pur-Abo</h1><p>Besuchen Sie uns wie gewohnt mit Werbung und"
        " Tracking, oder"
        " nutzen Sie unser Pur-Angebot für 4,99 Euro im Monat.</p><p>Akzeptieren und weiter</p><p>Zum"
        " Pur-Abo</p>",
    ),
    "geo-en3": bare(
        "The Quay Post",
        "<h1>Hello, European reader</h1><p>Our European visitors are important to us. This site is currently"
        " unavailable to visitors from the European Economic Area while we work to ensure your data is"
        " protected.</p>",
    ),
}

PLAYS: dict[str, Play] = {
    "address-used-again": plain(
        "another article",
        story(*ENGLISH[:3], headline="Morning briefing: bridge, ferry, lamps"),
        story(
            *ELSE,
            headline="Morning briefing: crane, pool, choir",
            author="Ada Quill",
            published="2026-11-25T05:00:00Z",
        ),
    ),
    "ago-it": stamped("3 minuti fa", "2 ore fa", "it"),
    "ago-zh": stamped("3分钟前", "2小时前", "zh"),
    "arabic-tatweel": plain("untouched", story(*ARABIC, lang="ar"), story(*TATWEEL, lang="ar")),
    "body-variant-by-lot": noisy(*(story(amid=more) for more in (f"<p>{BY_LOT}</p>", "") * 2)),
    "brief-undated": plain("told", brief("Nobody was"), brief("Two people were")),
    "caption-other-person": plain(
        "another person",
        story(below=figure("Mira Oduya in her shop on Monday. Photo: Jo Lind")),
        story(below=figure("Mara Okafor in her shop on Monday. Photo: Jo Lind")),
    ),
    "contributors-line": plain(
        "told",
        story(below="<p>Reporting by Ines Falk in Northbank; editing by Tom Rey</p>"),
        story(
            below="<p>Reporting by Ines Falk in Northbank and Ada Quill in Southbank; editing by Tom Rey</p>"
        ),
    ),
    **{
        f"dated-address-{name}{way}": play
        for name, wall in WALLS.items()
        for way, play in walled(wall).items()
    },
    "disclosed-en-earlier-said": noted(
        "<p><i>An earlier headline on this story gave the wrong cost.</i></p>"
    ),
    "disclosed-en-log": noted(
        "<section><h3>Change log</h3><ul><li>24 Nov 2026, 15:40: cost of the repairs changed from $4.0"
        " million to $6"
        " million</li></ul></section>"
    ),
    "disclosed-en-reuters": noted(above="<p>(Corrects cost of repairs in paragraph 4 to $6 million)</p>"),
    "disclosed-en-weregret": noted(
        "<p><em>We originally reported another cost. We regret the error.</em></p>"
    ),
    "disclosed-note-de-1": noted(
        "<p><em>Transparenzhinweis: Wir hatten die Kosten falsch angegeben. Wir haben den Fehler"
        " korrigiert.</em></p>",
        lang="de",
    ),
    "disclosed-note-nl-1": noted(
        "<p><em>Rectificatie 24 november: het bedrag is anders.</em></p>", lang="nl"
    ),
    "gallery-of-figures": plain("told", gallery("4,200"), gallery("2,400")),
    "image-removed": plain("told", story(below=figure("The mayor at the bridge.", 40)), story()),
    "image-swap": plain(
        "told",
        story(below=figure("The mayor at the bridge.", 40)),
        story(below=figure("The mayor at the bridge.", 200)),
    ),
    "label-analysis-to-opinion": plain(
        "told", story(label='<p class="label">Analysis</p>'), story(label='<p class="label">Opinion</p>')
    ),
    "label-paid-content": plain(
        "told", story(), story(label='<p class="label">Paid content by Quayline Ferries</p>')
    ),
    "liveblog-oldest-drops": plain("the new entry alone", live(*ENTRIES[1:]), live(*ENTRIES[:3])),
    "noise-advert-label": noisy(story(), story(amid="<p>Anzeige</p>")),
    "noise-affiliate-token": noisy(*map(linked, ("e80ed90475", "3681e74ef5", "16099950d8"))),
    "noise-appeal-paragraph": noisy(
        *(story(amid=f"<p>{say}</p>") for say in (BRIEFING, WEEKLY, BRIEFING, SUPPORT))
    ),
    "noise-caption-counter": noisy(
        *(story(amid=figure(f"The bridge in October. {n} / 12")) for n in (2, 9, 10))
    ),
    "noise-inline-quote": noisy(*map(quoted, ("-1.06", "-2.09", "+0.91"))),
    "noise-poll": noisy(polled(43, 5487), polled(42, 5623), polled(41, 6070)),
    "noise-readers-now": noisy(
        *(story(amid=f"<p>{n} people are reading this story right now</p>") for n in (426, 70, 246))
    ),
    "noise-sponsored-paragraph": noisy(
        sponsored(550708, HEARING),
        sponsored(76756, "Drivers born before 1971 should read this letter before they renew their policy."),
        sponsored(536800, "Compare home insurance today and save up to 400 euros a year with just one call."),
    ),
    "noise-weather-table": noisy(weather(10, 8), weather(6, 5), weather(4, 13)),
    "readtime-it": stamped("Tempo di lettura: 3 min", "Tempo di lettura: 4 min", "it"),
    "stamp-today-sv": stamped("Uppdaterad 15.40", "Uppdaterad i dag 17.05", "sv"),
    "stamp-in-text-it": stamped(
        "Aggiornato alle 15:40 del 24 novembre 2026", "Aggiornato alle 17:05 del 24 novembre 2026", "it"
    ),
    "stamp-in-text-nl": stamped(
        "Laatst bijgewerkt: 24 november 2026, 15:40 uur",
        "Laatst bijgewerkt: 24 november 2026, 17:05 uur",
        "nl",
    ),
    "stamp-in-text-zh": stamped("更新时间：2026年11月24日 15:40", "更新时间：2026年11月24日 17:05", "zh"),
    "temporary-redirect-to-another-text": Play(
        "never told, the edit is",
        (
            (story(),),
            (
                story(
                    *ELSE,
                    headline="Why we ask our readers for support this winter",
                    author="The editors",
                    published="2026-11-20T06:30:00Z",
                ),
            ),
            (dearer(story()),),
        ),
        elsewhere="support-us-this-winter-777",
    ),
    "title-counter": noisy(*(story(title=f"({n}) {HEADLINE}") for n in (3, 7, 4))),
    "video-page": plain("told", video("six"), video("nine")),
    "withdrawn": withdrawn("This article has been withdrawn while we review its sourcing."),
    "withdrawn-by-wire": withdrawn(
        "The Quay Post has killed its story on the bridge. No substitute will be sent."
    ),
    "withdrawn-ld-mod": withdrawn("This article has been removed.", modified="2026-11-24T15:40:00Z"),
    "withdrawn-legal-de": withdrawn(
        "Aus rechtlichen Gründen ist dieser Artikel nicht mehr verfügbar.", lang="de"
    ),
    "withdrawn-note": withdrawn(
        "<strong>Editor’s note, 24 November 2026:</strong> The Quay Post has withdrawn this article, as"
        " a person quoted"
        " in it could not be found. We apologise to our readers."
    ),
}

SHOWN, UNFOLDED = "capture/test_capture_shown.py", "capture/test_capture_unfold.py"
SEEDS, FEEDS = "discovery/test_discovery_seeds.py", "sources/test_sources_feeds.py"

ELSEWHERE = {
    "disclosed-wordings": "language/test_language_disclosures.py::test_a_notice_is_read",
    "feed-nolink-guid-nonperma": (
        f"{FEEDS}::test_an_id_that_is_a_whole_address_is_one_where_the_entry_has_no_link"
    ),
    "feed-rss-chanlink-base": f"{FEEDS}::test_relative_links_of_a_channel_are_resolved_against_its_own_link",
    "feed-turns-into-page": f"{SEEDS}::test_a_feed_that_answers_with_a_page_is_a_seed_that_fails",
    "iframe-body": f"{SHOWN}::test_a_text_in_a_frame_of_the_same_host_is_read",
    "lazy-scroll": f"{UNFOLDED}::test_the_rest_of_an_article_is_kept",
    "paged-article": f"{UNFOLDED}::test_further_pages_of_an_article_are_read_as_its_text",
    "print-only-line": f"{SHOWN}::test_what_a_style_hides_is_kept_and_not_read",
    "q-element": f"{SHOWN}::test_quotation_marks_of_the_style_are_written_down",
    "readmore-click": f"{UNFOLDED}::test_the_rest_of_an_article_is_kept",
    "readmore-hidden": f"{UNFOLDED}::test_the_rest_of_an_article_is_kept",
    "session-in-links": f"{SEEDS}::test_a_session_in_each_link_of_a_feed_makes_no_new_articles",
    "shadow-declarative": f"{SHOWN}::test_what_a_reader_can_see_is_read",
    "tooltip-hidden-by-style": f"{SHOWN}::test_what_a_style_hides_is_kept_and_not_read",
    "tracker-and-canonical": f"{SEEDS}::test_a_link_with_a_tracker_and_its_clean_canonical_are_one",
    "tweet-fallback-once": "normalize/test_normalize_embeds.py::test_whether_a_post_is_there_changes_nothing",
}
"""Where each of the other cases is proven."""
