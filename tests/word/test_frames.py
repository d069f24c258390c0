"""Frames are read from the top of the page, in whatever order a program has written them."""

from __future__ import annotations

from memo.word.frames import in_reading_order
from memo.word.xml import Element
from tests.reviewer import element, text_of


def _body(*paragraphs: str) -> Element:
    return element(f"<w:body>{''.join(paragraphs)}</w:body>")


def _framed(text: str, place: str) -> str:
    frame = f"<w:pPr><w:framePr {place}/></w:pPr>" if place else ""
    return f"<w:p>{frame}<w:r><w:t>{text}</w:t></w:r></w:p>"


def _texts(*paragraphs: str) -> list[str]:
    return [text_of(each) for each in in_reading_order(_body(*paragraphs))]


_DATE = [_framed("dato", 'w:y="80"'), _framed("sagsnr.", 'w:y="80"')]
_BY_WORD = [_framed("telefon", 'w:yAlign="bottom"'), _framed("e-mail", 'w:yAlign="bottom"')]
_BY_LIBREOFFICE = [_framed("telefon", 'w:y="10535"'), _framed("e-mail", 'w:y="10535"')]
_TITLE = _framed("titel", "")


def test_frames_side_by_side_are_read_from_the_top_and_each_as_it_is_written() -> None:
    wanted = ["dato", "sagsnr.", "telefon", "e-mail", "titel"]
    for contact in (_BY_WORD, _BY_LIBREOFFICE):
        assert _texts(*_DATE, *contact, _TITLE) == wanted
        assert _texts(*contact, *_DATE, _TITLE) == wanted


def test_a_frame_stays_beside_the_text_that_it_is_written_beside() -> None:
    assert _texts(*_BY_WORD, _TITLE, *_DATE) == ["telefon", "e-mail", "titel", "dato", "sagsnr."]
