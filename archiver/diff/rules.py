"""Rules that weigh one change of wording; each can be read, and explained, in one line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz.distance import OSA

from archiver.diff.changes import Change
from archiver.diff.lexicon import Lexicon
from archiver.diff.tokens import words_of
from archiver.model.diff import Weight
from archiver.model.text import same_text

CLAIM_WORDS = 3
"""Words of meaning that must come or go together to make a claim.

Source: the hand-labelled revisions of arXivEdits and ArgRewrite, in which fewer are mostly style.
"""

REWRITTEN_WORDS = 4
"""Words of meaning that must be replaced together for another statement instead of other words."""

SLIP_LETTERS = 4
"""Letters; one letter of a shorter word makes another word more often than a slip."""


class Rule(StrEnum):
    """Why a change weighs what it weighs; the value is how a person is told."""

    NUMBER = "number changed"
    DATE = "date changed"
    NAME = "name changed"
    NEGATION = "negation added or removed"
    REVERSED = "word turned into its opposite"
    QUOTATION = "quotation changed"
    QUOTE_MARKS = "quotation marks added or removed"
    ATTRIBUTION = "attribution changed"
    CERTAINTY = "certainty changed"
    LOADED = "word of guilt, harm or blame changed"
    QUESTION = "statement turned into a question, or back"
    CLAIM_ADDED = "claim added"
    CLAIM_REMOVED = "claim removed"
    REWRITTEN = "passage rewritten"
    HEADLINE = "headline reworded"
    AUTHOR = "author changed"
    PARAGRAPH_ADDED = "paragraph added"
    PARAGRAPH_REMOVED = "paragraph removed"
    NOTICE = "notice of the publisher added, changed or removed"
    LINK = "link leads to another site"
    LINK_STYLE = "link added, removed or respelt"
    MOVED = "paragraph moved"
    LAYOUT = "paragraph split or merged"
    PAGE_DATA = "page data changed"
    WORDING = "word replaced, added or dropped"
    NUMBER_STYLE = "number written otherwise"
    SPELLING = "spelling corrected"
    INFLECTION = "form of a word changed"
    STYLE = "wording polished"
    PUNCTUATION = "punctuation changed"
    CAPITALS = "capitals changed"
    SPACING = "spacing or hyphens changed"


COSMETIC = frozenset(
    {
        Rule.LINK_STYLE,
        Rule.MOVED,
        Rule.LAYOUT,
        Rule.PAGE_DATA,
        Rule.WORDING,
        Rule.NUMBER_STYLE,
        Rule.SPELLING,
        Rule.INFLECTION,
        Rule.STYLE,
        Rule.PUNCTUATION,
        Rule.CAPITALS,
        Rule.SPACING,
    }
)
"""Rules of a change that leaves what a reader learns as it was."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A rule that fired, and the words it fired on."""

    rule: Rule
    old: str = ""
    new: str = ""

    @property
    def weight(self) -> Weight:
        """What the change amounts to by this rule alone."""
        return Weight.COSMETIC if self.rule in COSMETIC else Weight.SUBSTANTIVE


def findings(change: Change, lexicon: Lexicon) -> list[Finding]:
    """Return the rules that a change of wording falls under; at least one."""
    rules = list(dict.fromkeys(_rules(change, lexicon)))
    heavy = [rule for rule in rules if rule not in COSMETIC]
    old, new = " ".join(change.old.split()), " ".join(change.new.split())
    return [Finding(rule=rule, old=old, new=new) for rule in heavy or rules or [Rule.STYLE]]


def _rules(change: Change, lexicon: Lexicon) -> Iterator[Rule]:
    old, new = same_text(change.old), same_text(change.new)
    yield from _number_rules(old, new, lexicon)
    if old.count("?") != new.count("?") and (not change.old_words) == (not change.new_words):
        yield Rule.QUESTION
    if _letters(old) == _letters(new):
        yield _mark_rule(old, new)
        return
    if _letters(old).casefold() == _letters(new).casefold():
        yield Rule.CAPITALS
        return
    if _marks(old, '"') != _marks(new, '"') and not change.quoted:
        yield Rule.QUOTATION if change.old_words and change.new_words else Rule.QUOTE_MARKS
    yield from _word_rules(change, lexicon)


# --- marks ----------------------------------------------------------------------------------------


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def _marks(text: str, mark: str) -> int:
    return text.count(mark)


