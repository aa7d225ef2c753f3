"""Who else worked on an article is a field of its own, in the words of the house."""

from __future__ import annotations

import pytest
from cases import together

from archiver import diff, normalize

TEXT = "".join(
    f"<p>The council voted on Monday to close the {which} bridge for nine weeks, the mayor said.</p>"
    for which in ("old", "upper", "lower", "iron", "wooden")
)
URL = "https://gazette.example/2026/bridge"


def page(below: str = "", above: str = "", after: str = "") -> str:
    return (
        "<!doctype html><title>Bridge closes</title><main><article><h1>Bridge closes for nine weeks</h1>"
        f"{above}<div class=body>{TEXT}{below}</div>{after}</article></main>"
        "<footer><p>© 2026 The Gazette</p></footer>"
    )


LINES = (
    "Reporting by Ines Falk in Northbank; editing by Tom Rey",
    "(Reporting by Ines Falk; Additional reporting by Ada Quill; Writing by Bo Lund; Editing by Tom Rey)",
    "Additional reporting by Ada Quill in Southbank.",
    "Additional reporting: Ada Quill",
    "With reporting by Ada Quill and the Associated Press",
    "With files from The Canadian Press",
    "Ada Quill contributed to this report.",
    "Ada Quill and Bo Lund contributed reporting from Southbank.",
    "Associated Press writer Ada Quill in Southbank contributed to this report.",
    "Contributors: Ada Quill, Bo Lund",
    "Edited by Tom Rey",
    "Mit Material von dpa",
    "Mit Agenturmaterial von dpa und AFP",
    "Mitarbeit: Ada Quill",
    "Unter Mitarbeit von Ada Quill",
    "Aus dem Englischen übersetzt von Ada Quill",
    "(Avec AFP)",
    "Avec la contribution de Ada Quill à Lyon",
    "Ada Quill a contribué à cet article.",
    "Con información de EFE",
    "Con información de Ada Quill y Bo Lund",
    "Ada Quill colaboró con este reportaje.",
    "Con la colaboración de Ada Quill",
    "Con la collaborazione di Ada Quill",
    "Ha collaborato Ada Quill",
    "Com informações da Agência Brasil",
    "Colaborou Ada Quill, do Recife",
    "Met medewerking van Ada Quill",
    "Med bidrag från Ada Quill",
    "Med bidrag fra Ada Quill",
    "Współpraca: Ada Quill",
    "Přispěla Ada Quill",
    "Haberin editörü: Ada Quill",
    "При участии Ады Квилл",
    "За участі Ади Квілл",
    "Επιμέλεια: Άντα Κουίλ",
    "取材協力：伊藤明子",
    "责任编辑：李明",
    "편집: 김민수",
    "شارك في التغطية آدا كويل",
    "השתתפה בהכנת הידיעה: עדה קוויל",
    "Laporan tambahan oleh Ada Quill",
    "Avec Julien Prat et Inès Roche",
    "With Ada Quill, Rolf Lind and Mira Oduya",
)


@together("line", LINES)
def test_who_else_worked_on_it_is_no_part_of_the_text(line) -> None:
    reading = normalize(page(f"<p>{line}</p>"), URL)
    assert reading.contributors == (line,)
    assert line not in reading.text
    assert len(reading.blocks) == 5


@pytest.mark.parametrize(
    "place",
    [
        {"above": "<p class=more>Additional reporting by Ada Quill</p>"},
        {"after": "<div class=credits><p>Additional reporting by Ada Quill</p></div>"},
        {"after": "<p><a href=/t/1>Bridges</a></p><p>Additional reporting by Ada Quill</p>"},
        {"below": "<p><em>Additional reporting by <a href=/by/ada>Ada Quill</a></em></p>"},
    ],
)
def test_it_is_read_wherever_it_stands(place) -> None:
    assert normalize(page(**place), URL).contributors == ("Additional reporting by Ada Quill",)


@together(
    "line",
    [
        "Reporting on the bridge has been difficult since the council closed its sessions in March, he said.",
        "With the report from the engineers the council will vote again in March, the mayor said on Monday.",
        "Editing the plan took the council nine weeks, the mayor said after the session on Monday evening.",
        "The contributors to the fund for floods will be asked for more money, the mayor said on Monday.",
        "Mit dem Material von der alten Brücke wird der Damm gebaut, sagte der Bürgermeister am Montag.",
        "With Ada Quill and Rolf Lind on board, the ferry left.",
        "Avec la nouvelle passerelle, la ville espère attirer plus de visiteurs, a dit le maire lundi soir.",
        "Con la colaboración ciudadana se podrá terminar la obra antes del verano, dijo el alcalde el lunes.",
        "Com o novo prazo, a ponte deve ser reaberta em nove semanas, disse o prefeito nesta segunda-feira.",
    ],
)
def test_a_sentence_of_the_text_stays_in_it(line) -> None:
    reading = normalize(page(f"<p>{line}</p>"), URL)
    assert reading.contributors == ()
    assert line in reading.text


def test_another_contributor_is_told_as_one() -> None:
    signed, line = "<p class=byline>By Ines Falk</p>", "<p>Reporting by Ines Falk{}; editing by Tom Rey</p>"
    before, after = (normalize(page(line.format(who), signed), URL) for who in ("", " and Ada Quill"))
    assert [field.name for field in diff(before, after).fields] == ["contributors"]


def test_it_is_read_also_below_the_comments() -> None:
    letter = "I wrote to the mayor about it, and nobody has ever written back to me."
    said = f"<li><b>Una</b> <span>2 hours ago</span><p>{letter}</p><a href=#r>Reply</a></li>" * 4
    below = f"<div><h3>Comments</h3><ul>{said}</ul></div><p>Additional reporting by Ada Quill.</p>"
    assert normalize(page(after=below), URL).contributors == ("Additional reporting by Ada Quill.",)
