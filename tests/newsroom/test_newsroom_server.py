"""The misbehaving server misbehaves as promised."""

import httpx
import pytest
from server import FaultServer


@pytest.fixture(scope="module")
def faults():
    with FaultServer() as running:
        yield running


@pytest.mark.parametrize(
    ("path", "status", "media_type"),
    [
        ("/story", 200, "text/html; charset=utf-8"),
        ("/404", 404, "text/html; charset=utf-8"),
        ("/410", 410, "text/html; charset=utf-8"),
        ("/500", 500, "text/html; charset=utf-8"),
        ("/empty", 200, "text/html; charset=utf-8"),
        ("/pdf", 200, "application/pdf"),
        ("/image", 200, "image/png"),
        ("/no-type", 200, None),
        ("/to-private", 302, "text/html; charset=utf-8"),
    ],
)
def test_a_fault_answers_as_named(faults, path, status, media_type) -> None:
    answer = httpx.get(faults.url + path, trust_env=False)
    assert (answer.status_code, answer.headers.get("content-type")) == (status, media_type)


def test_the_loop_never_comes_to_an_end(faults) -> None:
    with pytest.raises(httpx.TooManyRedirects):
        httpx.get(faults.url + "/loop", follow_redirects=True, trust_env=False)


def test_the_hanging_address_does_not_answer(faults) -> None:
    with pytest.raises(httpx.ReadTimeout):
        httpx.get(faults.url + "/hang", timeout=0.3, trust_env=False)


def test_the_wrong_charset_is_wrong(faults) -> None:
    with pytest.raises(UnicodeDecodeError):
        httpx.get(faults.url + "/wrong-charset", trust_env=False).content.decode("utf-8")


def test_the_huge_answer_is_200_megabytes_if_one_keeps_reading(faults) -> None:
    with httpx.stream("GET", faults.url + "/huge", trust_env=False) as answer:
        first = next(answer.iter_bytes(1_000_000))
    assert len(first) == 1_000_000
