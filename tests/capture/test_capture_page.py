"""What a visit of a sound page brings home."""

from __future__ import annotations

from datetime import UTC, datetime

from workshop import PIXEL, USER_AGENT, dom, full, light, say


def test_a_page_is_kept_as_received_and_as_rendered(site, capturer) -> None:
    url = site.page("/rendered", "<script>document.body.append('written by script')</script>")

    capture = capturer.capture(light(url))

    assert capture.response.content == site.pages["/rendered"].encode()
    assert capture.response.media_type == "text/html"
    assert "</script>written by script</body>" in dom(capture)
    assert (capture.mhtml, capture.screenshot) == (None, None)


def test_headers_keep_their_repeats(site, capturer) -> None:
    url = site.page("/headers", "", ("X-One", "One"), ("Set-Cookie", "a=1"), ("Set-Cookie", "b=2"))

    capture = capturer.capture(light(url))

    assert [value for name, value in capture.headers if name == "set-cookie"] == ["a=1", "b=2"]
    assert capture.header("X-One") == "One"


def test_every_redirect_is_kept_with_status_and_headers(site, capturer) -> None:
    site.answer("/old", lambda h: say(h, "", ("Location", "/older"), ("X-Trace", "one"), status=301))
    site.answer("/older", lambda h: say(h, "", ("Location", site.url("/final")), status=307))
    site.page("/final")

    capture = capturer.capture(light(site.url("/old")))

    assert [(hop.url, hop.status, hop.location) for hop in capture.hops] == [
        (site.url("/old"), 301, "/older"),
        (site.url("/older"), 307, site.url("/final")),
    ]
    assert ("x-trace", "one") in capture.hops[0].headers
    assert capture.url == site.url("/old")
    assert capture.final_url == site.url("/final")
    assert capture.status == 200


def test_the_bot_says_who_it_is(site, capturer) -> None:
    url = site.page("/agent", "<script>document.body.append(navigator.userAgent)</script>")

    capture = capturer.capture(light(url))

    assert site.asked["/agent"][-1]["user-agent"] == USER_AGENT
    assert USER_AGENT in dom(capture)
    assert capture.browser.user_agent == USER_AGENT
    assert "Chrome/" in capture.browser.product


def test_a_light_visit_lists_sub_resources_without_their_bodies(site, capturer) -> None:
    site.file("/l.css", "p{}", "text/css", ("X-Kind", "style"))
    url = site.page("/light", '<link rel=stylesheet href="/l.css"><img src="/l-missing.png">')

    resources = {r.url: r for r in capturer.capture(light(url)).resources}

    sheet, image = resources[site.url("/l.css")], resources[site.url("/l-missing.png")]
    assert (sheet.kind, sheet.status, sheet.body.content, sheet.body.missing) == (
        "stylesheet", 200, None, "not asked for",
    )  # fmt: skip
    assert ("x-kind", "style") in sheet.headers
    assert (image.kind, image.status) == ("image", 404)


def test_a_full_visit_keeps_look_and_bodies(site, capturer) -> None:
    site.file("/f.css", "p{color:red}", "text/css")
    site.file("/f.png", PIXEL, "image/png")
    url = site.page("/full", '<link rel=stylesheet href="/f.css"><img src="/f.png">')

    capture = capturer.capture(full(url))

    assert capture.screenshot is not None
    assert (capture.screenshot.content or b"")[:3] == b"\xff\xd8\xff"
    assert capture.screenshot.media_type == "image/jpeg"
    assert capture.mhtml is not None
    assert b"multipart/related" in (capture.mhtml.content or b"")
    bodies = {r.url: r.body.content for r in capture.resources}
    assert bodies == {site.url("/f.css"): b"p{color:red}", site.url("/f.png"): PIXEL}


