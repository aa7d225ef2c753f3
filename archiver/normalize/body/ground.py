"""Where the running text is: lines that are set alike, and the boxes that hold them."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from archiver.normalize.body.cards import is_card, is_comment
from archiver.normalize.page import wording
from archiver.normalize.page.forms import (
    ASIDES,
    ITEMS,
    LINE_TAGS,
    PARAGRAPHS,
    Form,
    are_kin,
    article_of,
    fills_box,
    form_of,
    kind_of,
    prose,
    stem_of,
)
from archiver.normalize.page.walk import Box, Line
from archiver.normalize.page.zones import Zone

TALK_WORTH = 0.3
APART = 0.25
"""What running text is worth below a label for comments, and in a teaser or a comment."""

ABOVE_TALK = 1_000
"""Running text above a label for comments that tells it from one in the head of the page."""

HOST = 0.4
"""Share of running text a family needs beside another inside it to be its host."""

OWN_SHARE = 6
"""Part of the text (one in six) that must stand in the headline's own `article` for others to be dropped."""

INNER = 0.7
"""How much text counts for the family it stands inside of, as a fact box inside an article."""

SCATTERED = 0.2
"""Share of a page's running text below which the heaviest family is not the article.

Of 1,049 pages with a known text, 5 are below it; read as scattered, 4 of them are read better and none worse.
"""

LONGEST_PROSE = 2_000
"""Most running text of a line that counts when a page is taken for scattered; more is no paragraph."""

Wrapper = tuple[int, tuple[tuple[str, str], ...]]

WRAPS = 4
"""Most boxes around a single paragraph that are followed."""


@dataclass(frozen=True, slots=True)
class Ground:
    """Where the body stands: the lines that surely are body, and the boxes they stand in."""

    form: Form  # of most of them
    sure: tuple[Line, ...]
    stems: frozenset[int]  # identities of the boxes they stand in
    wrappers: frozenset[Wrapper]  # chains of boxes that wrap single paragraphs
    inner: frozenset[Wrapper]  # beginnings of such chains
    start: int
    end: int  # index after the last of them

    @property
    def chars(self) -> int:
        """How long these lines are."""
        return sum(len(line.text) for line in self.sure)

    def is_paragraph(self, line: Line) -> bool:
        """Tell whether a line is set as a paragraph: by its element, or as a text is set in `div`s."""
        name = line.box.tag.name
        return name in LINE_TAGS or (name == "div" and fills_box(line) and form_of(line)[:2] == self.form[:2])

    def is_alike(self, line: Line) -> bool:
        """Tell whether a line is set like the text, by element and class, wherever it stands.

        A `div` without a class may be anything: it must be filled by the line, and stand in a box set like
        that of the text.
        """
        form = form_of(line)
        if form[:2] != self.form[:2]:
            return False
        return form[:2] != ("div", "") or (fills_box(line) and form[2:4] == self.form[2:4])


def find_ground(
    lines: Sequence[Line], besides: frozenset[int] = frozenset(), *, live: bool = False
) -> Ground | None:
    """Return where most running text is; None where there is none.

    Lines of one form belong together, and so do forms that stand side by side in one box.

    Args:
        lines: all lines of the page.
        besides: indices of lines that are known to be something else.
        live: the page is a live blog, whose entries are set as teasers and comments are elsewhere.
    """
    families = _Families()
    talk = len(lines)
    running = [prose(line) for line in lines]
    told = 0
    for line, says in zip(lines, running, strict=True):
        told += says
        low = line.index > len(lines) // 10 or told > ABOVE_TALK
        if line.index < talk and low and wording.is_comments_label(line.text):
            talk = line.index
        if says and line.index not in besides:
            trust = _trust(line) * (TALK_WORTH if line.index > talk else 1)
            crowded = not live and (is_card(line, lines, running) or is_comment(line, lines, running))
            apart = crowded or wording.is_appeal(line.text)
            families.add(line, says * trust * (APART if apart else 1), host=not crowded)
    best = families.best()
    if not best:
        return None
    forms: dict[Form, int] = defaultdict(int)
    for line in best:
        forms[form_of(line)] += len(line.text)
    main = max(forms, key=lambda form: forms[form])
    best = [line for line in best if not wording.is_appeal(line.text)] or best
    sure = _together(best)
    if main[0] == "p":  # then a bare text beside the paragraphs is a caption or a box, to be judged
        sure = [line for line in sure if line.box.tag.name in PARAGRAPHS] or sure
    return ground_of(main, sure)


