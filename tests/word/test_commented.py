"""What comments are on, however Word wrote it."""

from __future__ import annotations

import pytest

from memo.word.commented import Commented, read_commented
from memo.word.comments import MAX_COMMENTS, read_comments
from memo.word.package import PackageTooLarge
from memo.word.xml import RELATIONSHIPS, W, parse

_START, _END = '<w:commentRangeStart w:id="1"/>', '<w:commentRangeEnd w:id="1"/>'
_REFERENCE = '<w:r><w:commentReference w:id="1"/></w:r>'
_MARK = "<w:pPr><w:rPr><w:del/></w:rPr></w:pPr>"


def _r(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def _taken(text: str) -> str:
    return f'<w:del><w:r><w:delText xml:space="preserve">{text}</w:delText></w:r></w:del>'


def _on(*paragraphs: str) -> Commented:
    inner = "".join(f"<w:p>{each}</w:p>" for each in paragraphs)
    found = read_commented(parse(f'<w:body xmlns:w="{W}">{inner}</w:body>'))
    return found["1"]


def test_a_comment_is_on_the_words_in_its_range() -> None:
    bookmark = '<w:bookmarkStart w:id="7" w:name="_m4"/><w:bookmarkEnd w:id="7"/>'
    on = _on(f"{bookmark}{_r('Vi ')}{_START}{_r('byg')}{_r('ger')}{_END}{_REFERENCE}{_r(' nu')}")
    assert on == Commented("bygger", "Vi bygger nu", 3, ("_m4",))


def test_a_paragraph_without_an_anchor_has_that_of_the_nearest_above() -> None:
    bookmark = '<w:bookmarkStart w:id="7" w:name="_m4"/><w:bookmarkEnd w:id="7"/>'
    on = _on(bookmark + _r("Før"), _START + _r("Nyt") + _END + _REFERENCE)
    assert (on.words, on.anchors) == ("Nyt", ("_m4",))


def test_a_range_over_several_paragraphs_has_their_marks() -> None:
    on = _on(_r("En ") + _START + _r("to"), _r("tre"), _r("fire") + _END + _REFERENCE + _r(" fem"))
    assert on == Commented("to\ntre\nfire", "En to", 3)


def test_a_range_that_begins_behind_a_paragraph_is_on_the_next() -> None:
    assert _on(_r("En") + _START, _r("to") + _END + _REFERENCE) == Commented("to", "to", 0)


def test_words_are_as_they_read_with_all_changes_accepted() -> None:
    text = _r("Vi ") + _START + _taken("bygger") + f"<w:ins>{_r('river')}</w:ins>" + _r(" ned")
    assert _on(text + _END + _REFERENCE) == Commented("river ned", "Vi river ned", 3)


def test_a_range_may_begin_and_end_inside_deletions() -> None:
    left = f"<w:del><w:r><w:delText>a</w:delText></w:r>{_START}<w:r><w:delText>b</w:delText></w:r></w:del>"
    right = f"<w:del><w:r><w:delText>d</w:delText></w:r>{_END}<w:r><w:delText>e</w:delText></w:r></w:del>"
    assert _on(left + _r("c") + right + _REFERENCE) == Commented("c", "c", 0)


def test_where_nothing_is_left_the_words_are_as_they_were() -> None:
    on = _on(_r("Vi ") + _START + _taken("bygger") + _END + _REFERENCE + _r("ned"))
    assert (on.words, on.paragraph) == ("bygger", "Vi ned")


def test_paragraphs_that_were_joined_read_as_one() -> None:
    on = _on(_MARK + _START + _r("en "), _r("to") + _END + _REFERENCE)
    assert on.words == "en to"


def test_a_comment_without_a_range_is_on_no_words() -> None:
    assert _on(_r("Vi bygger") + _REFERENCE) == Commented("", "Vi bygger", 9)


def test_a_comment_on_a_picture_is_on_no_words() -> None:
    assert _on(_START + "<w:r><w:drawing/></w:r>" + _END + _REFERENCE) == Commented()


def test_of_a_comment_on_all_of_a_document_only_the_beginning_is_read() -> None:
    on = _on(_START, *(_r(f"ord {number}") for number in range(5_000)), _END + _REFERENCE)
    assert on.words.startswith("ord 0\nord 1\n")
    assert len(on.words) < 10_000


def test_more_comments_than_people_write_are_refused() -> None:
    rels = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = RELATIONSHIPS
    parts = {
        "_rels/.rels": f'<x xmlns="{package}"><Relationship Id="a" Type="{rels}/officeDocument" Target="d.xml"/></x>',
        "d.xml": f'<w:document xmlns:w="{W}"/>',
        "_rels/d.xml.rels": f'<x xmlns="{package}"><Relationship Id="a" Type="{rels}/comments" Target="c.xml"/></x>',
        "c.xml": f'<w:comments xmlns:w="{W}">'
        + "".join(f'<w:comment w:id="{n}"/>' for n in range(MAX_COMMENTS + 1))
        + "</w:comments>",
    }
    with pytest.raises(PackageTooLarge):
        read_comments({name: text.encode() for name, text in parts.items()})
