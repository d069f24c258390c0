"""Where each character of a YAML scalar stands in its file.

YAML folds lines, drops indentation and reads escapes. A problem in prose, and later an edit of an
exact range, needs the way back. The rules are those of YAML 1.2, sections 7.3 and 8.1.
"""

from __future__ import annotations

import re

from memo.source.nodes import Scalar

_BREAK = r"(?:\r\n|\r|\n)"
_LINE = re.compile(rf"([^\r\n]*)(?:{_BREAK}|\Z)")
_FOLD = rf"(?P<fold>[ \t]*{_BREAK}[ \t\r\n]*)"
_JOIN = rf"(?P<join>\\{_BREAK}[ \t\r\n]*)"
# Where spaces do not fold, all are taken at once: else each would look for the break anew.
_SPACES = r"(?P<spaces>[ \t]+)"
_ESCAPE = r"\\x[0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\U[0-9a-fA-F]{8}|\\."

# What stands in the file for one character of the value, by the style of the scalar.
_FLOW = {
    "": rf"{_FOLD}|{_SPACES}|.",
    "'": rf"{_FOLD}|{_SPACES}|''|.",
    '"': rf"{_JOIN}|{_FOLD}|{_SPACES}|{_ESCAPE}|.",
}


def offsets(text: str, scalar: Scalar) -> list[int]:
    """The offset in the file's text of each character of the value, and of the value's end.

    A space or line break that comes of folding has the offset of the break in the file.
    """
    result = _block(text, scalar) if scalar.style in ("|", ">") else _flow(text, scalar)
    return result[: len(scalar.value) + 1]


def _flow(text: str, scalar: Scalar) -> list[int]:
    quote = len(scalar.style)
    end = scalar.end - quote
    result: list[int] = []
    pattern = re.compile(_FLOW[scalar.style], re.DOTALL)
    for match in pattern.finditer(text, scalar.start + quote, end):
        if match.lastgroup in ("fold", "join"):
            # One break is a space, or nothing behind \; each further one is a line break.
            breaks = len(re.findall(_BREAK, match[0])) - 1
            result += [match.start()] * (breaks or match.lastgroup == "fold")
        elif match.lastgroup == "spaces":
            result += range(*match.span())
        else:
            result.append(match.start())
    return [*result, end]


def _block(text: str, scalar: Scalar) -> list[int]:
    _, *lines = (match.span(1) for match in _LINE.finditer(text, scalar.start, scalar.end))
    indent = _indent(text, scalar, lines)
    contents = [(min(start + indent, end), end) for start, end in lines]
    result: list[int] = []
    for number, (start, end) in enumerate(contents):
        result += range(start, end)
        if scalar.style == "|" or not _swallowed(text, contents, number):
            result.append(end)
    return [*result, scalar.end]


def block_indent(text: str, scalar: Scalar) -> int:
    """The spaces before each line of a text below | or >, which are not part of it."""
    _, *lines = (match.span(1) for match in _LINE.finditer(text, scalar.start, scalar.end))
    return _indent(text, scalar, lines)


def _indent(text: str, scalar: Scalar, lines: list[tuple[int, int]]) -> int:
    """The spaces that YAML drops from each line: those in the file that are not in the value."""
    line = next((text[start:end] for start, end in lines if text[start:end].strip(" ")), "")
    value_line = next((line for line in scalar.value.split("\n") if line.strip(" ")), "")
    return (len(line) - len(line.lstrip(" "))) - (len(value_line) - len(value_line.lstrip(" ")))


def _swallowed(text: str, contents: list[tuple[int, int]], number: int) -> bool:
    """Whether the break after a line gives nothing: the first before blank lines, when folding.

    Lines that are indented further than the block are not folded.
    """
    start, end = contents[number]
    if start == end or text[start] in " \t":
        return False
    below = contents[number + 1 : number + 2]
    if not below or below[0][0] != below[0][1]:
        return False
    further = (contents[at] for at in range(number + 2, len(contents)))
    following = next((start for start, end in further if start != end), None)
    return following is not None and text[following] not in " \t"
