"""Seeded edits to real article bodies, each with what a differ should say about it."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

Expected = tuple[str, tuple[int, ...], tuple[int, ...]]
"""Kind of alignment, positions in the old body, positions in the new one."""

SMALL = ("word", "number", "negation", "punctuation", "quotes", "case")
LARGE = (
    "move", "move short", "move section", "swap", "move+12%", "move+30%", "split", "split in 3", "split+12%",
    "merge", "merge+12%", "insert", "delete", "rewrite", "sentence in", "sentence out", "edited 40%",
)  # fmt: skip
KINDS = (*SMALL, *LARGE)


@dataclass
class Case:
    """An old and a new body, the edit under test, and the small ones made beside it."""

    kind: str
    old: list[str]
    new: list[str]
    ways: list[set[Expected]]  # each as right as the other
    needles: tuple[str, str] = ("", "")  # words that must show as removed and as added
    beside: set[Expected] = field(default_factory=set)


@dataclass
class _Piece:
    """A block on its way: where it came from, and its text now."""

    origin: tuple[int, ...]
    text: str


def cases(bodies: Sequence[list[str]], kind: str, count: int, seed: int) -> Iterator[Case]:
    """Give `count` cases of one kind, each on an article drawn by lot."""
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
    short = [i for i, text in enumerate(body) if 3 <= len(text.split()) < 12]
    if len(long) < 5 or (kind == "move short" and not short):
        return None
    target = rng.choice(short if kind == "move short" else long)
    needles = ("", "")
    if kind in SMALL:
        edited = SMALL_EDITS[kind](body[target], rng)
        if edited is None:
            return None
        pieces[target].text, needles = edited
    elif not _large(pieces, kind, target, rng, bodies):
        return None
    touched = range(target, target + 4)
    beside = _edit_beside(pieces, [i for i in long if i not in touched], rng)
    case = Case(kind, body, [piece.text for piece in pieces], [], needles)
    _describe(case, pieces, target, beside)
    return case


def _describe(case: Case, pieces: list[_Piece], target: int, beside: list[int]) -> None:
    """Say what a differ should find."""
    where: dict[int, list[int]] = {}
    for j, piece in enumerate(pieces):
        for i in piece.origin:
            where.setdefault(i, []).append(j)
    now = tuple(where.get(target, ()))
    new = next(((j,) for j, piece in enumerate(pieces) if not piece.origin), ())
    match case.kind.split("+")[0]:
        case "insert":
            case.ways = [{("added", (), new)}]
        case "delete":
            case.ways = [{("removed", (target,), ())}]
        case "rewrite":
            case.ways = [{("removed", (target,), ()), ("added", (), new)}, {("edited", (target,), new)}]
        case "merge":
            case.ways = [{("merged", pieces[now[0]].origin, now)}]
        case "split" | "split in 3":
            case.ways = [{("split", (target,), now)}]
        case "move" | "move short" | "move section" | "swap":
            case.ways = list(_moves(where, target, 3 if case.kind == "move section" else 1))
        case _:
            case.ways = [{("edited", (target,), now)}]
    case.beside = {("edited", (i,), tuple(where[i])) for i in beside}


def _moves(where: dict[int, list[int]], target: int, count: int) -> Iterator[set[Expected]]:
    """Give the moves that explain the new order: these blocks, or as few that they passed."""
    yield {("moved", (i,), tuple(where[i])) for i in range(target, target + count)}
    place = where[target][0]
    passed = [i for i in where if (i < target) != (where[i][0] < place) and not target <= i < target + count]
    if len(passed) <= count:
        yield {("moved", (i,), tuple(where[i])) for i in passed}


def _edit_beside(pieces: list[_Piece], free: list[int], rng: random.Random) -> list[int]:
    """Make two small edits elsewhere."""
    rng.shuffle(free)
    done = []
    for i in free:
        if len(done) == 2:
            break
        mine = [piece for piece in pieces if i in piece.origin]
        edited = _word(mine[0].text, rng) if len(mine) == 1 and mine[0].origin == (i,) else None
        if edited:
            mine[0].text = edited[0]
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
    share = {"12%": 0.12, "30%": 0.3}.get(kind.partition("+")[2], 0.0)
    match kind.partition("+")[0]:
        case "move" | "move short" | "move section":
            done = _move(pieces, target, 3 if kind == "move section" else 1, rng)
        case "swap":
            done = _swap(pieces, target)
        case "split" | "split in 3":
            done = _split(pieces, target, 3 if kind == "split in 3" else 2, rng)
        case "merge":
            done = _merge(pieces, target)
        case "sentence in" | "sentence out":
            done = _sentence(pieces, target, kind, rng, bodies)
        case _:
            done = _plain(pieces, kind, target, rng, bodies)
    if done and share:
        for piece in pieces:
            if target in piece.origin:
                piece.text = shaken(piece.text, share, rng)
    return done


def _plain(
    pieces: list[_Piece], kind: str, target: int, rng: random.Random, bodies: Sequence[list[str]]
) -> bool:
    if kind == "insert":
        pieces.insert(target + 1, _Piece((), _foreign(rng, bodies, pieces)))
    elif kind == "delete":
        del pieces[target]
    elif kind == "rewrite":
        pieces[target] = _Piece((), _foreign(rng, bodies, pieces))
    else:
        pieces[target].text = shaken(pieces[target].text, 0.4, rng)
    return True


def _move(pieces: list[_Piece], target: int, count: int, rng: random.Random) -> bool:
    if target + count > len(pieces):
        return False
    section = pieces[target : target + count]
    del pieces[target : target + count]
    places = [k for k in range(len(pieces) + 1) if abs(k - target) >= 2]
    if not places:
        return False
    at = rng.choice(places)
    pieces[at:at] = section
    return True


def _swap(pieces: list[_Piece], target: int) -> bool:
    if target + 1 == len(pieces):
        return False
    pieces.insert(target + 1, pieces.pop(target))
    return True


def shaken(text: str, share: float, rng: random.Random) -> str:
    """Return the text with that share of its words replaced by others."""
    words = text.split(" ")
    for k in rng.sample(range(len(words)), round(share * len(words))):
        words[k] = rng.choice(("reportedly", "later", "others", "council", "several", "north"))
    return " ".join(words)


def _split(pieces: list[_Piece], target: int, count: int, rng: random.Random) -> bool:
    sentences = _sentences(pieces[target].text)
    if len(sentences) < count:
        return False
    cuts = [0, *sorted(rng.sample(range(1, len(sentences)), count - 1)), len(sentences)]
    parts = [" ".join(sentences[at:to]) for at, to in pairwise(cuts)]
    if any(len(part.split()) < 4 for part in parts):
        return False
    pieces[target : target + 1] = [_Piece((target,), part) for part in parts]
    return True


def _sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.!?]) (?=\w)", text)


def _merge(pieces: list[_Piece], target: int) -> bool:
    if target + 1 >= len(pieces) or len(pieces[target + 1].text.split()) < 4:
        return False
    first, second = pieces[target], pieces[target + 1]
    pieces[target : target + 2] = [_Piece((target, target + 1), f"{first.text} {second.text}")]
    return True


def _sentence(
    pieces: list[_Piece], target: int, kind: str, rng: random.Random, bodies: Sequence[list[str]]
) -> bool:
    sentences = _sentences(pieces[target].text)
    if kind == "sentence in":
        sentences.insert(
            rng.randrange(len(sentences) + 1), rng.choice(_sentences(_foreign(rng, bodies, pieces)))
        )
    elif len(sentences) < 3:
        return False
    else:
        sentences.pop(rng.randrange(len(sentences)))
    pieces[target].text = " ".join(sentences)
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
