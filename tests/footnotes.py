"""A reviewer's footnotes. No file of `shared/word-saved/` has one: this is what ECMA-376 part 1,
17.11 says of them, and that each mark has a note of its own, numbered through the document.

As the rest of the reviewer it takes nothing from `memo`.
"""

from __future__ import annotations

import copy
from xml.sax.saxutils import escape

from lxml import etree

from tests.reviewer import (
    _MARKUP,
    _OFFICE,
    _RELATIONSHIPS,
    BODY,
    Element,
    Reviewed,
    W,
    element,
)

_NOTES = "word/footnotes.xml"
_SEPARATORS = "".join(
    f'<w:footnote w:type="{name}" w:id="{id}"><w:p><w:r><w:{name}/></w:r></w:p></w:footnote>'
    for id, name in ((-1, "separator"), (0, "continuationSeparator"))
)


class Footnotes(Reviewed):
    """A Word file in the hands of a reviewer who knows footnotes."""

    tracks = True

    def footnote(self, after: str, *texts: str) -> None:
        """Nothing; puts a footnote of those paragraphs behind the word."""
        id = self._free_note()
        mark = f'<w:rPr><w:rStyle w:val="{self._style("footnote reference")}"/></w:rPr>'
        run = element(f'<w:r>{mark}<w:footnoteReference w:id="{id}"/></w:r>')
        self.run(after).addnext(run)
        style = f'<w:pPr><w:pStyle w:val="{self._style("footnote text")}"/></w:pPr>'
        note = element(f'<w:footnote w:id="{id}"/>')
        for number, text in enumerate(texts):
            begin = "" if number else f"<w:r>{mark}<w:footnoteRef/></w:r>"
            space = "" if number else " "
            said = f'<w:r><w:t xml:space="preserve">{space}{escape(text)}</w:t></w:r>'
            note.append(element(f"<w:p>{style}{begin}{said}</w:p>"))
        self._notes().append(note)
        if self.tracks:
            self._wrap_all([run], "ins")
            self._track_note(note, "ins")
        self._number_notes()

    def drop_footnote(self, before: str) -> None:
        """Nothing; deletes the first mark behind the word, and so the footnote."""
        run = next(
            each.getparent()
            for each in self.run(before).itersiblings()
            for each in each.iter(f"{W}footnoteReference")
        )
        note = self._note(run)
        if self.tracks:
            self._wrap_all([run], "del")
            self._track_note(note, "del")
        else:
            for each in (run, note):
                each.getparent().remove(each)

    def copy_paragraph(self, text: str, after: str) -> None:
        """Nothing; copies the paragraph and pastes it, with footnotes of its own."""
        new = copy.deepcopy(self.paragraph(text))
        for each in [each for each in new.iter() if "bookmark" in str(each.tag)]:
            each.getparent().remove(each)
        self.paragraph(after).addnext(new)
        if self.tracks:
            self._wrap_all(list(new.iter(f"{W}r")), "ins")
            self._mark(new, "ins")
        self.give_own_notes(new)

    def give_own_notes(self, paragraph: Element) -> None:
        """Nothing; the marks in a copied paragraph get copies of their notes."""
        for mark in paragraph.iter(f"{W}footnoteReference"):
            note = copy.deepcopy(self._note(mark.getparent()))
            mark.set(f"{W}id", self._free_note())
            note.set(f"{W}id", mark.get(f"{W}id"))
            for each in [each for each in note.iter() if "bookmark" in str(each.tag)]:
                each.getparent().remove(each)
            self._notes().append(note)
            if self.tracks:
                self._track_note(note, "ins")
        self._number_notes()

    def _note(self, run: Element) -> Element:
        id = next(run.iter(f"{W}footnoteReference")).get(f"{W}id")
        return next(each for each in self._notes() if each.get(f"{W}id") == id)

    def _notes(self) -> Element:
        """The root of the footnotes, made if the file has none."""
        if _NOTES not in self.roots:
            self.roots[_NOTES] = element(f"<w:footnotes>{_SEPARATORS}</w:footnotes>")
            relation = etree.SubElement(
                self.roots["word/_rels/document.xml.rels"], f"{_RELATIONSHIPS}Relationship"
            )
            type = f"{_OFFICE}/footnotes"
            relation.attrib.update({"Id": "rIdNotes", "Type": type, "Target": "footnotes.xml"})
            types = self.roots["[Content_Types].xml"]
            override = etree.SubElement(types, str(types.tag).replace("Types", "Override"))
            override.attrib.update(
                {"PartName": f"/{_NOTES}", "ContentType": f"{_MARKUP}.footnotes+xml"}
            )
        return self.roots[_NOTES]

    def _free_note(self) -> str:
        return str(max(int(each.get(f"{W}id", "0")) for each in self._notes()) + 1)

    def _number_notes(self) -> None:
        """Nothing; Word numbers them through the document whenever it saves."""
        notes = {each.get(f"{W}id"): each for each in self._notes()}
        marks = list(self.roots[BODY].iter(f"{W}footnoteReference"))
        found = [notes[mark.get(f"{W}id")] for mark in marks]
        for number, (mark, note) in enumerate(zip(marks, found, strict=True), 1):
            mark.set(f"{W}id", str(number))
            note.set(f"{W}id", str(number))
        for note in found:
            self._notes().append(note)

    def _style(self, name: str) -> str:
        return next(
            style.get(f"{W}styleId", "")
            for style in self.roots["word/styles.xml"].iter(f"{W}style")
            if (each := style.find(f"{W}name")) is not None and each.get(f"{W}val") == name
        )

    def _track_note(self, note: Element, name: str) -> None:
        """Nothing; the text of a note is marked as its mark is, but not the last paragraph's mark."""
        self._wrap_all(list(note.iter(f"{W}r")), name)
        for paragraph in note.findall(f"{W}p")[:-1]:
            self._mark(paragraph, name)

    def _wrap_all(self, runs: list[Element], name: str) -> None:
        for run in runs:
            if name == "del":
                self._delete_run(run)
            else:
                wrapper = element(f"<w:ins {self._attributes()}/>")
                run.addprevious(wrapper)
                wrapper.append(run)
