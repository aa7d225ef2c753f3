"""Bytes to text as browsers do it, with a second look where the label lies."""

from __future__ import annotations

import codecs
import re

from archiver.charsets import codec_of, utf16_of
from archiver.normalize.page.text import CONTROL

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

COMMON = {
    "cp932": "のにはをたがでとしてれいるあ、。ーンスト日本人年月",
    "euc_jp": "のにはをたがでとしてれいるあ、。ーンスト日本人年月",
    "cp949": "이다는을가의에하고은를사도인기지로한서.",
    "gb18030": "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可，。年",
    "big5hkscs": "的一是不了在人有我他這個們中來上大為和國地到以說時要就出會可，。年",
    "cp1251": "оеаинтсрвлкмдпуяыьгзбчйхжіїєґ",
    "koi8-r": "оеаинтсрвлкмдпуяыьгзбчйхж",
    "cp1252": "äöüßéèêëàâçñóíáúãõåøæôîûùïÄÖÜÉ“”’‘„–—…«»€©®°§·¿¡",
    "cp1250": "ąćęłńóśźżčřžěůšýáíéťďňőűŁŚŻŠČŘŽ„”“–",
    "cp1253": "αοιετσνηυρπκμλςίόάέήύώω–«»",
    "cp1254": "ğşıİçöüŞĞÇÖÜ“”’–",
    "cp1255": "אבגדהוזחטיכלמנסעפצקרשתםןץףך",
    "cp1256": "اليمنتربعدسكهةفحقجطصخذشغضءئ،",
    "cp874": "านรอกเงยมลวดทส่้ีิัตปบ",
}
"""The most frequent characters beyond ASCII of the languages that used an encoding.

Source: letter frequencies of the Wikipedias in those languages; only their rank matters here.
"""

MULTIBYTE = frozenset(("cp932", "euc_jp", "cp949", "gb18030", "big5hkscs"))
LATIN = frozenset(("cp1252", "cp1250", "cp1254"))
GUESS_BYTES = 200_000
"""How much of a page is looked at to guess its encoding."""

META = re.compile(
    rb"<(?:meta[^>]{0,300}?(?<![\w-])charset|\?xml[^>]{0,100}?encoding)\s*=\s*[\"']?\s*([\w.:-]{2,40})",
    re.IGNORECASE,
)
COMMENT = re.compile(rb"<!--.*?(?:-->|$)", re.DOTALL)
PRESCAN_BYTES = 8192
"""Where a declaration is looked for; the standard says 1024, publishers put it later."""

WORD_BEYOND = re.compile("[^\x00-\x7f]{3,}")

BELIEVABLE = 0.35
"""Least share of frequent characters at which a guess may overrule a label.

Source: 40 pages of the benchmark re-encoded: right decodings score 0.55 to 0.97, wrong ones below 0.3.
"""


def decode(html: bytes | str, charset: str | None = None) -> str:
    """Return the page as text, without byte order mark and control characters.

    A byte order mark is believed unless what follows does not decode; valid UTF-8 beyond ASCII is UTF-8,
    whatever the label says; then come the label of the header, that of the page, and a guess by
    frequent letters. Bytes that cannot be decoded become U+FFFD.

    Source:
        WHATWG Encoding Standard and HTML standard section 13.2.3; the checks against lying labels are ours.
    """
    text = html if isinstance(html, str) else _decode_bytes(html, charset)
    return CONTROL.sub("", text.lstrip("\ufeff").encode("utf-8", "replace").decode("utf-8"))


def _decode_bytes(html: bytes, charset: str | None) -> str:
    for mark, name in BOMS:
        if html.startswith(mark):
            rest = html[len(mark) :]
            if _fits(rest, name):
                return rest.decode(name, "replace")
            html = rest  # the mark lies
            break
    wide = utf16_of(html)
    if wide:
        return html.decode(wide, "replace")
    labels = [known for known in (_known(charset), _known(_declared(html))) if known]
    if _is_utf8(html) and not any(label.startswith("iso2022") for label in labels):
        return html.decode("utf-8", "replace")
    return html.decode(_choose(html, labels), "replace")


def _fits(html: bytes, name: str) -> bool:
    """Tell whether the bytes may be of that encoding: few errors, and markup in them."""
    text = html[:GUESS_BYTES].decode(name, "replace")
    if name == "utf-8":
        high = sum(byte >= 0x80 for byte in html[:GUESS_BYTES])
        return text.count("\ufffd") * 10 <= high
    return text.count("\ufffd") * 20 <= len(text) and ("<" in text or len(text) < 20)


def _is_utf8(html: bytes) -> bool:
    """Tell whether the bytes are valid UTF-8, but for a last character cut in two."""
    decoder = codecs.getincrementaldecoder("utf-8")("strict")
    try:
        decoder.decode(html, final=False)
    except UnicodeDecodeError:
        return False
    return True


def _declared(html: bytes) -> str | None:
    """Return the label a page gives itself; in a comment it gives none."""
    head = COMMENT.sub(b"", html[:PRESCAN_BYTES])
    found = META.search(head) or re.search(
        rb"<meta[^>]{0,300}?content\s*=\s*[\"'][^\"'>]{0,200}?charset=([\w.:-]{2,40})", head, re.IGNORECASE
    )
    return found[1].decode("ascii", "ignore") if found else None


def _known(label: str | None) -> str | None:
    """Return the codec that a label stands for, None for one nobody knows."""
    codec = codec_of(label)
    # UTF-16 is written in ASCII, so it cannot be true (HTML standard, section 13.2.3.2)
    return "utf-8" if codec and codec.startswith("utf-16") else codec


def _choose(html: bytes, labels: list[str]) -> str:
    sample = html[:GUESS_BYTES]
    best, score = max(((name, _score(sample, name)) for name in COMMON), key=lambda each: each[1])
    for label in labels:
        if label == "utf-8":
            if _fits(sample, "utf-8"):
                return label
            continue
        if label not in COMMON or _score(sample, label) >= min(score, BELIEVABLE) or score < BELIEVABLE:
            return label
    return best if score > 0 else "cp1252"


def _score(sample: bytes, name: str) -> float:
    """Return the share of frequent letters among the characters beyond ASCII, -1 if it does not decode."""
    text = sample.decode(name, "replace")
    beyond = [ch for ch in text if ch > "\x7f"]
    if not beyond:
        return 0.0
    broken = text.count("\ufffd")
    if name in MULTIBYTE and broken * 50 > len(beyond):
        return -1.0
    common = COMMON[name]
    score = (sum(ch in common for ch in beyond) - 2 * broken) / len(beyond)
    if name in MULTIBYTE and score > 0:
        return score + 0.2  # that it decodes at all says much
    # Latin letters beyond ASCII stand alone, those of other scripts in whole words.
    together = sum(map(len, WORD_BEYOND.findall(text))) / len(beyond)
    return score * (1 - together if name in LATIN else together)
