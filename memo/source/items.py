"""New items of lists, written as their neighbours are."""

from __future__ import annotations

from collections.abc import Iterator

from memo.problems import Report
from memo.source.acts import Item
from memo.source.nodes import Mapping, Node, Scalar, Sequence, Source
from memo.source.places import has_brackets
from memo.source.reading import parse
from memo.source.writing import double_quoted, single_quoted, written


def bracketed(item: Item, model: Node | None) -> str:
    """The item in one line, to stand between brackets; quoted as the model is."""
    if isinstance(item, str):
        return _in_line(item, _style(model))
    if isinstance(item, list):
        cell = _child(model, None)
        return "[" + ", ".join(bracketed(value, cell) for value in item) + "]"
    pairs = (
        f"{_in_line(key, '')}: {bracketed(value, _child(model, key))}"
        for key, value in item.items()
    )
    return "{" + ", ".join(pairs) + "}"


def lines(item: Item, dash: str, source: Source, model: Node | None) -> list[str]:
    """The lines of the item behind its dash, which is "- " where nothing else is usual."""
    rows = list(_lines(item, source, model))
    # Those of a block below | are indented already, for a text that stands behind a dash.
    indent = "" if isinstance(item, str) else " " * len(dash)
    return [dash + rows[0], *(row and indent + row for row in rows[1:])]


def _lines(item: Item, source: Source, model: Node | None) -> Iterator[str]:
    if isinstance(item, str):
        yield from _scalar(item, model).split("\n")
    elif not item or (model is not None and has_brackets(source, model)):
        yield bracketed(item, model)
    elif isinstance(item, list):
        for value in item:
            yield from lines(value, "- ", source, _child(model, None))
    else:
        for key, value in item.items():
            yield from _entry(key, value, source, _child(model, key))


def _entry(key: str, value: Item, source: Source, model: Node | None) -> Iterator[str]:
    name = _in_line(key, "")
    rows = list(_lines(value, source, model))
    if isinstance(value, str) or rows[0][:1] in ("[", "{"):
        yield f"{name}: {rows[0]}"
        yield from rows[1:]
    else:
        yield f"{name}:"
        yield from (row and f"  {row}" for row in rows)


def _scalar(text: str, model: Node | None) -> str:
    style = _style(model)
    if style in ("'", '"') and "\n" not in text:
        return _in_line(text, style)
    return written(text) if text else '""'


def _in_line(text: str, style: str) -> str:
    """The text between brackets, or quoted in the style, without a line break of its own."""
    forms = {"": [text, single_quoted(text)], "'": [single_quoted(text)]}.get(style, [])
    if "\n" not in text and text:
        for form in forms:
            if _reads_back(form, text) and (form != text or written(text) == text):
                return form
    return double_quoted(text)


def _reads_back(form: str, text: str) -> bool:
    source = parse(f"[[{form}, x], {{{form}: x}}]", "", Report())
    root = source.root if source else None
    cells = root.items[0] if isinstance(root, Sequence) else None
    if not isinstance(cells, Sequence) or len(cells.items) != 2:
        return False
    return isinstance(cells.items[0], Scalar) and cells.items[0].value == text


def _child(model: Node | None, key: str | None) -> Node | None:
    """What a value in the model at the key looks like; of a list, each item."""
    if isinstance(model, Mapping) and key is not None:
        return model.entries.get(key)
    if isinstance(model, Sequence) and model.items:
        first = model.items[0]
        # Only where all are quoted is a quoted one the example.
        plain_one = (item for item in model.items if isinstance(item, Scalar) and not item.style)
        return next(plain_one, first)
    return None


def example(node: Sequence, index: int) -> Node | None:
    """What a new item beside that at the index should look like; None where nothing is there."""
    beside = node.items[index] if index < len(node.items) else None
    return _child(node, None) if isinstance(beside, Scalar) else beside


def _style(model: Node | None) -> str:
    return model.style if isinstance(model, Scalar) else ""
