"""Japanese."""

from archiver.language.shape import Boxes, ByKind, Language, Notices, Stamps, Walls

LANGUAGE = Language(
    code="ja",
    name="Japanese",
    stops="。！？",
    notices=Notices(headwords=ByKind(correction="訂正|お詫び(?:と訂正)?|更正", update="更新")),
    stamps=Stamps(published="公開", updated="更新|修正"),
    boxes=Boxes(adverts="広告", locked="有料会員|会員限定", comments="コメント"),
    walls=Walls(
        error_titles="ページが見つかりません|メンテナンス中",
        errors="ページが見つかりません",
        subscribe="会員限定|有料会員",
        subscribe_lines="この(?:記事|続き)は.{0,12}会員|続きを読むに(?:は|ログイン)",
        action_signs="登録|ログイン",
        loading="読み込み中",
    ),
)
