"""Prose in its place on the page."""

from __future__ import annotations

import pytest

from memo.word.package import read_parts, write_parts
from memo.word.xml import Element, parse, w
from tests.conftest import ROOT, Paper
from tests.word.altered import BODY, alter, cell, paragraph

MEMO = "sag/notat.yaml"
PROSE = paragraph("{{p del.tekst }}")
# One white dot.
PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x01\x00\x00\x00\x007n\xf9$"
    b"\x00\x00\x00\nIDATx\x9cc`\x00\x00\x00\x02\x00\x01H\xaf\xa4q\x00\x00\x00\x00IEND\xaeB`\x82"
)
A_TABLE = """      - tabel:
          titel: En tabel
          {more}
          hoved: [[a, b]]
          rækker: [[c, "1,5"]]
"""


def with_prose(paper: Paper, parts: str) -> Paper:
    """The paper with a memo of one section, of those parts."""
    text = (paper.content / MEMO).read_text("utf-8")
    head = text[: text.index("afsnit:")]
    paper.write(MEMO, f"{head}afsnit:\n  - overskrift: Om sagen\n    tekst:\n{parts}")
    return paper


def body(paper: Paper) -> Element:
    return parse(paper.parts()[BODY])


@pytest.mark.parametrize(
    "part",
    [
        "      - |\n        a[^1]\n\n        [^1]: b\n",
        "      - |\n        a\n\n        ---\n\n        b\n",
        A_TABLE.format(more="liggende: ja"),
    ],
)
def test_what_only_a_page_can_hold_is_a_problem_in_a_table_of_the_template(
    paper: Paper, part: str
) -> None:
    table = f"<w:tbl><w:tblPr/><w:tblGrid/><w:tr>{cell(PROSE)}</w:tr></w:tbl>"
    alter(paper.templates / "notat.docx", PROSE, table)
    assert [problem.code for problem in with_prose(paper, part).problems()] == ["ikke-her"]


def test_a_page_on_its_side_stands_between_pages_of_the_letterhead(paper: Paper) -> None:
    parts = "      - Før.\n" + A_TABLE.format(more="liggende: ja") + "      - Efter.\n"
    root = body(with_prose(paper, parts))
    sections = list(root.iter(w("sectPr")))
    assert orientations(root) == ["portrait", "landscape", "portrait"]
    # Only the first page has the letterhead's own header.
    assert [section.find(w("titlePg")) is not None for section in sections] == [True, False, False]


def test_a_page_on_its_side_that_is_the_last_leaves_no_empty_page(paper: Paper) -> None:
    parts = "      - Før.\n" + A_TABLE.format(more="liggende: ja")
    paper.write("sag/b.yaml", f"skabelon: bilag\ntitel: x\nafsnit:\n  - tekst:\n{parts}")
    root = parse(paper.parts("sag/b.yaml")[BODY])
    pages = [section.find(w("pgSz")) for section in root.iter(w("sectPr"))]
    assert [page.get(w("orient")) for page in pages] == [None, "landscape"]


def test_a_figure_above_a_page_on_its_side_keeps_the_number_of_its_caption(paper: Paper) -> None:
    """In a caption that ends a section, LibreOffice would empty the bookmark of the number."""
    (paper.content / "sag" / "a.png").write_bytes(PNG)
    figure = "      - figur: {fil: a.png, pynt: ja, titel: Billedtekst}\n"
    root = body(with_prose(paper, figure + A_TABLE.format(more="liggende: ja")))
    (upright, _) = [section.getparent().getparent() for section in root.iter(w("sectPr"))][:2]
    assert "".join(upright.itertext()) == ""
    assert "".join(upright.getprevious().itertext()).endswith("Billedtekst")


def test_a_heading_above_a_page_on_its_side_stands_on_it(paper: Paper) -> None:
    root = body(with_prose(paper, A_TABLE.format(more="liggende: ja")))
    paragraphs = [element for element in root.iter(w("p")) if element.getparent().tag == w("body")]
    texts = ["".join(p.itertext()) for p in paragraphs]
    ends = [p.find(f"{w('pPr')}/{w('sectPr')}") is not None for p in paragraphs]
    assert texts.index("Om sagen") > ends.index(True)


