"""Links, files and modules that documents name are there."""

from __future__ import annotations

import re
from pathlib import Path

from cases import together
from source import ROOT

DOCUMENTS = sorted(
    path for folder in (".", "docs", "docs/decisions", "tests", "benchmarks", "db", "snapshots")
    for path in (ROOT / folder).glob("*.md")
)  # fmt: skip
FILES = {
    "/" + path.relative_to(ROOT).as_posix()
    for folder in ("archiver", "benchmarks", "db", "docs", "tests")
    for path in (ROOT / folder).rglob("*")
}
WRITTEN_BY_THE_READER = {"gazette.py", "podcast.py", "x.py", "command.py", "channel.py"}
"""Modules that a document has a newcomer add."""

LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")
QUOTED = re.compile(r"`([^`\n]+)`")
SOURCE_FILE = re.compile(r"(?<![\w./*<-])([\w./-]*\w\.(?:py|js))(?![\w(])")
RUN = re.compile(r"python -m ((?:archiver|benchmarks)[a-z_.]*[a-z_])")
MODULE = re.compile(r"(?<![\w./@-])((?:archiver|benchmarks)(?:\.[a-z_]\w*)+)")


def has_module(name: str) -> bool:
    """Tell whether there is such a module, or one that may hold what the last word names."""
    for dotted in (name, name.rpartition(".")[0]):
        path = "/" + dotted.replace(".", "/")
        if path in FILES or f"{path}.py" in FILES:
            return True
    return (
        name.count(".") < 2 and "benchmarks" not in name
    )  # of the package itself: `archiver.diff`, `archiver.toml`


@together("document", DOCUMENTS)
def test_what_a_document_names_is_there(document: Path) -> None:
    text = document.read_text()
    told = " ".join(QUOTED.findall(text))
    files = set(SOURCE_FILE.findall(told))
    assert [link for link in LINK.findall(text) if not (document.parent / link).exists()] == []
    assert sorted(
        name
        for name in files
        if Path(name).name not in WRITTEN_BY_THE_READER
        and not any(path.endswith("/" + name.removeprefix("./")) for path in FILES)
    ) == []  # fmt: skip
    assert sorted(name for name in {*MODULE.findall(told), *RUN.findall(text)} if not has_module(name)) == []
