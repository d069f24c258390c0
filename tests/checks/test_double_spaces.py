"""Two spaces where one is meant."""

from __future__ import annotations

import pytest

from tests.checks.marked import HEAD, marked, marked_prose, mended, prose

CODE = "dobbelt-mellemrum"

FOUND = """
Der er⟦  ⟧to her og⟦   ⟧tre her
Punktum.⟦  ⟧Ny sætning
Et ord⟦ [ ⟧her](https://kk.dk)
Et ord⟦  ⟧**her**
Et ord⟦ ~⟧mere og⟦~ ⟧et
æ😀⟦  ⟧ord
Se [siden⟦  ⟧her](https://kk.dk)
(a)⟦  ⟧b,⟦  ⟧c
"""

LEFT = """
Der er et her
Der er~et hårdt
a – b
Ord <https://kk.dk> ord
"""


@pytest.mark.parametrize("text", [*FOUND.strip("\n").splitlines(), *LEFT.strip("\n").splitlines()])
def test_more_than_one_space_is_found(text: str) -> None:
    text = text.replace("~", "\u00a0")
    assert marked_prose(CODE, text) == text


def test_spaces_that_are_not_printed_are_not_looked_at() -> None:
    text = prose(
        "1.  Punkt\n2.  Punkt  \n    videre\n\n|  a  |  b  |\n|-----|-----|\n|  c  |  d⟦  ⟧e  |\n\n#  Ord\n\nOrd[^1]\n\n[^1]:  Note⟦  ⟧her"
    )
    assert marked(CODE, text) == text


def test_the_number_of_a_footnote_stands_between_its_spaces() -> None:
    text = prose("Ord [^1] ord\n\n[^1]: Note")
    assert marked(CODE, text) == text


def test_fields_are_looked_at_in_every_style() -> None:
    for title in (
        "To⟦  ⟧ord",
        '"To⟦  ⟧ord"',
        "'To⟦  ⟧''ord'",
        ">-\n  To⟦  ⟧ord",
        "|-\n  To⟦  ⟧ord",
    ):
        text = HEAD.replace("En titel", title) + "afsnit:\n  - tekst: x\n"
        assert marked(CODE, text) == text


def test_one_of_them_is_left_the_hard_one_if_there_is_one() -> None:
    before = prose("Der er  to og   tre, \u00a0hård og ****  ")
    assert mended(before).splitlines()[-1].rstrip() == "      Der er to og tre,\u00a0hård og ****"
