"""What is body: lists, tables and quotations in whatever boxes, and nothing that stands beside it."""

import pytest
from cases import together
from pages import paragraphs

from archiver.model.reading import BlockKind
from archiver.normalize.reader import read

HEAD = "<h1>Council cuts library hours</h1>"
FIRST = "The council adopted the budget shortly before midnight, by seven votes to six, after a long debate."
SECOND = "The mayor said that every office had been asked to save four percent, and that nobody was spared."
LAST = "Property taxes will rise by a little more than one percent, or about thirty dollars for most homes."
ITEMS = ("Police and fire: $121 million", "Streets and water: $84 million", "Libraries: $8.7 million")
LIST = f"<ul>{''.join(f'<li>{item}</li>' for item in ITEMS)}</ul>"


def whole(html: str) -> list[str]:
    return [block.text for block in read(f"<main>{html}</main>", "https://courier.example/budget").blocks]


def texts(inside: str, *, wrap: bool = False) -> list[str]:
    flow = [paragraphs(FIRST), paragraphs(SECOND), inside, paragraphs(LAST)]
    if wrap:
        flow = [f'<div class="block b{place}"><div>{part}</div></div>' for place, part in enumerate(flow)]
    story = f"{HEAD}<p>By Ines Okafor</p><div class=text>{''.join(flow)}</div>"
    return whole(story)


@pytest.mark.parametrize(
    "inside",
    [
        pytest.param(LIST, id="bare"),
        pytest.param(f"<div>{LIST}</div>", id="in-a-box"),
        pytest.param(f"<div><div><div>{LIST}</div></div></div>", id="in-three-boxes"),
        pytest.param(LIST.replace("ul>", "ol>"), id="numbered"),
    ],
)
def test_a_list_in_the_text_is_read(inside: str) -> None:
    assert texts(inside) == [FIRST, SECOND, *ITEMS, LAST]


def test_a_table_that_is_set_as_a_figure_is_read() -> None:
    rows = "<tr><td>Police</td><td>$121 million</td></tr><tr><td>Libraries</td><td>$8.7 million</td></tr>"
    inside = f"<figure><table>{rows}</table><figcaption>Where the money goes.</figcaption></figure>"
    assert texts(inside) == [FIRST, SECOND, "Police | $121 million", "Libraries | $8.7 million", LAST]


def test_an_item_that_is_nothing_but_a_link_stays_in_a_list_of_the_text() -> None:
    items = [f"{day}: the council sat until midnight over the budget, and nobody gave way." for day in "ABC"]
    minutes = "D: the minutes of the night"
    told = "".join(f"<li>{item}</li>" for item in items)
    inside = f"<ul>{told}<li><a href=/minutes>{minutes}</a></li></ul>"
    assert texts(inside) == [FIRST, SECOND, *items, minutes, LAST]


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        (
            "<p>Minutes: <a href=/m>https://courier.example/m</a></p>",
            "Minutes: https://courier.example/m",
        ),
        (
            "<p>Creative Commons will end the service, the council said.</p>",
            "Creative Commons will end the service, the council said.",
        ),
    ],
    ids=["address", "licence"],
)
def test_a_line_is_text_that_names_an_address_or_a_licence(inside: str, text: str) -> None:
    assert texts(inside) == [FIRST, SECOND, text, LAST]


def test_a_list_of_addresses_is_read() -> None:
    items = [f"Vote {n}: https://courier.example/votes/{n}" for n in (1, 2, 3)]
    told = "".join("<li>{0}: <a href={1}>{1}</a></li>".format(*item.split(": ")) for item in items)
    assert texts(f"<ul>{told}</ul>") == [FIRST, SECOND, *items, LAST]


def test_a_licence_below_the_text_is_none_of_it() -> None:
    below = "<p>This work is licensed under Creative Commons.</p>"
    assert whole(f"<h1>Cuts</h1><div><p>{FIRST}</p><p>{SECOND}</p><p>{LAST}</p>{below}</div>") == [
        FIRST,
        SECOND,
        LAST,
    ]


