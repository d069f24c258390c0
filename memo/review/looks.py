"""What a reviewer wrote in terms of Markdown: bold, italics, raised, a link."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from memo.blocks import Position, Run
from memo.flat import THING, Flat, Stretch
from memo.word.lines import Piece
from memo.word.revised import Fragment, Place

_POSITIONS: dict[str, Position] = {"superscript": "superscript", "subscript": "subscript"}

# A link looks like one, whatever its style says.
_OF_LINKS = frozenset(("color", "underline"))
_SAYABLE = frozenset(("b", "i", "raised"))


class Sign(Struct, frozen=True):
    """Signs that stand together in a paragraph, or a thing in it.

    `place` is where the first of them stood in the base, and the others behind it.
    """

    text: str
    fragment: Fragment
    place: Place | None


def signs_of(fragments: Iterable[Fragment]) -> Iterator[Sign]:
    """The signs of each fragment."""
    for fragment in fragments:
        text = fragment.piece.text if fragment.piece.kind == "text" else THING
        if text:
            yield Sign(text, fragment, fragment.place)


def one_by_one(signs: Iterable[Sign]) -> Iterator[Sign]:
    """Each sign alone."""
    for sign in signs:
        for number in range(len(sign.text)):
            yield part_of(sign, number, number + 1)


def part_of(sign: Sign, start: int, end: int) -> Sign:
    """Just those of the signs."""
    if (start, end) == (0, len(sign.text)):
        return sign
    place = sign.place and (sign.place[0], sign.place[1] + start)
    return Sign(sign.text[start:end], sign.fragment, place)


def changed(run: Run, was: Piece, now: Piece) -> Run:
    """The run when what it was printed as has become another piece, its own text kept."""
    if was.look == now.look and was.link == now.link:  # most signs by far
        return run
    old, new = _look(was), _look(now)
    return replace(
        run,
        bold=run.bold != (old.get("b") != new.get("b")),
        italic=run.italic != (old.get("i") != new.get("i")),
        position=_POSITIONS.get(new.get("raised", ""), "")
        if old.get("raised") != new.get("raised")
        else run.position,
        link=now.link if was.link != now.link else run.link,
    )


def is_sayable(was: Piece, now: Piece) -> bool:
    """Whether Markdown can say all that makes the one piece another than the other."""
    if was.kind != "text" or now.kind != "text":
        return (was.kind, was.detail) == (now.kind, now.detail)
    old, new = _look(was), _look(now)
    others = {name for name in old.keys() | new.keys() if old.get(name) != new.get(name)}
    others -= _SAYABLE
    return not (others - _OF_LINKS if was.link != now.link else others)


def replaced_look(flat: Flat) -> bool:
    """Whether any of the text has another look than the paragraph."""
    return any(
        run.bold or run.italic or run.position or run.link
        for run in (stretch.run for stretch in flat.stretches)
    )


def joined(stretches: Iterable[Stretch]) -> tuple[Stretch, ...]:
    """The stretches, those that go on from one another as one."""
    found: list[tuple[Stretch, list[str]]] = []
    length = 0
    for stretch in stretches:
        last = found[-1][0] if found else None
        if last and not (last.thing or stretch.thing) and _goes_on(last, length, stretch):
            found[-1][1].append(stretch.run.text)
            length += len(stretch.run.text)
        else:
            found.append((stretch, [stretch.run.text]))
            length = len(stretch.run.text)
    return tuple(
        replace(stretch, run=replace(stretch.run, text="".join(texts))) if texts[1:] else stretch
        for stretch, texts in found
    )


def _goes_on(last: Stretch, length: int, stretch: Stretch) -> bool:
    if _form(last.run) != _form(stretch.run):
        return False
    if last.origin is None or stretch.origin is None:
        return last.origin is stretch.origin
    number, offset = last.origin
    return stretch.origin == (number, offset + length)


def _form(run: Run) -> tuple[object, ...]:
    """All of the run but its text."""
    return run.bold, run.italic, run.position, run.language, run.link


def _look(piece: Piece) -> dict[str, str]:
    return {name: value for name, _, value in (entry.partition(":") for entry in piece.look)}
