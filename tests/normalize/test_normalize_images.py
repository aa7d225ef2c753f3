"""Which images of a page are pictures of its article, and what the capture saw of them."""

from __future__ import annotations

import pytest
from cases import together

from archiver import normalize

MARK = f'data-archiver-picture="800x500 {"a" * 64} {"0f" * 192}"'
TEXT = "".join(
    f"<p>The council voted on Monday to close the {which} bridge for nine weeks, the mayor said.</p>"
    for which in ("old", "upper", "lower", "iron")
)
URL = "https://gazette.example/2026/bridge"


def files(above: str = "", lead: str = "", inside: str = "", below: str = "") -> list[str]:
    """Return the files of the pictures of a page with images at these places."""
    first, rest = TEXT.split("</p>", 1)
    page = (
        f"<!doctype html><title>Bridge closes</title><nav><img src=/logo.png {MARK}></nav>{above}<main>"
        f"<article>{lead}"
        f"<h1>Bridge closes for nine weeks</h1>{first}</p>{inside}{rest}{below}</article></main>"
        f"<aside><img src=/aside.jpg {MARK}></aside><footer><img src=/foot.jpg {MARK}></footer>"
    )
    return [picture.url.rpartition("/")[2] for picture in normalize(page, URL).pictures]


IMAGE = f"<img src=/mayor.jpg alt='The mayor' {MARK}>"
FIGURE = f"<figure>{IMAGE}<figcaption>The mayor at the bridge.</figcaption></figure>"


@together(
    "place",
    [
        {"lead": FIGURE},
        {"inside": FIGURE},
        {"inside": f"<p>{IMAGE}</p>"},
        {"inside": f"<div><picture>{IMAGE}</picture></div>"},
        {"inside": f"<a href=/large/mayor.jpg>{IMAGE}</a>"},
        {"inside": f"<figure><a href=/gallery/7>{IMAGE}</a></figure>"},
        {"below": FIGURE},
    ],
)
def test_a_picture_of_the_article_is_read(place) -> None:
    assert files(**place) == ["mayor.jpg"]


@together(
    "place",
    [
        {"above": IMAGE},
        {"inside": f"<a href=/2026/another-story>{IMAGE}</a>"},
        {"inside": f"<div>{IMAGE}<h3><a href=/other>Another story of the day</a></h3></div>"},
        {"inside": f"<a href=/other><figure>{IMAGE}</figure></a>"},
        {"inside": f"<aside>{IMAGE}</aside>"},
        {"inside": "<img src=/ida.jpg data-archiver-picture=small>"},
        {"inside": "<img src=/count.gif width=1 height=1>"},
        {"inside": "<noscript><img src=/mayor.jpg></noscript>"},
    ],
)
def test_other_images_are_not(place) -> None:
    assert files(**place) == []


def test_what_the_capture_saw_is_read() -> None:
    page = (
        f"<title>Bridge closes</title><article><h1>Bridge closes for nine weeks</h1>{FIGURE}{TEXT}</article>"
    )
    (picture,) = normalize(page, URL).pictures
    assert (picture.digest, picture.glance, picture.size) == ("a" * 64, "0f" * 192, (800, 500))
    assert picture.words == "The mayor at the bridge."


@pytest.mark.parametrize(
    ("image", "file"),
    [
        ("<img src='data:image/gif;base64,R0lGOD' data-src=/mayor.jpg>", "mayor.jpg"),
        ("<img data-lazy='/mayor.jpg?w=800' src=data:,>", "mayor.jpg?w=800"),
        ("<img srcset='/mayor-480.jpg 480w, /mayor-800.jpg 800w'>", ""),
        ("<img class=lazy data-id=7>", ""),
    ],
)
def test_a_picture_that_did_not_load_is_there_and_nothing_of_it_is_known(image, file) -> None:
    page = (
        f"<title>Bridge closes</title><article><h1>Bridge closes for nine weeks</h1>{image}{TEXT}</article>"
    )
    (picture,) = normalize(page, URL).pictures
    assert picture.url.rpartition("/")[2] == file
    assert picture.digest is None
