"""A reviewer who works in a Word file, and programs that open and save it.

It takes nothing from `memo`. Each tracked act is written as Word writes it in a file that it really
saved; the act names the file, which stands in `shared/word-saved/` beside this project.
"""

from __future__ import annotations

import copy
import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MARKUP = "application/vnd.openxmlformats-officedocument.wordprocessingml"

BODY = "word/document.xml"
Element = etree._Element


def element(xml: str) -> Element:
    """The element, with Word's usual prefixes."""
    spaces = (
        ("w", W[1:-1]),
        ("w14", _W14[1:-1]),
        ("r", _OFFICE),
        ("wp", "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"),
        ("a", "http://schemas.openxmlformats.org/drawingml/2006/main"),
        ("wps", "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"),
        ("mc", "http://schemas.openxmlformats.org/markup-compatibility/2006"),
    )
    declared = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in spaces)
    return next(iter(etree.fromstring(f"<x {declared}>{xml}</x>")))


def text_of(node: Element) -> str:
    """The text in the element, deleted text too."""
    return "".join(str(each.text or "") for each in node.iter(f"{W}t", f"{W}delText"))


class Reviewed:
    """A Word file in a reviewer's hands."""

    def __init__(self, file: Path | bytes, author: str = "Karen Lindtoft") -> None:
        self.author = author
        self._id = 9000
        self.roots: dict[str, Element] = {}
        self._binary: dict[str, bytes] = {}
        data = file if isinstance(file, bytes) else file.read_bytes()
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in archive.namelist():
                if name.endswith((".xml", ".rels")):
                    self.roots[name] = etree.fromstring(archive.read(name))
                else:
                    self._binary[name] = archive.read(name)

    def parts(self) -> dict[str, bytes]:
        """The parts by their names."""
        return {name: etree.tostring(root) for name, root in self.roots.items()} | self._binary

    def saved(self) -> bytes:
        """The file."""
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in self.parts().items():
                archive.writestr(name, data)
        return buffer.getvalue()

    def story(self, kind: str) -> Element:
        """The first part of that kind that holds text."""
        names = [name for name in self.roots if re.fullmatch(rf"word/{kind}\d*\.xml", name)]
        return next(self.roots[name] for name in names if text_of(self.roots[name]).strip())

    def paragraph(self, text: str, story: str = "document") -> Element:
        """The first paragraph that holds the text."""
        found = self.story(story).iter(f"{W}p")
        return next(each for each in found if text in text_of(each))

    def run(self, text: str, story: str = "document") -> Element:
        """A run of exactly that text: what stands round it is split off."""
        return _split_off(self.paragraph(text, story), text)

    # Untracked acts.

    def replace(self, text: str, other: str, story: str = "document") -> None:
        """Nothing; types over the text with tracking off."""
        for node in self.run(text, story).iter(f"{W}t"):
            node.text = other

    def format(self, text: str, properties: str, story: str = "document") -> None:
        """Nothing; gives the text another look with tracking off."""
        _properties_of(self.run(text, story), "rPr").append(element(properties))

    def replace_picture(self, data: bytes) -> None:
        """Nothing; puts other bytes in place of the document's last picture."""
        self._binary[[name for name in self._binary if "/media/" in name][-1]] = data

    # Tracked acts.

    def _attributes(self) -> str:
        self._id += 1
        return f'w:id="{self._id}" w:author="{self.author}" w:date="2026-11-22T10:0{self._id % 10}:00Z"'

    def delete(self, text: str, story: str = "document") -> None:
        """Nothing; as RP002-Deleted-Text.docx."""
        run = self.run(text, story)
        _wrap(run, element(f"<w:del {self._attributes()}/>"))
        for node in run.iter(f"{W}t"):
            node.tag = f"{W}delText"

    def insert(self, after: str, text: str, story: str = "document") -> None:
        """Nothing; as RP003-Inserted-Text.docx."""
        run = self.run(after, story)
        new = _copied_run(run, text)
        run.addnext(new)
        _wrap(new, element(f"<w:ins {self._attributes()}/>"))

    def type_over(self, text: str, other: str, story: str = "document") -> None:
        """Nothing; the deletion and behind it the insertion, as RP042-Deleted-Para-Mark-at-End.docx."""
        run = self.run(text, story)
        new = _copied_run(run, other)
        run.addnext(new)
        _wrap(new, element(f"<w:ins {self._attributes()}/>"))
        self.delete(text, story)

    def strike_out(self, after: str, text: str, by: str = "Bo Holm") -> None:
        """Nothing; another has put the text in. The deletion stands in the insertion."""
        own, self.author = self.author, by
        self.insert(after, text)
        self.author = own
        self.delete(text)

    def split(self, text: str) -> None:
        """Nothing; presses Enter behind the text, as RP006-Inserted-Paragraph-Mark.docx."""
        run = self.run(text)
        paragraph = run.getparent()
        assert paragraph is not None
        first = copy.deepcopy(paragraph)
        at = paragraph.index(run)
        for child in list(paragraph)[: at + 1]:
            if child.tag != f"{W}pPr":
                paragraph.remove(child)
        for child in list(first)[at + 1 :]:
            first.remove(child)
        paragraph.addprevious(first)
        self._mark(first, "ins")

    def join(self, text: str) -> None:
        """Nothing; deletes the mark of the paragraph, as RP005-Deleted-Paragraph-Mark.docx."""
        self._mark(self.paragraph(text), "del")

    def delete_paragraph(self, text: str) -> None:
        """Nothing; the paragraph with its mark, as RP040-Deleted-Paras-at-End.docx."""
        paragraph = self.paragraph(text)
        for run in list(paragraph.iterchildren(f"{W}r")):
            self._delete_run(run)
        self._mark(paragraph, "del")

    def insert_paragraph(self, after: str, text: str) -> Element:
        """The paragraph, with its mark, as RP008-Multiple-Inserted-Para-Mark.docx."""
        old = self.paragraph(after)
        new = element("<w:p/>")
        properties = old.find(f"{W}pPr")
        if properties is not None:
            new.append(copy.deepcopy(properties))
        run = element(f"<w:r><w:t>{text}</w:t></w:r>")
        new.append(run)
        _wrap(run, element(f"<w:ins {self._attributes()}/>"))
        old.addnext(new)
        self._mark(new, "ins")
        return new

    def move_paragraph(self, text: str, after: str) -> None:
        """Nothing; as 014-MovedParagraph.docx."""
        old = self.paragraph(text)
        target = self.paragraph(after)
        new = copy.deepcopy(old)
        target.addnext(new)
        for paragraph, name in ((old, "moveFrom"), (new, "moveTo")):
            start = f'<w:{name}RangeStart {self._attributes()} w:name="move1"/>'
            for run in list(paragraph.iter(f"{W}r")):
                _wrap(run, element(f"<w:{name} {self._attributes()}/>"))
            at = 0 if paragraph.find(f"{W}pPr") is None else 1
            paragraph.insert(at, element(start))
            paragraph.addnext(element(f'<w:{name}RangeEnd w:id="{self._id}"/>'))
            self._mark(paragraph, name)

    def restyle(self, text: str, properties: str) -> None:
        """Nothing; as RP025-Paragraph-Props-Change.docx."""
        own = _properties_of(self.paragraph(text), "pPr")
        old = element("<w:pPr/>")
        old.extend(copy.deepcopy(child) for child in own if child.tag != f"{W}rPr")
        new = element(properties)
        for child in own.findall(new.tag):
            own.remove(child)
        own.insert(0, new)
        change = element(f"<w:pPrChange {self._attributes()}/>")
        change.append(old)
        own.append(change)

    def embolden(self, text: str) -> None:
        """Nothing; as 019-RunPropertiesChange.docx."""
        own = _properties_of(self.run(text), "rPr")
        change = element(f"<w:rPrChange {self._attributes()}><w:rPr/></w:rPrChange>")
        change[0].extend(copy.deepcopy(child) for child in own)
        own.append(element("<w:b/>"))
        own.append(change)

    def insert_row(self, after: str) -> None:
        """Nothing; a copy of the row with that text, as RP010-Inserted-Table-Row.docx."""
        row = next(self.paragraph(after).iterancestors(f"{W}tr"))
        new = copy.deepcopy(row)
        row.addnext(new)
        self._mark_row(new, "ins")

    def delete_row(self, text: str) -> None:
        """Nothing; as RP009-Deleted-Table-Row.docx."""
        self._mark_row(next(self.paragraph(text).iterancestors(f"{W}tr")), "del")

    def _mark_row(self, row: Element, name: str) -> None:
        properties = _properties_of(row, "trPr")
        properties.append(element(f"<w:{name} {self._attributes()}/>"))
        for paragraph in list(row.iter(f"{W}p")):
            for run in list(paragraph.iterchildren(f"{W}r")):
                if name == "del":
                    self._delete_run(run)
                else:
                    _wrap(run, element(f"<w:ins {self._attributes()}/>"))
            self._mark(paragraph, name)

    def _delete_run(self, run: Element) -> None:
        _wrap(run, element(f"<w:del {self._attributes()}/>"))
        for node in run.iter(f"{W}t"):
            node.tag = f"{W}delText"

    def _mark(self, paragraph: Element, name: str) -> None:
        properties = _properties_of(_properties_of(paragraph, "pPr"), "rPr", last=True)
        properties.insert(0, element(f"<w:{name} {self._attributes()}/>"))

    # Comments.

    def comment(
        self, on: str, text: str, *, replies: Sequence[str] = (), resolved: bool = False
    ) -> None:
        """Nothing; as comments.docx, and the thread as [MS-DOCX] 2.5.3 says."""
        comments = self._part("comments", f"{_OFFICE}/comments")
        extended = self._part(
            "commentsExtended",
            "http://schemas.microsoft.com/office/2011/relationships/commentsExtended",
        )
        run = self.run(on)
        parent = ""
        for each in (text, *replies):
            attributes = self._attributes()
            paragraph = f"{self._id:08X}"
            comments.append(
                element(
                    f'<w:comment {attributes} w:initials="KL"><w:p w14:paraId="{paragraph}">'
                    f"<w:r><w:annotationRef/></w:r><w:r><w:t>{each}</w:t></w:r></w:p></w:comment>"
                )
            )
            entry = etree.SubElement(extended, extended.tag.replace("commentsEx", "commentEx"))
            space = str(extended.tag).partition("}")[0] + "}"
            entry.set(f"{space}paraId", paragraph)
            entry.set(f"{space}done", "1" if resolved else "0")
            if parent:
                entry.set(f"{space}paraIdParent", parent)
            parent = parent or paragraph
            run.addprevious(element(f'<w:commentRangeStart w:id="{self._id}"/>'))
            run.addnext(element(f'<w:r><w:commentReference w:id="{self._id}"/></w:r>'))
            run.addnext(element(f'<w:commentRangeEnd w:id="{self._id}"/>'))

    def _part(self, name: str, type: str) -> Element:
        """The root of that part, made if the file has none."""
        part = f"word/{name}.xml"
        if part not in self.roots:
            w15 = "http://schemas.microsoft.com/office/word/2012/wordml"
            root = f"{W}comments" if name == "comments" else f"{{{w15}}}commentsEx"
            self.roots[part] = etree.Element(root, nsmap={"w": W[1:-1], "w15": w15})
            relation = etree.SubElement(
                self.roots["word/_rels/document.xml.rels"], f"{_RELATIONSHIPS}Relationship"
            )
            relation.attrib.update({"Id": f"rId{name}", "Type": type, "Target": f"{name}.xml"})
            types = self.roots["[Content_Types].xml"]
            override = etree.SubElement(types, str(types.tag).replace("Types", "Override"))
            override.attrib.update({"PartName": f"/{part}", "ContentType": f"{_MARKUP}.{name}+xml"})
        return self.roots[part]

    # Opening and saving.

    def save_as_word_does(self) -> None:
        """Nothing; what RP0*.docx show of a save without a change, and what the standard allows.

        Split runs, rsids, proofErr, lastRenderedPageBreak, _GoBack, controls and tags round runs,
        other ids of styles and relationships, other names and another order of parts.
        """
        for name, root in self.roots.items():
            if name.startswith("word/") and name.endswith(".xml"):
                for paragraph in list(root.iter(f"{W}p")):
                    _rewrite(paragraph)
        self._rename_styles()
        self._rename_parts()

    def _rename_styles(self) -> None:
        for root in self.roots.values():
            for node in root.iter():
                if node.tag == f"{W}style":
                    node.set(f"{W}styleId", f"X{node.get(f'{W}styleId')}")
                elif node.tag in {
                    f"{W}{n}" for n in ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link")
                }:
                    node.set(f"{W}val", f"X{node.get(f'{W}val')}")

    def _rename_parts(self) -> None:
        """Nothing; the relationships of the body get other ids, headers and footers other names."""
        relations = self.roots["word/_rels/document.xml.rels"]
        body = etree.tostring(self.roots[BODY]).decode()
        for number, relation in enumerate(list(relations)):
            old, target = relation.get("Id", ""), relation.get("Target", "")
            relation.set("Id", f"rIdNew{number}")
            body = body.replace(f'"{old}"', f'"rIdNew{number}"')
            if re.fullmatch(r"(header|footer)\d\.xml", target):
                relation.set("Target", f"new{target}")
                for before, after in ((f"word/{target}", f"word/new{target}"), (f"word/_rels/{target}.rels", f"word/_rels/new{target}.rels")):  # fmt: skip
                    if before in self.roots:
                        self.roots[after] = self.roots.pop(before)
                for each in self.roots["[Content_Types].xml"]:
                    if each.get("PartName") == f"/word/{target}":
                        each.set("PartName", f"/word/new{target}")
        self.roots[BODY] = etree.fromstring(body)
        self.roots = dict(reversed(self.roots.items()))


