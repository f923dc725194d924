"""What counts as a judgement: predicates with their negation and degree, frames, contrasts; and what does not."""

import pytest

from kg.corpus.reader import paper_from
from kg.extract.reading import Extractor
from kg.resources import ontology_dir
from tests.helpers import document

TRAP: set[tuple[str, str]] = set()


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor.of(ontology_dir())


@pytest.fixture(scope="module")
def judged(extractor):
    def judged(sentence: str, **parts: str) -> set[tuple[str, str]]:
        reading = extractor.read(paper_from("coba-2024", document(sentence, **parts)))
        here = [s for s in reading.statements if s.kind == "assessment" and s.section == "conclusion"]
        return {(s.concept, s.stance) for s in here}

    return judged


@pytest.fixture(scope="module")
def judged_in_english(extractor):
    def judged(sentence: str) -> set[tuple[str, str]]:
        text = document(
            f"{sentence} The study was done in the town and it has been long.",
            results="The study was done in the field and it was long.",
            body="The town has many workers and the app is used by them.",
        )
        for own, other in (
            ("Pendahuluan", "Introduction"),
            ("Hasil dan Pembahasan", "Results"),
            ("Kesimpulan", "Conclusion"),
        ):
            text = text.replace(f"# {own}", f"# {other}")
        reading = extractor.read(paper_from("try-2024", text.replace("language: id", "language: en")))
        here = [s for s in reading.statements if s.kind == "assessment" and s.section == "conclusion"]
        return {(s.concept, s.stance) for s in here}

    return judged


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Tampilan aplikasi JMO mudah dipahami.", ("ease-of-use", "effective")),
        ("Aplikasi JMO dinilai sangat praktis oleh pekerja pelabuhan.", ("ease-of-use", "effective")),
        ("Aplikasi JMO masih terasa rumit.", ("ease-of-use", "not-effective")),
        ("Pemakaian aplikasi JMO berjalan kurang optimal.", ("effectiveness", "not-fully-optimal")),
        ("Aplikasi JMO belum dapat dimanfaatkan secara maksimal.", ("effectiveness", "not-fully-optimal")),
        ("Aplikasi JMO termasuk kategori cukup efektif.", ("effectiveness", "fairly-effective")),
        ("Kualitas pelayanan melalui JMO sudah baik.", ("service-quality", "effective")),
        ("Keandalan sistem JMO belum memadai.", ("reliability", "not-fully-optimal")),
        ("Sosialisasi aplikasi JMO sudah berjalan dengan baik.", ("socialisation", "effective")),
        ("Aplikasi JMO belum sepenuhnya memenuhi harapan pengguna.", ("expectation-fulfilment", "not-fully-optimal")),
        ("Tujuan program JMO telah dipahami oleh nelayan.", ("goal-clarity", "effective")),
        ("Sebagian besar nelayan memahami tujuan aplikasi JMO.", ("goal-clarity", "effective")),
        ("Perencanaan program JMO telah mendukung kebutuhan pekerja.", ("planning", "effective")),
        ("Pengguna JMO merasa puas.", ("user-satisfaction", "effective")),
        ("JMO memberikan dampak positif terhadap kualitas pelayanan.", ("service-quality", "effective")),
        ("Penerapan JMO meningkatkan efektivitas pelayanan di kota itu.", ("effectiveness", "effective")),
        ("Aplikasi JMO dinilai membantu nelayan.", ("effectiveness", "effective")),
        ("Tidak semua fitur JMO berfungsi dengan baik.", ("functionality", "not-fully-optimal")),
        ("Disposisi pelaksana JMO tergolong baik.", ("programme-implementation", "effective")),
        ("Pemakaian JMO di tiga kota memperlihatkan hasil yang beragam.", ("effectiveness", "mixed")),
    ],
)
def test_a_predicate_judges_the_aspect_that_is_its_subject(judged, sentence, expected):
    assert expected in judged(sentence)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The JMO application is effective.", ("effectiveness", "effective")),
        ("The use of the JMO application was rated as quite effective.", ("effectiveness", "fairly-effective")),
        ("The use of the JMO application has not been fully optimal.", ("effectiveness", "not-fully-optimal")),
        ("The JMO app is easy to use.", ("ease-of-use", "effective")),
        ("The JMO application proved ineffective.", ("effectiveness", "not-effective")),
        ("Participants are satisfied with the JMO app.", ("user-satisfaction", "effective")),
    ],
)
def test_predicates_judge_in_english_too(judged_in_english, sentence, expected):
    assert expected in judged_in_english(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Pelayanan yang mudah, cepat dan efisien menjadi dambaan pengguna aplikasi JMO.",
        "Aplikasi JMO menuntut komunikasi efektif dari petugas.",
        "Aplikasi JMO dirancang agar efektif bagi nelayan.",
        "Aplikasi JMO diharapkan menjadi lebih efektif dan efisien.",
        "Nelayan mengisi data JMO dengan cepat.",
        "Bagaimana aplikasi JMO dapat berjalan optimal?",
        "Jika sinyal kuat, aplikasi JMO berjalan lancar.",
        "Pemerintah memerlukan aplikasi JMO yang mudah digunakan.",
        "Persepsi kemudahan tidak berpengaruh signifikan terhadap minat memakai aplikasi JMO.",
        "Algoritma itu memperoleh akurasi yang sangat baik pada ulasan aplikasi JMO.",
        "Efektivitas aplikasi JMO diukur dengan lima indikator.",
        "Aplikasi JMO dapat diunduh tanpa dipungut biaya.",
    ],
)
def test_what_only_names_a_quality_judges_nothing(judged, sentence):
    assert judged(sentence) == TRAP


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Aplikasi JMO sudah efektif, namun masih terdapat beberapa kendala.", "fairly-effective"),
        ("Meskipun sering terjadi gangguan, aplikasi JMO telah berjalan efektif.", "fairly-effective"),
        ("Aplikasi JMO sudah efektif. Namun masih terdapat beberapa kendala.", "effective"),
    ],
)
def test_good_but_within_one_sentence_is_good_with_reservations(judged, sentence, expected):
    assert ("effectiveness", expected) in judged(sentence)


