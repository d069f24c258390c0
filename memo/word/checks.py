"""What must not stand in a part of a template: traces of reviews, and what would be lost."""

from __future__ import annotations

import re

from memo.problems import say
from memo.word.checked_part import CheckedPart
from memo.word.marking import own_paragraphs, vanishes
from memo.word.xml import Element, text_of, w

# What a reviewer's acts leave in a file (ECMA-376, 17.13). Merged into papers it would leak.
TRACES = (
    *("ins", "del", "moveFrom", "moveTo", "moveFromRangeStart", "moveToRangeStart"),
    *("cellIns", "cellDel", "cellMerge", "numberingChange", "rPrChange", "pPrChange"),
    *("sectPrChange", "tblPrChange", "tblPrExChange", "tblGridChange", "trPrChange", "tcPrChange"),
    *("commentRangeStart", "commentReference"),
)


def check_clean(root: Element, part: CheckedPart) -> None:
    """Nothing; reports tracked changes and comments."""
    lines = {paragraph: line for line, paragraph in enumerate(root.iter(w("p")), 1)}
    for element in root.iter(*(w(name) for name in TRACES)):
        above = [place for place in (element, *element.iterancestors()) if place in lines]
        row = next(element.iterancestors(w("tr"), w("tbl")), root)
        paragraph = above[0] if above else next(row.iter(w("p")), None)
        part.error(
            "skabelon-sporede-aendringer",
            lines[paragraph] if paragraph is not None else 1,
            say("the template holds a tracked change or a comment"),
            say("accept or reject all changes in Word, delete all comments, and save"),
        )


def check_vanishing(root: Element, part: CheckedPart) -> None:
    """Nothing; reports what would be lost with a tag that takes its paragraph or row away."""
    for line, paragraph in enumerate(root.iter(w("p")), 1):
        if re.search(r"\{[{%]p\s", text_of(paragraph)) and _holds_more(paragraph):
            _report_lost(part, line)
    for row in root.iter(w("tr"), w("tc")):
        paragraphs = own_paragraphs(row)
        text = "".join(text_of(paragraph) for paragraph in paragraphs)
        if vanishes(row) and not re.fullmatch(r"\{%(?:tr|tc)\s[^{}]*%\}", text.strip()):
            _report_lost(part, list(root.iter(w("p"))).index(paragraphs[0]) + 1)


def _report_lost(part: CheckedPart, line: int) -> None:
    part.error(
        "skabelon-gaar-tabt",
        line,
        say("more than the tag stands here, and would vanish with it"),
        say("let the tag stand alone; put breaks, pictures and other text beside it elsewhere"),
    )


def check_text_boxes(root: Element, part: CheckedPart) -> None:
    """Nothing; reports tags that have to do with a text box."""
    for line, paragraph in enumerate(root.iter(w("p")), 1):
        boxes = list(paragraph.iter(w("txbxContent")))
        in_box = next(paragraph.iterancestors(w("txbxContent")), None) is not None
        tagged = "{{" in text_of(paragraph) or "{%" in text_of(paragraph)
        if tagged and (boxes or in_box):
            part.error(
                "skabelon-tekstboks",
                line,
                say("a tag stands in a text box, or in a paragraph that a text box hangs on"),
                say("use a frame instead: screen readers and reviewers miss text boxes"),
            )


_ALONE = re.compile(r"\{\{p\s[^{}]*\}\}|\{%p\s[^{}]*%\}")


def _holds_more(paragraph: Element) -> bool:
    """Whether more text, a break, a picture, a field, a frame or a section's end would be lost."""
    if not _ALONE.fullmatch(text_of(paragraph).strip()):
        return True
    frame = paragraph.find(f"{w('pPr')}/{w('framePr')}")
    if frame is not None and "{{p" in text_of(paragraph):
        return True  # the prose would fall out of its frame
    names = ("br", "drawing", "pict", "object", "fldChar", "sectPr", "footnoteReference")
    return next(paragraph.iter(*(w(name) for name in names)), None) is not None
