"""Chinese."""

from archiver.language.shape import Boxes, ByKind, Language, Notices, Stamps, Walls

LANGUAGE = Language(
    code="zh",
    name="Chinese",
    stops="。！？",
    notices=Notices(headwords=ByKind(correction="更正|勘误", clarification="澄清")),
    stamps=Stamps(published="发布", updated="更新|修正"),
    boxes=Boxes(adverts="广告", comments="评论"),
    walls=Walls(
        error_titles="页面不存在|页面未找到",
        subscribe_lines="订阅.{0,6}(?:继续|阅读全文)|登录.{0,6}(?:继续|阅读)",
        action_signs="订阅|登录",
        loading="加载中",
    ),
)
