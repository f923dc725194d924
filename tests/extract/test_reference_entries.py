"""Where the entries of a reference list begin and end, however the list is printed."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.references import read_references
from kg.model import Metadata, Paper, Reference, Section

VANCOUVER = (
    "Darmawan S, Lestari WA. Mutu antrean pada loket pasar. J Rekaan Kesehatan. 2019;7(2):11-9.",
    "Wulan T, Hartono B, Sari M, et al. Gizi anak di desa pesisir. Media Gizi. 2020;3(1):1-8.",
    "Khan R. Sleep and shift work in nurses. Br J Nurs. 2018;27:44-50.",
)
APA = (
    "Darmawan, S., & Lestari, W. (2019). Mutu antrean pada loket pasar desa. Jurnal Rekaan, 7(2), 11–19.",
    "Hartono, B. (2020). Gizi anak di desa pesisir utara. Alfabeta.",
    "Kementerian Perhubungan. (2021). Laporan angkutan sungai. https://contoh.go.id/laporan",
    "Wulan, T., Sari, M., & Putra, D. (2018). Tata kelola pasar. Jurnal Angin, 1(1), 1–9.",
)
CHICAGO = (
    "Darmawan, Slamet, and Wati Lestari. 2019. “Mutu Antrean pada Loket.” Jurnal Rekaan 7 (2): 11–19.",
    "Hartono, Budi. 2020. Gizi Anak di Desa. Bandung: Alfabeta.",
    "Khan, Rima. 2018. “Sleep and Shift Work.” British Journal of Nursing 27: 44–50.",
)
IEEE = (
    "S. Darmawan and W. Lestari, “Antrean pada loket pasar,” J. Rekaan, vol. 7, no. 2, pp. 11–19, 2019.",
    "B. Hartono, Gizi Anak di Desa. Bandung: Alfabeta, 2020.",
    "R. Khan, “Sleep and shift work,” Br. J. Nurs., vol. 27, pp. 44–50, 2018.",
    "T. Wulan, “Tata kelola,” in Proc. Seminar Pasar, 2021, pp. 1–9.",
)
STYLES = {"Vancouver": VANCOUVER, "APA": APA, "Chicago": CHICAGO, "IEEE": IEEE}


def listed(text: str) -> tuple[Reference, ...]:
    section = Section(0, len(text), "references", "", "id")
    return read_references(Paper("p", text, "full-text", Metadata(), (section,), ()))


def quotes(text: str) -> list[str]:
    return [" ".join(reference.evidence.quote.split()) for reference in listed(text)]


def wrapped(entry: str, width: int, indent: str = "") -> str:
    """Break an entry at blanks, as a page does."""
    lines, line = [], ""
    for word in entry.split():
        if line and len(line) + len(word) >= width:
            lines.append(line)
            line = indent + word
        else:
            line = f"{line} {word}".strip() if not line.startswith(indent) or not indent else f"{line} {word}"
    return "\n".join([*lines, line])


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("marker", ["[{}] ", "{}. ", "({}) ", "- ", "• "])
def test_markers_part_the_entries_of_every_style(style: str, marker: str) -> None:
    text = "\n".join(marker.format(at) + entry for at, entry in enumerate(STYLES[style], 1))
    assert quotes(text) == list(STYLES[style])


@pytest.mark.parametrize("style", STYLES)
def test_blank_lines_part_them(style: str) -> None:
    assert quotes("\n\n".join(STYLES[style])) == list(STYLES[style])


@pytest.mark.parametrize("style", STYLES)
def test_so_do_lines(style: str) -> None:
    assert quotes("\n".join(STYLES[style])) == list(STYLES[style])


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("indent", ["", "    "])
def test_an_entry_may_run_over_lines(style: str, indent: str) -> None:
    text = "\n".join(wrapped(entry, 60, indent) for entry in STYLES[style])
    assert quotes(text) == list(STYLES[style])


@pytest.mark.parametrize("style", STYLES)
def test_a_numbered_entry_may_run_over_lines_and_a_page(style: str) -> None:
    broken = [wrapped(f"[{at}] {entry}", 50) for at, entry in enumerate(STYLES[style], 1)]
    assert quotes("\n".join(broken)) == list(STYLES[style])
    paged = broken[0].replace("\n", "\n\n17\n\n", 1)
    assert quotes("\n".join([paged, *broken[1:]]))[0].replace(" 17 ", " ") == STYLES[style][0]


def test_two_entries_on_one_line_are_parted() -> None:
    assert quotes(" ".join(APA[:2])) == list(APA[:2])
    assert quotes(f"{APA[0]} {APA[3]}\n{APA[1]}") == [APA[0], APA[3], APA[1]]
    assert quotes(" ".join(f"[{at}] {entry}" for at, entry in enumerate(IEEE, 1))) == list(IEEE)


def test_editors_and_years_within_an_entry_part_nothing() -> None:
    chapter = (
        "Hartono, B. (2020). Gizi anak. In S. Darmawan (Ed.), Desa pesisir (2nd ed., pp. 1–9). Alfabeta. "
        "(Original work published 1998)"
    )
    assert quotes(f"{chapter}\n{APA[0]}") == [chapter, APA[0]]


@given(st.lists(st.sampled_from([*VANCOUVER, *APA, *CHICAGO, *IEEE, "[1] ", "2. ", "\n", "\n\n", " "]), max_size=30))
def test_entries_are_found_in_order_and_never_overlap(pieces: list[str]) -> None:
    text = "".join(pieces)
    found = listed(text)
    assert all(text[r.evidence.start : r.evidence.end] == r.evidence.quote != "" for r in found)
    assert all(one.evidence.end <= other.evidence.start for one, other in pairwise(found))
