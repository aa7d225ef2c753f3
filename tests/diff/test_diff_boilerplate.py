"""Stamps and counters are no text of the article; sentences that look a little like them are."""

from __future__ import annotations

import time

import pytest
from cases import together

from archiver.diff.boilerplate import is_boilerplate, is_update_stamp


@together(
    "line",
    [
        "Updated 3 minutes ago",
        "Published 2 hours ago",
        "an hour ago",
        "Just now.",
        "vor 5 Stunden",
        "Il y a 3 minutes",
        "hace 2 horas",
        "5 min read",
        "Lesezeit: 3 Minuten",
        "Temps de lecture : 3 min",
        "3 minutos de lectura",
        "1,204 shares",
        "1.2K views",
        "12 Kommentare",
        "34 commentaires",
        "Comments (17)",
        "Updated 3 minutes ago | 5 min read | 42 shares",
        "Updated 18 minutes ago5 min read42 shares364 comments",
        "Updated: March 5, 2026 at 2:15 p.m. EST",
        "Stand: 05.03.2026, 14:15 Uhr",
        "Mis à jour le 5 mars 2026 à 14h15",
        "Actualizado el 5 de marzo de 2026 a las 14:15",
        "3 minuti fa",
        "Aggiornato alle 15:40 del 24 novembre 2026",
        "Tempo di lettura: 4 min",
        "há 3 horas",
        "3 uur geleden",
        "Laatst bijgewerkt: 24 november 2026, 17:05 uur",
        "för 3 timmar sedan",
        "Uppdaterad 24 november 2026 17:05",
        "for 3 timer siden",
        "Oppdatert 24. november 2026 kl. 17.05",
        "3 tuntia sitten",
        "3 godziny temu",
        "Czas czytania: 4 min",
        "Aktualizacja: 24 listopada 2026, 17:05",
        "před 3 hodinami",
        "3 часа назад",
        "Обновлено 24 ноября 2026, 17:05",
        "Время чтения: 4 минуты",
        "3 години тому",
        "3 saat önce",
        "πριν από 3 ώρες",
        "منذ 3 ساعات",
        "آخر تحديث: 24 نوفمبر 2026 17:05",
        "לפני 3 שעות",
        "3分钟前",
        "2小時前",
        "更新时间：2026年11月24日 17:05",
        "阅读时间：4分钟",
        "3時間前",
        "更新：2026年11月24日 17時05分",
        "3시간 전",
        "수정 2026년 11월 24일 오후 5:05",
        "3 uur gelede",
        "преди 5 минути",
        "৫ মিনিট আগে",
        "fa 3 hores",
        "10 minutit tagasi",
        "5 دقیقه پیش",
        "5 मिनट पहले",
        "prije 3 sata",
        "2 órája",
        "Frissítve: 2026. november 24. 9:12",
        "3 jam lalu",
        "5 menit yang lalu",
        "fyrir 3 klukkustundum",
        "prieš 5 min.",
        "pirms 3 stundām",
        "acum 25 de minute",
        "pred 5 minútami",
        "pred 2 urama",
        "3 orë më parë",
        "пре 2 сата",
        "dakika 5 zilizopita",
        "5 นาทีที่แล้ว",
        "5 گھنٹے پہلے",
        "12 phút trước",
        "Diperbarui: 24 November 2026 17:05",
    ],
)
def test_a_stamp_or_counter_is_boilerplate(line: str) -> None:
    assert is_boilerplate(line)


@together(
    "line",
    [
        "He was seen 3 minutes ago at the gate",
        "Three people died.",
        "51-49",
        "12 people died",
        "12 comments were deleted by the mayor",
        "1,204 votes",
        "Update: the mayor has resigned",
        "Updated to add comment from Smith",
        "Updated March 5 with the mayor's reply",
        "Correction: 5 March",
        "March 5, 2026",
        "3分钟前他还在门口",
        "更新：市长已辞职",
        "3 часа назад его видели у ворот",
        "Stand by me",
        "2026",
        "No.",
    ],
)
def test_a_sentence_is_not_boilerplate(line: str) -> None:
    assert not is_boilerplate(line)


def test_only_a_printed_time_of_change_is_an_update_stamp() -> None:
    assert is_update_stamp("Last updated on Thu 5 Mar 2026 18.40 GMT")
    assert not is_update_stamp("Updated 3 minutes ago")
    assert not is_update_stamp("12 comments")


@pytest.mark.parametrize(
    "line", ["5 min read " * 10 + "x", "updated " + "1 at " * 20 + "xx", "5 " * 50 + "x"]
)
def test_a_line_that_is_nearly_boilerplate_is_told_at_once(line: str) -> None:
    start = time.process_time()
    assert not is_boilerplate(line)
    assert time.process_time() - start < 0.5  # matched by backtracking, the first took ten seconds
