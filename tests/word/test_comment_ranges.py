"""Comments put round text: runs are cut, and fields are not."""

from __future__ import annotations

import pytest

from memo.word.comment_ranges import mark, mark_all, text_of_paragraph
from memo.word.xml import Element, W, local_name, parse, text_of, w

_FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>REF x</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>123</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)


def _r(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def _p(inner: str) -> Element:
    return parse(f'<w:p xmlns:w="{W}"><w:pPr><w:jc w:val="left"/></w:pPr>{inner}</w:p>')


def _shown(paragraph: Element) -> str:
    """The text with [ and ] where comments begin and end, and | between runs."""
    shown = {"commentRangeStart": "[", "commentRangeEnd": "]"}
    found = []
    for element in paragraph.iter():
        name = local_name(element)
        is_text = name == "r" and text_of(element)
        found.append(f"|{text_of(element)}" if is_text else shown.get(name, ""))
    return "".join(found)


@pytest.mark.parametrize(
    ("start", "stop", "shown"),
    [
        (0, 9, "[|En to |tre]"),
        (0, 2, "[|En]| to |tre"),
        (3, 5, "|En [|to]| |tre"),
        (3, 8, "|En [|to |tr]|e"),
        (6, 9, "|En to [|tre]"),
    ],
)
def test_runs_are_cut_at_both_ends(start: int, stop: int, shown: str) -> None:
    paragraph = _p(_r("En to ", "<w:b/>") + _r("tre"))
    mark(paragraph, start, paragraph, stop, [4])
    assert _shown(paragraph) == shown
    assert text_of_paragraph(paragraph) == "En to tre"
    assert all(run.find(w("rPr")) is not None for run in paragraph.iter(w("r")) if text_of(run))


def test_what_stands_in_a_run_keeps_its_order() -> None:
    inner = "<w:t>ab</w:t><w:tab/><w:footnoteReference/><w:br/><w:t>cd</w:t><w:noBreakHyphen/>"
    paragraph = _p(f"<w:r>{inner}</w:r>")
    mark(paragraph, 3, paragraph, 5, [1])
    assert _shown(paragraph) == "|ab\t[|\nc]|d\u2011"
    assert text_of_paragraph(paragraph) == "ab\t\ncd\u2011"


@pytest.mark.parametrize(("start", "stop"), [(4, 5), (3, 6), (3, 4), (5, 6)])
def test_a_field_is_taken_as_a_whole(start: int, stop: int) -> None:
    paragraph = _p(_r("se ") + _FIELD + _r(" nu"))
    mark(paragraph, start, paragraph, stop, [1])
    assert _shown(paragraph) == "|se [|123]| nu"
    simple = _p(_r("se ") + '<w:fldSimple w:instr="X">' + _r("123") + "</w:fldSimple>" + _r(" nu"))
    mark(simple, start, simple, stop, [1])
    assert _shown(simple) == "|se [|123]| nu"


def test_words_in_a_link_are_marked_there() -> None:
    paragraph = _p(_r("se ") + f"<w:hyperlink>{_r('planen')}</w:hyperlink>" + _r(" nu"))
    mark(paragraph, 3, paragraph, 7, [1])
    assert _shown(paragraph) == "|se [|plan]|en| nu"


def test_the_comments_of_a_thread_stand_round_the_same_words() -> None:
    paragraph = _p(_r("En to"))
    mark(paragraph, 3, paragraph, 5, [1, 2])
    assert _shown(paragraph) == "|En [[|to]]"
    references = [e.get(w("id")) for e in paragraph.iter(w("commentReference"))]
    assert references == ["1", "2"]


@pytest.mark.parametrize("inner", ["", "<w:r><w:drawing/></w:r>", _r("x")])
def test_all_of_a_paragraph(inner: str) -> None:
    paragraph = _p(inner)
    mark_all(paragraph, [1, 2])
    names = [local_name(child) for child in paragraph]
    assert names[:3] == ["pPr", "commentRangeStart", "commentRangeStart"]
    assert names[-4:] == ["commentRangeEnd", "r", "commentRangeEnd", "r"]
