"""Vietnamese."""

from archiver.language.shape import Boxes, ByKind, Bylines, Calendar, Language, Notices, Stamps

LANGUAGE = Language(
    code="vi",
    name="Vietnamese",
    calendar=Calendar(
        months=(
            "tháng_1 tháng_01 thg_1 tháng_giêng tháng_một",
            "tháng_2 tháng_02 thg_2 tháng_hai",
            "tháng_3 tháng_03 thg_3 tháng_ba",
            "tháng_4 tháng_04 thg_4 tháng_tư tháng_bốn",
            "tháng_5 tháng_05 thg_5 tháng_năm",
            "tháng_6 tháng_06 thg_6 tháng_sáu",
            "tháng_7 tháng_07 thg_7 tháng_bảy",
            "tháng_8 tháng_08 thg_8 tháng_tám",
            "tháng_9 tháng_09 thg_9 tháng_chín",
            "tháng_10 thg_10 tháng_mười",
            "tháng_11 thg_11 tháng_mười_một",
            "tháng_12 thg_12 tháng_mười_hai",
        ),
        within="năm",
        mornings="SA|sáng",
        afternoons="CH|chiều|tối",
    ),
    notices=Notices(
        headwords=ByKind(
            correction=("xin lỗi bạn đọc|sửa lỗi|đính chính|cải chính"),
            clarification="nói lại cho rõ",
            editors_note="ghi chú của (?:tòa soạn|ban biên tập)|lời tòa soạn",
        ),
        done=ByKind(update="cập nhật"),
        openings=ByKind(
            correction=(
                "(?:phiên bản|bản tin|bản) trước (?:của|đây)|bài (?:viết|báo) (?:này )?đã được "
                "(?:chỉnh sửa|sửa|đính chính)|tòa soạn .{0,20}xin lỗi"
            ),
            update="bài (?:viết|báo) (?:này )?đã được cập nhật",
        ),
    ),
    stamps=Stamps(
        published="xuất bản|đăng|ngày đăng",
        updated="cập nhật(?: lúc)?",
        last="lần cuối",
        units="phút|giờ|ngày",
        ago="SPAN trước|vừa xong",
        reading_time=r"(?:thời gian đọc|đọc)\s?:?\sSPAN|SPAN đọc",
        counted="bình luận",
    ),
    bylines=Bylines(by="tác giả|bài"),
    boxes=Boxes(
        read_more="(?:xem|đọc) thêm",
        adverts="quảng cáo",
        appeals=(
            "theo dõi (?:chúng tôi|kênh)|đăng ký (?:nhận bản tin|kênh)|tham gia (?:kênh|nhóm) (?:zalo|"
            "telegram|whatsapp)"
        ),
        comments="bình luận|ý kiến bạn đọc",
        replies="trả lời|báo cáo|thích",
        follows="bài (?:tiếp theo|viết tiếp theo)|tin tiếp theo",
    ),
)
