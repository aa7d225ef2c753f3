"""Words that tell boilerplate from article, in the languages of the news."""

from __future__ import annotations

import re

READ_MORE = re.compile(
    r"^\W{0,3}(?:read (?:more|also|next)|more on this|see also|related|also read|watch|listen|"
    r"lesen sie (?:auch|mehr|hier|dazu)|mehr zum thema|lies auch|auch interessant|mehr dazu|"
    r"lire aussi|à lire|lee también|leer más|leia (?:também|mais)|leggi anche|lees ook|"
    r"les også|läs även|læs også|czytaj (?:też|także|również)|читайте также|читайте также)\b.{0,200}$",
    re.IGNORECASE,
)

LABEL = re.compile(
    r"^\W*(?:advertisement|anzeige|werbung|publicité|publicidad|pubblicità|annons|annonce|reklame?|"
    r"advertorial|"
    r"広告|реклама|loading\W*|skip advertisement|article continues (?:below|after).*|continue reading.*|"
    r"story continues below.*)\W*$",
    re.IGNORECASE,
)

META_LINE = re.compile(
    r"(?:\d{1,2}[.:h]\d{2}\b|\b(?:19|20)\d{2}\b|\b(?:minutes?|min\.?|minuten) (?:read|lesezeit)|lesezeit|"
    r"\b(?:ago|vor \d+)\b|share|teilen|compartir|partager|comments?|kommentare?)",
    re.IGNORECASE,
)
"""What lines with a date, a reading time or buttons say."""

LICENCE = re.compile(
    r"creative commons|\bCC[ -](?:BY|0)\b|\bCC0\b|open government licen[cs]e|all rights reserved|"
    r"alle rechte vorbehalten|"
    r"tous droits réservés|todos los derechos reservados|tutti i diritti riservati|"
    r"todos os direitos reservados|"
    r"(?:^|\s)(?:©|copyright\b).{0,40}\b(?:19|20)\d\d\b",
    re.IGNORECASE,
)
LICENCE_CHARS = 400

APPEAL_STRONG = re.compile(
    r"\b(?:chip in|make a donation|donate (?:now|today|here)|support our (?:work|journalism|newsroom|"
    r"reporting)|"
    r"(?:reader|listener|viewer|member)[- ]supported|fund(?:s|ing)? our (?:newsroom|work|journalism)|"
    r"sign up (?:for|to) (?:our|the|receive|get)|subscribe to (?:our|the) .{0,40}newsletter|subscribe to our|"
    r"(?:our|free|daily|weekly|this) newsletters?\b|become a (?:member|subscriber|supporter|patron)|"
    r"(?:straight|direct|delivered|directly) to your inbox|follow us on|join (?:us|"
    r"our) .{0,30}(?:whatsapp|telegram|facebook)|"
    r"download (?:our|the) .{0,20}app|(?:whatsapp|telegram)[- ](?:kanal|channel)|"
    r"(?:unseren?|den|zum|kostenlosen?|täglichen?) newsletter|newsletter (?:abonnieren|bestellen)|"
    r"jetzt abonnieren|"
    r"unterstütz(?:en sie|e|t) (?:uns|unsere|unabhängigen)|folgen sie uns|folge uns|"
    r"abonnez-vous|inscrivez-vous|soutenez|suivez-nous|suscríbete|síguenos|apóyanos|iscriviti|seguici|"
    r"sostienici|"
    r"inscreva-se|siga-nos|assine|volg ons|schrijf je in|følg oss|følg os|följ oss|подпис(?:ывайтесь|"
    r"аться)|bizi takip)",
    re.IGNORECASE,
)
APPEAL_WEAK = re.compile(
    r"\b(?:donat(?:e|ions?)|newsletter|subscri(?:be|ption)|sign up|non-?profit|paywalls?|"
    r"independent journalism|"
    r"no advertising|advertising-free|contribut(?:e|ion) today|your support|spende[n]?|abo\b|abonnement|"
    r"free to (?:read|republish)|click here|e-?mail|inbox|whatsapp|our readers|"
    r"unabhängige[rn]? journalismus)\b",
    re.IGNORECASE,
)
APPEAL_CHARS = 900


def is_meta_line(text: str) -> bool:
    """Tell whether a short line holds a date, a time or buttons rather than a sentence."""
    return len(text) < 70 and bool(META_LINE.search(text)) and not text.endswith((".", "!", "?"))


def is_appeal(text: str) -> bool:
    """Tell whether a paragraph asks the reader for money, an address or a click."""
    if len(text) > APPEAL_CHARS:
        return False
    strong = len({match.lower() for match in APPEAL_STRONG.findall(text)})
    weak = len({match.lower() for match in APPEAL_WEAK.findall(text)})
    return strong >= 2 or (strong == 1 and (weak >= 2 or len(text) < 160)) or weak >= 4


def boilerplate(text: str) -> str | None:
    """Return why a line is boilerplate by its words, or None."""
    if LABEL.match(text):
        return "advert label"
    if READ_MORE.match(text):
        return "read more"
    if len(text) <= LICENCE_CHARS and LICENCE.search(text):
        return "licence"
    if is_appeal(text):
        return "appeal"
    return None
