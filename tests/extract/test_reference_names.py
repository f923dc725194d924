"""Lists of authors come apart into names, whichever way round they are written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.people import family_of, people_of

FAMILIES = ("Darmawan", "Lestari", "Khan", "van Dam", "O'Neil", "Peña", "Müller-Braun", "Wibowo")


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("Sumarno", ["Sumarno"]),
        ("Darmawan S, Lestari WA, et al.", ["Darmawan S", "Lestari WA"]),
        ("S. Darmawan, W. A. Lestari and R. Khan", ["S. Darmawan", "W. A. Lestari", "R. Khan"]),
        ("Darmawan, S., Lestari, W.A. dan Khan, R.", ["Darmawan, S.", "Lestari, W.A.", "Khan, R."]),
        ("Darmawan, S.; Lestari, W. A.", ["Darmawan, S.", "Lestari, W. A."]),
        ("Darmawan, Slamet; Lestari, Wati & Khan, Rima", ["Darmawan, Slamet", "Lestari, Wati", "Khan, Rima"]),
        ("Darmawan, Slamet, and Wati Lestari", ["Darmawan, Slamet", "Wati Lestari"]),
        ("Darmawan, Slamet, Wati Lestari, and Rima Khan", ["Darmawan, Slamet", "Wati Lestari", "Rima Khan"]),
        ("Darmawan, Slamet, Lestari, Wati, and Khan, Rima", ["Darmawan, Slamet", "Lestari, Wati", "Khan, Rima"]),
        ("Slamet Darmawan, Wati Lestari, and Rima Khan", ["Slamet Darmawan", "Wati Lestari", "Rima Khan"]),
        ("Darmawan, S., Sumarno, & Khan, R.", ["Darmawan, S.", "Sumarno", "Khan, R."]),
        ("DARMAWAN, S. & LESTARI, W.", ["DARMAWAN, S.", "LESTARI, W."]),
        ("Darmawan, S., dkk.", ["Darmawan, S."]),
        ("van der Heide, P., & de la Cruz, M.", ["van der Heide, P.", "de la Cruz, M."]),
        ("Strand, W., Jr., & Pale, E. B.", ["Strand, W., Jr.", "Pale, E. B."]),
        ("Slamet Darmawan, Wati Lestari", ["Slamet Darmawan", "Wati Lestari"]),
        ("Sumarno, U. H. Köhler, & M. M. Wibowo", ["Sumarno", "U. H. Köhler", "M. M. Wibowo"]),
        ("Sumarno, Prasetyo RN.", ["Sumarno", "Prasetyo RN"]),
        ("Sumarno, Kartini, and Wibowo", ["Sumarno", "Kartini", "Wibowo"]),
        ("Darmawan, I Made, and Kartini", ["Darmawan, I Made", "Kartini"]),
        ("El Amin, Fatima, T. R. Long, and Priya Singh", ["El Amin, Fatima", "T. R. Long", "Priya Singh"]),
        ("Darmawan, S., & Khan, R. (Eds.)", ["Darmawan, S.", "Khan, R."]),
        ("Badan Pusat Statistik", ["Badan Pusat Statistik"]),
        ("Kementerian Pertanian dan Kehutanan", ["Kementerian Pertanian dan Kehutanan"]),
        ("", []),
    ],
)
def test_every_way_of_writing_names(printed: str, names: list[str]) -> None:
    assert list(people_of(printed)) == names


@pytest.mark.parametrize("form", ["{f}, {i}.", "{f} {i}", "{i}. {f}"])
@pytest.mark.parametrize("last", [" and ", ", and ", " & ", ", & ", " dan ", ", "])
@given(families=st.lists(st.sampled_from(FAMILIES), min_size=1, max_size=12), initial=st.sampled_from("ABKRS"))
def test_a_list_gives_as_many_names_as_were_written(form: str, last: str, families: list[str], initial: str) -> None:
    written = [form.format(f=family, i=initial) for family in families]
    printed = ", ".join(written[:-1]) + last + written[-1] if len(written) > 1 else written[0]
    assert list(people_of(printed)) == written
    assert [family_of(name) for name in people_of(printed)] == families


@given(st.text(alphabet=st.sampled_from("Aa b.,;&-'danet "), max_size=80))
def test_any_text_gives_names_without_loose_commas(printed: str) -> None:
    for name in people_of(printed):
        assert name.strip() == name
        assert any(c.isalpha() for c in name)
