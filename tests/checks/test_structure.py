"""Checks of what stands round the texts: headings, heads of tables, words on a slide."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checks.marked import HEAD, marked, marked_prose, prose

SKIP, HEADLESS, FULL = "overskrift-springer", "tabel-uden-hoved", "for-mange-ord"


@pytest.mark.parametrize(
    "text",
    [
        "# A\nx\n\n### ⟦B⟧\nx",
        "## ⟦A⟧\nx",
        "### ⟦A⟧\nx\n\n### B\nx",
        "x\n\n## ⟦A *b* c⟧\nx",
        "# A\nx\n\n## B\nx\n\n### C\nx\n\n# D\nx\n\n### ⟦E⟧\nx",
        "# 😀 æ\nx\n\n###\t⟦B⟧\nx",
    ],
)
def test_a_heading_that_skips_a_level_is_found(text: str) -> None:
    assert marked_prose(SKIP, text) == text


@pytest.mark.parametrize(
    "text",
    [
        "# A\nx\n\n## B\nx\n\n### C\nx\n\n## D\nx\n\n# E\nx",
        "Ord # ikke overskrift",
        "x",
        "#hashtag og nr. # 4",
        "x\n\n##\nx",
    ],
)
def test_headings_in_order_are_not_found(text: str) -> None:
    assert marked_prose(SKIP, text) == text


def test_each_prose_begins_anew_but_goes_on_over_its_parts() -> None:
    text = HEAD + (
        "afsnit:\n  - tekst:\n      - |\n        # A\n        x\n"
        "      - tabel: {hoved: [[a]], rækker: [[b]]}\n      - |\n        ## B\n        x\n"
        "  - tekst: |\n      ## ⟦C⟧\n      x\n"
    )
    assert marked(SKIP, text) == text


TABLES = HEAD + "afsnit:\n  - tekst:\n      - tabel:\n          "


@pytest.mark.parametrize(
    "text",
    [
        prose("Ord\n\n⟦| | |⟧\n|---|---|\n| a | b |"),
        prose("- punkt\n\n  ⟦|  |⟧\n  |---|\n  | a |"),
        TABLES + '⟦hoved: [["", ""]]⟧\n          rækker: [[a, b]]\n',
        TABLES + '⟦titel: x⟧\n          hoved: [["", " "]]\n          rækker: [[a, b]]\n',
    ],
)
def test_a_table_without_heads_is_found(text: str) -> None:
    assert marked(HEADLESS, text) == text


@pytest.mark.parametrize(
    "text",
    [
        prose("| | 2017 |\n|---|---|\n| a | b |"),
        TABLES + 'hoved: [["", "2017"]]\n          rækker: [[a, b]]\n',
        TABLES + "fil: tal.csv\n",
        TABLES + "hoved: [[{tekst: a, rækker: 2}, b], [c]]\n          rækker: [[d, e]]\n",
    ],
)
def test_a_table_with_some_heads_is_not_found(text: str, tmp_path: Path) -> None:
    (tmp_path / "tal.csv").write_text(";2017\na;b\n", encoding="utf-8")
    assert marked(HEADLESS, text, tmp_path) == text


def slide(words: int, more: str = "") -> str:
    body = " ".join(["ord"] * (words - 1))
    return f"skabelon: slides\ntitel: x\nslides:\n  - overskrift: En\n    tekst:\n      - {body}\n{more}"


def test_a_slide_of_more_than_110_words_is_found() -> None:
    assert marked(FULL, slide(110)) == slide(110)
    assert marked(FULL, slide(111)) == slide(111).replace("overskrift: En", "⟦overskrift: En⟧")


def test_words_in_tables_and_notes_count_and_those_of_an_alternative_text_do_not() -> None:
    table = "      - tabel: {titel: a, hoved: [[b]], rækker: [[c]], noter: d}\n"
    assert marked(FULL, slide(106, table)) == slide(106, table)
    assert "⟦" in marked(FULL, slide(107, table))
    figure = "      - figur: {fil: eksempler/huse.png, alt: Mange flere ord om huse}\n"
    assert marked(FULL, slide(110, figure)) == slide(110, figure)


def test_a_memo_may_have_any_number_of_words() -> None:
    text = prose("ord " * 500)
    assert marked(FULL, text) == text
