"""Indonesian."""

from archiver.language.shape import Boxes, ByKind, Bylines, Calendar, Language, Notices, Sentences, Stamps

LANGUAGE = Language(
    code="id",
    name="Indonesian",
    calendar=Calendar(
        months=(
            "januari",
            "februari",
            "maret",
            "april",
            "mei",
            "juni",
            "juli",
            "agustus",
            "september",
            "oktober",
            "november",
            "desember",
        )
    ),
    notices=Notices(
        headwords=ByKind(
            retraction="pencabutan(?: berita)?|berita dicabut",
            correction=(
                "hak jawab|permohonan maaf|revisi|"
                "(?:riwayat|catatan) (?:perubahan|koreksi)|ralat|koreksi|pembetulan|perbaikan|permintaan maaf"
            ),
            clarification="klarifikasi|penjelasan",
            editors_note="catatan (?:dari )?(?:redaksi|editor|redaktur)",
            update="pembaruan|pemutakhiran",
        ),
        done=ByKind(update="diperbarui"),
        corrects="meralat|mengoreksi|ralat|koreksi",
        joints="pada|pukul",
        invitations="laporkan|temukan kesalahan",
        openings=ByKind(correction=r"perubahan\s?[:：]\s?\D{0,3}\d"),
        sentences=Sentences(
            own=(
                r"setelah (?:tayang|(?:artikel|berita|tulisan) (?:terbit|diterbitkan|dipublikasikan))\b|"
                r"(?:artikel|berita|tulisan|laporan|judul|naskah) ini\b|(?:dalam|di) (?:artikel|"
                "berita|tulisan)"
            ),
            subject=r"(?:artikel|berita|judul|redaksi)\b",
            version="versi (?:sebelumnya|awal|terdahulu|pertama|lama)|judul (?:awal|sebelumnya)",
            before="sebelumnya|awalnya|semula",
            said=(
                "menyebut|menulis|tertulis|menyatakan|disebut|ditulis|memuat|menyampaikan|terdapat|"
                "memuat|ada|tercantum|yang kami tulis|kami tulis|menampilkan|luput|tidak menyebut|"
                "terlewat|berlebihan|seharusnya|semestinya|beritakan|menyebutkan"
            ),
            wrong=(
                "kesalahan|keliru|salah|kekeliruan|tidak (?:tepat|akurat|benar)|galat|salah|"
                "tertukar|kelalaian|kurang tepat|typo|luput|hitungan kami|mencampur|keliru"
            ),
            mended=ByKind(
                retraction="dicabut|ditarik",
                correction=(
                    "dikoreksi|mengoreksi|meralat|memperbaiki|koreksi|diperbaiki|"
                    "perbaikan|ralat|diralat|diubah|perubahan|disunting|"
                    "direvisi|revisi|diganti"
                ),
                clarification="klarifikasi|diperjelas",
                update="diperbarui|dimutakhirkan|pembaruan|pemutakhiran",
            ),
            because="karena|atas|demi|setelah",
            gone="dihapus|tidak lagi tersedia|dicabut|ditarik|diturunkan|kami (?:tarik|hapus|cabut|turunkan)",
            we=r"kami\b|redaksi|mohon maaf",
            sorry="maaf|menyesal",
            notes=r"catatan|nb\b|keterangan|ps\b",
            here=r"di sini\b|di atas",
            of=r"dari",
            part=(
                "paragraf|kalimat|bagian|kutipan|judul|subjudul|takarir|keterangan foto|grafik|"
                "infografik|peta|tabel|foto|gambar|baris|penyebutan|alinea|teras"
            ),
            detail=(
                "nama|usia|umur|tanggal|tahun|angka|jumlah|lokasi|tempat|jabatan|ejaan|persen|"
                r"partai|data\b|nilai|hari\b|gelar|satuan|hitung|kalkulasi|perhitungan|jam\b|waktu"
            ),
            taken=(
                "dihapus|menghapus|dihilangkan|menghilangkan|dicabut|mencabut|dikeluarkan|"
                "ditiadakan|diganti|mengganti|tertukar|tidak lagi|ganti|mengganti|kami ganti"
            ),
            first="awalnya|semula|mulanya|pada awalnya|kami sebelumnya",
            readers=(
                "pembaca .{0,40}(?:mengingatkan|memberi tahu|menunjuk|melapor|mengoreksi)|(?:masukan|"
                "koreksi|terima kasih).{0,25} pembaca"
            ),
            spoke=r"kata\b|ujar|menurut|tutur|jelas\b|ungkap|mengaku|mengatakan|temu",
            contrast=r"bukan|alih-alih|seharusnya|yang benar",
        ),
    ),
    bylines=Bylines(
        helped=(
            r"(?:dengan )?(?:laporan|kontribusi|pelaporan)(?: tambahan)? (?:dari|oleh)\b|"
            r"(?:editor|penyunting|penerjemah)\s?:|(?:disunting|diterjemahkan|dilaporkan) oleh\b"
        ),
        by="oleh|penulis",
    ),
    stamps=Stamps(
        published="diterbitkan|dipublikasikan|tayang",
        updated="diperbarui|diperbaharui",
        last="terakhir",
        units="menit|jam|hari",
        ago="SPAN (?:yang )?lalu|baru saja",
        reading_time=r"waktu baca\s?:?\sSPAN|SPAN membaca|baca SPAN",
        counted="komentar",
    ),
    boxes=Boxes(
        read_more="baca (?:juga|selengkapnya|lebih lanjut)|simak juga",
        adverts="iklan|advertisement|scroll untuk (?:lanjut membaca|melanjutkan)|lanjutkan membaca",
        appeals=(
            "(?:ikuti|gabung|bergabung).{0,30}(?:saluran|kanal|channel|grup|whatsapp|telegram|"
            "google news)|ikuti kami|berlangganan (?:newsletter|buletin)"
        ),
        comments="komentar",
        replies="balas|laporkan|suka",
        follows="(?:artikel|berita) (?:selanjutnya|berikutnya)",
    ),
)
