"""What a reviewer's hands do: acts with track changes on and off, by the words they are on.

Like `reviewer.py` it takes nothing from `memo`, and each act names the Word-saved file whose way of
writing it copies. With tracking off Word writes what its own Accept All leaves: the twins of those
files that end in -Accepted.
"""

from __future__ import annotations

import copy
import random
from collections.abc import Sequence
from xml.sax.saxutils import escape

from lxml import etree

from tests.footnotes import Footnotes
from tests.reviewer import (
    _RELATIONSHIPS,
    Element,
    W,
    _copied_run,
    _mark_of,
    element,
    text_of,
)

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_STORIES = ("document", "footnotes")
_RSIDS = 'w:rsidR="00C41F07" w:rsidRPr="00C41F08"'
_PASTED = '<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri"/><w:sz w:val="22"/>'


class Hands(Footnotes):
    """A Word file in a reviewer's hands; `tracks` is whether changes are tracked."""

    def paragraph(self, text: str, story: str = "document") -> Element:
        """The paragraph that holds the word, in the body or else in the footnotes."""
        for name in _STORIES:
            for part, root in self.roots.items():
                if part.startswith(f"word/{name}"):
                    for paragraph in root.iter(f"{W}p"):
                        if text in text_of(paragraph):
                            return paragraph
        raise AssertionError(f"{text!r} stands nowhere")

    # Words.

    def type(self, after: str, text: str) -> None:
        """Nothing; types behind the word: RP003-Inserted-Text.docx and its twin."""
        if self.tracks:
            self.insert(after, text)
        else:
            run = self.run(after)
            run.addnext(_copied_run(run, text))

    def strike(self, text: str) -> None:
        """Nothing; deletes the text: RP002-Deleted-Text.docx and its twin."""
        if self.tracks:
            self.delete(text)
        else:
            _remove(self.run(text))

    def change(self, text: str, other: str) -> None:
        """Nothing; types over the text: RP042-Deleted-Para-Mark-at-End.docx and its twin."""
        if self.tracks:
            self.type_over(text, other)
        else:
            self.replace(text, other)

    def look(self, text: str, name: str, *, on: bool) -> None:
        """Nothing; makes the text bold ("b") or italic ("i") or not: 019-RunPropertiesChange.docx."""
        own = _child(self.run(text), "rPr")
        old = copy.deepcopy(own)
        for each in own.findall(f"{W}{name}"):
            own.remove(each)
        own.append(element(f"<w:{name}/>" if on else f'<w:{name} w:val="0"/>'))
        if self.tracks:
            change = element(f"<w:rPrChange {self._attributes()}/>")
            change.append(old)
            own.append(change)

    def link(self, text: str, url: str) -> None:
        """Nothing; makes the text a link, which Word does not track: comments-rich-para.docx."""
        run = self.run(text)
        part = next(
            name for name, root in self.roots.items() if root is run.getroottree().getroot()
        )
        name = part.replace("word/", "word/_rels/") + ".rels"
        if name not in self.roots:
            self.roots[name] = etree.Element(f"{_RELATIONSHIPS}Relationships")
        relations = self.roots[name]
        relation = etree.SubElement(relations, f"{_RELATIONSHIPS}Relationship")
        self._id += 1
        relation.attrib.update(
            {
                "Id": f"rId{self._id}", "Target": url, "TargetMode": "External",
                "Type": f"{_R[1:-1]}/hyperlink",
            }
        )  # fmt: skip
        wrapper = element(f'<w:hyperlink r:id="rId{self._id}" w:history="1"/>')
        run.addprevious(wrapper)
        wrapper.append(run)

    # Paragraphs.

    def enter(self, text: str) -> None:
        """Nothing; presses Enter behind the text: RP006-Inserted-Paragraph-Mark.docx."""
        if self.tracks:
            self.split(text)
            return
        self.split(text)
        mark = _mark_of(self.paragraph(text))
        assert mark is not None
        for each in mark.findall(f"{W}ins"):
            mark.remove(each)

    def backspace(self, text: str) -> None:
        """Nothing; joins the paragraph with the next: RP005-Deleted-Paragraph-Mark.docx."""
        if self.tracks:
            self.join(text)
            return
        first = self.paragraph(text)
        second = next(first.itersiblings(f"{W}p"))
        at = 0 if second.find(f"{W}pPr") is None else 1
        for child in reversed([each for each in first if each.tag != f"{W}pPr"]):
            second.insert(at, child)
        _remove(first)

    def write(self, after: str, text: str) -> None:
        """Nothing; Enter, then a paragraph: RP008-Multiple-Inserted-Para-Mark.docx."""
        new = self.insert_paragraph(after, escape(text))
        if not self.tracks:
            accept(new)

    def erase(self, text: str) -> None:
        """Nothing; deletes the paragraph: RP040-Deleted-Paras-at-End.docx."""
        paragraph = self.paragraph(text)
        if not self.tracks:
            _remove(paragraph)
            return
        for run in [each for each in paragraph.iter(f"{W}r") if each.getparent().tag != f"{W}del"]:
            self._delete_run(run)
        self._mark(paragraph, "del")

    def select_all_and_type(self, text: str, other: str) -> None:
        """Nothing; the paragraph's text becomes another, and its bookmarks go with it.

        RP042-Deleted-Para-Mark-at-End.docx; nothing untracked keeps what stood in the selection.
        """
        paragraph = self.paragraph(text)
        runs = [each for each in paragraph.iter(f"{W}r") if text_of(each)]
        new = _copied_run(next(each for each in runs if each.find(f"{W}t") is not None), other)
        if not self.tracks:
            for child in [each for each in paragraph if each.tag != f"{W}pPr"]:
                paragraph.remove(child)
            paragraph.append(new)
            return
        for run in runs:
            self._delete_run(run)
        paragraph.append(element(f"<w:ins {self._attributes()}/>"))
        paragraph[-1].append(new)

    def paste(self, after: str, texts: Sequence[str]) -> None:
        """Nothing; paragraphs of another document, with its fonts: RP007-...-Para-Mark.docx's runs."""
        old = self.paragraph(after)
        style = old.find(f"{W}pPr/{W}pStyle")
        name = "" if style is None else f'<w:pStyle w:val="{style.get(f"{W}val")}"/>'
        for text in reversed(texts):
            new = element(
                f"<w:p {_RSIDS}><w:pPr>{name}<w:spacing w:after='160'/><w:rPr>{_PASTED}</w:rPr></w:pPr>"
                f"<w:r {_RSIDS}><w:rPr>{_PASTED}</w:rPr><w:t>{escape(text)}</w:t></w:r></w:p>"
            )
            old.addnext(new)
            if self.tracks:
                wrapper = element(f"<w:ins {self._attributes()}/>")
                wrapper.append(new[1])
                new.append(wrapper)
                self._mark(new, "ins")

    def move(self, text: str, after: str) -> None:
        """Nothing; drags the paragraph: 014-MovedParagraph.docx; RP015's twin with tracking off."""
        if self.tracks:
            self.move_paragraph(text, after)
        else:
            self.paragraph(after).addnext(self.paragraph(text))

    def cut_and_paste(self, text: str, after: str) -> None:
        """Nothing; as 014, but Word did not see that it is a move: a deletion and an insertion."""
        new = copy.deepcopy(self.paragraph(text))
        for each in [each for each in new.iter() if "bookmark" in str(each.tag)]:
            _remove(each)
        target = self.paragraph(after)
        self.erase(text)
        target.addnext(new)
        if self.tracks:
            for run in list(new.iter(f"{W}r")):
                wrapper = element(f"<w:ins {self._attributes()}/>")
                run.addprevious(wrapper)
                wrapper.append(run)
            self._mark(new, "ins")
            self.give_own_notes(new)

    def indent(self, text: str, by: int) -> None:
        """Nothing; Tab or Shift+Tab in a point: RP021-Inserted-Numbering-Properties.docx."""
        own = _child(self.paragraph(text), "pPr")
        old = element("<w:pPr/>")
        old.extend(copy.deepcopy(each) for each in own if each.tag != f"{W}rPr")
        level = own.find(f"{W}numPr/{W}ilvl")
        assert level is not None
        level.set(f"{W}val", str(int(level.get(f"{W}val", "0")) + by))
        if self.tracks:
            change = element(f"<w:pPrChange {self._attributes()}/>")
            change.append(old)
            own.append(change)

    # Tables.

    def add_row(self, after: str, texts: Sequence[str]) -> None:
        """Nothing; a row below, then text in its cells: RP010-Inserted-Table-Row.docx."""
        row = next(self.paragraph(after).iterancestors(f"{W}tr"))
        new = copy.deepcopy(row)
        row.addnext(new)
        for cell, text in zip(new.findall(f"{W}tc"), texts, strict=True):
            paragraph = cell.find(f"{W}p")
            assert paragraph is not None
            for child in [each for each in paragraph if each.tag != f"{W}pPr"]:
                paragraph.remove(child)
            paragraph.append(element(f"<w:r><w:t>{escape(text)}</w:t></w:r>"))
        if self.tracks:
            self._mark_row(new, "ins")

    def drop_row(self, text: str) -> None:
        """Nothing; the row: RP009-Deleted-Table-Row.docx."""
        if self.tracks:
            self.delete_row(text)
        else:
            _remove(next(self.paragraph(text).iterancestors(f"{W}tr")))

    def drop_from(self, first: str, last: str) -> None:
        """Nothing; deletes all from one paragraph of the body to another: RP040, RP009."""
        begin, end = (_in_body(self.paragraph(word)) for word in (first, last))
        body = begin.getparent()
        assert body is not None
        for block in body[body.index(begin) : body.index(end) + 1]:
            if not self.tracks:
                body.remove(block)
            elif block.tag == f"{W}tbl":
                for row in block.iter(f"{W}tr"):
                    self._mark_row(row, "del")
            elif block.tag == f"{W}p":
                for run in [r for r in block.iter(f"{W}r") if r.getparent().tag != f"{W}del"]:
                    self._delete_run(run)
                self._mark(block, "del")

    # The file.

    def accept_all(self) -> None:
        """Nothing; all *-Accepted.docx."""
        for root in self.roots.values():
            accept(root)

    def reject_all(self) -> None:
        """Nothing; all *-Rejected.docx."""
        for root in self.roots.values():
            reject(root)

    def shuffle_anchors(self, random: random.Random) -> None:
        """Nothing; bookmarks are lost, doubled and renamed, as LibreOffice does when it pastes."""
        for start in [*self.roots["word/document.xml"].iter(f"{W}bookmarkStart")]:
            name = start.get(f"{W}name", "")
            if not name.startswith("_m"):
                continue
            act = random.random()
            if act < 0.1:
                _remove(start)
            elif act < 0.15:
                start.set(f"{W}name", f"{name}_Copy_1")
            elif act < 0.2:
                double = copy.deepcopy(start)
                double.set(f"{W}name", f"{name}_Copy_1")
                double.set(f"{W}id", str(80000 + len(name) + int(start.get(f"{W}id", "0"))))
                end = element(f'<w:bookmarkEnd w:id="{double.get(f"{W}id")}"/>')
                start.addprevious(double)
                start.addprevious(end)


