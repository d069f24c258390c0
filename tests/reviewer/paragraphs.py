"""What a reviewer does to paragraphs and points."""

from __future__ import annotations

import copy
from collections.abc import Sequence

from tests.reviewer.file import File, Text, Where
from tests.reviewer.xml import (
    Element,
    W,
    element,
    new_run,
    properties_of,
    remove,
    runs_of,
    wrap,
)

_MARKS = (f"{W}bookmarkStart", f"{W}bookmarkEnd")


class Paragraphs(File):
    """Paragraphs split, joined, put in, taken out, moved, and made points of another depth."""

    def split(self, text: Text) -> None:
        """Nothing; presses Enter behind the text, as RP006-Inserted-Paragraph-Mark.docx."""
        run = self.select(text)[-1]
        paragraph = next(run.iterancestors(f"{W}p"))
        child = run
        while child.getparent() is not paragraph:
            child = child.getparent()  # a link is not split: Enter goes behind it
        first = copy.deepcopy(paragraph)
        at = paragraph.index(child)
        for each in list(paragraph)[: at + 1]:
            if each.tag != f"{W}pPr":
                paragraph.remove(each)
        for each in list(first)[at + 1 :]:
            first.remove(each)
        paragraph.addprevious(first)
        self._mark(first, "ins")

    def join(self, text: Where) -> None:
        """Nothing; Delete at the end of the paragraph, or Backspace at the start of the next.

        As RP005-Deleted-Paragraph-Mark.docx. With tracking off the first keeps its look, and the
        bookmarks of the second are gone, as LibreOffice leaves it.
        """
        first = self.paragraph(text)
        if self.tracking:
            self._mark(first, "del")
            return
        second = first.getnext()
        assert second is not None
        first.extend(each for each in list(second) if each.tag not in (f"{W}pPr", *_MARKS))
        remove(second)

    def delete_paragraph(self, text: Where) -> None:
        """Nothing; the paragraph with its mark, as RP040-Deleted-Paras-at-End.docx."""
        paragraph = self.paragraph(text)
        if not self.tracking:
            remove(paragraph)
            return
        self._take_out(list(runs_of(paragraph)))
        self._mark(paragraph, "del")

    def delete_between(self, after: Text, before: Text) -> None:
        """Nothing; deletes what stands between texts of two paragraphs: RP007-Multiple-Deleted-Para-Mark.docx.

        What is left of the first and the last stands in one paragraph.
        """
        begin, end = self.select(after)[-1], self.select(before)[0]
        first, last = (next(run.iterancestors(f"{W}p")) for run in (begin, end))
        head, tail = list(runs_of(first)), list(runs_of(last))
        self._take_out(head[head.index(begin) + 1 :])
        self._take_out(tail[: tail.index(end)])
        while (between := first.getnext()) is not last:
            self.delete_paragraph(between)
        self.join(first)

    def delete_from(self, first: Where, last: Where) -> None:
        """Nothing; all of the body from one paragraph to another: RP040, and RP009 for its tables."""
        begin, end = (_in_body(self.paragraph(each)) for each in (first, last))
        body = begin.getparent()
        for block in body[body.index(begin) : body.index(end) + 1]:
            if block.tag == f"{W}p":
                self.delete_paragraph(block)
            elif self.tracking:
                for row in block.iter(f"{W}tr"):
                    self._mark_row(row, "del")
            else:
                remove(block)

    def insert_paragraph(self, after: Where, text: str) -> Element:
        """The paragraph, with its mark, as RP008-Multiple-Inserted-Para-Mark.docx.

        It was typed at the start of the paragraph that follows.
        """
        old = self.paragraph(after)
        new = self._like(old, text)
        old.addnext(new)
        self._mark(new, "ins")
        return new

    def enter(self, after: Where, text: str) -> Element:
        """The paragraph; Enter at the end of another, and typed on, as RP006: the old mark is last."""
        old = self.paragraph(after)
        new = self._like(old, text)
        old.addnext(new)
        self._mark(old, "ins")
        return new

    def _like(self, old: Element, text: str) -> Element:
        new = element("<w:p/>")
        properties = old.find(f"{W}pPr")
        if properties is not None:
            new.append(copy.deepcopy(properties))
            for own in new[0].findall(f"{W}rPr"):
                new[0].remove(own)
        run = new_run(text)
        new.append(run)
        self._put_in([run])
        return new

    def paste(self, after: Where, texts: Sequence[str]) -> list[Element]:
        """The paragraphs, pasted behind another from a paper that has a look of its own.

        Word gives them rsids and the fonts, sizes and languages of where they come from; the marks
        and runs as in RP008-Multiple-Inserted-Para-Mark.docx.
        """
        found = []
        for text in reversed(texts):
            new = self.insert_paragraph(after, text)
            new.set(f"{W}rsidR", "00D41C77")
            new.set(f"{W}rsidRDefault", "00D41C77")
            for run in runs_of(new):
                run.set(f"{W}rsidRPr", "00D41C78")
                look = properties_of(run, "rPr")
                look.append(element('<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri"/>'))
                look.append(element('<w:sz w:val="22"/>'))
                look.append(element('<w:lang w:val="en-US"/>'))
            found.insert(0, new)
        return found

    def move_paragraph(self, text: Where, after: Where) -> Element:
        """Where it is now; as 014-MovedParagraph.docx, or cut and pasted, with its bookmark or not.

        What is cut takes the bookmarks with it that are wholly in it.
        """
        old, target = self.paragraph(text), self.paragraph(after)
        if not self.tracking:
            target.addnext(old)
            return old
        new = copy.deepcopy(old)
        for mark in list(new.iterchildren(*_MARKS)):
            new.remove(mark)
        target.addnext(new)
        move = f"move{self._id}"
        for paragraph, name in ((old, "moveFrom"), (new, "moveTo")):
            start = f'<w:{name}RangeStart {self._attributes()} w:name="{move}"/>'
            for run in list(runs_of(paragraph)):
                wrap([run], element(f"<w:{name} {self._attributes()}/>"))
            marks = list(paragraph.iter(f"{W}{name}"))
            marks[0].addprevious(element(start))
            paragraph.addnext(element(f'<w:{name}RangeEnd w:id="{self._id}"/>'))
            self._mark(paragraph, name)
        return new

    def cut_and_paste(self, text: Where, after: Where) -> Element:
        """Where it is now: a deletion and an insertion, as Word tracks it where moves are not (RP040, RP008)."""
        old, target = self.paragraph(text), self.paragraph(after)
        new = copy.deepcopy(old)
        for mark in list(new.iterchildren(*_MARKS)):
            new.remove(mark)
        target.addnext(new)
        self._put_in(list(runs_of(new)))
        self._mark(new, "ins")
        self.delete_paragraph(old)
        return new

    def restyle(self, text: Where, properties: str) -> None:
        """Nothing; as RP025-Paragraph-Props-Change.docx."""
        self._change(self.paragraph(text), [element(properties)])

    def _change(self, paragraph: Element, new: Sequence[Element]) -> None:
        own = properties_of(paragraph, "pPr")
        old = element("<w:pPr/>")
        old.extend(copy.deepcopy(child) for child in own if child.tag != f"{W}rPr")
        for each in reversed(new):
            for child in own.findall(each.tag):
                own.remove(child)
            own.insert(0, each)
        if self.tracking:
            change = element(f"<w:pPrChange {self._attributes()}/>")
            change.append(old)
            own.append(change)

    def level(self, point: Where, by: int, style: str | None = None) -> None:
        """Nothing; Tab (1) or Shift+Tab (-1) in a point, as RP022-NumberingChange.docx.

        Word changes the level, and the style too where the list has one for each level.
        """
        paragraph = self.paragraph(point)
        list_ = copy.deepcopy(properties_of(properties_of(paragraph, "pPr"), "numPr"))
        level = properties_of(list_, "ilvl")
        level.set(f"{W}val", str(int(level.get(f"{W}val", "0")) + by))
        own = paragraph.find(f"{W}pPr/{W}pStyle")
        styles = [element(f'<w:pStyle w:val="{style}"/>')] if style else []
        if own is not None and not style:
            styles = [copy.deepcopy(own)]
        self._change(paragraph, [*styles, list_])

    def make_point(self, text: Where, like: Where) -> None:
        """Nothing; a paragraph made a point of that list, as RP021-Inserted-Numbering-Properties.docx."""
        model = self.paragraph(like).find(f"{W}pPr")
        assert model is not None
        new = [copy.deepcopy(model.find(f"{W}{name}")) for name in ("pStyle", "numPr")]
        self._change(self.paragraph(text), [each for each in new if each is not None])


def _in_body(node: Element) -> Element:
    while node.getparent().tag != f"{W}body":
        node = node.getparent()
    return node
