"""A case number that is almost the paper's own."""

from __future__ import annotations

import pytest

from tests.checks.marked import HEAD, marked, marked_prose

CODE = "naesten-sagsnr"

# The paper's own number is 2016-0419401.
FOUND = """
Sagen er ⟦2016-0419402⟧
Sagen er ⟦2017-0419401⟧, som
Sagen er ⟦2016-0491401⟧
Sagen er ⟦2061-0419401⟧
Sagen er ⟦2016-041941⟧
Sagen er ⟦2016-04194011⟧
Sagen er ⟦2016-04194001⟧
Sagen er ⟦216-0419401⟧
Dokumentet ⟦2016-0419402⟧-3
Sag **⟦2016-0419⟧**501
😀 (⟦2016-0419101⟧)
"""

LEFT = """
Sagen er 2016-0419401
Dokumentet 2016-0419401-17
Sagen er 2017-0018240
Sagen er 2016-0491402
Sagen er 2016-0419455
Sagen er 2016-0419
Tallet er 20160419401
Perioden 2016-2019
Nr. 12016-04194019
A2016-0419402
"""


@pytest.mark.parametrize("text", [*FOUND.strip("\n").splitlines(), *LEFT.strip("\n").splitlines()])
def test_a_number_that_is_one_slip_from_the_papers_own_is_found(text: str) -> None:
    text = text.replace("⟧**501", "**501⟧")
    assert marked_prose(CODE, text) == text


def test_titles_are_looked_at() -> None:
    text = HEAD.replace("En titel", "Svar i sag ⟦2016-0419411⟧") + "afsnit:\n  - tekst: x\n"
    assert marked(CODE, text) == text


def test_numbers_of_another_form_are_compared_too() -> None:
    head = HEAD.replace("sagsnr: 2016-0419401", "sagsnr: 15.20.00-P20-1-2017")
    head = head.replace("dokumentnr: 2016-0419401-1\n", "dokumentnr: 15.20.00-P20-1-2017-1\n")
    text = head + "afsnit:\n  - tekst: Se ⟦15.20.00-P20-1-2016⟧ og 15.20.00-P20-1-2017\n"
    assert marked(CODE, text) == text