def test_two_tables_in_a_row_stay_two(paper: Paper) -> None:
    part = "      - tabel: {hoved: [[a]], rækker: [[b]]}\n"
    root = body(with_prose(paper, part * 2))
    first, second = root.iter(w("tbl"))
    between = first.getnext()
    assert between.tag == w("p")
    assert between.getnext() is second
    (spacing,) = between.iter(w("spacing"))
    assert (spacing.get(w("before")), spacing.get(w("line"))) == ("240", "20")


def test_two_texts_with_a_table_at_their_edge_stay_two(paper: Paper) -> None:
    part = "      - tabel: {hoved: [[a]], rækker: [[b]]}\n"
    root = body(with_prose(paper, f"{part}  - tekst:\n{part}"))
    assert [table.getnext().tag for table in root.iter(w("tbl"))] == [w("p"), w("p")]


def annex(paper: Paper, parts: str) -> Element:
    """The body of an annex of one section, of those parts: nothing comes after them."""
    paper.write("sag/prøve.yaml", f"skabelon: bilag\ntitel: x\nafsnit:\n  - tekst:\n{parts}")
    return parse(paper.parts("sag/prøve.yaml")[BODY])


def orientations(root: Element) -> list[str]:
    """Of each section, how its pages lie."""
    return [page.get(w("orient"), "portrait") for page in root.iter(w("pgSz"))]


def test_a_document_that_ends_with_a_page_on_its_side_has_no_empty_page_behind(
    paper: Paper,
) -> None:
    root = annex(paper, A_TABLE.format(more="liggende: ja"))
    assert orientations(root) == ["portrait", "landscape"]


def test_two_pages_on_their_side_have_no_empty_page_between(paper: Paper) -> None:
    side = A_TABLE.format(more="liggende: ja")
    assert orientations(annex(paper, f"{side}{side}")) == ["portrait", "landscape", "landscape"]
    root = annex(paper, f"{side}  - overskrift: y\n    tekst:\n{side}      - Slut.\n")
    assert orientations(root) == ["portrait", "landscape", "landscape", "portrait"]


def test_a_document_does_not_end_with_a_table(paper: Paper) -> None:
    root = annex(paper, "      - tabel: {hoved: [[a]], rækker: [[b]]}\n")
    (table,) = root.iter(w("tbl"))
    last = table.getnext()
    assert (last.tag, last.getnext().tag) == (w("p"), w("sectPr"))


def test_a_new_page_is_asked_for_by_what_stands_on_it(paper: Paper) -> None:
    parts = "      - |\n        a\n\n        ---\n" + A_TABLE.format(more="navn: x")
    (mark,) = body(with_prose(paper, parts)).iter(w("pageBreakBefore"))
    assert "".join(mark.getparent().getparent().itertext()).startswith("Tabel")


def test_a_new_page_right_below_a_heading_begins_above_it(paper: Paper) -> None:
    root = body(with_prose(paper, "      - |\n        ---\n\n        a\n"))
    (mark,) = root.iter(w("pageBreakBefore"))
    assert "".join(mark.getparent().getparent().itertext()) == "Om sagen"


def test_a_new_page_at_the_end_leaves_no_line_behind(paper: Paper) -> None:
    root = body(with_prose(paper, "      - |\n        a\n\n        ---\n"))
    (mark,) = [b for b in root.iter(w("br")) if b.get(w("type")) == "page"]
    spacing = mark.getparent().getparent().find(f"{w('pPr')}/{w('spacing')}")
    assert (spacing.get(w("line")), spacing.get(w("lineRule"))) == ("20", "exact")


def test_headings_in_prose_stand_below_that_of_the_template(paper: Paper) -> None:
    root = body(with_prose(paper, "      - |\n        # a\n\n        ## b\n\n        ### c\n"))
    styles = {
        "".join(p.itertext()): p.find(f"{w('pPr')}/{w('pStyle')}").get(w("val"))
        for p in root.iter(w("p"))
        if p.find(f"{w('pPr')}/{w('pStyle')}") is not None
    }
    assert (styles["Om sagen"], styles["a"], styles["b"], styles["c"]) == (
        "Overskrift1",
        "Overskrift2",
        "Overskrift3",
        "Overskrift4",
    )