def test_what_somebody_says_by_the_way_is_no_byline() -> None:
    said = "\u201cBy the way,\u201d she said, \u201cthe ferry was never paid for.\u201d"
    assert texts(f"<p>{said}</p>") == [FIRST, SECOND, said, LAST]


def test_a_heading_that_comes_twice_stays_over_its_text() -> None:
    inside = f"<h2>What it costs</h2><p>{LAST[:-1]}, she said.</p><h2>What it costs</h2>"
    assert texts(inside) == [FIRST, SECOND, "What it costs", f"{LAST[:-1]}, she said.", "What it costs", LAST]


@pytest.mark.parametrize("who", ["", "<figcaption>Dora Pell, baker</figcaption>"], ids=["alone", "by-whom"])
def test_a_quotation_in_a_figure_is_read_also_without_a_full_stop(who: str) -> None:
    said = "Nobody has told us how to get the flour across the river in a winter like this"
    inside = f"<figure class=quote><blockquote>{said}</blockquote>{who}</figure>"
    assert texts(inside) == [FIRST, SECOND, said, LAST]


def test_a_list_and_its_heading_are_read_where_every_block_has_boxes_of_its_own() -> None:
    inside = "<h2>Where the money goes</h2></div></div><div class='block b9'><div>" + LIST
    assert texts(inside, wrap=True) == [FIRST, SECOND, "Where the money goes", *ITEMS, LAST]


@pytest.mark.parametrize("box", [
    "", "<div><p>Like what you read? Subscribe to our newsletter.</p><button>Sign up</button></div>",
], ids=["bare", "with-an-appeal"])  # fmt: skip
def test_a_heading_stays_when_an_appeal_comes_below_it(box: str) -> None:
    html = f"{HEAD}<div><p>{FIRST}</p><h2>Who pays</h2>{box}<p>{SECOND}</p><p>{LAST}</p></div>"
    assert whole(html) == [FIRST, "Who pays", SECOND, LAST]


def test_a_slot_for_adverts_in_the_box_of_a_paragraph_takes_nothing_with_it() -> None:
    slot = "<div class=slot><span>Advertisement</span><iframe></iframe></div>"
    for label in (slot, "<span>Advertisement</span>", "<div>Advertisement</div>"):
        flow = "".join(f"<div class=block>{label}<p>{text}</p></div>" for text in (FIRST, SECOND, LAST))
        html = f"<main>{HEAD}<div>{flow}</div></main>"
        read_to = [block.text for block in read(html, "https://courier.example/budget").blocks]
        assert read_to == [FIRST, SECOND, LAST]


@pytest.mark.parametrize("box", ["{}", "<div>{}</div>"], ids=["bare", "in-a-box"])
def test_a_list_under_a_heading_may_close_the_article(box: str) -> None:
    end = f"<p>{LAST}</p><h2>Where the money goes</h2>{box.format(LIST)}"
    html = f"{HEAD}<div><p>{FIRST}</p><p>{SECOND}</p>{end}</div>"
    read_to = [block.text for block in read(html, "https://courier.example/budget").blocks]
    assert read_to == [FIRST, SECOND, LAST, "Where the money goes", *ITEMS]


@pytest.mark.parametrize(
    "after",
    [
        pytest.param("<ul><li>May 4, 2026</li><li>Print this page</li></ul>", id="about-the-page"),
        pytest.param("<ul><li>No comments yet</li></ul>", id="one-line"),
        pytest.param('<ul><li><a href="/a">Ferry to run at night</a></li>'
                     '<li><a href="/b">Lunches cost more</a></li></ul>', id="links"),
        pytest.param("<div><p>Ask us</p><ul><li>By phone</li><li>By letter</li></ul></div>", id="box"),
    ],
)  # fmt: skip
def test_what_else_stands_under_a_heading_below_the_text_is_no_part_of_it(after: str) -> None:
    html = (
        f"{HEAD}<div><div class=text><p>{FIRST}</p><p>{SECOND}</p><p>{LAST}</p>"
        f"<h2>More</h2>{after}</div></div>"
    )
    read_to = [block.text for block in read(html, "https://courier.example/budget").blocks]
    assert read_to == [FIRST, SECOND, LAST]


