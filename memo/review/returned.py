"""What the values should be when some of the changes are made."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from memo.blocks import Run
from memo.flat import THING, Flat, Stretch
from memo.labels import Label
from memo.language import Language
from memo.problems import Message, say
from memo.review.assigned import Assigned, Paragraph
from memo.review.listed import are_apart, gaps_of_lists, parts, words_between
from memo.review.looks import Sign, replaced_look
from memo.review.ordering import in_order
from memo.review.placing import Labels
from memo.review.printed import Occurrence, Slot
from memo.review.reading import Reader, unsayable
from memo.review.slots import divided
from memo.review.touching import Touching
from memo.word.revised import RevisedParagraph

_OF_TEMPLATE = say("this is text of the template: change it there")
_JOINED = say("two texts that stand apart in the YAML have become one paragraph")
_DIVIDED = say("a text that is one line in the YAML has become several paragraphs")
_LOOK = say("the YAML cannot say this look")
_NO_TEXT_HERE = say("the YAML has no running text at this place that it could go into")
_NO_ROW_BESIDE = say("no row of a table in the YAML stands beside it")
PLAIN = say("this is not Markdown: it cannot be bold or italic, nor a link")
_PICTURE = say("a picture comes from its file: put another file in its place")


class Fault(Struct, frozen=True):
    """Changes that cannot come back, and why; where several are named, one of them may be it."""

    ids: frozenset[str]
    why: Message


class Addition(Struct, frozen=True):
    """What has come in behind a value that stands in a list, or before it: a row, or a text.

    `cells` are those of a row, or the text alone.
    """

    neighbour: Occurrence
    is_behind: bool
    is_row: bool
    cells: tuple[tuple[Flat, ...], ...]
    ids: frozenset[str]


class Returned(Struct):
    """What the values should be: `texts` of those that are touched, as paragraphs.

    `gone` are those none of whose paragraphs is left. `ids` are the changes that touch them.
    """

    texts: dict[Occurrence, tuple[Flat, ...]] = field(default_factory=dict)
    gone: set[Occurrence] = field(default_factory=set)
    ids: dict[Occurrence, frozenset[str]] = field(default_factory=dict)
    additions: list[Addition] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def returned(
    paragraphs: Sequence[RevisedParagraph],
    ids: Collection[str],
    touching: Touching,
    reader: Reader,
    language: Language,
) -> Returned:
    """What the values should be in the document of those paragraphs, made by those changes."""
    assigned = Assigned(paragraphs, reader.printed, touching)
    return _Returning(assigned, frozenset(ids), touching, reader, language).read()


def _only_follows(revised: RevisedParagraph) -> bool:
    """Whether nothing is another but what points and paragraphs elsewhere make of it.

    That is its number, and whether it is the first of its cell.
    """
    now, was = revised.line, revised.was
    if was is None:
        return False
    if now.point is not None and was.point is not None:
        now = replace(now, point=replace(now.point, jump=was.point.jump))
    if not (now.place.strip() and was.place.strip()):
        now = replace(now, place=was.place)
    return replace(now, pieces=()) == replace(was, pieces=())


class _Returning:
    def __init__(
        self,
        assigned: Assigned,
        taken: frozenset[str],
        touching: Touching,
        reader: Reader,
        language: Language,
    ) -> None:
        self._language = language
        self._assigned = assigned
        self._taken = taken
        self._touching = touching
        self._reader = reader
        self._printed = reader.printed
        self._found = Returned()

    def read(self) -> Returned:
        """All of it."""
        touched = sorted(line for line, ids in self._touching.ids.items() if ids & self._taken)
        lines = set(touched)
        for occurrence in self._printed.occurrences:
            is_touched = not lines.isdisjoint(occurrence.lines)
            if occurrence.is_prose and (is_touched or occurrence in self._assigned.owners):
                self._prose(occurrence)
        for line in touched:
            if self._printed.prose(line) is None:
                self._line(line)
        self._additions()
        return self._found

    def _fault(self, ids: Iterable[str], why: Message) -> None:
        known = self._taken.intersection(ids)
        if known:
            self._found.faults.append(Fault(known, why))

    def _additions(self) -> None:
        """Nothing; finds a place for what no value of the document holds yet."""
        for row in self._assigned.new_rows:
            cells = tuple(map(self._alone, row.cells))
            if row.neighbour is None:
                self._fault(row.ids, _NO_ROW_BESIDE)
            else:
                addition = Addition(row.neighbour, row.is_behind, True, cells, row.ids)
                self._found.additions.append(addition)
        for paragraph, item in self._assigned.strangers:
            if item is None:
                self._fault(paragraph.ids, _NO_TEXT_HERE)
            else:
                cells = (self._alone([paragraph]),)
                self._found.additions.append(Addition(item, True, False, cells, paragraph.ids))

    def _alone(self, paragraphs: Sequence[Paragraph]) -> tuple[Flat, ...]:
        """Paragraphs that no value of the document holds yet, with their footnotes."""
        own = [each for each in paragraphs if not each.is_empty]
        found = [each.revised for paragraph in own for each in self._assigned.with_notes(paragraph)]
        for revised in found:
            self._fault(unsayable(revised), _LOOK)
        alone = ((self._reader.alone(revised), revised) for revised in found)
        return self._reader.labelled(in_order(list(alone)))

    def _prose(self, occurrence: Occurrence) -> None:
        """Nothing; reads the paragraphs of a prose."""
        lines, labels = occurrence.lines, Labels(self._lists(occurrence))
        ids = frozenset[str]().union(*(self._touching.ids[line] for line in lines))
        flats: list[tuple[Flat, RevisedParagraph]] = []
        paragraphs = self._assigned.of(occurrence)
        for paragraph in paragraphs:
            ids |= paragraph.ids
            revised = paragraph.revised
            if not set(paragraph.lines) <= set(lines):
                self._joined(paragraph)
                continue
            self._fault(unsayable(revised), _LOOK)
            flat = self._flat(paragraph, occurrence, labels)
            self._check_form(revised, flat, occurrence)
            flats.append((flat, revised))
        self._found.ids[occurrence] = ids
        texts = self._reader.labelled(in_order(flats))
        if not any(flat.text for flat in texts) and not paragraphs:
            self._found.gone.add(occurrence)
        self._found.texts[occurrence] = texts

    def _flat(self, paragraph: Paragraph, occurrence: Occurrence, labels: Labels) -> Flat:
        """The paragraph as one of the prose; one that nobody touched is as it was."""
        lines = paragraph.lines
        if len(lines) == 1 and not self._touching.ids[lines[0]] & self._taken:
            was = self._reader.value(occurrence).flat_at(lines[0])
            if was is not None:
                return labels.label(was, paragraph.revised)
        return self._reader.flat(paragraph.revised, occurrence, labels)

    def _joined(self, paragraph: Paragraph) -> None:
        ids = set().union(*(self._touching.marks[line] for line in paragraph.lines))
        self._fault(ids, _JOINED)

    def _check_form(self, revised: RevisedParagraph, flat: Flat, occurrence: Occurrence) -> None:
        """Nothing; a paragraph may have another form that Markdown has no word for."""
        if not revised.altered or revised.base is None or _only_follows(revised):
            return
        was = self._reader.value(occurrence).flat_at(revised.base)
        if was is not None and replace(flat, stretches=()) == replace(was, stretches=()):
            self._fault({revised.altered}, _LOOK)

    def _lists(self, occurrence: Occurrence) -> dict[str, Label]:
        """The first label of each list of the prose."""
        value = self._reader.value(occurrence)
        found: dict[str, Label] = {}
        for line in occurrence.lines:
            flat = value.flat_at(line)
            if flat is not None and flat.label is not None:
                found.setdefault(self._touching.lists.get(line, ""), flat.label)
        return found

    def _line(self, line: int) -> None:
        """Nothing; reads the values in a line that may have text of the template too."""
        slots = self._printed.slots[line]
        there = self._assigned.of_line[line]
        ids = frozenset(self._touching.ids[line]).union(*(each.ids for each in there))
        for slot in slots:
            self._found.ids[self._printed.occurrence(slot)] = ids
        if not there:
            if self._printed.text(line).strip() and not slots and not self._is_in_gone(line):
                self._fault(ids, _OF_TEMPLATE)
            self._found.gone |= {self._printed.occurrence(slot) for slot in slots}
        elif any(set(paragraph.lines) != {line} for paragraph in there):
            for paragraph in there:
                self._joined(paragraph)
        elif len(there) > 1:
            self._fault(self._touching.marks[line], _DIVIDED)
        else:
            self._one_line(line, there[0].revised)

    def _is_in_gone(self, line: int) -> bool:
        """Whether what the template prints round values went with the values on both its sides."""
        for step in (-1, 1):
            near = line + step
            while near in self._printed.slots and not self._printed.slots[near]:
                near += step
            if near not in self._printed.slots or self._assigned.of_line[near]:
                return False
        return True

    def _one_line(self, line: int, revised: RevisedParagraph) -> None:
        slots = self._printed.slots[line]
        altered = set() if _only_follows(revised) else {revised.altered}
        self._fault(unsayable(revised) | altered, _LOOK)
        texts, strays = divided(revised.fragments, slots)
        words = words_between(slots, self._printed.text(line), self._language)
        lists = gaps_of_lists(slots)
        ranges = [(slot.start, slot.end) for slot in slots]
        ranges += [
            (start, end)
            for number, start, end in lists
            if are_apart(texts[number], texts[number + 1], words)
        ]
        self._fault(strays | self._touching.removed_outside(line, ranges), _OF_TEMPLATE)
        for number in {each + more for each, _, _ in lists for more in (0, 1)}:
            texts[number] = self._item(slots[number], texts[number], words)
        for slot, signs in zip(slots, texts, strict=True):
            occurrence = self._printed.occurrence(slot)
            if slot.anchor.role:
                self._description(slot, signs)
            elif self._reader.is_another(occurrence, (flat := self._reader.line(signs, slot),)):
                self._found.texts[occurrence] = (flat,)

    def _item(self, slot: Slot, signs: Sequence[Sign], words: frozenset[str]) -> list[Sign]:
        """What is left of an item of a list, when what was put in beside it is others."""
        found, own = parts(signs, words)
        occurrence = self._printed.occurrence(slot)
        for number, part in enumerate(found):
            if number != own:
                ids = frozenset(sign.fragment.added for sign in part) - {""}
                flat = self._reader.line(part, slot)
                self._fault(ids if replaced_look(flat) else (), PLAIN)
                addition = Addition(occurrence, number > own, False, ((flat,),), ids)
                self._found.additions.append(addition)
        return found[own] if found else []

    def _description(self, slot: Slot, signs: Sequence[Sign]) -> None:
        """Nothing; reads what is said of a picture to those who do not see it."""
        occurrence = self._printed.occurrence(slot)
        picture = next((sign.fragment for sign in signs if sign.text == THING), None)
        if picture is None:
            self._found.gone.add(occurrence)
        elif picture.altered and slot.anchor.role != "alt":
            self._fault({picture.altered}, _PICTURE)
        elif picture.altered:
            self._found.texts[occurrence] = (Flat((Stretch(Run(picture.piece.text)),)),)
