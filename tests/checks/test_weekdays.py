"""A date whose weekday is another."""

from __future__ import annotations

import pytest

from tests.checks.marked import HEAD, checked, marked, marked_prose, prose

CODE = "forkert-ugedag"

# 12 August 2016 was a Friday, fredag.
FOUND = """
Mødet er ⟦mandag den 12. august 2016⟧ i salen
⟦Mandag den 12. august 2016⟧ holdes møde
⟦mandag d. 12. august 2016⟧
⟦mandag 12. august 2016⟧
⟦mandag, den 12. august 2016⟧
⟦mandag den 12.8.2016⟧
⟦mandag den 12. 8. 2016⟧
⟦mandag den 12/8 2016⟧
⟦mandag den 12/8-2016⟧
⟦mandag den 12-08-2016⟧ kl. 10
⟦torsdag den 31. november 2016⟧
⟦lørdag den 29. februar 2017⟧
⟦søndag~den~12.~august~2016⟧
**⟦mandag** den 12. august 2016⟧
fredag den 12. og ⟦søndag den 13. august 2016⟧
⟦MANDAG DEN 12. AUGUST 2016⟧
⟦Monday 12 August 2016⟧
⟦Monday, 12 August 2016⟧
⟦Monday the 12th of August 2016⟧
⟦Monday, August 12, 2016⟧
😀 æ\t⟦mandag den 12. august 2016⟧
"""

LEFT = """
Mødet er fredag den 12. august 2016
Mødet er fredag d. 12/8 2016 og lørdag den 13.8.2016
Mødet er Friday 12 August 2016 and Saturday, August 13, 2016
Mødet er mandag den 12. august
Mødet er mandag den 12. august kl. 10 i 2016
Den 12. august 2016 er en fredag
Grundlovsdag den 5. juni 2016
Hverdag den 12. august 2016
Onsdagen den 12. august 2016
Caféen er åben mandag 10-12
Mandag-fredag 12. august 2016
lørdag den 29. februar 2020
søndag den 1. januar 2017
"""


@pytest.mark.parametrize("text", [*FOUND.strip("\n").splitlines(), *LEFT.strip("\n").splitlines()])
def test_a_weekday_that_the_date_has_not_is_found(text: str) -> None:
    text = text.replace("~", "\u00a0")
    assert marked_prose(CODE, text) == text


def test_the_right_weekday_is_said() -> None:
    (found,) = [problem for problem, _ in checked(prose("mandag den 12. august 2016"))[1]]
    assert found.message.values == (("weekday", "fredag"),)
    (found,) = [problem for problem, _ in checked(prose("mandag den 31. november 2016"))[1]]
    assert found.message.msgid == "there is no such day"


def test_wrapped_lines_titles_and_cells_are_looked_at() -> None:
    date = "⟦mandag den 12. august 2016⟧"
    text = HEAD.replace("En titel", date) + "afsnit:\n  - tekst: x\n"
    assert marked(CODE, text) == text
    text = prose(f"| a |\n|---|\n| {date} |\n\nMødet er ⟦mandag\nden 12. august\n2016⟧")
    assert marked(CODE, text) == text
