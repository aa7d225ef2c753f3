"""The glossary is true: its terms are in use, and what it rules out names nothing."""

from __future__ import annotations

import ast
import re

from source import MODULES, ROOT, tree

GLOSSARY = ROOT / "docs" / "glossary.md"
TEXT = GLOSSARY.read_text()
TERMS = [
    term.strip().removeprefix("to ")
    for cell in re.findall(r"^\| (.*?) \| ", TEXT, re.MULTILINE)[1:]
    for term in re.split(r" · |, ", cell)
    if not set(term) <= set("- ")
]
RULED_OUT = set(re.findall(r"\*(\w+)\*", TEXT.partition("Not used at all:")[2].partition(". ")[0]))


def test_every_term_is_in_use() -> None:
    texts = [
        path.read_text() for path in (*MODULES, *sorted((ROOT / "docs").glob("*.md"))) if path != GLOSSARY
    ]
    written = re.sub(r"[\s_]+", " ", " ".join([*texts, (ROOT / "README.md").read_text()])).casefold()
    assert len(TERMS) > 80
    assert [term for term in TERMS if not re.search(rf"\b{re.escape(term.casefold())}", written)] == []


def test_every_term_stands_once() -> None:
    assert sorted(TERMS) == sorted(set(TERMS))


def test_no_name_is_a_word_that_is_ruled_out() -> None:
    names = set()
    for path in MODULES:
        names.add(path.stem)
        for told in ast.walk(tree(path)):
            for field in ("name", "id", "arg", "attr"):
                name = getattr(told, field, None)
                if isinstance(name, str):
                    names.add(name)
    words = {word.casefold() for name in names for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", name)}
    assert len(RULED_OUT) == 5
    assert words & RULED_OUT == set()
