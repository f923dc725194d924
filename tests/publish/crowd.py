"""More papers than the matrix shows beside each other, with more frameworks than it lists, and names like formulas."""

from tests.publish.manuscript import Manuscript

STANCES = ("effective", "not-effective", "mixed")
FORMULA = '=1+cmd|"/C calc"!A0'


def crowd(count, frameworks=70):
    """Give the readings of so many papers; each judges two aspects, meets an obstacle and names a framework."""
    return [_paper(number, frameworks) for number in range(count)]


def _paper(number, frameworks):
    family = "@SUM(1)" if number == 0 else f"Penulis{number:03}"
    paper = Manuscript(f"p{number:03}", title=f"-Naskah {number}", authors=(f"A {family}",), families=(family,),
                       year=2000 + number % 20)  # fmt: skip
    paper.section("method", "Metode")
    way = ("qualitative", "quantitative")[number % 2]
    paper.studies((way, paper.writes(f"Metode {way} pada naskah {number}.")))
    name = FORMULA if number == 0 else f"Teori {number % frameworks:03}"
    paper.applies("", name, paper.writes(f"{name} dipakai pada naskah {number}."))
    paper.section("results", "Hasil")
    paper.judges("effectiveness", STANCES[number % 3], f"Penilaian pertama pada naskah {number}.")
    paper.judges("ease-of-use", "effective", f"Penilaian kedua pada naskah {number}.")
    paper.says("obstacle", "internet-network", f"Jaringan menjadi kendala pada naskah {number}.")
    return paper.reading()
