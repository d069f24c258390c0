"""What a file tells of its tracked changes, and what it does not tell, in one row of tokens."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from memo.word.alignment import Aligned
from memo.word.story import Path
from memo.word.union import Token
from memo.word.units import Pair, Unit, part_of


def woven(tokens: Sequence[Token], aligned: Aligned) -> list[Token]:
    """The tokens with what each was when the document was built, and what has gone untracked."""
    groups = _Groups(aligned)
    found = [_gone(pair, aligned) for pair in groups.first]
    for token in tokens:
        if token.before is None:
            found.append(token)
        else:
            pairs = groups.of(token.before)
            found += [_gone(pair, aligned) or _slice(token, pair) for pair in pairs]
    return [token for token in found if token is not None]


def _slice(token: Token, pair: Pair) -> Token:
    own = replace(token, was=pair.before, before=pair.after, is_whole=pair.is_whole)
    unit = pair.after
    if unit is not None and unit.piece is not None and token.now is not None:
        own.now = part_of(token.now, unit.start, unit.start + len(unit.piece.text))
    own.seen = own.now or unit or own.seen
    return own


def _gone(pair: Pair, aligned: Aligned) -> Token | None:
    """What is not in the file any more, tracked or not; None where the pair is no such thing."""
    if pair.before is None or pair.after is not None:
        return None
    path = _path(pair.before.reading.path, aligned)
    return Token(pair.before, path, was=pair.before, is_whole=pair.is_whole)


def _path(path: Path, aligned: Aligned) -> Path:
    """Where in the new document the old path leads, as far as it leads anywhere.

    What has gone is in no part; a note is still told from others by its mark.
    """
    length = len(path)
    while length and path[:length] not in aligned.paths:
        length -= 1
    gone = tuple((kind, ("", mark, id), key) for kind, (_, mark, id), key in path[length:])
    return (*aligned.paths.get(path[:length], ()), *gone)


class _Groups:
    """The pairs by the strand of the new document that they belong to, or stand next to.

    What has gone is put behind what stood before it, unless that is the end of a paragraph.
    """

    def __init__(self, aligned: Aligned) -> None:
        self._found: dict[tuple[int, int], list[Pair]] = defaultdict(list)
        self.first: list[Pair] = []
        self._aligned = aligned
        waiting: list[Pair] = []
        last: Unit | None = None
        for pair in aligned.pairs:
            if pair.after is None:
                waiting.append(pair)
                continue
            self._part(waiting, last, pair.after)
            waiting, last = [], pair.after
            self._put([pair], last)
        self._put(waiting, last)

    def _part(self, pairs: Sequence[Pair], last: Unit | None, following: Unit) -> None:
        for number, pair in enumerate(pairs):
            if self._is_ahead(pair, last, following):
                self._put(pairs[:number], last)
                self._put(pairs[number:], following)
                return
        self._put(pairs, last)

    def _is_ahead(self, pair: Pair, last: Unit | None, following: Unit) -> bool:
        if last is None or last.piece is not None or pair.before is None:
            return False
        return _path(pair.before.reading.path, self._aligned) == following.reading.path

    def _put(self, pairs: Sequence[Pair], unit: Unit | None) -> None:
        if unit is None:
            self.first += pairs
        else:
            self._found[id(unit.reading), unit.strand] += pairs

    def of(self, unit: Unit) -> Iterator[Pair]:
        """Those of the strand or mark."""
        yield from self._found[id(unit.reading), unit.strand]
