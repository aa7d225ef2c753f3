"""Seeded edits to real article bodies, each with what a differ should say about it."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

Expected = tuple[str, tuple[int, ...], tuple[int, ...]]
"""Kind of alignment, positions in the old body, positions in the new one."""

SMALL = ("word", "number", "negation", "punctuation", "quotes", "case")
LARGE = ("move", "move+12%", "move+30%", "split", "merge", "insert", "delete", "rewrite")
KINDS = (*SMALL, *LARGE)

_ALIGNED = {
    **dict.fromkeys(SMALL, "edited"),
    "move": "moved",
    "move+12%": "moved",
    "move+30%": "moved",
    "split": "split",
    "merge": "merged",
    "insert": "added",
    "delete": "removed",
    "rewrite": "rewritten",
}


@dataclass
class Case:
    """An old and a new body, the edit under test, and the small ones made beside it."""

    kind: str
    old: list[str]
    new: list[str]
    expected: Expected
    needles: tuple[str, str] = ("", "")  # words that must show as removed and as added
    beside: list[Expected] = field(default_factory=list)
    alternatives: list[Expected] = field(default_factory=list)  # as right as `expected`


@dataclass
class _Piece:
    """A block on its way: where it came from, and its text now."""

    origin: tuple[int, ...]
    text: str


def cases(bodies: Sequence[list[str]], kind: str, count: int, seed: int) -> Iterator[Case]:
    """Give `count` cases of one kind, each on another article where there are enough."""
    rng = random.Random(f"{seed}/{kind}")
    usable = [body for body in bodies if len(body) >= 8 and len(set(body)) == len(body)]
    made = tries = 0
    while made < count and tries < 50 * count:
        tries += 1
        case = _case(rng.choice(usable), kind, rng, bodies)
        if case is not None:
            made += 1
            yield case


def _case(body: list[str], kind: str, rng: random.Random, bodies: Sequence[list[str]]) -> Case | None:
    pieces = [_Piece((i,), text) for i, text in enumerate(body)]
    long = [i for i, text in enumerate(body) if len(text.split()) >= 12]
    if len(long) < 4:
        return None
    target = rng.choice(long)
    needles = ("", "")
    if kind in SMALL:
        edited = SMALL_EDITS[kind](body[target], rng)
        if edited is None:
            return None
        pieces[target].text, needles = edited
    elif not _large(pieces, kind, target, rng, bodies):
        return None
    touched = {target, target + 1} if kind == "merge" else {target}
    beside = _edit_beside(pieces, [i for i in long if i not in touched], rng)
    new = [piece.text for piece in pieces]
    return _described(Case(kind, body, new, ("", (), ()), needles), pieces, target, beside)


def _described(case: Case, pieces: list[_Piece], target: int, beside: list[int]) -> Case:
    where: dict[int, list[int]] = {}
    for j, piece in enumerate(pieces):
        for i in piece.origin:
            where.setdefault(i, []).append(j)
    now = tuple(where.get(target, ()))
    aligned = _ALIGNED[case.kind]
    if case.kind == "insert":
        case.expected = (aligned, (), next((j,) for j, p in enumerate(pieces) if not p.origin))
    elif case.kind == "rewrite":
        case.expected = (aligned, (target,), next((j,) for j, p in enumerate(pieces) if not p.origin))
    elif case.kind == "merge":
        case.expected = (aligned, pieces[now[0]].origin, now)
    else:
        case.expected = (aligned, (target,), now)
    case.beside = [("edited", (i,), tuple(where[i])) for i in beside]
    if case.kind.startswith("move") and abs(now[0] - target) == 1:  # as true: the neighbour moved
        case.alternatives = [("moved", (now[0],), tuple(where[now[0]]))]
    return case


def _edit_beside(pieces: list[_Piece], free: list[int], rng: random.Random) -> list[int]:
    """Make two small edits elsewhere."""
    rng.shuffle(free)
    done = []
    for i in free:
        if len(done) == 2:
            break
        piece = next((p for p in pieces if p.origin == (i,)), None)
        edited = piece and _word(piece.text, rng)
        if piece and edited and sum(p.origin == (i,) for p in pieces) == 1:
            piece.text = edited[0]
            done.append(i)
    return done


# --- small edits: text → (new text, (removed, added)) ------------------------------------------------

Edited = tuple[str, tuple[str, str]]


def _word(text: str, rng: random.Random) -> Edited | None:
    words = list(re.finditer(r"(?<![\w'’-])[^\W\d_]{4,}(?![\w'’-])", text))
    if len(words) < 2:
        return None
    old = rng.choice(words)
    others = [w.group() for w in words if w.group().lower() != old.group().lower()]
    if not others:
        return None
    new = rng.choice(others)
    return text[: old.start()] + new + text[old.end() :], (old.group(), new)


def _number(text: str, rng: random.Random) -> Edited | None:
    digits = [m.start() for m in re.finditer(r"\d", text)]
    if not digits:
        return None
    at = rng.choice(digits)
    other = rng.choice([d for d in "0123456789" if d != text[at]])
    return text[:at] + other + text[at + 1 :], (text[at], other)


def _negation(text: str, rng: random.Random) -> Edited | None:
    spaces = [m.start() for m in re.finditer(r"(?<=[^\W\d_]) (?=[^\W\d_])", text)]
    if not spaces:
        return None
    at = rng.choice(spaces)
    return f"{text[:at]} not{text[at:]}", ("", "not")


def _punctuation(text: str, rng: random.Random) -> Edited | None:
    marks = [m.start() for m in re.finditer(r"[.,;!](?= |$)", text)]
    if not marks:
        return None
    at = rng.choice(marks)
    new = "?" if text[at] in ".!" else "."
    return text[:at] + new + text[at + 1 :], (text[at], new)


def _quotes(text: str, rng: random.Random) -> Edited | None:
    words = list(re.finditer(r"(?<= )[^\W\d_]{4,}(?= )", text))
    if not words:
        return None
    word = rng.choice(words)
    return f"{text[: word.start()]}“{word.group()}”{text[word.end() :]}", ("", "“")


def _case_of(text: str, rng: random.Random) -> Edited | None:
    words = list(re.finditer(r"(?<= )[^\W\d_]{3,}(?= )", text))
    words = [
        w for w in words if w.group().swapcase() != w.group() and len(w.group()) == len(w.group().swapcase())
    ]
    if not words:
        return None
    word = rng.choice(words)
    new = word.group()[0].swapcase() + word.group()[1:]
    return text[: word.start()] + new + text[word.end() :], (word.group(), new)


SMALL_EDITS: dict[str, Callable[[str, random.Random], Edited | None]] = {
    "word": _word,
    "number": _number,
    "negation": _negation,
    "punctuation": _punctuation,
    "quotes": _quotes,
    "case": _case_of,
}


# --- large edits -----------------------------------------------------------------------------------


def _large(
    pieces: list[_Piece], kind: str, target: int, rng: random.Random, bodies: Sequence[list[str]]
) -> bool:
    if kind.startswith("move"):
        return _move(pieces, target, {"move": 0.0, "move+12%": 0.12, "move+30%": 0.3}[kind], rng)
    if kind == "split":
        return _split(pieces, target, rng)
    if kind == "merge":
        return _merge(pieces, target)
    if kind == "insert":
        pieces.insert(target + 1, _Piece((), _foreign(rng, bodies, pieces)))
    elif kind == "delete":
        del pieces[target]
    elif kind == "rewrite":
        pieces[target] = _Piece((), _foreign(rng, bodies, pieces))
    return True


def _move(pieces: list[_Piece], target: int, share: float, rng: random.Random) -> bool:
    places = [k for k in range(len(pieces)) if abs(k - target) >= 2]
    if not places:
        return False
    piece = pieces.pop(target)
    piece.text = shaken(piece.text, share, rng)
    pieces.insert(rng.choice(places), piece)
    return True


def shaken(text: str, share: float, rng: random.Random) -> str:
    """Return the text with that share of its words replaced by words of its own or dropped."""
    words = text.split(" ")
    for k in rng.sample(range(len(words)), round(share * len(words))):
        words[k] = rng.choice(("reportedly", "later", "others", "council", "several", "north"))
    return " ".join(words)


def _split(pieces: list[_Piece], target: int, rng: random.Random) -> bool:
    text = pieces[target].text
    cuts = [m.end() for m in re.finditer(r"[.!?]['\"”’]? (?=\w)", text)]
    cuts = [at for at in cuts if len(text[:at].split()) >= 4 and len(text[at:].split()) >= 4]
    if not cuts:
        return False
    at = rng.choice(cuts)
    pieces[target : target + 1] = [_Piece((target,), text[:at].strip()), _Piece((target,), text[at:])]
    return True


def _merge(pieces: list[_Piece], target: int) -> bool:
    if target + 1 >= len(pieces) or len(pieces[target + 1].text.split()) < 4:
        return False
    first, second = pieces[target], pieces[target + 1]
    pieces[target : target + 2] = [_Piece((target, target + 1), f"{first.text} {second.text}")]
    return True


def _foreign(rng: random.Random, bodies: Sequence[list[str]], pieces: list[_Piece]) -> str:
    """Return a paragraph of another article."""
    mine = {piece.text for piece in pieces}
    while True:
        text = rng.choice(rng.choice(bodies))
        if text not in mine and len(text.split()) >= 8:
            return text


# --- variations that are no edit -----------------------------------------------------------------------


def no_ops(bodies: Sequence[list[str]], count: int, seed: int) -> Iterator[tuple[str, list[str], list[str]]]:
    """Give bodies varied in what no reader sees: (kind of variation, old, new)."""
    rng = random.Random(f"{seed}/no-op")
    names = list(NO_OPS)
    for k in range(count):
        body = rng.choice(bodies)
        name = names[k % len(names)]
        old = [*body, f"{rng.randint(2, 9)} min read", f"{rng.randint(10, 999)} comments"]
        new = [NO_OPS[name](text, rng) for text in body]
        yield name, old, [*new, f"{rng.randint(2, 9)} min read", f"{rng.randint(10, 999)} comments"]


def _curly(text: str, rng: random.Random) -> str:
    del rng
    text = re.sub(r'"([^"]*)"', r"“\1”", text)
    return text.replace("'", "’")


def _straight(text: str, rng: random.Random) -> str:
    del rng
    return text.translate(str.maketrans("‘’“”„«»", '\'\'"""""'))


def _sprinkled(marks: str) -> Callable[[str, random.Random], str]:
    def sprinkle(text: str, rng: random.Random) -> str:
        places = [m.start() for m in re.finditer(r"(?<=[a-z])(?=[a-z])", text)]
        for at in sorted(rng.sample(places, min(5, len(places))), reverse=True):
            text = text[:at] + rng.choice(marks) + text[at:]
        return text

    return sprinkle


def _spaced(text: str, rng: random.Random) -> str:
    return re.sub(r" ", lambda _: rng.choice((" ", "\u00a0", "\u2009", "  ")), text)


NO_OPS: dict[str, Callable[[str, random.Random], str]] = {
    "curly quotes": _curly,
    "straight quotes": _straight,
    "white space": _spaced,
    "soft hyphens": _sprinkled("\u00ad"),
    "invisible characters": _sprinkled("\u200b\u2060\ufeff\u200e"),
    "decomposed letters": lambda text, _: unicodedata.normalize("NFD", text),
    "counters": lambda text, _: text,
}
