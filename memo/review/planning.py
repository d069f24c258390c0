"""From what the values should be to edits of today's YAML."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from memo.aligning import todays
from memo.blocks import Form, steps_of
from memo.content import Content
from memo.fields import Field
from memo.markdown.flat import flatten, is_faultless
from memo.markdown.rewriting import rewritten
from memo.merging import merge
from memo.problems import Report, say
from memo.review.found import Conflict
from memo.review.items import removals
from memo.review.opening import Opened
from memo.review.plans import Clash, Plan, has_come
from memo.review.results import NO_NOTE, Disagreement, Key, Result, has_note
from memo.review.returned import Addition, Fault
from memo.review.sheet_planning import NEEDED, SheetPlanner
from memo.review.sheets import Sheets
from memo.source.acts import Act, Insert, Item, Remove, SetText
from memo.source.nodes import Scalar, Sequence, Source, plain
from memo.source.sheets import SheetAct
from memo.spreadsheet import is_sheet


class Planner:
    """Plans for one reviewed document. `content` is the content folder as it is today."""

    def __init__(self, opened: Opened, content: Content) -> None:
        self._opened = opened
        self._content = content
        self.sheets = Sheets(content, opened.sources)
        self._sheet_planner = SheetPlanner(self.sheets)
        self._today: dict[str, Mapping[str, str | None]] = {}

    def today(self, key: Key) -> str | None:
        """Today's pointer of a value, None where it is gone."""
        file, pointer = key
        if file not in self._today:
            source = self._content.source(file, Report())
            was = self._opened.sources.get(file, {})
            self._today[file] = todays(was, source) if source and source.root else {}
        return self._today[file].get(pointer)

    def plan(
        self, results: list[Result], disagreements: list[Disagreement], additions: list[Addition]
    ) -> Plan:
        """What is to be done to the files."""
        plan = Plan()
        for disagreement in disagreements:
            first, second = disagreement.results[:2]
            ids = frozenset[str]().union(*(each.ids for each in disagreement.results))
            conflict = Conflict(first.was, first.value or "", second.value or "")
            plan.clashes.append(Clash(ids, conflict))
        gone: defaultdict[str, dict[str, Result]] = defaultdict(dict)
        for result in results:
            if result.value is None or not (result.value.strip() or _may_be_empty(result)):
                gone[result.key[0]][result.key[1]] = result
            else:
                self._change(result, result.value, plan)
        for file, own in gone.items():
            for pointer, values in removals(own, self._opened.sources[file]).items():
                self._remove(file, pointer, [own[value] for value in values], plan)
        for addition in additions:
            self._add(addition, plan)
        for file in [file for file in plan.acts if not is_sheet(file)]:
            self._empty_lists(file, plan)
        return plan

    def _empty_lists(self, file: str, plan: Plan) -> None:
        """Nothing; a list all of whose items go, goes itself where the paper can be without it."""
        source, acts = self.source(file), plan.acts[file]
        gone: defaultdict[tuple[str, ...], list[frozenset[str]]] = defaultdict(list)
        for act, ids in acts:
            if isinstance(act, Remove) and act.steps[-1].isdecimal():
                gone[act.steps[:-1]].append(ids)
        for steps, own in gone.items():
            node = source.at(steps) if source else None
            if source is None or not isinstance(node, Sequence) or len(own) < len(node.items):
                continue
            ids = frozenset[str]().union(*own)
            if self._is_optional(source, steps):
                plan.acts[file] = [each for each in acts if not _is_below(each[0], steps)]
                plan.acts[file].append((Remove(steps), ids))
            elif not any(isinstance(act, Insert) and act.steps == steps for act, _ in acts):
                plan.faults.append(Fault(ids, NEEDED))

    @property
    def folder(self) -> str:
        """What the user sees the content folder called."""
        return self._content.name

    def source(self, file: str) -> Source | None:
        """The YAML file as it is today."""
        return self._content.source(file, Report())

    def _change(self, result: Result, value: str, plan: Plan) -> None:
        file, _ = result.key
        if is_sheet(file):
            self._sheet_planner.change(result, value, plan)
            return
        pointer, source = self.today(result.key), self.source(file)
        node = source.at(steps_of(pointer)) if source and pointer is not None else None
        if pointer is None or not isinstance(node, Scalar):
            plan.clashes.append(Clash(result.ids, Conflict(result.was, value, "")))
            return
        merged = value if node.value == result.was else merge(result.was, value, node.value)
        form = result.occurrence.form
        if merged is None or not (form == "plain" or is_faultless(merged, form)):
            plan.clashes.append(Clash(result.ids, Conflict(result.was, value, node.value)))
        elif merged != node.value:
            if merged == value:
                plan.printed[file, steps_of(pointer)] = _prints(value, form)
            plan.acts[file].append((SetText(steps_of(pointer), merged), result.ids))

    def _remove(self, file: str, pointer: str, values: list[Result], plan: Plan) -> None:
        """Nothing; removes an item or a field, unless the YAML has gone on there."""
        ids = frozenset[str]().union(*(each.ids for each in values))
        if is_sheet(file):
            self._sheet_planner.remove(pointer, values, plan)
            return
        source = self.source(file)
        places = [(each, self.today(each.key)) for each in values]
        left = [(each, place) for each, place in places if place is not None]
        if source is None or not left:
            return  # it is gone already
        for result, place in left:
            node = source.at(steps_of(place))
            if isinstance(node, Scalar) and node.value != result.was:
                plan.clashes.append(Clash(ids, Conflict(result.was, "", node.value)))
                return
        steps = self._todays_steps(pointer, *left[0])
        if not (steps and (steps[-1].isdecimal() or self._is_optional(source, steps))):
            plan.faults.append(Fault(ids, NEEDED))
            return
        plan.acts[file].append((Remove(steps), ids))

    @staticmethod
    def _todays_steps(pointer: str, result: Result, place: str) -> tuple[str, ...]:
        """Today's steps of an item that the value stands in, or is."""
        below = len(steps_of(result.key[1])) - len(steps_of(pointer))
        steps = steps_of(place)
        return steps[: len(steps) - below]

    def _is_optional(self, source: Source, steps: tuple[str, ...]) -> bool:
        schema = self._content.schema_of(source, Report())
        parent: Field | None = schema.root.at(steps[:-1]) if schema else None
        return parent is not None and steps[-1] not in parent.required

    def _add(self, addition: Addition, plan: Plan) -> None:
        """Nothing; puts a row or a text into its list."""
        address = addition.neighbour.address
        if any(map(has_note, addition.cells)) and (is_sheet(address.file) or not addition.is_row):
            plan.faults.append(Fault(addition.ids, NO_NOTE))
            return
        if is_sheet(address.file):
            self._sheet_planner.add(addition, plan)
            return
        pointer, source = self.today((address.file, address.path)), self.source(address.file)
        if pointer is None or source is None:
            plan.clashes.append(Clash(addition.ids, Conflict("", _said(addition), "")))
            return
        steps = steps_of(pointer)
        at = steps.index("rækker") + 1 if addition.is_row else len(steps) - 1
        index = int(steps[at]) + addition.is_behind
        item = _item(addition)
        if item is None:
            plan.faults.append(Fault(addition.ids, say("Markdown has no way to write this")))
            return
        sequence = source.at(steps[:at])
        others = [plain(each) for each in sequence.items] if isinstance(sequence, Sequence) else []
        known = {
            int(place[at])
            for place in map(steps_of, filter(None, self._today[address.file].values()))
            if place[:at] == steps[:at] and "".join(place[at : at + 1]).isdecimal()
        }
        if not has_come(item, others, known, index, is_behind=addition.is_behind):
            plan.acts[address.file].append((Insert(steps[:at], index, item), addition.ids))


def _is_below(act: Act | SheetAct, steps: tuple[str, ...]) -> bool:
    return isinstance(act, Act) and act.steps[: len(steps)] == steps


def _prints(value: str, form: Form) -> tuple[str, ...]:
    """The paragraphs that the value prints, with a sign for each thing in them."""
    if form == "plain":
        return (value.rstrip("\n"),)
    return tuple(flat.text for flat in flatten(value, form))


def _may_be_empty(result: Result) -> bool:
    """Whether a value may be the empty text: a cell of a table, the only text of its kind."""
    return result.occurrence.form == "cell" or is_sheet(result.key[0])


def _item(addition: Addition) -> Item | None:
    if not addition.is_row:
        return addition.cells[0][0].text
    cells = [rewritten("", cell, "cell") for cell in addition.cells]
    return None if None in cells else [cell or "" for cell in cells]


def _said(addition: Addition) -> str:
    return "\n".join(flat.text for cell in addition.cells for flat in cell)