def test_a_table_in_a_box_is_read_row_by_row() -> None:
    rows = "<tr><th>Office</th><th>Millions</th></tr><tr><td>Police</td><td>121</td></tr>"
    assert texts(f"<div class=scroll><table>{rows}</table></div>") == [
        FIRST, SECOND, "Office | Millions", "Police | 121", LAST,
    ]  # fmt: skip


@together(
    "inside",
    [
        pytest.param('<div><ul><li><a href="/a">Ferry to run at night</a></li><li><a href="/b">'
                     "School lunches cost more</a></li></ul></div>", id="list-of-links"),
        pytest.param("<aside><h3>The vote</h3><ul><li>Seven for</li></ul></aside>", id="aside"),
        pytest.param('<div><a href="/x"><h3>Ferry to run at night from May on</h3></a>'
                     "<p>The last boat will leave at two.</p></div>", id="teaser"),
        pytest.param("<div><p>Like what you read? Subscribe to our newsletter and support our work.</p>"
                     "<button>Sign up</button></div>", id="appeal"),
        pytest.param('<div><span>Advertisement</span><h3><a href="/ad">Warm for less</a></h3><p>Why so many'
                     " in your street have changed to this provider of heat.</p></div>",
                     id="advert-set-like-an-article"),
        pytest.param("<p class=offer>Read on: 1 € for the first month, and then 9.</p>", id="offer"),
        pytest.param("<p>Article content</p>", id="label"),
        pytest.param("<p>The mayor and her deputy at the vote Photo: Ann Lee/Courier</p>", id="caption"),
        pytest.param("<p>Updated at 1:23 p.m.</p>", id="time-of-an-update"),
        pytest.param('<p>Read more: <a href="/x">Ferry to run at night from May on</a></p>', id="read-more"),
    ],
)  # fmt: skip
def test_what_stands_between_paragraphs_and_is_none_is_left_out(inside: str) -> None:
    assert texts(inside) == [FIRST, SECOND, LAST]


def test_a_short_title_in_large_letters_makes_a_teaser() -> None:
    said = "市は5日、来春から運賃を引き上げる方針を明らかにした。"
    teaser = f'<div><a href="/x"><h3>市バス運賃を来春値上げへ</h3></a><p>{said}</p></div>'
    assert texts(teaser) == [FIRST, SECOND, LAST]


def test_the_label_of_an_advert_in_the_box_of_the_text_takes_nothing_from_it() -> None:
    html = (
        f"{HEAD}<div class=text>Advertisement<p>{FIRST}</p><p>{SECOND}</p>"
        f"<p>{LAST}</p><p>{SECOND.replace('office', 'school')}</p><p>{LAST.replace('tax', 'fee')}</p></div>"
    )
    blocks = read(html, "https://courier.example/budget").blocks
    assert [block.text for block in blocks][:3] == [FIRST, SECOND, LAST]


def test_a_form_for_a_newsletter_is_no_text_whatever_it_says() -> None:
    box = (
        "<section><h4>The morning letter</h4><p>All that matters, before you leave home.</p>"
        "<form action=/letter><input type=email><input type=submit value=Go></form></section>"
    )
    html = (
        f"{HEAD}<div><p class=text>{FIRST}</p><p class=text>{SECOND}</p>{box}<p class=text>{LAST}</p></div>"
    )
    read_to = [block.text for block in read(html, "https://courier.example/budget").blocks]
    assert read_to == [FIRST, SECOND, LAST]


@pytest.mark.parametrize("wrap", [True, False], ids=["boxed", "flat"])
def test_white_space_between_and_inside_elements_changes_nothing(wrap: bool) -> None:
    question = (
        '<p><b>FERRY | </b><a href="/x"> Who  pays for\n the boat</a> and who does not, and since when?</p>'
    )
    spread = question.replace(" ", "\n    ").replace("</b>", "</b>\n\t")
    assert texts(question, wrap=wrap) == texts(spread.replace("<p>\n    ", "<p>"), wrap=wrap)


