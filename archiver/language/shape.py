"""The shape of a language: what newsrooms write in it, by room, as data.

All patterns are alternatives of a regular expression (the module `re`), joined by `|`, in lower case, and
matched whatever the case. Upper-case words in them are filled in by `Stamps.timed`: `NUMBER`, `UNIT` (of
time), `SPAN` (a number and a unit). A room that is None says that there are no rules for it in that language:
then what the room is about is *not judged*, which is less than *not there*.
"""

from __future__ import annotations

from dataclasses import dataclass

ABOUT = (
    "(?:ca\\.?|circa|cirka|etwa|rund|knapp|ungefähr|environ|env\\.|unos|cerca de|"
    "aprox(?:\\.|imadamente|imativ)?|about|around|roughly|approx(?:\\.|imately)?|ongeveer|ungefär|omkring|omtrent|ok\\.|około|noin|n\\.|asi|"
    "přibližně|kb\\.?|körülbelül|περίπου|около|примерно|близько|приблизно|yaklaşık|sekitar|khoảng|حوالي|نحو|"
    "लगभग|대략|约|大约|約|약)"
)
"""Pattern; words that say that a span of time is only about so long, in any language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Calendar:
    """Names of months and days; in a name of several words, `_` stands between them."""

    months: tuple[str, ...] = ()  # twelve; each the name first, then its other forms and abbreviations
    solar_months: tuple[str, ...] = ()  # the same of the Solar Hijri calendar
    eras: tuple[
        tuple[str, int], ...
    ] = ()  # what stands before a year of an era, and the year before its first
    within: str = ""  # pattern; stands between the parts of a day: "of", "de"
    mornings: str = ""  # pattern; stands beside a time of day before noon
    afternoons: str = ""  # the same after noon
    days: str = ""  # names of weekdays, parted by spaces
    near: str = ""  # days as seen from today: yesterday, tomorrow
    day_abbreviations: str = ""  # pattern; counts before a full stop or comma
    joints: str = ""  # pattern; what stands between label, day and time of day: "at", "on", "Uhr"


@dataclass(frozen=True, slots=True, kw_only=True)
class ByKind:
    """Patterns by the kind of notice; fields are called as the values of `NoticeKind`."""

    retraction: str = ""
    correction: str = ""
    clarification: str = ""
    editors_note: str = ""
    update: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentences:
    """Words of which a few, met in one sentence, show that a publisher speaks of its own article.

    Each is a pattern of how words begin: "correct" stands for "corrected" as well. What must meet is said in
    `language/sentences.py`.
    """

    own: str  # the article, pointed at: "this article"
    subject: str  # the article, where a sentence begins with it: "the article"
    version: str  # what it was before: "an earlier version"
    before: str  # "originally"
    said: str  # what it did then: "stated"
    wrong: str  # "error", "misspelt"
    mended: ByKind  # what was done about it: "corrected", "updated"
    because: str = ""  # stands before why it is gone, where that comes first: "for"; none: anything may
    gone: str  # what became of an article that is no more: "removed"
    we: str  # the publisher: "we", "the editors"; in languages that leave that out, verbs of the first person
    sorry: str  # "regret"
    notes: str  # open a remark about anything: "note"
    here: str  # "here"
    of: str = ""  # stands before what a version or a title is of: "of the"; counts where that is the article
    part: str  # what a text or its page has, and few other things: "paragraph", "headline", "caption"
    detail: str  # what is easily got wrong: "name", "age", "figure"
    taken: str  # what is done to a part that must go: "taken out", "cut"
    first: (
        str  # said once, and no more: "originally", "at first"; not "earlier", as in "as we reported earlier"
    )
    readers: str  # readers who found it: "readers pointed out"
    contrast: str  # parts what is so from what was said: "not", "rather than"
    voice: str = ""  # how the publisher speaks where news is told otherwise: the polite form
    spoke: str  # others who speak: "said"; then it is not the publisher


@dataclass(frozen=True, slots=True, kw_only=True)
class Notices:
    """How a publisher speaks about its own article."""

    headwords: ByKind = ByKind()  # open a notice before a colon, dash or date, or stand alone over it
    done: ByKind = ByKind()  # the same, but may be a mere stamp where they stand alone: "updated"
    openings: ByKind = ByKind()  # open a notice whatever follows
    corrects: str = (
        ""  # what an agency that corrects its report says that it does: "AFP corrige : …", "(Corrige …)"
    )
    joints: str = ""  # stand between a headword and a date: "on"
    invitations: str = ""  # ask readers to report errors; what holds one is no notice
    sentences: Sentences | None = None  # tell a notice that no headword opens


@dataclass(frozen=True, slots=True, kw_only=True)
class Stamps:
    """What is printed with a time, and the counters beside it."""

    published: str = ""  # label of the day of publication
    updated: str = ""  # label of a later time
    last: str = ""  # may stand before that: "last", "article"
    labels: str = ""  # further words beside a day that are no part of a name: "date", "Stand"
    units: str = ""  # of time: "minutes?|min"
    ago: str = ""  # times as seen from now: "SPAN ago"
    reading_time: str = ""  # "SPAN read"
    counted: str = ""  # what counters count: "comments?"

    def timed(self, pattern: str, number: str) -> str:
        """Return one of these patterns with its upper-case words filled in, units by its own."""
        unit = rf"(?:{self.units})\.?"
        spans = pattern.replace("SPAN", rf"(?:{ABOUT}\s?)?NUMBER[\s-]?{unit}")
        return spans.replace("UNIT", unit).replace("NUMBER", number)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bylines:
    """How an article names who wrote it."""

    by: str = ""  # stands before a name
    did: str = ""  # may stand before that: "written", "analysis"
    joins: str = ""  # stands between two names
    roles: str = ""  # what a person is, which is no name
    no_names: str = ""  # words that no name holds
    along: str = ""  # stands before those who helped: "with"
    helped: str = ""  # opens a line on who else worked on the article: "additional reporting by"
    after: str = ""  # stands after a name, before a place or a day: "in"; case counts
    houses: str = ""  # institutions that are for something by their very name
    card: str = ""  # label of the author in a card: "written by"
    addresses: str = ""  # what addresses of pages about authors hold: "authors?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pictures:
    """What is printed at a picture."""

    pictures: str = ""  # words for a picture, which open its credit
    credits: str = ""  # further words that open a credit
    captions: str = ""  # label of a caption
    labels: str = ""  # further words that only a layout prints before a caption or a credit: "via"
    places: str = ""  # how a label of a picture begins that is no name: "file", "left"


@dataclass(frozen=True, slots=True, kw_only=True)
class Boxes:
    """What stands among or below the text and is no part of it."""

    read_more: str = ""  # opens a pointer to another article
    opens: str = ""  # a button that brings out the rest of this one, all its words
    kinds: str = ""  # what an article is called above its headline: "opinion", a whole line
    paid: str = ""  # says there that somebody paid for it, at the beginning of the line
    onward: str = ""  # the link to the next page of this one, all its words
    adverts: str = ""  # label of an advertising slot, as a whole line
    labels: str = ""  # other labels, as whole lines
    beside_dates: str = ""  # reading times and buttons in a line of date or author
    licences: str = ""
    appeals: str = ""  # surely ask for money, an address or a click
    appeal_words: str = ""  # do so where several come together
    first_month: str = ""  # of an offer: "first month"
    notes: str = ""  # how the lines begin that publishers put below every article
    embeds: str = ""  # stands where a video or a post would be
    locked: str = ""  # says that the text is for subscribers
    asks: str = ""  # words of boxes that ask to subscribe, to sign in, to give
    comments: str = ""  # stands over the readers' comments, as a whole line
    follows: str = ""  # stands over the next article, as a whole line
    replies: str = ""  # a button below each of them, all its words
    says: str = ""  # stands behind the name of who wrote one
    ands: str = ""  # words that join names in a line of nothing but names, in one piece: "und"


@dataclass(frozen=True, slots=True, kw_only=True)
class Walls:
    """What walls, errors and shells say."""

    bot_titles: str = ""  # whole titles of challenges
    error_titles: str = ""
    consent_titles: str = ""
    login_titles: str = ""
    other_titles: str = ""  # of geo-blocks, parked domains, servers without a site
    error_word: str = ""  # stands before or behind a status: "error 404"
    robot: str = ""  # how a challenge begins
    robot_says: str = ""  # what it says further on
    errors: str = ""  # how the title of an error page begins
    consent: str = ""  # what it is about
    consent_asks: str = ""  # titles of a page that asks for consent
    accepts: str = ""  # a button that gives consent or leads to a choice, all its words
    login: str = ""
    subscribe: str = ""  # asks to subscribe in order to read on, anywhere in the markup
    subscribe_lines: str = ""  # the same, as a line that stands where the rest of an article would
    articles: str = ""  # what a meter counts: "3 of 3 free articles"
    left: str = ""  # says that a meter has not run out
    none: str = ""  # says that it has
    actions: str = ""  # buttons to subscribe or to log in
    action_signs: str = ""  # the same in scripts without spaces between words
    by_mail: str = ""  # words for news by mail, which is no wall
    commenting: str = ""  # words for readers' comments, which may be for subscribers alone
    loading: str = ""  # whole lines
    scriptless: str = ""  # asks for JavaScript


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What the rules that weigh an edit need to know; words parted by spaces."""

    function_words: str  # of little meaning of their own: a change of them is style
    style_words: str  # connect or stress; a change of them is style
    negations: str
    hedges: str  # how sure a claim is
    attributions: str  # who says so, and how
    numbers: str  # numbers and quantities in words
    loaded: str  # guilt, harm, blame: one word makes another story
    counting: str  # numbers from 0 on
    units: tuple[tuple[str, str], ...] = ()  # spellings of a unit of numbers, as a pattern, and its sign
    opposites: tuple[str, ...] = ()  # prefixes that turn a word into its opposite
    thousands: str = "."  # mark between thousands
    decimal: str = ","
    nouns_capitalized: bool = False  # then a capital tells no name


