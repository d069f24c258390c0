"""Footnotes that have gone elsewhere in their value are known again by what they say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from memo.flat import Flat, Stretch, without_origins

_Paragraphs = tuple[Flat, ...]


def recognised(wanted: Sequence[Flat], old: Sequence[Flat]) -> list[Flat]:
    """The wanted paragraphs, in which a footnote that says what one of the old said is that one.

    Of those whose mark is new, that is one whose old mark has gone.
    """
    own, olds = _notes(wanted), _notes(old)
    kept = {mark.origin for mark in _marks(wanted)}
    free: defaultdict[_Paragraphs, list[Stretch]] = defaultdict(list)
    for mark in reversed(list(_marks(old))):
        if mark.origin not in kept:
            free[_said(olds[mark.name])].append(mark)
    found = {mark.origin: mark for mark in _marks(old)}
    same: dict[str, Stretch] = {}
    for mark in _marks(wanted):
        was = found.get(mark.origin)
        if mark.origin is None and free[_said(own[mark.name])]:
            same[mark.name] = free[_said(own[mark.name])].pop()
        elif was and _said(olds[was.name]) == _said(own[mark.name]):
            same[mark.name] = was
    return list(_replaced(wanted, same, olds))


def _replaced(
    wanted: Sequence[Flat], same: dict[str, Stretch], olds: dict[str, list[Flat]]
) -> Iterator[Flat]:
    """The paragraphs with those old footnotes in the place of the ones of these names."""
    begun: set[int] = set()
    for flat in wanted:
        was = same.get(str(flat.note))
        if flat.note is None or was is None:
            yield replace(
                flat, stretches=tuple(_with_origin(each, same) for each in flat.stretches)
            )
        elif flat.note not in begun:
            begun.add(flat.note)
            yield from (replace(each, note=flat.note) for each in olds[was.name])


def _with_origin(stretch: Stretch, same: dict[str, Stretch]) -> Stretch:
    was = same.get(stretch.name) if stretch.thing == "footnote" else None
    return replace(stretch, origin=was.origin) if was else stretch


def _marks(flats: Sequence[Flat]) -> Iterator[Stretch]:
    return (each for flat in flats for each in flat.stretches if each.thing == "footnote")


def _notes(flats: Sequence[Flat]) -> defaultdict[str, list[Flat]]:
    """The paragraphs of each footnote, by the name of its mark."""
    found: defaultdict[str, list[Flat]] = defaultdict(list)
    for flat in flats:
        if flat.note is not None:
            found[str(flat.note)].append(flat)
    return found


def _said(note: Sequence[Flat]) -> _Paragraphs:
    return tuple(replace(without_origins(flat), note=None) for flat in note)