def test_a_lone_link_stays_out_however_its_source_is_broken() -> None:
    link = '<p><strong>RELATED NEWS |</strong> <a href="/x">Five held after a knife attack at school</a></p>'
    assert (
        texts(link)
        == texts(link.replace(" attack at ", "\n     attack\n     at\n   "))
        == [FIRST, SECOND, LAST]
    )


def test_an_item_of_a_boxed_list_is_a_list_item() -> None:
    html = (
        f"<main><h1>Council</h1><div><p>{FIRST}</p><p>{SECOND}</p><div>{LIST}</div><p>{LAST}</p></div></main>"
    )
    kinds = [block.kind for block in read(html, "https://courier.example/b").blocks]
    assert kinds[2:5] == [BlockKind.LIST_ITEM] * 3


@together(
    "line",
    [
        "Ines Okafor",
        "dpa/abc",
        "The Courier (Ines Okafor, Ann Lee)",
    ],
)
def test_the_names_of_authors_below_the_text_are_no_body(line: str) -> None:
    html = (
        f"<main>{HEAD}<p>By Ines Okafor</p>"
        f"<div><p>{FIRST}</p><p>{SECOND}</p><p>{LAST}</p><p>{line}</p></div></main>"
    )
    boxed = html.replace(f"<p>{line}</p>", f"<div>{line}</div>")
    assert whole(boxed) == [FIRST, SECOND, LAST]
    reading = read(html, "https://courier.example/budget")
    assert [block.text for block in reading.blocks] == [FIRST, SECOND, LAST]


@pytest.mark.parametrize(
    "said",
    [
        "When asked, Ines Okafor of this paper told the council what the readers had told her.",
        "Ines Okafor is the Courier’s reporter at city hall.",
    ],
)
def test_a_last_paragraph_that_names_the_author_is_body(said: str) -> None:
    html = (
        f"<main>{HEAD}<p>By Ines Okafor</p>"
        f"<div><p>{FIRST}</p><p>{SECOND}</p><p>{LAST}</p><p>{said}</p></div></main>"
    )
    assert read(html, "https://courier.example/budget").blocks[-1].text == said


def test_characters_of_no_width_at_the_edge_of_a_paragraph_are_no_text() -> None:
    assert texts(f"<p>\ufeff {SECOND[:60]} \u200b</p>")[2] == SECOND[:60].strip()


LEAD = (
    "Three of the five libraries will close at noon from May on, and the one on the east side will not open "
    "at all, the council decided on Monday."
)
BODY = f"<article><div class=text><p>{FIRST}</p><p>{SECOND}</p><p>{LAST}</p></div></article>"


@pytest.mark.parametrize(
    "above",
    [
        pytest.param(f"{HEAD}<div class=intro><p>{LEAD} {SECOND}</p></div>", id="outside-the-article"),
        pytest.param(f"<header>{HEAD}<div><i>Springfield.</i><p>{LEAD} {LAST}</p></div></header>",
                     id="in-the-header"),
        pytest.param(f"<div>{HEAD}<ul><li>By Ines Okafor</li><li>May 4, 2026</li></ul>"
                     f"<div>{LEAD} {LAST}</div></div>", id="below-the-byline"),
    ],
)  # fmt: skip
def test_a_lead_that_stands_apart_is_not_lost(above: str) -> None:
    html = f"<main>{above}{BODY}</main>"
    reading = read(html, "https://courier.example/budget")
    assert LEAD in " ".join([reading.dek or "", *(block.text for block in reading.blocks)])
    assert [block.text for block in reading.blocks][-3:] == [FIRST, SECOND, LAST]


