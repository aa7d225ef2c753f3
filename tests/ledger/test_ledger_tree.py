from __future__ import annotations

import pytest
from cases import together
from hypothesis import given
from hypothesis import strategies as st
from other_tree import consistent, included, mth

from archiver.ledger.tree import Growing, Node, consistency, fold, inclusion, leaf_hash, root

LINES = [bytes.fromhex(told) for told in (
    "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"
)]  # fmt: skip
"""Entries of the reference tree of Certificate Transparency. Source: tests of certificate-transparency-go."""

ROOTS = (
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)


def of(lines: list[bytes]) -> Node:
    leaves = [leaf_hash(line) for line in lines]
    return lambda level, index: fold(leaves[index << level : (index + 1) << level])


@together("size", range(9))
def test_roots_are_those_of_the_reference_tree(size: int) -> None:
    assert root(size, of(LINES)).hex() == ROOTS[size]


@given(st.lists(st.binary(max_size=4), max_size=70))
def test_a_tree_has_the_root_that_the_other_way_finds(lines: list[bytes]) -> None:
    growing = Growing()
    for line in lines:
        growing.add(leaf_hash(line))
    assert root(len(lines), of(lines)) == growing.root() == mth(lines)


@given(st.integers(1, 130), st.data())
def test_every_entry_can_be_proven_and_no_other(size: int, data: st.DataObject) -> None:
    lines = [str(number).encode() for number in range(size)]
    entry = data.draw(st.integers(0, size - 1))
    proof = list(inclusion(entry, size, of(lines)))
    assert included(lines[entry], entry, size, proof, mth(lines))
    assert not included(b"other", entry, size, proof, mth(lines))
    assert size == 1 or not included(lines[entry], (entry + 1) % size, size, proof, mth(lines))


@given(st.integers(1, 130), st.data())
def test_every_tree_can_be_proven_to_begin_a_later_one_and_no_other(size: int, data: st.DataObject) -> None:
    lines = [str(number).encode() for number in range(size)]
    old = data.draw(st.integers(1, size))
    proof = list(consistency(old, size, of(lines)))
    assert consistent(old, size, mth(lines[:old]), mth(lines), proof)
    assert not consistent(old, size, mth([*lines[: old - 1], b"x"]), mth(lines), proof)


@pytest.mark.parametrize("wrong", [-1, 3])
def test_what_is_not_in_a_tree_has_no_proof(wrong: int) -> None:
    with pytest.raises(ValueError, match="not among"):
        inclusion(wrong, 3, of(LINES))
    with pytest.raises(ValueError, match="do not begin"):
        consistency(4, 3, of(LINES))
