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
from archiver.diff.numbers import numbers_of
from archiver.language import LANGUAGES
from archiver.model.diff import Weight
from archiver.model.text import same_text

CLAIM_WORDS = 3
"""Words of meaning that must come or go together to make a claim.

Source: the hand-labelled revisions of arXivEdits and ArgRewrite, in which fewer are mostly style.
"""

REPLACED_WORDS = 4
"""The same where other words stood or stand in that place, and for a passage replaced by as long a one."""

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
    CONTRIBUTORS = "contributors changed"
    PARAGRAPH_ADDED = "paragraph added"
    PARAGRAPH_REMOVED = "paragraph removed"
    NOTICE = "notice of the publisher added, changed or removed"
    PICTURE = "picture replaced or removed"
    PICTURE_ADDED = "picture added"
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
        Rule.CONTRIBUTORS,
        Rule.PICTURE_ADDED,
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
class Match:
    """A rule that fired, and the words it fired on."""

    rule: Rule
    old: str = ""
    new: str = ""

    @property
    def weight(self) -> Weight:
        """What the change amounts to by this rule alone."""
        return Weight.COSMETIC if self.rule in COSMETIC else Weight.SUBSTANTIVE


def matches(change: Change, lexicon: Lexicon) -> list[Match]:
    """Return the rules that a change of wording falls under; at least one.

    Where a weighty one fired, the others are left out; where a claim came or went whole, so are
    the numbers, names and so on that are part of it.
    """
    found = list(dict.fromkeys(_matches(change, lexicon)))
    claims = [f for f in found if f.rule in (Rule.CLAIM_ADDED, Rule.CLAIM_REMOVED)]
    if claims and not (change.old_words and change.new_words):
        return claims
    heavy = [match for match in found if match.weight is Weight.SUBSTANTIVE]
    return heavy or found or [_on(Rule.STYLE, change)]


def _on(rule: Rule, change: Change) -> Match:
    return Match(rule=rule, old=" ".join(change.old.split()), new=" ".join(change.new.split()))


def _on_words(rule: Rule, gone: Iterable[str], came: Iterable[str]) -> Match:
    return Match(rule=rule, old=" ".join(gone), new=" ".join(came))


def _matches(change: Change, lexicon: Lexicon) -> Iterator[Match]:
    old, new = same_text(change.old), same_text(change.new)
    yield from _number_matches(old, new, lexicon)
    if old.count("?") != new.count("?") and bool(change.old_words) == bool(change.new_words):
        yield _on(Rule.QUESTION, change)
    if _letters(old) == _letters(new):
        yield _on(_rule_of_marks(old, new), change)
        return
    if _letters(old).casefold() == _letters(new).casefold():
        yield _on(Rule.CAPITALS, change)
        return
    if old.count('"') != new.count('"') and not change.quoted:
        both = change.old_words and change.new_words
        yield _on(Rule.QUOTATION if both else Rule.QUOTE_MARKS, change)
    yield from _word_matches(change, lexicon)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def _rule_of_marks(old: str, new: str) -> Rule:
    """Return what a change of nothing but marks and spaces is."""
    if bool(_quote_marks(old)) != bool(_quote_marks(new)):
        return Rule.QUOTE_MARKS
    left = re.sub(r"[\s–—-]", "", old), re.sub(r"[\s–—-]", "", new)
    return Rule.SPACING if left[0] == left[1] else Rule.PUNCTUATION


def _quote_marks(text: str) -> int:
    """Count quotation marks; an apostrophe inside or at the end of a word is none."""
    return len(re.findall(r"\"|(?<!\w)'", text))


def _number_matches(old: str, new: str, lexicon: Lexicon) -> Iterator[Match]:
    gone, came = numbers_of(old, lexicon), numbers_of(new, lexicon)
    if sorted(gone.values()) != sorted(came.values()):
        values = Counter(gone.values()), Counter(came.values())
        only_old, only_new = values[0] - values[1], values[1] - values[0]
        yield _on_words(
            Rule.NUMBER,
            [written for written, value in gone.items() if value in only_old],
            [written for written, value in came.items() if value in only_new],
        )
    elif gone.keys() != came.keys():
        yield _on_words(Rule.NUMBER_STYLE, gone.keys() - came.keys(), came.keys() - gone.keys())


def _word_matches(change: Change, lexicon: Lexicon) -> Iterator[Match]:
    gone, came = _difference(change.old_words, change.new_words)
    if not gone and not came:
        yield _on(Rule.STYLE, change)
        return
    yield from _listed_matches(gone, came, lexicon)
    names = _names(change, gone, lexicon), _names(change, came, lexicon)
    if set(names[0]) != set(names[1]):
        yield _on_words(Rule.NAME, *names)
    left_gone, left_came, twins = _without_twins(
        _meaning(gone, lexicon), _meaning(came, lexicon), lexicon.attributions
    )
    yield from twins
    if change.quoted and (left_gone or left_came):
        yield _on(Rule.QUOTATION, change)
    rule = _rule_of_claims(len(left_gone), len(left_came))
    if rule is not None:
        yield _on(rule, change)


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


