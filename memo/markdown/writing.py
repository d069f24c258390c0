"""The lines of a value, written one paragraph after another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum, auto
from itertools import accumulate, pairwise

from memo.blocks import Form
from memo.flat import Flat
from memo.markdown.characters import Char, Unsayable
from memo.markdown.escaping import guarded
from memo.markdown.flat import flatten
from memo.markdown.frames import Frames
from memo.markdown.layout import Place
from memo.markdown.paragraphs import Old, content_of
from memo.markdown.rows import table_lines
from memo.markdown.separating import Separating
from memo.markdown.splicing import splices
from memo.markdown.units import Unit, assign, units

_BULLETS = ("-", "*", "+")


class Care(Enum):
    """How much is done so that what is written is read as it is meant, the least first."""

    LEAST = auto()
    APART = auto()
    MOST = auto()


class Writing:
    """Writes one value. `found` are the old places, and the labels of the old footnotes.

    `elsewhere` is what was typed for paragraphs in other values.
    """

    def __init__(
        self,
        value: str,
        form: Form,
        found: tuple[list[Place], tuple[str, ...]],
        wanted: Sequence[Flat],
        elsewhere: Mapping[Flat, list[Char]],
        *,
        care: Care,
    ) -> None:
        self._value = value
        self._lines = value.split("\n")
        self._starts = [0, *accumulate(len(line) + 1 for line in self._lines)]
        self._form = form
        self._care = care
        self._places, labels = found
        self._wanted = wanted
        places = _by_number(self._places)
        self._old = Old(flatten(value, form), places, labels, wanted, elsewhere)
        self._units = units(wanted, self._places)
        is_one = "\n" not in value.strip(" \t\n")
        if form == "line" and len(self._units) > 1:
            raise Unsayable("more than one line")
        # A cell of one line is no Markdown block; below it, the text of a footnote makes it one.
        is_alone = is_one and len(self._units) == 1 and not self._old.labels
        self._is_line = form in ("line", "lines") or (form == "cell" and is_alone)
        self._frames = Frames(_insides(self._places))
        self._heads = _heads(self._units, self._places)
        self._out: list[str] = []

    def value(self) -> str:
        """The new Markdown; raises `Unsayable`."""
        sequence = self._with_notes()
        kept = {place for each in sequence if (place := _place_of(each))}
        apart = self._care is not Care.LEAST
        separating = Separating(self._lines, self._places, kept, apart=apart)
        last: tuple[Flat | None, Place | None] | None = None
        for each in sequence:
            flat = each.flats[0] if isinstance(each, Unit) else None
            place = _place_of(each)
            lines, quote = self._unit(each) if isinstance(each, Unit) else self._note(each)
            if last is None:
                self._out += separating.head(place)
            elif self._form == "lines":
                self._out += separating.kept(last[1], place)
            else:
                self._out += separating.between(last[0], last[1], flat, place, quote)
            self._out += lines
            last = flat, place
        ending = separating.tail(last[1] if last else None)
        return "\n".join(self._out) + ending

    def _with_notes(self) -> list[Unit | Place]:
        """The units, and the texts of footnotes: each before what followed it."""
        wanted = set(self._old.labels.values())
        kept = [place for place in self._places if place.kind == "note" and place.name in wanted]
        result: list[Unit | Place] = list(self._units)
        for note in kept:
            later = set(self._places[self._places.index(note) :])
            at = next(
                (
                    number
                    for number, each in enumerate(result)
                    if isinstance(each, Unit) and each.place in later
                ),
                len(result),
            )
            result.insert(at, note)
        names = {note.name for note in kept}
        new = [label for label in self._old.labels.values() if label not in names]
        return [*result, *(Place("note", -1, -1, name=label) for label in new)]

    def _note(self, place: Place) -> tuple[list[str], str]:
        """The lines of a footnote's text."""
        name = next(name for name, label in self._old.labels.items() if label == place.name)
        flats = [flat for flat in self._wanted if flat.note == int(name)]
        if not flats:
            raise Unsayable("a footnote without text")
        self._frames = Frames(_insides(self._places))
        own = [Unit((flat,)) for flat in flats]
        assign(own, {paragraph.number: paragraph for paragraph in place.paragraphs})
        olds = [unit.place for unit in own]
        if olds == place.paragraphs and all(
            self._old.says(unit.flats[0], paragraph.number)
            for unit, paragraph in zip(own, place.paragraphs, strict=True)
        ):
            return self._lines[place.first : place.end], ""
        lines: list[str] = []
        for number, unit in enumerate(own):
            found = unit.place if unit.place in place.paragraphs else None
            if number and found and found is not place.paragraphs[0]:
                first = found.indents[0]
            elif number:
                first, found = "    ", None
            elif found and found is place.paragraphs[0]:
                first = found.indents[0]
            else:
                first, found = f"[^{place.name}]: ", None
            lines += [""] if number else []
            lines += self._paragraph(unit.flats[0], found, first, "    ")
        return lines, ""

    def _unit(self, unit: Unit) -> tuple[list[str], str]:
        """The lines of a paragraph or table, and what stands in an empty line before it."""
        flat, place = unit.flats[0], unit.place
        if unit.is_table:
            around = place.around if place else ""
            where = Flat((), "text", around.count("p"), None, around.count("q"))
            before, _ = self._frames.before(where, place)
            return table_lines(
                unit.flats, place, self._lines, self._old, before
            ), self._frames.quote
        if self._is_line:
            if (flat.kind, flat.level, flat.quotes) != ("text", 0, 0):
                raise Unsayable("a line is no point")
            first = place.indents[0] if place else ""
            return self._paragraph(flat, place, first, ""), ""
        before, sign = self._frames.before(flat, self._usable(place))
        first = before + self._sign(flat, place, sign)
        quote = self._frames.quote
        if flat.kind == "point":
            marker = first[len(before) :].rstrip()
            gap = first[len(before) + len(marker) :].partition("\n")[0]
            is_lone = place and place.first == place.end and place not in self._heads
            self._frames.enter(before, marker, gap, None if is_lone else place)
        rest = self._frames.inside()
        return self._paragraph(flat, place, first, rest), quote

    def _usable(self, place: Place | None) -> Place | None:
        in_line = place is not None and place.under in self._heads
        return None if self._care is Care.MOST and not in_line else place

    def _sign(self, flat: Flat, place: Place | None, sibling: str) -> str:
        """The sign of a point or heading, and the spaces behind it."""
        if flat.kind == "text":
            return ""
        is_same = place is not None and place.kind == flat.kind
        if flat.kind == "heading":
            sign = "#" * flat.level
        elif flat.label:
            sign = flat.label.text
        elif is_same and place and place.sign in _BULLETS and place.level == flat.level:
            sign = place.sign
        else:
            sign = sibling if sibling in _BULLETS else self._bullet(flat.level)
        gap = " "
        if is_same and place:
            gap = place.indents[0][len(place.before) + len(place.sign) :] or " "
        return sign + (gap if flat.stretches else "")

    def _bullet(self, level: int) -> str:
        """The bullet of the author's, on that level if there is one."""
        own = [place for place in self._places if place.sign in _BULLETS]
        return next(
            (place.sign for place in own if place.level == level), own[0].sign if own else "-"
        )

    def _paragraph(self, flat: Flat, place: Place | None, first: str, rest: str) -> list[str]:
        """The lines of a paragraph: `first` stands before the first, `rest` before new ones."""
        stays = place is not None and place.indents[0] == first
        is_same = place is not None and self._old.says(flat, place.number)
        if not flat.stretches:
            return [] if place in self._heads else [first]
        if stays and is_same and place:
            return self._lines[place.first : place.end]
        if stays and place and (lines := self._spliced(flat, place)):
            return lines
        one_line = flat.kind == "heading" or self._form == "lines"
        if is_same and place and place.kind != "heading" and not one_line and not self._is_line:
            content = place.content
            indents: list[str | None] = list(place.indents[1:])
        else:
            content, indents = content_of(self._old.chars(flat, place), place, one_line=one_line)
        if not self._is_line and flat.kind != "heading":
            content = guarded(content, everywhere=self._care is Care.MOST)
        elif flat.kind == "heading" and content.endswith("#"):
            content = f"{content[:-1]}\\#"
        head, *others = content.split("\n")
        keeps = stays or (
            place is not None
            and place.indents[0][: len(place.before)] == first[: len(place.before)]
        )
        tail = place.tail if place and place.kind == flat.kind and stays else ""
        lines = [first + head]
        for text, indent in zip(others, indents, strict=True):
            own = indent if indent is not None and keeps else rest
            lines.append(own + text.lstrip(" \t"))
        lines[-1] += tail
        return lines

    def _spliced(self, flat: Flat, place: Place) -> list[str] | None:
        """The lines of a paragraph in which words have changed, where that is simple."""
        if self._care is not Care.LEAST or "\\" in place.content:
            return None
        edits = splices(flat, self._old.flats[place.number], place.number)
        start, end = self._starts[place.first], self._starts[place.end] - 1
        if edits is None or any(self._begins_line(edit[0]) for edit in edits):
            return None
        pieces = []
        for first, last, new in edits:
            pieces += [self._value[start:first], new]
            start = last
        return "".join([*pieces, self._value[start:end]]).split("\n")

    def _begins_line(self, offset: int) -> bool:
        return not self._value[self._value.rfind("\n", 0, offset) + 1 : offset].strip()


