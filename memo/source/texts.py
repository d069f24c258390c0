"""A text of a YAML file made another where it stands, with as little change as its style allows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from memo.problems import Report
from memo.source.edits import Edit
from memo.source.nodes import Mapping, Node, Scalar, Sequence, Source
from memo.source.places import Place, content_end, line_break, next_sign
from memo.source.reading import parse
from memo.source.respelling import respelled
from memo.source.scalars import block_indent, offsets
from memo.source.writing import double_quoted, is_text_everywhere, single_quoted, written

_HEADER = re.compile(r"[|>](?P<signs>[-+0-9]*)(?P<rest>[^\r\n]*)")
_BLOCKS = ("|", ">")


def text_edit(source: Source, place: Place, value: str) -> Edit | None:
    """The edit by which the text there becomes the value; None where it takes no form there."""
    scalar = place.node
    if not isinstance(scalar, Scalar):
        return None
    for edit in _forms(source, place, scalar, value):
        if _reads_back(source, place, scalar, edit, value):
            return _apart(source.text, scalar, edit)
    return None


def _forms(source: Source, place: Place, scalar: Scalar, value: str) -> Iterator[Edit]:
    """The ways to write the value, those that leave most as it is first."""
    if value == "" and scalar.style not in ("'", '"'):
        yield _whole(source, scalar, '""')
    if scalar.style == "|":
        yield from _lines_kept(source, place, scalar, value)
    elif scalar.value and len(offsets(source.text, scalar)) == len(scalar.value) + 1:
        yield from _words_kept(source, scalar, value)
    if "\n" in value and not place.is_flow:
        yield _as_block(source, place, scalar, value)
    if "\n" not in value and scalar.style == "'":
        yield _whole(source, scalar, single_quoted(value))
    if "\n" not in value and scalar.style in ("", *_BLOCKS):
        yield _whole(source, scalar, written(value))
        yield _whole(source, scalar, single_quoted(value))
    yield _whole(source, scalar, double_quoted(value))


def _words_kept(source: Source, scalar: Scalar, value: str) -> Iterator[Edit]:
    """The text with other words in their places, and the line breaks where they were."""
    raw = source.raw(scalar)
    if "\n" in value and "\n" not in raw and ("\n" not in scalar.value or scalar.style != '"'):
        return
    new = respelled(source, scalar, value)
    becomes_special = "\n" not in value and not is_text_everywhere(value)
    becomes_special = becomes_special and is_text_everywhere(scalar.value)
    if scalar.style or not becomes_special:
        yield Edit(scalar.start, scalar.end, new)
    if scalar.style == "":
        yield Edit(scalar.start, scalar.end, single_quoted(new))


def _lines_kept(source: Source, place: Place, scalar: Scalar, value: str) -> Iterator[Edit]:
    """The block with other lines in their places; the others stay byte for byte."""
    end = _block_end(source.text, scalar)
    header, *rows = source.text[scalar.start : end].splitlines(keepends=True)
    old, new = _value_lines(scalar.value), _value_lines(value)
    if not value or len(rows) != len(old):
        return
    eol = line_break(source.text)
    indent = block_indent(source.text, scalar) if scalar.value.strip(" \n") else place.column + 2
    body: list[str] = []
    for tag, start, stop, new_start, new_stop in _line_changes(old, new):
        kept = rows[start:stop]
        changed = [" " * indent + line if line else "" for line in new[new_start:new_stop]]
        body += [row.rstrip("\r\n") for row in kept] if tag == "equal" else changed
    last = eol if rows[-1:] and rows[-1].endswith("\n") else _last_break(source, end, value)
    text = _header(header, scalar.value, value, indent - max(place.column, 0))
    yield Edit(scalar.start, end, text.rstrip("\r\n") + eol + eol.join(body) + last)


def _block_end(text: str, scalar: Scalar) -> int:
    """Where a text below | or > ends: before a line break, or behind it where + keeps it."""
    if text[scalar.end - 1] == "\n":
        return scalar.end
    end = content_end(text, scalar.end)
    # Its last lines may be of spaces and tabs alone, which are part of it below |.
    rows = text[scalar.start : end].count("\n") if scalar.style == "|" else 0
    for _ in range(scalar.value.removesuffix("\n").count("\n") + 1 - rows if rows else 0):
        if not scalar.value.endswith("\n\n") and end < len(text):
            end = content_end(text, text.find("\n", end) + 1)
    return end


def _line_changes(old: list[str], new: list[str]) -> list[tuple[str, int, int, int, int]]:
    return list(SequenceMatcher(None, old, new, autojunk=False).get_opcodes())


def _value_lines(value: str) -> list[str]:
    return value.removesuffix("\n").split("\n")


def _header(header: str, old: str, new: str, indent: int) -> str:
    """The line of the sign |, with what it must say of the new text's beginning and its end."""
    match = _HEADER.match(header)
    if match is None:
        return header
    digit = re.sub(r"[-+]", "", match["signs"])
    if not digit and new.startswith((" ", "\n")) and not old.startswith((" ", "\n")):
        digit = str(indent)
    ends = [len(text) - len(text.rstrip("\n")) for text in (old, new)]
    chomping = re.sub(r"[0-9]", "", match["signs"])
    if ends[0] != ends[1]:
        chomping = "-" if not ends[1] else "" if ends[1] == 1 else "+"
    return header[0] + digit + chomping + header[match.end("signs") :]


