"""Publishers write times in many ways; each is read as it was meant."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pages
import pytest
from cases import together
from pages import BODY, HEADLINE, PARAGRAPHS, article, meta, news, page, paragraphs

from archiver.normalize.fields.moments import parse_moment
from archiver.normalize.reader import read

CET, CEST = timezone(timedelta(hours=1)), timezone(timedelta(hours=2))
URL = "https://gazette.example/story"


@together(
    ("text", "moment"),
    [
        ("2026-11-24T09:05:00Z", datetime(2026, 11, 24, 9, 5, tzinfo=UTC)),
        ("2026-11-24T09:05:00.123456789+01:00", datetime(2026, 11, 24, 9, 5, tzinfo=CET)),
        ("2026-11-24 09:05:07 +0100", datetime(2026, 11, 24, 9, 5, 7, tzinfo=CET)),
        ("2026-11-24", date(2026, 11, 24)),
        ("20261124T0905Z", datetime(2026, 11, 24, 9, 5, tzinfo=UTC)),
        ("1762513252000", datetime(2025, 11, 7, 11, 0, 52, tzinfo=UTC)),
        ("Fri Apr 28 19:20:36 CEST 2023", datetime(2023, 4, 28, 19, 20, 36, tzinfo=CEST)),
        ("24. November 2026, 09:05 Uhr MEZ", datetime(2026, 11, 24, 9, 5, tzinfo=CET)),
        ("24.11.2026", date(2026, 11, 24)),
        ("Nov 24, 2026", date(2026, 11, 24)),
        ("November 24th, 2026 at 9:05 pm GMT", datetime(2026, 11, 24, 21, 5, tzinfo=UTC)),
        ("24 de noviembre de 2026", date(2026, 11, 24)),
        ("24 ноября 2026 г.", date(2026, 11, 24)),
        ("24th of November 2026", date(2026, 11, 24)),
        ("24 listopada 2026", date(2026, 11, 24)),
        ("24 Novemba 2026", date(2026, 11, 24)),
        ("24 نوفمبر 2026", date(2026, 11, 24)),
        ("2026. november 24.", date(2026, 11, 24)),
        ("2026 m. lapkričio 24 d.", date(2026, 11, 24)),
        ("2026-11-24T09:05:07:684Z", datetime(2026, 11, 24, 9, 5, 7, tzinfo=UTC)),
        ("2026年11月24日", date(2026, 11, 24)),
        ("24-Nov-2026", date(2026, 11, 24)),
        ("24/Nov/2026", date(2026, 11, 24)),
        ("Nov-24-2026", date(2026, 11, 24)),
        ("2026. nov. 24.", date(2026, 11, 24)),
        ("2026. 11. 24. 09:05", datetime.fromisoformat("2026-11-24T09:05")),
        ("2026. gada 24. novembris", date(2026, 11, 24)),
        ("24 нояб. 2026", date(2026, 11, 24)),
        ("24 лист. 2026", date(2026, 11, 24)),
        ("24 νοε 2026", date(2026, 11, 24)),
        ("24 نومبر 2026", date(2026, 11, 24)),
        ("Ada24.11.2609:05", datetime.fromisoformat("2026-11-24T09:05")),
        ("24.11.20269:05", datetime.fromisoformat("2026-11-24T09:05")),
        ("24.11.202", None),
        ("24 नवंबर 2026", date(2026, 11, 24)),
        ("२४ नवम्बर २०२६, 09:05", datetime.fromisoformat("2026-11-24T09:05")),
        ("नवंबर 24, 2026", date(2026, 11, 24)),
        ("24 नव॰ 2026", date(2026, 11, 24)),
        ("मंगलवार, 24 दिसंबर 2026", date(2026, 12, 24)),
        ("२४-११-२०२६", date(2026, 11, 24)),
        ("২৪ নভেম্বর ২০২৬", date(2026, 11, 24)),
        ("প্রকাশ: ২৪ নভেম্বর, ২০২৬ ০৯:০৫", datetime.fromisoformat("2026-11-24T09:05")),
        ("নভেম্বর ২৪, ২০২৬", date(2026, 11, 24)),
        ("২৪ ফেব্রুয়ারী ২০২৬", date(2026, 2, 24)),
        ("২৪/১১/২০২৬", date(2026, 11, 24)),
        ("24 พฤศจิกายน 2569", date(2026, 11, 24)),
        ("24 พ.ย. 2569 09:05 น.", datetime.fromisoformat("2026-11-24T09:05")),
        ("วันที่ 24 พฤศจิกายน พ.ศ. 2569", date(2026, 11, 24)),
        ("24 พฤศจิกายน ค.ศ. 2026", date(2026, 11, 24)),
        ("๒๔ พฤศจิกายน ๒๕๖๙", date(2026, 11, 24)),
        ("24/11/2569", date(2026, 11, 24)),
        ("2569-11-24", date(2026, 11, 24)),
        ("۳ آذر ۱۴۰۵", date(2026, 11, 24)),
        ("سه‌شنبه ۳ آذر ۱۴۰۵ - ساعت ۰۹:۰۵", datetime.fromisoformat("2026-11-24T09:05")),
        ("۳ آذر ماه ۱۴۰۵", date(2026, 11, 24)),
        ("۱۴۰۵/۰۹/۰۳", date(2026, 11, 24)),
        ("1405-09-03 09:05", datetime.fromisoformat("2026-11-24T09:05")),
        ("آذر ۳, ۱۴۰۵", date(2026, 11, 24)),
        ("۱۰ دی ۱۴۰۵", date(2026, 12, 31)),
        ("۳۰ اسفند ۱۴۰۳", date(2025, 3, 20)),
        ("۳۰ اسفند ۱۴۰۴", None),
        ("۱ فروردین ۱۴۰۴", date(2025, 3, 21)),
        ("۳ قوس ۱۴۰۵", date(2026, 11, 24)),
        ("24 تشرين الثاني 2026", date(2026, 11, 24)),
        ("24 كانون الأول 2026", date(2026, 12, 24)),
        ("24 كانون الثاني 2026", date(2026, 1, 24)),
        ("الثلاثاء 24 آب 2026", date(2026, 8, 24)),
        ("٢٤ نوفمبر ٢٠٢٦", date(2026, 11, 24)),
        ("نوفمبر 24، 2026", date(2026, 11, 24)),
        ("24 من نوفمبر 2026 - 9:05 م", datetime.fromisoformat("2026-11-24T21:05")),
        ("24‏/11‏/2026", date(2026, 11, 24)),
        ("24 إبريل 2026", date(2026, 4, 24)),
        ("24 בנובמבר 2026", date(2026, 11, 24)),
        ("24 בנוב׳ 2026, 09:05", datetime.fromisoformat("2026-11-24T09:05")),
        ("נובמבר 24, 2026", date(2026, 11, 24)),
        ("令和8年11月24日", date(2026, 11, 24)),
        ("令和八年十一月二十四日", date(2026, 11, 24)),
        ("2026年（令和8年）11月24日", date(2026, 11, 24)),
        ("平成元年1月8日", None),
        ("平成31年4月30日", date(2019, 4, 30)),
        ("令和元年5月1日", date(2019, 5, 1)),
        ("2026年11月24日 午後3時05分", datetime.fromisoformat("2026-11-24T15:05")),
        ("2026/11/24(火) 9:05", datetime.fromisoformat("2026-11-24T09:05")),
        ("2026년 11월 24일 오후 9시 5분", datetime.fromisoformat("2026-11-24T21:05")),
        ("2026.11.24. 오전 9:05", datetime.fromisoformat("2026-11-24T09:05")),
        ("2026년 11월 24일 (화)", date(2026, 11, 24)),
        ("二〇二六年十一月二十四日", date(2026, 11, 24)),
        ("民國115年11月24日", date(2026, 11, 24)),
        ("2026年11月24日 下午3:05", datetime.fromisoformat("2026-11-24T15:05")),
        ("2026年11月24日09时05分", datetime.fromisoformat("2026-11-24T09:05")),
        ("24 tháng 11, 2026", date(2026, 11, 24)),
        ("Thứ Ba, ngày 24 tháng 11 năm 2026", date(2026, 11, 24)),
        ("Tháng Mười Một 24, 2026", date(2026, 11, 24)),
        ("24 thg 11 2026", date(2026, 11, 24)),
        ("24/11/2026 09:05 GMT+7", datetime(2026, 11, 24, 9, 5, tzinfo=timezone(timedelta(hours=7)))),
        ("24 Kasım 2026", date(2026, 11, 24)),
        ("24 KASIM 2026 SALI", date(2026, 11, 24)),
        ("24 May 2026", date(2026, 5, 24)),
        ("Kasım 24, 2026 09:05", datetime.fromisoformat("2026-11-24T09:05")),
        ("24 Νοεμβρίου 2026", date(2026, 11, 24)),
        ("24 ΝΟΕΜΒΡΙΟΥ 2026", date(2026, 11, 24)),
        ("Νοέμβριος 24, 2026", date(2026, 11, 24)),
        ("Τρίτη 24/11/2026 9:05 μ.μ.", datetime.fromisoformat("2026-11-24T21:05")),
        ("24 ЛИСТОПАДА 2026", date(2026, 11, 24)),
        ("24 листопада, 2026 р. 09:05", datetime.fromisoformat("2026-11-24T09:05")),
        ("5 جمادى الآخرة 1448", None),
        ("1448/06/14", None),
        ("yesterday", None),
        ("31.02.2026", None),
        ("0001-01-01T00:00:00Z", None),
        ("", None),
    ],
)
def test_a_written_time_is_read(text: str, moment: datetime | date | None) -> None:
    assert parse_moment(text) == moment


def published(content: str, *, name: str = "article:published_time") -> str:
    """Return what the head of a page says of its day."""
    return meta(name, content)


def ld(value: str) -> str:
    """Return the same as structured data."""
    return news(headline="Harbour bridge", datePublished=value)


PARAGRAPH = paragraphs(PARAGRAPHS[0])


def test_an_offset_is_turned_into_utc() -> None:
    assert read(article(head=published("2026-11-24T09:05:00+01:00")), URL).published_at == datetime(
        2026, 11, 24, 8, 5, tzinfo=UTC
    )


@together(
    ("head", "shown", "day"),
    [
        pytest.param(ld("2026-11-24T23:05:00-05:00"), "", 24, id="offset"),
        pytest.param(
            ld("2026-11-25T04:05:31Z"), "<p>November 24, 2026, 11:05 p.m.</p>", 24, id="other-clock"
        ),
        pytest.param(
            ld("2026-11-24T23:05:00Z"), "<time datetime=2026-11-25>Wednesday</time>", 25, id="marked"
        ),
        pytest.param(
            ld("2026-11-24T23:05:00Z"), "<p>November 25, 2026, 9:22 a.m.</p>", 24, id="other-moment"
        ),
        pytest.param(
            ld("2026-11-24T23:05:00Z"),
            "<time datetime=2026-11-24>Tuesday</time> <time datetime=2026-11-25>Wednesday</time>",
            24,
            id="both-marked",
        ),
        pytest.param(ld("2026-11-24T12:00:00"), "", 24, id="no-offset"),
        pytest.param(ld("2026-11-24"), "", 24, id="day"),
    ],
)
def test_the_day_of_publication_is_the_publishers(head: str, shown: str, day: int) -> None:
    reading = read(article(shown, head=head), URL)
    assert reading.published_on == date(2026, 11, day)


def test_without_a_time_there_is_no_day() -> None:
    reading = read(article(), URL)
    assert (reading.published_at, reading.published_on) == (None, None)


def test_a_day_stays_a_day() -> None:
    assert read(article(head=published("2026-11-24")), URL).published_at == date(2026, 11, 24)


def test_the_time_of_day_is_taken_from_whoever_tells_it() -> None:
    reading = read(article(head=ld("2026-11-24") + published("2026-11-24T09:05:00+01:00")), URL)
    assert reading.published_at == datetime(2026, 11, 24, 8, 5, tzinfo=UTC)


def test_a_clock_without_offset_borrows_the_one_of_another_source() -> None:
    reading = read(article(head=ld("2026-11-24 09:05:00.0") + published("2026-11-24T09:05:00+01:00")), URL)
    assert reading.published_at == datetime(2026, 11, 24, 8, 5, tzinfo=UTC)


def test_local_time_called_utc_is_recognised_by_another_source() -> None:
    reading = read(article(head=ld("2026-11-24T09:05:00Z") + published("2026-11-24T09:05:00+01:00")), URL)
    assert reading.published_at == datetime(2026, 11, 24, 8, 5, tzinfo=UTC)
    assert "offset" in next(c for c in reading.why if c.field == "published_at").reason


@pytest.mark.parametrize("stamp", ["2026-11-24T00:00:00+01:00", "2026-11-24T00:00:00", "2026-11-24"])
def test_midnight_stands_for_the_day_where_the_publisher_is(stamp: str) -> None:
    assert read(article(head=published(stamp)), URL).published_at == date(2026, 11, 24)


@pytest.mark.parametrize(
    ("shown", "day"),
    [
        pytest.param("<p>01.11.2026</p>", date(2026, 11, 1), id="shown-with-dots"),
        pytest.param("<p>11 January 2026</p>", date(2026, 1, 11), id="shown-with-a-name"),
        pytest.param("", date(2026, 1, 11), id="not-shown"),
    ],
)
def test_a_date_with_slashes_is_read_as_the_page_shows_it(shown: str, day: date) -> None:
    reading = read(article(shown, head=published("11/01/2026")), URL)
    assert reading.published_at == day


def test_open_graph_and_the_page_together_outvote_json_ld() -> None:
    head = ld("2025-01-07T10:00:00Z") + published("2026-11-24T09:05:00+01:00")
    reading = read(article("<p>24 November 2026</p>", head=head), URL)
    assert reading.published_at == datetime(2026, 11, 24, 8, 5, tzinfo=UTC)
    choice = next(each for each in reading.why if each.field == "published_at")
    assert ("json-ld", "2025-01-07T10:00:00+00:00") in choice.rejected


@pytest.mark.parametrize(
    ("head", "shown"),
    [
        pytest.param(
            ld("2026-11-24T03:05:00Z") + published("2026-11-23T22:05:00Z"), "23 November 2026", id="next-day"
        ),
        pytest.param(ld("2026-11-24T03:05:00Z"), "20 November 2026", id="page-alone"),
        pytest.param(ld("2026-11-24T03:05:00Z") + published("2026-11-20"), "", id="open-graph-alone"),
    ],
)
def test_json_ld_is_believed_against_one_of_them_and_across_time_zones(head: str, shown: str) -> None:
    reading = read(article(f"<p>{shown}</p>", head=head), URL)
    assert reading.published_at == datetime(2026, 11, 24, 3, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    "shown",
    [
        pytest.param("<p>24.11.2026</p>", id="a-line-of-its-own"),
        pytest.param("<figure><figcaption>24.11.2026 City</figcaption></figure>", id="beside-the-picture"),
    ],
)
def test_the_day_shown_above_the_body_dates_the_article(shown: str) -> None:
    assert read(article(shown), URL).published_at == date(2026, 11, 24)


def test_a_caption_that_tells_when_the_picture_was_taken_dates_no_article() -> None:
    shown = "<figure><figcaption>The mayor on the bridge at its opening, 24.11.1998</figcaption></figure>"
    assert read(article(shown), URL).published_at is None


def test_places_and_a_day_that_open_the_text_date_it() -> None:
    opening = PARAGRAPH + "<p>Harbour Town | Castle Hill, 24 November 2026</p>" + PARAGRAPH
    assert read(article(opening), URL).published_at == date(2026, 11, 24)


def test_below_the_body_the_nearest_day_counts_and_not_those_of_comments() -> None:
    below = "<div>Published on 24.11.2026</div><div><time datetime='2026-12-03T10:00:00Z'>3 Dec.</time></div>"
    assert read(article("", below=below), URL).published_at == date(2026, 11, 24)


def test_the_day_of_an_update_is_no_day_of_publication_where_another_is_told() -> None:
    reading = read(article("<p>Updated: 25.11.2026</p><p>24.11.2026</p>"), URL)
    assert (reading.published_at, reading.modified_at) == (date(2026, 11, 24), date(2026, 11, 25))


def test_instructions_are_dated_as_articles_are() -> None:
    head = (
        '<script type="application/ld+json">'
        '{"@type": "HowTo", "name": "Mend a bridge", "datePublished": "2026-11-24"}</script>'
    )
    assert read(article("", head=head), URL).published_at == date(2026, 11, 24)


@pytest.mark.parametrize(
    "path",
    ["2026/11/24/bridge", "2026-11-24-bridge", "city/bridge_20261124.html", "2026/11/24"],
)
def test_the_address_dates_an_article_that_nothing_else_dates(path: str) -> None:
    reading = read(article(), f"https://gazette.example/{path}")
    assert reading.published_at == date(2026, 11, 24)


@pytest.mark.parametrize("path", ["bridge-20261399", "2026/bridge", "12026112455", "bridge-2026112"])
def test_a_number_in_the_address_is_no_day(path: str) -> None:
    assert read(article(), f"https://gazette.example/{path}").published_at is None


def test_what_the_page_shows_tells_which_day_a_bare_date_element_means() -> None:
    head = published("2026-11-26", name="DC.date")
    assert read(article("<p>24.11.2026</p>", head=head), URL).published_at == date(2026, 11, 24)


@pytest.mark.parametrize("name", ["prism.publicationDate", "pdate", "published_at", "article:published_date"])
def test_further_names_of_the_day_of_publication_are_known(name: str) -> None:
    assert read(article(head=published("2026-11-24", name=name)), URL).published_at == date(2026, 11, 24)


TIME = '<time datetime="2026-03-09">9 March 2026</time>'


@together(
    ("head", "shown", "day"),
    [
        pytest.param(published("2026-11-17T10:33:13Z"), TIME, date(2026, 3, 9), id="days-earlier"),
        pytest.param(
            published("2026-03-08T22:00:00Z"), TIME, datetime(2026, 3, 8, 22, tzinfo=UTC), id="later"
        ),
        pytest.param(
            published("2026-03-10T01:00:00Z"), TIME, datetime(2026, 3, 10, 1, tzinfo=UTC), id="time-zones"
        ),
        pytest.param(
            published("2026-11-17T10:33:13Z"),
            "<p>9 March 2026</p>",
            datetime(2026, 11, 17, 10, 33, 13, tzinfo=UTC),
            id="only-written",
        ),
        pytest.param(
            ld("2026-11-17T10:33:13Z"), TIME, datetime(2026, 11, 17, 10, 33, 13, tzinfo=UTC), id="json-ld"
        ),
    ],
)
def test_no_article_is_published_after_the_day_its_page_shows(
    head: str, shown: str, day: datetime | date
) -> None:
    assert read(article(shown, head=head), URL).published_at == day


TAGS = "<ul>" + "<li><a href='/topic'>Harbour</a></li>" * 14 + "</ul>"


@together(
    ("shown", "day"),
    [
        pytest.param("<div>Ada Lane — published 24.11.2026</div>", date(2026, 11, 24), id="one-line"),
        pytest.param("<dl><dt>Veröffentlicht am:</dt><dd>24.11.2026</dd></dl>", date(2026, 11, 24), id="two"),
        pytest.param("<div>Published on Tuesday, 24 November 2026</div>", date(2026, 11, 24), id="weekday"),
        pytest.param("<div>Published by the council of 24.11.2026</div>", None, id="something-between"),
        pytest.param("<div>Published 24.11.2026</div><div>Published 23.11.2026</div>", None, id="two-days"),
        pytest.param("<a href='/x'><div>Published 24.11.2026</div></a>", None, id="of-another-article"),
        pytest.param("<div>24.11.2026</div>", None, id="no-label"),
    ],
)
def test_a_day_labelled_as_the_one_of_publication_counts_wherever_it_stands(
    shown: str, day: date | None
) -> None:
    assert read(article("", below=TAGS + shown), URL).published_at == day


def entry(href: str, day: str) -> str:
    return f"<div><a href='{href}'><div>{day}</div><h3>A headline</h3><p>A teaser of it.</p></a></div>"


@pytest.mark.parametrize("href", ["/story", "story", "https://www.gazette.example/story/"])
def test_the_articles_own_entry_in_a_list_dates_it(href: str) -> None:
    below = TAGS + entry("/bridge", "25.11.2026") + entry(href, "24.11.2026") + entry("/a", "23.11.2026")
    reading = read(article("", below=below), URL)
    assert reading.published_at == date(2026, 11, 24)
    assert next(each for each in reading.why if each.field == "published_at").source == "own entry"


@pytest.mark.parametrize("href", ["/story-2", "/story?page=2", "/story#comment-7", "/"])
def test_entries_of_others_do_not(href: str) -> None:
    assert read(article("", below=TAGS + entry(href, "24.11.2026")), URL).published_at is None


def test_the_front_page_is_not_dated_by_a_link_to_itself() -> None:
    below = TAGS + entry("/", "24.11.2026")
    assert read(article("", below=below), "https://gazette.example/").published_at is None


@pytest.mark.parametrize(
    ("title", "day"),
    [
        pytest.param("Harbour bridge to close - 24.11.2026 - Gazette", date(2026, 11, 24), id="a-part"),
        pytest.param("Harbour bridge to close on 24.11.2026 - Gazette", None, id="of-an-event"),
    ],
)
def test_a_part_of_the_title_that_is_a_day_dates_the_article(title: str, day: date | None) -> None:
    assert read(page(f"<h1>{HEADLINE}</h1>{BODY}", title=title), URL).published_at == day


def test_the_times_of_comments_date_no_article() -> None:
    below = "<h3>Comments</h3><p>Ada</p><p>24.11.2026 09:05</p><p>Good riddance to the harbour bridge!</p>"
    assert read(article("", below=below), URL).published_at is None


def test_a_labelled_day_is_believed_before_others_that_are_written() -> None:
    shown = article("", below=TAGS + "<div>Published on 24.11.2026</div>")
    today = shown.replace("<h1>", "<div>Friday, 27 November 2026</div><h1>")
    assert read(today, URL).published_at == date(2026, 11, 24)


def test_the_day_that_opens_the_text_dates_it_below_a_lead_that_stands_apart() -> None:
    said = " The mayor called it a lesson, the harbour master a disgrace, and the ferries have yet to say."
    lead = PARAGRAPH.replace("Monday", "Wednesday").replace("spring.", "spring." + 3 * said)
    opening = PARAGRAPH.replace("<p>", "<p>24.11.2026 | Press release 5 | ")
    text = "".join(PARAGRAPH.replace("Monday", day) for day in ("Thursday", "Friday", "Saturday", "Sunday"))
    reading = read(
        f"<main><header><h1>Harbour bridge to close</h1>{lead}</header>"
        f"<article><h2>What the council decided</h2><h3>A long debate</h3>{opening}{text}</article></main>",
        URL,
    )
    assert "Wednesday" in reading.blocks[0].text
    assert reading.published_at == date(2026, 11, 24)


@pytest.mark.parametrize("entry", ["Bridge reopens", "Ferry fares doubled on all lines"])
def test_the_day_of_another_article_in_a_list_dates_no_article(entry: str) -> None:
    listed = f'<ul><li><a href="/r1">{entry}</a> <time datetime="2025-03-02">02/03/2025</time></li></ul>'
    html = pages.article(below=f"<aside><h3>Read also</h3>{listed}</aside>")
    assert read(html, URL).published_on is None
