"""What a page says about itself to machines is read as it was meant, broken or not."""

from __future__ import annotations

import pytest
from cases import together
from pages import URL, amid, article, ld, page

from archiver.normalize.page.jsonld import parse_json
from archiver.normalize.page.soup import parse
from archiver.normalize.page.structured import Claims, gather
from archiver.normalize.page.walk import walk
from archiver.normalize.reader import read


def claims(*, head: str = "", body: str = "") -> Claims:
    return gather(walk(parse(page(body, title="", head=head), URL), URL))


def said(found: Claims, field: str) -> list[tuple[str, str]]:
    return [(claim.source, claim.value) for claim in getattr(found, field)]


@together(
    "text",
    [
        pytest.param('{"headline": "Bridge opens",}', id="comma-at-the-end"),
        pytest.param('{"headline": "Bridge opens"};', id="semicolon"),
        pytest.param('<!-- {"headline": "Bridge opens"} -->', id="comment"),
        pytest.param('//<![CDATA[\n{"headline": "Bridge opens"}\n//]]>', id="cdata"),
        pytest.param('{"headline": "Bridge opens" "author": "Ada Quill"}', id="comma-missing"),
        pytest.param('{"headline": "Bridge opens", "text": "one\ntwo"}', id="line-break-in-a-text"),
        pytest.param("""{"headline": 'Bridge opens', 'tags': ['city', 'harbour']}""", id="single-quotes"),
        pytest.param("{&quot;headline&quot;: &quot;Bridge opens&quot;}", id="entities"),
    ],
)
def test_json_that_publishers_break_is_mended(text: str) -> None:
    value = parse_json(text)
    assert isinstance(value, dict)
    assert value["headline"] == "Bridge opens"


@pytest.mark.parametrize("text", ["", "var article = {}", '{"headline": "Bridge', "[" * 50_000])
def test_json_that_is_beyond_mending_says_nothing(text: str) -> None:
    assert parse_json(text) is None


def test_values_written_one_after_the_other_are_all_read() -> None:
    assert parse_json('{"a": 1}\n{"b": 2}') == [{"a": 1}, {"b": 2}]


def test_of_several_articles_the_one_of_this_address_speaks() -> None:
    graph = [
        {"@type": "NewsArticle", "headline": "Ferry retires", "author": "Bo Ferry", "url": f"{URL}-ferry"},
        {"@type": "NewsArticle", "headline": "Bridge opens", "mainEntityOfPage": {"@id": URL}},
    ]
    found = claims(head=ld({"@graph": graph}))
    assert said(found, "headline") == [("json-ld", "Bridge opens")]
    assert found.authors == ()


def test_of_several_articles_without_address_the_one_of_the_title_speaks() -> None:
    nodes = [{"@type": "Article", "headline": name} for name in ("Ferry retires", "Bridge opens")]
    found = claims(head=f"<title>Bridge opens | Gazette</title>{ld(nodes)}")
    assert said(found, "headline") == [("json-ld", "Bridge opens")]


def test_an_author_who_is_only_referred_to_is_looked_up() -> None:
    graph = [
        {"@type": "NewsArticle", "headline": "Bridge opens", "author": {"@id": "#ada"}},
        {"@type": "Person", "@id": "#ada", "name": "Ada Quill"},
    ]
    assert said(claims(head=ld({"@graph": graph})), "authors") == [("json-ld", "Ada Quill")]


@together(
    ("author", "names"),
    [
        pytest.param("Ada Quill", ["Ada Quill"], id="text"),
        pytest.param([{"name": "Ada Quill"}, {"name": "Bo Ferry"}], ["Ada Quill", "Bo Ferry"], id="list"),
        pytest.param({"name": ["Ada Quill", "Bo Ferry"]}, ["Ada Quill", "Bo Ferry"], id="names"),
        pytest.param({"givenName": "Ada", "familyName": "Quill"}, ["Ada Quill"], id="parts"),
        pytest.param({"@type": "Person"}, [], id="nameless"),
    ],
)
def test_authors_are_named_in_many_ways(author: object, names: list[str]) -> None:
    found = claims(head=ld({"@type": "NewsArticle", "author": author}))
    assert [value for _, value in said(found, "authors")] == names


def test_types_may_be_full_addresses_and_lists() -> None:
    node = {"@type": ["https://schema.org/NewsArticle", "Thing"], "headline": "Bridge opens"}
    found = claims(head=ld(node))
    assert found.news
    assert said(found, "headline") == [("json-ld", "Bridge opens")]