def _split_off(paragraph: Element, text: str) -> Element:
    for run in list(paragraph.iter(f"{W}r")):
        nodes = run.findall(f"{W}t")
        if len(nodes) != 1 or text not in (nodes[0].text or ""):
            continue
        before, _, after = (nodes[0].text or "").partition(text)
        if before:
            run.addprevious(_copied_run(run, before))
        if after:
            run.addnext(_copied_run(run, after))
        nodes[0].text = text
        nodes[0].set(_SPACE, "preserve")
        return run
    raise AssertionError(f"{text!r} is not within one run")


def _copied_run(run: Element, text: str) -> Element:
    new = copy.deepcopy(run)
    for child in list(new):
        if child.tag not in (f"{W}rPr", f"{W}t"):
            new.remove(child)
    node = next(new.iter(f"{W}t"))
    node.text = text
    node.set(_SPACE, "preserve")
    new.tail = None
    return new


def _mark_of(paragraph: Element) -> Element | None:
    return paragraph.find(f"{W}pPr/{W}rPr")


def _wrap(run: Element, wrapper: Element) -> None:
    run.addprevious(wrapper)
    wrapper.append(run)


def _properties_of(owner: Element, name: str, *, last: bool = False) -> Element:
    found = owner.find(f"{W}{name}")
    if found is None:
        found = element(f"<w:{name}/>")
        owner.insert(len(owner) if last else 0, found)
    return found


