"""The document properties."""

from __future__ import annotations

from collections.abc import Callable, Collection

from memo.word.package import related_parts
from memo.word.xml import DECLARATION, Element, local_name, parse, serialize

_KINDS = ("core-properties", "extended-properties", "custom-properties")

# They tell when, and by whom, the template was made: true of the letterhead, not of the paper.
_OF_THE_TEMPLATE = ("created", "modified", "lastModifiedBy", "lastPrinted", "revision")

# What Word has counted in the template, and its title, which is a tag: Word counts each file anew.
_COUNTED = (
    *("TotalTime", "Pages", "Words", "Characters", "CharactersWithSpaces", "Lines", "Paragraphs"),
    *("HeadingPairs", "TitlesOfParts"),
)


def remove_counts(parts: dict[str, bytes]) -> None:
    """Nothing; takes out what Word has counted in a template and says of it in app.xml."""
    for part in related_parts(parts, "", "extended-properties"):
        text = _without(parts[part], lambda element: local_name(element) in _COUNTED)
        parts[part] = (DECLARATION + text).encode()


def without_template_traces(text: str) -> str:
    """The core or custom properties, less the template's own traces and properties left empty."""

    def is_trace(element: Element) -> bool:
        is_custom = local_name(element) == "property"
        empty = is_custom and not "".join(str(text) for text in element.itertext()).strip()
        return empty or local_name(element) in _OF_THE_TEMPLATE

    return _without(text, is_trace)


def remove_persons(parts: dict[str, bytes], names: Collection[str]) -> None:
    """Nothing; takes out the properties of those names, be they core, app or custom ones."""
    gone = {name.lower() for name in names}

    def is_gone(element: Element) -> bool:
        return (element.get("name") or local_name(element)).lower() in gone

    for kind in _KINDS:
        for part in related_parts(parts, "", kind):
            text = _without(parts[part], is_gone)
            parts[part] = (DECLARATION + text).encode()


def _without(text: str | bytes, is_gone: Callable[[Element], bool]) -> str:
    """The properties less some of them."""
    root = parse(text)
    for element in list(root):
        if is_gone(element):
            root.remove(element)
    for number, element in enumerate(root, 2):
        if local_name(element) == "property":
            element.set("pid", str(number))  # from 2 on and without gaps, as Word numbers them
    return serialize(root)
