"""The document properties."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import lru_cache

from memo.word.package import related_parts
from memo.word.tag_tree import VALUE_MARK
from memo.word.xml import DECLARATION, Element, local_name, parse, serialize

# Stands for a value while the properties are read.
_VALUE = "memo-value"

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
    """The core or custom properties, less the template's own traces and properties left empty.

    In the text, each value stands between two marks.
    """
    pieces = text.split(VALUE_MARK)
    values = {}
    for number in range(1, len(pieces), 2):
        if pieces[number].strip() and _ends_in_text("".join(pieces[:number])):
            values[number] = pieces[number]
            pieces[number] = f'<{_VALUE} number="{number}"/>'
    first, others = _around_values("".join(pieces))
    out = [first]
    for number, behind in others:  # quotes in a text stand as they are: so the parser writes them
        out += (values[number].replace("&quot;", '"'), behind)
    return "".join(out)


def _ends_in_text(xml: str) -> bool:
    """Whether what comes next is text, and not inside a tag."""
    return xml.rfind(">") > xml.rfind("<")


# Documents that leave the same properties empty differ in their values only.
@lru_cache(maxsize=256)
def _around_values(text: str) -> tuple[str, tuple[tuple[int, str], ...]]:
    """What stands before the values, and the number of each that is left with what is behind it."""
    value = f"{{*}}{_VALUE}"

    def is_trace(element: Element) -> bool:
        is_custom = local_name(element) == "property"
        is_said = element.find(f".//{value}") is not None or _is_text(element)
        return (is_custom and not is_said) or local_name(element) in _OF_THE_TEMPLATE

    root = parse(_without(text, is_trace))
    numbers = [int(element.attrib.pop("number")) for element in root.iter(value)]
    first, *others = serialize(root).split(f"<{_VALUE}/>")
    return first, tuple(zip(numbers, others, strict=True))


def _is_text(element: Element) -> bool:
    return bool("".join(str(text) for text in element.itertext()).strip())


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
