"""From bytes to text and trees, in bounded time and memory and without any network."""

from __future__ import annotations

import re
import zlib
from html.entities import html5

from lxml import etree, html

from archiver.charsets import codec_of, utf16_of
from archiver.errors import SeedError

SEED_BYTES = 50_000_000
"""Of a seed, uncompressed. Source: the sitemap protocol allows 50 MB a file."""

MAX_TAG_CHARS = 5_000
"""A longer run inside one tag is dropped: libxml2 takes quadratic time over attributes (350 kB of
them took 11 s), and no link is that long."""

_TAG = re.compile(r"<(?:[A-Za-z_][\w.-]*:)?([A-Za-z][\w.-]*)(?=[\s>/])")
_LONG_TAG = re.compile(rf"<[A-Za-z][^<>]{{{MAX_TAG_CHARS},}}")
_AMPERSAND = re.compile(r"&(?:(#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});)?")
_CONTROLS = dict.fromkeys(code for code in range(32) if chr(code) not in "\t\n\r")


def text_of(seed: str, content: bytes, content_type: str | None) -> str:
    """Return the text of a seed, decompressed and decoded.

    What is valid UTF-8 is UTF-8, whatever header or prolog say: they are wrong more often than
    chance makes other text valid. Else the header counts, then the document, then Windows-1252.

    Raises:
        SeedError: it is empty, not text, larger than `MAX_BYTES`, or badly compressed.
    """
    if content.startswith(b"\x1f\x8b"):
        content = _gunzip(seed, content)
    if len(content) > SEED_BYTES:
        raise SeedError(seed, f"more than {SEED_BYTES // 1_000_000} MB")
    if not content.strip():
        raise SeedError(seed, "the answer is empty")
    wide = utf16_of(content)
    if wide:
        return content.decode(wide, errors="replace").lstrip("\ufeff")
    if b"\0" in content[:1_000]:
        raise SeedError(seed, "it is not text but binary data")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode(_declared(content, content_type) or "cp1252", errors="replace")


def root_of(text: str) -> str:
    """Return the lower-case name of the first element, without prefix; `""` if there is none.

    Comments, processing instructions and the document type are passed over.
    """
    tag = _TAG.match(text, _start_of_root(text))
    return tag[1].lower() if tag else ""


def _start_of_root(text: str) -> int:
    at = text.find("<")
    while at >= 0 and not _TAG.match(text, at):
        at = text.find("<", _end_of_prolog_part(text, at))
    return at if at >= 0 else len(text)


def _end_of_prolog_part(text: str, at: int) -> int:
    """Return where a comment, instruction or document type ends that begins at `at`."""
    for begin, end in (("<!--", "-->"), ("<?", "?>"), ("<!", ">")):
        if text.startswith(begin, at):
            closed = text.find(end, at + len(begin))
            subset = text.find("[", at, closed)
            if begin == "<!" and subset >= 0:
                closed = text.find(">", max(text.find("]", subset), subset))
            return len(text) if closed < 0 else closed + len(end)
    return at + 1


def xml_tree(seed: str, text: str) -> etree._Element:
    """Parse XML as well as it goes; entities are not expanded and nothing is fetched.

    Raises:
        SeedError: there is no element in it.
    """
    body = _without_cut_off(text)[_start_of_root(text) :].translate(_CONTROLS)  # no type: no entities
    body = _with_known_entities(body)
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        recover=True,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(body.encode("utf-8", errors="replace"), parser)
    except etree.XMLSyntaxError as error:
        raise SeedError(seed, f"it is not XML: {error.msg}") from error
    if root is None:
        raise SeedError(seed, "it is not XML")
    return root


def _without_cut_off(text: str) -> str:
    """Return markup up to its last whole tag: of a cut-off file the rest may be half an address."""
    return text[: text.rfind(">") + 1]


def html_tree(seed: str, text: str) -> html.HtmlElement:
    """Parse HTML as browsers forgive it; nothing is fetched.

    Raises:
        SeedError: there is nothing in it.
    """
    text = _LONG_TAG.sub("<x", _without_cut_off(text).translate(_CONTROLS))
    parser = html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True, remove_comments=True)
    try:
        return html.document_fromstring(text.encode("utf-8", errors="replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise SeedError(seed, "it is an HTML page with nothing in it") from error


def local(element: etree._Element) -> str:
    """Return the name of an element without its namespace, in lower case."""
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def _gunzip(seed: str, content: bytes) -> bytes:
    unpacker = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    try:
        unpacked = unpacker.decompress(content, SEED_BYTES + 1)
    except zlib.error as error:
        raise SeedError(seed, f"its gzip compression is damaged: {error}") from error
    if not unpacked and not unpacker.eof:
        raise SeedError(seed, "its gzip compression is damaged: cut off")
    return unpacked


def _declared(content: bytes, content_type: str | None) -> str | None:
    """Return the first encoding that the header or the document names and that may be true.

    UTF-16 is none of them, as a name of it could not be read.
    """
    head = content[:2_000].decode("ascii", errors="replace")
    for said in (content_type or "", head):
        found = re.search(r"(?:charset|encoding)\s*=\s*[\"']?([\w.:-]+)", said, re.IGNORECASE)
        codec = codec_of(found[1]) if found else None
        if codec and not codec.startswith("utf-16"):
            return codec
    return None


def _with_known_entities(text: str) -> str:
    """Spell out the names of HTML, which XML does not know, and escape an `&` that stands alone.

    Many feeds write `?a=1&b=2` unescaped; a parser that recovers would drop the `&b`.
    """
    first, *rest = text.split("<![CDATA[")
    parts = [_AMPERSAND.sub(_known_entity, first)]
    for part in rest:
        inside, end, after = part.partition("]]>")
        parts.append(f"<![CDATA[{inside}{end}{_AMPERSAND.sub(_known_entity, after)}")
    return "".join(parts)


def _known_entity(match: re.Match[str]) -> str:
    name = match[1]
    if name and (name.startswith("#") or name in ("amp", "lt", "gt", "quot", "apos")):
        return match[0].replace("#X", "#x")  # as HTML may spell it and XML may not
    character = html5.get(f"{name};") if name else None
    return character or f"&amp;{match[0][1:]}"