def test_the_comma_of_a_number_stands_under_the_one_above(paper: Paper) -> None:
    rows = '[["12"], ["1,5"], ["1.000,25*"], ["-"]]'
    root = body(with_prose(paper, f"      - tabel: {{hoved: [[a]], rækker: {rows}}}\n"))
    cells = list(root.iter(w("tc")))[1:]
    right = [int(c.find(f".//{w('ind')}").get(w("right"))) for c in cells]
    assert right[0] == right[3] > right[1] > right[2] == 0


def test_what_follows_a_table_or_a_figure_stands_off_and_its_notes_do_not(paper: Paper) -> None:
    (paper.content / "sag" / "a.png").write_bytes(PNG)
    figure = "      - figur: {fil: a.png, pynt: ja}\n"
    caption = "      - figur: {fil: a.png, pynt: ja, titel: Billedtekst}\n"
    table = A_TABLE.format(more="noter: Noten")
    parts = "      - Et.\n".join(["", figure, caption, table, ""])
    before = {}
    for element in body(with_prose(paper, parts)).iter(w("p")):
        spacing = element.find(f"{w('pPr')}/{w('spacing')}")
        found = None if spacing is None else spacing.get(w("before"))
        before.setdefault("".join(element.itertext()), []).append(found)
    assert before["Et."] == [None, "240", "240", "240"]
    assert before["Noten"] == [None]


def test_a_heading_of_a_column_takes_no_room_for_decimals(paper: Paper) -> None:
    def width(rows: str) -> int:
        table = f"      - tabel: {{hoved: [[En lang overskrift]], rækker: {rows}}}\n"
        (column,) = body(with_prose(paper, table)).iter(w("gridCol"))
        return int(column.get(w("w"), ""))

    assert width('[["1,25"]]') == width('[["1"]]')


def test_the_line_below_a_head_goes_on_below_a_cell_over_two_rows(paper: Paper) -> None:
    head = "[[{tekst: a, rækker: 2}, {tekst: b, kolonner: 2}], [c, d]]"
    rows = "[[{tekst: e, rækker: 2}, f, g], [h, i]]"
    table = f"      - tabel: {{hoved: {head}, rækker: {rows}}}\n"
    cells = list(body(with_prose(paper, table)).iter(w("tc")))
    lines = [c.find(f"{w('tcPr')}/{w('tcBorders')}/{w('bottom')}") for c in cells]
    # Word takes the line of a merged cell from its last part, LibreOffice only one of its own.
    assert [line is not None and line.get(w("val")) == "single" for line in lines[2:5]] == [
        True
    ] * 3
    assert lines[5:] == [None] * (len(cells) - 5)


@pytest.mark.parametrize(("rows", "stays"), [(9, True), (40, False)])
def test_a_short_table_stays_on_one_page(paper: Paper, rows: int, stays: bool) -> None:
    lines = ", ".join("[b]" for _ in range(rows))
    root = body(with_prose(paper, f"      - tabel: {{hoved: [[a]], rækker: [{lines}]}}\n"))
    kept = [row.find(f".//{w('keepNext')}") is not None for row in root.iter(w("tr"))]
    assert kept == [True, *[stays] * (rows - 1), False]


def test_a_new_page_above_a_table_is_not_asked_for_by_its_repeated_head(paper: Paper) -> None:
    parts = "      - |\n        a\n\n        ---\n      - tabel: {hoved: [[b]], rækker: [[c]]}\n"
    root = body(with_prose(paper, parts))
    (mark,) = root.iter(w("pageBreakBefore"))
    assert next(mark.iterancestors(w("tc")), None) is None


def test_a_list_in_a_cell_stays_with_the_row_below(paper: Paper) -> None:
    rows = '[["- x\\n- y"], ["z"]]'
    root = body(with_prose(paper, f"      - tabel: {{hoved: [[b]], rækker: {rows}}}\n"))
    points = [p for p in root.iter(w("p")) if "".join(p.itertext()) in ("x", "y")]
    assert len(points) == 2
    assert all(p.find(f"{w('pPr')}/{w('keepNext')}") is not None for p in points)


