"""Words that tell boilerplate from article, in the languages of the news."""

from __future__ import annotations

import re
from functools import lru_cache

READ_MORE = re.compile(
    r"^\W{0,3}(?:read (?:more|also|next)|more on this|see also|related|also read|watch|listen|"
    r"lesen sie (?:auch|mehr|hier|dazu)|mehr zum thema|lies auch|auch interessant|mehr dazu|"
    r"lire aussi|à lire|lee también|leer más|leia (?:também|mais)|leggi anche|lees ook|"
    r"les også|läs även|læs også|czytaj (?:też|także|również)|читайте также|читайте также)\b.{0,200}$",
    re.IGNORECASE,
)

ADVERT = re.compile(
    r"^\W*(?:advertise?ments?(?: \d+)?|advert|ad|ads|anzeigen?|werbung|publicité|"
    r"publicidad|pubblicità|annons|annonce|reklam[ea]?|advertorial|advertentie|mainos|reklama|"
    r"publicidade|広告|реклама|ad(?:vertisement)? - .{0,40}|"
    r"this advertisement has not loaded.*|skip advertisement|(?:article|story) continues (?:below|after).*|"
    r"(?:article|story) continues|loading|lädt)\W*$",
    re.IGNORECASE,
)
"""Labels of advertising slots; as they come and go with the slot, they are no lines at all."""