def test_each_clause_judges_its_own_aspect(judged):
    found = judged("Kualitas pelayanan sudah baik, tetapi sosialisasi aplikasi JMO belum merata.")
    assert {concept for concept, _ in found} >= {"service-quality"}
    assert ("service-quality", "not-fully-optimal") not in found


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Pada aspek kejelasan tujuan, pekerja telah mengetahui kegunaan JMO.", ("goal-clarity", "effective")),
        ("Dari segi keandalan sistem, JMO sudah melayani banyak peserta.", ("reliability", "effective")),
        ("Kecepatan akses: JMO sudah cukup cepat.", ("access-speed", "fairly-effective")),
    ],
)
def test_a_sentence_that_names_its_aspect_in_front_judges_that(judged, sentence, expected):
    assert expected in judged(sentence)


def test_a_list_of_indicators_is_no_frame(judged):
    assert judged("Penelitian ini memakai indikator kejelasan tujuan, perencanaan, sarana, dan pelaksanaan.") == TRAP


def test_a_cause_is_not_denied_with_what_it_hinders(judged):
    found = judged("Penggunaan JMO belum optimal karena login lambat.")
    assert ("effectiveness", "not-fully-optimal") in found
    assert not any(
        concept == "access-speed" and stance.endswith("effective") and stance != "not-effective"
        for concept, stance in found
    )


def test_what_is_an_obstacle_is_no_judgement_beside(judged):
    assert judged("Literasi digital pengguna JMO rendah dan jaringan internet lemah.") == TRAP
    assert judged("Gangguan server membuat pelayanan JMO menjadi lambat.") == TRAP


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Kualitas sistem, keterbukaan informasi, dan kualitas layanan JMO sudah baik.",
            {("reliability", "effective"), ("transparency", "effective"), ("service-quality", "effective")},
        ),
        ("Gangguan aplikasi JMO jarang terjadi.", {("reliability", "effective")}),
        ("Tak satu pun informan mengeluhkan error pada aplikasi JMO.", {("reliability", "effective")}),
        ("Baru 7 persen pedagang yang mengaktifkan aplikasi JMO.", {("participation", "not-fully-optimal")}),
        ("Sebagian besar nelayan belum menggunakan aplikasi JMO.", {("participation", "not-fully-optimal")}),
        ("Pemanfaatan aplikasi JMO masih rendah.", {("participation", "not-effective")}),
        (
            "Kuadran I memuat kecepatan akses, sedangkan kuadran II memuat transparansi aplikasi JMO.",
            {("access-speed", "not-fully-optimal"), ("transparency", "effective")},
        ),
        ("Membayar lewat JMO justru lebih lama dibandingkan di loket.", {("efficiency", "not-effective")}),
        ("Pengguna JMO memiliki literasi digital yang baik.", {("digital-literacy", "effective")}),
        ("Kinerja aplikasi JMO belum memenuhi harapan pengguna.", {("expectation-fulfilment", "not-fully-optimal")}),
    ],
)
def test_lists_shares_quadrants_and_denied_trouble_judge(judged, sentence, expected):
    assert judged(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Baru dua tahun kemudian aplikasi JMO diluncurkan.",
        "Jumlah pengguna aplikasi JMO dapat meningkat.",
        "Meskipun gangguan aplikasi JMO jarang terjadi, petugas tetap berjaga.",
        "Sedikit penelitian yang membahas penggunaan aplikasi JMO.",
    ],
)
def test_what_only_looks_like_a_share_or_a_denial_judges_nothing(judged, sentence):
    assert judged(sentence) == TRAP


def test_an_adverb_is_denied_where_its_verb_is(judged_in_english):
    assert ("effectiveness", "effective") not in judged_in_english(
        "Workers have not used the JMO application optimally."
    )