def accept(root: Element) -> None:
    """Nothing; makes the tracked changes there is in it the text."""
    _settle(root, ("ins", "moveTo"), ("del", "moveFrom"))
    for name in ("rPrChange", "pPrChange"):
        for change in list(root.iter(f"{W}{name}")):
            _remove(change)


def reject(root: Element) -> None:
    """Nothing; undoes the tracked changes there is in it."""
    _settle(root, ("del", "moveFrom"), ("ins", "moveTo"))
    for name in ("rPrChange", "pPrChange"):
        for change in list(root.iter(f"{W}{name}")):
            owner = change.getparent()
            assert owner is not None
            mark = owner.find(f"{W}rPr") if name == "pPrChange" else None
            for child in list(owner):
                owner.remove(child)
            owner.extend(list(change[0]))
            if mark is not None:
                owner.append(mark)


def _settle(root: Element, stay: tuple[str, ...], go: tuple[str, ...]) -> None:
    for row in list(root.iter(f"{W}tr")):
        if any(row.find(f"{W}trPr/{W}{name}") is not None for name in go):
            _remove(row)
    for table in list(root.iter(f"{W}tbl")):
        if table.find(f"{W}tr") is None:
            _remove(table)
    for paragraph in list(root.iter(f"{W}p")):
        mark = _mark_of(paragraph)
        if mark is not None and any(mark.find(f"{W}{name}") is not None for name in go):
            _lose_mark(paragraph, mark, go)
    ranges = (f"move{way}Range{end}" for way in ("From", "To") for end in ("Start", "End"))
    for each in list(root.iter(*(f"{W}{name}" for name in (*go, *ranges)))):
        _remove(each)
    for each in list(root.iter(*(f"{W}{name}" for name in stay))):
        for child in list(each):
            each.addprevious(child)
        _remove(each)
    for each in root.iter(f"{W}delText"):
        each.tag = f"{W}t"


def _lose_mark(paragraph: Element, mark: Element, go: tuple[str, ...]) -> None:
    """Nothing; what is left of the paragraph belongs to the next."""
    for each in list(paragraph.iter(*(f"{W}{name}" for name in go))):
        if each.getparent() is not mark:
            _remove(each)
    following = next(iter(paragraph.itersiblings()), None)
    if following is not None and following.tag == f"{W}p":
        at = 0 if following.find(f"{W}pPr") is None else 1
        for child in reversed([each for each in paragraph if each.tag != f"{W}pPr"]):
            following.insert(at, child)
        _remove(paragraph)
    elif next(paragraph.iter(f"{W}r"), None) is None:
        _remove(paragraph)


def _remove(node: Element) -> None:
    parent = node.getparent()
    assert parent is not None
    parent.remove(node)


def _child(owner: Element, name: str) -> Element:
    found = owner.find(f"{W}{name}")
    if found is None:
        found = element(f"<w:{name}/>")
        owner.insert(0, found)
    return found


def _in_body(node: Element) -> Element:
    while node.getparent().tag != f"{W}body":
        node = node.getparent()
    return node
