"""What must not be divided at the end of a line."""

from __future__ import annotations

import pytest

from tests.checks.marked import checked, marked_prose, mended, prose

CODE = "mangler-haardt-mellemrum"
HARD = "\u00a0"

# A ~ is a hard space.
FOUND = """
⟦§⟧31 – Give borgerne mulighed for
Efter ⟦§ ⟧31, ⟦stk. ⟧2, ⟦nr. ⟧4, i loven
Efter §⟦§ ⟧5-7 og §⟦§⟧9 a
Efter **⟦§⟧31** og ⟦§ ⟧9
⟦Nr. ⟧4 på listen
Indsatsen koster 4,2⟦ ⟧mio. kr. i alt
Indsatsen koster 4,2⟦ ⟧mio kr
Indsatsen koster 4,2⟦ ⟧mia. kroner
Beløbet er 35.000⟦ ⟧kr. til lokaler
Beløbet er 35.000⟦ ⟧kr.
Beløbet er 35.000⟦ ⟧kr
Beløbet er 1.200⟦ ⟧t.kr. og 1.200⟦ ⟧tkr.
(1.000⟦ ⟧kr., 2017-p/l)
I 2015 var 7,6⟦ ⟧pct. ledige
I 2015 var 7,6⟦ ⟧% ledige
Et lokale på 86⟦ ⟧m^2^ og 12⟦ ⟧m² ved 3½⟦ ⟧m
Der er 4⟦ ⟧km til 30⟦ ⟧km/t-zonen, 5⟦ ⟧ha og 2⟦ ⟧kg
Forbruget er 30⟦ ⟧MWh ved 20⟦ ⟧°C og 65⟦ ⟧dB
Tilskuddet er 500⟦ ⟧EUR eller 500⟦ ⟧€
Stien er 3⟦ ⟧m. Den er ny
Rosin 😀 12⟦ ⟧g
"""

LEFT = """
Efter §~31, stk.~2, nr.~4
Indsatsen koster 4,2~mio. kr.
Beløbet er 12 kroner, 5 procent og 3 timer
I 2017 m.fl. og 2017 m. fl. og 2017 m.m. og 2017 m.v.
EAN-nr. 5798009800275, sagsnr. 2016-0419401 og CVR-nr. 64942212
Der var 12 møder, 5 gange, 3 gæster og 4 kommuner
Den 1. marts 2017 mødtes de 7 medlemmer
Bilag 5 giver et overblik, afsnit 2 mangler
I 2016 krævede det 2 mange
En § er et tegn
Se https://www.retsinformation.dk/eli/§31
<https://www.retsinformation.dk/eli/§31>
Birkevænget 14, st. 2700 Brønshøj
Det gav 10% og 5kg
kl. 10 til 12
2017 hað
Klasse 3 G-kursus
"""


@pytest.mark.parametrize("text", [*FOUND.strip("\n").splitlines(), *LEFT.strip("\n").splitlines()])
def test_ordinary_spaces_before_units_and_numbers_are_found(text: str) -> None:
    text = text.replace("~", HARD)
    assert marked_prose(CODE, text) == text


def test_a_hard_space_is_put_in() -> None:
    before = prose("Efter §31, stk. 2, er 12 mio. kr. og 5 pct. af 3 m nok, og § 9 er **§** 10")
    after = before.replace("§31", "§~31")
    for word in ("stk.~2", "12~mio.", "5~pct.", "3~m ", "§~9", "**§**~10"):
        after = after.replace(word.replace("~", " "), word)
    assert mended(before) == after.replace("~", HARD)


def test_the_two_halves_in_two_lines_are_found_but_not_brought_together() -> None:
    text = prose("Indsatsen koster 12\nmio. kr.")
    (found,) = [problem for problem, _ in checked(text)[1]]
    assert (found.code, found.span.line, found.span.column) == (CODE, 12, 26)
    assert found.help is not None
    assert "in the same line" in found.help.msgid
    assert mended(text) == text