def test_type_is_another_name_of_at_type() -> None:
    found = claims(head=ld({"type": "Article", "headline": "Bridge opens"}))
    assert said(found, "headline") == [("json-ld", "Bridge opens")]


@pytest.mark.parametrize("kind", ["MedicalWebPage", "PodcastEpisode", "RadioEpisode"])
def test_pages_and_episodes_speak_where_there_is_no_article(kind: str) -> None:
    found = claims(head=ld({"@type": kind, "name": "Bridge opens", "datePublished": "2026-11-24"}))
    assert said(found, "published") == [("json-ld", "2026-11-24")]


def test_entities_that_were_escaped_twice_and_markup_are_undone() -> None:
    head = '<meta property="og:title" content="Bridge &amp;amp; harbour &lt;b&gt;open&lt;/b&gt;">'
    assert said(claims(head=head), "headline") == [("og:title", "Bridge & harbour open")]


def test_json_ld_speaks_before_meta_elements_and_these_before_microdata() -> None:
    head = '<meta name="datePublished" content="2026-11-25">' + ld(
        {"@type": "NewsArticle", "datePublished": "2026-11-24"}
    )
    found = claims(head=head, body='<p itemprop="datePublished" content="2026-11-26">Thursday</p>')
    assert said(found, "published") == [
        ("json-ld", "2026-11-24"),
        ("meta datepublished", "2026-11-25"),
        ("itemprop", "2026-11-26"),
    ]


def test_authors_of_other_articles_on_the_page_are_not_claimed() -> None:
    names = "<p itemprop='author'>Ada Quill</p><p itemprop='author'>Bo Ferry</p>"
    teaser = "<p>More</p>" * 5 + "<p itemprop='author'>Cy Dock</p>"
    assert [value for _, value in said(claims(body=names + teaser), "authors")] == ["Ada Quill", "Bo Ferry"]


@pytest.mark.parametrize(
    ("markup", "language"),
    [
        ('<html lang="de_at">', "de-AT"),
        ('<html><meta property="og:locale" content="pt_BR">', "pt-BR"),
        ('<html lang="zh-hans">', "zh-Hans"),
        ('<html lang="{{ lang }}">', None),
    ],
)
def test_the_language_is_spelt_as_the_standard_wants_it(markup: str, language: str | None) -> None:
    assert read(f"{markup}<body><p>Text</p></body></html>", URL).language == language


@pytest.mark.parametrize(
    ("head", "body", "rights"),
    [
        ("", "<p>Text: CC BY 4.0, Harbour Lab</p>", "Text: CC BY 4.0, Harbour Lab"),
        ('<link rel="license" href="https://licence.example/by">', "", "https://licence.example/by"),
        ('<meta name="copyright" content="Gazette Ltd">', "", "Gazette Ltd"),
        ("", "<p>All about the bridge</p>", None),
    ],
)
def test_the_licence_is_what_the_page_states(head: str, body: str, rights: str | None) -> None:
    assert read(f"<html><head>{head}</head><body>{body}</body></html>", URL).rights == rights


ON_LICENCES = "The harbour museum puts all its pictures out under Creative Commons, and asks {} to name it."
LICENSED = ON_LICENCES.format('<a href="https://creativecommons.org/licenses/by/4.0/">everybody</a>')


@pytest.mark.parametrize(
    ("sentence", "footer", "rights"),
    [
        pytest.param(ON_LICENCES.format("all"), "Licence: CC BY 4.0", "Licence: CC BY 4.0", id="footer"),
        pytest.param(ON_LICENCES.format("all"), "All rights reserved", None, id="only-about-it"),
        pytest.param(LICENSED, "All rights reserved", ON_LICENCES.format("everybody"), id="linked"),
    ],
)
def test_only_a_link_makes_a_sentence_of_the_text_state_the_licence(
    sentence: str, footer: str, rights: str | None
) -> None:
    text = amid(f"<p>{sentence}</p>")
    assert read(article(text=text, below=f"<footer>{footer}</footer>"), URL).rights == rights


def test_the_page_names_its_own_address_and_its_other_spellings() -> None:
    head = (
        '<link rel="canonical" href="/2026/harbour-bridge"><link rel="amphtml" href="/amp/harbour-bridge">'
        '<link rel="alternate" hreflang="fr" href="/fr/pont"><link rel="shortlink" href="/?p=7">'
    )
    reading = read(f"<html><head>{head}</head><body></body></html>", URL + "?from=feed")
    assert reading.canonical == URL
    assert reading.other_urls == (
        "https://gazette.example/?p=7",
        "https://gazette.example/amp/harbour-bridge",
        "https://gazette.example/fr/pont",
    )
