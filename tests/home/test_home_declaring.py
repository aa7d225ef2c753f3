"""Declaring seeds: several programs at once, links, modes, owners."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from program import Started

from archiver.config import load_config
from archiver.home import Home, declare_seeds


def declare(home: Home, name: str) -> None:
    declare_seeds(home, [(name, f"{name}.example", f"https://{name}.example/feed.xml")])


def test_of_three_programs_that_add_at_once_none_loses_a_declaration(
    home: Home, tmp_path: Path, start: Callable[..., Started]
) -> None:
    names = [f"paper{nth}" for nth in range(3)]
    for name in names:
        outline = f'<outline xmlUrl="https://{name}.example/feed.xml"/>'
        (tmp_path / f"{name}.opml").write_text(f"<opml><body>{outline}</body></opml>")
    adding = [start(home, "add", str(tmp_path / f"{name}.opml")) for name in names]
    for process in adding:
        said = process.communicate()
        assert process.returncode == 0, said
    declared = {source.domain for source in load_config(home.declaration).sources}
    assert declared == {f"{name}.example" for name in names}
    assert not list(home.root.glob(".archiver.toml*")), "no temporary file is left"


def test_a_declaration_that_is_a_link_stays_one(home: Home, tmp_path: Path) -> None:
    kept = tmp_path / "dotfiles" / "news.toml"
    kept.parent.mkdir()
    home.declaration.rename(kept)
    home.declaration.symlink_to(os.path.relpath(kept, home.root))
    declare(home, "gazette")
    assert home.declaration.is_symlink()
    assert "gazette.example/feed.xml" in kept.read_text()


def test_mode_and_owner_of_the_declaration_are_kept(home: Home) -> None:
    home.declaration.chmod(0o640)
    group = next((group for group in os.getgroups() if group != os.getegid()), os.getegid())
    owner = 12345 if os.geteuid() == 0 else os.geteuid()
    os.chown(home.declaration, owner, group)
    declare(home, "gazette")
    now = home.declaration.stat()
    assert (stat.S_IMODE(now.st_mode), now.st_uid, now.st_gid) == (0o640, owner, group)


@pytest.mark.parametrize(
    "text", ["# mine\r\n", "\ufeff# mine\n", '# mine\n[[source]]\nname="a"\ndomain="a.example"']
)
def test_what_a_person_wrote_stays_and_can_be_read(home: Home, text: str) -> None:
    home.declaration.write_bytes(text.encode())
    declare(home, "gazette")
    assert "# mine" in home.declaration.read_text(encoding="utf-8")
    assert load_config(home.declaration).source("gazette")


def test_a_declaration_that_cannot_be_written_stays_whole(home: Home) -> None:
    """A full disk: the new file cannot be written, the old one is kept, and nothing is left beside it."""
    before = home.declaration.read_bytes()
    script = (
        "import resource, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN);"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100));"
        "from archiver.home import Home, declare_seeds; from pathlib import Path; import sys;"
        "declare_seeds(Home(root=Path(sys.argv[1])), [('a', 'a.example', 'https://a.example/')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, home.root], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "File too large" in done.stderr
    assert home.declaration.read_bytes() == before
    assert not list(home.root.glob(".archiver.toml*"))
