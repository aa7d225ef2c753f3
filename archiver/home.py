"""Find, create and describe an archive home: a directory with archiver.toml, db/ and snapshots/."""

from __future__ import annotations

import fcntl
import os
import shutil
import stat
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from archiver.errors import HomeExists, HomeNotFound

DECLARATION = "archiver.toml"
TEMPLATE_FILES = (
    DECLARATION,
    "db/README.md",
    "db/metadata.yaml",
    "db/settings.json",
    "db/migrations.py",
    "db/schema.sql",
    "snapshots/README.md",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """Where one archive lives."""

    root: Path

    @property
    def declaration(self) -> Path:
        """`archiver.toml`."""
        return self.root / DECLARATION

    @property
    def database(self) -> Path:
        """The SQLite file."""
        return self.root / "db" / "archive.db"

    @property
    def snapshots(self) -> Path:
        """The folder of content-addressed files."""
        return self.root / "snapshots"

    @property
    def keys(self) -> Path:
        """The folder of the keys that checkpoints are signed with."""
        return self.root / "keys"

    @property
    def sessions(self) -> Path:
        """The folder of sessions that sources are visited with."""
        return self.root / "sessions"

    @property
    def identity(self) -> Path:
        """The folder of what is to be published of who this bot is."""
        return self.root / "identity"

    @property
    def notes(self) -> Path:
        """The file of what people noted on edits."""
        return self.root / "notes.jsonl"

    @property
    def cards(self) -> Path:
        """The folder of pictures of edits, to be shown beside a link; they can be drawn again."""
        return self.root / "cards"

    @property
    def witnessed(self) -> Path:
        """The folder of what witnesses said of checkpoints."""
        return self.root / "witnessed"


def find_home(given: Path | None, *, environ: Mapping[str, str], start: Path) -> Home:
    """Find the home as git finds a repository.

    Args:
        given: `--home`, which wins.
        environ: read for `ARCHIVER_HOME`, which is next.
        start: directory whose nearest parent holding `archiver.toml` is last.

    Raises:
        HomeNotFound: there is none.
    """
    named = given or (Path(environ["ARCHIVER_HOME"]) if environ.get("ARCHIVER_HOME") else None)
    if named is not None:
        root = named.expanduser().absolute()
        if not (root / DECLARATION).is_file():
            raise HomeNotFound(str(named))
        return Home(root=root)
    for root in (start.absolute(), *start.absolute().parents):
        if (root / DECLARATION).is_file():
            return Home(root=root)
    raise HomeNotFound(str(start))


def create_home(root: Path) -> Home:
    """Make an empty home from the template the program ships; the database comes with first use.

    Raises:
        HomeExists: there is an `archiver.toml` already; nothing is touched.
    """
    root = root.expanduser().absolute()
    if (root / DECLARATION).exists():
        raise HomeExists(str(root))
    template = template_folder()
    for name in reversed(TEMPLATE_FILES):  # the declaration last: before it, there is no home
        target = root / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if not target.exists():  # somebody's own README stays
            shutil.copyfile(template / name, target)
    return Home(root=root)


def template_folder() -> Path:
    """Return the empty home: in the wheel a folder of the package, in a checkout its root."""
    package = Path(__file__).parent
    shipped = package / "template"
    return shipped if shipped.is_dir() else package.parent


def declare_seeds(home: Home, seeds: Iterable[tuple[str, str, str]]) -> None:
    """Write seeds into `archiver.toml`, each under its source if that is declared, else as a new one.

    Comments and order of the file are kept. Of several programs that declare at once, each adds to what the
    others left; whoever reads meanwhile sees the file before or after, never half of it.

    Args:
        home: whose.
        seeds: name and domain of the source, address of the seed.

    Raises:
        ConfigError: the file, or what would become of it, cannot be used; it is not touched.
    """
    import tomlkit  # late: who looks does not write it

    from archiver.config import parse_config

    with _changing(home.declaration.resolve()) as (text, replace_by):
        document = tomlkit.parse(f"{text.rstrip()}\n")  # without a last line end, tomlkit appends to the line
        sources = document.get("source")
        if sources is None:
            sources = document["source"] = tomlkit.aot()
        entries = {source["name"]: source for source in sources}
        for name, domain, seed in seeds:
            if name not in entries:
                entries[name] = tomlkit.table()
                entries[name].update({"name": name, "domain": domain, "seeds": tomlkit.array()})
                sources.append(entries[name])
                entries[name] = sources[-1]
            if seed not in entries[name].setdefault("seeds", tomlkit.array()):
                entries[name]["seeds"].append(seed)
        fresh = tomlkit.dumps(document)
        parse_config(fresh, path=str(home.declaration))
        replace_by(fresh)


def declare_politeness(home: Home, values: Mapping[str, str]) -> None:
    """Write values into `[politeness]` of `archiver.toml`, as `declare_seeds` does.

    Raises:
        ConfigError: the file, or what would become of it, cannot be used; it is not touched.
    """
    import tomlkit  # late: who looks does not write it

    from archiver.config import parse_config

    with _changing(home.declaration.resolve()) as (text, replace_by):
        document = tomlkit.parse(f"{text.rstrip()}\n")
        document.setdefault("politeness", tomlkit.table()).update(values)
        fresh = tomlkit.dumps(document)
        parse_config(fresh, path=str(home.declaration))
        replace_by(fresh)


@contextmanager
def _changing(path: Path) -> Iterator[tuple[str, Callable[[str], None]]]:
    """Give the text of a file that nobody else changes meanwhile, and what replaces it.

    The lock is on the file itself, so it needs no second file and works wherever the file lies. Whoever
    waited for it may hold the lock of a file that was just replaced, and opens the new one.
    """
    while True:
        with path.open("rb+") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            if os.path.samestat(os.fstat(file.fileno()), path.stat()):
                yield file.read().decode("utf-8-sig"), partial(_replace, path)
                return


def _replace(path: Path, text: str) -> None:
    """Replace a file by a new one with its mode and owner, all at once, and wait for the disk."""
    was = path.stat()
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    fresh = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(text.encode("utf-8"))
            with suppress(PermissionError):  # only root may give a file away
                os.fchown(handle, was.st_uid, was.st_gid)
            os.fchmod(handle, stat.S_IMODE(was.st_mode))
            file.flush()
            os.fsync(handle)
        fresh.replace(path)
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
