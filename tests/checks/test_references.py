"""A reference to what the document does not have."""

from __future__ import annotations

import pytest

from tests.checks.marked import HEAD, marked, marked_prose, prose

CODE = "henvisning-findes-ikke"

# With annexes 1, 2 and 5A, four sections, two tables and a figure; none of them is called 9.
FORM = HEAD + (
    "afsnit:\n  - tekst: |\n{}\n  - overskrift: 3 forslag\n    tekst:\n"
    "      - tabel: {titel: a, hoved: [[a]], rækker: [[b]]}\n"
    "      - tabel: {titel: b, hoved: [[a]], rækker: [[b]]}\n"
    "      - figur: {titel: c, fil: eksempler/huse.png, alt: Huse}\n"
    "  - overskrift: Økonomi i 2017\n    tekst: x\n  - overskrift: 2017\n    tekst: x\n"
    "bilag:\n  - titel: a\n  - titel: b\n  - {titel: c, nummer: 5A}\n"
)

FOUND = """
Det fremgår, jf. bilag ⟦9⟧.
Det fremgår af bilag 1, 2, 5A og ⟦9⟧
Det fremgår af bilag 1-⟦3⟧
Det fremgår (bilag ⟦9⟧)
Se tabel ⟦9⟧ og figur ⟦9⟧
Se tabel 1, tabel ⟦9⟧ og bilag ⟦9⟧
Se tabel 1 og ⟦9⟧
Se tabellerne 1-⟦9⟧
Se figur ⟦2⟧
jf. afsnit ⟦9⟧ ovenfor
jf. afsnit ⟦2.1⟧
jf. afsnit 1 og ⟦5⟧
Bilaget er vedlagt som bilag ⟦9⟧ (vedlagt)
Vedlægges bilag ⟦9⟧
Vores bilag ⟦9⟧ viser
Som bilag ⟦5B⟧ viser
Se **bilag ⟦9⟧** og *bilag* ⟦9⟧
😀 æ\tjf. bilag ⟦9⟧
Bilag ⟦9⟧ viser
Tabel 3 i bilag ⟦9⟧
Se bilag~⟦9⟧
BILAG ⟦9⟧
"""

LEFT = """
Det fremgår af bilag 1, 2 og 5A og bilag 5a
Det fremgår af bilagene 1-2 (vedlagt)
Tabel 1 og 2 samt figur 1 viser
jf. afsnit 3 ovenfor og afsnit 4
Se afsnit 9 i lovens bemærkninger
Se tabel 9 i bilag 1
Se bilag 1, tabel 9
Se bilag 1, afsnit 2.3
Se side 3, afsnit 9
Se Deloitte (2016), tabel 9
Se bilag 9 til overenskomsten
Se overenskomstens bilag 9 og bilag 8
Se lovens bilag 9 og afsnit 8
Se Deloittes tabel 9
Projektet er omfattet af bilag 9, pkt. 10 b, i loven
Projektet er opført på bilag 9, nr. 3
Bilag 9-projekter og bilag 9-virksomheder
Udvalget får bilag 9 dage før mødet
Udvalget får bilag 3. december
Udvalget får bilag 1 og 3. december
Bilaget er på 9 sider, bilag 2016 og bilag 2016-0419401
Bilag A og bilag B, bilag IV-arter
Bilag til sagen, bilag, afsnit og tabel
kortbilag 9 og delafsnit 9
annex 9
> Vi henviser til bilag 9
Tabel 7. Ledige i området
Tabel 8: Ledige i området, jf. tabel 8
**Tabel 7** Ledige i området
"""


@pytest.mark.parametrize("text", [*FOUND.strip("\n").splitlines(), *LEFT.strip("\n").splitlines()])
def test_references_to_nothing_are_found_and_those_to_other_papers_are_not(text: str) -> None:
    text = text.replace("~", "\u00a0")
    assert marked_prose(CODE, text, FORM) == text


def test_titles_of_fields_may_be_named_after_what_they_hold() -> None:
    text = HEAD.replace("En titel", "Bilag 9") + "afsnit:\n  - tekst: x\n"
    assert marked(CODE, text) == text


def test_sections_with_typed_numbers_are_known_by_them() -> None:
    text = HEAD + (
        "afsnit:\n  - overskrift: 1. Baggrund\n    tekst: |\n      # 1.1 Ord\n"
        "      jf. afsnit 2, 1.1, 2.4 og ⟦3⟧\n"
        "  - overskrift: 2. Økonomi\n    tekst: |\n      At 1) Ord\n\n         2.4 Mere\n\n"
        "      jf. afsnit ⟦4⟧\n  - overskrift: Bilag\n    tekst: x\n"
    )
    assert marked(CODE, text) == text


def test_a_date_in_a_field_is_no_number_of_a_section() -> None:
    assert marked_prose(CODE, "jf. afsnit 1") == "jf. afsnit 1"
    assert marked_prose(CODE, "jf. afsnit ⟦21⟧") == "jf. afsnit ⟦21⟧"


@pytest.mark.parametrize(
    "start",
    [
        "skabelon: indstilling\nsagsnr: 2016-0419401\ntitel: x\nproblemstilling: ",
        "skabelon: bilag\ntitel: x\nafsnit:\n  - tekst: x\nundertitel: ",
    ],
)
def test_a_kind_without_sections_or_annexes_checks_none_of_them(start: str) -> None:
    text = f"{start}jf. afsnit 9\n"
    assert marked(CODE, text) == text


def test_slides_have_no_annexes() -> None:
    text = "skabelon: slides\ntitel: x\nslides:\n  - overskrift: a\n    tekst: jf. bilag 9 og afsnit 9\n"
    assert marked(CODE, text) == text


def test_an_english_letter_says_annex_section_and_table() -> None:
    text = (
        "skabelon: brev\nsprog: en\nsagsnr: 2016-0419401\ntitel: x\nafsnit:\n"
        "  - tekst: See annex ⟦9⟧. See section 1 and sections 1 and ⟦9⟧. See table ⟦9⟧ and bilag ⟦9⟧. See section 9 of the Act.\n"
        "bilag:\n  - titel: a\n"
    )
    assert marked(CODE, text) == text


def test_a_number_that_is_filled_in_is_right() -> None:
    text = prose("Se [tabel](#t) og [figur](#f) ", FORM).replace(
        "{titel: b,", "{titel: b, navn: t,"
    )
    text = text.replace("{titel: c, f", "{titel: c, navn: f, f")
    assert marked(CODE, text) == text