@together(
    "above",
    [
        pytest.param(f"<div><img src=a.jpg><p>{LEAD}</p></div>", id="beside-a-picture"),
        pytest.param(f"<aside><p>{LEAD}</p></aside>", id="aside"),
        pytest.param(f"<div><h2>Also today</h2><p>{LEAD}</p></div>", id="under-another-heading"),
        pytest.param(f'<div><p><a href="/x">{LEAD}</a></p></div>', id="a-link"),
        pytest.param(f"<ul><li>{LEAD}</li></ul>", id="list"),
        pytest.param(f"<div><p>Subscribe to our newsletter. {LEAD} Sign up for our emails.</p></div>",
                     id="appeal"),
    ],
)  # fmt: skip
def test_what_else_stands_above_the_article_is_no_lead(above: str) -> None:
    assert whole(f"{HEAD}{above}{BODY}") == [FIRST, SECOND, LAST]


THOUGHT = (
    "I have been going to the library on the east side since I was six years old, and I cannot believe that "
    "nobody on the council has asked any of the people who go there what they would do without it."
)


def comments(number: int, shape: str) -> str:
    said = (f"{THOUGHT} That is what I wrote in letter number {n} to the mayor." for n in range(number))
    return "".join(shape.format(text=text, n=n) for n, text in enumerate(said))


@together(
    "shape",
    [
        pytest.param('<li id="comment-{n}"><p>{text}</p><p>Comment by Ana — 4 May 2026, 13:04</p></li>',
                     id="signed-below"),
        pytest.param('<li id="comment-{n}"><b>Ana</b><div>4 May 2026, 13:04</div><p>{text}</p></li>',
                     id="signed-above"),
        pytest.param('<li id="comment-{n}"><p>Ana</p><p>4 May 2026, 13:04</p>'
                     "<div class=said><blockquote><p>{text}</p></blockquote></div></li>", id="quoting"),
    ],
)  # fmt: skip
@together("label", ["<h2>20 comments</h2>", ""])
def test_readers_comments_are_no_text_however_many_there_are(shape: str, label: str) -> None:
    own = [f"{THOUGHT} So said {name}." for name in ("a teacher", "a nurse", "her neighbour", "his son")]
    quoted = "".join(f"<p>{FIRST}</p><blockquote><p>{text}</p></blockquote>" for text in own[:1])
    article = f"<div class=text>{quoted}{''.join(f'<p>{text}</p>' for text in own[1:])}<p>{LAST}</p></div>"
    html = f"<div class=post>{HEAD}{article}<div>posted by Ines at 12:53</div></div>{label}"
    assert whole(f"{html}<ol>{comments(20, shape)}</ol>") == [FIRST, *own, LAST]


MORE = (
    "The libraries will close on Mondays from July on, and on Saturdays at noon, as the mayor had proposed."
)
NAMED = "Opponents call that the wrong place to save, and point to the new parking garage, opened in March."


def article(inside: str) -> list[str]:
    return whole(f"<article>{HEAD}<p>{FIRST}</p><p>{SECOND}</p>{inside}</article>")


@pytest.mark.parametrize("box", [
    "<section><h2>{}</h2><p>{}</p></section>",
    "<section class=part><h3>{}</h3><p>{}</p></section>",
    "<div><div><h2>{}</h2></div><div><p>{}</p></div></div>",
    "<div class=accordion><h3><button aria-expanded=true>{}</button></h3><div><p>{}</p></div></div>",
], ids=["sections", "named", "in-boxes", "accordion"])  # fmt: skip
def test_sections_in_boxes_of_their_own_are_read(box: str) -> None:
    found = article(box.format("What closes", MORE) + box.format("What opponents say", NAMED))
    assert [text for text in found if not text.startswith("What")] == [FIRST, SECOND, MORE, NAMED]


@pytest.mark.parametrize("box", ["<div>{}</div>", "<div class=block>{}</div>", "<section>{}</section>"])
def test_a_last_paragraph_in_a_box_of_its_own_is_read(box: str) -> None:
    assert article(box.format(f"<p><span>{LAST}</span></p>")) == [FIRST, SECOND, LAST]


