"""Quotation marks of more than one form."""

from __future__ import annotations

import pytest

from tests.checks.marked import HEAD, checked, marked, marked_prose, prose

CODE = "blandede-anfoerselstegn"

FOUND = """
Med "en" og "to" og ⟦”tre”⟧ aftaler
Med ”en” og ⟦"to"⟧ og ”tre” aftaler
Med ”en” og ⟦"to"⟧ og ⟦“tre”⟧ og ⟦„fire“⟧ og ⟦»fem«⟧
Med ”en” og ”to”, ⟦"tre"⟧ og "fire"
Med “en” og ⟦”to”⟧
Med »en« og ⟦"to"⟧
Med »en« og «to» og ⟦"tre"⟧
Med ”**en**” og ⟦"**to**"⟧
Med ”[en](https://kk.dk)” og **⟦"to"⟧**
Med ”en” og ⟦"Aftale om
Med ”en” 😀\tæ ⟦"to"⟧
(”en”) og (⟦"to"⟧)
Med ”en” og ⟦"Aftale 'x' om børn"⟧
"""

LEFT = """
Med "en" og "to" aftaler
Med ”en” og ”to” aftaler
Med “en” og “to” aftaler
Med „en“ og „to“ aftaler
Med »en« og «to» aftaler
Han sagde: ”Vi har "en" aftale”, og ”det er godt”
Han sagde: "Vi har ”en” aftale", og "det er godt"
Han sagde: »Vi har "en" aftale«, og »det er godt«
Med ”en” og 'to' og ’tre’ aftaler
Med ”en” og en 17" skærm og en 19" skærm
Med "en" og en 17” skærm og en 19” skærm
90'erne, Lars' og d'Angleterre, ”en”
Med ”en”, og så "begynder noget
Med ”en”, og så slutter" noget
Tal > 5 og < 7, "en" << "to"
Intet
"""


@pytest.mark.parametrize("text", [*FOUND.strip("\n").splitlines(), *LEFT.strip("\n").splitlines()])
def test_the_first_of_each_other_form_is_found(text: str) -> None:
    text = text.replace("Aftale om", 'Aftale om børn"⟧ fra 2016') if text.endswith("om") else text
    assert marked_prose(CODE, text) == text


def test_the_form_that_is_used_most_is_the_usual_one_in_the_whole_document() -> None:
    text = HEAD.replace("En titel", "Svar om ⟦“en”⟧") + (
        'afsnit:\n  - tekst: |\n      Ord ”to”[^1]\n\n      [^1]: Se ⟦"tre"⟧\n'
        "  - tekst: Ord ”fire”\n"
    )
    assert marked(CODE, text) == text


def test_both_forms_are_shown() -> None:
    (found,) = [problem for problem, _ in checked(prose('Med "en", "to" og »tre«'))[1]]
    assert found.message.values == (("these", "» «"), ("usual", '" "'))


def test_marks_that_yaml_needs_are_not_printed() -> None:
    text = HEAD.replace("En titel", '"Svar: ja"') + "afsnit:\n  - tekst: 'Ord ”to”'\n"
    assert marked(CODE, text) == text
