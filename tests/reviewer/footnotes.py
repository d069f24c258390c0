"""What a reviewer does with footnotes.

No file of `shared/word-saved/` has one: this is what ECMA-376 part 1, 17.11 says of them, and that
each mark has a note of its own, numbered through the document.
"""

from __future__ import annotations

import copy

from lxml import etree

from tests.reviewer.file import BODY, RELATIONSHIPS, Text, Where
from tests.reviewer.paragraphs import Paragraphs
from tests.reviewer.xml import MARKUP, OFFICE, Element, W, element, new_run, remove, runs_of

_NOTES = "word/footnotes.xml"
_SEPARATORS = "".join(
    f'<w:footnote w:type="{name}" w:id="{id}"><w:p><w:r><w:{name}/></w:r></w:p></w:footnote>'
    for id, name in ((-1, "separator"), (0, "continuationSeparator"))
)


class Footnotes(Paragraphs):
    """Footnotes put in, taken out, and copied with the paragraph that they stand in."""

    def footnote(self, after: Text, *texts: str) -> None:
        """Nothing; puts a footnote of those paragraphs behind the text."""
        id = self._free_note()
        mark = f'<w:rPr><w:rStyle w:val="{self._note_style("footnote reference")}"/></w:rPr>'
        run = element(f'<w:r>{mark}<w:footnoteReference w:id="{id}"/></w:r>')
        self.select(after)[-1].addnext(run)
        style = f'<w:pPr><w:pStyle w:val="{self._note_style("footnote text")}"/></w:pPr>'
        note = element(f'<w:footnote w:id="{id}"/>')
        for number, text in enumerate(texts):
            begin = "" if number else f"<w:r>{mark}<w:footnoteRef/></w:r>"
            paragraph = element(f"<w:p>{style}{begin}</w:p>")
            paragraph.append(new_run(text if number else f" {text}"))
            note.append(paragraph)
        self._notes().append(note)
        self._put_in([run])
        self._put_note_in(note)
        self._number_notes()

    def drop_footnote(self, before: Text) -> None:
        """Nothing; deletes the first mark behind the text, and so the footnote."""
        run = next(
            each.getparent()
            for each in self.select(before)[-1].itersiblings()
            for each in each.iter(f"{W}footnoteReference")
        )
        note = self._note(run)
        self._take_out([run])
        if not self.tracking:
            remove(note)
            return
        self._take_out(list(runs_of(note)))
        for paragraph in note.findall(f"{W}p")[:-1]:
            self._mark(paragraph, "del")

    def copy_paragraph(self, text: Where, after: Where) -> None:
        """Nothing; copies the paragraph and pastes it, with footnotes of its own."""
        new = copy.deepcopy(self.paragraph(text))
        _without_bookmarks(new)
        self.paragraph(after).addnext(new)
        self._put_in(list(runs_of(new)))
        self._mark(new, "ins")
        self._give_own_notes(new)

    def cut_and_paste(self, text: Where, after: Where) -> Element:
        """Where the paragraph is now; where it is tracked, its notes are there twice too."""
        new = super().cut_and_paste(text, after)
        if self.tracking:
            self._give_own_notes(new)
        return new

    def _give_own_notes(self, paragraph: Element) -> None:
        for mark in paragraph.iter(f"{W}footnoteReference"):
            note = copy.deepcopy(self._note(mark.getparent()))
            mark.set(f"{W}id", self._free_note())
            note.set(f"{W}id", mark.get(f"{W}id"))
            _without_bookmarks(note)
            self._notes().append(note)
            self._put_note_in(note)
        self._number_notes()

    def _put_note_in(self, note: Element) -> None:
        """Nothing; the text of a note is as new as its mark, but not the last paragraph's mark."""
        self._put_in(list(runs_of(note)))
        for paragraph in note.findall(f"{W}p")[:-1]:
            self._mark(paragraph, "ins")

    def _note(self, run: Element) -> Element:
        id = next(run.iter(f"{W}footnoteReference")).get(f"{W}id")
        return next(each for each in self._notes() if each.get(f"{W}id") == id)

    def _notes(self) -> Element:
        """The root of the footnotes, made if the file has none."""
        if _NOTES not in self.roots:
            self.roots[_NOTES] = element(f"<w:footnotes>{_SEPARATORS}</w:footnotes>")
            relation = etree.SubElement(
                self.roots["word/_rels/document.xml.rels"], f"{RELATIONSHIPS}Relationship"
            )
            type = f"{OFFICE}/footnotes"
            relation.attrib.update({"Id": "rIdNotes", "Type": type, "Target": "footnotes.xml"})
            types = self.roots["[Content_Types].xml"]
            override = etree.SubElement(types, str(types.tag).replace("Types", "Override"))
            override.attrib.update(
                {"PartName": f"/{_NOTES}", "ContentType": f"{MARKUP}.footnotes+xml"}
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

    def _note_style(self, name: str) -> str:
        return next(
            style.get(f"{W}styleId", "")
            for style in self.roots["word/styles.xml"].iter(f"{W}style")
            if (each := style.find(f"{W}name")) is not None and each.get(f"{W}val") == name
        )


def _without_bookmarks(node: Element) -> None:
    for each in [each for each in node.iter() if "bookmark" in str(each.tag)]:
        remove(each)
