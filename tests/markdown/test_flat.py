"""Prose as flats: their numbers are those of the bookmarks in Word."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from memo.flat import THING, Flat
from memo.labels import Label
from memo.markdown.flat import flatten, is_faultless
from tests.conftest import ROOT
from tests.finding import anchors
from tests.markdown.values import value_at


def assert_numbered(content: Path, documents: Iterable[Path]) -> int:
    """How many bookmarks there are; each has the text of the flat of its number."""
    count = 0
    for docx in documents:
        for anchor in anchors(docx):
            if anchor.form == "plain":
                continue
            value = value_at(content, anchor.file, anchor.path)
            flat = flatten(value, anchor.form)[anchor.block]
            pattern = r"\d*".join(map(re.escape, flat.text.split(THING)))
            assert re.fullmatch(pattern, anchor.printed), (docx, anchor)
            count += 1
    return count


def test_the_number_of_a_flat_is_that_of_its_bookmark(built: dict[str, Path]) -> None:
    assert assert_numbered(ROOT / "content", built.values()) > 200


def test_a_footnote_stands_behind_the_paragraph_that_refers_to_it() -> None:
    value = "a[^x]\n\n| b | c[^y] |\n|---|---|\n| d | |\n\n[^y]: two\n\n[^x]: one\n\n    more\n"
    found = [(flat.text, flat.note, flat.cell) for flat in flatten(value, "prose")]
    assert found == [
        (f"a{THING}", None, None), ("one", 0, None), ("more", 0, None), ("b", None, (0, 0, 0)),
        (f"c{THING}", None, (0, 0, 1)), ("two", 1, None), ("d", None, (0, 1, 0)), ("", None, (0, 1, 1)),
    ]  # fmt: skip


def test_points_and_what_stands_under_them_tell_their_depth() -> None:
    found = flatten("1. a\n\n   b\n\n   > c\n\n   - d\n\n## e\n", "prose")
    assert [(flat.text, flat.kind, flat.level, flat.label, flat.quotes) for flat in found] == [
        ("a", "point", 1, Label("", 1, "decimal", "."), 0), ("b", "text", 1, None, 0),
        ("c", "text", 1, None, 1), ("d", "point", 2, None, 0), ("e", "heading", 2, None, 0),
    ]  # fmt: skip


def test_each_stretch_knows_where_it_stands() -> None:
    (flat,) = flatten("a **b** [tabel](#x)", "line")
    assert [(part.run.text, part.origin) for part in flat.stretches] == [
        ("a ", (0, 0)), ("b", (0, 2)), (" tabel\u00a0", (0, 3)), (THING, (0, 10)),
    ]  # fmt: skip


def test_only_a_line_or_a_cell_that_says_nothing_has_a_paragraph() -> None:
    assert [flatten(" \n", form) for form in ("prose", "lines")] == [(), ()]
    assert [flatten("", form) for form in ("line", "cell")] == [(Flat(()),)] * 2


def test_an_error_is_noticed_and_a_name_that_only_the_document_knows_is_none() -> None:
    assert is_faultless("jf. [tabel](#ledighed)", "prose")
    assert not is_faultless("a [b](c)", "prose")
