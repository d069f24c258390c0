"""Puts tokens together to paragraphs, and acts to changes in the order of the document."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence

from msgspec.structs import replace

from memo.word.acts import Act
from memo.word.fragments import Cell, Change, Fragment, Place, RevisedParagraph
from memo.word.lines import is_of_one_look, joined
from memo.word.noted import Note, note_around, note_of
from memo.word.story import Path, Reading
from memo.word.union import Token
from memo.word.units import Unit, length_of


class Assembly:
    """Puts tokens together to paragraphs, and acts in the order of the document."""

    def __init__(
        self, base: Sequence[Reading], tokens: Sequence[Token], acts: Sequence[Act]
    ) -> None:
        self._tokens = tokens
        self._places = _Places(base)
        self._cells = _Cells()
        notes = dict.fromkeys(note_of(token) or note_around(token) for token in tokens)
        found = (note for note in notes if note)
        self._notes: dict[Note | None, int] = {note: at for at, note in enumerate(found)}
        first: dict[Act, int] = {}
        for number, token in enumerate(tokens):
            for act in (token.added, token.removed, token.altered):
                if act is not None:
                    first.setdefault(act, number)
        ends = _Ends(tokens)
        known = dict.fromkeys([*acts, *first])
        places = {act: first[act] if act in first else ends.of(act) for act in known}
        order = sorted(places, key=places.__getitem__)
        self._at = {act: ends.paragraph(places[act]) for act in order}
        self._ids = {act: f"æ{number}" for number, act in enumerate(order, 1)}

    def changes(self) -> tuple[Change, ...]:
        """The changes in their order."""
        return tuple(self._change(act) for act in self._ids)

    def _change(self, act: Act) -> Change:
        return Change(
            self._ids[act],
            act.told_kind,
            act.author,
            act.date,
            act.is_tracked,
            "".join(act.before),
            "".join(act.after),
            act.is_told,
            self._at[act],
        )

    def paragraphs(self) -> tuple[RevisedParagraph, ...]:
        """The paragraphs in their order."""
        found = []
        fragments: list[Fragment] = []
        for token in self._tokens:
            if token.is_mark:
                found.append(self._paragraph(token, tuple(fragments)))
                fragments = []
                continue
            fragment = self._fragment(token)
            joint = _as_one(fragments[-1], fragment) if fragments else None
            if joint is None:
                fragments.append(fragment)
            else:
                fragments[-1] = joint
        return tuple(found)

    def _fragment(self, token: Token) -> Fragment:
        now = token.now or token.before or token.seen
        assert now.piece is not None
        return Fragment(
            now.piece,
            token.was.piece if token.was else None,
            self._places.of(token.was) if token.was else None,
            self._id(token.added),
            self._id(token.removed),
            self._id(token.altered) if token.was else "",
            self._notes.get(note_of(token)),
        )

    def _paragraph(self, token: Token, fragments: tuple[Fragment, ...]) -> RevisedParagraph:
        now = (token.now or token.before or token.seen).reading
        was = token.was.reading if token.was else None
        return RevisedParagraph(
            replace(now.line, pieces=tuple(joined(each.piece for each in fragments))),
            was.line if was else None,
            self._places.number(was) if was else None,
            fragments,
            now.list,
            was.list if was else "",
            self._cells.of(token.path),
            self._id(token.added),
            self._id(token.removed),
            self._id(token.altered) if token.was else "",
            self._notes.get(note_around(token)),
        )

    def _id(self, act: Act | None) -> str:
        return "" if act is None else self._ids[act]


class _Ends:
    """Where the paragraphs end among the tokens."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._before = [0]
        marks: defaultdict[str, dict[int, int]] = defaultdict(dict)
        for number, token in enumerate(tokens):
            self._before.append(self._before[-1] + token.is_mark)
            if token.is_mark:
                reading = token.seen.reading
                marks[reading.origin[0]].setdefault(reading.key, number)
        self._marks = {part: sorted(found.items()) for part, found in marks.items()}
        self._last = len(tokens)

    def paragraph(self, number: int) -> int:
        """The number of the paragraph that the token is in; the last, behind all of them."""
        return max(0, min(self._before[number], self._before[-1] - 1))

    def of(self, act: Act) -> int:
        """The mark of the paragraph of an act that is on no token, or behind all."""
        marks = self._marks.get(act.part, [])
        at = bisect_right(marks, act.key, key=lambda mark: mark[0])
        return marks[at - 1][1] if at else self._last


class _Places:
    """Where in the base units stand."""

    def __init__(self, base: Sequence[Reading]) -> None:
        self._numbers = {id(reading): number for number, reading in enumerate(base)}
        self._starts: dict[int, list[int]] = {}

    def number(self, reading: Reading) -> int:
        """The number of the line."""
        return self._numbers[id(reading)]

    def of(self, unit: Unit) -> Place:
        """The place of what is no mark."""
        number = self.number(unit.reading)
        if number not in self._starts:
            starts = [0]
            for strand in unit.reading.strands:
                starts.append(starts[-1] + length_of(strand.piece))
            self._starts[number] = starts
        return number, self._starts[number][unit.strand] + unit.start


class _Cells:
    """Counts the tables, their rows and cells as they come."""

    def __init__(self) -> None:
        self._numbers: dict[Path, int] = {}
        self._counts: defaultdict[Path, int] = defaultdict(int)

    def of(self, path: Path) -> Cell | None:
        """The cell of what stands there."""
        for length in range(len(path), 2, -1):
            if path[length - 1][0] == "tc":
                table, row, cell = (path[: length - back] for back in (2, 1, 0))
                return Cell(
                    self._number(table, ()), self._number(row, table), self._number(cell, row)
                )
        return None

    def _number(self, path: Path, within: Path) -> int:
        if path not in self._numbers:
            self._numbers[path] = self._counts[within]
            self._counts[within] += 1
        return self._numbers[path]


def _as_one(first: Fragment, second: Fragment) -> Fragment | None:
    """Both as one fragment, where nothing tells them apart."""
    if (first.added, first.removed, first.altered) != (
        second.added,
        second.removed,
        second.altered,
    ) or not is_of_one_look(first.piece, second.piece):
        return None
    piece = replace(first.piece, text=first.piece.text + second.piece.text)
    if first.was is None or second.was is None:
        return replace(first, piece=piece) if first.was is second.was else None
    if first.place is None or second.place is None or not is_of_one_look(first.was, second.was):
        return None
    line, offset = first.place
    if second.place != (line, offset + len(first.was.text)):
        return None
    return replace(
        first, piece=piece, was=replace(first.was, text=first.was.text + second.was.text)
    )
