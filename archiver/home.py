"""Find, create and describe an archive home: a directory with archiver.toml, db/ and snapshots/."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
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

    Comments and order of the file are kept; the file is replaced whole, so a crash leaves the old.

    Args:
        home: whose.
        seeds: name and domain of the source, address of the seed.
    """
    import tomlkit  # late: who looks does not write it

    document = tomlkit.parse(home.declaration.read_text(encoding="utf-8"))
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
    fresh = home.declaration.with_suffix(".toml.new")
    fresh.write_text(tomlkit.dumps(document), encoding="utf-8")
    fresh.replace(home.declaration)