def test_a_reference_looks_as_the_words_round_it(paper: Paper) -> None:
    part = A_TABLE.format(more="navn: x") + "      - '**Se [tabel](#x)**'\n"
    root = body(with_prose(paper, part))
    field = next(t for t in root.iter(w("instrText")) if "REF" in (t.text or ""))
    assert field.getparent().find(f"{w('rPr')}/{w('rStyle')}").get(w("val")) == "Strk"


def test_a_template_that_tells_no_page_prints_a_wide_table_upright(paper: Paper) -> None:
    parts = read_parts((paper.templates / "notat.docx").read_bytes())
    text = parts[BODY].decode()
    parts[BODY] = (text[: text.index("<w:sectPr")] + text[text.index("</w:body>") :]).encode()
    (paper.templates / "notat.docx").write_bytes(write_parts(parts))
    with_prose(paper, A_TABLE.format(more="liggende: ja"))
    assert b"w:memo" not in paper.parts()[BODY]


def test_the_letterhead_stays_on_a_first_page_that_lies_on_its_side(paper: Paper) -> None:
    part = A_TABLE.format(more="liggende: ja")
    text = (paper.content / MEMO).read_text("utf-8")
    schema = paper.templates / "notat.schema.yaml"
    schema.write_text(
        schema.read_text("utf-8") + "  foran:\n    $ref: ../memo/tekst.schema.yaml\n", "utf-8"
    )
    first = paragraph("{{p foran }}")
    alter(paper.templates / "notat.docx", "<w:body>", f"<w:body>{first}")
    paper.write(MEMO, text + "foran:\n" + part.replace("      ", "  "))
    sections = list(body(paper).iter(w("sectPr")))
    assert [section.find(w("titlePg")) is not None for section in sections] == [True, False]


@pytest.mark.parametrize("kind", ["notat", "slides", "indstilling", "brev", "referat", "bilag"])
def test_bold_is_not_asked_for_twice_where_styles_meet(kind: str) -> None:
    """In Word bold is a toggle (ECMA-376, 17.7.3): of a table and a paragraph style, one has it."""
    styles = parse(
        read_parts((ROOT / "templates" / f"{kind}.docx").read_bytes())["word/styles.xml"]
    )
    (table,) = [s for s in styles.iter(w("style")) if s.find(w("name")).get(w("val")) == "Tabel"]
    assert list(table.iter(w("b"))) == []


def test_the_bold_that_marks_a_total_is_left_to_its_style(paper: Paper) -> None:
    table = "      - |\n        | a | **b** |\n        |---|---|\n        | **I alt** | **2** |\n"
    root = body(with_prose(paper, table))
    (table,) = root.iter(w("tbl"))
    assert list(table.iter(w("rStyle"))) == []


@pytest.mark.parametrize(
    "part",
    [
        "      - tabel: {hoved: [['**fed**']], rækker: [[b]]}\n",
        "      - tabel: {hoved: [[a]], rækker: [{gruppe: 'x **fed**'}, {sum: ['**fed**']}]}\n",
        "      - tabel: {titel: En **fed** titel, hoved: [[a]], rækker: [[b]]}\n",
        "      - |\n        # En **fed** overskrift\n",
    ],
)
def test_bold_in_what_is_bold_stays_bold(paper: Paper, part: str) -> None:
    """Bold of two styles that meet is none to Word; what the run says itself holds."""
    runs = [r for r in body(with_prose(paper, part)).iter(w("r")) if "".join(r.itertext()) == "fed"]
    assert runs
    assert all(run.find(f"{w('rPr')}/{w('b')}") is not None for run in runs)


def test_a_list_in_a_quotation_stands_in_with_it(paper: Paper) -> None:
    parts = with_prose(paper, "      - |\n        > a\n        >\n        > - b\n").parts()
    styles = parse(parts["word/styles.xml"])
    (quote,) = [s for s in styles.iter(w("style")) if s.find(w("name")).get(w("val")) == "Quote"]
    left = int(quote.find(f"{w('pPr')}/{w('ind')}").get(w("left")))
    *before, own = parse(parts["word/numbering.xml"]).findall(w("abstractNum"))
    usual, moved = (
        int(abstract.find(f"{w('lvl')}/{w('pPr')}/{w('ind')}").get(w("left")))
        for abstract in (before[0], own)
    )
    assert moved == usual + left
