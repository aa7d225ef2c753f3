"""Japanese."""

from archiver.language.shape import Boxes, ByKind, Bylines, Language, Notices, Sentences, Stamps, Walls

LANGUAGE = Language(
    code="ja",
    name="Japanese",
    stops="。！？",
    joined=True,
    notices=Notices(
        headwords=ByKind(
            retraction="(?:記事)?撤回|(?:記事の?)?取り消し|記事取消|(?:記事の?)?取り下げ",
            correction=(
                "訂正|お詫び(?:と訂正)?|更正|訂正(?:と|・)お(?:詫|わ)び|お(?:詫|わ)び(?:と訂正)?|"
                "訂正して|修正|訂正・更新|誤記訂正"
            ),
            clarification="補足",
            editors_note="編集部(?:注|より|から)|編注",
            update="更新|追記|アップデート",
        ),
        invitations="お知らせください|ご連絡ください|お寄せください|報告する",
        sentences=Sentences(
            own=(
                "(?:この|本|当|同|上記)(?:記事|稿|コラム|ニュース|ページ|原稿|文章|見出し|動画|"
                "インタビュー)|記事(?:の|中|内|を|に|で|本文)|見出し|本文|文中|タイトル"
            ),
            subject="記事|見出し|本文|写真説明|図",
            version=(
                "(?:以前|当初|最初|初出|旧|前|元)の?(?:版|記事|バージョン|見出し|表記|本文|タイトル|"
                "記述)|初版"
            ),
            before="当初|以前|最初|初出|先に|配信時|公開時|掲載時",
            said="記載|記述|報じ|お伝え|表記|掲載|紹介|書い|とあ|ありました|ござい|ました|でした",
            wrong="誤|間違|ミス|正しくは|不正確|不適切|事実と異な|事実誤認|脱字",
            mended=ByKind(
                retraction="撤回|取り下げ|取り消|取消",
                correction="訂正|修正|改め|更正|差し替え|直しま|変更",
                clarification="補足|明確",
                update="更新|追記|加筆|アップデート",
            ),
            gone=(
                "削除|公開を終了|掲載を終了|掲載を取りやめ|非公開|掲載期間(?:が|を)終了|配信を停止|"
                "取り下げ|撤回"
            ),
            we="ました|ます|弊社|当社|編集部|本紙|小紙|お詫び|おわび|いたし|致し",
            sorry="お詫び|おわび|申し訳|失礼",
            notes="注|追記|編注|注記|お断り|付記",
            here="ここで",
        ),
    ),
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
    bylines=Bylines(by="筆者|著者|執筆|取材・文|文"),
)
