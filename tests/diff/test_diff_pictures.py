"""Which picture is another one is told by what was seen of it; an address alone tells nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from cases import together

from archiver.diff.classify import assess
from archiver.diff.engine import compare
from archiver.diff.fingerprint import fingerprint
from archiver.diff.pictures import with_known_pictures
from archiver.model.reading import Picture, Reading

TEXT = Reading.from_text("Bridge closes", "The council voted on Monday to close the bridge for nine weeks.")
HOST = "https://img.example"


def shade(*colours: int) -> str:
    """Return a glance whose rows have these shades of grey."""
    return "".join(f"{colours[row % len(colours)]:02x}" * 24 for row in range(8))


SMILING, CRYING = shade(40, 200), shade(200, 40)
ALMOST = shade(42, 198)


def picture(
    url: str = f"{HOST}/mayor.jpg",
    *,
    digest: str | None = "a" * 64,
    glance: str | None = SMILING,
    size: tuple[int, int] = (800, 500),
) -> Picture:
    """Return a picture of the mayor; without a digest, one that was not seen."""
    seen = digest is not None
    return Picture(
        url=url,
        words="The mayor at the bridge.",
        digest=digest,
        glance=glance if seen else None,
        size=size if seen else None,
    )


def with_pictures(*pictures: Picture) -> Reading:
    return replace(TEXT, pictures=pictures)


OTHER = picture(f"{HOST}/crying.jpg", digest="b" * 64, glance=CRYING)
UNSEEN = picture(digest=None)


@together(
    ("old", "new", "said"),
    [
        pytest.param([picture()], [OTHER], "picture replaced", id="another-file"),
        pytest.param(
            [picture()],
            [picture(digest="b" * 64, glance=CRYING)],
            "picture replaced",
            id="other-bytes-at-the-same-address",
        ),
        pytest.param(
            [picture(f"{HOST}/mayor.jpg?v=1")],
            [picture(f"{HOST}/mayor.jpg?v=2", digest="b" * 64, glance=CRYING)],
            "picture replaced",
            id="a-file-written-over",
        ),
        pytest.param([picture()], [], "picture removed", id="removed"),
        pytest.param([], [picture()], "picture added", id="added"),
        pytest.param([picture()], [picture(), OTHER], "picture added", id="one-more"),
        pytest.param([OTHER, picture()], [picture()], "picture removed", id="one-of-two"),
    ],
)
def test_another_picture_is_told_by_what_it_shows(old, new, said) -> None:
    before, after = with_pictures(*old), with_pictures(*new)
    diff = compare(before, after)
    assert [field.name for field in diff.fields] == ["pictures"]
    assert assess(before, after, diff).summary.startswith(said)


@together(
    ("old", "new"),
    [
        pytest.param(picture(), picture(f"{HOST}/a8f3/mayor-portrait.jpg"), id="address"),
        pytest.param(picture(), picture(f"{HOST}/mayor.jpg?w=640&token=x9"), id="query"),
        pytest.param(
            picture(), picture(f"{HOST}/mayor-640x400.jpg", digest="c" * 64, glance=ALMOST), id="size"
        ),
        pytest.param(
            picture(), picture(f"{HOST}/f_webp/7d1.webp", digest="c" * 64, glance=ALMOST), id="format"
        ),
        pytest.param(
            picture(),
            picture(f"{HOST}/mayor_w300.jpg", digest="c" * 64, glance=CRYING, size=(300, 300)),
            id="another-cut-of-the-file",
        ),
        pytest.param(
            picture(f"{HOST}/logo.svg", glance=None),
            picture(f"{HOST}/map.svg", digest="c" * 64, glance=None),
            id="no-glance",
        ),
        pytest.param(picture(), UNSEEN, id="did-not-load"),
        pytest.param(picture(), picture("", digest=None), id="waits-to-be-scrolled-to"),
        pytest.param(UNSEEN, picture(), id="had-not-loaded"),
        pytest.param(UNSEEN, OTHER, id="had-not-loaded-and-is-elsewhere"),
        pytest.param(UNSEEN, UNSEEN, id="never-seen"),
    ],
)
def test_nothing_is_told_where_it_may_be_the_same_picture(old, new) -> None:
    before, after = with_pictures(old), with_pictures(new)
    assert not compare(before, after)
    assert fingerprint(with_known_pictures(before, after)) == fingerprint(before)


def test_a_picture_of_which_nothing_was_seen_changes_no_fingerprint() -> None:
    assert fingerprint(with_pictures(UNSEEN)) == fingerprint(TEXT)
    assert fingerprint(with_pictures(picture())) != fingerprint(TEXT)


def test_pictures_in_another_order_are_the_same() -> None:
    assert not compare(with_pictures(picture(), OTHER), with_pictures(OTHER, picture()))


def test_what_is_said_of_a_picture_tells_it_from_another() -> None:
    (field,) = compare(with_pictures(picture()), with_pictures(OTHER)).fields
    assert field.old == "The mayor at the bridge. (mayor.jpg, aaaaaaaa)"
    assert field.new == "The mayor at the bridge. (crying.jpg, bbbbbbbb)"
