"""Benefits and features, as a careful reader takes them from a sentence: in words of our own, with traps."""

import pytest

from kg.corpus.reader import paper_from
from kg.extract.reading import Extractor
from kg.resources import ontology_dir
from tests.helpers import document

# In the results of an Indonesian paper about JMO: what the sentence says, as ids of benefits.
BENEFITS = {
    "Peserta bisa mencairkan saldonya tanpa harus bolak-balik ke kantor cabang.": "ease-of-access",
    "Dengan JMO, warga tidak lagi harus menempuh perjalanan ke kota.": "ease-of-access",
    "JMO dapat dibuka dari mana saja.": "ease-of-access",
    "Menurut informan, JMO memberi kemudahan bagi pekerja dalam mengurus layanan.": "ease-of-access",
    "Aplikasi JMO memudahkan para nelayan menjangkau layanan.": "ease-of-access",
    "Seluruh layanan JMO kini cukup diurus melalui telepon genggam.": "ease-of-access",
    "JMO memperluas jangkauan layanan sampai ke pulau kecil.": "ease-of-access",
    "Akses layanan lewat JMO menjadi lebih mudah.": "ease-of-access",
    "JMO mempersingkat waktu tunggu peserta.": "time-efficiency",
    "Proses pencairan lewat JMO berlangsung jauh lebih cepat daripada di loket.": "time-efficiency",
    "JMO terbukti menghemat waktu peserta.": "time-efficiency",
    "Klaim melalui JMO rampung kurang dari tiga hari.": "time-efficiency",
    "Dana peserta JMO cair pada hari yang sama.": "time-efficiency",
    "Percepatan penyelesaian klaim dirasakan pengguna JMO.": "time-efficiency",
    "JMO mampu mengurai antrean di loket.": "queue-reduction",
    "Sejak JMO dipakai, jumlah kunjungan ke kantor cabang menurun.": "queue-reduction",
    "Penumpukan di ruang tunggu berkurang berkat JMO.": "queue-reduction",
    "Pengguna JMO tidak perlu lagi mengantre.": "queue-reduction",
    "JMO meningkatkan transparansi layanan.": "transparency",
    "Berkat JMO, proses klaim menjadi lebih transparan.": "transparency",
    "JMO meringankan beban kerja petugas.": "administrative-efficiency",
    "Pekerjaan administratif petugas berkurang sejak JMO dipakai.": "administrative-efficiency",
    "JMO memberikan keleluasaan waktu dan fleksibilitas bagi pengguna.": "flexibility",
    "JMO menyederhanakan alur pengajuan.": "simple-procedure",
    "Tahapan klaim lewat JMO lebih ringkas.": "simple-procedure",
    "JMO memangkas birokrasi.": "simple-procedure",
    "Pengguna JMO tidak perlu membawa berkas.": "paperless-claim",
    "Klaim lewat JMO dilakukan tanpa fotokopi dokumen.": "paperless-claim",
    "Pemindaian wajah pada JMO mencegah penyalahgunaan akun.": "identity-security",
    "Verifikasi pada JMO memastikan keaslian peserta.": "identity-security",
    "Penggunaan JMO menumbuhkan kepercayaan peserta.": "user-satisfaction",
    "JMO berdampak positif terhadap kepuasan peserta.": "user-satisfaction",
    "JMO mampu mendongkrak mutu pelayanan.": "service-quality",
    "Kualitas layanan membaik sejak JMO dipakai.": "service-quality",
    "JMO memudahkan peserta memperoleh informasi.": "ease-of-access information-access",
    "Lewat JMO informasi saldo lebih mudah didapat.": "information-access",
    "JMO membantu menjaga stabilitas ekonomi keluarga pekerja.": "economic-stability",
    "JMO mendorong partisipasi pekerja informal.": "participation",
    "Kesadaran masyarakat meningkat berkat JMO.": "public-awareness",
    "Warga di pelosok dapat mengurus surat tanpa perlu meninggalkan pekerjaan.": "ease-of-access",
    "Pengurusan tagihan selesai dalam hitungan menit.": "time-efficiency",
    "Respons petugas menjadi lebih cepat.": "time-efficiency",
    "Antrean panjang di loket tidak lagi terjadi setelah aplikasi diterapkan.": "queue-reduction",
    "Kerumunan di kantor pajak dapat dihindari.": "queue-reduction",
    "Aplikasi mewujudkan keterbukaan informasi.": "transparency",
    "Aplikasi meningkatkan produktivitas pegawai.": "administrative-efficiency",
    "Aplikasi memperpendek rantai birokrasi.": "simple-procedure",
    "Berkas fisik tidak lagi diperlukan.": "paperless-claim",
    "Aplikasi menutup celah percaloan.": "identity-security",
    "Masyarakat menjadi lebih sadar akan layanan digital.": "public-awareness",
    "Aplikasi memberikan kemudahan dan kecepatan pelayanan kepada masyarakat.": "ease-of-access time-efficiency",
    "Layanan JMO menjadi lebih mudah, cepat, dan tanpa antre.": "ease-of-access time-efficiency queue-reduction",
    "JMO mempercepat proses klaim, mengurangi antrean, dan meningkatkan transparansi.": (
        "time-efficiency queue-reduction transparency"
    ),
}
ENGLISH = {
    "JMO lets workers use the service without visiting a branch office.": "ease-of-access",
    "The JMO app makes it easier for participants to reach the service from anywhere.": "ease-of-access",
    "JMO has shortened the waiting time.": "time-efficiency",
    "Claims through JMO are processed faster.": "time-efficiency",
    "JMO reduced queues at the counter.": "queue-reduction",
    "The JMO app improves the transparency of the service.": "transparency",
    "JMO lightened the workload of staff.": "administrative-efficiency",
    "JMO simplifies the claim procedure.": "simple-procedure",
    "With JMO no documents need to be brought, and paperwork is no longer asked for.": "paperless-claim",
    "Face recognition in JMO prevents fraud.": "identity-security",
    "JMO increases public trust.": "user-satisfaction",
    "JMO has improved the quality of service.": "service-quality",
    "Patients no longer have to queue at the registration desk.": "queue-reduction",
    "The app brings the service closer to people in remote villages.": "ease-of-access",
    "It streamlines bureaucratic procedures.": "simple-procedure",
    "Access to information has become easier.": "information-access",
    "JMO gives easy access to information.": "information-access",
    "JMO raises public awareness.": "public-awareness",
}
# Mentioned, and not said.
NO_BENEFITS = [
    "JMO belum mempercepat proses klaim.",
    "JMO tidak mengurangi antrean.",
    "Apakah JMO mempercepat layanan?",
    "BPJS perlu mempercepat layanan JMO.",
    "Disarankan agar JMO mempersingkat waktu tunggu.",
    "Keberhasilan JMO diukur dari kemudahan akses dan kecepatan layanan.",
    "Hasil penelitian ini dapat menjadi bahan masukan untuk meningkatkan kualitas pelayanan JMO.",
    "Variabel kemudahan JMO berpengaruh positif dan signifikan terhadap kepuasan.",
    "Pengajuan lewat JMO dilayani tanpa dipungut biaya.",
    "Penerapan teknologi meningkatkan kualitas pelayanan instansi pemerintah.",
    "Peningkatan kualitas layanan memerlukan jaringan yang andal.",
    "JMO mudah digunakan oleh peserta.",
    "Strategi untuk mempercepat layanan disusun oleh cabang.",
    "Tidak semua peserta JMO merasakan pelayanan yang cepat.",
    "Dahulu klaim yang cepat hanya ada di kantor pusat.",
    "Diperlukan peningkatan kualitas pelayanan.",
    "Sebaiknya waktu tunggu dipersingkat.",
    "Tanpa jaringan internet aplikasi tidak dapat dibuka.",
    "Waktu tunggu bertambah lama.",
]
FEATURES = {
    "JMO menyediakan fitur cek saldo, pembayaran iuran, dan kartu digital.": (
        "balance-check contribution-payment digital-card"
    ),
    "Peserta dapat memantau saldo lewat JMO.": "balance-check",
    "JMO memungkinkan peserta mengajukan klaim dan melacak status klaim.": "jht-claim claim-tracking",
    "Pada JMO terdapat menu pelaporan kecelakaan kerja.": "accident-report",
    "JMO menawarkan simulasi saldo JHT dan berita terkini.": "balance-simulation news",
    "Aplikasi JMO dapat dipakai untuk memperbarui data diri dan menyampaikan keluhan.": "data-update complaint",
    "Klaim di JMO dilakukan dengan verifikasi wajah.": "biometric-verification",
    "The JMO app offers balance inquiry, claim tracking and a digital card.": (
        "balance-check claim-tracking digital-card"
    ),
    "JMO enables participants to submit a claim.": "jht-claim",
}
NO_FEATURES = [
    "Penelitian ini membahas JMO dalam pencairan JHT.",
    "Tahapan pencairan saldo dengan JMO terbukti mudah.",
    "Pengkinian data di JMO sering gagal.",
    "Sebaiknya JMO menyediakan kartu digital.",
    "Sebanyak 900 pengajuan klaim selesai pada JMO.",
    "Apakah JMO menyediakan simulasi saldo?",
]