@dataclass(frozen=True, slots=True, kw_only=True)
class Claims:
    """What the rules need to know that tell what a change is about; words in lower case, parted by spaces."""

    weak: str  # a claim with one of these may as well not be so
    guarded: str  # one with these is likely, or others say so
    speech: str  # verbs with which somebody says something
    unsaid: str = ""  # words in front of such a verb by which nobody says anything: "to say"
    doubting: str = ""  # those of them that leave open whether it is so
    according: str = ""  # pattern; stands before who says so
    nameless: str  # who is nobody in particular
    pronouns: str  # stand for somebody who was named before
    no_names: str = ""  # abbreviations and words that have a capital and are no names
    uncounted: str = ""  # behind a figure these are not what it counts: "12 more"
    particles: str = ""  # inside of names, without a capital
    bodies: str = ""  # words that end the names of many institutions
    alike: tuple[str, ...] = ()  # words for one and the same country
    demonyms: str = ""  # pattern; how words end that say where somebody belongs and are no names
    endings: str = ""  # pattern; what parts the names of countries and of what belongs to them


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """What newsrooms write in one language."""

    code: str  # ISO 639-1, or 639-3 where that has none; as pages declare it
    name: str  # in English
    stops: str = ""  # marks that end a sentence, besides those of Latin script
    joined: bool = False  # nothing parts words, or prefixes grow onto them
    calendar: Calendar | None = None
    notices: Notices | None = None
    stamps: Stamps | None = None
    bylines: Bylines | None = None
    pictures: Pictures | None = None
    boxes: Boxes | None = None
    walls: Walls | None = None
    words: Words | None = None
    claims: Claims | None = None
