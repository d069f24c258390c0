"""A hyphen with spaces round it, where a dash belongs."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checks.marked import FORM, HEAD, marked, marked_prose, mended, prose

CODE = "bindestreg-som-tankestreg"

FOUND = """
Fristille Urbanplanen ⟦-⟧ ophæve følgende paragraffer
Fristille **Urbanplanen** ⟦-⟧ *ophæve* følgende
Forvaltningen anbefaler ⟦-⟧ jf. bilaget ⟦-⟧ at sagen udsættes
Budget 2017 ⟦-⟧ Økonomiudvalget
Urbanplanen ⟦-⟧ 3 forslag
§ 31 ⟦-⟧ Give borgerne mulighed for at tjene penge
Åben mandag ⟦-⟧ fredag
Indsatsen er for børn på 3 ⟦-⟧ 5 år
Caféen er åben kl. 10 ⟦-⟧ 12
I årene 2017 ⟦-⟧ 2019 falder udgiften
Seminaret den 12. ⟦-⟧ 13. maj
Rådhuset ⟦-⟧ 1550 København V
Det er 10 ⟦-⟧ 4 = 6
Resultatet ⟦--⟧ som ventet
Resultatet ⟦---⟧ som ventet
😀 Æblegrød\t⟦-⟧ dessert
(Børn ⟦-⟧ og unge)
"Unge" ⟦-⟧ "ældre"
Se [siden](https://kk.dk) ⟦-⟧ den er ny
Tal\u00a0⟦-⟧ og tekst
Strækningen Nørrebro ⟦-⟧ Valby
"""

LEFT = """
Fristille Urbanplanen – ophæve følgende
børne- og ungeudvalget
til- og fraflytning
Beskæftigelses- og Integrationsudvalget
budgetseminaret den 23.-24. august 2016
kl. 10-12 og kl. 15.30-17.10
den 12.-13. maj
§§ 5-7 og § 31-33
Rashid El-Amin og Anne-Marie Holm-Nielsen
7-dir.-kredsen
STAR-finansieret
0-2-årige og 6-12 år
2017-2019
2017–2019
-3.360
Forskellen er -10 i Urbanplanen
sag 2016-0419401-1
tlf. 33 00 00 20
A/S Storebælt
e-mail, it-drift og cbu@okf.example
hoved-, under- og delmål
Kommunen køber ikke - -
ud- eller indmelding
mor/barn-gruppen
https://kk.dk/a-b-c
ord -ord
ord- ord
Ældre- og Handicapråd
fra-til
Rækken | - | - | er ingen tabel
Rækken | a | - | -- | --- | b |
"""


@pytest.mark.parametrize("text", [*FOUND.strip("\n").splitlines(), *LEFT.strip("\n").splitlines()])
def test_hyphens_that_divide_are_found_and_those_that_join_are_not(text: str) -> None:
    assert marked_prose(CODE, text) == text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Urbanplanen - ophæve", "Urbanplanen – ophæve"),
        ("Urbanplanen -- ophæve", "Urbanplanen – ophæve"),
        # Before a number it may be a minus, or mean "to".
        ("3 - 5 år", "3 - 5 år"),
        ("Udgift - 5 sager", "Udgift - 5 sager"),
        ("den 3. - 5. maj", "den 3. - 5. maj"),
        # Its \\ would be printed before a dash.
        ("Urbanplanen \\- ophæve", "Urbanplanen \\- ophæve"),
    ],
)
def test_a_dash_is_put_where_it_can_only_be_one(before: str, after: str) -> None:
    assert mended(prose(before)) == prose(after)


def test_fields_tables_and_notes_are_looked_at() -> None:
    text = prose(
        "| Post ⟦-⟧ kort | Beløb |\n|---|---|\n| Løn | - |\n\nOrd[^1]\n\n[^1]: Note ⟦-⟧ kilde",
        FORM.replace("En titel", '"Titel ⟦-⟧ undertitel"'),
    )
    assert marked(CODE, text) == text


def test_names_of_files_and_codes_are_no_text() -> None:
    text = HEAD + "afsnit:\n  - tekst: x\nbilag:\n  - titel: x ⟦-⟧ y\n    fil: plan - kort.pdf\n"
    assert marked(CODE, text) == text


def test_what_comes_from_a_spreadsheet_is_left_to_those_who_keep_it(tmp_path: Path) -> None:
    (tmp_path / "tal.csv").write_text("Post - kort;Tal\nLøn  nu;12 kr.\n", encoding="utf-8")
    text = HEAD + "afsnit:\n  - tekst:\n      - tabel:\n          fil: tal.csv\n"
    for code in (CODE, "dobbelt-mellemrum", "mangler-haardt-mellemrum"):
        assert marked(code, text, tmp_path) == text


def test_what_begins_a_line_is_meant_as_a_point() -> None:
    text = HEAD.replace("  - Økonomiudvalget", "  - Økonomiudvalget\n   - Socialudvalget")
    text += "afsnit:\n  - tekst: >\n      Mål\n      - og midler ⟦-⟧ og mere\n"
    assert marked(CODE, text) == text