def _heads(units: Sequence[Unit], places: Sequence[Place]) -> set[Place | None]:
    """The points without text in whose line another still begins: that line holds their signs."""
    following = dict(pairwise(places))
    return {
        unit.place
        for unit, below in pairwise(units)
        if unit.place and unit.place.first == unit.place.end and not unit.flats[0].stretches
        if below.place is following.get(unit.place)
        if (unit.flats[0].level, unit.flats[0].label) == (unit.place.level, unit.place.label)
    }


def _place_of(each: Unit | Place) -> Place | None:
    return each.place if isinstance(each, Unit) else each


def _by_number(places: Sequence[Place]) -> dict[int, Place]:
    """The places of all paragraphs by the numbers of their flats."""
    found: dict[int, Place] = {}
    for place in places:
        cells = [cell for row in place.rows for cell in row.cells]
        for each in [place, *place.paragraphs, *cells]:
            if each.number >= 0:
                found[each.number] = each
    return found


def _insides(places: Sequence[Place]) -> dict[Place, str]:
    """What stands before that which each point holds, where it holds anything."""
    found: dict[Place, str] = {}
    for number, place in enumerate(places):
        following = places[number + 1] if number + 1 < len(places) else None
        if place.kind == "point" and following and following.around == place.around + "p":
            found[place] = following.before
    return found
