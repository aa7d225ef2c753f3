"""The site answers as a news site does, and always the same."""

import re
from xml.etree import ElementTree

import httpx
import pytest

from archiver.demo.articles import stories
from archiver.demo.changes import Redesigned
from archiver.demo.script import TRUTH, Script, ScriptedEdit, Spell, Trial
from archiver.demo.site import DemoSite
from archiver.demo.walls import ANSWERS


@pytest.fixture
def site():
    with DemoSite() as running:
        yield running


def get(site: DemoSite, path: str, **options) -> httpx.Response:
    return httpx.get(site.url + path, trust_env=False, **options)


@pytest.mark.parametrize("story", stories(), ids=lambda story: story.name)
def test_every_article_is_served_with_its_headline_and_text(site, story) -> None:
    answer = get(site, story.path)
    assert answer.status_code == 200
    assert story.headline in answer.text
    if story.template == "scripted":
        assert "Loading" in answer.text
        answer = get(site, f"/api/stories/{story.name}.json")
    last = story.blocks[-1]
    assert last in answer.text


@pytest.mark.parametrize("path", ["/", "/politics", "/about", "/static/site.css", "/static/site.js"])
def test_the_pages_around_the_articles_answer(site, path) -> None:
    assert get(site, path).status_code == 200


def test_feed_and_sitemap_are_well_formed_and_point_home(site) -> None:
    feed = ElementTree.fromstring(get(site, "/feed.xml").content)
    links = [item.findtext("link") for item in feed.iter("item")]
    assert len(links) == 8
    assert all(link.startswith(site.url + "/") and "utm_source" in link for link in links)
    sitemap = ElementTree.fromstring(get(site, "/sitemap-news.xml").content)
    assert len(list(sitemap)) == len(stories())


@pytest.mark.parametrize("section", ["/", "/politics"])
def test_the_feed_and_one_front_together_lead_to_every_article(site, section) -> None:
    pages = [get(site, path).text for path in ("/feed.xml", section)]
    assert all(any(story.path in page for page in pages) for story in stories())


def test_robots_are_told_what_is_private(site) -> None:
    text = get(site, "/robots.txt").text
    assert "Disallow: /internal/" in text
    assert f"Sitemap: {site.url}/sitemap-news.xml" in text


def test_pictures_are_pictures(site) -> None:
    assert get(site, "/images/bridge.png").content.startswith(b"\x89PNG")
    assert get(site, "/images/ferry.svg").headers["content-type"] == "image/svg+xml"


def test_two_runs_serve_the_same_bytes() -> None:
    def played() -> list[str]:
        with DemoSite() as site:
            return [get(site, stories()[0].path).text.replace(site.url, "") for _ in range(3)]

    first, second = played(), played()
    assert first == second
    assert len(set(first)) == 3  # and yet no two visits see the same clutter


def test_the_clock_moves_only_by_hand(site) -> None:
    path = next(edit.path for edit in TRUTH if edit.kind == "digit")
    assert "$4.2 million" in get(site, path).text
    assert site.advance() == 1
    assert "$6.2 million" in get(site, path).text
    site.at(0)
    assert "$4.2 million" in get(site, path).text


def test_a_moved_article_redirects_and_a_withdrawn_one_is_gone_until_it_returns(site) -> None:
    moved = next(edit for edit in TRUTH if edit.kind == "moved")
    gone = next(edit for edit in TRUTH if edit.kind == "gone")
    site.at(moved.step)
    answer = get(site, moved.path)
    assert (answer.status_code, answer.headers["location"]) == (301, moved.change.path)
    assert get(site, moved.change.path).status_code == 200
    assert get(site, gone.path).status_code == 410
    site.at(gone.step + 1)
    assert get(site, gone.path).status_code == 200


def test_the_old_system_speaks_windows_1252_and_answers_conditional_requests(site) -> None:
    path = next(story.path for story in stories() if story.template == "classic")
    answer = get(site, path)
    assert answer.headers["content-type"] == "text/html; charset=windows-1252"
    assert b"\x93" in answer.content  # a curly quote, one byte long
    again = get(site, path, headers={"If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_broken_linked_data_is_broken(site) -> None:
    path = next(story.path for story in stories() if story.template == "scripted")
    assert ",}</script>" in get(site, path).text


def test_every_request_is_logged_with_its_step(site) -> None:
    get(site, "/politics?page=2", headers={"User-Agent": "tester/1"})
    site.advance()
    get(site, "/nowhere")
    first, second = site.requests
    assert (first.method, first.path, first.step, first.user_agent) == (
        "GET",
        "/politics?page=2",
        0,
        "tester/1",
    )
    assert (second.status, second.step) == (404, 1)
    assert second.at >= first.at


@pytest.mark.parametrize("kind", sorted(ANSWERS))
def test_a_spell_hides_the_article_while_it_lasts(kind) -> None:
    story = stories()[0]
    script = Script(spells=(Spell(story=story.name, first=1, last=1, kind=kind),))
    with DemoSite(script=script) as site:
        shown = [(site.at(step), get(site, story.path))[1] for step in range(3)]
    assert story.blocks[-1] in shown[0].text
    assert story.blocks[-1] in shown[2].text
    assert story.blocks[-1] not in shown[1].text
    expected = {"bot wall 403": 403, "too many 429": 429, "error 500": 500, "front page": 302}
    assert shown[1].status_code == expected.get(kind, 200)


def test_a_trial_shows_every_other_newcomer_another_headline_and_remembers_them() -> None:
    story = stories()[0]
    script = Script(trials=(Trial(story=story.name, first=0, last=0, headline="Another headline"),))
    with DemoSite(script=script) as site:
        shown = ["Another headline" in get(site, story.path).text for _ in range(4)]
        assert shown == [False, True, False, True]
        with httpx.Client(trust_env=False) as visitor:
            seen = {"Another headline" in visitor.get(site.url + story.path).text for _ in range(4)}
        assert len(seen) == 1


def test_noise_differs_between_visits_but_the_article_does_not(site) -> None:
    path = next(story.path for story in stories() if story.template == "wordpress")
    pages = [get(site, path).text for _ in range(2)]
    assert pages[0] != pages[1]
    texts = [
        re.findall(r"<p>(?!.*Sign).*?</p>", re.search(r'entry-content">(.*?)</article>', page, re.DOTALL)[1])
        for page in pages
    ]
    assert texts[0] == texts[1]


def test_a_redesign_changes_the_markup_and_not_the_article() -> None:
    story = next(story for story in stories() if story.template == "wordpress")
    edit = ScriptedEdit(
        step=1, story=story.name, kind="redesign", description="new markup", change=Redesigned("blocks")
    )
    with DemoSite(script=Script(edits=(edit,))) as site:
        before = get(site, story.path).text
        site.advance()
        after = get(site, story.path).text
    assert 'class="entry-content"' in before
    assert 'class="entry-content"' not in after
    assert all(block in after for block in story.blocks[1:])
