from ipaddress import IPv4Address, IPv6Address, ip_address

import pytest
from cases import together
from hypothesis import given
from hypothesis import strategies as st

from archiver.guard.policy import NAT64, Policy, public, why_not_public

LOCAL = [
    "0.0.0.0",
    "0.1.2.3",
    "10.9.9.9",
    "100.64.0.1",
    "127.0.0.1",
    "127.255.255.254",
    "169.254.169.254",
    "172.31.0.1",
    "192.0.0.9",
    "192.0.2.1",
    "192.88.99.1",
    "192.168.1.1",
    "198.18.0.1",
    "224.0.0.1",
    "240.0.0.1",
    "255.255.255.255",
]


@together("address", LOCAL)
def test_an_ipv4_address_off_the_public_internet_is_refused(address: str) -> None:
    assert not public(address)


@together("address", LOCAL)
@together(
    "carrier",
    [
        pytest.param(lambda v4: (0xFFFF << 32) | v4, id="ipv4-mapped"),
        pytest.param(lambda v4: (0x2002 << 112) | (v4 << 80) | 1, id="6to4"),
        pytest.param(
            lambda v4: (0x20010000 << 96) | (0x08080808 << 64) | (v4 ^ 0xFFFFFFFF), id="teredo-client"
        ),
        pytest.param(
            lambda v4: (0x20010000 << 96) | (v4 << 64) | (0x08080808 ^ 0xFFFFFFFF), id="teredo-server"
        ),
        pytest.param(lambda v4: (0x64FF9B << 96) | v4, id="nat64"),
        pytest.param(lambda v4: (0x64FF9B0001 << 80) | v4, id="local-nat64"),
        pytest.param(lambda v4: v4, id="ipv4-compatible"),
    ],
)
def test_no_ipv6_form_makes_it_acceptable(address: str, carrier) -> None:
    assert not public(IPv6Address(carrier(int(IPv4Address(address)))))


@together(
    "address",
    [
        "::",
        "::1",
        "fe80::1",
        "fe80::1%eth0",
        "2606:4700::1%eth0",
        "fec0::1",
        "fd00::1",
        "ff02::1",
        "ff0e::1",
        "2001:db8::1",
        "2001:2::1",
        "3fff::1",
        "5f00::1",
        "100::1",
        "4000::1",
    ],
)
def test_an_ipv6_address_off_the_public_internet_is_refused(address: str) -> None:
    assert not public(address)


@together(
    "address",
    [
        "8.8.8.8",
        "151.101.1.164",
        "2606:4700:4700::1111",
        "::ffff:8.8.8.8",
        "2002:808:808::1",
        "64:ff9b::808:808",
    ],
)
def test_a_public_address_may_be_visited(address: str) -> None:
    assert public(address)


@given(st.ip_addresses())
def test_what_python_calls_not_global_is_never_public_unless_it_carries_a_public_one(address) -> None:
    carried = isinstance(address, IPv6Address) and (
        address.ipv4_mapped or address.sixtofour or address.teredo or address in NAT64
    )
    if not address.is_global and not carried:
        assert why_not_public(address) is not None


def test_the_reason_names_the_address_inside() -> None:
    assert why_not_public(ip_address("::ffff:10.0.0.1")) == "an IPv6 form of 10.0.0.1, a private address"


def test_exactly_the_allowed_host_and_port_is_excepted() -> None:
    policy = Policy(frozenset({("127.0.0.1", 8901)}))
    assert policy.refusal("127.0.0.1", 8901) is None
    assert policy.refusal("127.0.0.1", 8902) == "a loopback address"
    assert policy.refusal("127.0.0.2", 8901) == "a loopback address"
    assert policy.refusal("::ffff:127.0.0.1", 8901) is not None


def test_an_allowed_address_is_recognized_in_any_spelling() -> None:
    policy = Policy(frozenset({("::1", 80)}))
    assert policy.refusal("[0:0:0:0:0:0:0:1]", 80) is None


def test_a_name_that_resolves_to_an_allowed_address_is_refused() -> None:
    policy = Policy(frozenset({("127.0.0.1", 8901)}))
    assert policy.check("rebind.example", 8901, ("127.0.0.1",)) == ("127.0.0.1", "a loopback address")


def test_one_bad_answer_condemns_a_name() -> None:
    assert Policy().check("mixed.example", 443, ("8.8.8.8", "10.0.0.1")) == ("10.0.0.1", "a private address")
    assert Policy().check("good.example", 443, ("8.8.8.8", "2606:4700::1")) is None


def test_an_answer_that_is_no_address_condemns_a_name() -> None:
    assert Policy().check("odd.example", 443, ("elsewhere.example",)) is not None


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST.", "news.localhost"])
def test_a_name_of_this_machine_is_refused_without_looking_it_up(host: str) -> None:
    assert Policy().refusal(host, 80) == "a name of this machine itself"


def test_a_port_of_another_protocol_is_refused_unless_allowed() -> None:
    assert Policy().refusal("mail.example", 25) is not None
    assert Policy(frozenset({("mail.example", 25)})).refusal("mail.example", 25) is None