def _listed_matches(gone: list[str], came: list[str], lexicon: Lexicon) -> Iterator[Match]:
    """Give the matches of words that a list of the language names."""
    lists = (
        (Rule.NEGATION, _negations, len),
        (Rule.DATE, _calendar, _folded),
        (Rule.ATTRIBUTION, _attributions, _stems_of_two),
        (Rule.CERTAINTY, _hedges, bool),
        (Rule.LOADED, _loaded, _stems_of_four),
    )
    for rule, pick, essence in lists:
        old, new = pick(gone, lexicon), pick(came, lexicon)
        if essence(old) != essence(new):
            yield _on_words(rule, old, new)


def _negations(words: list[str], lexicon: Lexicon) -> list[str]:
    return [w for w in words if w.casefold() in lexicon.negations or w.casefold().endswith("n't")]


def _calendar(words: list[str], lexicon: Lexicon) -> list[str]:
    """Return months and days; English ones have a capital, so "may" and "march" are other words."""
    listed = [word for word in words if word.casefold() in lexicon.calendar]
    return [w for w in listed if lexicon.language != "en" or w[0].isupper() or w in lexicon.lower_days]


def _attributions(words: list[str], lexicon: Lexicon) -> list[str]:
    return [word for word in words if word.casefold() in lexicon.attributions]


def _hedges(words: list[str], lexicon: Lexicon) -> list[str]:
    return [word for word in words if word.casefold() in lexicon.hedges]


def _loaded(words: list[str], lexicon: Lexicon) -> list[str]:
    return [word for word in words if word.casefold() in lexicon.loaded]


def _folded(words: list[str]) -> frozenset[str]:
    return frozenset(word.casefold() for word in words)


def _stems_of_two(words: list[str]) -> frozenset[str]:
    """Return words by two letters: "says" and "said" are one."""
    return frozenset(word.casefold()[:2] for word in words)


def _stems_of_four(words: list[str]) -> frozenset[str]:
    return frozenset(word.casefold()[:4] for word in words)


def _names(change: Change, words: list[str], lexicon: Lexicon) -> list[str]:
    """Return the words whose capital shows a name."""
    if change.titled or lexicon.nouns_capitalized:
        return []
    first = change.first_words
    common = lexicon.calendar | lexicon.function_words | lexicon.style_words | lexicon.numbers
    common |= frozenset(lexicon.counting)
    return [w for w in words if w[0].isupper() and w not in first and w.casefold() not in common]


def _meaning(words: list[str], lexicon: Lexicon) -> list[str]:
    """Return the words with a meaning of their own, in lower case; negations have a rule of theirs."""
    empty = lexicon.function_words | lexicon.style_words
    words = [word for word in words if not _negations([word], lexicon)]
    return [word for word in map(str.casefold, words) if word not in empty]


def _without_twins(
    gone: list[str], came: list[str], attributions: frozenset[str]
) -> tuple[list[str], list[str], list[Match]]:
    """Take out the words that are one another, spelt or inflected otherwise, or reversed."""
    left = list(came)
    found: list[Match] = []
    unmatched = []
    for word in gone:
        twin = next(((other, rule) for other in left if (rule := _kinship(word, other, attributions))), None)
        if twin is None:
            unmatched.append(word)
            continue
        left.remove(twin[0])
        found.append(Match(rule=twin[1], old=word, new=twin[0]))
    return unmatched, left, found


_OPPOSITE = frozenset(prefix for each in LANGUAGES.values() if each.words for prefix in each.words.opposites)


def _kinship(old: str, new: str, attributions: frozenset[str]) -> Rule | None:
    """Return how two words are one: turned to the opposite, inflected, or misspelt."""
    if {old, new} <= attributions and old[:2] == new[:2]:
        return Rule.INFLECTION
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
    turned = sorted(old) == sorted(new) and OSA.distance(old, new) <= (1 if len(old) < 6 else 2)
    return Rule.SPELLING if turned else None


def _rule_of_claims(gone: int, came: int) -> Rule | None:
    """Return what the number of words with a meaning that went and came amounts to."""
    if came - gone >= (REPLACED_WORDS if gone else CLAIM_WORDS):
        return Rule.CLAIM_ADDED
    if gone - came >= (REPLACED_WORDS if came else CLAIM_WORDS):
        return Rule.CLAIM_REMOVED
    if min(gone, came) >= REPLACED_WORDS:
        return Rule.REWRITTEN
    return Rule.WORDING if gone or came else None
