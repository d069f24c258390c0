"""A Word file as text."""

from __future__ import annotations

from memo.word.package import read_parts
from memo.word.view import view
from tests.conftest import ROOT
from tests.word.altered import BODY, cell, paragraph

PARTS = read_parts((ROOT / "templates" / "notat.docx").read_bytes())


def body(content: str) -> list[str]:
    """The lines of a document with that body."""
    text = PARTS[BODY].decode()
    start, end = text.index("<w:body>") + len("<w:body>"), text.rindex("<w:sectPr")
    parts = PARTS | {BODY: (text[:start] + content + text[end:]).encode()}
    return view(parts).split("== header")[0].splitlines()[1:]


def test_rows_and_cells_are_told_apart() -> None:
    two = paragraph("b") + paragraph("c")
    row = f"<w:tr>{cell(paragraph('a'))}{cell(two)}</w:tr>"
    assert body(f"<w:tbl>{row}{row}</w:tbl>{paragraph('d')}") == [
        *["+ [Body Text] a", "| [Body Text] b", "  [Body Text] c"] * 2,
        "[Body Text] d",
    ]


def test_a_merged_cell_shows_what_it_covers() -> None:
    def merged(text: str, properties: str) -> str:
        return cell(paragraph(text)).replace("</w:tcPr>", f"{properties}</w:tcPr>")

    wide = merged("a", '<w:gridSpan w:val="2"/>')
    high = merged("b", '<w:vMerge w:val="restart"/>')
    rows = [wide + high, cell(paragraph("c")) * 2 + merged("", "<w:vMerge/>")]
    table = "".join(f"<w:tr>{row}</w:tr>" for row in rows)
    assert body(f"<w:tbl>{table}</w:tbl>") == [
        "++ [Body Text] a", "| [Body Text] b",
        "+ [Body Text] c", "| [Body Text] c", "|^ [Body Text]",
    ]  # fmt: skip
