from __future__ import annotations

from pathlib import Path

import pytest

from archiver.config import Config, load_config
from archiver.errors import HomeExists, HomeNotFound
from archiver.home import TEMPLATE_FILES, create_home, find_home, template_folder


def home_at(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "archiver.toml").write_text("")
    return folder


def test_the_home_that_is_named_wins(tmp_path: Path) -> None:
    named, other = home_at(tmp_path / "named"), home_at(tmp_path / "other")
    found = find_home(named, environ={"ARCHIVER_HOME": str(other)}, start=other)
    assert found.root == named


def test_the_environment_comes_before_the_directory(tmp_path: Path) -> None:
    named, here = home_at(tmp_path / "named"), home_at(tmp_path / "here")
    assert find_home(None, environ={"ARCHIVER_HOME": str(named)}, start=here).root == named


def test_the_nearest_parent_is_found(tmp_path: Path) -> None:
    home_at(tmp_path)
    inner = home_at(tmp_path / "inner")
    deep = inner / "a" / "b"
    deep.mkdir(parents=True)
    assert find_home(None, environ={}, start=deep).root == inner


def test_an_empty_environment_variable_counts_as_none(tmp_path: Path) -> None:
    here = home_at(tmp_path)
    assert find_home(None, environ={"ARCHIVER_HOME": ""}, start=here).root == here


@pytest.mark.parametrize("how", ["given", "environment", "directory"])
def test_a_home_that_is_missing_is_an_error_that_names_init(tmp_path: Path, how: str) -> None:
    nowhere = tmp_path / "nowhere"
    nowhere.mkdir()
    with pytest.raises(HomeNotFound, match="archiver init"):
        find_home(
            nowhere if how == "given" else None,
            environ={"ARCHIVER_HOME": str(nowhere)} if how == "environment" else {},
            start=nowhere,
        )


def test_a_named_home_is_not_searched_for_in_its_parents(tmp_path: Path) -> None:
    home_at(tmp_path)
    (tmp_path / "inner").mkdir()
    with pytest.raises(HomeNotFound):
        find_home(tmp_path / "inner", environ={}, start=tmp_path)


def test_a_folder_called_like_the_declaration_is_no_home(tmp_path: Path) -> None:
    (tmp_path / "archiver.toml").mkdir()
    with pytest.raises(HomeNotFound):
        find_home(tmp_path, environ={}, start=tmp_path)


def test_a_home_shows_where_its_parts_are(tmp_path: Path) -> None:
    home = find_home(home_at(tmp_path), environ={}, start=tmp_path)
    assert home.declaration == tmp_path / "archiver.toml"
    assert home.database == tmp_path / "db" / "archive.db"
    assert home.snapshots == tmp_path / "snapshots"


def test_a_new_home_is_whole_and_can_be_found(tmp_path: Path) -> None:
    home = create_home(tmp_path / "news")
    assert all((home.root / name).is_file() for name in TEMPLATE_FILES)
    assert load_config(home.declaration) == Config()
    assert find_home(None, environ={}, start=home.snapshots).root == home.root


def test_a_new_home_holds_no_archive_of_ours(tmp_path: Path) -> None:
    home = create_home(tmp_path)
    assert sorted(
        path.relative_to(home.root).as_posix() for path in home.root.rglob("*") if path.is_file()
    ) == sorted(TEMPLATE_FILES)


def test_a_home_is_never_overwritten(tmp_path: Path) -> None:
    home = create_home(tmp_path)
    home.declaration.write_text("# mine")
    with pytest.raises(HomeExists, match="nothing was changed"):
        create_home(tmp_path)
    assert home.declaration.read_text() == "# mine"


def test_files_of_the_person_in_the_way_are_kept(tmp_path: Path) -> None:
    (tmp_path / "db").mkdir()
    (tmp_path / "db" / "README.md").write_text("mine")
    create_home(tmp_path)
    assert (tmp_path / "db" / "README.md").read_text() == "mine"


def test_the_template_has_every_file(tmp_path: Path) -> None:
    assert [name for name in TEMPLATE_FILES if not (template_folder() / name).is_file()] == []
