"""S3-compatible storage of this machine: `rclone serve s3` over a folder, which asks for signatures."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path
from types import TracebackType
from typing import Self

from waiting import wait_until

KEYS = {"AWS_ACCESS_KEY_ID": "news", "AWS_SECRET_ACCESS_KEY": "not-told-to-anybody"}


class ObjectStorage:
    """A storage with one bucket, which can go away and come back at the same address."""

    def __init__(self, root: Path) -> None:
        self.bucket = root / "evidence"
        self.bucket.mkdir(parents=True)
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self._server: subprocess.Popen[bytes] | None = None

    @property
    def declaration(self) -> str:
        """What a home declares to carry its evidence here."""
        return f'[storage]\nbucket = "s3://evidence/news"\nendpoint = "http://127.0.0.1:{self.port}"\n'

    def objects(self) -> list[Path]:
        """Return the files in the bucket."""
        return sorted(path for path in self.bucket.rglob("*") if path.is_file())

    def start(self) -> None:
        """Answer from now on."""
        program = shutil.which(
            "rclone", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        )
        assert program is not None
        keys = ",".join(KEYS.values())
        words = [
            "serve",
            "s3",
            "--config",
            os.devnull,
            "--addr",
            f"127.0.0.1:{self.port}",
            "--auth-key",
            keys,
        ]
        self._server = subprocess.Popen(
            [program, *words, str(self.bucket.parent)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        wait_until(self._answers)

    def stop(self) -> None:
        """Answer no more."""
        if self._server is not None:
            self._server.kill()
            self._server.wait()
            self._server = None

    def _answers(self) -> bool:
        try:
            socket.create_connection(("127.0.0.1", self.port)).close()
        except OSError:
            return False
        return True

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
