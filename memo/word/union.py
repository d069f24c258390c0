"""A reviewed document as one row of tokens: what it was built with and all that has come in since.

What is there with all tracked changes taken, and with none, is read off the file twice; so this
knows nothing of what a change does, only who is told to have made it.
"""

from __future__ import annotations

import copy
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from memo.rising import rising
from memo.word.acts import Act, Stamp, parts_with_changes, read_acts
from memo.word.keys import parse_numbered
from memo.word.package import main_part
from memo.word.stories import read_stories
from memo.word.story import NOTES, Path, Reading
from memo.word.tracking import ACCEPTED, REJECTED, UNITED
from memo.word.units import Unit, units
from memo.word.xml import Element


class Token(Struct):
    """Text, a thing or a mark: what it was when built, is with no tracked change, and with all.

    None where it is not there; what one has put in and another has struck out is only `seen`.
    `is_whole` where the table, row or note that it stood in has no counterpart.
    """

    seen: Unit
    path: Path
    was: Unit | None = None
    before: Unit | None = None
    now: Unit | None = None
    added: Act | None = None
    removed: Act | None = None
    altered: Act | None = None
    is_whole: bool = False

    @property
    def is_mark(self) -> bool:
        """Whether it is the mark of a paragraph."""
        return self.seen.piece is None


def differ(one: Unit, other: Unit) -> bool:
    """Whether what is the same text or mark looks otherwise, or stands otherwise."""
    if one.piece is not None:
        return one.piece != other.piece
    first, second = one.reading.line, other.reading.line
    return first is not second and replace(first, pieces=()) != replace(second, pieces=())


class TrackedFile:
    """A file as its tracked changes tell; `acts` are in the order of parts."""

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        self._parts = parts
        self._main = main_part(parts)
        self._roots: dict[str, Element] = {}
        self._stamps: dict[str, Mapping[int, Stamp]] = {}
        self.acts: list[Act] = []
        self._is_plain = True
        for name in parts_with_changes(parts):
            found = read_acts(name, self._numbered(name))
            self.acts += found.acts
            self._is_plain &= found.is_plain
            self._stamps[name] = found.stamps
        self.rejected = read_stories(parts, REJECTED, self._root)

    def _numbered(self, name: str) -> Element:
        if name not in self._roots:
            self._roots[name] = parse_numbered(self._parts[name])
        return self._roots[name]

    def _root(self, name: str) -> Element:
        return copy.deepcopy(self._numbered(name))

    def tokens(self) -> list[Token]:
        """All that is there with or without its tracked changes."""
        if self._is_plain:
            plain = [unit for reading in self.rejected for unit in units(reading)]
            return [Token(unit, unit.reading.path, None, unit, unit) for unit in plain]
        united = _Keyed(read_stories(self._parts, UNITED, self._root))
        before, now = (
            united.placed(_Keyed(readings))
            for readings in (self.rejected, read_stories(self._parts, ACCEPTED, self._root))
        )
        found: list[Token] = []
        for number, unit in enumerate([None, *united.units], -1):
            if unit is not None:
                token = Token(unit, unit.reading.path, None, before.at(number), now.at(number))
                found.append(token)
            found += [Token(it, it.reading.path, None, it) for it in before.behind[number]]
            found += [Token(it, it.reading.path, None, None, it) for it in now.behind[number]]
        self._sign(found)
        return found

    def _sign(self, tokens: Sequence[Token]) -> None:
        """Nothing; tells each token which acts are on it."""
        unsigned = []
        for number, token in enumerate(tokens):
            stamp = self._stamp(token)
            if token.before and token.now:
                if differ(token.before, token.now):
                    token.altered = stamp.altered
                    if token.altered is None:
                        unsigned.append(number)
                continue
            token.added = stamp.added if token.before is None else None
            token.removed = stamp.removed if token.now is None else None
            if not (token.added or token.before) or not (token.removed or token.now):
                unsigned.append(number)
        nearest = Nearest([token.added or token.removed or token.altered for token in tokens])
        for number in unsigned:
            token = tokens[number]
            act = nearest.to(number) or self._made_up(token)
            if token.before and token.now:
                token.altered = next((each for each in self.acts if each.kind == "style"), act)
            else:
                token.added = token.added or (act if token.before is None else None)
                token.removed = token.removed or (act if token.now is None else None)

    def _stamp(self, token: Token) -> Stamp:
        unit = token.seen
        part = unit.reading.origin[0]
        key = unit.reading.key
        if unit.piece is not None:
            key = unit.reading.strands[unit.strand].key
        if unit.reading.path and unit.reading.path[0][0] in NOTES:
            # What stands in a note came in and went with the note.
            return self._found(part, key) or self._of_note(unit.reading) or Stamp()
        return self._found(part, key) or Stamp()

    def _found(self, part: str, key: int) -> Stamp | None:
        return self._stamps.get(part, {}).get(key)

    def _of_note(self, reading: Reading) -> Stamp | None:
        return self._found(self._main, reading.origin[1])

    def _made_up(self, token: Token) -> Act:
        """An act for what differs though the file tells no change there, so that none is lost."""
        reading = token.seen.reading
        act = Act("formatting", "", "", reading.origin[0], reading.key)
        self.acts.append(act)
        return act


class Nearest:
    """Finds the act that is nearest to a place."""

    def __init__(self, acts: Sequence[Act | None]) -> None:
        self._acts = acts
        self._places = [number for number, act in enumerate(acts) if act is not None]

    def to(self, number: int) -> Act | None:
        """The nearest act; of two, the one before."""
        at = bisect_left(self._places, number)
        around = self._places[max(0, at - 1) : at + 1]
        return self._acts[min(around, key=lambda each: abs(each - number))] if around else None


class _Placed(Struct):
    """Where in the union the units of a reading stand; `behind` are those that stand elsewhere."""

    own: dict[int, Unit]
    behind: defaultdict[int, list[Unit]]

    def at(self, number: int) -> Unit | None:
        """The unit that is that of the union."""
        return self.own.get(number)


class _Keyed:
    """The units of a reading, each with what it is known by in others."""

    def __init__(self, readings: Sequence[Reading]) -> None:
        self.units = [unit for reading in readings for unit in units(reading)]
        counts: Counter[Hashable] = Counter()
        self.keys: list[Hashable] = []
        for unit in self.units:
            piece = unit.piece
            if piece is None:
                key: Hashable = (unit.reading.origin, unit.reading.key)
            else:
                strand = unit.reading.strands[unit.strand]
                said = piece.text if piece.kind == "text" else ""
                key = (unit.reading.origin, strand.key, piece.kind, said)
            counts[key] += 1
            self.keys.append((key, counts[key]))

    def placed(self, other: _Keyed) -> _Placed:
        """Where the units of the other reading stand among these."""
        places = {key: number for number, key in enumerate(self.keys)}
        found = [places.get(key, -1) for key in other.keys]
        known = [number for number, place in enumerate(found) if place >= 0]
        held = {known[index] for index in rising([found[number] for number in known])}
        placed = _Placed({}, defaultdict(list))
        last = -1
        for number, unit in enumerate(other.units):
            if number in held:
                last = found[number]
                placed.own[last] = unit
            else:
                placed.behind[last].append(unit)
        return placed
