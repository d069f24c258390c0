"""What is confidential in one place and public in another."""

from __future__ import annotations

import time

import pytest

from memo.messages import Messages
from tests.checks.marked import HEAD, checked, marked
from tests.checks.test_hostile import PIECES

CODE = "fortroligt-ogsaa-andre-steder"
FORM = HEAD + "afsnit:\n  - tekst: |\n      {}\n  - fortroligt: ja\n    tekst: |\n      {}\n"

# What is public, and what is confidential.
FOUND = [
    ("Klagen er fra ⟦Mona Qvist⟧.", "Mona Qvist klager."),
    ("Det siger ⟦Mona Qvists⟧ bror, og Mona Qvist selv.", "Hun hedder **Mona** Qvist."),
    ("⟦Tingbjerg⟧ er udvalgt.", "Det er Tingbjerg, der er valgt."),
    (
        "Firmaet er ⟦Qvist & Søn⟧ og ⟦KOMBIT⟧.".replace(" & Søn⟧", "⟧ & Søn"),
        "Det er Qvist, og KOMBIT.",
    ),
    ("Prisen er ⟦1234567⟧ kr.", "Prisen er 1.234.567 kr."),
    ("Prisen er ⟦1 234 567⟧ kr.", "Prisen er 1234567 kr."),
    ("Ring ⟦33 00 00 20⟧.", "Ring 3300 0020."),
    ("Sagen er ⟦2017-0018240⟧.", "Se 2017-0018240."),
    ("Det gik godt[^1].\n\n      [^1]: For ⟦Mona Qvist⟧.", "Her er Mona Qvist."),
]
LEFT = [
    ("Tingbjerg er udvalgt.", "Tingbjerg er valgt."),
    ("I 2016 og 21-12-2016, sag 2016-0419401.", "Fra 2016, 21-12-2016 og 2016-0419401."),
    ("Det koster 500 kr.", "Det koster 500 kr."),
    ("Prisen er 12345678.", "Prisen er 1.234.567 kr."),
    ("Han er fra EU.", "Det er fra EU."),
    ("Det er et Bilag og en Sagsbehandler.", "Se Bilag og Sagsbehandler."),
    ("Mona Qvist", "Andre ord."),
]


@pytest.mark.parametrize(("public", "hidden"), [*FOUND, *LEFT])
def test_a_name_or_number_is_found_where_it_is_public(public: str, hidden: str) -> None:
    head, middle, end = FORM.split("{}")
    shown = marked(CODE, head + public + middle + hidden + end)
    assert shown == head + public + middle + hidden + end


def messages(text: str) -> list[str]:
    _, found = checked(text)
    return [Messages("en").text(p.message) for p, _ in found if p.code == CODE]


def test_the_lines_of_the_confidential_parts_are_told() -> None:
    text = FORM.replace("{}", "Det er Mona Qvist.\n      Og Mona Qvist.")
    (said,) = messages(text)
    assert said.endswith("line 16, 17")


def test_short_values_count_too() -> None:
    head, middle, end = FORM.split("{}")
    text = (head + "Ring 2154 8307." + middle + "Tekst." + end).replace("Anne Jensen", "Bo Holm")
    column = "sidekolonne:\n  direkte_telefon: 21548307\n  fortroligt: ja\n"
    assert len(messages(text.replace("afsnit:", f"{column}afsnit:"))) == 1
    person = "sagsbehandler: {tekst: Bo Holm, fortroligt: ja}"
    text = text.replace("sagsbehandler: Bo Holm", person).replace("Ring", "Ring til Bo Holm,")
    assert len(messages(text)) == 1


def test_a_name_in_very_many_places_is_told_at_the_first() -> None:
    text = FORM.replace("{}", "\n\n      ".join(["Det er Mona Qvist."] * 30), 1).replace(
        "{}", "Mona Qvist."
    )
    assert len(messages(text)) == 1


def test_nothing_is_told_of_a_paper_without_marks() -> None:
    assert (
        messages(FORM.replace("fortroligt: ja", "overskrift: A").replace("{}", "Mona Qvist.")) == []
    )


@pytest.mark.parametrize("piece", [*PIECES, "Aa ", "Aa Bb. ", "123 ", "1.234 ", "A-", "Aa's "])
def test_it_takes_no_longer_than_the_length_of_the_text(piece: str) -> None:
    from memo.checks.confidential import _numbers, _runs

    text = (piece * 100_000)[:100_000] + "ø"
    begin = time.process_time()
    list(_runs(text))
    list(_numbers(".").finditer(text))
    assert time.process_time() - begin < 2
