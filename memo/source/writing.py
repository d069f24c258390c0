"""A text as YAML: in the plainest form that reads back as the same text."""

from __future__ import annotations

import json

from memo.problems import Report
from memo.source.nodes import Mapping, Node, Scalar, Sequence
from memo.source.reading import data, parse


def written(text: str) -> str:
    """The text as a scalar, to stand behind a key or a dash; lines of its own are indented by two.

    The text holds only what a content file may hold.
    """
    for form in (_block(text),) if "\n" in text else (text, single_quoted(text)):
        if reads_back(form, text) and (form != text or is_text_everywhere(text)):
            return form
    return double_quoted(text)


def written_prose(text: str) -> str:
    """The text as a block below |, which ends with the end of its last line."""
    lines = text.rstrip("\n")
    block = _block(f"{lines}\n")
    return block if lines and reads_back(block, f"{lines}\n") else written(lines)


def _block(text: str) -> str:
    # Without the 2, the spaces that the text itself begins with would count as indentation.
    indent = "2" if text.startswith((" ", "\n")) else ""
    end = "" if text.endswith("\n") else "-"
    lines = text.removesuffix("\n").split("\n")
    return "\n".join([f"|{indent}{end}", *(line and f"  {line}" for line in lines)])


def single_quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def double_quoted(text: str) -> str:
    # YAML reads the escapes of JSON. A byte order mark is a letter to JSON, and not to YAML.
    return json.dumps(text, ensure_ascii=False).replace("\ufeff", "\\ufeff")


def reads_back(form: str, text: str) -> bool:
    """Whether the form is read as the text, and ends there, behind a key and behind a dash."""
    entry = parse(f"a: {form}\n\n# x\nb: x\n", "", Report())
    item = parse(f"- {form}\n\n# x\n- x\n", "", Report())
    values: list[Node] = []
    if entry and isinstance(entry.root, Mapping) and list(entry.root.entries) == ["a", "b"]:
        values.append(entry.root.entries["a"])
    if item and isinstance(item.root, Sequence) and len(item.root.items) == 2:
        values.append(item.root.items[0])
    return [value.value for value in values if isinstance(value, Scalar)] == [text, text]


def is_text_everywhere(text: str) -> bool:
    """Whether other programs too, as the author's editor, read the plain text as a text.

    To them `no` may be false, and 2017 is a number; some do not read a tab in it.
    """
    try:
        return "\t" not in text and bool(data(f"- {text}") == [text])
    except ValueError:
        return False
