"""What stands in a paragraph, written anew from what stood in the old value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from msgspec.structs import replace

from memo.flat import Flat, without_origins
from memo.markdown.characters import Char, Look, Unsayable
from memo.markdown.composing import composed
from memo.markdown.flat import flatten
from memo.markdown.layout import Place, layout

Bold = Literal["own", "kept", "all"]
"""What is typed in bold: what is bold, what was typed so, or all, as in the row of a sum."""


class Old:
    """The old value: its flats, the places of each, and the labels of its footnotes in order.

    `labels` are those of the wanted footnotes, by the names of their marks. `elsewhere` is what was
    typed for paragraphs in other values.
    """

    def __init__(
        self,
        flats: Sequence[Flat],
        places: dict[int, Place],
        labels: Sequence[str],
        wanted: Sequence[Flat],
        elsewhere: Mapping[Flat, list[Char]],
    ) -> None:
        self.flats = flats
        self._elsewhere = elsewhere
        self._places = places
        self._old_labels = labels
        self.labels = self._labels(wanted)

    def _labels(self, wanted: Sequence[Flat]) -> dict[str, str]:
        labels: dict[str, str] = {}
        taken = set(self._old_labels)
        for stretch in (stretch for flat in wanted for stretch in flat.stretches):
            if stretch.thing != "footnote":
                continue
            old = self._char(*stretch.origin) if stretch.origin else None
            label = old.name if old and old.thing == "footnote" else ""
            if not label and stretch.label not in taken:
                label = stretch.label
                taken.add(label)
            if not label or label in labels.values():
                free = (str(number) for number in range(1, len(taken) + 2))
                label = next(name for name in free if name not in taken)
                taken.add(label)
            labels[stretch.name] = label
        return labels

    def says(self, flat: Flat, number: int) -> bool:
        """Whether the flat says the same as the old one of that number, wherever it stands."""
        old = self.flats[number]
        if len(old.stretches) != len(flat.stretches):
            return False
        for one, other in zip(flat.stretches, old.stretches, strict=True):
            if one.run != other.run or one.thing != other.thing:
                return False
            name = other.name
            if one.thing == "footnote":
                if self.labels[one.name] != self._old_labels[int(name)]:
                    return False
            elif one.name != name:
                return False
        return True

    def chars(self, flat: Flat, place: Place | None, *, bold: Bold = "own") -> list[Char]:
        """The characters of the flat, with what is typed for those that stood in the old value.

        Line breaks keep their indents where they stood in `place`.
        """
        if self._elsewhere and may_be_old(flat) and text_of(flat) in self._elsewhere:
            return [replace(char) for char in self._elsewhere[text_of(flat)]]
        result: list[Char] = []
        for stretch in flat.stretches:
            look = Look.of(stretch.run)
            label = self.labels[stretch.name] if stretch.thing == "footnote" else stretch.name
            for at, text in enumerate(stretch.run.text):
                char = Char(text, look, None, (), stretch.thing, label)
                if stretch.origin:
                    old = self._char(stretch.origin[0], stretch.origin[1] + at)
                    if old and (old.text, old.thing) == (text, stretch.thing):
                        char.typed, char.marks = old.typed, old.marks
                        if bold == "kept" and not stretch.thing:
                            char.look = look._replace(bold=old.look.bold)
                        if place and stretch.origin[0] == place.number:
                            char.indent = old.indent
                if stretch.thing == "footnote":
                    char.typed, char.look = f"[^{label}]", Look()
                elif bold == "all" and not stretch.thing:
                    char.look = look._replace(bold=True)
                result.append(char)
        return result

    def _char(self, number: int, at: int) -> Char | None:
        place = self._places.get(number)
        if place is None:
            return None
        chars = place.chars
        if len(chars) != len(self.flats[number].text):
            raise Unsayable("what is typed and what is printed do not match")
        return chars[at] if at < len(chars) else None


def may_be_old(flat: Flat) -> bool:
    """Whether the paragraph may be one that stood elsewhere, and was moved.

    A footnote or a cell is known by its number, which may be another in its new place.
    """
    is_known = any(each.origin or each.thing for each in flat.stretches)
    return bool(flat.text.strip()) and not is_known and flat.cell is None and flat.note is None


def text_of(flat: Flat) -> Flat:
    """The text of the paragraph and its look, wherever it stands."""
    return without_origins(Flat(flat.stretches))


def typed_in(values: Sequence[str]) -> dict[Flat, list[Char]]:
    """What is typed for the paragraphs of some values of prose, by their texts."""
    found: dict[Flat, list[Char]] = {}
    for value in values:
        flats = flatten(value, "prose")
        try:
            for place in layout(value, "prose")[0]:
                if place.kind in ("text", "point"):
                    typed = [replace(char, indent=None) for char in place.chars]
                    found.setdefault(text_of(flats[place.number]), typed)
        except Unsayable:  # of such a value nothing is moved as it was typed
            continue
    return found


def content_of(
    chars: list[Char], place: Place | None, *, one_line: bool
) -> tuple[str, list[str | None]]:
    """The Markdown of a paragraph, and the indents of its lines but the first, None for new ones.

    It has the signs that it had in `place`. Raises `Unsayable`.
    """
    if one_line:
        chars = [
            replace(char, typed=None, indent=None)
            if char.text == " " and (char.typed or "").endswith("\n")
            else char
            for char in chars
        ]
        if any(char.text == "\n" for char in chars):
            raise Unsayable("a line break where there is one line only")
    own = {mark: None for char in place.chars for mark in char.marks} if place else {}
    return composed(chars, list(own))