@pytest.fixture(scope="module")
def said():
    extractor = Extractor.of(ontology_dir())

    def said(sentence: str, kind: str) -> set[str]:
        # A heading tells the language; the sentence before it names the subject of the paragraph.
        first = "The JMO app was used by workers in the city." if _is_english(sentence) else "Aplikasi JMO dipakai."
        heading = "# Findings" if _is_english(sentence) else "# Hasil dan Pembahasan"
        text = document("Isi.", results=f"{first} {sentence}")
        assert "# Hasil dan Pembahasan" in text
        paper = paper_from("coba-2024", text.replace("# Hasil dan Pembahasan", heading))
        start = paper.text.index(sentence)
        return {s.concept for s in extractor.read(paper).statements if s.kind == kind and s.evidence.start == start}

    return said


def _is_english(sentence: str) -> bool:
    return sentence in ENGLISH or bool({"The", "participants"} & set(sentence.split()))


@pytest.mark.parametrize(("sentence", "ids"), [*BENEFITS.items(), *ENGLISH.items()])
def test_a_benefit_is_read_and_no_other(said, sentence, ids):
    assert said(sentence, "benefit") == set(ids.split())


@pytest.mark.parametrize("sentence", NO_BENEFITS)
def test_what_is_denied_asked_advised_or_general_is_no_benefit(said, sentence):
    assert said(sentence, "benefit") == set()


@pytest.mark.parametrize(("sentence", "ids"), FEATURES.items())
def test_a_feature_that_is_offered_is_read(said, sentence, ids):
    assert said(sentence, "feature") == set(ids.split())


@pytest.mark.parametrize("sentence", NO_FEATURES)
def test_a_feature_that_is_only_mentioned_is_none(said, sentence):
    assert said(sentence, "feature") == set()
