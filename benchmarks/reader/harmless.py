"""Changes of a page that change no word of its article: what is put into and around it, how it is built."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from benchmarks.reader.redesign import redesigned
from benchmarks.reader.subject import Subject, Undo, below

NATIVE_AD = """<div class="native-unit"><span>Sponsored</span><a href="https://shop.example/lamps"><h4>Seven
lamps that make small rooms larger</h4></a><p>Our partner has put together what sells best
this autumn, at prices that fall until Sunday.</p><span>Lampshire &amp; Co</span></div>"""

VIDEO = """<div class="video-unit"><figure><video src="/v/8812.mp4"></video></figure><h3><a
href="/video/8812">Watch: how the harbor wall was raised in nine
weeks</a></h3><span>02:14</span></div>"""

POLL = """<div class="poll-unit"><h3>What do you think?</h3><p>Should the town pay for a second
ferry?</p><form><label> <input type="radio" name="a"> Yes, at once</label><label><input
type="radio" name="a"> No, it costs too much</label> <button>Vote</button></form><p>2,314
votes</p></div>"""

CARD = """<div class="card-unit"><a href="/2026/11/islands-school"><img src="/i/4.jpg" alt=""><h3>The
island school that has two pupils and five teachers</h3></a><p>They learn to sail before they
learn to read, and nobody minds.</p></div>"""

RELATED = """<div class="related-unit"><h3>Related stories</h3><ul><li><a href="/2026/11/wall">Harbor wall
to be raised again next year</a></li><li><a href="/2026/11/tide">The tide that took the old
pier</a></li><li><a href="/2026/10/boat"> Who pays for the lifeboat?</a></li></ul></div>"""

MOST_READ = """<div class="ranking-unit"><h3>Most read</h3><ol><li><a href="/2026/11/storm">Storm leaves
4,000 homes without power</a></li><li><a href="/2026/11/bake">The baker who opens at
three</a></li><li><a href="/2026/11/fox">A fox in the town hall</a></li></ol></div>"""

LINK_LINE = """<p><a href="/2026/11/wall">Read more: Harbor wall to be raised again next year</a></p>"""

SHARE_BAR = """<div class="share-unit"><span>Share</span><ul><li><a
href="https://social.example/share">Post</a></li><li> <a
href="https://mail.example/send">E-mail</a></li><li><button>Copy link</button></li></ul></div>"""

THREAD = """<div class="thread-unit"><h3>Comments</h3><ul><li><b>harborwatcher</b> <span>3 hours
ago</span><p>I have taken this ferry for thirty years and never once has it left on time,
storm or no storm. Somebody should say so.</p><a href="#r">Reply</a></li><li><b>Tilde</b>
<span>2 hours ago</span><p>It left on time in March of 2019. I was there, and I have the
ticket to prove it, framed above my desk.</p><a href="#r">Reply</a></li></ul></div>"""

NEXT = """<article class="next-unit"><h2><a href="/2026/11/bake">The baker who opens at three in the
morning</a></h2><p>By Orla Pennywhistle</p><p>When the first tram passes the square, the
loaves have been in the window for two hours, and the people who work at night have bought
half of them.</p><p>“I have never seen the sun rise from anywhere else,” says the baker, who
took over the shop from an aunt and has not closed it on a single weekday since.</p></article>"""

COOKIES = """<div class="notice-unit"><p>We use cookies to make this site work and to count how many people
visit it. You can choose which of them you allow.</p><button>Accept
all</button><button>Choose</button></div>"""

SIGN_UP = """<div class="letter-unit"><h3>The morning letter</h3><p>All that matters before breakfast,
every day in your inbox.</p><form><input type="email" placeholder="Your address"><button>Sign
up</button></form></div>"""

SLOT = """<div class="slot-unit"><span>Advertisement</span></div>"""

SCRIPTS = re.compile(
    r"(<(?:script|style|pre|textarea)\b.*?</(?:script|style|pre|textarea)>|<!--.*?-->)",
    re.DOTALL | re.IGNORECASE,
)
BLOCK_TAG = re.compile(
    r"\s*(</?(?:div|p|ul|ol|li|section|article|h[1-6]|main|header|footer|aside|nav|figure|body|head)\b[^<>]*>)\s*",
    re.IGNORECASE,
)
PARAGRAPH = re.compile(r"<(/?)p(?=[\s>])", re.IGNORECASE)
OPENING = re.compile(r"(<(?:p|div|h2|h3|li|section)\b)", re.IGNORECASE)


def _within(markup: str, subject: Subject) -> Undo | None:
    return below(subject.middle(), markup)


def _at_end(markup: str, subject: Subject) -> Undo | None:
    return below(subject.last(), markup)


def _below_headline(markup: str, subject: Subject) -> Undo | None:
    return below(subject.headline(), markup)


def _on_page(markup: str, subject: Subject) -> Undo | None:
    body = subject.soup.body
    return (
        below(body.find_all(True, recursive=False)[-1], markup)
        if body and body.find(True, recursive=False)
        else None
    )


ADDED: dict[str, Callable[[Subject], Undo | None]] = {
    "native ad in the text": partial(_within, NATIVE_AD),
    "video in the text": partial(_within, VIDEO),
    "poll in the text": partial(_within, POLL),
    "card in the text": partial(_within, CARD),
    "newsletter box in the text": partial(_within, SIGN_UP),
    "advert slot in the text": partial(_within, SLOT),
    "most read in the text": partial(_within, MOST_READ),
    "related list in the text": partial(_within, RELATED),
    "link line in the text": partial(_within, LINK_LINE),
    "share bar at the headline": partial(_below_headline, SHARE_BAR),
    "share bar at the end": partial(_at_end, SHARE_BAR),
    "related list at the end": partial(_at_end, RELATED),
    "most read at the end": partial(_at_end, MOST_READ),
    "link line at the end": partial(_at_end, LINK_LINE),
    "comment thread at the end": partial(_at_end, THREAD),
    "next article at the end": partial(_at_end, NEXT),
    "cookie banner": partial(_on_page, COOKIES),
}
"""Markup that is put somewhere on the page, in the words and elements that sites use for it."""


def _outside_scripts(rewrite: Callable[[str], str], html: str) -> str:
    parts = SCRIPTS.split(html)
    return "".join(part if number % 2 else rewrite(part) for number, part in enumerate(parts))


REBUILT: dict[str, Callable[[str], str]] = {
    "classes renamed": redesigned,
    "minified": partial(_outside_scripts, lambda html: BLOCK_TAG.sub(r"\1", html)),
    "comment nodes": partial(_outside_scripts, lambda html: OPENING.sub(r"<!-- unit -->\1", html)),
    "p to div": partial(_outside_scripts, lambda html: PARAGRAPH.sub(r"<\1div", html)),
}
"""Ways to build the same page otherwise."""
