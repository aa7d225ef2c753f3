"""Thai."""

from archiver.language.shape import Boxes, ByKind, Bylines, Calendar, Language, Notices, Stamps

LANGUAGE = Language(
    code="th",
    name="Thai",
    joined=True,
    calendar=Calendar(
        months=(
            "มกราคม ม.ค.",
            "กุมภาพันธ์ ก.พ.",
            "มีนาคม มี.ค.",
            "เมษายน เม.ย.",
            "พฤษภาคม พ.ค.",
            "มิถุนายน มิ.ย.",
            "กรกฎาคม ก.ค.",
            "สิงหาคม ส.ค.",
            "กันยายน ก.ย.",
            "ตุลาคม ต.ค.",
            "พฤศจิกายน พ.ย.",
            "ธันวาคม ธ.ค.",
        ),
        within=r"[พค]\.ศ\.?|ปี",
        days="จันทร์ อังคาร พุธ พฤหัสบดี ศุกร์ เสาร์ อาทิตย์",
        joints="เวลา|น",
    ),
    notices=Notices(
        headwords=ByKind(correction="แก้ไข(?:ข่าว|ข้อมูล)?|คำแก้ไข"), done=ByKind(update="อัปเดต|อัพเดต")
    ),
    stamps=Stamps(
        published="เผยแพร่|วันที่(?:โพสต์|ลงข่าว)",
        updated="อัปเดต|อัพเดท|ปรับปรุง|แก้ไข",
        last="ล่าสุด",
        units="นาที|ชั่วโมง|ชม|วัน",
        ago="SPAN(?: )?(?:ที่แล้ว|ที่ผ่านมา)",
    ),
    bylines=Bylines(by="โดย|ผู้เขียน"),
    boxes=Boxes(
        read_more="อ่าน(?:เพิ่มเติม|ข่าวเพิ่มเติม|ต่อ)|ข่าวที่เกี่ยวข้อง",
        adverts="โฆษณา",
        appeals="ติดตาม(?:เรา|ข่าวสาร)(?:ได้ที่|ทาง)|เพิ่มเพื่อน|สมัครรับจดหมายข่าว|กดติดตาม",
        comments="ความคิดเห็น|แสดงความคิดเห็น",
        replies="ตอบ|ตอบกลับ|รายงาน|ถูกใจ",
        follows="ข่าวถัดไป|บทความถัดไป",
    ),
)
