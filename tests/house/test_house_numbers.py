"""Every number says what it means and where it comes from, and its name means nothing else."""

from __future__ import annotations

import ast
import re
from collections import defaultdict

import pytest
from cases import together
from source import MODULES, PACKAGE, tree

NAME = re.compile(r"_?[A-Z][A-Z0-9_]*")
BY_DEFAULT = "Numbers that name no source"


def is_number(value: ast.expr | None) -> bool:
    """Tell whether an expression is a number, a time span, or a row of them."""
    match value:
        case ast.Constant(value=told):
            return isinstance(told, int | float) and not isinstance(told, bool)
        case ast.UnaryOp(operand=inner):
            return is_number(inner)
        case ast.BinOp(left=left, right=right):
            return is_number(left) or is_number(right)
        case ast.Call(func=ast.Name(id="timedelta")):
            return True
        case ast.Tuple(elts=elements):
            return bool(elements) and all(map(is_number, elements))
    return False


def is_text(statement: ast.stmt) -> bool:
    """Tell whether a statement is nothing but a text, as a docstring below a constant is."""
    match statement:
        case ast.Expr(value=ast.Constant(value=str())):
            return True
    return False


def numbers(body: list[ast.stmt]) -> list[tuple[int, str]]:
    """Return place and name of the constants of a module that are numbers."""
    found = []
    for place, statement in enumerate(body):
        match statement:
            case (
                ast.Assign(targets=[ast.Name(id=name)], value=value)
                | ast.AnnAssign(target=ast.Name(id=name), value=value)
            ):
                if NAME.fullmatch(name) and is_number(value):
                    found.append((place, name))
    return found


def undocumented(source: str, known: ast.Module | None = None) -> list[str]:
    """Return the numbers of a module without a comment on their line or a docstring below them.

    A run of numbers on successive lines may share the docstring below the last.
    """
    lines, body = source.splitlines(), (known or ast.parse(source)).body
    places = dict(numbers(body))
    missing = []
    for place, name in places.items():
        last = place
        while last + 1 in places and body[last + 1].lineno == (body[last].end_lineno or 0) + 1:
            last += 1
        shared = last + 1 < len(body) and is_text(body[last + 1])
        commented = "#" in lines[(body[place].end_lineno or 0) - 1]
        if not (shared or commented):
            missing.append(name)
    return missing


def test_every_number_says_what_it_means() -> None:
    missing = {module: undocumented(module.read_text(), tree(module)) for module in MODULES}
    assert {str(module.relative_to(PACKAGE)): names for module, names in missing.items() if names} == {}


def test_every_package_says_where_its_numbers_come_from() -> None:
    silent = set()
    for module in MODULES:
        told = module.relative_to(PACKAGE).parts
        speaker = PACKAGE / told[0] / "__init__.py" if len(told) > 1 else module
        if numbers(tree(module).body):
            said = ast.get_docstring(tree(speaker)) or ""
            if BY_DEFAULT not in said:
                silent.add(str(speaker.relative_to(PACKAGE)))
    assert silent == set()


def test_numbers_of_one_name_have_one_value() -> None:
    values: dict[str, dict[str, str]] = defaultdict(dict)
    for module in MODULES:
        body = tree(module).body
        for place, name in numbers(body):
            value = ast.unparse(body[place]).partition(" = ")[2]
            values[name.lstrip("_")][str(module.relative_to(PACKAGE))] = value
    assert {name: told for name, told in values.items() if len(set(told.values())) > 1} == {}


@together(
    ("source", "missing"),
    [
        pytest.param("WAIT = 3", ["WAIT"], id="bare"),
        pytest.param("WAIT = timedelta(seconds=3)", ["WAIT"], id="span"),
        pytest.param("WAIT: float = 3.5", ["WAIT"], id="annotated"),
        pytest.param("WAIT = 3  # seconds", [], id="comment"),
        pytest.param('WAIT = 3\n"""Seconds."""', [], id="docstring"),
        pytest.param('WAIT = 3\nREST = 4\n"""Seconds."""', [], id="run"),
        pytest.param('WAIT = 3\n\nREST = 4\n"""Seconds."""', ["WAIT"], id="apart"),
        pytest.param("wait = 3", [], id="variable"),
        pytest.param('NAME = "three"', [], id="no-number"),
    ],
)
def test_a_number_without_a_word_is_found(source: str, missing: list[str]) -> None:
    assert undocumented(source) == missing