def _whole(source: Source, scalar: Scalar, form: str) -> Edit:
    """The scalar in another form, in one line; a comment beside it stays."""
    if scalar.style not in _BLOCKS:
        return Edit(scalar.start, scalar.end, form)
    match = _HEADER.match(source.text, scalar.start)
    rest = match["rest"].rstrip() if match else ""
    end = _block_end(source.text, scalar)
    if source.text[end - 1] == "\n":
        rest += line_break(source.text)
    return Edit(scalar.start, end, form + rest)


def _as_block(source: Source, place: Place, scalar: Scalar, value: str) -> Edit:
    """The scalar as a block below |; a comment beside it stands beside the sign."""
    eol = line_break(source.text)
    end = content_end(source.text, scalar.end)
    rest = source.text[scalar.end : end]
    if scalar.style in _BLOCKS:
        end = _block_end(source.text, scalar)
        match = _HEADER.match(source.text, scalar.start)
        rest = match["rest"] if match else ""
    indent = " " * max(place.column, 0)
    header, *rows = written(value).split("\n")
    body = (eol + (row and indent + row) for row in rows)
    last = _last_break(source, end, value)
    if scalar.style in _BLOCKS and source.text[end - 1] == "\n":
        last = eol
    return Edit(scalar.start, end, header + rest.rstrip() + "".join(body) + last)


def _last_break(source: Source, end: int, value: str) -> str:
    """The line break that a text wants behind it at the end of a file that has none."""
    return line_break(source.text) if end == len(source.text) and value.endswith("\n") else ""


def _apart(text: str, scalar: Scalar, edit: Edit) -> Edit:
    """The edit with a space before it, where an empty value stands right behind its colon."""
    if scalar.start == scalar.end and text[scalar.start - 1 : scalar.start] in (":", "-"):
        return Edit(edit.start, edit.end, " " + edit.text)
    return edit


def _reads_back(source: Source, place: Place, scalar: Scalar, edit: Edit, value: str) -> bool:
    """Whether the scalar, in a place like its own, is read as the value."""
    text = edit.text
    if place.column < 0 and not place.is_flow:
        again = parse(f"{text}\n", "", Report())
        return again is not None and isinstance(again.root, Scalar) and again.root.value == value
    indent = " " * max(place.column, 0)
    holder, other = ("- ", "- x\n") if place.is_item else ("k: ", "z: x\n")
    if place.is_flow:
        text, holder, other = f"[{text}, x]\n", "k: ", "z: x\n"
    elif source.text[edit.end :]:
        text += _below(source.text, edit)
    else:
        other = ""
    top = "top:\n" if indent else ""
    other = other and f"{indent}{other}"
    again = parse(f"{top}{indent}{holder}{text}{other}", "", Report())
    return again is not None and _held(again.root, top, place, 2 if other else 1) == value


def _below(text: str, edit: Edit) -> str:
    """What stands below the edit, that a text in lines of its own could swallow."""
    is_line = text[edit.end - 1 : edit.end] == "\n"
    line = edit.end if is_line else content_end(text, edit.end)
    rest = text[line : next_sign(text, line)].rstrip(" ")
    rest = text[edit.end : line] + ("" if is_line else "\n") + rest
    return rest if not rest or rest.endswith("\n") else f"{rest}\n"


def _held(root: Node | None, top: str, place: Place, count: int) -> str | None:
    """The text at the place in the small file that was made for it, which holds so many."""
    node = root
    if top:
        node = node.entries.get("top") if isinstance(node, Mapping) else None
    if isinstance(node, Mapping) and list(node.entries) == ["k", "z"][:count]:
        node = node.entries["k"]
        count = 2
    if (place.is_item or place.is_flow) and isinstance(node, Sequence) and len(node.items) == count:
        node = node.items[0]
    return node.value if isinstance(node, Scalar) else None
