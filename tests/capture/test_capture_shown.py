"""The kept DOM says what a reader sees: one page, one visit, a case each."""

from __future__ import annotations

import pytest
from workshop import dom, light, say

from archiver import normalize

LONG = "The council voted on Monday to close the old bridge for nine weeks, the mayor of the town said"

STORY = f"""<!doctype html><html lang="de"><head><title>Bridge closes for nine weeks</title><style>
.tip, .print {{ display: none }}
@media print {{ .print {{ display: block }} }}
.sr-only {{ position: absolute; width: 1px; height: 1px; overflow: hidden; clip: rect(0, 0, 0, 0) }}
.away {{ position: absolute; left: -9999px }}
.erased {{ opacity: 0; height: 0; overflow: hidden }} .fading {{ opacity: 0 }}
.sizeless {{ font-size: 0 }} .sizeless b {{ font-size: 16px }}
.outdented {{ text-indent: -9999px }}
.unseen {{ visibility: hidden }} .unseen b {{ visibility: visible }}
.quoted::before {{ content: "»" }} .quoted::after {{ content: "«" }}
.icon::before {{ content: "\\2192" }}
</style></head><body><main><article><h1>Bridge closes for nine weeks</h1>
<p class=print>Printed for private use only.</p>
<p>{LONG}.<span class=tip>A tooltip.</span><span class="sr-only">opens in a new window</span></p>
<p>She called it <q>a shame</q>, and then <span class=quoted>a scandal</span>.<span class=icon></span></p>
<p class=away>Off the screen.</p><p class=unseen>Invisible, <b>but for this</b>.</p>
<p class=erased>Words for engines.</p><p class=sizeless>No size.</p><p class=outdented>Beyond the box.</p>
<div class=sizeless><b>{LONG}, in a size of its own.</b></div>
<p class=fading>{LONG}, and it fades in when it is scrolled to.</p>
<p data-archiver-hidden>{LONG}, and a page that calls this hidden is not believed.</p>
<details><summary>More</summary><p>{LONG}, as who opens this may read.</p></details>
<news-body><template shadowrootmode="open"><p>{LONG}, in a shadow tree.</p><slot></slot></template>
<p>{LONG}, in its slot.</p></news-body>
<iframe src="/shown-frame" width=600 height=300></iframe>
<iframe src="/shown-nothing" width=600 height=300></iframe>
</article></main></body></html>"""


@pytest.fixture(scope="module")
def kept(site, capturer) -> str:
    site.file("/shown", STORY, "text/html; charset=utf-8")
    site.file("/shown-frame", f"<html><body><p>{LONG}, in a frame.</p></body></html>", "text/html")
    site.answer("/shown-nothing", lambda h: say(h, f"<p>{LONG}, which was not found.</p>", status=404))
    return dom(capturer.capture(light(site.url("/shown"))))


@pytest.fixture(scope="module")
def text(kept: str) -> str:
    return normalize(kept, "https://gazette.example/bridge").as_text()


@pytest.mark.parametrize(
    "hidden",
    [
        "Printed for private",
        "A tooltip",
        "opens in a new window",
        "Off the screen",
        "Words for engines",
        "No size",
        "Beyond the box",
        "which was not found",
    ],
)
def test_what_a_style_hides_is_kept_and_not_read(kept, text, hidden) -> None:
    assert hidden not in text
    assert hidden in kept or hidden == "which was not found"


@pytest.mark.parametrize(
    "shown",
    [
        "but for this",
        "in a size of its own",
        "fades in when",
        "is not believed",
        "who opens this",
        "in a shadow tree",
        "in its slot",
    ],
)
def test_what_a_reader_can_see_is_read(text, shown) -> None:
    assert shown in text


def test_a_text_in_a_frame_of_the_same_host_is_read(site, capturer) -> None:
    rows = "".join(f"<p>{LONG}, for the {time} time.</p>" for time in ("first", "second", "third"))
    site.file("/framed-text", f"<html><body>{rows}</body></html>", "text/html")
    story = (
        "<html><title>Bridge closes</title><main><article><h1>Bridge closes</h1><div>"
        '<iframe src="/framed-text" width=700 height=900></iframe></div></article></main></html>'
    )
    site.file("/framed", story, "text/html")

    kept = dom(capturer.capture(light(site.url("/framed"))))

    assert f'<div data-archiver-frame="{site.url("/framed-text")}">' in kept
    assert len(normalize(kept, "https://gazette.example/bridge").blocks) == 3


def test_quotation_marks_of_the_style_are_written_down(text) -> None:
    assert "She called it „a shame“, and then »a scandal«." in text
