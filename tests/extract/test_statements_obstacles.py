"""What a paper says hinders the app and what it advises: read in many wordings, in both languages, traps held."""

from functools import cache

import pytest

from kg.corpus.reader import paper_from
from kg.extract.reading import Extractor
from kg.resources import ontology_dir
from tests.helpers import document

HEADING = {"id": "# Kesimpulan", "en": "# Conclusion"}
OBSTACLES = """
id | Di kecamatan hulu, sinyal kerap hilang ketika warga membuka aplikasi. | internet-network
id | Pengguna aplikasi mengeluhkan koneksi yang putus-putus. | internet-network
id | Aplikasi jarang dipakai di pegunungan lantaran buruknya jaringan seluler. | internet-network
id | Sebagian nelayan masih gagap teknologi sehingga aplikasi belum mereka manfaatkan. | low-digital-literacy
id | Banyak pedagang kebingungan mengoperasikan aplikasi. | low-digital-literacy
id | Warga belum memahami cara memakai aplikasi tersebut. | low-digital-literacy
id | Rendahnya literasi digital pekerja menjadi hambatan pemakaian aplikasi. | low-digital-literacy
id | Penyuluhan mengenai aplikasi nyaris tidak pernah diadakan di desa. | insufficient-socialisation
id | Sosialisasi aplikasi belum menjangkau buruh harian. | insufficient-socialisation
id | Aplikasi kerap macet pada awal bulan. | app-error
id | Pengguna mengeluh karena aplikasi tertutup sendiri. | app-error
id | Masih muncul kendala teknis pada aplikasi. | app-error
id | Peladen aplikasi tumbang setiap akhir bulan. | server-capacity
id | Pengguna aplikasi gagal login berkali-kali. | login-failure
id | Pada jam sibuk aplikasi sulit dibuka. | login-failure
id | Pemuatan halaman aplikasi terlalu lama. | slow-performance
id | Untuk login ke aplikasi, pengguna mesti menunggu lama. | slow-performance
id | Verifikasi wajah di aplikasi sering gagal pada malam hari. | biometric-failure
id | Wajah peserta tidak dikenali kamera aplikasi. | biometric-failure
id | Pemutakhiran data melalui aplikasi kerap gagal. | data-update-failure
id | Kartu digital tidak muncul di aplikasi. | digital-card-missing
id | Tidak semua warga memiliki ponsel pintar untuk membuka aplikasi. | no-smartphone
id | Aplikasi tidak terpasang karena memori ponsel penuh. | device-storage
id | Ponsel warga tidak kompatibel dengan aplikasi. | device-incompatibility
id | Menu pengaduan di aplikasi tidak berfungsi. | feature-unavailable
id | Listrik sering padam sehingga aplikasi tidak terpakai. | electricity-supply
id | Peserta lupa kata sandi aplikasi. | wrong-credentials
id | Data kepesertaan di aplikasi tidak sesuai dengan data kependudukan. | data-mismatch
id | Akun aplikasi milik peserta terblokir. | account-blocked
id | Sebagian peserta lebih suka dilayani langsung di loket daripada memakai aplikasi. | preference-for-office
id | Peserta lanjut usia kesulitan memakai aplikasi. | older-users-difficulty
id | Keluhan pengguna aplikasi lambat ditangani oleh petugas. | slow-staff-response
id | Pembaruan aplikasi tidak membawa perubahan berarti. | insignificant-updates
id | Pengisian formulir di aplikasi rumit. | cumbersome-input
id | Fasilitas pendukung aplikasi tersedia, tetapi belum merata. | uneven-facilities
id | Kendalanya sinyal lemah, memori ponsel penuh, dan aplikasi error. | internet-network device-storage app-error
id | Aplikasi dan server sering bermasalah. | app-error server-capacity
en | Weak mobile signal kept villagers from using the app. | internet-network
en | Internet access for the app remains patchy in the hills. | internet-network
en | Many drivers do not know how to use the app. | low-digital-literacy
en | Low digital literacy hampers the use of the app. | low-digital-literacy
en | Outreach about the app is rarely conducted. | insufficient-socialisation
en | The app crashes on busy days. | app-error
en | The server is frequently down when the app is needed. | server-capacity
en | Users of the app cannot log in after midnight. | login-failure
en | Loading the app takes a long time. | slow-performance
en | Face recognition in the app often fails. | biometric-failure
en | Some farmers do not own a smartphone on which the app would run. | no-smartphone
en | Phones that are incompatible with the app are common. | device-incompatibility
en | Users forgot their passwords for the app. | wrong-credentials
en | Elderly participants struggle with the app. | older-users-difficulty
en | Residents still prefer the counter to the app. | preference-for-office
en | Facilities for the app exist but are unevenly distributed. | uneven-facilities
"""
RECOMMENDATIONS = """
id | Pengelola aplikasi disarankan menggiatkan sosialisasi di pasar. | socialisation-education
id | Literasi digital pengguna aplikasi perlu ditingkatkan. | socialisation-education
id | Petugas telah menyosialisasikan aplikasi ke sekolah. | socialisation-education
id | Jaringan internet di desa pengguna aplikasi perlu diperluas. | improve-network
id | Kesalahan pada aplikasi hendaknya segera diperbaiki dan sistemnya dipelihara secara rutin. | improve-app
id | Kapasitas server aplikasi sebaiknya ditambah. | increase-capacity
id | Tampilan aplikasi perlu disederhanakan. | simplify-app
id | Disarankan agar proses pendaftaran dalam aplikasi dipermudah. | simplify-app
id | Pengelola aplikasi perlu menyediakan pusat bantuan. | responsive-support
id | Perusahaan hendaknya mendampingi pekerja memakai aplikasi. | employer-assistance
id | Serikat pekerja perlu dilibatkan untuk memperkenalkan aplikasi. | union-role
id | Pegawai perlu dilatih melayani pengguna aplikasi. | staff-training
id | Pengelola aplikasi hendaknya menggandeng pemerintah desa. | collaboration
id | Aplikasi perlu dievaluasi secara berkala. | continuous-evaluation
id | Kebutuhan pengguna hendaknya diperhatikan oleh pengelola aplikasi. | user-driven-features
id | Buku panduan aplikasi yang ringkas perlu disusun. | user-guide
id | Pasokan listrik bagi pengguna aplikasi perlu diperbaiki. | improve-electricity
id | Petugas pendamping sebaiknya ditempatkan untuk membantu pengguna aplikasi di kantor. | assisted-access
id | Upayanya perbaikan jaringan dan penyederhanaan aplikasi. | improve-network simplify-app
en | The agency should intensify outreach about the app. | socialisation-education
en | Internet infrastructure should be improved so that the app can be opened. | improve-network
en | The managers should fix the bugs of the app. | improve-app
en | Server capacity should be increased for the app. | increase-capacity
en | The interface of the app should be simplified. | simplify-app
en | A responsive help desk for the app is recommended. | responsive-support
en | Companies should help their workers with the app. | employer-assistance
en | Officers should be trained to explain the app. | staff-training
en | The agency is advised to work with village governments on the app. | collaboration
en | The app should be evaluated periodically. | continuous-evaluation
en | An illustrated guide to the app is needed. | user-guide
"""
TRAPS = """
id | Selama pengamatan tidak ditemukan gangguan aplikasi.
id | Jaringan kadang lemah, tetapi hal itu tidak menjadi hambatan bagi pengguna aplikasi.
id | Tak satu pun informan mengeluhkan aplikasi error.
id | Aplikasi menyediakan layanan cadangan apabila terjadi gangguan sistem.
id | Aplikasi dapat dipakai tanpa dipungut biaya.
id | Hasil kajian diharapkan menjadi bahan evaluasi bagi pengelola aplikasi.
id | Pengetahuan internet tidak berpengaruh signifikan terhadap minat memakai aplikasi.
id | Aplikasi dibuat guna meningkatkan mutu pelayanan.
id | Pengelola telah menyediakan aplikasi dan server.
id | Lansia sekalipun mudah memakai aplikasi.
id | Aplikasi berjalan lancar dan sinyal di kota ini stabil.
en | No technical problems of the app were reported.
en | Poor signal was no longer a problem for users of the app.
en | None of the informants complained about errors in the app.
en | The results are expected to serve as input for the managers of the app.
en | The app runs smoothly on every phone.
"""