def _mark_rule(old: str, new: str) -> Rule:
    """Return what a change of nothing but marks and spaces is."""
    old_quotes, new_quotes = _quote_marks(old), _quote_marks(new)
    if bool(old_quotes) != bool(new_quotes):
        return Rule.QUOTE_MARKS
    left = re.sub(r"[\s–—-]", "", old), re.sub(r"[\s–—-]", "", new)
    return Rule.SPACING if left[0] == left[1] else Rule.PUNCTUATION


def _quote_marks(text: str) -> int:
    """Count quotation marks; an apostrophe inside or at the end of a word is none."""
    return len(re.findall(r"\"|(?<!\w)'", text))


# --- numbers --------------------------------------------------------------------------------------

_UNIT_NAMES = (
    (re.compile(r"per ?cent|prozent|pour cent|por ciento", re.IGNORECASE), "%"),
    (re.compile(r"(?:us)?\$|dollars?|usd", re.IGNORECASE), "$"),
    (re.compile(r"euros?|eur|€", re.IGNORECASE), "€"),
    (re.compile(r"millionen|millones|millions?|millón|mio\.?|mn\b|(?<=\d)m\b", re.IGNORECASE), "M"),
    (re.compile(r"milliarden?|milliards?|billions?|mrd\.?|bn\b|mil millones", re.IGNORECASE), "G"),
    (re.compile(r"a\.m\.", re.IGNORECASE), "am"),
    (re.compile(r"p\.m\.", re.IGNORECASE), "pm"),
)


def _number_rules(old: str, new: str, lexicon: Lexicon) -> Iterator[Rule]:
    before, after = _numbers(old, lexicon), _numbers(new, lexicon)
    if before != after:
        yield Rule.NUMBER
    elif before and sorted(_digits(old)) != sorted(_digits(new)):
        yield Rule.NUMBER_STYLE


def _digits(text: str) -> list[str]:
    return [token for token in words_of(text)[0] if any(map(str.isdigit, token)) and not token[0].isalpha()]


def _numbers(text: str, lexicon: Lexicon) -> Counter[str]:
    """Return the numbers of a text with their units, however written; "one" alone is none."""
    found: Counter[str] = Counter()
    for token in words_of(text)[0]:
        word = token.lower()
        if any(map(str.isdigit, word)) and not word[0].isalpha():
            found[_plain_number(word, lexicon)] += 1
        elif word in lexicon.counting[2:]:
            found[str(lexicon.counting.index(word))] += 1
        elif word in lexicon.numbers and word not in lexicon.counting:
            found[word] += 1
    return found


def _plain_number(token: str, lexicon: Lexicon) -> str:
    thousands, decimal = (",", ".") if lexicon.language == "en" else (".", ",")
    for pattern, name in _UNIT_NAMES:
        token = pattern.sub(name, token)
    token = re.sub(rf"(?<=\d)[{re.escape(thousands)}\s'’](?=\d{{3}}(?!\d))", "", token)
    token = token.replace(decimal, ".") if re.search(r"\d" + re.escape(decimal) + r"\d", token) else token
    currency = "".join(sorted(set(re.findall(r"[$€£¥%]", token))))
    return re.sub(r"[$€£¥%\s-]", "", token) + currency if currency else re.sub(r"\s", "", token)


# --- words ----------------------------------------------------------------------------------------


def _word_rules(change: Change, lexicon: Lexicon) -> Iterator[Rule]:
    gone, came = _difference(change.old_words, change.new_words)
    if not gone and not came:
        yield Rule.STYLE
        return
    yield from _listed_rules(gone, came, lexicon)
    if _names(change, gone, lexicon) != _names(change, came, lexicon):
        yield Rule.NAME
    if _listed(gone, lexicon.loaded) != _listed(came, lexicon.loaded):
        yield Rule.LOADED
    gone, came, twins = _without_twins(_meaning(gone, lexicon), _meaning(came, lexicon))
    yield from twins
    if change.quoted and (gone or came):
        yield Rule.QUOTATION
    yield from _claim_rules(gone, came)


def _difference(old: list[str], new: list[str]) -> tuple[list[str], list[str]]:
    """Return the words only one side has; what merely changed its place is on neither."""
    before = Counter(word.casefold() for word in old)
    after = Counter(word.casefold() for word in new)
    return _spelt(old, before - after), _spelt(new, after - before)


def _spelt(words: list[str], wanted: Counter[str]) -> list[str]:
    left = Counter(wanted)
    found = []
    for word in words:
        if left[word.casefold()] > 0:
            left[word.casefold()] -= 1
            found.append(word)
    return found