def ground_of(form: Form, sure: Sequence[Line]) -> Ground:
    """Return the ground of these lines."""
    stems = {id(stem_of(line)) for line in sure}
    stems |= {id(line.box) for line in sure if line.box.end - line.box.start > 1}
    wrappers = _wrappers(sure)
    inner = {(anchor, chain[:n]) for anchor, chain in wrappers for n in range(1, len(chain))}
    return Ground(
        form=form,
        sure=tuple(sure),
        stems=frozenset(stems),
        wrappers=wrappers,
        inner=frozenset(inner) - wrappers,
        start=sure[0].index,
        end=sure[-1].index + 1,
    )


def _wrappers(sure: Sequence[Line]) -> frozenset[Wrapper]:
    """Return the chains of boxes that wrap single paragraphs alike."""
    counts: Counter[Wrapper] = Counter()
    indices = [line.index for line in sure]
    for line in sure:
        chain: tuple[tuple[str, str], ...] = ()
        box: Box | None = stem_of(line)
        while box and box.up and len(chain) < WRAPS:
            first = bisect_left(indices, box.start)
            if bisect_left(indices, box.end) - first > 1:
                break
            chain = ((box.tag.name, box.tag.attrs.get("class", "")), *chain)
            box = box.up
        if box and chain:
            counts[id(box), chain] += 1
    return frozenset(wrapper for wrapper in counts if counts[wrapper] > 1)


def wraps(box: Box | None, ground: Ground) -> bool | None:
    """Tell whether a box is set like those that wrap one paragraph each, or None if it is another."""
    chain: tuple[tuple[str, str], ...] = ()
    while ground.wrappers and box and box.up and len(chain) < WRAPS:
        chain = ((box.tag.name, box.tag.attrs.get("class", "")), *chain)
        box = box.up
        if (id(box), chain) in ground.wrappers:
            return True
        if (id(box), chain) in ground.inner:
            return False
    return None


class _Families:
    """Forms of lines, joined where they stand side by side."""

    def __init__(self) -> None:
        self._parent: dict[object, object] = {}
        self._lines: list[tuple[Form, Line, float]] = []
        self._said: set[str] = set()
        self._hosts: dict[int, Form] = {}  # boxes lines stand in, by identity

    def add(self, line: Line, worth: float, *, host: bool) -> None:
        """Count a line; one that was there before says nothing new.

        Args:
            line: the line.
            worth: how much running text it holds, in proportion to how likely it is the article's.
            host: the article may stand inside the box the line stands in; it never stands among comments.
        """
        form = kind_of(line)
        self._join(form, id(stem_of(line)))
        if host:
            self._hosts[id(stem_of(line))] = form
        self._lines.append((form, line, 0.0 if line.text in self._said else worth))
        self._said.add(line.text)

    def best(self) -> list[Line]:
        """Return the lines of the family with most text, what stands in boxes inside it counted in part."""
        totals: dict[object, float] = defaultdict(float)
        stems = {stem: self._root(form) for stem, form in self._hosts.items()}
        inner: dict[tuple[object, object], float] = defaultdict(float)
        for form, line, worth in self._lines:
            own = self._root(form)
            totals[own] += worth
            for root in {stems[id(box)] for box in stem_of(line).around() if id(box) in stems} - {own}:
                inner[root, own] += worth
        if not totals:
            return []
        owns = dict(totals)
        for (root, own), worth in inner.items():
            if owns[root] > HOST * owns[own]:
                totals[root] += INNER * worth
        top = max(totals, key=lambda root: totals[root])
        main = self._heaviest(top)
        kin = {top} | {self._root(form) for form, _, _ in self._lines if are_kin(form, main)}
        return [line for form, line, _ in self._lines if self._root(form) in kin]

    def _heaviest(self, root: object) -> Form:
        worths: dict[Form, float] = defaultdict(float)
        for form, _, worth in self._lines:
            if self._root(form) == root:
                worths[form] += worth
        return max(worths, key=lambda form: worths[form])

    def _root(self, item: object) -> object:
        while self._parent.setdefault(item, item) != item:
            self._parent[item] = self._parent[self._parent[item]]
            item = self._parent[item]
        return item

    def _join(self, one: object, other: object) -> None:
        self._parent[self._root(one)] = self._root(other)


