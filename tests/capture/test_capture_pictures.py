"""What a visit keeps of the pictures it saw, whatever it keeps of their bytes."""

from __future__ import annotations

from hashlib import sha256

from workshop import dom, light, say

from archiver import normalize
from archiver.demo.pictures import draw

TEXT = "".join(
    f"<p>The council voted on Monday to close the {which} bridge for nine weeks, the mayor said.</p>"
    for which in ("old", "upper", "lower")
)
PNG, SVG = draw("mayor.png")[0], draw("mayor.svg")[0]
PAGE = f"""<!doctype html><html lang=en><title>Bridge closes</title><body><main><article>
<h1>Bridge closes for nine weeks</h1>{TEXT}
<img src=/seen.png alt=seen width=640 height=360 data-archiver-picture="1x1 {"0" * 64}">
<img src=/by-detour.png alt=redirected width=640 height=360>
<img src=/drawn.svg alt=drawn width=640 height=360>
<img src=/portrait.png alt=portrait style="width: 60px; height: 60px">
<img src=/missing.png alt=missing width=640 height=360>
<div style="height: 20000px"></div>
<img src=/far-below.png alt=late loading=lazy width=640 height=360>
{TEXT}</article></main></body></html>"""


def test_what_pictures_show_is_kept_with_the_page(site, capturer) -> None:
    site.file("/pictures", PAGE, "text/html; charset=utf-8")
    for path in ("/seen.png", "/portrait.png", "/far-below.png", "/there.png"):
        site.file(path, PNG, "image/png")
    site.answer("/by-detour.png", lambda h: say(h, b"", ("Location", "/there.png"), status=302))
    site.file("/drawn.svg", SVG, "image/svg+xml")
    first, again = (dom(capturer.capture(light(site.url("/pictures")))) for _ in range(2))
    seen = normalize(first, site.url("/pictures")).pictures
    told = {picture.words: picture for picture in seen}
    png = sha256(PNG).hexdigest()
    assert [picture.words for picture in seen] == ["seen", "redirected", "drawn", "missing", "late"]
    assert told["seen"].digest == told["redirected"].digest == png
    assert (told["seen"].size, len(told["seen"].glance or "")) == ((320, 180), 384)
    assert (told["drawn"].digest, told["drawn"].glance) == (sha256(SVG).hexdigest(), None)
    assert told["missing"].digest is told["late"].digest is None
    assert normalize(again, site.url("/pictures")).pictures == seen, (
        "what was seen before is not looked at again"
    )
