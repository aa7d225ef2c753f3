from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from store_samples import page, prose

from archiver.errors import Damaged
from archiver.model.capture import digest_of
from archiver.store.evidence.blobs import Folder, choose, pack, pack_patch, split_note, unpack
from archiver.store.evidence.shelves import name_of

README = Path(__file__).parents[2] / "snapshots" / "README.md"
OLD = page("The storm has passed.", noise=1)
NEW = page("The storm has not passed.", noise=2)

with_zstd = pytest.mark.skipif(
    shutil.which("zstd") is None, reason="the zstd command is not installed (apt-get install zstd)"
)


@settings(max_examples=60, deadline=None)
@given(content=st.binary(max_size=3000), base=st.binary(max_size=3000))
def test_any_bytes_come_back_alone_and_as_a_patch(content: bytes, base: bytes) -> None:
    alone = pack(content)
    patch = pack_patch(content, base=digest_of(base), base_content=base)

    assert unpack(alone.data, digest=digest_of(content)) == content
    assert unpack(patch.data, digest=digest_of(content), base_content=base) == content


def test_a_small_change_becomes_a_small_patch_that_names_its_base() -> None:
    keyframe = pack(OLD)

    piece = choose(NEW, base=keyframe.digest, base_content=OLD, base_stored_bytes=len(keyframe.data))

    assert piece.base == keyframe.digest
    assert split_note(piece.data)[0] == keyframe.digest
    assert len(piece.data) < 200 < len(keyframe.data)


def test_a_patch_of_more_than_a_quarter_becomes_a_keyframe() -> None:
    keyframe = pack(OLD)
    other = prose(999, 2000).encode()

    piece = choose(other, base=keyframe.digest, base_content=OLD, base_stored_bytes=len(keyframe.data))

    assert piece.base is None


@with_zstd
def test_zstd_restores_a_patch_against_its_base(tmp_path: Path) -> None:
    (tmp_path / "base").write_bytes(OLD)
    patch = pack_patch(NEW, base=digest_of(OLD), base_content=OLD)
    (tmp_path / "patch.zst").write_bytes(patch.data)

    command = ["zstd", "-dcq", f"--patch-from={tmp_path / 'base'}", str(tmp_path / "patch.zst")]
    out = subprocess.run(command, capture_output=True, check=True)

    assert out.stdout == NEW


@with_zstd
def test_we_restore_what_zstd_patches(tmp_path: Path) -> None:
    (tmp_path / "base").write_bytes(OLD)
    (tmp_path / "new").write_bytes(NEW)

    command = ["zstd", "-cq", "--check", f"--patch-from={tmp_path / 'base'}", str(tmp_path / "new")]
    out = subprocess.run(command, capture_output=True, check=True)

    assert unpack(out.stdout, digest=digest_of(NEW), base_content=OLD) == NEW


@pytest.mark.parametrize(
    "base",
    [
        pytest.param(OLD.replace(b"storm", b"flood"), id="another-base"),
        pytest.param(None, id="no-base"),
        pytest.param(b"", id="empty-base"),
    ],
)
def test_a_patch_on_the_wrong_base_is_damage(base: bytes | None) -> None:
    patch = pack_patch(NEW, base=digest_of(OLD), base_content=OLD)

    with pytest.raises(Damaged, match=patch.digest):
        unpack(patch.data, digest=patch.digest, base_content=base)


@pytest.mark.parametrize("position", [0, 9, 40, -1])
def test_a_flipped_bit_is_damage(position: int) -> None:
    piece = pack(OLD)
    data = bytearray(piece.data)
    data[position] ^= 1

    with pytest.raises(Damaged):
        unpack(bytes(data), digest=piece.digest)


def test_whole_bytes_under_a_wrong_name_are_damage() -> None:
    with pytest.raises(Damaged, match="other bytes"):
        unpack(pack(OLD).data, digest=digest_of(NEW))


def test_a_missing_file_is_damage_that_names_the_digest(tmp_path: Path) -> None:
    digest = digest_of(OLD)

    with pytest.raises(Damaged, match=f"{digest}: cannot be read"):
        Folder(tmp_path).read(digest)


def test_a_file_that_cannot_be_written_leaves_nothing_of_its_batch(tmp_path: Path) -> None:
    def full(_: int) -> None:
        calls.append(1)
        if len(calls) == 2:
            raise OSError(28, "No space left on device")

    calls: list[int] = []
    folder = Folder(tmp_path, sync=full)

    with pytest.raises(OSError, match="No space"):
        folder.write([pack(OLD), pack(NEW)])

    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_file_is_synced_before_it_gets_its_name_and_the_folder_after(tmp_path: Path) -> None:
    def note(handle: int) -> None:
        opened = Path(f"/proc/self/fd/{handle}").resolve()
        synced.append((opened.relative_to(tmp_path).as_posix(), target.exists()))

    piece = pack(OLD)
    synced: list[tuple[str, bool]] = []
    folder = Folder(tmp_path / "snapshots", sync=note)
    target = folder.beside(name_of(piece.digest))

    folder.write([piece])

    name = f"snapshots/{piece.digest[:2]}"
    assert synced == [(f"{name}/{piece.digest}.zst.part", False), ("snapshots", True), (name, True)]


def test_staged_evidence_is_synced_with_its_folder(tmp_path: Path) -> None:
    synced: list[str] = []
    folder = Folder(
        tmp_path, sync=lambda handle: synced.append(Path(f"/proc/self/fd/{handle}").resolve().name)
    )

    staged = folder.stage("1-key.tar", b"all of it")

    assert staged.read_bytes() == b"all of it"
    assert synced == [tmp_path.name, "1-key.tar.part", "incoming"]


@with_zstd
def test_the_readme_says_how_to_audit_without_this_program(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "snapshots")
    keyframe, patch = pack(OLD), pack_patch(NEW, base=digest_of(OLD), base_content=OLD)
    folder.write([keyframe, patch])
    script = _audit_script()

    clean = subprocess.run(
        ["bash", "-c", script], cwd=folder.root, capture_output=True, check=True, text=True
    )
    path = folder.beside(name_of(patch.digest))
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    broken = subprocess.run(["bash", "-c", script], cwd=folder.root, capture_output=True, text=True)

    assert clean.stdout == ""
    assert broken.stdout == f"damaged: {path.relative_to(folder.root)}\n"


def _audit_script() -> str:
    """Return the loop of the README that checks all files."""
    after = README.read_text().split("All of them:", 1)[1]
    lines = [line.removeprefix("    ") for line in after.splitlines() if line.startswith("    ")]
    return "\n".join(lines[: lines.index("done") + 1])