def _listed_rules(gone: list[str], came: list[str], lexicon: Lexicon) -> Iterator[Rule]:
    if _negations(gone, lexicon) != _negations(came, lexicon):
        yield Rule.NEGATION
    if _calendar(gone, lexicon) != _calendar(came, lexicon):
        yield Rule.DATE
    if _stems(gone, lexicon.attributions) != _stems(came, lexicon.attributions):
        yield Rule.ATTRIBUTION
    if bool(_stems(gone, lexicon.hedges)) != bool(_stems(came, lexicon.hedges)):
        yield Rule.CERTAINTY


def _negations(words: Iterable[str], lexicon: Lexicon) -> int:
    return sum(w.casefold() in lexicon.negations or w.casefold().endswith("n't") for w in words)


def _calendar(words: Iterable[str], lexicon: Lexicon) -> set[str]:
    """Return months and days; where they have a capital, a word without one is another word."""
    capital = lexicon.language == "en"
    return {
        w.casefold()
        for w in words
        if w.casefold() in lexicon.calendar and (w[0].isupper() or not capital or len(w) > 5)
    }


def _listed(words: Iterable[str], listed: frozenset[str]) -> set[str]:
    return {word.casefold()[:4] for word in words if word.casefold() in listed}


def _stems(words: Iterable[str], listed: frozenset[str]) -> set[str]:
    """Return the listed words by their first letters, so that "says" and "said" are one."""
    return {word.casefold()[:2] for word in words if word.casefold() in listed}


def _names(change: Change, words: list[str], lexicon: Lexicon) -> set[str]:
    """Return the words whose capital shows a name."""
    if change.titled or lexicon.nouns_capitalized:
        return set()
    first: set[str] = set()
    if change.opens:
        first = {*change.old_words[:1], *change.new_words[:1]}
    return {
        word
        for word in words
        if word[0].isupper()
        and word not in first
        and word.casefold() not in lexicon.calendar
        and word.casefold() not in lexicon.function_words
        and word.casefold() not in lexicon.style_words
    }


def _meaning(words: list[str], lexicon: Lexicon) -> list[str]:
    """Return the words with a meaning of their own, in lower case."""
    lowered = [word.casefold() for word in words]
    return [
        word for word in lowered if word not in lexicon.function_words and word not in lexicon.style_words
    ]


def _without_twins(gone: list[str], came: list[str]) -> tuple[list[str], list[str], list[Rule]]:
    """Take out the words that are one another, spelt or inflected otherwise, or reversed."""
    left = list(came)
    rules: list[Rule] = []
    unmatched = []
    for word in gone:
        twin = next(((other, rule) for other in left if (rule := _kinship(word, other))), None)
        if twin is None:
            unmatched.append(word)
            continue
        left.remove(twin[0])
        rules.append(twin[1])
    return unmatched, left, rules


_OPPOSITE = ("un", "in", "im", "ir", "il", "dis", "non", "non-", "mis", "anti", "miss", "dés", "des")


def _kinship(old: str, new: str) -> Rule | None:
    """Return how two words are one: turned to the opposite, inflected, or misspelt."""
    longer, shorter = (old, new) if len(old) > len(new) else (new, old)
    if len(shorter) >= 3 and any(longer == prefix + shorter for prefix in _OPPOSITE):
        return Rule.REVERSED
    shared = 0
    for one, other in zip(old, new, strict=False):
        if one != other:
            break
        shared += 1
    if shared >= max(3, 0.6 * len(longer)):
        return Rule.INFLECTION
    slips = 1 if len(longer) < 8 else 2
    if (
        old[0] == new[0]
        and len(shorter) >= SLIP_LETTERS
        and OSA.distance(old, new, score_cutoff=slips) <= slips
    ):
        return Rule.SPELLING
    if sorted(old) == sorted(new) and OSA.distance(old, new) <= 1:
        return Rule.SPELLING
    return None


def _claim_rules(gone: list[str], came: list[str]) -> Iterator[Rule]:
    if len(came) - len(gone) >= CLAIM_WORDS:
        yield Rule.CLAIM_ADDED
    elif len(gone) - len(came) >= CLAIM_WORDS:
        yield Rule.CLAIM_REMOVED
    elif min(len(gone), len(came)) >= REWRITTEN_WORDS:
        yield Rule.REWRITTEN
    elif gone or came:
        yield Rule.WORDING
