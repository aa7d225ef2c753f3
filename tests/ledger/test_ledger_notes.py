from __future__ import annotations

import pytest
from cases import together

from archiver.errors import NotANote
from archiver.ledger.notes import (
    Checkpoint,
    PrivateKey,
    private_key,
    public_key,
    read_checkpoint,
    read_note,
    signed,
)

SECRET = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
PUBLIC = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
TEXT = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
NOTE = (
    f"{TEXT}\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6"
    "KE6RyyBwJnAM=\n"
)
"""The example of golang.org/x/mod/sumdb/note, which the specification took over."""

SOFA = (
    "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n\n"
    "— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nT"
    "o+zyWE+xeMcTOAYQ8=\n"
)
"""The example of C2SP tlog-checkpoint."""

KEY = PrivateKey(name="archiver/test", seed=bytes(range(32)))


def test_keys_and_signatures_are_those_of_other_programs() -> None:
    assert str(private_key(SECRET).public) == PUBLIC
    assert private_key(SECRET).as_text() == SECRET
    assert signed(TEXT, private_key(SECRET)) == NOTE
    assert read_note(NOTE).is_by(public_key(PUBLIC))


def test_the_checkpoint_of_the_specification_is_read() -> None:
    checkpoint = read_checkpoint(read_note(SOFA).text)
    assert (checkpoint.origin, checkpoint.size) == ("example.com/behind-the-sofa", 20852163)
    assert checkpoint.text == read_note(SOFA).text


@pytest.mark.parametrize(
    "told",
    [
        pytest.param(NOTE.replace("answer", "Answer"), id="text"),
        pytest.param(NOTE.replace("SffcvI", "SffcvJ"), id="signature"),
        pytest.param(NOTE.replace("— PeterNeumann", "— Peter"), id="name"),
        pytest.param(NOTE.replace("x08go", "y08go"), id="key"),
    ],
)
def test_what_was_changed_is_not_signed(told: str) -> None:
    assert not read_note(told).is_by(public_key(PUBLIC))


def test_one_of_several_signatures_is_enough_and_unknown_ones_do_no_harm() -> None:
    note = read_note(SOFA + signed(read_note(SOFA).text, KEY).splitlines()[-1] + "\n")
    assert note.signer([public_key(PUBLIC), KEY.public]) == KEY.public
    assert note.signer([public_key(PUBLIC)]) is None


@together(
    "told",
    [
        "",
        "text\n",
        "text\n\n",
        "text\n\nno signature\n",
        "text\n\n— a b c\n",
        "text\n\n— name AAA\n",
        NOTE[:-1],
    ],
)
def test_what_is_no_note_is_refused(told: str) -> None:
    with pytest.raises(NotANote):
        read_note(told)


@together("told", ["a\n1\n", "\n1\nAAAA\n", "a\n01\nAAAA\n", "a\n-1\nAAAA\n", "a\n1\n!\n"])
def test_what_is_no_checkpoint_is_refused(told: str) -> None:
    with pytest.raises(NotANote):
        read_checkpoint(told)


@together("told", ["", "a+b", PUBLIC.replace("c74f", "c74e"), PUBLIC[:-4], SECRET])
def test_what_is_no_key_is_refused(told: str) -> None:
    with pytest.raises(NotANote):
        public_key(told)
    with pytest.raises(NotANote):
        private_key(told.removeprefix("PRIVATE+KEY+"))


def test_a_secret_is_not_shown_by_accident() -> None:
    assert "AYEK" not in repr(private_key(SECRET))


def test_a_checkpoint_is_read_as_it_was_signed() -> None:
    told = Checkpoint(origin="archiver/test", size=7, root=bytes(32))
    assert read_checkpoint(read_note(signed(told.text, KEY)).text) == told