@pytest.mark.parametrize("between", [
    '<a href="https://www.instagram.com/p/X/">https://www.instagram.com/p/X/</a>',
    '<div class=ad><a href="/x"><span>Sponsored</span><strong>Warm for less</strong></a></div>',
    '<div class=card><a href="/x"><h3>Ferry to run at night from May on</h3></a><p>The last boat.</p></div>',
    "<div class=poll><p>Your view?</p><ul><li><label>For</label></li></ul><button>Vote</button></div>",
], ids=["post", "advert", "card", "poll"])  # fmt: skip
def test_a_heading_stays_whatever_comes_between_it_and_its_text(between: str) -> None:
    assert texts(f"<h2>Who pays</h2>{between}<p>{MORE}</p>") == [FIRST, SECOND, "Who pays", MORE, LAST]


def test_headings_that_are_links_are_read_if_they_are_set_alike() -> None:
    inside = (
        f'<h2><a href="/a">Who pays</a></h2><p>{MORE}</p><h2><a href="/b">Who gains</a></h2><p>{NAMED}</p>'
    )
    assert texts(inside) == [FIRST, SECOND, "Who pays", MORE, "Who gains", NAMED, LAST]
    assert "Who pays" not in texts(f'<h2><a href="/a">Who pays</a></h2><p>{MORE}</p>')


@pytest.mark.parametrize(
    "name", ["<cite>Ann Lee, 3 May 2026</cite>", "<p>Ann Lee, mayor</p>", "<footer>Lee</footer>"]
)
def test_a_signed_quotation_is_read_unless_it_is_said_again(name: str) -> None:
    quotation = f"<blockquote><p>{MORE}</p>{name}</blockquote>"
    assert MORE in texts(quotation)
    assert texts(f"<p>“{MORE}” said the mayor.</p>{quotation}")[2:] == [f"“{MORE}” said the mayor.", LAST]


ANSWERS = tuple(
    f"Answer {nth}: the wall is to stand for {nth} years, if the sea does not take it sooner."
    for nth in "5678"
)


def test_text_under_buttons_that_unfold_it_is_text() -> None:
    parts = "".join(
        f'<div><button aria-expanded="true">{text[:8]}?</button><div class="panel"><p>{text}</p></div></div>'
        for text in ANSWERS
    )
    html = f"<article><h1>The wall in questions</h1><p>{ANSWERS[0].replace('5', '4')}</p>{parts}</article>"
    told = [block.text for block in read(html, "https://gazette.example/wall").blocks]
    assert told[-len(ANSWERS) :] == [*ANSWERS]


@pytest.mark.parametrize("gap", ['<span class="br"></span>', '<i class="x1"></i>', "<br><br>"])
def test_an_empty_element_between_sentences_parts_paragraphs(gap: str) -> None:
    html = f"<article><h1>The wall in questions</h1><div>{gap.join(ANSWERS)}</div></article>"
    assert [block.text for block in read(html, "https://gazette.example/wall").blocks] == [*ANSWERS]


def test_a_figure_that_holds_the_article_is_none() -> None:
    told = [
        f"{LAST} That was said on the {day}th of the month, and again at the end." for day in range(10, 17)
    ]
    chart = "<table><tr><td>Police</td><td>121</td></tr></table><figcaption>In millions</figcaption>"
    flow = "".join(f"<p>{text}</p>" for text in told)
    figure = f"<figure>{chart}{flow}</figure>"
    html = f"<main>{HEAD}<div><p>{FIRST}</p>{figure}</div></main>"
    assert [line for line in whole(html) if line in (FIRST, *told)] == [FIRST, *told]
    assert "In millions" not in whole(html)


def test_an_article_whose_sections_are_all_set_otherwise_is_read() -> None:
    told = ((day, f"{SECOND} That was day {day}.") for day in range(10, 20))
    flow = "".join(
        f"<section class=s{n}><div class=t{n}><p class=x{n}>{text}</p></div></section>" for n, text in told
    )
    small = f"<div class=small><p>{LAST}</p></div>"
    html = f"<body>{HEAD}{flow}{small}</body>"
    assert len([text for text in whole(html) if text.startswith(SECOND)]) == 10


