"""What may be somebody's CPR number."""

from __future__ import annotations

from pathlib import Path

import pytest

from memo.problems import Problem
from tests.checks.marked import HEAD, marked, marked_prose, prose
from tests.conftest import Paper
from tests.word.altered import problems, small_kind

CODE = "cpr-nummer"

# 010190-1009 has a check digit that agrees, 010190-1000 has not. A ~ is a hard space.
FOUND = """
Borgeren ⟦010190-1009⟧ klager
Borgeren ⟦010190-1000⟧ klager
Borgeren (⟦010190-1000⟧) klager
Borgeren er ⟦010190-1000⟧.
Borgeren er ⟦010190-1000⟧, og
cpr.nr.⟦010190-1000⟧
CPR:⟦010190-1000⟧
Borgeren ⟦010190 - 1000⟧
Borgeren ⟦010190–1000⟧ klager
Borgeren ⟦010190‑1000⟧ klager
Borgeren ⟦0101901009⟧ klager
Borgeren ⟦010190 1009⟧ klager
Borgeren ⟦010190~1009⟧ klager
CPR ⟦0101901000⟧
CPR nr. ⟦0101901000⟧
Cpr nummer: ⟦0101901000⟧
CPR-nummeret er ⟦0101901000⟧
Cpr-nr. ⟦010190 1000⟧
Personnummer: ⟦0101901000⟧
Født ⟦01.01.90-1000⟧ og ⟦01 01 90-1000⟧
Skudår: ⟦290200-1000⟧ og ⟦290296-1000⟧
**⟦010190**-1009⟧ og *⟦010190-1009⟧*
😀 æ\t⟦010190-1009⟧
⟦010190-1009⟧ og ⟦311285-1000⟧
⟦010190-1009⟧/⟦311285-1000⟧
Født ⟦01011990-1000⟧
CPR ⟦010119901000⟧
Usynlige tegn: ⟦0101\u00ad90-1000⟧ og ⟦010190\u200b-\u20601000⟧ og ⟦010190\u00ad1009⟧
"""

LEFT = """
Borgeren 0101901000 klager
Borgeren 010190 1000 klager
Borgeren 320190-1009 og 011390-1009
Skudår: 290201-1000 og 290297-1000
EAN 5798009800275, CVR 64942212
Tlf. 33 00 00 20 og +45 33 00 00 20
Sag 2016-0419401 og 2016-0419401-1
Konto 1551 0101901009
P-nr. 0101901009
P-nummer: 0101901009
ISBN 0101901009
Faktura nr. 0101901009
Det er 010190-10090 og 1010190-1009
Det er 010190-1009-1 og 1-010190-1009
Beløbet er 1.010190 1009 og 010190-1009,50
Perioden 01.01.17-31.12.17
Født 010190-xxxx
Den 21-12-2016 kl. 1000
Matrikel 0101901009
Nr. 010119901009
Den 12.08.2016 - 1430
"""


@pytest.mark.parametrize("text", [*FOUND.strip("\n").splitlines(), *LEFT.strip("\n").splitlines()])
def test_ten_digits_that_may_be_a_person_are_found(text: str) -> None:
    text = text.replace("~", "\u00a0")
    assert marked_prose(CODE, text) == text


def test_titles_alternative_texts_cells_captions_and_notes_are_looked_at() -> None:
    number = "⟦010190-1009⟧"
    text = HEAD.replace("En titel", number) + (
        f'afsnit:\n  - overskrift: "{number}"\n    tekst:\n      - tabel:\n          titel: {number}\n'
        f"          enhed: '{number}'\n          hoved: [[{number}]]\n          rækker: [[{number}]]\n"
        f"          noter: {number}\n      - figur:\n          fil: eksempler/huse.png\n"
        f"          alt: >-\n            Kort\n            over {number}\n"
        f"          titel: {number}\nbilag:\n  - titel: {number}\n"
    )
    assert marked(CODE, text) == text
    text = prose(f"| a |\n|---|\n| {number} |\n\nOrd[^1]\n\n[^1]: Se {number}\n\n> {number}")
    assert marked(CODE, text) == text


def test_in_a_spreadsheet_the_place_is_that_of_the_table(tmp_path: Path) -> None:
    (tmp_path / "tal.csv").write_text("Navn;Nummer\nAnne;010190-1009\n", encoding="utf-8")
    text = HEAD + "afsnit:\n  - tekst:\n      - tabel:\n          ⟦fil: tal.csv⟧\n"
    assert marked(CODE, text, tmp_path) == text


PROPERTIES = """titel: {type: string}
fortroligt: {type: string, enum: [ja, nej]}
dele:
  type: array
  items:
    type: object
    additionalProperties: false
    properties:
      fortroligt: {type: string, enum: [ja, nej]}
      tekst: {type: string, contentMediaType: text/markdown}
      note: {type: string}"""


def found(problems: list[Problem]) -> list[tuple[int, int]]:
    return [(p.span.line, p.span.column) for p in problems if p.code == CODE]


def test_a_confidential_document_may_hold_them(paper: Paper) -> None:
    small_kind(paper, PROPERTIES, "{{ titel }}")
    content = "titel: 010190-1009\ndele:\n  - tekst: 010190-1009\n"
    assert found(problems(paper, content)) == [(2, 8), (4, 12)]
    assert found(problems(paper, content + "fortroligt: nej\n")) == [(2, 8), (4, 12)]
    assert found(problems(paper, content + "fortroligt: ja\n")) == []


def test_a_confidential_group_may_hold_them_and_its_neighbours_may_not(paper: Paper) -> None:
    small_kind(paper, PROPERTIES, "{{ titel }}")
    content = (
        "titel: x\ndele:\n  - tekst: |\n      010190-1009\n    note: 010190-1009\n"
        "    fortroligt: ja\n  - tekst: 010190-1009\n"
    )
    assert found(problems(paper, content)) == [(8, 12)]
