"""The words of a scalar replaced where they stand, in plain, quoted and folded text.

The line breaks that YAML folds stay where they are, as far as the words beside them do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from memo.rewording import hunks, tokens
from memo.source.edits import Edit, edited
from memo.source.nodes import Scalar, Source
from memo.source.places import line_break
from memo.source.scalars import offsets
from memo.source.writing import double_quoted


def respelled(source: Source, scalar: Scalar, value: str) -> str:
    """The scalar as it stands in the file, with the words of the value."""
    places = offsets(source.text, scalar)
    folds = _folds(source.text, scalar.value, places)
    found = [
        _around_folds(_beside_folds(hunk, scalar.value, folds), scalar.value, folds)
        for hunk in _char_hunks(scalar.value, value)
    ]
    edits: list[Edit] = []
    for start, end, new in _apart_hunks(found):
        at, to = (_before_break(scalar, places, folds, place) for place in (start, end))
        edits.append(Edit(at, to, _spelled(source, scalar, new)))
    shifted = [
        Edit(edit.start - scalar.start, edit.end - scalar.start, edit.text) for edit in edits
    ]
    return edited(source.raw(scalar), shifted)


def _before_break(scalar: Scalar, places: list[int], folds: set[int], place: int) -> int:
    """The offset of a character; of a break in folded lines, the end of the sign before it.

    YAML drops the first break there, so the offset of the next one is further down.
    """
    if scalar.style == ">" and place > 0 and place in folds and place - 1 not in folds:
        return places[place - 1] + 1
    return places[place]


def _char_hunks(old: str, new: str) -> Iterator[tuple[int, int, str]]:
    """What turns the old text into the new one, word by word, with places in the old one."""
    before = tokens(old)
    starts = [0]
    for token in before:
        starts.append(starts[-1] + len(token))
    for hunk in hunks(before, tokens(new)):
        yield starts[hunk.start], starts[hunk.end], "".join(hunk.new)


def _folds(text: str, value: str, places: list[int]) -> set[int]:
    """The characters of the value that a line break of the file stands for."""
    pairs = zip(value, pairwise(places), strict=False)
    return {
        at
        for at, (char, (one, next_one)) in enumerate(pairs)
        if char in " \n" and (one == next_one or "\n" in text[one:next_one])
    }


def _beside_folds(hunk: tuple[int, int, str], value: str, folds: set[int]) -> tuple[int, int, str]:
    """The same change of the value, moved so that it takes no line break away, if it can be."""
    start, end, new = hunk
    if not new and start in folds and end < len(value) and value[start] == value[end]:
        return start + 1, end + 1, new
    if not new and end - 1 in folds and start and value[start - 1] == value[end - 1]:
        return start - 1, end - 1, new
    return hunk


def _around_folds(hunk: tuple[int, int, str], value: str, folds: set[int]) -> tuple[int, int, str]:
    """The same change of the value, grown so that it divides no line breaks that go together."""
    start, end, new = hunk
    if start == end and not (start in folds and start - 1 in folds):
        return hunk
    while start in folds and start - 1 in folds:
        start -= 1
        new = value[start] + new
    while end - 1 in folds and end in folds:
        new += value[end]
        end += 1
    return start, end, new


def _apart_hunks(found: list[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    """The changes; what another has taken with it already is left out of the later one."""
    at = 0
    for start, end, new in found:
        if start >= at:
            yield start, end, new
            at = end


def _spelled(source: Source, scalar: Scalar, new: str) -> str:
    """A piece of text as it is written in a scalar of that style."""
    if scalar.style == '"':
        inner = double_quoted(new)[1:-1]
        raw = source.raw(scalar)
        return inner if "\n" not in raw else _broken(source, scalar, inner, "\\n")
    escaped = new.replace("'", "''") if scalar.style == "'" else new
    return _broken(source, scalar, escaped, "\n")


def _broken(source: Source, scalar: Scalar, text: str, sign: str) -> str:
    """The text with each run of line breaks as one more in the file, as folding wants it."""
    raw = source.raw(scalar)
    line = raw.rpartition("\n")[2]
    indent = line[: len(line) - len(line.lstrip(" "))]
    eol = line_break(source.text)
    runs = re.compile(f"(?:{re.escape(sign)})+")
    return runs.sub(lambda run: eol * (len(run[0]) // len(sign) + 1) + indent, text)