def test_text_that_stands_in_noscript_alone_is_read() -> None:
    told = [
        f"{LAST} That was said on the {day}th of the month, and again at the end." for day in range(10, 17)
    ]
    flow = "".join(f"<p>{text}</p>" for text in told)
    page = f"<main>{HEAD}<noscript id=x>{flow}</noscript>"
    assert whole(f"{page}</main>") == told
    assert whole(f"{page}<div>{flow}</div></main>") == told  # once the script has put it into the page
    others = "".join(f"<li><a href=/{n}>{SECOND} Of this, number {n} tells.</a></li>" for n in range(30))
    style = "<style>.one { color: red; " + "margin: 0 auto; " * 60 + "}</style>"
    assert whole(f"{page}</main><noscript>{style}</noscript><ul>{others}</ul>") == told


def test_a_request_to_allow_scripts_is_not_read() -> None:
    asking = "<noscript><p>Please allow scripts in your browser, or you will not see it all.</p></noscript>"
    flow = "".join(f"<p>{text}</p>" for text in (FIRST, SECOND, LAST))
    assert whole(f"<main>{HEAD}<div>{asking}{flow}</div></main>") == [
        FIRST,
        SECOND,
        LAST,
    ]


@pytest.mark.parametrize("boxes", [
    "<div class=a>{}</div><div class=b>{}</div>",
    "<section>{}</section><div>{}</div>",
    "<div><div>{}</div><div>{}</div></div>",
])  # fmt: skip
def test_a_closing_sentence_in_a_box_of_its_own_is_text(boxes: str) -> None:
    told = [text.replace("sooner", "sooner than the board thinks") for text in ANSWERS]
    *rest, last = (f"<p>{text}</p>" for text in told)
    html = f"<article><h1>The wall in questions</h1>{boxes.format(''.join(rest), last)}</article>"
    assert [block.text for block in read(html, "https://gazette.example/wall").blocks] == told


def test_a_section_of_the_text_that_has_a_header_of_its_own_is_read() -> None:
    told = "The ferry will be paid for by the region alone, which has set two million aside for it in May."
    text = f"<div><p>{told}</p><p>{told[:-1]} again.</p></div>"
    inside = f"<section><div><header><h2>Who pays</h2></header>{text}</div></section>"
    assert told in texts(inside)


def test_a_quotation_beside_the_portrait_of_who_said_it_is_read() -> None:
    said = "We were promised that nobody would lose a single hour of the library over this budget"
    inside = f"<div class=said><div><img src=/okafor.jpg></div><blockquote><p>{said}.</p></blockquote></div>"
    assert f"{said}." in texts(inside)


def test_a_paragraph_said_again_in_the_same_box_is_read_and_in_another_is_not() -> None:
    told = f"<p>{FIRST}</p>"
    assert texts(told) == [FIRST, SECOND, FIRST, LAST]
    assert texts(f"<div class=narrow><div>{told}</div></div>") == [FIRST, SECOND, LAST]


def test_an_item_with_a_formula_in_a_list_of_the_text_is_no_caption() -> None:
    fact = "Every branch keeps at least six hours a day for its readers, or <img src=/six.svg> in the law"
    told = texts(f"<dl><dd>{fact}, as the council had promised it.</dd></dl>")[2]
    assert told.startswith("Every branch keeps")


def test_a_column_of_comments_in_a_table_of_the_text_is_text() -> None:
    rows = "".join(f"<tr><td>Branch {n}</td><td>{SECOND} Branch {n}.</td></tr>" for n in range(1, 4))
    told = texts(f"<table><tr><th>Branch</th><th>Comments</th></tr>{rows}</table>")
    assert any("Branch 2." in text for text in told)
    assert told[-1] == LAST


def test_a_paragraph_said_again_beside_something_new_is_read() -> None:
    inside = f"<div class=more><div><h2>Who pays</h2><p>{LAST[:-1]} in all.</p><p>{FIRST}</p></div></div>"
    assert texts(inside).count(FIRST) == 2


