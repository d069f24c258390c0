"""Whether somebody has worked in a document: what is seen, and what is no work."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from memo.word.lines import Line
from memo.word.package import PackageFault, read_parts
from memo.word.parts_to_read import parts_to_read
from memo.word.reviewed import Review, is_kept, review
from memo.word.revised import Change
from memo.word.stories import read_lines
from memo.word.tracking import ACCEPTED
from tests.office import convert
from tests.reviewer import BODY, Reviewed, W, element, text_of
from tests.timing import within

Tool = Callable[[str], str]


def _seen(base: bytes, reviewed: bytes) -> Review:
    return review(parts_to_read(read_parts(base)), read_parts(reviewed))


def _tracked(seen: Review) -> list[Change]:
    return [change for change in seen.revision.changes if change.is_tracked]


def _untracked(seen: Review) -> list[Change]:
    return [change for change in seen.revision.changes if not change.is_tracked]


def _first(document: Reviewed, name: str) -> str:
    """A word of the first part of that kind."""
    return next(word for word in text_of(document.story(name)).split() if len(word) > 3)


def _reword_edge(kind: str) -> Callable[[Reviewed], None]:
    return lambda document: document.replace(_first(document, kind), "Andet", kind)


def _move(document: Reviewed) -> None:
    paragraph = document.paragraph("Pengene til drift")
    target = document.paragraph("Finansieringen fremgår")
    target.addnext(paragraph)


def _add_paragraph(document: Reviewed) -> None:
    document.paragraph("Pengene til drift").addnext(element("<w:p><w:r><w:t>Nyt</w:t></w:r></w:p>"))


def _delete_paragraph(document: Reviewed) -> None:
    paragraph = document.paragraph("Finansieringen fremgår")
    parent = paragraph.getparent()
    assert parent is not None
    parent.remove(paragraph)


def _restyle(document: Reviewed) -> None:
    other = document.paragraph("Tabel 1.").find(f"{W}pPr/{W}pStyle")
    own = document.paragraph("Finansieringen fremgår").find(f"{W}pPr/{W}pStyle")
    assert own is not None
    assert other is not None
    own.set(f"{W}val", other.get(f"{W}val", ""))


def _indent_point(document: Reviewed) -> None:
    level = next(document.roots[BODY].iter(f"{W}ilvl"))
    level.set(f"{W}val", "2")


def _turn_off_point(document: Reviewed) -> None:
    next(document.roots[BODY].iter(f"{W}numId")).set(f"{W}val", "0")


def _reword_alt(document: Reviewed) -> None:
    drawing = list(document.roots[BODY].iter("{*}inline"))[-1]
    properties = drawing.find("{*}docPr")
    assert properties is not None
    properties.set("descr", "Et andet billede")


def _add_row(document: Reviewed) -> None:
    row = next(document.paragraph("437,5").iterancestors(f"{W}tr"))
    new = element("<w:tr/>")
    new.extend(
        element("<w:tc><w:p><w:r><w:t>9</w:t></w:r></w:p></w:tc>") for _ in row.iterfind(f"{W}tc")
    )
    row.addnext(new)


def _center(document: Reviewed) -> None:
    properties = document.paragraph("Finansieringen fremgår").find(f"{W}pPr")
    assert properties is not None
    properties.append(element('<w:jc w:val="center"/>'))


def _narrow(document: Reviewed) -> None:
    next(document.roots[BODY].iter(f"{W}pgMar")).set(f"{W}left", "2000")


def _shade_cell(document: Reviewed) -> None:
    cell = next(document.paragraph("437,5").iterancestors(f"{W}tc"))
    properties = cell.find(f"{W}tcPr")
    assert properties is not None
    border = properties.find(f"{W}tcBorders")
    shade = element('<w:shd w:val="clear" w:color="auto" w:fill="FFFF00"/>')
    properties.append(shade) if border is None else border.addnext(shade)


def _shade_paragraph(document: Reviewed) -> None:
    style = document.paragraph("Finansieringen fremgår").find(f"{W}pPr/{W}pStyle")
    assert style is not None
    style.addnext(element('<w:shd w:val="clear" w:color="auto" w:fill="FFFF00"/>'))


def _empty_last_footer(document: Reviewed) -> None:
    relations = document.roots["word/_rels/document.xml.rels"]
    relation = element("<Relationship/>")
    relation.tag = relations[0].tag
    type = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footer"
    relation.attrib.update({"Id": "rIdEmpty", "Type": type, "Target": "footer99.xml"})
    relations.append(relation)
    document.roots["word/footer99.xml"] = element("<w:ftr><w:p/></w:ftr>")
    override = element("<Override/>")
    types = document.roots["[Content_Types].xml"]
    override.tag = str(types.tag).replace("Types", "Override")
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"
    override.attrib.update({"PartName": "/word/footer99.xml", "ContentType": kind})
    types.append(override)
    section = list(document.roots[BODY].iter(f"{W}sectPr"))[-1]
    for old in section.findall(f"{W}footerReference"):
        section.remove(old)
    new = element('<w:footerReference w:type="default" r:id="rIdEmpty"/>')
    section.insert(len(section.findall(f"{W}headerReference")), new)


UNTRACKED: dict[str, Callable[[Reviewed], None]] = {
    "a word of the body": lambda it: it.replace("Pengene", "Midlerne"),
    "a heading": lambda it: it.replace("Finansiering", "Betaling"),
    "a cell": lambda it: it.replace("Mjølnerparken", "Rum"),
    "a header": _reword_edge("header"),
    "a footer": _reword_edge("footer"),
    "a footnote": _reword_edge("footnotes"),
    "a text box": lambda it: it.replace("boksen", "feltet"),
    "a word made bold": lambda it: it.format("Pengene", "<w:b/>"),
    "a word coloured": lambda it: it.format("Pengene", '<w:highlight w:val="yellow"/>'),
    "a box round a word": lambda it: it.format("Pengene", '<w:bdr w:val="single" w:sz="4"/>'),
    "a cell shaded": _shade_cell,
    "a paragraph shaded": _shade_paragraph,
    "the footer of the last section emptied": _empty_last_footer,
    "a paragraph added": _add_paragraph,
    "a paragraph deleted": _delete_paragraph,
    "a paragraph moved": _move,
    "another style": _restyle,
    "another level": _indent_point,
    "no point any more": _turn_off_point,
    "another picture": lambda it: it.replace_picture(b"\x89PNG other"),
    "another alternative text": _reword_alt,
    "a row added": _add_row,
    "centred": _center,
    "another margin": _narrow,
    "a space more": lambda it: it.replace("Pengene", "Pengene "),
}


@pytest.mark.parametrize("act", UNTRACKED)
def test_what_was_done_untracked_is_seen(base: bytes, act: str) -> None:
    document = Reviewed(base)
    UNTRACKED[act](document)
    seen = _seen(base, document.saved())
    assert _untracked(seen)
    assert _tracked(seen) == []
    assert not seen.is_empty


def test_it_is_seen_after_libreoffice_has_saved_it_too(
    base: bytes, tool: Tool, tmp_path: Path
) -> None:
    # LibreOffice has to read a picture to save it.
    acts = [act for act in UNTRACKED if act != "another picture"]
    files = [tmp_path / "unchanged.docx", *(tmp_path / f"{n}.docx" for n in range(len(acts)))]
    files[0].write_bytes(base)
    for file, act in zip(files[1:], acts, strict=True):
        document = Reviewed(base)
        UNTRACKED[act](document)
        file.write_bytes(document.saved())
    unchanged, *others = convert(tool("soffice"), "docx", files, tmp_path / "saved")
    assert _untracked(_seen(base, unchanged.read_bytes())) == []
    for act, file in zip(acts, others, strict=True):
        assert _untracked(_seen(base, file.read_bytes())), act


def test_opening_and_saving_in_libreoffice_is_no_work(
    built: dict[str, Path], tool: Tool, tmp_path: Path
) -> None:
    folders = {path: tmp_path / str(number) for number, path in enumerate(built)}
    files = []
    for path, file in built.items():
        folders[path].with_suffix(".docx").write_bytes(file.read_bytes())
        files.append(folders[path].with_suffix(".docx"))
    saved = convert(tool("soffice"), "docx", files, tmp_path / "saved")
    for path, file in zip(built, saved, strict=True):
        seen = _seen(built[path].read_bytes(), file.read_bytes())
        assert seen.is_empty, (path, seen)


def test_opening_and_saving_in_word_is_no_work(built: dict[str, Path]) -> None:
    for path, file in built.items():
        document = Reviewed(file)
        document.save_as_word_does()
        seen = _seen(file.read_bytes(), document.saved())
        assert seen.is_empty, (path, seen)


def test_a_new_page_number_is_no_work(base: bytes) -> None:
    document = Reviewed(base)
    footer = document.story("footer")
    for node in footer.iter(f"{W}t"):
        if (node.text or "").isdigit():
            node.text = "17"
    assert _seen(base, document.saved()).is_empty


def test_a_comment_is_seen_with_its_thread(base: bytes) -> None:
    document = Reviewed(base)
    document.comment("Pengene", "Hvilke?", replies=["Dem i tabellen.", "Tak"])
    document.comment("Finansieringen", "Fint", resolved=True)
    seen = _seen(base, document.saved())
    first, second = seen.comments
    assert (first.text, first.author, first.is_resolved) == ("Hvilke?", "Karen Lindtoft", False)
    assert [reply.text for reply in first.replies] == ["Dem i tabellen.", "Tak"]
    assert (second.text, second.is_resolved, second.replies) == ("Fint", True, ())
    assert _untracked(seen) == []
    assert not seen.is_empty


def test_a_comment_that_was_there_already_is_no_work_until_it_is_resolved(base: bytes) -> None:
    document = Reviewed(base)
    document.comment("Pengene", "Hvilke?")
    commented = document.saved()
    assert _seen(commented, commented).is_empty
    for entry in document.roots["word/commentsExtended.xml"]:
        entry.set(next(name for name in entry.attrib if name.endswith("done")), "1")
    (seen,) = _seen(commented, document.saved()).comments
    assert seen.is_resolved


TRACKED: dict[str, Callable[[Reviewed], None]] = {
    "delete": lambda it: it.delete("Pengene"),
    "insert": lambda it: it.insert("Pengene", " alle"),
    "type over": lambda it: it.type_over("Pengene", "Midlerne"),
    "in a footnote": lambda it: it.delete(_first(it, "footnotes"), "footnotes"),
    "in a header": lambda it: it.type_over(_first(it, "header"), "Andet", "header"),
    "split": lambda it: it.split("Pengene til"),
    "join": lambda it: it.join("Finansieringen fremgår"),
    "delete a paragraph": lambda it: it.delete_paragraph("Finansieringen fremgår"),
    "insert a paragraph": lambda it: it.insert_paragraph("Finansieringen fremgår", "Nyt"),
    "move a paragraph": lambda it: it.move_paragraph("Pengene til", "Finansieringen fremgår"),
    "restyle": lambda it: it.restyle("Finansieringen fremgår", '<w:jc w:val="center"/>'),
    "embolden": lambda it: it.embolden("Pengene"),
    "insert a row": lambda it: it.insert_row("437,5"),
    "delete a row": lambda it: it.delete_row("437,5"),
}


@pytest.mark.parametrize("act", TRACKED)
def test_a_tracked_act_is_one_change_and_nothing_untracked(base: bytes, act: str) -> None:
    document = Reviewed(base)
    TRACKED[act](document)
    seen = _seen(base, document.saved())
    assert len(_tracked(seen)) == 1, _tracked(seen)
    assert _tracked(seen)[0].author == "Karen Lindtoft"
    assert _untracked(seen) == []
    reviewed = read_lines(document.parts(), ACCEPTED)
    assert reviewed != read_lines(read_parts(base), ACCEPTED)


@pytest.mark.parametrize(
    ("act", "fault"),
    [
        (lambda it: next(it.roots[BODY].iter(f"{W}pgSz")).set(f"{W}w", "1e308"), "a measure"),
        (
            lambda it: it.restyle(
                "Finansieringen fremgår", '<w:spacing xmlns:q="relativ" w:before="9" q:z="1"/>'
            ),
            "a relative namespace",
        ),
    ],
)
def test_absurd_values_are_read_as_what_they_are(
    base: bytes, act: Callable[[Reviewed], None], fault: str
) -> None:
    document = Reviewed(base)
    act(document)
    assert not _seen(base, document.saved()).is_empty, fault


def test_who_saved_it_last_is_told(base: bytes) -> None:
    document = Reviewed(base)
    core = document.roots["docProps/core.xml"]
    space = "{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}"
    for old in core.findall(f"{space}lastModifiedBy"):
        core.remove(old)
    assert _seen(base, document.saved()).revision.saved_by == ""
    core.append(core.makeelement(f"{space}lastModifiedBy"))
    core[-1].text = "Anne Jensen"
    assert _seen(base, document.saved()).revision.saved_by == "Anne Jensen"


def test_what_a_reviewer_did_is_kept_where_the_new_document_has_it_too(base: bytes) -> None:
    def lines(*acts: Callable[[Reviewed], None]) -> tuple[Line, ...]:
        document = Reviewed(base)
        for act in acts:
            act(document)
        return read_lines(document.parts(), ACCEPTED)

    def reworded(it: Reviewed) -> None:
        it.replace("Finansieringen", "Betalingen")

    old = lines()
    for act in UNTRACKED.values():
        done = lines(act)
        assert is_kept(old, done, done)
        assert not is_kept(old, done, old)
    for tracked in (TRACKED["type over"], TRACKED["insert a row"]):
        done = lines(tracked)
        assert is_kept(old, done, lines(tracked, reworded))
        assert not is_kept(old, done, lines(reworded))
    assert is_kept(old, old, lines(reworded))


def test_a_file_that_is_no_document_is_refused() -> None:
    with pytest.raises(PackageFault):
        review({}, {})


def test_thirty_pages_with_two_hundred_changes_take_less_than_half_a_second(base: bytes) -> None:
    document = Reviewed(base)
    body = document.roots[BODY][0]
    last = body[-1]
    for number in range(600):
        text = f"Afsnit {number} har nogle ord, som en læser kan rette i, og de er ret lange."
        last.addprevious(element(f"<w:p><w:r><w:t>{text * 3}</w:t></w:r></w:p>"))
    long = document.saved()
    for number in range(200):
        document.type_over(f"Afsnit {number * 3} har", f"Stykke {number} har")
    reviewed = document.parts()
    parts = read_parts(long)
    seen = within(0.5, lambda: review(parts, reviewed))
    assert len(_tracked(seen)) == 200
    assert _untracked(seen) == []
