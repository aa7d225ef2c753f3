"""Git repositories of strangers.

Only plumbing of git is called, which runs no hook, pager or program that the configuration of a stranger's
repository may name.
"""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from archiver.imports.found import MOST_BODY, NotReadable

SAFE = ("-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "--no-pager", "--no-replace-objects")

SECONDS = 300
"""A call of git takes at most so long; listing a hundred thousand commits takes some ten."""


def commit_times(path: Path) -> dict[str, int]:
    """Return the commits of all branches, and when each was made, in seconds since 1970; merges are left out.

    Raises:
        NotReadable: git cannot tell.
    """
    listed = git(path, "rev-list", "--all", "--no-merges", "--timestamp").decode("ascii", "replace").split()
    return {commit: int(at) for commit, at in zip(listed[1::2], listed[::2], strict=True)}


def blob(path: Path, blob: str) -> bytes:
    """Return a file as git has it.

    Raises:
        NotReadable: it is not there, or too large.
    """
    if int(git(path, "cat-file", "-s", blob)) > MOST_BODY:
        raise NotReadable(f"it is larger than {MOST_BODY} bytes")
    return git(path, "cat-file", "blob", blob)


def git(path: Path, *words: str, given: bytes = b"") -> bytes:
    """Return what git says.

    Args:
        path: of the repository.
        words: a command of its plumbing.
        given: what it reads.

    Raises:
        NotReadable: it is not installed, fails, or takes too long.
    """
    environ = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    environ |= {"GIT_CONFIG_NOSYSTEM": "1", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0"}
    try:
        done = subprocess.run(
            ["git", *SAFE, "-C", str(path), *words],
            input=given,
            capture_output=True,
            check=True,
            timeout=SECONDS,
            env=environ,
        )
    except FileNotFoundError as error:
        raise NotReadable("git is not installed") from error
    except (subprocess.SubprocessError, OSError) as error:
        said = getattr(error, "stderr", b"") or str(error).encode()
        raise NotReadable(f"git cannot read it: {said.decode('utf-8', 'replace').strip()[:200]}") from error
    return done.stdout
