"""A part that needs no parser to be whole comes out as if it had been parsed."""

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
_PART = TaggedPart("word/document.xml", (), _START, {})

_SIGNS = st.text(st.sampled_from("ab \"'<>&\t\n\u00ad\u2011=/:"), max_size=12)
_RUNS = _SIGNS.map(lambda text: f'<w:r><w:t xml:space="preserve">{escape_in_run(text)}</w:t></w:r>')
_CONTENT = st.one_of(
    _RUNS,
    _RUNS,
    _SIGNS.map(lambda text: f'<w:hyperlink xmlns:r="{R}" r:id="{escape(text)}"></w:hyperlink>'),
    _SIGNS.map(lambda text: f'<w:x w:val="{escape_in_attribute(text)}"/>'),
    _SIGNS.map(lambda text: f'<w:x w:val="{escape_in_attribute(text)}"></w:x>'),
    st.sampled_from(
        ["", "<w:r></w:r>", "<w:r/>", "<w:t></w:t>", "<w:pPr><w:pageBreakBefore/></w:pPr>"]
    ),
)


def _paragraph(inner: str) -> str:
    return f"<w:p>{inner}</w:p>"


_PARAGRAPHS = st.lists(_CONTENT, max_size=3).map("".join).map(_paragraph)
_TABLES = st.lists(_PARAGRAPHS, min_size=1, max_size=2).map(
    lambda cells: (
        f"<w:tbl><w:tblPr/><w:tr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in cells)}</w:tr></w:tbl>"
    )
)
_BLOCKS = st.one_of(_PARAGRAPHS, _PARAGRAPHS, _TABLES, st.sampled_from([UPRIGHT_ENDS, TURNED_ENDS]))
_TEXTS = st.lists(_BLOCKS, min_size=1, max_size=8).map(
    lambda blocks: f"{_START}<w:body>{''.join(blocks)}<w:sectPr/></w:body></w:document>"
)


@given(_TEXTS)
@settings(max_examples=1500, deadline=None)
def test_what_is_seen_at_first_sight_is_what_the_parser_writes(text: str) -> None:
    seen = whole.at_first_sight(text, _PART)
    assert seen is None or seen == whole.repaired(text, Styles())


@pytest.mark.parametrize("content", ["content", "tests/cases/build"])
def test_so_it_is_in_all_papers(content: str, monkeypatch: pytest.MonkeyPatch) -> None:
    found: Counter[bool] = Counter()

    def compared(text: str, part: TaggedPart, styles: Styles) -> str:
        seen = whole.at_first_sight(text, part)
        if "</w:tbl>" in text:
            found[seen is not None] += 1
            assert seen in (None, whole.repaired(text, styles))
        return whole.whole(text, part, styles)

    monkeypatch.setattr(render, "whole", compared)
    papers = Papers(ROOT / content, ROOT / "templates")
    for path in papers.all_documents():
        papers.draft(path, warnings=False)
    # Else it would be no use: most tables have text below them, and no page begins with one.
    assert found[True] > found[False]


def test_a_template_with_tables_of_its_own_needs_the_parser() -> None:
    text = f"{_START}<w:body><w:tbl><w:tr/></w:tbl><w:p>a</w:p></w:body></w:document>"
    own = TaggedPart("word/document.xml", (), _START, {}, has_tables=True)
    assert whole.at_first_sight(text, own) is None
    assert "tbl" not in whole.whole(text, own, Styles())
