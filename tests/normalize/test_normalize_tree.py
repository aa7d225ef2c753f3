"""The tree of a page is the one BeautifulSoup makes of the same markup, and whole in every direction."""

from __future__ import annotations

from itertools import pairwise

from bs4 import BeautifulSoup, PageElement, Tag

from archiver.normalize.page.soup import parse
from tests.builders.cases import together

AWKWARD = (
    "<p>a <b>b <i>c</b> d</i> e</p> tail",
    "</p></div>x<table><p>k<tr><td>1<td>2</table>",
    "words alone",
    "<p> \n\t </p> <p>\u00a0</p><pre> \n <b> </b> </pre><p>  </p>",
    "<p><ruby>k<rt>r<b>s</b></rt></ruby>t</p>",
    "<html><body>one</body></html>two<title>three</title><p>four",
    "<p>a<br>b<img src='a.png' class='x y'><hr>c",
)


@together("markup", AWKWARD)
def test_the_tree_is_that_of_beautifulsoup(markup: str) -> None:
    theirs = BeautifulSoup(markup, "lxml", multi_valued_attributes=None)
    assert _plain(parse(markup, "https://news.example/a")) == _plain(theirs)


@together("markup", AWKWARD)
def test_the_tree_is_whole(markup: str) -> None:
    order = _in_order(parse(markup, "https://news.example/a"))
    for one, other in pairwise(order):
        assert one.next_element is other
        assert other.previous_element is one
    for tag in (each for each in order if isinstance(each, Tag)):
        assert all(child.parent is tag for child in tag.contents)
        for one, other in pairwise(tag.contents):
            assert one.next_sibling is other
            assert other.previous_sibling is one


def _plain(element: PageElement) -> object:
    if isinstance(element, Tag):
        return (element.name, dict(element.attrs), [_plain(child) for child in element.contents])
    return (type(element).__name__, str(element))


def _in_order(element: PageElement) -> list[PageElement]:
    inside = element.contents if isinstance(element, Tag) else []
    return [element, *(each for child in inside for each in _in_order(child))]
