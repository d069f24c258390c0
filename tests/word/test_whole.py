"""A part that is not parsed, or only in part, comes out as if all of it had been."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from memo.papers import Papers
from memo.word import render, whole
from memo.word.sections import TURNED_ENDS, UPRIGHT_ENDS
from memo.word.styles import Styles
from memo.word.template import TaggedPart
from memo.word.xml import R, W, escape, escape_in_attribute, escape_in_run
from tests.conftest import ROOT

_START = f'<w:document xmlns:w="{W}" xmlns:r="{R}">'

_SIGNS = st.text(st.sampled_from("ab \"'<>&\t\n\u00ad\u2011=/:"), max_size=12)
_RUNS = _SIGNS.map(lambda text: f'<w:r><w:t xml:space="preserve">{escape_in_run(text)}</w:t></w:r>')
_LINKS = _RUNS.map(lambda run: f'<w:hyperlink xmlns:r="{R}" r:id="memo1">{run}</w:hyperlink>')
_MARKS = _SIGNS.map(lambda text: f'<w:x w:val="{escape(text)}"/>'.replace("\n", " "))
# What stands in the tables of the content, and what else may stand round them.
_WRITTEN = st.one_of(_RUNS, _LINKS, _MARKS.filter(lambda xml: "\t" not in xml))
_OTHER = st.one_of(
    _WRITTEN,
    _SIGNS.map(lambda text: f'<w:x w:val="{escape_in_attribute(text)}"></w:x>'),
    st.sampled_from(["", "<w:r></w:r>", "<w:t></w:t>", "<w:pPr><w:pageBreakBefore/></w:pPr>"]),
)


def _paragraphs(content: st.SearchStrategy[str], least: int) -> st.SearchStrategy[str]:
    inner = st.lists(content, min_size=least, max_size=3).map("".join)
    return inner.map(lambda xml: f"<w:p><w:pPr/>{xml}</w:p>" if least else f"<w:p>{xml}</w:p>")


def _table(cells: list[str]) -> str:
    row = "".join(f"<w:tc>{cell}</w:tc>" for cell in cells)
    return f"<w:tbl><w:tblPr/><w:tr>{row}</w:tr></w:tbl>"


_TABLES = st.lists(_paragraphs(_WRITTEN, 1), min_size=1, max_size=2).map(_table)
_BLOCKS = st.one_of(
    _paragraphs(_OTHER, 0), _TABLES, _TABLES, st.sampled_from([UPRIGHT_ENDS, TURNED_ENDS])
)
_TEXTS = st.lists(_BLOCKS, min_size=1, max_size=8).map(
    lambda blocks: f"{_START}<w:body>{''.join(blocks)}<w:sectPr/></w:body></w:document>"
)


@given(_TEXTS)
@settings(max_examples=1500, deadline=None)
def test_what_is_not_parsed_comes_out_as_if_it_had_been(text: str) -> None:
    repaired = whole.repaired(text, Styles())
    if "<w:pageBreakBefore/>" not in text and UPRIGHT_ENDS not in text:
        assert whole.at_first_sight(text) in (None, repaired)
    assert whole.without_tables(text, Styles()) == repaired


def test_so_it_does_in_all_papers(monkeypatch: pytest.MonkeyPatch) -> None:
    found: Counter[bool] = Counter()

    def compared(text: str, part: TaggedPart, styles: Styles) -> str:
        if "</w:tbl>" in text:
            repaired = whole.repaired(text, styles)
            moves = "<w:pageBreakBefore/>" in text or UPRIGHT_ENDS in text
            seen = None if moves else whole.at_first_sight(text)
            found[seen is not None] += 1
            assert seen in (None, repaired)
            assert whole.without_tables(text, styles) == repaired
        return whole.whole(text, part, styles)

    monkeypatch.setattr(render, "whole", compared)
    for content in ("content", "tests/cases/build"):
        papers = Papers(ROOT / content, ROOT / "templates")
        for path in papers.all_documents():
            papers.draft(path, warnings=False)
    # Else it would be no use: most tables have text below them, and no page begins with one.
    assert found[True] > found[False] > 0


def test_the_tables_of_a_template_are_looked_at() -> None:
    text = f"{_START}<w:body><w:tbl><w:tr/></w:tbl><w:p>a</w:p></w:body></w:document>"
    own = TaggedPart("word/document.xml", (), _START, {}, has_tables=True)
    assert "tbl" not in whole.whole(text, own, Styles())
