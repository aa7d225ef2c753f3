"""What one sight of an article means."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from archiver.diff.fingerprint import fingerprint
from archiver.diff.shrunk import PATIENCE
from archiver.diff.verdict import judge, misread
from archiver.model.article import Article
from archiver.model.reading import PageKind, Reading, Screening
from archiver.model.revision import (
    Changed,
    Edited,
    First,
    Gone,
    KnownVariant,
    Memory,
    Moved,
    Pending,
    Rebased,
    Returned,
    Revision,
    Same,
    Suspect,
    Variant,
    Verdict,
)

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
ARTICLE = Article(id=1, url="https://a.example/1", source=None, added_at=NOON, next_visit=NOON)
OLD = Reading.from_text("Storm", "It rains.\n\nNobody at the old mill was hurt in the flood.")
NEW = Reading.from_text("Storm", "It rains.\n\nOne man at the old mill was hurt in the flood.")
OTHER = Reading.from_text("Storm", "It rains.\n\nSix people at the old mill were hurt in the flood.")
SHOWN = Screening(kind=PageKind.ARTICLE)


def known(reading: Reading = OLD, *, number: int = 1) -> Revision:
    return Revision(
        id=1,
        article=1,
        number=number,
        snapshot=1,
        reading=reading,
        fingerprint=fingerprint(reading),
        seen_from=NOON,
        seen_until=NOON,
        opened_by="first",
    )


def waiting(reading: Reading = NEW) -> Pending:
    return Pending(fingerprint=fingerprint(reading), visit=2, snapshot=2, seen_at=NOON)


def look(
    memory: Memory,
    reading: Reading | None,
    *,
    screening: Screening = SHOWN,
    confirming: bool = False,
    after: timedelta = timedelta(minutes=1),
) -> Verdict:
    return judge(memory, screening, reading, seen_at=NOON + after, confirming=confirming)


SEEN = Memory(article=ARTICLE, current=known(), fingerprints=((1, fingerprint(OLD)),))
PENDING = replace(SEEN, pending=waiting())


def test_the_first_reading_opens_the_first_revision() -> None:
    assert look(Memory(article=ARTICLE, current=None), OLD) == First()


def test_the_same_wording_is_the_same() -> None:
    assert look(SEEN, OLD) == Same()


def test_a_moved_modification_time_alone_is_the_same() -> None:
    assert look(SEEN, replace(OLD, modified_at=NOON)) == Same()


def test_a_first_look_at_another_wording_waits_for_a_second() -> None:
    assert look(SEEN, NEW) == Changed()


def test_a_second_look_that_agrees_makes_an_edit() -> None:
    verdict = look(PENDING, NEW, confirming=True)
    assert isinstance(verdict, Edited)
    assert verdict.diff.counts() == {"same": 1, "edited": 1}
    assert verdict.assessment.summary
    assert verdict.reverts_to is None


def test_a_routine_look_that_agrees_with_an_earlier_change_makes_an_edit() -> None:
    assert isinstance(look(PENDING, NEW), Edited)


def test_a_sight_older_than_the_change_does_not_confirm_it() -> None:
    assert look(PENDING, NEW, confirming=True, after=timedelta(minutes=-1)) == Changed()


def test_an_article_that_never_was_one_cannot_be_gone() -> None:
    memory = Memory(article=ARTICLE, current=None)
    assert look(memory, None, screening=Screening(kind=PageKind.GONE)) == Suspect(
        reason="gone: not the article"
    )


def test_a_second_look_that_shows_the_old_wording_makes_a_variant() -> None:
    assert look(PENDING, OLD, confirming=True) == Variant(reason="another text")


def test_a_routine_look_that_shows_the_old_wording_is_the_same() -> None:
    assert look(PENDING, OLD) == Same()


def test_a_second_look_that_shows_a_third_wording_waits_again() -> None:
    assert look(PENDING, OTHER, confirming=True) == Changed()


def test_an_edit_back_to_an_earlier_wording_names_that_revision() -> None:
    memory = Memory(
        article=ARTICLE,
        current=known(OTHER, number=3),
        fingerprints=((1, fingerprint(NEW)), (2, fingerprint(OLD)), (3, fingerprint(OTHER))),
        pending=waiting(),
    )
    verdict = look(memory, NEW, confirming=True)
    assert isinstance(verdict, Edited)
    assert verdict.reverts_to == 1


def test_a_fingerprint_by_older_rules_is_made_anew_before_it_is_compared() -> None:
    memory = replace(SEEN, current=replace(known(), fingerprint="0:abc"))
    assert look(memory, OLD) == Same()


@pytest.mark.parametrize(
    "kind",
    [kind for kind in PageKind if kind not in (PageKind.ARTICLE, PageKind.GONE, PageKind.MOVED)],
)
def test_what_is_not_the_article_is_suspect_and_never_an_edit(kind: PageKind) -> None:
    verdict = look(PENDING, NEW, screening=Screening(kind=kind, reason="challenge"), confirming=True)
    assert verdict == Suspect(reason=f"{kind.value}: challenge")


def test_an_article_that_is_gone_keeps_the_status() -> None:
    verdict = judge(SEEN, Screening(kind=PageKind.GONE), None, seen_at=NOON, confirming=False, status=410)
    assert verdict == Gone(status=410)


def test_an_article_that_moved_names_its_new_address() -> None:
    screening = Screening(kind=PageKind.MOVED, moved_to="https://a.example/2")
    assert look(SEEN, None, screening=screening) == Moved(to="https://a.example/2")


@pytest.mark.parametrize(
    ("memory", "reading", "then"),
    [
        pytest.param(SEEN, OLD, Same(), id="as-it-was"),
        pytest.param(SEEN, NEW, Changed(), id="with-another-wording"),
        pytest.param(Memory(article=ARTICLE, current=None), OLD, First(), id="never-read-before"),
    ],
)
def test_an_article_that_was_gone_returns(memory: Memory, reading: Reading, then: Verdict) -> None:
    memory = replace(memory, article=replace(ARTICLE, gone_since=NOON))
    assert look(memory, reading) == Returned(then=then)


def test_readings_of_two_readers_are_never_compared() -> None:
    with pytest.raises(ValueError, match="reread the revision first"):
        look(SEEN, replace(NEW, reader="generic/2"))


def test_an_article_without_a_reading_is_a_bug() -> None:
    with pytest.raises(ValueError, match="without a reading"):
        look(SEEN, None)


# --- headline trials ---

TRIED = replace(OLD, headline="Storm: what we know", social_headline="Storm: what we know")
ON_TRIAL = replace(SEEN, variants=(KnownVariant(fingerprint=fingerprint(TRIED), reading=TRIED),))
TRIED_NEW = replace(NEW, headline=TRIED.headline, social_headline=TRIED.social_headline)


def after_looks(memory: Memory, *readings: Reading) -> list[str]:
    """Return the verdicts on looks in a row, each of them made to confirm the one before."""
    verdicts = []
    for reading in readings:
        verdict = look(memory, reading, confirming=memory.pending is not None)
        verdicts.append(type(verdict).__name__)
        pending, found = memory.pending, fingerprint(reading)
        if isinstance(verdict, Changed):
            again = pending is not None and pending.fingerprint == found
            memory = replace(
                memory,
                pending=replace(pending, looks=pending.looks + 1)
                if again and pending
                else replace(waiting(reading), reading=reading),
            )
        else:
            memory = replace(memory, pending=None)
    return verdicts


def test_a_new_headline_takes_seven_looks_that_agree() -> None:
    assert after_looks(SEEN, *[TRIED] * 7) == ["Changed"] * 6 + ["Edited"]


def test_a_headline_that_gives_way_to_the_old_one_is_a_variant() -> None:
    assert after_looks(SEEN, TRIED, TRIED, TRIED, OLD) == ["Changed", "Changed", "Changed", "Variant"]


def test_a_known_variant_takes_twice_the_looks_to_win() -> None:
    assert after_looks(ON_TRIAL, *[TRIED] * 14) == ["Changed"] * 13 + ["Edited"]


@pytest.mark.parametrize(
    "looks", [(NEW, NEW), (TRIED_NEW, NEW), (TRIED_NEW, TRIED_NEW, NEW), (NEW, TRIED_NEW, NEW)]
)
def test_an_edit_of_the_text_is_found_while_a_headline_is_on_trial(looks: tuple[Reading, ...]) -> None:
    assert after_looks(ON_TRIAL, *looks) == ["Changed"] * (len(looks) - 1) + ["Edited"]


@pytest.mark.parametrize("looks", [(TRIED_NEW, NEW), (NEW, TRIED_NEW, TRIED_NEW, NEW)])
def test_an_edit_of_the_text_is_found_where_its_looks_are_the_first_to_see_a_trial(
    looks: tuple[Reading, ...],
) -> None:
    assert after_looks(SEEN, *looks) == ["Changed"] * (len(looks) - 1) + ["Edited"]


def test_looks_that_differ_in_headline_and_text_agree_on_nothing() -> None:
    other = replace(OTHER, headline=TRIED.headline)
    assert after_looks(SEEN, other, NEW) == ["Changed", "Changed"]


def test_an_edit_of_the_text_is_never_opened_with_the_headline_on_trial() -> None:
    assert after_looks(ON_TRIAL, *[TRIED_NEW] * 7) == ["Changed"] * 7


def test_another_headline_beside_a_trial_is_no_trial() -> None:
    third = replace(OLD, headline="Two hurt as storm hits mill")
    assert after_looks(ON_TRIAL, *[third] * 7) == ["Changed"] * 6 + ["Edited"]


def test_a_cut_copy_is_suspect_however_often_it_is_seen_unless_it_is_an_earlier_revision() -> None:
    whole = Reading.from_text(
        "Storm", "\n\n".join(f"Street number {n} was under water at noon." for n in range(9))
    )
    cut = replace(whole, blocks=whole.blocks[:2])
    seen = Memory(article=ARTICLE, current=known(whole, number=2), fingerprints=((2, fingerprint(whole)),))
    waits = replace(seen, pending=waiting(cut))
    earlier = replace(waits, fingerprints=((1, fingerprint(cut)), *seen.fingerprints))

    assert isinstance(look(seen, cut), Suspect)
    assert isinstance(look(waits, cut, confirming=True), Suspect)
    assert isinstance(look(earlier, cut, confirming=True), Edited)


def test_a_variant_says_what_is_worded_otherwise() -> None:
    waits = replace(SEEN, pending=replace(waiting(TRIED), reading=TRIED))
    assert look(waits, OLD, confirming=True) == Variant(reason="headline “Storm: what we know”")


# --- text that the page has and the reader misses ---

FLOOD = Reading.from_text(
    "Storm", "\n\n".join(f"Street number {n} was under water at noon, said Ann." for n in range(9))
)
FIRST_TWO = replace(FLOOD, blocks=FLOOD.blocks[:2])
FLOODED = Memory(article=ARTICLE, current=known(FLOOD, number=2), fingerprints=((2, fingerprint(FLOOD)),))


def look_at_page(page: str, *, memory: Memory = FLOODED, after: timedelta = timedelta(hours=1)) -> object:
    return misread(memory, FIRST_TWO, seen_at=NOON + after, page_text=lambda: page)


def test_text_that_the_page_still_has_was_not_deleted() -> None:
    page = "Menu Storm " + " ".join(f"\n{block.text.replace(' ', '  ')}" for block in FLOOD.blocks)
    assert isinstance(look_at_page(page), Suspect)
    assert look_at_page(page, after=PATIENCE) == Rebased()
    assert look_at_page("Menu Storm " + FIRST_TWO.text, after=PATIENCE) is None


def test_a_wording_known_before_is_not_misread() -> None:
    earlier = replace(FLOODED, fingerprints=((1, fingerprint(FIRST_TWO)), *FLOODED.fingerprints))
    assert look_at_page(FLOOD.text, memory=earlier) is None


def test_a_page_is_not_searched_where_little_is_missing() -> None:
    most = replace(FLOOD, blocks=FLOOD.blocks[:7])
    assert misread(FLOODED, most, seen_at=NOON, page_text=lambda: FLOOD.text) is None
