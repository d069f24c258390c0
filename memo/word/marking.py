"""A part of a template marked, so that its tags can be told by paragraph after they are read."""

from __future__ import annotations

import re
from typing import Final

from memo.word.checked_part import CheckedPart, TaggedParagraph
from memo.word.xml import Element, local_name, remove, text_of, w

MARK_NAME: Final = "_"
MARK_TAG: Final = f"{{{{ {MARK_NAME} }}}}"
"""The tag that becomes `PARAGRAPH_MARK`."""

# A tag that prints, with its form. What stands in a comment does not count.
_PRINTING_TAG = re.compile(r"\{#.*?#\}|\{\{(?:(tr|tc|p|r)(?=\s))?")


# Word knows a paragraph by these, so a loop must not repeat them; it gives new ones itself.
_PARAGRAPH_IDS = ("}paraId", "}textId")


def tagged(paragraph: Element) -> TaggedParagraph:
    """What the template says in the paragraph."""
    text = text_of(paragraph)
    forms = tuple(
        match[1] or "" for match in _PRINTING_TAG.finditer(text) if not match[0].startswith("{#")
    )
    return TaggedParagraph(text, forms)


def runs_of(paragraph: Element) -> list[Element]:
    """The run that each character of the paragraph's text stands in."""
    return [
        run
        for run in paragraph.iter(w("r"))
        if next(run.iterancestors(w("p"))) is paragraph
        for _ in text_of(run)
    ]


def remove_bookmarks(root: Element) -> None:
    """Nothing; takes out bookmarks that mean nothing here, or could lose one of their ends.

    Those are the hidden ones, which Word makes by itself (_GoBack, _Toc..., _Hlk...), or we did
    where the template was once a built document; and all that do not stand whole in one
    paragraph without tags.
    """
    paragraphs: dict[str, set[Element | None]] = {}
    gone = set()
    marks = list(root.iter(w("bookmarkStart"), w("bookmarkEnd")))
    for mark in marks:
        paragraph = next(mark.iterancestors(w("p")), None)
        id, name = mark.get(w("id"), ""), mark.get(w("name"), "")
        paragraphs.setdefault(id, set()).add(paragraph)
        text = "" if paragraph is None else text_of(paragraph)
        if name.startswith("_") or "{{" in text or "{%" in text or len(paragraphs[id]) > 1:
            gone.add(id)
    for mark in marks:
        if mark.get(w("id"), "") in gone:
            remove(mark)


def blank_faulty(root: Element, part: CheckedPart) -> bool:
    """Whether the part can be read on without its faulty paragraphs; then their text is gone.

    So the problems of the others show in the same run. Not where a loop or condition would lose
    one of its ends.
    """
    for line, paragraph in enumerate(list(root.iter(w("p"))), 1):
        if line in part.faulty:
            if "{%" in part.paragraphs[line - 1].text:
                return False
            part.paragraphs[line - 1] = TaggedParagraph("", ())
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
        for name in [name for name in element.attrib if str(name).endswith(_PARAGRAPH_IDS)]:
            del element.attrib[name]
    vanishing = {element for element in root.iter(w("tr"), w("tc")) if vanishes(element)}
    for count, paragraph in enumerate(root.iter(w("p"))):
        if count:
            above = [place for place in paragraph.iterancestors() if place in vanishing]
            _break_line_before(above[-1] if above else paragraph)
        forms = tagged(paragraph).forms
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
    return any(re.search(mark, text_of(paragraph)) for paragraph in own_paragraphs(element))


def own_paragraphs(element: Element) -> list[Element]:
    """The paragraphs of a row or cell, less those of a table inside it."""
    return [
        paragraph
        for paragraph in element.iter(w("p"))
        if next(paragraph.iterancestors(str(element.tag)), None) is element
    ]


def _break_line_before(element: Element) -> None:
    previous, parent = element.getprevious(), element.getparent()
    if previous is not None:
        previous.tail = (previous.tail or "") + "\n"
    elif parent is not None:
        parent.text = (parent.text or "") + "\n"
