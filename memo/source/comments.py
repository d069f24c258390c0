"""The comments of a YAML file, which the parser passes over without a word."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from memo.source.nodes import Mapping, Node, Scalar, Sequence, Source

_COMMENT = re.compile(r"#([^\r\n]*)")


class Comment(Struct, frozen=True):
    """A comment from its `#` to the end of the line; `text` is what stands after the sign.

    `value` is the text that it follows on its line, if any.
    """

    start: int
    end: int
    text: str
    value: Scalar | None


def comments_on(source: Source, word: str) -> list[Comment]:
    """Those of the comments in which the word stands, in small letters or in capitals."""
    if word not in source.small_letters:
        return []
    return [comment for comment in comments(source) if word in comment.text.lower()]


def comments(source: Source) -> list[Comment]:
    """The comments of a file that has been parsed, in the order of their places."""
    found: list[Comment] = []
    for scalar, start, end in _between_scalars(source):
        for match in _COMMENT.finditer(source.text, start, end):
            is_beside = scalar and not source.text[start : match.start()].strip(" \t")
            value = scalar if is_beside else None
            found.append(Comment(match.start(), match.end(), match[1].strip(), value))
    return found


def _between_scalars(source: Source) -> Iterator[tuple[Scalar | None, int, int]]:
    """The offsets of each piece of the text that is in no scalar, and the scalar before it.

    There, `#` begins a comment.
    """
    before, start = None, 0
    scalars = _scalars(source.root) if source.root else ()
    for scalar in sorted(scalars, key=lambda scalar: (scalar.start, scalar.end)):
        if scalar.style in ("|", ">"):
            # The line of the sign itself, on which only a comment may follow, is not yet the text.
            header_end = source.text.find("\n", scalar.start, scalar.end)
            yield before, start, header_end if header_end >= 0 else scalar.end
        else:
            yield before, start, scalar.start
        before, start = scalar, scalar.end
    yield before, start, len(source.text)


def _scalars(node: Node) -> Iterator[Scalar]:
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from _scalars(item)
    elif isinstance(node, Mapping):
        yield from node.keys.values()
        for value in node.entries.values():
            yield from _scalars(value)
