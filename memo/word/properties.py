"""The document properties."""

from __future__ import annotations

from memo.word.xml import local_name, parse, serialize

# They tell when, and by whom, the template was made: true of the letterhead, not of the paper.
_OF_THE_TEMPLATE = ("created", "modified", "lastModifiedBy", "lastPrinted", "revision")


def without_template_traces(text: str) -> str:
    """The core or custom properties, less the template's own traces and properties left empty."""
    root = parse(text)
    for element in list(root):
        is_custom = local_name(element) == "property"
        empty = is_custom and not "".join(str(text) for text in element.itertext()).strip()
        if empty or local_name(element) in _OF_THE_TEMPLATE:
            root.remove(element)
    for number, element in enumerate(root, 2):
        if local_name(element) == "property":
            element.set("pid", str(number))  # from 2 on and without gaps, as Word numbers them
    return serialize(root)
