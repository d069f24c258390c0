"""What is sought in all texts of a paper at once is what stands in each of them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memo.blocks import Run
from memo.cache import Cache
from memo.checks import (
    case_numbers,
    cpr_numbers,
    dashes,
    double_spaces,
    hard_spaces,
    marks,
    quotation_marks,
    references,
)
from memo.checks.paper import Paper
from memo.checks.wordings import Wording
from memo.content import Content
from memo.fields import Field
from memo.kinds import Kinds
from memo.language import language
from memo.source.nodes import Source

PATTERNS = [
    re.compile(rf"(?<![\w-]){case_numbers._form('2016-0419401')}(?!\w)"),
    cpr_numbers._NUMBER,
    dashes._HYPHEN,
    double_spaces._SPACES,
    re.compile(hard_spaces._PLACES, re.VERBOSE),
    marks._MARK,
    re.compile(quotation_marks._PAIRS, re.VERBOSE),
    references._pattern(("bilag(?:ene)?", "tabel")),
]
PIECES = [
    *("2016-0419401", "010170-1234", "01 01 70", "1234", "5", "5A", "2", "-", "–", ".", ",", ":"),
    *(" ", "  ", "\u00a0", "§", "nr.", "mio. kr.", "dage", "ord", "Bilag", "bilagene", "tabel"),
    *("fortroligt: ja", "fortrolig", '"', "”", "“", "„", "»", "«", "(", "\n", " og ", "|"),
]
TEXTS = st.lists(st.lists(st.sampled_from(PIECES), max_size=6).map("".join), max_size=4)


@pytest.mark.parametrize("pattern", PATTERNS, ids=lambda pattern: pattern.pattern[:20])
@given(texts=TEXTS)
def test_a_pattern_finds_in_all_texts_at_once_what_it_finds_in_each(
    pattern: re.Pattern[str], texts: list[str]
) -> None:
    content = Content(Path(), "", Kinds(Path(), "", Cache(None)))
    paper = Paper("", Source("", ""), Field("record"), language("da"), {}, content)
    paper.wordings = [Wording((Run(text),), text, paper.source, 0) for text in texts]
    found = [(wording.text, match.span()) for wording, match in paper.matches(pattern)]
    assert found == [(text, match.span()) for text in texts for match in pattern.finditer(text)]
