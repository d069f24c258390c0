"""What is confidential in one place and public in another."""

from __future__ import annotations

from pathlib import Path

import pytest

from memo.messages import Messages
from tests.checks.marked import HEAD, checked, marked
from tests.checks.test_hostile import PIECES
from tests.conftest import ROOT
from tests.timing import within

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
    (
        "Spørg Beskæftigelses- og Socialudvalget.",
        "Det er Beskæftigelses- og Sundhedsudvalget, der spørger.",
    ),
]


@pytest.mark.parametrize(("public", "hidden"), [*FOUND, *LEFT])
def test_a_name_or_number_is_found_where_it_is_public(public: str, hidden: str) -> None:
    head, middle, end = FORM.split("{}")
    shown = marked(CODE, head + public + middle + hidden + end)
    assert shown == head + public + middle + hidden + end


def messages(text: str, folder: Path = ROOT / "content") -> list[str]:
    _, found = checked(text, folder)
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


LISTING = HEAD + "afsnit:\n  - tekst: {}\nbilag:\n"
ENTRY = "  - {titel: Klagen fra Mona Qvist, fil: b.yaml}\n"
MARKED_ENTRY = ENTRY.replace("}", ", fortroligt: ja}")
ANNEX = """skabelon: bilag
titel: En klage
afsnit:
  - overskrift: Klagen
    tekst: |
      Det er
      **Mona** Qvist.

      - Hun bor i Tingbjerg
      - Boliger koster 1.234.567 kr.
  - tekst: Også Mona Qvist.
"""


def annexed(folder: Path, annex: str, entries: str, public: str) -> list[str]:
    """What is said of a paper with that public text, whose annex b.yaml that is."""
    (folder / "b.yaml").write_text(annex, encoding="utf-8")
    return messages(LISTING.replace("{}", public) + entries, folder)


def test_an_annex_whose_entry_is_marked_is_a_part_that_is_confidential(tmp_path: Path) -> None:
    (name,) = annexed(tmp_path, ANNEX, MARKED_ENTRY, "Det er Mona Qvist.")
    assert name.endswith("confidential: line 13; b.yaml: line 7, 11")
    (place,) = annexed(tmp_path, ANNEX, MARKED_ENTRY, "Det er i Tingbjerg.")
    assert place.endswith("confidential: b.yaml: line 9")
    (amount,) = annexed(tmp_path, ANNEX, MARKED_ENTRY, "Det koster 1234567 kr.")
    assert amount.endswith("confidential: b.yaml: line 10")


def test_so_is_an_annex_that_is_marked_itself(tmp_path: Path) -> None:
    annex = ANNEX + "fortroligt: ja\n"
    (said,) = annexed(tmp_path, annex, ENTRY, "Det er Mona Qvist.")
    assert said.endswith("confidential: line 13; b.yaml: line 7, 11")
    assert annexed(tmp_path, annex, ENTRY, "Det er nogen.") == []


def test_of_an_annex_that_is_marked_in_part_that_part_counts(tmp_path: Path) -> None:
    annex = ANNEX + "    fortroligt: ja\n"
    (said,) = annexed(tmp_path, annex, "  - fil: b.yaml\n", "Det er Mona Qvist.")
    assert said.endswith("confidential: b.yaml: line 11")
    assert annexed(tmp_path, annex, "  - fil: b.yaml\n", "Det er i Tingbjerg.") == []
    annex = ANNEX.replace("En klage", "{tekst: Fra Mona Qvist, fortroligt: ja}")
    (said,) = annexed(tmp_path, annex, ENTRY, "Det er Mona Qvist.")
    assert said.endswith("confidential: line 13; b.yaml: line 2")


@pytest.mark.parametrize("entry", [ENTRY, ENTRY.replace("}", ", fortroligt: nej}")])
def test_an_annex_that_is_not_marked_is_no_secret(entry: str, tmp_path: Path) -> None:
    public = "Mona Qvist i Tingbjerg får 1234567 kr."
    assert annexed(tmp_path, ANNEX, entry, public) == []


def test_the_numbers_of_both_papers_and_the_names_of_files_are_no_secrets(tmp_path: Path) -> None:
    annex = HEAD.replace("2016-0419401", "2017-0018240").replace("\ndato", "9\ndato") + (
        "afsnit:\n  - tekst: Se 2016-0419401 og 2016-0419401-1.\n"
        "bilag:\n  - {titel: Andet, fil: Kort over Tingbjerg.pdf}\n"
    )
    public = "Se 2016-0419401-1, 2017-0018240-19, 2017-0018240, 21-12-2016 og Tingbjerg."
    assert annexed(tmp_path, annex, MARKED_ENTRY, public) == []


def test_what_both_papers_say_of_themselves_is_no_secret(tmp_path: Path) -> None:
    annex = HEAD + "afsnit:\n  - tekst: Tekst.\n"
    assert annexed(tmp_path, annex, MARKED_ENTRY, "Spørg Anne Jensen.") == []
    assert annexed(tmp_path, annex + "fortroligt: ja\n", ENTRY, "Spørg Anne Jensen.") == []
    annex = annex.replace("Anne Jensen", "Bo Holm")
    assert len(annexed(tmp_path, annex, MARKED_ENTRY, "Spørg Bo Holm.")) == 1


def test_an_annex_is_read_in_its_own_language(tmp_path: Path) -> None:
    annex = "skabelon: bilag\nsprog: en\ntitel: A\nafsnit:\n  - tekst: It costs 1,234,567 kr.\n"
    assert len(annexed(tmp_path, annex, MARKED_ENTRY, "Det koster 1.234.567 kr.")) == 1


@pytest.mark.parametrize("annex", ["", "- Mona Qvist\n", "{", "titel: Mona Qvist\n"])
def test_an_annex_that_is_no_paper_is_not_read(annex: str, tmp_path: Path) -> None:
    entry = "  - {titel: Klagen, fil: b.yaml, fortroligt: ja}\n"
    assert annexed(tmp_path, annex, entry, "Det er Mona Qvist.") == []


def test_neither_is_one_that_is_no_yaml_or_not_there(tmp_path: Path) -> None:
    for file in ("b.pdf", "c.yaml", "../b.yaml"):
        entry = f"  - {{titel: Klagen, fil: {file}, fortroligt: ja}}\n"
        (tmp_path / "b.pdf").write_text("Det er Mona Qvist.", encoding="utf-8")
        assert annexed(tmp_path, ANNEX, entry, "Det er Mona Qvist.") == []


def test_many_annexes_take_no_longer_each(tmp_path: Path) -> None:
    text = ANNEX.replace("Også", "Og" + " og" * 2_000)
    for number in range(50):
        (tmp_path / f"{number}.yaml").write_text(text, encoding="utf-8")
    entries = "".join(f"  - {{titel: A, fil: {n}.yaml, fortroligt: ja}}\n" for n in range(50))
    (said,) = within(5, lambda: annexed(tmp_path, ANNEX, entries, "Det er Mona Qvist."))
    assert said.endswith("0.yaml: line 7, 11; 1.yaml: line 7, 11; 2.yaml: line 7, 11")


@pytest.mark.parametrize("piece", [*PIECES, "Aa ", "Aa Bb. ", "123 ", "1.234 ", "A-", "Aa's "])
def test_it_takes_no_longer_than_the_length_of_the_text(piece: str) -> None:
    from memo.checks.confidential import _numbers, _runs

    text = (piece * 100_000)[:100_000] + "ø"
    within(2, lambda: list(_runs(text)))
    within(2, lambda: list(_numbers(".").finditer(text)))
