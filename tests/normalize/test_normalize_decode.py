"""Bytes become text as a browser would have it, even where the label lies."""

from __future__ import annotations

import codecs

import pytest
import webencodings
from cases import together

from archiver.normalize.decode import decode

RUSSIAN = "<html><p>Совет проголосовал за закрытие моста на ремонт до весны, сообщил мэр города.</p></html>"
JAPANESE = "<html><p>市議会は月曜日、港の橋を春まで修理のため閉鎖することを決めた。</p></html>"
GERMAN = "<html><p>Der Stadtrat beschloss, die Brücke zu schließen – bis März.</p></html>"
GREEK = (
    "<html><p>Το δημοτικό συμβούλιο αποφάσισε τη Δευτέρα να κλείσει τη γέφυρα μέχρι την άνοιξη.</p></html>"
)
KOREAN = "<html><p>시의회는 월요일 항구 다리를 봄까지 수리를 위해 폐쇄하기로 결정했다.</p></html>"
POLISH = "<html><p>Rada zagłosowała w piątek za zamknięciem mostu: źle, mówi burmistrz.</p></html>"
LATIN = "<p>Le coût est de 3 € – « œuvre »</p>"
SAMPLES = {
    **dict.fromkeys(("cp1252", "cp1254", "cp1258"), LATIN),
    **dict.fromkeys(("iso8859-2", "iso8859-16", "cp1250"), POLISH),
    **dict.fromkeys(("iso8859-5", "cp1251", "koi8-r", "koi8-u", "cp866", "mac-cyrillic"), RUSSIAN),
    **dict.fromkeys(("iso8859-7", "cp1253"), GREEK),
    **dict.fromkeys(("iso8859-8", "cp1255"), "<p>המועצה החליטה ביום שני לסגור את הגשר.</p>"),
    **dict.fromkeys(("iso8859-6", "cp1256"), "<p>قرر المجلس يوم الاثنين غلق الجسر</p>"),
    **dict.fromkeys(
        ("iso8859-4", "iso8859-10", "iso8859-13", "cp1257"), "<p>Šodien žūrija lēma: tilts ciet</p>"
    ),
    **dict.fromkeys(("cp932", "euc_jp", "iso2022_jp"), JAPANESE),
    **dict.fromkeys(("gbk", "gb18030"), "<p>市议会星期一决定，为了修理，港口的大桥要到来年才开放。</p>"),
    "iso8859-3": "<p>Il-kunsill iddeċieda li jagħlaq il-pont għal ġimgħa</p>",
    "iso8859-14": "<p>Penderfynodd y cyngor gau’r bont: ŵyl, tŷ</p>".replace("’", ""),
    "iso8859-15": "<p>Le coût est de 3 € pour une œuvre.</p>",
    "mac-roman": "<p>Le coût est de 3 dollars</p>",
    "cp874": "<p>สภาเทศบาลมีมติเมื่อวันจันทร์ให้ปิดสะพาน</p>",
    "big5hkscs": "<p>市議會星期一決定，為了修理，港口的大橋要到來年才開放。</p>",
    "cp949": KOREAN,
    "utf-8": JAPANESE,
}
"""A page in each encoding that the standard knows, by the name of its codec."""


@together(
    ("text", "encoding"),
    [
        (RUSSIAN, "windows-1251"),
        (RUSSIAN, "koi8-r"),
        (JAPANESE, "shift_jis"),
        (JAPANESE, "euc-jp"),
        (GERMAN, "windows-1252"),
        (GREEK, "windows-1253"),
        (KOREAN, "euc-kr"),
        (GERMAN, "utf-16-le"),
        (GERMAN, "utf-16-be"),
        (JAPANESE, "utf-8"),
    ],
)
def test_a_page_without_any_label_is_decoded(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)) == text


@together("encoding", ["windows-1251", "shift_jis", "windows-1252", "euc-kr", "gb18030"])
def test_the_header_is_believed_where_it_is_right(encoding: str) -> None:
    text = GERMAN.replace("ü", "ue").replace("ß", "ss").replace("ä", "ae").replace("–", "-")
    assert decode(text.encode(encoding), encoding) == text


def test_the_page_declares_its_charset_where_the_header_is_silent() -> None:
    text = RUSSIAN.replace("<html>", '<html><meta charset="koi8-r">')
    assert decode(text.encode("koi8-r")) == text


@together(
    ("text", "written", "label"),
    [
        pytest.param(JAPANESE, "utf-8", "iso-8859-1", id="utf-8-called-latin"),
        pytest.param(RUSSIAN, "windows-1251", "utf-8", id="cyrillic-called-utf-8"),
        pytest.param(JAPANESE, "shift_jis", "utf-8", id="shift-jis-called-utf-8"),
        pytest.param(RUSSIAN, "windows-1251", "iso-8859-1", id="cyrillic-called-latin"),
        pytest.param(GERMAN, "windows-1252", "no-such-charset", id="nonsense"),
        pytest.param(GERMAN, "utf-8", "utf-16", id="utf-8-called-utf-16"),
    ],
)
def test_a_lying_label_is_overruled_by_the_bytes(text: str, written: str, label: str) -> None:
    assert decode(text.encode(written), label) == text


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ],
)
def test_a_byte_order_mark_is_believed_and_removed(mark: bytes, encoding: str) -> None:
    assert decode(mark + GERMAN.encode(encoding), "iso-8859-1") == GERMAN


@pytest.mark.parametrize("mark", [codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE])
def test_a_byte_order_mark_that_lies_is_not_believed(mark: bytes) -> None:
    assert decode(mark + RUSSIAN.encode("windows-1251"), "windows-1251") == RUSSIAN


def test_a_character_cut_in_two_at_the_end_costs_nothing_else() -> None:
    assert decode(JAPANESE.encode()[:-9]).startswith(JAPANESE[:30])


def test_control_characters_are_dropped_and_white_space_stays() -> None:
    assert decode("a\x00b\x1b[31mc\td\ne\ud800") == "ab[31mc\td\ne?"


@together("label", sorted(webencodings.labels.LABELS))
def test_a_page_means_by_a_label_what_browsers_mean(label: str) -> None:
    codec = webencodings.lookup(label).codec_info
    text = SAMPLES.get(codec.name, "")  # what no codec is known for cannot be the label of a page
    assert decode(codec.encode(text)[0] if text else JAPANESE.encode(), label) == (text or JAPANESE)


def test_what_a_comment_declares_does_not_count() -> None:
    text = f'<!-- <meta charset="iso-8859-1"> --><meta charset="iso8859-2">{POLISH}'
    assert decode(text.encode("iso8859-2")) == text
