"""Paragraphs as Markdown can say them: less what nobody sees."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from msgspec.structs import replace

from memo.blocks import Run
from memo.flat import Flat, Stretch

_BLANKS = " \t\n"
_AT_BREAK = re.compile(r"[ \t]*\n[ \t]*")


def sayable(flats: Sequence[Flat], old: Sequence[Flat]) -> tuple[Flat, ...]:
    """The same without what nobody sees and Markdown does not hold.

    That is empty paragraphs that are neither points nor cells, spaces at the edges of paragraphs
    and lines, and bold and italics of spaces at the edges of what is bold or italic. Footnotes are
    counted anew, and stand behind the paragraphs that refer to them; those that none refers to go.
    What says just the same as one of the old is left as it is.
    """
    tidy = [flat if _is_among(old, flat) else _tidy(flat) for flat in flats]
    notes: dict[str, list[Flat]] = {}
    for flat in tidy:
        if flat.note is not None and flat.stretches:
            notes.setdefault(str(flat.note), []).append(flat)
    result: list[Flat] = []
    count = 0
    for flat in tidy:
        if flat.note is not None or not (flat.stretches or flat.cell or flat.kind == "point"):
            continue
        own: list[Flat] = []
        stretches = []
        for stretch in flat.stretches:
            if stretch.thing == "footnote":
                own += (replace(each, note=count) for each in notes.get(stretch.name, ()))
                stretches.append(replace(stretch, name=str(count)))
                count += 1
            else:
                stretches.append(stretch)
        changed = tuple(stretches) != flat.stretches
        result += [replace(flat, stretches=tuple(stretches)) if changed else flat, *own]
    return tuple(result)


def _is_among(old: Sequence[Flat], flat: Flat) -> bool:
    origin = flat.stretches[0].origin if flat.stretches else None
    return bool(origin and old[origin[0]].stretches == flat.stretches)


def _tidy(flat: Flat) -> Flat:
    if not _is_untidy(flat):
        return flat
    chars = _stripped(list(_characters(flat.stretches)))
    for field in ("bold", "italic"):
        chars = [char for part in _trimmed(chars, field) for char in part]
    stretches = tuple(_joined(chars))
    return flat if stretches == flat.stretches else replace(flat, stretches=stretches)


def _is_untidy(flat: Flat) -> bool:
    text = flat.text
    return (
        text != text.strip(_BLANKS)
        or not all(stretch.run.text for stretch in flat.stretches)
        or any(match[0] != "\n" for match in _AT_BREAK.finditer(text))
        or any(
            stretch.run.text != stretch.run.text.strip()
            for stretch in flat.stretches
            if stretch.run.bold or stretch.run.italic
        )
    )


def _characters(stretches: Iterable[Stretch]) -> Iterator[Stretch]:
    for stretch in stretches:
        for place, char in enumerate(stretch.run.text):
            origin = (stretch.origin[0], stretch.origin[1] + place) if stretch.origin else None
            run = replace(stretch.run, text=char, offsets=None)
            yield replace(stretch, run=run, origin=origin)


def _stripped(chars: list[Stretch]) -> list[Stretch]:
    """The characters less the spaces at the edges of lines, and line breaks at both ends."""
    text = "".join(char.run.text for char in chars)
    start, end = len(text) - len(text.lstrip(_BLANKS)), len(text.rstrip(_BLANKS))
    gone = {
        at for match in _AT_BREAK.finditer(text) for at in range(*match.span()) if text[at] != "\n"
    }
    return [char for at, char in enumerate(chars) if start <= at < end and at not in gone]


def _trimmed(chars: list[Stretch], field: str) -> Iterator[list[Stretch]]:
    """The characters in groups; those at the edges of a group that has the look, without it."""
    for has_look, group in groupby(chars, lambda char: _has(char, field)):
        part = list(group)
        if has_look:
            text = "".join(char.run.text for char in part)
            start, end = len(text) - len(text.lstrip()), len(text.rstrip())
            part = [
                char if start <= at < end else replace(char, run=_without(char.run, field))
                for at, char in enumerate(part)
            ]
        yield part


def _has(char: Stretch, field: str) -> bool:
    return bool(getattr(char.run, field))


def _without(run: Run, field: str) -> Run:
    return replace(run, bold=False) if field == "bold" else replace(run, italic=False)


def _joined(chars: list[Stretch]) -> Iterator[Stretch]:
    """The characters as stretches, those that follow one another and look alike as one."""
    stretch: Stretch | None = None
    for char in chars:
        if stretch and not stretch.thing and not char.thing and _follows(stretch, char):
            run = replace(stretch.run, text=stretch.run.text + char.run.text)
            stretch = replace(stretch, run=run)
            continue
        if stretch:
            yield stretch
        stretch = char
    if stretch:
        yield stretch


def _follows(stretch: Stretch, char: Stretch) -> bool:
    if replace(stretch.run, text="") != replace(char.run, text=""):
        return False
    if stretch.origin is None or char.origin is None:
        return stretch.origin is char.origin
    number, at = stretch.origin
    return char.origin == (number, at + len(stretch.run.text))
