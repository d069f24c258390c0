"""What a tracked change of properties changes, and whether lines tell all of it."""

from __future__ import annotations

from memo.word.appearance import READ
from memo.word.xml import Element, w

# What stands among the properties, and such a change does not cover.
_NO_PROPERTIES = tuple(map(w, ("rPr", "sectPr", "headerReference", "footerReference")))

# What lines tell of the properties of text, paragraphs, pages and cells.
_SHOWN = {
    w("rPrChange"): READ,
    w("pPrChange"): READ,
    w("sectPrChange"): set(map(w, ("pgSz", "pgMar"))),
    w("tcPrChange"): set(map(w, ("gridSpan", "vMerge", "shd"))),
}

# What programs write beside bold, italics and size: the same for other scripts.
_COMPANIONS = set(map(w, ("bCs", "iCs", "szCs")))

_Form = tuple[str, tuple[tuple[str, str], ...], tuple["_Form", ...]]


def changes_of_paragraph(properties: Element | None) -> list[Element]:
    """What tells that a paragraph looks otherwise, or has become a point."""
    if properties is None:
        return []
    found = [each for each in properties.iterfind(w("pPrChange")) if not is_empty_change(each)]
    return found or properties.findall(f"{w('numPr')}/{w('ins')}")


def is_empty_change(change: Element) -> bool:
    """Whether the properties are as they were: Word writes such changes as well.

    LibreOffice also writes changes that do not hold what was before.
    """
    return not _changed(change)


def is_told(change: Element) -> bool:
    """Whether the change is one that lines tell: no other property is another than it was."""
    tags = {tag for tag, _, _ in _changed(change)} - _COMPANIONS
    return tags <= _SHOWN.get(str(change.tag), set())


def _changed(change: Element) -> set[_Form]:
    """The properties that are not as they were, both as they are and as they were."""
    properties, old = change.getparent(), next(iter(change), None)
    if properties is None or old is None:
        return set()
    return _said(properties, str(change.tag)) ^ _said(old, str(change.tag))


def _said(properties: Element, change: str) -> set[_Form]:
    return {_form(child) for child in properties if child.tag not in (change, *_NO_PROPERTIES)}


def _form(element: Element) -> _Form:
    """The element with all that is in it, whatever its prefixes; properties hold no text."""
    attributes = sorted((str(name), str(value)) for name, value in element.items())
    return str(element.tag), tuple(attributes), tuple(map(_form, element))
