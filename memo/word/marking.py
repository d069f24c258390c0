"""A part of a template marked, so that its tags can be told by paragraph after they are read."""

from __future__ import annotations

import re
from typing import Final

from memo.word.addresses import BOOKMARK
from memo.word.checked_part import CheckedPart, TaggedParagraph
from memo.word.styles import Styles
from memo.word.xml import Element, local_name, text_of, w

PARAGRAPH_MARK: Final = "\x01"
"""Stands in the rendered part where a paragraph's bookmarks go; no content can hold it."""

MARK_NAME: Final = "_"
MARK_TAG: Final = f"{{{{ {MARK_NAME} }}}}"
"""The tag that becomes `PARAGRAPH_MARK`."""

# A tag that prints, with its form. What stands in a comment does not count.
_PRINTING_TAG = re.compile(r"\{#.*?#\}|\{\{(?:(tr|tc|p|r)(?=\s))?")


def tagged(paragraph: Element, styles: Styles) -> TaggedParagraph:
    """What the template says in the paragraph."""
    text = text_of(paragraph)
    style = paragraph.find(f"{w('pPr')}/{w('pStyle')}")
    forms = tuple(
        match[1] or "" for match in _PRINTING_TAG.finditer(text) if not match[0].startswith("{#")
    )
    id = styles.default_paragraph if style is None else style.get(w("val"), "")
    return TaggedParagraph(text, id, forms)


def remove_bookmarks(root: Element) -> None:
    """Nothing; takes out bookmarks that mean nothing in a template.

    Those are our own, where the template was once a built document; Word's memory of the cursor;
    and those that begin or end in a paragraph that vanishes with its tag.
    """
    gone = set()
    for bookmark in root.iter(w("bookmarkStart"), w("bookmarkEnd")):
        name = bookmark.get(w("name"), "")
        paragraph = next(bookmark.iterancestors(w("p")), None)
        vanishes = paragraph is not None and re.search(r"\{[{%]p\s", text_of(paragraph))
        if BOOKMARK.fullmatch(name) or name == "_GoBack" or vanishes:
            gone.add(bookmark.get(w("id")))
    for bookmark in list(root.iter(w("bookmarkStart"), w("bookmarkEnd"))):
        parent = bookmark.getparent()
        if bookmark.get(w("id")) in gone and parent is not None:
            parent.remove(bookmark)


def blank_faulty(root: Element, part: CheckedPart) -> bool:
    """Whether the part can be read on without its faulty paragraphs; then their text is gone.

    So the problems of the others show in the same run. Not where a loop or condition would lose
    one of its ends.
    """
    for line, paragraph in enumerate(list(root.iter(w("p"))), 1):
        if line in part.faulty:
            if "{%" in part.paragraphs[line - 1].text:
                return False
            part.paragraphs[line - 1] = TaggedParagraph("", "", ())
            for text in paragraph.iter(w("t"), w("delText"), w("instrText")):
                text.text = ""
    return True


def separate_paragraphs(root: Element) -> None:
    """Nothing; puts each paragraph on a line of its own, and the mark for its bookmarks into it.

    With no other line breaks in the part, the line that Jinja gives for a tag tells the paragraph.
    """
    for element in root.iter():
        keeps_space = element.tag in (w("t"), w("instrText"))
        element.text = _one_line(element.text, keeps_space)
        element.tail = _one_line(element.tail, False)
    vanishing = {element for element in root.iter(w("tr"), w("tc")) if vanishes(element)}
    for count, paragraph in enumerate(root.iter(w("p"))):
        if count:
            above = [place for place in paragraph.iterancestors() if place in vanishing]
            _break_line_before(above[-1] if above else paragraph)
        forms = tagged(paragraph, Styles(None)).forms
        if forms and "p" not in forms:
            properties = paragraph.find(w("pPr"))
            if properties is None:
                paragraph.text = MARK_TAG
            else:
                properties.tail = MARK_TAG


def _one_line(text: str | None, keeps_space: bool) -> str | None:
    if text is None or not (keeps_space or text.strip()):
        return None  # what a program put between elements to make the XML easy to read
    return text.replace("\n", " ").replace("\r", " ")


def vanishes(element: Element) -> bool:
    """Whether a `tr` or `tc` tag stands in the row or cell: it vanishes with all that is in it."""
    mark = rf"\{{[{{%]{local_name(element)}\s"
    return any(re.search(mark, text_of(paragraph)) for paragraph in element.iter(w("p")))


def _break_line_before(element: Element) -> None:
    previous, parent = element.getprevious(), element.getparent()
    if previous is not None:
        previous.tail = (previous.tail or "") + "\n"
    elif parent is not None:
        parent.text = (parent.text or "") + "\n"
