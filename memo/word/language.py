"""The language that Word is told a document is in: it spells, hyphenates and reads aloud by it."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Final

from memo.word.package import related_parts
from memo.word.xml import DECLARATION, Element, parse, serialize, w

_DC_LANGUAGE: Final = "{http://purl.org/dc/elements/1.1/}language"


def set_language(parts: dict[str, bytes], main: str, tag: str) -> None:
    """Nothing; makes the parts say that the document is in the language of that tag (`en-GB`).

    Only what is in the template's own language changes: a style for words of another keeps it. A
    template that is in the language already keeps its bytes. Raises XmlFault.
    """
    for relation, change in (("styles", _set_in_styles), ("settings", _set_in_settings)):
        for name in related_parts(parts, main, relation):
            parts[name] = _changed(parts[name], change, tag)
    for name in related_parts(parts, "", "core-properties"):
        parts[name] = _changed(parts[name], _set_in_properties, tag)


# The documents of a run share the styles and settings of a few templates.
@lru_cache(maxsize=64)
def _changed(part: bytes, change: Callable[[Element, str], bool], tag: str) -> bytes:
    root = parse(part)
    return (DECLARATION + serialize(root)).encode() if change(root, tag) else part


def _set_in_styles(root: Element, tag: str) -> bool:
    default = root.find("/".join(map(w, ("docDefaults", "rPrDefault", "rPr", "lang"))))
    own = None if default is None else default.get(w("val"))
    if own in (None, tag):
        return False
    for language in root.iter(w("lang")):
        for name, value in language.attrib.items():
            if value == own:
                language.set(name, tag)
    return True


def _set_in_settings(root: Element, tag: str) -> bool:
    language = root.find(w("themeFontLang"))
    if language is None or language.get(w("val")) == tag:
        return False
    language.set(w("val"), tag)
    return True


def _set_in_properties(root: Element, tag: str) -> bool:
    language = root.find(_DC_LANGUAGE)
    if language is None or language.text == tag:
        return False
    language.text = tag
    return True
