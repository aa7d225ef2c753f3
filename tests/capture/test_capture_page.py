"""What a visit of a sound page brings home."""

from __future__ import annotations

from workshop import STORY, USER_AGENT, dom, full, light, say


def test_a_page_is_kept_as_received_and_as_rendered(site, capturer) -> None:
    script = "<script>document.body.append('written by script')</script>"
    url = site.page("/rendered", script)

    capture = capturer.capture(light(url))

    assert capture.response.content == site.body("/rendered")
    assert "written by script" in dom(capture)
