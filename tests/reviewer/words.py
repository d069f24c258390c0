"""What a reviewer does to words."""

from __future__ import annotations

import copy

from lxml import etree

from tests.reviewer.file import RELATIONSHIPS, TEXT, File, Span, Text, Where
from tests.reviewer.xml import (
    OFFICE,
    Element,
    W,
    element,
    new_run,
    properties_of,
    runs_of,
    shown,
    unwrap,
    wrap,
)


class Words(File):
    """Words put in, taken out, typed over, and given another look."""

    def delete(self, text: Text, story: str = TEXT) -> None:
        """Nothing; as RP002-Deleted-Text.docx."""
        self._take_out(self.select(text, story))

    def insert(self, after: Text, text: Text, story: str = TEXT) -> None:
        """Nothing; as RP003-Inserted-Text.docx. The text looks as what it is typed behind."""
        run = self.select(after, story)[-1]
        new = new_run(text, run)
        run.addnext(new)
        self._put_in([new])

    def insert_first(self, where: Where, text: str, *, before_anchor: bool = False) -> None:
        """Nothing; typed at the start of a paragraph: behind its bookmarks, as in RP042, or before."""
        paragraph = self.paragraph(where)
        first = next(runs_of(paragraph))
        new = new_run(text, first)
        marks = paragraph.findall(f"{W}bookmarkStart")
        (marks[0] if before_anchor and marks else first).addprevious(new)
        self._put_in([new])

    def type_over(self, text: Text, other: str, story: str = TEXT) -> None:
        """Nothing; the deletion and behind it the insertion, as RP042-Deleted-Para-Mark-at-End.docx."""
        runs = self.select(text, story)
        new = new_run(other, runs[0])
        runs[-1].addnext(new)
        self._put_in([new])
        self._take_out(runs)

    def replace(self, text: Text, other: str, story: str = TEXT) -> None:
        """Nothing; types over the text with tracking off."""
        was, self.tracking = self.tracking, False
        self.type_over(text, other, story)
        self.tracking = was

    def type_over_paragraph(self, text: Where, other: str) -> None:
        """Nothing; all of a paragraph, or of a cell, selected and typed over, as RP042.

        With tracking off the bookmarks in the selection are gone, as [DESIGN 5] tells of Word.
        """
        paragraph = self.paragraph(text)
        if not self.tracking:
            for mark in list(paragraph.iterchildren(f"{W}bookmarkStart", f"{W}bookmarkEnd")):
                paragraph.remove(mark)
        runs = list(runs_of(paragraph))
        new = new_run(other, next(run for run in runs if shown(run)))
        paragraph.append(new)
        self._put_in([new])
        self._take_out(runs)

    def strike_out(self, after: Text, text: str, by: str = "Bo Holm") -> None:
        """Nothing; another has put the text in. The deletion stands in the insertion (17.13.5.14)."""
        own, self.author = self.author, by
        self.insert(after, text)
        self.author = own
        self.delete(text)

    def autocorrect(self, where: Where) -> bool:
        """Whether Word has set something right in the paragraph while somebody typed: one sign.

        Quotation marks, a dash, the capital letter after a full stop; each is typed over, as RP042.
        """
        paragraph = self.paragraph(where)
        text = shown(paragraph)
        for wrong, right in (('"', "”"), (" - ", " – "), ("...", "…"), (" i ", " I ")):
            if wrong in text:
                start = text.index(wrong)
                self.type_over(Span(paragraph, start, start + len(wrong)), right)
                return True
        return False

    # Looks.

    def format(self, text: Text, properties: str, story: str = TEXT) -> None:
        """Nothing; gives the text another look with tracking off."""
        for run in self.select(text, story):
            properties_of(run, "rPr").append(element(properties))

    def embolden(self, text: str) -> None:
        """Nothing; as 019-RunPropertiesChange.docx."""
        self.look(text, "b", on=True)

    def look(self, text: Text, name: str, *, on: bool) -> None:
        """Nothing; bold (b) or italic (i) put on or off, as 019-RunPropertiesChange.docx.

        Where a character style has the look, Word writes that it is off; else the sign goes.
        """
        for run in self.select(text):
            own = properties_of(run, "rPr")
            before = copy.deepcopy(own)
            for node in own.findall(f"{W}{name}"):
                own.remove(node)
            styled = self._style_name(own) == {"b": "strong", "i": "emphasis"}[name]
            if on != styled:
                place = 1 if own.find(f"{W}rStyle") is not None else 0
                place += 1 if name == "i" and own.find(f"{W}b") is not None else 0
                own.insert(place, element(f"<w:{name}/>" if on else f'<w:{name} w:val="0"/>'))
            if self.tracking and own.find(f"{W}rPrChange") is None:
                change = element(f"<w:rPrChange {self._attributes()}/>")
                change.append(before)
                own.append(change)

    def _style_name(self, properties: Element) -> str:
        style = properties.find(f"{W}rStyle")
        return "" if style is None else self._style_names().get(style.get(f"{W}val", ""), "")

    def _style_names(self) -> dict[str, str]:
        """The names of the styles, in small letters, by their ids."""
        found = {}
        for style in self.roots["word/styles.xml"].iter(f"{W}style"):
            name = style.find(f"{W}name")
            if name is not None:
                found[style.get(f"{W}styleId", "")] = name.get(f"{W}val", "").lower()
        return found

    # Links: Word tracks neither that they come nor that they go.

    def link(self, text: Text, address: str) -> None:
        """Nothing; Ctrl+K on the text: `w:hyperlink` round runs in the style (17.16.22)."""
        runs = self.select(text)
        relations = self._relations_of(runs[0])
        name = f"rIdLink{len(relations)}"
        relation = etree.SubElement(relations, f"{RELATIONSHIPS}Relationship")
        relation.attrib.update(
            {"Id": name, "Type": f"{OFFICE}/hyperlink", "Target": address, "TargetMode": "External"}
        )
        style = next((id for id, name in self._style_names().items() if name == "hyperlink"), "")
        for run in runs:
            own = properties_of(run, "rPr")
            for other in own.findall(f"{W}rStyle"):
                own.remove(other)  # a run has one style: that of the link takes the place of bold
            own.insert(0, element(f'<w:rStyle w:val="{style}"/>'))
        wrap(runs, element(f'<w:hyperlink r:id="{name}" w:history="1"/>'))

    def _relations_of(self, run: Element) -> Element:
        """The relationships of the part that the run stands in, made if there are none."""
        root = run.getroottree().getroot()
        part = next(name for name, each in self.roots.items() if each is root)
        name = part.replace("word/", "word/_rels/") + ".rels"
        if name not in self.roots:
            self.roots[name] = etree.Element(f"{RELATIONSHIPS}Relationships")
        return self.roots[name]

    def unlink(self, text: Text) -> None:
        """Nothing; the link on the text is gone, and its look."""
        run = self.select(text)[0]
        link = next(run.iterancestors(f"{W}hyperlink"))
        for style in list(link.iter(f"{W}rStyle")):
            style.getparent().remove(style)
        unwrap(link)