LABEL = re.compile(
    r"^\W*(?:comments?|image(?: \d+ of.*)?|up next|you (?:may|might) also like\W*|continue reading.*|"
    r"article content|kommentare?)\W*$",
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
    r"\d ?(?:€|euros?|\$|£).{0,12} (?:premier|ersten|first|primer|primo|primeiro|eerste|første) (?:mois|"
    r"monat|month|mes|mese|mês|maand|måned)|j['’]en profite|angebot sichern|(?:claim|get) this offer|"
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

LATELY = 1024
"""How many paragraphs are remembered; each is judged several times while its page is read."""

NOTES = re.compile(
    r"^\W{0,3}(?:get in touch with (?:our|the) news ?team|for more stories like this|have (?:a|"
    r"you got a) (?:tip|story)\b|do you have a story|"
    r"got a (?:tip|story)|more (?:stories|on this|from)\b.{0,60}$|click here to (?:read|sign|subscribe|"
    r"follow)|follow (?:us|the \w+|\w+) on (?:x|twitter|facebook|instagram)|"
    r"read the original article|this (?:article|story) (?:was|is) (?:first|originally|also) published|"
    r"(?:first|originally) published (?:in|on|by)|"
    r"this is a breaking (?:news? )?(?:new )?story|with (?:reports|files|reporting|additional reporting|"
    r"information) from\b|"
    r"(?:additional )?reporting by\b.{0,80}$|\(?(?:reporting|writing|editing) by\b.{0,120}editing by|"
    r"quellen?:|source:|sources:|fuentes?:|fonti?:|kilder?:|mit (?:material|informationen) (?:von|"
    r"der)\b.{0,40}$|"
    r"fehler gefunden|haben sie einen fehler|hinweis: dieser artikel|lesen sie hier mehr|hier geht es zu|"
    r"mehr themen auf|"
    r"bitte achten sie darauf, dass ihre kommentare|lest den originalartikel|il vous reste \d|"
    r"neuer abschnitt$|"
    r"(?:this|our) (?:article|story|page|post) (?:may )?contains? (?:affiliate|referral) links|"
    r"copyright\b.{0,80}$|©.{0,80}$|wydarzenia:|te puede interesar|también te puede|puede leer)",
    re.IGNORECASE,
)
"""How the lines begin that publishers put below every article."""

EMBEDS = re.compile(
    r"(?:externe[rn]? inhalt|redaktionelle[rn]? inhalt.{0,40}(?:empfohlen|extern)|"
    r"empfohlener redaktioneller inhalt|"
    r"privatsphäre-einstellungen verhindern|inhalte von .{0,40} anzeigen|mit dem laden (?:des|"
    r"der) .{0,40} akzeptieren|"
    r"ich bin damit einverstanden, dass mir|personenbezogene daten an drittplattformen|um (?:diesen|"
    r"diese) .{0,30} (?:anzuzeigen|zu sehen)|"
    r"to view this (?:content|video|post)|(?:content|video|post) (?:is not available|cannot be (?:shown|"
    r"displayed)).{0,60}(?:cookie|privacy|consent)|"
    r"(?:this|the) video (?:has failed to load|cannot be played|is not available)|"
    r"javascript (?:is )?(?:required|disabled|aktiv)|"
    r"your browser does not support|ihr browser unterstützt|pour afficher ce contenu|"
    r"este contenido .{0,30}cookies|"
    r"allow .{0,40} content\?|we ask for your permission before anything is loaded)",
    re.IGNORECASE,
)
"""What stands where a video or a post would be, for want of consent or a player."""

LOCKED = re.compile(
    r"(?:(?:article|content|story) is (?:reserved |exclusive(?:ly)? )?(?:for|"
    r"available (?:only )?to) (?:our )?(?:subscribers|members|paid)|"
    r"subscribe (?:now )?to (?:continue|read|unlock)|already (?:a )?(?:subscriber|member)|"
    r"to continue reading|"
    r"réservée? aux abonnés|déjà abonné|nur für abonnent|bereits abonnent|weiterlesen mit|"
    r"jetzt (?:weiterlesen|testen|abonnieren)|"
    r"solo para suscriptores|riservat[oa] agli abbonati|alleen voor abonnees|for abonnenter|"
    r"kostenlos testen|testen sie (?:für|jetzt)|probeabo|"
    r"有料会員|会員限定|full access to this article via)",
    re.IGNORECASE,
)
LOCKED_CHARS = 300
NOTE_CHARS = 260
EMBED_CHARS = 500


def is_advert_label(text: str) -> bool:
    """Tell whether a line only says that an advert stands there."""
    return len(text) < 90 and bool(ADVERT.match(text))


def is_meta_line(text: str) -> bool:
    """Tell whether a short line holds a date, a time or buttons rather than a sentence."""
    return len(text) < 70 and bool(META_LINE.search(text)) and not text.endswith((".", "!", "?"))


@lru_cache(maxsize=LATELY)
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
        return "label"
    if READ_MORE.match(text):
        return "read more"
    if len(text) <= LICENCE_CHARS and LICENCE.search(text):
        return "licence"
    if is_appeal(text) or (len(text) < LOCKED_CHARS and LOCKED.search(text)):
        return "appeal"
    if len(text) < NOTE_CHARS and NOTES.match(text):
        return "note below the article"
    if len(text) < EMBED_CHARS and EMBEDS.search(text):
        return "embed"
    return None


ASKS = re.compile(
    r"\b(?:subscri(?:be|ption|bers? only)|sign (?:in|up)|log ?in\b|register (?:to|now|for)|newsletters?|"
    r"create an account|"
    r"become a member|membership|donate|abonn(?:ieren|ement|enten?)|einloggen|anmelden|registrieren|"
    r"jetzt testen|"
    r"abonnez|abonnés?|connectez-vous|suscr[ií]|iscriviti|abbonati|inscreva|assine|abonneren|logg inn|"
    r"prenumerera|"
    r"подпис|spenden?\b)",
    re.IGNORECASE,
)


def asks(text: str) -> bool:
    """Tell whether a line in a box beside the text asks to subscribe, to sign in or to give."""
    return len(text) < 400 and bool(ASKS.search(text))


COMMENTS = re.compile(
    r"^\W*(?:\d+\s+)?(?:all |alle |tous les |todos los )?(?:(?:reader|user|leser(?:\*|:|"
    r"_)?(?:innen)?)?-?\s*(?:comments?|kommentare?|kommentarer|komentarze|commentaires?|"
    r"comentarios?|comentários?|commenti|reacties|yorum(?:lar)?|комментари[ийя]|коментар[іи]|コメント|评论|댓글|"
    r"diskussion|discussion|"
    r"leserbriefe|forum|join the conversation|leave a (?:comment|reply)))\W*(?:\(?\d+\)?)?\W*$",
    re.IGNORECASE,
)


def is_comments_label(text: str) -> bool:
    """Tell whether a short line stands over the readers' comments."""
    return len(text) < 40 and bool(COMMENTS.match(text))
