"""A document as lines: what counts as seen, and files that were made to do harm."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from memo.word.comments import read_comments
from memo.word.lines import Line
from memo.word.package import PackageFault, read_parts
from memo.word.parts_to_read import parts_to_read
from memo.word.reviewed import review
from memo.word.stories import read_lines
from memo.word.tracking import ACCEPTED, REJECTED
from memo.word.union import TrackedFile
from memo.word.xml import XmlFault
from tests.office import convert
from tests.reviewer import BODY, Reviewed, element
from tests.timing import within

Tool = Callable[[str], str]

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"


def _relations(*kinds: str) -> bytes:
    entries = "".join(
        f'<Relationship Id="{kind}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for kind, _, target in (each.partition("=") for each in kinds)
    )
    return f'<Relationships xmlns="{_RELATIONSHIPS}">{entries}</Relationships>'.encode()


def _document(body: str, **others: str) -> dict[str, bytes]:
    """A document of this body, with other parts by their kinds."""
    parts = {
        "_rels/.rels": _relations("officeDocument=d.xml"),
        "d.xml": f'<w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>'.encode(),
        "_rels/d.xml.rels": _relations(*(f"{kind}={kind}.xml" for kind in others)),
    }
    for kind, content in others.items():
        parts[f"{kind}.xml"] = f'<w:x xmlns:w="{_W}">{content}</w:x>'.encode()
    return parts


def _p(text: str, properties: str = "", of_run: str = "") -> str:
    run = f'<w:r><w:rPr>{of_run}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'
    return f"<w:p><w:pPr>{properties}</w:pPr>{run}</w:p>"


def _read(body: str, **others: str) -> list[Line]:
    return list(read_lines(_document(body, **others), ACCEPTED))


_STYLES = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="24"/></w:rPr></w:rPrDefault></w:docDefaults>'
    '<w:style w:type="paragraph" w:default="1" w:styleId="N"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="O1"><w:name w:val="heading 1"/><w:basedOn w:val="N"/>'
    '<w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="S"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>'
)


def test_a_look_is_what_styles_and_direct_formatting_come_to() -> None:
    plain = _p("x", '<w:pStyle w:val="O1"/>')
    (line,) = _read(plain, styles=_STYLES)
    assert (line.style, line.heading) == ("heading 1", 1)
    assert line.pieces[0].look == ("b:on", "size:24")
    # Bold that meets bold in another style is none; said of the run itself, it is.
    (both,) = _read(_p("x", '<w:pStyle w:val="O1"/>', '<w:rStyle w:val="S"/>'), styles=_STYLES)
    assert both.pieces[0].look == ("size:24",)
    for said in (
        "<w:b/>",
        '<w:b w:val="true"/><w:i w:val="0"/>',
        '<w:sz w:val="24"/><w:color w:val="auto"/>',
    ):
        assert _read(_p("x", '<w:pStyle w:val="O1"/>', said), styles=_STYLES) == [line]


def test_text_is_the_same_however_its_signs_are_written() -> None:
    written = (
        "<w:t>en</w:t><w:noBreakHyphen/><w:t>to</w:t><w:softHyphen/><w:t>tre</w:t><w:br/><w:tab/>"
    )
    (line,) = _read(f"<w:p><w:r>{written}</w:r></w:p>")
    assert line == _read(_p("en‑to\u00adtre\n\t"))[0]
    (symbol,) = _read('<w:p><w:r><w:sym w:font="Wingdings" w:char="F0E0"/></w:r></w:p>')
    font = '<w:rFonts w:ascii="Wingdings"/>'
    assert [symbol] == _read(_p("\uf0e0", of_run=font))


def test_a_page_break_is_the_same_at_the_end_at_the_beginning_and_as_a_property() -> None:
    page = '<w:r><w:br w:type="page"/></w:r>'
    ways = [
        f"<w:p><w:r><w:t>a</w:t></w:r>{page}</w:p>{_p('b')}",
        f"{_p('a')}<w:p>{page}<w:r><w:t>b</w:t></w:r></w:p>",
        _p("a") + _p("b", "<w:pageBreakBefore/>"),
    ]
    assert _read(ways[0]) == _read(ways[1]) == _read(ways[2]) != _read(_p("a") + _p("b"))
    assert _read(ways[0][: ways[0].index("</w:p>") + 6]) != _read(_p("a"))


def test_a_number_counts_where_it_jumps() -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        '<w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="7"/></w:lvlOverride></w:num>'
    )

    def point(num: int) -> str:
        return _p("x", f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{num}"/></w:numPr>')

    lines = _read("".join(map(point, (1, 1, 2, 2, 1))), numbering=numbering)
    assert [line.point and line.point.jump for line in lines] == [0, 0, 7, 0, 0]
    assert all(line.point and line.point.label == "%1." for line in lines)


def test_headers_are_those_of_their_sections_named_again_or_not(built: dict[str, Path]) -> None:
    lines = read_lines(read_parts(built["eksempler/budget.yaml"].read_bytes()), ACCEPTED)
    assert [line.story for line in lines].count("section") == 3
    assert [line.story for line in lines if line.story.startswith("header")] == ["header default"]


def test_a_style_of_a_table_looks_as_what_libreoffice_makes_of_it(
    built: dict[str, Path], tool: Tool, tmp_path: Path
) -> None:
    document = Reviewed(built["2016-0419401/notat.yaml"])
    document.roots["word/styles.xml"].append(
        element(
            '<w:style w:type="table" w:customStyle="1" w:styleId="Fed"><w:name w:val="Fed"/>'
            '<w:rPr><w:sz w:val="18"/></w:rPr><w:tblStylePr w:type="firstRow"><w:rPr><w:b/>'
            '<w:color w:val="112233"/></w:rPr></w:tblStylePr><w:tblStylePr w:type="firstCol"><w:rPr>'
            "<w:i/></w:rPr></w:tblStylePr></w:style>"
        )
    )
    cell = '<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/></w:tcPr>{}</w:tc>'.format
    row = f"<w:tr>{cell(_p('a'))}{cell(_p('b'))}</w:tr>"
    document.roots[BODY][0][-1].addprevious(
        element(
            '<w:tbl><w:tblPr><w:tblStyle w:val="Fed"/><w:tblW w:w="0" w:type="auto"/>'
            '<w:tblLook w:val="04A0"/></w:tblPr><w:tblGrid><w:gridCol w:w="2000"/>'
            f'<w:gridCol w:w="2000"/></w:tblGrid>{row}{row}</w:tbl>'
        )
    )
    file = tmp_path / "notat.docx"
    file.write_bytes(document.saved())
    (saved,) = convert(tool("soffice"), "docx", [file], tmp_path / "saved")
    seen = read_lines(read_parts(saved.read_bytes()), REJECTED)
    own = read_lines(document.parts(), ACCEPTED)
    assert seen == own
    looks = [line.pieces[0].look for line in own if line.text in ("a", "b")]
    assert [("b:on" in look, "i:on" in look) for look in looks] == [
        (True, True),
        (True, False),
        (False, True),
        (False, False),
    ]


def test_what_is_to_be_read_again_is_without_pictures(built: dict[str, Path]) -> None:
    parts = read_parts(built["eksempler/budget.yaml"].read_bytes())
    kept = parts_to_read(parts)
    assert read_lines(kept, ACCEPTED) == read_lines(parts, ACCEPTED)
    assert all(len(data) < 100 for name, data in kept.items() if "/media/" in name)
    assert parts_to_read(kept) == kept


def test_an_author_who_deletes_what_another_inserted_is_told() -> None:
    def by(name: str, author: str, content: str) -> str:
        return f'<w:{name} w:id="1" w:author="{author}">{content}</w:{name}>'

    run = "<w:r><w:delText>ord</w:delText></w:r>"
    parts = _document(f"<w:p>{by('ins', 'A', by('del', 'B', run))}</w:p>")
    acts = TrackedFile(parts).acts
    assert [(each.told_kind, each.author, each.before, each.after) for each in acts] == [
        ("insertion", "A", [], ["ord"]),
        ("deletion", "B", ["ord"], []),
    ]
    assert read_lines(parts, ACCEPTED) == read_lines(parts, REJECTED) == (Line("body"),)


HARMFUL = {
    "no part at all": {},
    "no main part": {"_rels/.rels": _relations("officeDocument=gone.xml")},
    "broken XML": _document("<w:p>"),
    "entities": {
        **_document(""),
        "d.xml": b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>',
    },
    "deep nesting": _document("<w:tbl><w:tr><w:tc>" * 500 + "</w:tc></w:tr></w:tbl>" * 500),
    "broken styles": {**_document("", styles=""), "styles.xml": b"<w:styles>"},
}


@pytest.mark.parametrize("name", HARMFUL)
def test_what_is_no_document_is_a_fault_and_never_a_traceback(name: str) -> None:
    for view in (ACCEPTED, REJECTED):
        with pytest.raises((PackageFault, XmlFault)):
            read_lines(HARMFUL[name], view)
    with pytest.raises((PackageFault, XmlFault)):
        review(_document(""), HARMFUL[name])


STRANGE = {
    "a ring of styles": _document(
        _p("x", '<w:pStyle w:val="A"/>'),
        styles='<w:style w:styleId="A"><w:basedOn w:val="B"/></w:style>'
        '<w:style w:styleId="B"><w:basedOn w:val="A"/></w:style>',
    ),
    "measures that are none": _document(
        _p("x", f'<w:ind w:left="{"9" * 5000}" w:hanging="nan"/><w:outlineLvl w:val="-7"/>', '<w:sz w:val="x"/>')
        + '<w:p><w:pPr><w:sectPr><w:pgSz w:w="1e99" w:h=""/></w:sectPr></w:pPr></w:p>'
        '<w:p><w:r><w:sym w:char="zz"/><w:sym/></w:r></w:p>',
    ),
    "ends of fields without beginnings": _document(
        '<w:p><w:fldSimple w:instr=""><w:r><w:fldChar w:fldCharType="end"/></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:fldSimple>'
        '<w:r><w:fldChar w:fldCharType="separate"/><w:instrText>x</w:instrText></w:r></w:p>'
    ),
    "references to nothing": _document(
        '<w:p><w:r><w:footnoteReference w:id="9"/></w:r><w:hyperlink><w:r><w:t>x</w:t></w:r></w:hyperlink></w:p>'
        '<w:sectPr><w:headerReference w:type="default"/></w:sectPr>'
    ),
    "rows and cells of nothing": _document("<w:tbl><w:tr/><w:tr><w:tc/></w:tr></w:tbl><w:tbl/>"),
    "changes of nothing": _document(
        "<w:p><w:pPr><w:pPrChange/><w:rPr><w:rPrChange/><w:ins/></w:rPr></w:pPr><w:ins/></w:p>"
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", STRANGE)
def test_strange_documents_are_read(name: str) -> None:
    for view in (ACCEPTED, REJECTED):
        read_lines(STRANGE[name], view)
    review(STRANGE[name], STRANGE[name])


def test_replies_in_a_ring_are_not_lost() -> None:
    spaces = (
        'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
        ' xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"'
    )
    comments = "".join(
        f'<w:comment w:id="{n}" w:author="A"><w:p {spaces} w14:paraId="{n}"><w:r><w:t>{n}</w:t></w:r>'
        "</w:p></w:comment>"
        for n in range(4)
    )
    ring = "".join(
        f'<w15:commentEx {spaces} w15:paraId="{n}" w15:paraIdParent="{other}"/>'
        for n, other in ((0, 1), (1, 0), (2, 2), (3, 0))
    )
    threads = read_comments(_document(_p("x"), comments=comments, commentsExtended=ring))
    seen = [
        text for each in threads for text in (each.text, *(reply.text for reply in each.replies))
    ]
    assert sorted(seen) == ["0", "1", "2", "3"]


def _many(count: int, kind: str) -> dict[str, bytes]:
    mark = '<w:rPr><w:del w:author="A{0}"/></w:rPr>'
    if kind == "joined":
        return _document("".join(_p("x", mark.format(n)) for n in range(count)))
    if kind == "fields":
        begin = '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>x</w:instrText></w:r>'
        return _document(f"<w:p>{begin * count}</w:p>")
    if kind == "styles":
        styles = "".join(
            f'<w:style w:styleId="{n}"><w:basedOn w:val="{n - 1}"/></w:style>' for n in range(count)
        )
        return _document(_p("x", f'<w:pStyle w:val="{count - 1}"/>') * 100, styles=styles)
    if kind == "rows":
        cell = "<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>"
        return _document(f"<w:tbl>{f'<w:tr>{cell}</w:tr>' * count}</w:tbl>")
    return _document("<w:p/>" * count)


@pytest.mark.parametrize("kind", ["joined", "fields", "styles", "rows", "empty"])
def test_the_time_follows_the_length(kind: str) -> None:
    parts = _many(10_000, kind)
    within(4, lambda: review(_document(_p("x")), parts))
