"""Where pages break, as LibreOffice says it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import astuple

from memo.cache import Cache
from memo.office import OfficeFault
from memo.word.layout import lay_out
from memo.word.package import write_parts
from tests.conftest import Paper
from tests.office import fake_office, fakes_office, office_that_lays_out
from tests.word.altered import BODY

BREAK = "<text:soft-page-break/>"


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def p(text: str, number: int = 0) -> str:
    """A paragraph, with our bookmark where it has a number; | is an automatic page break."""
    mark = f'<text:bookmark text:name="_m{number}"/>' if number else ""
    whole = text.replace("|", BREAK)
    leading = BREAK if text.startswith("|") else ""
    return f"<text:p>{leading}{mark}{whole.removeprefix(leading)}</text:p>"


def row(*cells: str) -> str:
    inner = "".join(f"<table:table-cell>{cell}</table:table-cell>" for cell in cells)
    return f"<table:table-row>{inner}</table:table-row>"


@fakes_office
def test_libreoffice_gets_no_more_documents_than_it_can_save_in_one_call(tmp_path: Path) -> None:
    program = office_that_lays_out(tmp_path / "bin", p("et |to", 1))
    script = program.read_text(encoding="utf-8")
    program.write_text(script.replace("sys.argv", "sys.argv[:250]"), encoding="utf-8")
    found = lay_out(program, [str(number).encode() for number in range(520)], Cache.of_user())
    assert [len(pieces) for pieces in found] == [2] * 520


@fakes_office
@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (p("et to", 1) + p("tre", 2), []),
        (p("et to", 1) + p("|tre", 2), [("_m1", 0, 2), ("_m2", 1, 1)]),
        (p("et to |tre fire", 1), [("_m1", 0, 2), ("_m1", 1, 2)]),
        (p("et bereg|ning fire", 1), [("_m1", 0, 1), ("_m1", 1, 2)]),
        (p("et |to |tre", 1), [("_m1", 0, 1), ("_m1", 1, 1), ("_m1", 2, 1)]),
        (p("et", 1) + p("uden |mærke") + p("to", 2), [("_m1", 0, 1), ("_m2", 1, 1)]),
        (p("et", 1) + p("|", 2), [("_m1", 0, 1), ("_m2", 1, 0)]),
        (
            f"<table:table>{row(p('a', 1), p('b', 2))}{BREAK}{row(p('c', 3))}</table:table>",
            [("_m1", 0, 1), ("_m2", 0, 1), ("_m3", 1, 1)],
        ),
        (
            f"<table:table>{row(p('a |b', 1), p('c |d', 2))}{row(p('e', 3))}</table:table>",
            [("_m1", 0, 1), ("_m1", 1, 1), ("_m2", 0, 1), ("_m2", 1, 1), ("_m3", 1, 1)],
        ),
        (
            p("et<text:s/>to<text:line-break/>tre<text:tab/><text:span>fi</text:span>re |fem", 1),
            [("_m1", 0, 4), ("_m1", 1, 1)],
        ),
        (
            p(f"et<text:note><text:p>fod</text:p></text:note> <draw:frame>{p('x')}</draw:frame>|to", 1),
            [("_m1", 0, 1), ("_m1", 1, 1)],
        ),
        (
            '<text:h><text:bookmark-start text:name="_m7_Copy_1"/><text:bookmark text:name="Min"/>'
            f'<text:bookmark text:name="_medie"/>et {BREAK}to</text:h>',
            [("_m7", 0, 1), ("_m7", 1, 1)],
        ),
    ],
)  # fmt: skip
def test_the_pieces_of_a_text(
    tmp_path: Path, body: str, expected: list[tuple[str, int, int]]
) -> None:
    program = office_that_lays_out(tmp_path / "bin", body)
    (pieces,) = lay_out(program, [b"docx"], Cache.of_user())
    assert [astuple(piece) for piece in pieces] == expected
    (remembered,) = lay_out(program, [b"docx"], Cache.of_user())
    assert remembered == pieces


@fakes_office
def test_the_document_in_the_pdf_may_be_deflated(tmp_path: Path) -> None:
    program = office_that_lays_out(tmp_path / "bin", p("et |to", 1), deflated=True)
    (pieces,) = lay_out(program, [b"docx"], Cache.of_user())
    assert len(pieces) == 2


@fakes_office
def test_only_what_is_new_is_laid_out_and_all_of_it_in_one_call(tmp_path: Path) -> None:
    program = office_that_lays_out(tmp_path / "bin", p("et |to", 1))
    calls = tmp_path / "bin" / "calls"
    assert len(lay_out(program, [b"1", b"2", b"1"], Cache.of_user())) == 3
    assert calls.read_text().count("called") == 1
    lay_out(program, [b"2", b"1"], Cache.of_user())
    assert calls.read_text().count("called") == 1
    lay_out(program, [b"3", b"1"], Cache.of_user())
    assert calls.read_text().count("called") == 2


@fakes_office
def test_another_libreoffice_lays_out_again(tmp_path: Path) -> None:
    program = office_that_lays_out(tmp_path / "bin", p("et |to", 1))
    lay_out(program, [b"1"], Cache.of_user())
    os.utime(program, (1, 1))
    lay_out(program, [b"1"], Cache.of_user())
    assert (tmp_path / "bin" / "calls").read_text().count("called") == 2


@fakes_office
@pytest.mark.parametrize(
    "damaged",
    ["", "{}", "[1]", '[["_m1"]]', '[["_m1", 0, "1"]]', '[["_m1", 0, 1], 2]', "null", "[[]]"],
)
def test_a_damaged_memory_is_laid_out_again(tmp_path: Path, damaged: str) -> None:
    program = office_that_lays_out(tmp_path / "bin", p("et |to", 1))
    first = lay_out(program, [b"1"], Cache.of_user())
    (entry,) = (tmp_path / "cache" / "memo").iterdir()
    entry.write_text(damaged, encoding="utf-8")
    assert lay_out(program, [b"1"], Cache.of_user()) == first
    assert (tmp_path / "bin" / "calls").read_text().count("called") == 2


@fakes_office
@pytest.mark.parametrize("pdf", ["b''", "b'%PDF stream\\nPK\\x03\\x04 endstream'"])
def test_a_pdf_without_the_document_is_a_fault(tmp_path: Path, pdf: str) -> None:
    program = fake_office(
        tmp_path / "bin",
        f"from pathlib import Path\nPath(sys.argv[5]).with_suffix('.pdf').write_bytes({pdf})",
    )
    with pytest.raises(OfficeFault):
        lay_out(program, [b"docx"], Cache.of_user())


def test_a_program_that_has_gone_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(OfficeFault):
        lay_out(tmp_path / "soffice", [b"docx"], Cache(None))


def table(rows: int, words: int, *, whole_rows: bool) -> str:
    """A table of three columns, each cell with its bookmark and so many words."""
    keep = "<w:trPr><w:cantSplit/></w:trPr>" if whole_rows else ""
    cells = [
        '<w:tc><w:tcPr><w:tcW w:w="4000" w:type="dxa"/></w:tcPr><w:p>'
        f'<w:bookmarkStart w:id="{number}" w:name="_m{number}"/><w:bookmarkEnd w:id="{number}"/>'
        f"<w:r><w:t>{'ord ' * words}</w:t></w:r></w:p></w:tc>"
        for number in range(100, 100 + 3 * rows)
    ]
    grid = '<w:gridCol w:w="4000"/>' * 3
    inner = "".join(
        f"<w:tr>{keep}{''.join(cells[n : n + 3])}</w:tr>" for n in range(0, 3 * rows, 3)
    )
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        f"{inner}</w:tbl><w:p/>"
    )


@pytest.mark.parametrize("whole_rows", [True, False])
def test_each_row_of_a_table_begins_on_one_page(
    paper: Paper, tool: Callable[[str], str], whole_rows: bool
) -> None:
    parts = paper.parts("sag/bilag-1.yaml")
    body = parts[BODY].decode()
    second_slide = body.rindex("<w:p>", 0, body.index("Anbefalinger fra Deloittes"))
    made = table(4, 80, whole_rows=whole_rows)
    parts[BODY] = (body[:second_slide] + made + body[second_slide:]).encode()
    (pieces,) = lay_out(Path(tool("soffice")), [write_parts(parts)], Cache.of_user())
    cells = [piece for piece in pieces if int(piece.anchor.removeprefix("_m")) >= 100]
    begins: dict[str, int] = {}
    for piece in cells:
        begins.setdefault(piece.anchor, piece.page)
    pages = [begins[f"_m{number}"] for number in range(100, 112)]
    assert pages[0::3] == pages[1::3] == pages[2::3] == sorted(pages[0::3])
    assert pages[-1] > 1
    assert sum(piece.words for piece in cells) == 12 * 80
    assert (len(cells) > 12) is not whole_rows
