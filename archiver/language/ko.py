"""Korean."""

from archiver.language.shape import Boxes, ByKind, Language, Notices

LANGUAGE = Language(
    code="ko",
    name="Korean",
    notices=Notices(headwords=ByKind(correction="정정(?:보도)?|바로잡습니다")),
    boxes=Boxes(adverts="광고", comments="댓글"),
)
