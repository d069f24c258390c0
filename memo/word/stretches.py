"""What was changed without tracking, as a person would count it: one stretch is one change."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from memo.word.acts import Act, ChangeKind
from memo.word.story import Path
from memo.word.union import Nearest, Token, differ
from memo.word.units import Unit

_SECTION = "section"


class _Stretch(Struct):
    act: Act
    tokens: list[Token] = field(default_factory=list)


def untracked(tokens: Sequence[Token]) -> list[Act]:
    """The acts, in the order of the document; the tokens tell from then on which are on them."""
    texts = list(_texts(tokens))
    taken = _moves(texts)
    acts = [stretch.act for stretch in texts if id(stretch) not in taken]
    # No word that is typed over another lets the count of a list begin anew: only marks do.
    nearest = Nearest([_act_of_text(token) if token.is_mark else None for token in tokens])
    return acts + _Looks(nearest).read(tokens)


def _act_of_text(token: Token) -> Act | None:
    if token.before is None and token.was is not None:
        return token.removed
    return token.added if token.before is not None and token.was is None else None


def _texts(tokens: Sequence[Token]) -> Iterator[_Stretch]:
    """What was put in and taken out, as stretches."""
    stretch: _Stretch | None = None
    last: tuple[Path, str] | None = None
    for token in tokens:
        if (token.was is None) == (token.before is None):
            if token.was is not None and stretch is not None:
                yield stretch
                stretch = None
            continue
        # Whole rows that follow each other are one act, of a cell no other cell is part.
        story = token.seen.reading.line.story
        key = (token.path[:1] if token.is_whole else token.path, story)
        if stretch is None or key != last:
            if stretch is not None:
                yield stretch
            stretch, last = _Stretch(_begun(token, "insertion")), key
            if story == _SECTION:
                stretch.act.kind = "pages"
        stretch.tokens.append(token)
        if token.was is None:
            token.added = stretch.act
            stretch.act.after.append(_text(token.before))
        else:
            token.removed = stretch.act
            stretch.act.before.append(_text(token.was))
    if stretch is not None:
        yield stretch


def _begun(token: Token, kind: ChangeKind) -> Act:
    reading = token.seen.reading
    return Act(kind, "", "", reading.origin[0], reading.key, is_tracked=False)


def _text(unit: Unit | None) -> str:
    if unit is None or unit.reading.line.story == _SECTION:
        return ""
    return "\n" if unit.piece is None else unit.piece.text


def _moves(stretches: Sequence[_Stretch]) -> set[int]:
    """The stretches, by `id`, that were taken into another: paragraphs that came in elsewhere."""
    gone: defaultdict[str, list[_Stretch]] = defaultdict(list)
    for stretch in stretches:
        act = stretch.act
        if act.before and not act.after and "\n" in act.before:
            gone["".join(act.before).strip("\n")].append(stretch)
    taken = set()
    for stretch in stretches:
        act = stretch.act
        text = "".join(act.after).strip("\n")
        if act.before or "\n" not in act.after or not text.strip() or not gone[text]:
            continue
        other = gone[text].pop(0)
        for token in stretch.tokens:
            token.added = other.act
        other.act.kind, other.act.after = "move", list(other.act.before)
        taken.add(id(stretch))
    return taken


class _Looks:
    """Finds what looks otherwise, or stands otherwise."""

    def __init__(self, nearest: Nearest) -> None:
        self._nearest = nearest
        self._acts: list[Act] = []
        self._of_text: Act | None = None
        self._of_marks: Act | None = None
        self._paragraph: list[Token] = []

    def read(self, tokens: Sequence[Token]) -> list[Act]:
        """The acts; the tokens tell from then on which are on them."""
        for number, token in enumerate(tokens):
            if token.was is not None and token.before is not None:
                if token.is_mark:
                    self._mark(token, number)
                else:
                    self._piece(token)
            if token.is_mark:
                self._paragraph = []
            else:
                self._paragraph.append(token)
        return self._acts

    def _piece(self, token: Token) -> None:
        if token.was is None or token.before is None or not differ(token.was, token.before):
            self._of_text = None
            return
        if token.altered is None:
            if self._of_text is None:
                self._of_text = self._begin(token, "formatting")
            token.altered = self._of_text
            self._of_text.before.append(_text(token.was))
            self._of_text.after.append(_text(token.before))

    def _mark(self, token: Token, number: int) -> None:
        was, before = token.was, token.before
        if was is None or before is None or not differ(was, before):
            self._of_marks = None
            return
        if token.altered is not None:
            return
        cause = self._nearest.to(number) if _is_consequence(was, before) else None
        if cause is not None:
            token.altered = cause
            return
        kind = _kind(was, before)
        if self._of_marks is None or self._of_marks.kind != kind:
            self._of_marks = self._begin(token, kind)
        token.altered = self._of_marks
        if was.reading.line.style != before.reading.line.style:
            self._take_text(self._of_marks)
        text = "".join(_text(each.before) for each in self._paragraph)
        self._of_marks.before.append(text)
        self._of_marks.after.append(text)

    def _take_text(self, act: Act) -> None:
        """Nothing; another style brings another look to all of the paragraph: that is no more."""
        old = [token for token in self._paragraph if token.was and token.before]
        look = self._of_text
        if look is not None and len(look.before) == len(old):
            for token in old:
                token.altered = act
            self._acts.remove(look)
            self._of_text = None

    def _begin(self, token: Token, kind: ChangeKind) -> Act:
        act = _begun(token, kind)
        self._acts.append(act)
        return act


def _is_consequence(was: Unit, before: Unit) -> bool:
    """Whether nothing differs but what follows from what stands above: a count, a place."""
    one, other = (
        replace(
            unit.reading.line,
            pieces=(),
            place="",
            point=unit.reading.line.point and replace(unit.reading.line.point, jump=0),
        )
        for unit in (was, before)
    )
    return one == other


def _kind(was: Unit, before: Unit) -> ChangeKind:
    if was.reading.line.story == _SECTION:
        return "pages"
    one, other = (
        replace(unit.reading.line, pieces=(), place="", fill="") for unit in (was, before)
    )
    return "table" if one == other and before.reading.line.place else "formatting"
