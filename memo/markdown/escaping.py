"""Lines of a paragraph that Markdown would read as the beginning of something else."""

from __future__ import annotations

import re

from memo.markdown.characters import Unsayable
from memo.markdown.grammar import block_tokens
from memo.markdown.labels import label_at

_START = re.compile(
    r"[ \t]*(?:[-+*](?=[ \t]|$)|#{1,6}(?=[ \t]|$)|>|\||<|[-_*=]{3,}|~~~|```|:?-+:?)"
)
_LABEL_END = re.compile(r"[ \t]*(?:[Aa][td][ ])?[0-9a-z]+(?=[.)])")


def guarded(content: str, *, everywhere: bool) -> str:
    """The content, with \\ where a line of it would begin something else than a paragraph.

    With `everywhere`, also where that depends on what stands above. Raises `Unsayable`.
    """
    lines = content.split("\n")
    if everywhere:
        return "\n".join(
            _escaped(line) if label_at(line.lstrip(" \t"), 0, None) or _START.match(line) else line
            for line in lines
        )
    done: set[int] = set()
    while (number := _first_other(lines)) is not None:
        if number in done:
            raise Unsayable(content)
        done.add(number)
        lines[number] = _escaped(lines[number])
    return "\n".join(lines)


def _first_other(lines: list[str]) -> int | None:
    """The first line that begins something else, None where all are one paragraph."""
    if not any(_may_begin(line) for line in lines):
        return None
    tokens = block_tokens("\n".join(lines))
    if tokens and tokens[0].type == "inline" and tokens[0].map:
        return None if len(tokens) == 1 else tokens[0].map[1]
    return 1 if tokens and tokens[0].type == "table_open" else 0


def _may_begin(line: str) -> bool:
    start = line.lstrip(" \t")
    return not start[:1].isalpha() or bool(label_at(start, 0, None))


def _escaped(line: str) -> str:
    start = line.lstrip(" \t")
    indent = line[: len(line) - len(start)]
    match = _LABEL_END.match(start)
    if match and label_at(start, 0, None):
        return f"{indent}{match[0]}\\{start[match.end() :]}"
    return f"{indent}\\{start}"
