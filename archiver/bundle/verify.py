"""Check this bundle: `python3 verify.py`, in its folder, or `python3 verify.py BUNDLE.zip`.

Needs Python 3.8 or newer, and for time stamps `openssl`; without it, it says that these were not checked. It
asks no network. README.txt says what it proves.
"""

from __future__ import annotations

import argparse
import base64
import calendar
import hashlib
import json
import re
import shutil
import subprocess
import sys
import tempfile
import time
import zipfile
import zlib
from pathlib import Path
from typing import Any, Dict, List, Optional, Set, Tuple

WRONG = (
    ArithmeticError, AttributeError, EOFError, LookupError, NotImplementedError, OSError, RuntimeError, TypeError,
    ValueError, subprocess.SubprocessError, zipfile.BadZipFile, zlib.error,
)  # fmt: skip
"""What reading a bundle may raise that somebody spoilt."""

# --- Ed25519, to verify only. Source: RFC 8032 section 5.1 ---------------------------------------------

P = 2**255 - 19
"""The prime of the field."""

Q = 2**252 + 27742317777372353535851937790883648493
"""The order of the base point."""

D = -121665 * pow(121666, P - 2, P) % P
"""The constant of the curve."""

ROOT = pow(2, (P - 1) // 4, P)
"""A square root of -1."""

Point = Tuple[int, int, int, int]


def _add(a: Point, b: Point) -> Point:
    one, two = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    three, four = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    e, f, g, h = two - one, four - three, four + three, two + one
    return e * f % P, g * h % P, f * g % P, e * h % P


def _times(factor: int, point: Point) -> Point:
    found: Point = (0, 1, 1, 0)
    while factor:
        if factor & 1:
            found = _add(found, point)
        point = _add(point, point)
        factor >>= 1
    return found


def _x_of(y: int, sign: int) -> int:
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * ROOT % P
    if y >= P or (x * x - square) % P or (x == 0 and sign):
        raise ValueError("no point of the curve")
    return P - x if (x & 1) != sign else x


def _point(told: bytes) -> Point:
    number = int.from_bytes(told, "little")
    y = number & ((1 << 255) - 1)
    x = _x_of(y, number >> 255)
    return x, y, 1, x * y % P


def signature_holds(public: bytes, text: bytes, signature: bytes) -> bool:
    """Tell whether an Ed25519 signature is that of a text."""
    try:
        if len(public) != 32 or len(signature) != 64:
            return False
        key, r, s = _point(public), _point(signature[:32]), int.from_bytes(signature[32:], "little")
        if s >= Q:
            return False
        base_y = 4 * pow(5, P - 2, P) % P
        base_x = _x_of(base_y, 0)
        digest = hashlib.sha512(signature[:32] + public + text).digest()
        k = int.from_bytes(digest, "little") % Q
        left = _times(s, (base_x, base_y, 1, base_x * base_y % P))
        right = _add(r, _times(k, key))
        same_x = (left[0] * right[2] - right[0] * left[2]) % P == 0
        return same_x and (left[1] * right[2] - right[1] * left[2]) % P == 0
    except ValueError:
        return False


# --- signed notes and Merkle trees. Source: C2SP signed-note, tlog-checkpoint; RFC 9162 section 2.1 ----


def sha256(data: bytes) -> bytes:
    """Return the SHA-256 digest."""
    return hashlib.sha256(data).digest()


class Key:
    """A public key in the form of signed notes."""

    def __init__(self, told: str, kind: bytes = b"\x01") -> None:
        self.told = told.strip()
        self.name, self.id, text = self.told.split("+", 2)
        raw = base64.b64decode(text, validate=True)
        self.raw = raw[1:]
        is_right = sha256(self.name.encode() + b"\n" + raw)[:4].hex() == self.id
        if raw[:1] != kind or len(self.raw) != 32 or not is_right:
            raise ValueError("no Ed25519 key")

    def signatures(self, note: str) -> List[bytes]:
        """Return what stands below a note under the name and number of this key."""
        below = note.rpartition("\n\n")[2]
        found = re.findall(r"^\u2014 ([^\s+]+) ([A-Za-z0-9+/]+={0,2})$", below, re.MULTILINE)
        told = [base64.b64decode(text, validate=True) for name, text in found if name == self.name]
        return [one[4:] for one in told if one[:4].hex() == self.id]

    def signed(self, note: str) -> bool:
        """Tell whether this key signed a note."""
        text = (note.rpartition("\n\n")[0] + "\n").encode()
        return any(signature_holds(self.raw, text, one) for one in self.signatures(note))

    def cosigned(self, note: str) -> Optional[int]:
        """Return when the witness with this key vouched for a checkpoint (C2SP tlog-cosignature)."""
        text = note.rpartition("\n\n")[0] + "\n"
        for one in self.signatures(note):
            at = int.from_bytes(one[:8], "big")
            if signature_holds(self.raw, ("cosignature/v1\ntime %d\n%s" % (at, text)).encode(), one[8:]):
                return at
        return None


def checkpoint_of(note: str) -> Tuple[str, int, bytes]:
    """Return name, number of entries and root that a checkpoint tells."""
    origin, size, root = note.splitlines()[:3]
    return origin, int(size), base64.b64decode(root, validate=True)


def is_included(line: bytes, entry: int, size: int, proof: List[bytes], root: bytes) -> bool:
    """Tell whether a proof shows that an entry is in the tree of that root (RFC 9162 section 2.1.3.2)."""
    if not 0 <= entry < size:
        return False
    at, last, found = entry, size - 1, sha256(b"\x00" + line)
    for other in proof:
        if last == 0:
            return False
        if at & 1 or at == last:
            found = sha256(b"\x01" + other + found)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            found = sha256(b"\x01" + found + other)
        at, last = at >> 1, last >> 1
    return last == 0 and found == root


def is_begun(old: int, new: int, old_root: bytes, new_root: bytes, proof: List[bytes]) -> bool:
    """Tell whether a proof shows that one tree begins another (RFC 9162 section 2.1.4.2)."""
    if old == new:
        return not proof and old_root == new_root
    if not 0 < old < new or not proof:
        return False
    path = [old_root, *proof] if old & (old - 1) == 0 else proof
    at, last = old - 1, new - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    first = second = path[0]
    for other in path[1:]:
        if last == 0:
            return False
        if at & 1 or at == last:
            first, second = sha256(b"\x01" + other + first), sha256(b"\x01" + other + second)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            second = sha256(b"\x01" + second + other)
        at, last = at >> 1, last >> 1
    return last == 0 and first == old_root and second == new_root


# --- time stamps, by openssl. Source: RFC 3161 ----------------------------------------------------------


def stamped(openssl: str, note: bytes, stamp: bytes, roots: bytes) -> Tuple[int, str]:
    """Return when a note was stamped (seconds since 1970), and by whom, if the stamp holds."""
    with tempfile.TemporaryDirectory() as folder:
        for name, content in (("note", note), ("stamp", stamp), ("roots", roots)):
            (Path(folder) / name).write_bytes(content)

        def run(*words: str) -> str:
            return subprocess.run(
                [openssl, *words], cwd=folder, check=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
            ).stdout.decode("utf-8", "replace")

        told = run("ts", "-reply", "-in", "stamp", "-text")
        match = re.search(r"Time stamp: (\w+ +\d+ \d+:\d+:\d+)(?:\.\d+)? (\d+) GMT", told)
        if match is None:
            raise ValueError("it tells no time")
        at = calendar.timegm(time.strptime(" ".join(match.groups()), "%b %d %H:%M:%S %Y"))
        run("ts", "-verify", "-data", "note", "-in", "stamp", "-CAfile", "roots", "-attime", str(at))
        return at, run("x509", "-in", "roots", "-noout", "-subject", "-nameopt", "RFC2253").strip()


def moment(seconds: int) -> str:
    """Return seconds since 1970 as people write them."""
    return time.strftime("%Y-%m-%d %H:%M:%S UTC", time.gmtime(seconds))


# --- the bundle ------------------------------------------------------------------------------------------

LIST = "FILES.txt"


def files_of(place: Path) -> Tuple[Dict[str, bytes], List[str]]:
    """Return the files of a bundle, packed or unpacked, and the names that are there twice."""
    if place.is_dir():
        found = {
            path.relative_to(place).as_posix(): path.read_bytes()
            for path in sorted(place.rglob("*"))
            if path.is_file() and path.suffix != ".zip"
        }
        return found, []
    with zipfile.ZipFile(place) as packed:
        names = [name for name in packed.namelist() if not name.endswith("/")]
        found = {name: packed.read(name) for name in names}
    return found, sorted({name for name in names if names.count(name) > 1})


def printable(text: str) -> str:
    """Return a text without what a terminal obeys."""
    return "".join(sign if sign.isprintable() else "?" for sign in text)


# --- OpenTimestamps. Source: the reference library, https://github.com/opentimestamps ------------------

PROOF = b"\x00OpenTimestamps\x00\x00Proof\x00\xbf\x89\xe2\xe8\x84\xe8\x92\x94\x01\x08"
"""How a proof about a SHA-256 digest begins, which follows."""

IN_BITCOIN = bytes.fromhex("0588960d73d71901")
"""What a proof ends with that leads to a block of Bitcoin; the number of the block follows."""

HASHES = {2: "sha1", 3: "ripemd160", 8: "sha256"}
"""Steps of a proof that hash what came before."""

APPEND, PREPEND, END, FORK = 0xF0, 0xF1, 0x00, 0xFF
"""Other steps of a proof."""

MOST_STEPS_OF_PROOF = 256
"""Steps that a proof may have. Source: the reference library."""

Ends = List[Tuple[bytes, bytes, bytes]]


def ends_of(proof: bytes, digest: bytes) -> Optional[Ends]:
    """Return where a proof leads, each end with its kind, what it tells, and the hash there; None: of another digest."""
    if not proof.startswith(PROOF + digest):
        return None
    ends = []  # type: Ends
    if _walk(proof, len(PROOF + digest), digest, ends, MOST_STEPS_OF_PROOF) != len(proof):
        raise ValueError("something follows the proof")
    return ends


def varuint(told: bytes, at: int) -> Tuple[int, int]:
    """Return a number, seven bits a byte, the lowest first, and where it ends."""
    found, shift = 0, 0
    while True:
        found |= (told[at] & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if not told[at - 1] & 0x80:
            return found, at


def _walk(proof: bytes, at: int, reached: bytes, ends: Ends, left: int) -> int:
    if not left:
        raise ValueError("the proof has too many steps")
    while True:
        forks = proof[at] == FORK
        step, at = proof[at + forks], at + forks + 1
        if step == END:
            kind, (size, start) = proof[at : at + 8], varuint(proof, at + 8)
            at = start + size
            ends.append((kind, proof[start:at], reached))
        elif step in (APPEND, PREPEND):
            size, start = varuint(proof, at)
            more = proof[start : start + size]
            at = _walk(
                proof, start + size, reached + more if step == APPEND else more + reached, ends, left - 1
            )
        else:
            at = _walk(proof, at, hashlib.new(HASHES[step], reached).digest(), ends, left - 1)
        if not forks:
            return at


class Checking:
    """What holds of a bundle, said as it is found."""

    def __init__(self, files: Dict[str, bytes], twice: List[str]) -> None:
        self.files = files
        self.failed = 0
        self.proven: Set[Tuple[int, bytes]] = set()
        for name in twice:
            self.say(False, "the file " + name + " is in the bundle twice")
        self.about: Dict[str, Any] = json.loads(files["bundle.json"])
        self.note = files["ledger/checkpoint.txt"].decode()
        self.origin, self.size, self.root = checkpoint_of(self.note)
        self.keys = [Key(json.loads(one["line"])["key"]) for one in self.about["ledger"]["keys"]]

    def say(self, holds: bool, what: str) -> None:
        """Print a sentence that holds or does not."""
        self.failed += not holds
        print(("  holds   " if holds else "  FAILS   ") + printable(what))

    def check_files(self) -> None:
        """Every file has the digest that the list tells, and the list is signed."""
        told = self.files[LIST].decode()
        found = re.findall(r"^([0-9a-f]{64})  (.+)$", told, re.MULTILINE)
        listed = {name: digest for digest, name in found}
        for name in sorted(set(self.files) - set(listed) - {LIST}):
            self.say(False, name + " is not in the list of files")
        for name, digest in listed.items():
            if name not in self.files:
                self.say(False, name + " is missing")
            elif sha256(self.files[name]).hex() != digest:
                self.say(False, name + " was changed since the bundle was made")
        signer = next((key for key in self.keys if key.signed(told)), None)
        self.say(signer is not None, "the list of %d files is signed by a key of the ledger" % len(listed))

    def check_ledger(self) -> None:
        """The checkpoint is signed by a key that is itself an entry; older ones begin it."""
        signer = next((key for key in reversed(self.keys) if key.signed(self.note)), None)
        by = " by the key " + signer.id if signer else ""
        self.say(signer is not None, "the ledger %s, %d entries, is signed%s" % (self.origin, self.size, by))
        self.proven = {(self.size, self.root)} if signer else set()
        for one in self.about["ledger"]["keys"]:
            self.say(
                self._included(one), "the key in entry %d of the ledger is one of its entries" % one["entry"]
            )
        for one in self.about["ledger"]["earlier"]:
            origin, size, root = checkpoint_of(one["note"])
            proof = [bytes.fromhex(told) for told in one["proof"]]
            begins = origin == self.origin and is_begun(size, self.size, root, self.root, proof)
            signed = one["given"] or any(key.signed(one["note"]) for key in self.keys)
            if begins and signed:
                self.proven.add((size, root))
            self.say(begins and signed, "the ledger goes on from what was signed at %d entries" % size)

    def check_sights(self) -> None:
        """Each capture is the one that its entry in the ledger tells of."""
        for sight in self.about["sights"]:
            told = json.loads(sight["line"])
            wrong = [] if self._included(sight) else ["the entry is not in the ledger"]
            if (told["started"], told["visit"]) != (sight["started"], sight["visit"]):
                wrong.append("the entry is of another visit or time")
            if told["address"] != self.about["url"]:
                wrong.append("the entry is of another address")
            if sight["folder"] is not None:
                wrong += self._wrong_in(sight["folder"], told)
            elif told["kept"]:
                wrong.append("it left files, and they are missing")
            what = "%s: visit %s, %s" % (sight["role"], told["visit"], told["started"])
            proven = "; entry %d of the ledger, with all its files" % sight["entry"]
            self.say(not wrong, what + (proven if not wrong else ": " + "; ".join(wrong)))

    def check_interval(self) -> None:
        """The times of the edit are those of the captures on both sides."""
        told = {sight["side"]: [] for sight in self.about["sights"]}  # type: Dict[str, List[str]]
        for sight in self.about["sights"]:
            told[sight["side"]].append(json.loads(sight["line"])["started"])
        self.say(
            self.about["not_before"] in told.get("old", [])
            and self.about["not_after"] in told.get("new", []),
            "the edit lies after %s and at or before %s"
            % (self.about["not_before"], self.about["not_after"]),
        )

    def check_witnesses(self) -> None:
        """What others said of checkpoints is of these, and holds; `check_ledger` comes before."""
        for one in self.about["ledger"].get("witnessed", []):
            note = self.files[one["folder"] + "/checkpoint.txt"]
            origin, size, root = checkpoint_of(note.decode())
            if origin != self.origin or (size, root) not in self.proven:
                self.say(False, "%s: its checkpoint is none that this ledger goes on from" % one["witness"])
                continue
            told = {
                ending: self.files[one["folder"] + "/" + one["witness"] + ending] for ending in one["files"]
            }
            what = "the first %d entries were there" % size
            if ".note" in told:
                self._cosigned(what, one["witness"], note, told)
            elif ".tsr" in told:
                self._stamped(what, one["witness"], note, told)
            elif ".ots" in told:
                self._in_block(size, one["witness"], note, told.get(".block", told[".ots"]))

    def _cosigned(self, what: str, witness: str, note: bytes, told: Dict[str, bytes]) -> None:
        key = Key(told[".key"].decode(), b"\x04")
        at = key.cosigned(told[".note"].decode()) if told[".note"].startswith(note) else None
        if at is None:
            self.say(False, "%s: its cosignature is not of this checkpoint" % witness)
        else:
            by = "says the witness %s with the key %s" % (key.name, key.told)
            self.say(True, "%s at %s, %s" % (what, moment(at), by))

    def _stamped(self, what: str, witness: str, note: bytes, told: Dict[str, bytes]) -> None:
        openssl = shutil.which("openssl")
        if openssl is None:
            print(
                "  note    the time stamp of %s was not checked, as there is no openssl here"
                % printable(witness)
            )
            return
        try:
            at, by = stamped(openssl, note, told[".tsr"], told.get(".pem", b""))
        except (ValueError, subprocess.SubprocessError):
            self.say(
                False, "%s: its time stamp is not of this checkpoint, or not by its certificates" % witness
            )
            return
        self.say(True, "%s at %s, says the time stamp of %s, %s" % (what, moment(at), witness, by))

    def _in_block(self, size: int, witness: str, note: bytes, proof: bytes) -> None:
        ends = ends_of(proof, sha256(note))
        if ends is None:
            self.say(False, "%s: its OpenTimestamps proof is not of this checkpoint" % witness)
            return
        blocks = [(varuint(told, 0)[0], root) for kind, told, root in ends if kind == IN_BITCOIN]
        if not blocks:
            print(
                "  note    %s has promised a block of Bitcoin, which proves nothing yet" % printable(witness)
            )
            return
        height, root = min(blocks)
        self.say(
            True,
            "the first %d entries were there when block %d of Bitcoin was made, says the proof of %s, if"
            % (size, height, witness),
        )
        print("          that block has the Merkle root %s:" % root[::-1].hex())
        print("          look it up in any copy of the chain; its header also says when")

    def check_given(self, key: Optional[str], note: Optional[str]) -> None:
        """Compare with what the reader has from elsewhere."""
        if key is not None:
            self.say(
                Key(key).told in [one.told for one in self.keys], "the key that you gave is one of the ledger"
            )
        if note is not None:
            origin, size, root = checkpoint_of(note)
            known = {checkpoint_of(one["note"])[1:] for one in self.about["ledger"]["earlier"]}
            if origin != self.origin or (size, root) in known | {(self.size, self.root)}:
                self.say(
                    origin == self.origin, "the checkpoint that you gave is one that this bundle goes on from"
                )
            elif size in {told for told, _ in known} | {self.size}:
                self.say(
                    False, "the checkpoint that you gave tells another history of the first %d entries" % size
                )
            else:
                print(
                    "  note    nothing in the bundle compares with your checkpoint of %d entries; ask for a"
                    % size
                )
                print("          bundle made with `archiver bundle --checkpoint` and that file")

    def _wrong_in(self, folder: str, told: Dict[str, Any]) -> List[str]:
        """Return what of a capture is not what its entry, and so its manifest, tells."""
        manifest = self.files[folder + "/manifest.json"]
        if sha256(manifest).hex() != told["manifest"]:
            return ["the manifest is not that of the entry"]
        tree = json.loads(manifest)
        kept = self.about["artefacts"][folder]
        wrong = [
            "the " + name + " of the manifest is not that of the entry"
            for name in ("response", "dom")
            if tree["artefacts"].get(name, {}).get("digest") != told[name]
        ]
        for name, path in kept.items():
            if sha256(self.files[path]).hex() != tree["artefacts"][name]["digest"]:
                wrong.append("the " + name + " is not that of the manifest")
        wrong += [
            "the " + name + " is missing" for name in ("response", "dom") if told[name] and name not in kept
        ]
        bodies = {one["body"].get("digest") for one in tree["resources"]}
        for path in self.files:
            if path.startswith(folder + "/resources/"):
                digest = sha256(self.files[path]).hex()
                if digest not in bodies or not path.endswith("/" + digest):
                    wrong.append(path + " is no resource of the manifest")
        return wrong

    def _included(self, one: Dict[str, Any]) -> bool:
        proof = [bytes.fromhex(told) for told in one["proof"]]
        return is_included(one["line"].encode(), one["entry"], self.size, proof, self.root)


def main() -> int:
    """Check the bundle and return how the program ends: 0, or 1 if anything does not hold."""
    parser = argparse.ArgumentParser(description="Check a bundle about an edit of an article.")
    parser.add_argument("bundle", nargs="?", type=Path, default=Path(__file__).resolve().parent)
    parser.add_argument("--key", help="the public key of the ledger, as its owner told you otherwise")
    parser.add_argument(
        "--checkpoint", type=Path, help="a checkpoint of the ledger that you have from elsewhere"
    )
    asked = parser.parse_args()
    try:
        checking = Checking(*files_of(asked.bundle))
    except WRONG as error:
        print("  FAILS   this is no bundle that can be checked: %r" % error)
        return 1
    print("About " + printable(str(checking.about.get("url"))))
    given = asked.checkpoint.read_text(encoding="utf-8") if asked.checkpoint else None
    for check in (
        checking.check_files,
        checking.check_ledger,
        checking.check_witnesses,
        checking.check_sights,
        checking.check_interval,
    ):
        try:
            check()
        except WRONG as error:
            checking.say(False, "this cannot be read: %r" % error)
    try:
        checking.check_given(asked.key, given)
    except WRONG as error:
        checking.say(False, "what you gave cannot be read: %r" % error)
    print("Everything holds." if not checking.failed else "%d of this does not hold." % checking.failed)
    print("The key: " + ", ".join(key.told for key in checking.keys[-1:]))
    print("What this shows, and what it cannot show, is in README.txt.")
    return 1 if checking.failed else 0


if __name__ == "__main__":
    sys.exit(main())