@cache
def extractor() -> Extractor:
    return Extractor.of(ontology_dir())


def read(sentence: str, language: str) -> set[tuple[str, str]]:
    """Give the obstacles and recommendations that a conclusion of one sentence states."""
    text = document(sentence, references=())
    if language == "en":
        text = text.replace("language: id", "language: en").replace(HEADING["id"], HEADING["en"])
    paper = paper_from("laporan-2024", text)
    at = paper.text.index(sentence)
    statements = extractor().read(paper).statements
    kinds = ("obstacle", "recommendation")
    return {(s.kind, s.concept) for s in statements if s.kind in kinds and s.evidence.start >= at}


def table(rows: str) -> list[list[str]]:
    return [[cell.strip() for cell in row.split("|")] for row in rows.strip().splitlines()]


@pytest.mark.parametrize(("language", "sentence", "concepts"), table(OBSTACLES))
def test_what_hinders_is_read_however_it_is_put(language, sentence, concepts):
    assert read(sentence, language) == {("obstacle", concept) for concept in concepts.split()}


@pytest.mark.parametrize(("language", "sentence", "concepts"), table(RECOMMENDATIONS))
def test_what_is_advised_is_read_however_it_is_put(language, sentence, concepts):
    assert read(sentence, language) == {("recommendation", concept) for concept in concepts.split()}


@pytest.mark.parametrize(("language", "sentence"), table(TRAPS))
def test_what_is_denied_hoped_or_only_in_case_is_neither(language, sentence):
    assert read(sentence, language) == set()
