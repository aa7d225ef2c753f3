"""A matter to files, and files to one zip."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from datetime import datetime
from importlib.resources import files as resources
from pathlib import Path

from archiver.access import whole_file
from archiver.bundle.pages import page, readme
from archiver.bundle.parts import Matter, Sight
from archiver.ledger.notes import checkpoint_of
from archiver.ledger.proofs import Proof
from archiver.model.as_json import as_text, instant, iso
from archiver.model.capture import Artefact, digest_of
from archiver.model.plain import plain

FORMAT = "archiver-bundle/1"

LIST = "FILES.txt"
"""Where the digests of all other files stand."""

NAMES = {
    "response": "response.html.txt",  # not .html: opened from a folder, its scripts would run
    "dom": "dom.html.txt",
    "mhtml": "page.mhtml",
    "certificates": "certificates.pem",
}

PICTURES = {"image/jpeg": "screenshot.jpg", "image/png": "screenshot.png", "image/webp": "screenshot.webp"}
"""Names of screenshots, by media type."""


def files(matter: Matter) -> dict[str, bytes]:
    """Return all files of a bundle by name, but for their list."""
    found = {
        "README.txt": readme(matter).encode(),
        "verify.py": resources("archiver.bundle").joinpath("verify.py").read_bytes(),
        "diff.html": page(matter).encode(),
        "diff.json": _json(matter.told),
        "ledger/checkpoint.txt": matter.proven.note.encode(),
        "bundle.json": _json(_about(matter)),
    }
    for revision in (matter.comparison.old, matter.comparison.new):
        found[f"readings/revision-{revision.number}.json"] = _json(plain(revision))
        found[f"readings/revision-{revision.number}.txt"] = (revision.reading.as_text() + "\n").encode()
    for sight in matter.sights:
        found |= _captured(sight)
    for one in matter.vouched:
        found[f"{one.folder}/checkpoint.txt"] = one.note.encode()
        found |= {f"{one.folder}/{one.witness}{ending}": said for ending, said in one.files.items()}
    return found


def list_of(found: Mapping[str, bytes], made_at: datetime) -> str:
    """Return the text that names all files with their digests, to be signed."""
    rows = (f"{digest_of(content)}  {name}\n" for name, content in sorted(found.items()))
    return f"{FORMAT}\nmade {iso(made_at)}\n{''.join(rows)}"


def write(found: Mapping[str, bytes], target: Path, made_at: datetime) -> None:
    """Write the files as one zip, which is there wholly or not at all.

    Raises:
        OSError: no room, no right.
    """
    with whole_file(target) as part, zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in sorted(found.items()):
            packed.writestr(zipfile.ZipInfo(name, made_at.timetuple()[:6]), content, zipfile.ZIP_DEFLATED)


def artefacts(sight: Sight) -> dict[str, str]:
    """Return where the artefacts of a capture are in the bundle, by name."""
    return {name: f"{sight.folder}/{file}" for name, (file, _) in _kept(sight).items()}


def _captured(sight: Sight) -> dict[str, bytes]:
    if sight.manifest is None or sight.capture is None:
        return {}
    found = {f"{sight.folder}/manifest.json": sight.manifest}
    found |= {f"{sight.folder}/{file}": content for file, content in _kept(sight).values()}
    for resource in sight.capture.resources:
        if resource.body.content is not None:
            content = resource.body.content
            found[f"{sight.folder}/resources/{digest_of(content)}"] = content
    return found


def _kept(sight: Sight) -> dict[str, tuple[str, bytes]]:
    """Return name of the file and bytes of each artefact that was kept."""
    if sight.capture is None:
        return {}
    tried: dict[str, Artefact | None] = {
        "response": sight.capture.response,
        "dom": sight.capture.dom,
        "mhtml": sight.capture.mhtml,
        "screenshot": sight.capture.screenshot,
        "certificates": sight.capture.certificates,
    }
    return {
        name: (NAMES.get(name) or PICTURES.get(kept.media_type, "screenshot.bin"), kept.content)
        for name, kept in tried.items()
        if kept is not None and kept.content is not None
    }


def _about(matter: Matter) -> dict[str, object]:
    """Return what `verify.py` goes by; docs/evidence.md says what each key means."""
    checkpoint = checkpoint_of(matter.proven.note)
    return {
        "format": FORMAT,
        "made_at": iso(matter.made_at),
        "made_by": "archiver",
        "url": matter.comparison.url,
        "old_revision": matter.comparison.old.number,
        "new_revision": matter.comparison.new.number,
        "not_before": instant(matter.not_before),
        "not_after": instant(matter.not_after),
        "summary": matter.comparison.assessment.summary,
        "sights": [
            {
                "side": sight.side,
                "role": sight.role,
                "visit": sight.visit,
                "started": instant(sight.started_at),
                "folder": sight.folder,
                **_proof(sight.proof),
            }
            for sight in matter.sights
        ],
        "artefacts": {sight.folder: artefacts(sight) for sight in matter.sights if sight.folder},
        "ledger": {
            "origin": checkpoint.origin,
            "size": checkpoint.size,
            "witnessed": [
                {"witness": one.witness, "folder": one.folder, "files": sorted(one.files)}
                for one in matter.vouched
            ],
            "keys": [_proof(key) for key in matter.proven.keys],
            "earlier": [
                {"note": one.note, "given": one.given, "proof": [told.hex() for told in one.path]}
                for one in matter.proven.earlier
            ],
        },
    }


def _proof(proof: Proof) -> dict[str, object]:
    return {
        "entry": proof.entry,
        "line": proof.line.decode(),
        "proof": [told.hex() for told in proof.path],
    }


def _json(told: object) -> bytes:
    return (as_text(told, indent=1) + "\n").encode("utf-8", "replace")