def _trust(line: Line) -> float:
    zone = line.box.zone
    trust = 3.0 if zone & Zone.BODY else 1.0
    if zone & (Zone.ARTICLE | Zone.MAIN):
        trust *= 1.3
    if zone & ASIDES:
        trust *= 0.3
    if line.box.tag.name in ITEMS or zone & Zone.LIST:
        trust *= 0.5
    if "cookie" in line.text.lower():
        trust *= 0.2
    return trust


def _together(lines: list[Line]) -> list[Line]:
    """Return the lines without those that only share a form but stand in another place of the page.

    A box apart from the heaviest one counts if it is mostly running text itself.
    """
    weights: dict[int, int] = defaultdict(int)
    for line in lines:
        weights[id(stem_of(line))] += len(line.text)
    core = stem_of(max(lines, key=lambda line: weights[id(stem_of(line))]))
    kept = []
    for line in lines:
        stem = stem_of(line)
        if stem is core or (line.box.zone & ASIDES) == (core.zone & ASIDES):
            kept.append(line)
    return kept or lines


def narrow(ground: Ground, headline: Line | None, *, live: bool) -> Ground:
    """Return the ground without other articles that follow on the same page.

    Args:
        ground: where running text was found.
        headline: the line that shows the headline, if one does.
        live: the page is a live blog, whose entries are articles, too.
    """
    if headline is None or live:
        return ground
    home = {id(box) for box in headline.box.around() if box.tag.name == "article"}
    weights: dict[int, int] = defaultdict(int)
    for line in ground.sure:
        weights[article_of(line)] += len(line.text)
    own = [line for line in ground.sure if not home or article_of(line) in home]
    if sum(len(line.text) for line in own) * OWN_SHARE < sum(weights.values()):
        heaviest = max(weights, key=lambda article: weights[article])
        own = [line for line in ground.sure if article_of(line) == heaviest]
    return ground_of(ground.form, own) if home and len(own) < len(ground.sure) else ground


def scattered(ground: Ground, lines: Sequence[Line], headline: Line | None) -> Ground:
    """Return the ground of an article that stands in boxes of many forms, none of which holds much of it.

    Args:
        ground: where most running text of one family is.
        lines: all lines of the page.
        headline: the line that shows the headline, if one does.
    """
    running = [min(prose(line), LONGEST_PROSE) for line in lines]
    below = [
        line
        for line in lines[headline.index + 1 if headline else 0 :]
        if running[line.index] and not line.box.zone & ASIDES
    ]
    told = sum(running[line.index] for line in ground.sure)
    if told >= SCATTERED * sum(running[line.index] for line in below):
        return ground
    sure = {
        line.text: line
        for line in reversed(below)
        if not wording.boilerplate(line.text)
        and not is_card(line, lines, running)
        and not is_comment(line, lines, running)
    }
    if told >= SCATTERED * sum(running[line.index] for line in sure.values()):
        return ground
    return ground_of(ground.form, sorted(sure.values(), key=lambda line: line.index))
