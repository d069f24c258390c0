"""The room that a template gives to a prose, and the heading that it stands below."""

from __future__ import annotations

import pytest

from memo.word.package import read_parts
from memo.word.places import Place, places
from memo.word.styles import read_styles
from memo.word.xml import W, parse
from tests.conftest import ROOT
from tests.word.altered import paragraph

STYLES = read_styles(
    parse(read_parts((ROOT / "templates/notat.docx").read_bytes())["word/styles.xml"])
)
PAGE = (
    '<w:sectPr><w:pgSz w:w="10000" w:h="15000"/>'
    '<w:pgMar w:left="1000" w:right="2000" w:top="-500" w:bottom="500"/></w:sectPr>'
)


def found(body: str, root: str = "document") -> list[Place]:
    """The places in a part of that content."""
    return places(parse(f'<w:{root} xmlns:w="{W}">{body}</w:{root}>'), STYLES)


def test_the_room_is_that_between_the_margins_of_the_section() -> None:
    last = f"<w:p><w:pPr>{PAGE}</w:pPr></w:p>"
    wide = PAGE.replace("10000", "20000")
    first, end, second = found(paragraph("a") + last + paragraph("b") + wide)
    assert (first.width, first.height, first.turned_width) == (7000, 14000, 13000)
    assert (end.width, second.width) == (7000, 17000)
    # Pages that lie on their side already are not turned.
    assert second.turned_width == 0


def test_a_part_without_pages_of_its_own_is_taken_for_a4() -> None:
    (place,) = found(paragraph("a"), "hdr")
    assert (place.width, place.in_body, place.turned_width) == (9070, False, 0)


@pytest.mark.parametrize(
    ("width", "expected"),
    [
        ('w:w="3000" w:type="dxa"', 3000),
        ('w:w="3000"', 3000),
        ('w:w="0" w:type="auto"', 7000),
        ('w:w="2500" w:type="pct"', 3500),
        ('w:w="50%" w:type="pct"', 7000),
    ],
)
def test_the_room_in_a_cell(width: str, expected: int) -> None:
    cell = f"<w:tc><w:tcPr><w:tcW {width}/></w:tcPr>{paragraph('a')}</w:tc>"
    (place,) = found(f"<w:tbl><w:tr>{cell}</w:tr></w:tbl>{PAGE}")
    assert (place.width, place.in_body, place.turned_width) == (expected, False, 0)


@pytest.mark.parametrize(("width", "expected"), [(' w:w="3000"', 3000), ("", 7000)])
def test_the_room_in_a_frame(width: str, expected: int) -> None:
    frame = f"<w:p><w:pPr><w:framePr{width}/></w:pPr></w:p>"
    (place,) = found(f"{frame}{PAGE}")
    assert (place.width, place.in_body) == (expected, False)


def test_a_prose_stands_below_the_last_heading() -> None:
    texts = [paragraph("a"), paragraph("b", "Overskrift2"), paragraph("c"), paragraph("d", "Titel")]
    assert [place.heading for place in found("".join(texts) + PAGE)] == [0, 2, 2, 2]
