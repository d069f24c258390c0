"""The text of a YAML file after acts on its values: what they do not touch stays byte for byte.

An item goes with the comments that belong to it (see `places.Chunk`), and of the blank lines on
its two sides the fewer. A list without its last item is `[]`, a mapping without its last key `{}`.
A new item is written as its neighbours are. In a text, the words and lines that are the same stay.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from msgspec import Struct

from memo.problems import Report
from memo.source.acts import Act, CannotRewrite, Plan, Plans, Steps, expected, plans, suits
from memo.source.brackets import bracket_edits
from memo.source.edits import Edit, edited
from memo.source.nodes import Scalar, Source, below, plain
from memo.source.places import Place, has_brackets, line_break, place_of
from memo.source.reading import parse
from memo.source.rows import block_edits, filled
from memo.source.texts import text_edit


def rewrite(source: Source, acts: Iterable[Act]) -> str:
    """The text of the file with the acts done.

    All steps and indexes are those of the source as it is. What comes at one index of a list comes
    in the order of the acts. An act inside what another takes away is done with it. Raises
    CannotRewrite with the acts that cannot be done, alone or beside those before them; what the
    text is read as has been compared with what it should be.
    """
    wanted = list(acts)
    text = _attempt(source, wanted)
    if text is None:
        done = _possible(source, wanted)
        raise CannotRewrite(act for act in wanted if not any(act is other for other in done))
    return text


def _possible(source: Source, acts: Sequence[Act]) -> list[Act]:
    """The acts that can be done together: all, or what can be of each half."""
    if _attempt(source, acts) is not None:
        return list(acts)
    if len(acts) == 1:
        return []
    half = len(acts) // 2
    first = _possible(source, acts[:half])
    second = _possible(source, acts[half:])
    return [*first, *second] if _attempt(source, [*first, *second]) is not None else first


def _attempt(source: Source, acts: Sequence[Act]) -> str | None:
    """The text with the acts done; None where they cannot be."""
    text = _tried(source, acts)
    ended = _ended(source) if text is None else None
    return _tried(ended, acts) if ended else text


def _ended(source: Source) -> Source | None:
    """The same file with a line break at its end, where its last text has none there, which its
    first line then says; None where the file ends otherwise."""
    last = source.root
    while last and (parts := below(last)):
        last = parts[-1]
    if not isinstance(last, Scalar) or last.style not in ("|", ">") or last.value[-1:] == "\n":
        return None
    signs = last.start + 1
    signs += source.text[signs : signs + 1].isdecimal()
    if last.end < len(source.text) or source.text[signs : signs + 1] == "+":
        return None
    sign = "" if source.text[signs : signs + 1] == "-" else "-"
    end = Edit(len(source.text), len(source.text), line_break(source.text))
    return parse(edited(source.text, [Edit(signs, signs, sign), end]), source.name, Report())


def _tried(source: Source, acts: Sequence[Act]) -> str | None:
    """The text with the acts done; None where that is not what it is read as."""
    if source.root is None:
        return None if acts else source.text
    try:
        planned = plans(acts)
        text = _Draft(source, planned).text()
    except CannotRewrite:
        return None
    again = parse(text, source.name, Report())
    if again is None or again.root is None:
        return None
    return text if plain(again.root) == expected(source.root, planned) else None


class _Made(Struct):
    """An edit, and the steps of the node whose plan it carries out."""

    owner: Steps
    edit: Edit


class _Draft:
    def __init__(self, source: Source, planned: Plans) -> None:
        self.source = source
        self.planned = planned
        self.made: list[_Made] = []

    def text(self) -> str:
        """The text of the file with all plans carried out. Raises CannotRewrite."""
        # What stands deepest first, so that what moves has its own changes in it.
        for steps in sorted(self.planned, key=len, reverse=True):
            edits = self._edits(steps, self.planned[steps])
            self.made += [_Made(steps, edit) for edit in edits]
        return self._edited(0, len(self.source.text), self.made)

    def _edits(self, steps: Steps, plan: Plan) -> list[Edit]:
        place = place_of(self.source, steps)
        if place is None or not suits(place.node, plan):
            raise CannotRewrite(())
        if plan.text is not None:
            if isinstance(place.node, Scalar) and place.node.value == plan.text:
                return []
            edit = text_edit(self.source, place, plan.text)
            if edit is None:
                raise CannotRewrite(())
            return [edit]
        return self._item_edits(steps, place, plan)

    def _item_edits(self, steps: Steps, place: Place, plan: Plan) -> list[Edit]:
        def taken(index: int, start: int, end: int) -> str:
            return self._taken((*steps, str(index)), start, end)

        if not below(place.node) and not place.is_flow:
            return filled(self.source, place, plan)
        if has_brackets(self.source, place.node):
            return bracket_edits(self.source, place, plan, taken)
        if place.is_flow:
            raise CannotRewrite(())  # a pair between brackets, without brackets of its own
        return block_edits(self.source, place, plan, taken)

    def _taken(self, steps: Steps, start: int, end: int) -> str:
        """What stands from one offset to another, with the edits of the node, which go with it."""
        own = [made for made in self.made if made.owner[: len(steps)] == steps]
        self.made = [made for made in self.made if made not in own]
        return self._edited(start, end, own)

    def _edited(self, start: int, end: int, made: list[_Made]) -> str:
        # At one offset, what belongs to the inner list ends before what belongs to the outer one.
        ordered = sorted(made, key=lambda made: (made.edit.start, made.edit.end, -len(made.owner)))
        edits = [made.edit for made in ordered]
        at = start
        for edit in edits:
            if edit.start < at or edit.end > end:
                raise CannotRewrite(())
            at = edit.end
        shifted = [Edit(edit.start - start, edit.end - start, edit.text) for edit in edits]
        return edited(self.source.text[start:end], shifted)