def test_each_missing_body_has_its_reason(site, capturer) -> None:
    site.answer("/m-204", lambda h: say(h, "", status=204))
    site.answer("/m-hop", lambda h: say(h, "", ("Location", "/m-end"), status=302))
    site.file("/m-end", "end", "text/plain")
    site.file("/m-big", b"x" * 17_000_000, "text/plain")
    script = """<script>
        for (const path of ["/m-204", "/m-hop", "/m-big"]) fetch(path).then(r => r.text());
        fetch("http://10.9.9.9/private").catch(() => 0);
        new EventSource("/m-events");
    </script>"""
    site.answer("/m-events", _events(site))
    url = site.page("/missing", script)

    resources = {r.url.rpartition("/")[2]: r for r in capturer.capture(full(url)).resources}

    assert resources["m-end"].body.content == b"end"
    assert resources["m-204"].body.missing == "an answer of this kind has no body"
    assert resources["m-hop"].body.missing == "a redirect has no body to keep"
    assert resources["m-big"].body.missing == "larger than 16 MB"
    assert resources["m-events"].body.missing == "still under way when the visit ended"
    assert resources["private"].status is None
    assert "private address" in (resources["private"].body.missing or "")


def _events(site):
    def answer(h) -> None:
        h.send_response(200)
        h.send_header("Content-Type", "text/event-stream")
        h.end_headers()
        h.wfile.write(b"data: 1\n\n")
        site.closing.wait(30)

    return answer


def test_text_that_comes_late_is_waited_for(site, capturer) -> None:
    site.answer("/late-text", lambda h: (site.closing.wait(0.4), say(h, "late words")))
    script = "<script>fetch('/late-text').then(r => r.text()).then(t => document.body.append(t))</script>"
    url = site.page("/late", script)

    capture = capturer.capture(light(url))

    assert "late words" in dom(capture)
    assert capture.settled == "quiet"


def test_a_page_that_never_rests_is_kept_when_the_wait_is_over(faults, capturer) -> None:
    capture = capturer.capture(light(faults.url + "/poll"))

    assert capture.settled == "cap"
    assert "harbor master" in dom(capture)


def test_the_dom_is_read_before_scrolling_brings_more(site, capturer) -> None:
    more = (
        "<div style='height:3000px'></div><script>onscroll=()=>document.body.append('another story')</script>"
    )
    url = site.page("/endless", more)

    capture = capturer.capture(full(url))

    assert "</script></body>" in dom(capture)
    assert capture.mhtml is not None
    assert b"another story" in (capture.mhtml.content or b"")


def test_an_address_written_by_the_page_is_no_navigation(site, capturer) -> None:
    url = site.page("/push", "<script>history.pushState({}, '', '/elsewhere')</script>")

    capture = capturer.capture(light(url))

    assert capture.final_url == url
    assert capture.hops == ()


def test_visits_share_no_cookies(site, capturer) -> None:
    url = site.page("/cookie", "", ("Set-Cookie", "seen=1"))

    capturer.capture(light(url))
    capturer.capture(light(url))

    assert ["cookie" in headers for headers in site.asked["/cookie"]] == [False, False]


def test_side_doors_are_closed(site, capturer) -> None:
    url = site.page(
        "/doors",
        """<script>navigator.serviceWorker?.register('/sw.js').catch(() => 0);
        document.body.append(typeof RTCPeerConnection + "/" + typeof WebTransport)</script>""",
    )
    site.file("/sw.js", "", "text/javascript")

    capture = capturer.capture(light(url))

    assert "undefined/undefined" in dom(capture)
    assert site.asked["/sw.js"] == []


def test_the_guards_log_is_part_of_the_capture(site, capturer) -> None:
    begun = datetime.now(UTC)
    capture = capturer.capture(light(site.page("/log")))

    first = capture.connections[0]
    assert (first.host, first.port, first.address) == ("127.0.0.1", site.port, "127.0.0.1")
    assert begun <= first.at <= capture.captured_at <= datetime.now(UTC)


def test_text_no_encoding_has_bytes_for_does_not_stop_a_visit(site, capturer) -> None:
    url = site.page("/surrogate", "<script>document.body.append('\\ud800 half a sign')</script>")

    assert "half a sign" in dom(capturer.capture(light(url)))
