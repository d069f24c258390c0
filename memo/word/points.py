"""Where the points of lists stand: their level, their kind of label, and where the count jumps."""

from __future__ import annotations

from collections import defaultdict

from msgspec import Struct, field

from memo.word.appearance import Appearance, Properties
from memo.word.measures import measure
from memo.word.xml import Element, value_of, w


class Point(Struct, frozen=True):
    """What a point shows before it, in Word's terms; `level` counts from 0.

    `jump` is the number where it is not one more than that of the point before on the same level,
    else 0: so a point that comes in changes no other.
    """

    level: int
    counter: str
    label: str
    jump: int = 0


class _Level(Struct, frozen=True):
    start: int = 1
    counter: str = "decimal"
    text: str = ""
    restarts_below: int = 9
    indent: Properties = field(default_factory=dict)


class _List(Struct, frozen=True):
    """A `w:num`: the counters that it shares, its levels, and where it starts anew."""

    counters: str
    levels: dict[int, _Level]
    starts: dict[int, int]


class Numbering:
    """The lists of one document, read from its numbering part; None where it has none."""

    def __init__(self, root: Element | None, appearance: Appearance) -> None:
        self._abstracts: dict[str, dict[int, _Level]] = {}
        self._levels_of_styles: dict[str, int] = {}
        self._lists: dict[str, _List] = {}
        if root is None:
            return
        for abstract in root.iterfind(w("abstractNum")):
            levels = {
                _level_of(lvl): self._level(lvl, appearance) for lvl in abstract.iterfind(w("lvl"))
            }
            self._abstracts[value_of(abstract, "abstractNumId")] = levels
        for num in root.iterfind(w("num")):
            self._lists[str(measure(value_of(num, "numId")))] = self._list(num, appearance)

    def _level(self, lvl: Element, appearance: Appearance) -> _Level:
        said = {str(child.tag): value_of(child) for child in lvl}
        style = said.get(w("pStyle"))
        if style:
            self._levels_of_styles[style] = _level_of(lvl)
        return _Level(
            measure(said.get(w("start"), "1")),
            said.get(w("numFmt"), "decimal"),
            said.get(w("lvlText"), ""),
            measure(said.get(w("lvlRestart"), "9")),
            appearance.of_paragraph(lvl.find(w("pPr"))),
        )

    def _list(self, num: Element, appearance: Appearance) -> _List:
        abstract = value_of(num.find(w("abstractNumId")))
        levels = dict(self._abstracts.get(abstract, {}))
        starts = {}
        for override in num.iterfind(w("lvlOverride")):
            start, lvl = override.find(w("startOverride")), override.find(w("lvl"))
            if lvl is not None:
                levels[_level_of(override)] = self._level(lvl, appearance)
            if start is not None:
                starts[_level_of(override)] = measure(value_of(start))
        return _List(abstract, levels, starts)

    def indent(self, said: Properties, style: str) -> Properties:
        """The indents that the list gives a paragraph of which so much is said."""
        found = self._lists.get(said.get("numId", ""))
        level = None if found is None else found.levels.get(self.level(said, style))
        return {} if level is None else level.indent

    def level(self, said: Properties, style: str) -> int:
        """The level of the point: the paragraph's own, else that which the list gives the style."""
        own = said.get("ilvl")
        return self._levels_of_styles.get(style, 0) if own is None else min(max(int(own), 0), 8)

    def count(self) -> Counting:
        """A count from the beginning of the document."""
        return Counting(self)

    def find(self, number: str) -> _List | None:
        """The list of that number."""
        return self._lists.get(number)


class Counting:
    """Counts the points of a document in their order, as Word does.

    Lists of one `w:abstractNum` share their counters; the first point of a list that says so
    starts anew. A point lets the levels below it begin again.
    """

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering
        self._counters: dict[str, dict[int, int]] = defaultdict(dict)
        self._begun: set[tuple[str, int]] = set()
        self._last: dict[int, int] = {}

    def next(self, said: Properties, style: str) -> Point | None:
        """The label of the next paragraph; None where it is no point."""
        id = said.get("numId", "")
        found = self._numbering.find(id)
        if found is None:
            return None
        level = self._numbering.level(said, style)
        form = found.levels.get(level, _Level())
        if form.counter in ("bullet", "none"):
            return Point(level, form.counter, form.text)
        number = self._number(id, found, level, form)
        jump = 0 if number == self._last.get(level, 0) + 1 else number
        self._last[level] = number
        for below in [other for other in self._last if other > level]:
            del self._last[below]
        return Point(level, form.counter, form.text, jump)

    def _number(self, id: str, found: _List, level: int, form: _Level) -> int:
        counters = self._counters[found.counters]
        if (id, level) not in self._begun and level in found.starts:
            counters[level] = found.starts[level]
        elif level in counters:
            counters[level] += 1
        else:
            counters[level] = found.starts.get(level, form.start)
        self._begun.add((id, level))
        for below, its in found.levels.items():
            if below > level and its.restarts_below > level:
                counters.pop(below, None)
        return counters[level]


def _level_of(element: Element) -> int:
    return min(max(measure(value_of(element, "ilvl")), 0), 8)
