"""Witnesses on this machine: a time stamp authority made by `openssl ts`, a C2SP witness, a calendar."""

from __future__ import annotations

import base64
import subprocess
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from opentimestamps.core.notary import BitcoinBlockHeaderAttestation, PendingAttestation
from opentimestamps.core.op import OpAppend, OpPrepend, OpSHA256
from opentimestamps.core.serialize import BytesSerializationContext
from opentimestamps.core.timestamp import Timestamp
from other_tree import consistent, h
from threads import InThread

CONFIG = """
[tsa]
dir = {folder}
serial = $dir/serial
signer_cert = $dir/tsa.pem
signer_key = $dir/tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha512
accuracy = secs:1
ess_cert_id_chain = no
"""


class Outside(InThread, ThreadingHTTPServer):
    """A server that answers what is posted to it, while `is_up`; it counts who came."""

    def __init__(self, answer: Callable[[str, bytes], tuple[int, str, bytes]]) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.answer, self.is_up, self.asked = answer, True, 0

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.server_port}"


class Authority:
    """A time stamp authority with a root of its own, made by openssl."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self.folder, self.root = folder, folder / "root.pem"
        (folder / "tsa.cnf").write_text(CONFIG.format(folder=folder))
        (folder / "ext.cnf").write_text("extendedKeyUsage = critical,timeStamping\n")
        (folder / "serial").write_text("01\n")
        key = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes")
        self._run(
            "req", "-x509", *key, "-keyout", "root.key", "-out", "root.pem", "-subj", "/CN=Harbour root"
        )
        self._run("req", *key, "-keyout", "tsa.key", "-out", "tsa.csr", "-subj", "/CN=Harbour clock")
        self._run(
            "x509", "-req", "-in", "tsa.csr", "-CA", "root.pem", "-CAkey", "root.key", "-CAcreateserial",
            "-extfile", "ext.cnf", "-out", "tsa.pem",
        )  # fmt: skip

    def serve(self) -> Outside:
        return Outside(self._answer)

    def _answer(self, path: str, query: bytes) -> tuple[int, str, bytes]:
        (self.folder / "query").write_bytes(query)
        self._run(
            "ts", "-reply", "-config", "tsa.cnf", "-section", "tsa", "-queryfile", "query", "-out", "reply"
        )
        return 200, "application/timestamp-reply", (self.folder / "reply").read_bytes()

    def _run(self, *words: str) -> None:
        subprocess.run(["openssl", *words], cwd=self.folder, check=True, capture_output=True)


class Cosigner:
    """A C2SP witness of one ledger, by the words of tlog-witness; it shares no code with the program."""

    def __init__(self, log_key: str, seconds: int) -> None:
        self.log_name, _, told = log_key.split("+", 2)
        self._log = Ed25519PublicKey.from_public_bytes(base64.b64decode(told)[1:])
        self._key, self.name, self.seconds = Ed25519PrivateKey.generate(), "witness.example/quay", seconds
        self.size, self.head = 0, b""

    @property
    def key(self) -> str:
        raw = b"\x04" + self._key.public_key().public_bytes_raw()
        return f"{self.name}+{self._id.hex()}+{base64.b64encode(raw).decode()}"

    @property
    def _id(self) -> bytes:
        return h(self.name.encode() + b"\n\x04" + self._key.public_key().public_bytes_raw())[:4]

    def serve(self) -> Outside:
        return Outside(self._answer)

    def _answer(self, path: str, body: bytes) -> tuple[int, str, bytes]:
        assert path == "/quay/add-checkpoint"
        head, _, note = body.decode().partition("\n\n")
        old, *proof = head.split("\n")
        text, _, signatures = note.partition("\n\n")
        origin, size, root = text.split("\n")[:3]
        if origin != self.log_name:
            return 404, "text/plain", b""
        self._log.verify(base64.b64decode(signatures.split()[2])[4:], (text + "\n").encode())
        if old != f"old {self.size}":
            return 409, "text/x.tlog.size", f"{self.size}\n".encode()
        new = base64.b64decode(root)
        path_ = [base64.b64decode(one) for one in proof]
        if self.size and not consistent(self.size, int(size), self.head, new, path_):
            return 422, "text/plain", b""
        self.size, self.head = int(size), new
        signed = f"cosignature/v1\ntime {self.seconds}\n{text}\n".encode()
        said = self._id + self.seconds.to_bytes(8, "big") + self._key.sign(signed)
        return 200, "text/plain", f"— {self.name} {base64.b64encode(said).decode()}\n".encode()


class Calendar:
    """A calendar of OpenTimestamps, by the reference library's own serialization."""

    def __init__(self) -> None:
        self.block: int | None = None  # in which all that was promised lies; None: in none yet
        self.root = b""  # Merkle root of that block, as the last proof leads to it

    def serve(self) -> Outside:
        self._outside = Outside(self._answer)
        return self._outside

    def _answer(self, path: str, body: bytes) -> tuple[int, str, bytes]:
        kind, _, told = path.strip("/").partition("/")
        if kind == "digest":
            stamp = Timestamp(body)
            end = stamp.ops.add(OpAppend(b"somebody else's")).ops.add(OpSHA256())
            end.attestations.add(PendingAttestation(f"http://{self._outside.host}"))
        elif self.block is None:
            return 404, "text/plain", b"Pending confirmation in Bitcoin blockchain"
        else:
            stamp = Timestamp(bytes.fromhex(told))
            end = stamp.ops.add(OpPrepend(b"a transaction")).ops.add(OpSHA256()).ops.add(OpSHA256())
            end.attestations.add(BitcoinBlockHeaderAttestation(self.block))
            self.root = end.msg
        context = BytesSerializationContext()
        stamp.serialize(context)
        return 200, "application/octet-stream", context.getbytes()


class _Handler(BaseHTTPRequestHandler):
    server: Outside

    def do_GET(self) -> None:
        self._answer(b"")

    def do_POST(self) -> None:
        self._answer(self.rfile.read(int(self.headers["content-length"])))

    def _answer(self, body: bytes) -> None:
        self.server.asked += 1
        status, kind, said = (
            (503, "text/plain", b"") if not self.server.is_up else self.server.answer(self.path, body)
        )
        self.send_response(status)
        self.send_header("content-type", kind)
        self.send_header("content-length", str(len(said)))
        self.end_headers()
        self.wfile.write(said)

    def log_message(self, *words: object) -> None:
        pass