def _rewrite(paragraph: Element) -> None:
    """Nothing; writes the paragraph as Word may, with the same to be read in it."""
    paragraph.set(f"{W}rsidR", "00AB12CD")
    for number, run in enumerate(list(_runs(paragraph))):
        run.set(f"{W}rsidRPr", "00AB12CE")
        node = run.find(f"{W}t")
        text = "" if node is None else str(node.text or "")
        if node is None or len(run.findall("*")) > 2 or len(text) < 4:
            continue
        half = len(text) // 2
        run.addprevious(_copied_run(run, text[:half]))
        run.addprevious(element('<w:proofErr w:type="spellStart"/>'))
        run.addprevious(element(f'<w:bookmarkStart w:id="{7000 + number}" w:name="_GoBack"/>'))
        run.addprevious(element(f'<w:bookmarkEnd w:id="{7000 + number}"/>'))
        run.addprevious(element('<w:r><w:rPr><w:lang w:val="da-DK"/></w:rPr></w:r>'))
        node.text = text[half:]
        node.set(_SPACE, "preserve")
        node.addprevious(element("<w:lastRenderedPageBreak/>"))
        _wrap(run, element('<w:smartTag w:uri="urn:x" w:element="y"/>'))
    first = next(paragraph.iterchildren(f"{W}r"), None)
    if first is not None and not any(each.tag == f"{W}fldChar" for each in first):
        control = element('<w:sdt><w:sdtPr><w:tag w:val="z"/></w:sdtPr><w:sdtContent/></w:sdt>')
        first.addprevious(control)
        control[1].append(first)


def _runs(paragraph: Element) -> Iterator[Element]:
    for child in paragraph:
        if child.tag == f"{W}r":
            yield child
        elif child.tag == f"{W}hyperlink":
            yield from child.iterchildren(f"{W}r")
