"""A page that misbehaves costs one visit and nothing else."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta

import psutil
import pytest
from waiting import wait_until
from workshop import browsers, dom, drivers, full, light, make_capturer, renderers, say

from archiver.errors import NavigatedAway, NavigationTimeout, PageCrashed
from archiver.model.capture import Capture


def test_a_page_that_spins_costs_one_deadline(faults, hasty) -> None:
    with pytest.raises(NavigationTimeout):
        hasty.capture(light(faults.url + "/spin"))

    # in a hurry, it may also fail where others want the processor
    story = light(faults.url + "/story")
    wait_until(lambda: isinstance(dict(hasty.capture_all([story]))[story], Capture))


def test_dialogs_are_dismissed_and_noted(faults, capturer) -> None:
    notes = capturer.capture(light(faults.url + "/dialogs")).notes

    assert notes == ("alert dismissed: 1", "confirm dismissed: 2", "prompt dismissed: 3")


def test_popups_are_closed_and_noted(faults, capturer) -> None:
    capture = capturer.capture(light(faults.url + "/popups"))

    assert len(capture.notes) == 5
    assert all(note.startswith("popup closed") for note in capture.notes)
    assert "harbor master" in dom(capture)


def test_dialogs_without_end_do_not_fill_the_notes(site, capturer) -> None:
    url = site.page("/nag", "<script>for (let i = 0; i < 60; i++) alert(i)</script>")

    notes = capturer.capture(light(url)).notes

    assert len(notes) == 21
    assert notes[-1] == "and more of this kind"


def test_a_page_that_leaves_for_a_dead_address_is_no_capture(faults, capturer) -> None:
    with pytest.raises(NavigatedAway, match="did not answer"):
        capturer.capture(light(faults.url + "/self-navigating"))


def test_a_page_that_leaves_for_a_dead_name_is_no_capture(site, capturer) -> None:
    url = site.page("/lost", "<script>location = 'http://nowhere.invalid/'</script>")

    with pytest.raises(NavigatedAway, match="name-not-resolved"):
        capturer.capture(light(url))


@pytest.mark.parametrize("delay", [0, 150], ids=["at-once", "while-settling"])
def test_a_page_that_moves_itself_is_followed(site, capturer, delay: int) -> None:
    site.page("/moved-here", "the new place")
    script = f"<script>setTimeout(() => location = '/moved-here', {delay})</script>"
    url = site.page("/moving", script, ("X-Place", "old"))

    capture = capturer.capture(light(url))

    assert capture.final_url == site.url("/moved-here")
    assert "the new place" in dom(capture)
    assert [(hop.url, hop.status, hop.location) for hop in capture.hops] == [
        (url, 200, site.url("/moved-here"))
    ]
    assert ("x-place", "old") in capture.hops[0].headers
    assert capture.notes == (f"the page moved by itself to {site.url('/moved-here')}",)


def test_a_page_that_keeps_moving_is_left(site, capturer) -> None:
    url = site.page("/restless", "<script>location = '/restless?' + Math.random()</script>")

    with pytest.raises(NavigatedAway, match="kept leaving"):
        capturer.capture(light(url))


def test_a_page_that_leaves_while_it_is_photographed_keeps_its_text(site, capturer) -> None:
    site.page("/after")
    more = "<div style='height:9000px'></div><script>onscroll = () => location = '/after'</script>"
    url = site.page("/shy", more)

    capture = capturer.capture(full(url))

    assert capture.final_url == url
    assert "harbour" in dom(capture)
    assert capture.screenshot is not None
    assert "had left for" in (capture.screenshot.missing or "")


def test_a_download_begun_by_the_page_is_not_taken(site, capturer) -> None:
    site.file("/gift.zip", b"PK", "application/zip")
    url = site.page("/gift", "<script>location = '/gift.zip'</script>")

    capture = capturer.capture(light(url))

    assert "harbour" in dom(capture)
    assert capture.notes == (f"download not taken: {site.url('/gift.zip')}",)


def test_a_very_tall_page_is_photographed_as_far_as_is_affordable(site, capturer) -> None:
    url = site.page("/tall", "<div style='height:160000px;background:linear-gradient(red,blue)'></div>")

    capture = capturer.capture(full(url))

    assert capture.screenshot is not None
    assert capture.screenshot.partial
    assert jpeg_height(capture.screenshot.content or b"") == 10_000


def jpeg_height(content: bytes) -> int:
    """Read the height from the start-of-frame segment (ITU-T T.81, B.2.2)."""
    at = 2
    while content[at + 1] not in (0xC0, 0xC1, 0xC2):
        at += 2 + int.from_bytes(content[at + 2 : at + 4])
    return int.from_bytes(content[at + 5 : at + 7])


def test_a_font_that_never_comes_costs_nothing_but_the_wait(site, capturer) -> None:
    site.answer("/slow.woff", lambda h: site.closing.wait(30))
    style = "<style>@font-face{font-family:x;src:url(/slow.woff)} body{font-family:x}</style>"

    capture = capturer.capture(full(site.page("/font", style)))

    assert "harbour" in dom(capture)
    assert capture.settled == "cap"
    assert capture.mhtml is not None
    assert capture.mhtml.content
    assert capture.screenshot is not None
    assert capture.screenshot.content


def test_a_renderer_that_dies_ends_its_visit(site, capturer) -> None:
    before = renderers()

    def murder(h) -> None:
        for renderer in renderers() - before:
            renderer.kill()
        say(h, "")

    site.answer("/murder", murder)
    url = site.page("/victim", "<img src='/murder'>")

    with pytest.raises(PageCrashed, match="the process that rendered it died"):
        capturer.capture(light(url))

    assert capturer.capture(light(site.page("/next"))).status == 200


def test_a_page_that_eats_memory_is_stopped(site, proxy) -> None:
    url = site.page(
        "/eat",
        # 8 MB at a time: what eats faster than it is weighed dies by itself where the machine is busy
        "<script>const all = []; setInterval(() => all.push(new Uint8Array(2 ** 23).fill(1)), 20)</script>"
        "<script>setInterval(() => document.body.append('x'), 100)</script>",  # so that it never rests
    )

    patience = timedelta(seconds=240)  # on a busy machine it eats slowly
    with (
        make_capturer(proxy, settle=patience, deadline=patience) as capturer,
        pytest.raises(PageCrashed, match="took too much memory"),
    ):
        capturer.capture(light(url))


@pytest.mark.parametrize("victims", [browsers, drivers], ids=["browser", "driver"])
def test_a_killed_browser_or_driver_is_replaced_under_the_visit(site, proxy, victims) -> None:
    others = victims()
    with make_capturer(proxy, deadline=timedelta(seconds=40)) as capturer:  # a dead driver costs 3/5 of it
        capturer.capture(light(site.page("/warm-up")))
        mine = victims() - others
        asked = []

        def murder(h) -> None:
            asked.append(h.path)
            if len(asked) == 1:
                for process in mine:
                    with suppress(psutil.NoSuchProcess):
                        process.kill()
                psutil.wait_procs(mine, timeout=5)
            say(h, "")

        site.answer("/murder-browser", murder)

        capture = capturer.capture(light(site.page("/case", "<img src='/murder-browser'>")))

        assert "harbour" in dom(capture)
        assert len(asked) == 2


def test_kills_at_any_moment_cost_no_visit(site, proxy) -> None:
    others = browsers()
    tasks = [light(site.page(f"/sturdy-{number}")) for number in range(5)]
    with make_capturer(proxy) as capturer:
        came = []
        for number, (_, capture) in enumerate(capturer.capture_all(tasks)):
            came.append(capture)
            for browser in browsers() - others if number % 3 == 0 else ():
                with suppress(psutil.NoSuchProcess):
                    browser.kill()

    assert [capture.status for capture in came] == [200] * 5