def test_headings_that_are_sentences_of_the_text_need_nothing_below_them() -> None:
    facts = ("1. The library has four hundred thousand books and records.", "2. Half of them are never lent.")
    facts = (facts[0], f"{facts[1][:-1]}, and a third not for years.")
    slides = "".join(f"<h3>{fact}</h3><figure><img src=/{n}.jpg></figure>" for n, fact in enumerate(facts))
    assert texts(slides + "<h3>More on this and on other matters of the council</h3>")[2:4] == [*facts]
    story = f"<div class=text>{paragraphs(FIRST, SECOND, LAST)}{slides}<h3>More on the council</h3></div>"
    assert whole(f"{HEAD}{story}") == [FIRST, SECOND, LAST, *facts]


@together("opening", ["<p><b>Ines Okafor</b></p>", "<p>SUMMARY:</p>", "<p>Why?</p>"])
def test_a_name_or_a_label_over_the_text_is_no_place(opening: str) -> None:
    page = f"<h1>Council</h1><div>{opening}<p>{FIRST}</p><p>{SECOND}</p><p>{LAST}</p></div>"
    assert read(f"<html><body>{page}</body></html>", "https://courier.example/budget").dateline is None


def test_a_place_in_capitals_over_the_text_is_its_dateline() -> None:
    page = f"<h1>Council</h1><div><p><b>BRISTOL</b></p><p>{FIRST}</p><p>{SECOND}</p><p>{LAST}</p></div>"
    reading = read(f"<html><body>{page}</body></html>", "https://courier.example/budget")
    assert reading.dateline == "BRISTOL"


def test_an_order_to_watch_is_text_where_nothing_is_linked() -> None:
    said = "Watch what your council is doing. You can be sure that it is not watching what you do at all."
    assert texts(f"<p>{said}</p>") == [FIRST, SECOND, said, LAST]
    assert texts(f"<p><a href=/watch>{said}</a></p>") == [FIRST, SECOND, LAST]


def test_a_heading_over_the_text_is_no_place() -> None:
    page = f"{HEAD}<div><h2>For Homeowners</h2><p>{FIRST}</p><p>{SECOND}</p></div>"
    reading = read(f"<html><body>{page}</body></html>", "https://courier.example/budget")
    assert reading.dateline is None
    assert reading.blocks[0].text == "For Homeowners"


def test_the_rest_of_a_sentence_is_no_byline() -> None:
    assert "by the giants of the trade. I say no" in texts("<p>by the giants of the trade. I say no</p>")


def test_comments_below_a_post_without_running_text_are_not_read() -> None:
    thread = "".join(
        f"<li><article itemprop=comment><p>{who} says</p><div><p>{FIRST}</p><p>{SECOND}</p></div></article>"
        for who in ("Az", "Bo")
    )
    page = f"<main>{HEAD}<p>The night in pictures</p><ol>{thread}</ol></main>"
    blocks = read(f"<html><body>{page}</body></html>", "https://courier.example/budget").blocks
    assert FIRST not in [block.text for block in blocks]


def test_code_in_the_text_is_read() -> None:
    assert (
        texts("<div class=hll><pre>for n in 1 2 do ls $n done</pre></div>")[2] == "for n in 1 2 do ls $n done"
    )


def test_lists_beside_closing_paragraphs_are_read_whatever_box_those_stand_in() -> None:
    more = [f"<p>{text[:-1]}, again.</p>" for text in (FIRST, SECOND, LAST)]
    rest = (
        f"<div class=rest><h4>Still to do</h4>{more[0]}{LIST}<h4>Credits</h4>{LIST}{''.join(more[1:])}</div>"
    )
    text = f"<p>{FIRST}</p><p>{SECOND}</p><p>{LAST}</p>"
    html = f"<main><h1>Council cuts library hours</h1><div class=text>{text}{rest}</div></main>"
    told = [block.text for block in read(html, "https://courier.example/budget").blocks]
    assert told.count(ITEMS[0]) == 2
