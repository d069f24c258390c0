"""Acts on the values of a YAML file: the values are as wanted, and the rest is as it was."""

from __future__ import annotations

import codecs
import copy
import re
from collections import Counter
from difflib import SequenceMatcher
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, reject, settings
from hypothesis import strategies as st

from memo.problems import Report
from memo.source import parse, read
from memo.source.acts import Act, CannotRewrite, Insert, Item, Move, Remove, SetText
from memo.source.comments import comments
from memo.source.nodes import Mapping, Node, Scalar, Sequence, Source, plain
from memo.source.rewriting import rewrite
from memo.source.saving import save
from tests.source.nasty import Writer, reworded, text, value


def source_of(yaml: str) -> Source:
    source = parse(yaml, "x.yaml", Report())
    assert source is not None, yaml
    return source


def nodes(node: Node, steps: tuple[str, ...] = ()) -> list[tuple[tuple[str, ...], Node]]:
    found = [(steps, node)]
    if isinstance(node, Sequence):
        for index, item in enumerate(node.items):
            found += nodes(item, (*steps, str(index)))
    elif isinstance(node, Mapping):
        for key, item in node.entries.items():
            found += nodes(item, (*steps, key))
    return found


class Slot:
    """A value that knows what shall become of it: an implementation with nothing in common."""

    def __init__(self, node: Node) -> None:
        self.gone = False
        self.before: list[Any] = []
        self.data: Any
        if isinstance(node, Scalar):
            self.data = node.value
        elif isinstance(node, Sequence):
            self.data = [*(Slot(item) for item in node.items), None]
            self.ends: list[Any] = []
        else:
            self.data = {key: Slot(item) for key, item in node.entries.items()}

    def at(self, steps: tuple[str, ...]) -> Slot:
        slot = self
        for step in steps:
            slot = slot.data[int(step)] if isinstance(slot.data, list) else slot.data[step]
        return slot

    def result(self) -> Any:
        if isinstance(self.data, str):
            return self.data
        if isinstance(self.data, dict):
            return {key: slot.result() for key, slot in self.data.items() if not slot.gone}
        out: list[Any] = []
        for slot in self.data:
            coming = slot.before if slot else self.ends
            out += [item.result() if isinstance(item, Slot) else item for item in coming]
            if slot and not slot.gone:
                out.append(slot.result())
        return out


def wanted(root: Node, acts: list[Act]) -> Any:
    top = Slot(root)
    for act in acts:
        if isinstance(act, SetText):
            top.at(act.steps).data = act.value
        elif isinstance(act, Remove):
            top.at(act.steps).gone = True
        else:
            slot = top.at(act.steps)
            index = act.index if isinstance(act, Insert) else act.to
            place = slot.data[index].before if slot.data[index] else slot.ends
            if isinstance(act, Insert):
                place.append(act.item)
            else:
                moved = slot.data[act.index]
                here = copy.copy(moved)
                here.before = []
                moved.gone = True
                place.append(here)
    return top.result()


def some_acts(rnd: Random, source: Source) -> list[Act]:
    assert source.root is not None
    found = nodes(source.root)
    acts: list[Act] = []
    taken: set[tuple[str, ...]] = set()
    for _ in range(rnd.randint(1, 5)):
        steps, node = rnd.choice(found)
        if isinstance(node, Scalar):
            if steps not in taken:
                acts.append(SetText(steps, reworded(rnd, node.value)))
            taken.add(steps)
        elif isinstance(node, Sequence):
            index = rnd.randint(0, len(node.items))
            kind = rnd.random()
            one = (*steps, str(index))
            if kind < 0.5:
                acts.append(Insert(steps, index, some_item(rnd, node)))
            elif index < len(node.items) and one not in taken and kind < 0.75:
                acts.append(Remove(one))
                taken.add(one)
            elif index < len(node.items) and one not in taken:
                acts.append(Move(steps, index, rnd.randint(0, len(node.items))))
                taken.add(one)
        elif node.entries and rnd.random() < 0.3:
            acts.append(Remove((*steps, rnd.choice(list(node.entries)))))
    return acts


def some_item(rnd: Random, node: Sequence) -> Item:
    if node.items and rnd.random() < 0.5:
        like = rnd.choice(node.items)
        if isinstance(like, Mapping):
            return {key: text(rnd) for key in like.entries} or "x"
        if isinstance(like, Sequence):
            return [text(rnd).replace("\n", " ") for _ in like.items]
    return value(rnd, rnd.choice([0, 0, 1, 2])) if rnd.random() < 0.9 else text(rnd)


def random_file(rnd: Random) -> str:
    data = (
        value(rnd, 3)
        if rnd.random() < 0.3
        else {f"n{n}": value(rnd, 3) for n in range(rnd.randint(1, 4))}
    )
    yaml = Writer(rnd).document(data)
    return yaml.replace("\n", "\r\n") if rnd.random() < 0.25 else yaml


SEEDS = st.integers(0, 10**9)


def random_source(rnd: Random) -> Source:
    source = parse(random_file(rnd), "x.yaml", Report())
    assume(source is not None and source.root is not None)
    assert source is not None
    return source


def root_of(source: Source) -> Node:
    assert source.root is not None
    return source.root


def scalars_of(source: Source) -> list[tuple[tuple[str, ...], Scalar]]:
    return [(steps, node) for steps, node in nodes(root_of(source)) if isinstance(node, Scalar)]


def changed_lines(old: str, new: str) -> tuple[int, int]:
    """How many lines have gone, and how many have come."""
    before, after = old.splitlines(), new.splitlines()
    kept = sum(
        block.size
        for block in SequenceMatcher(None, before, after, autojunk=False).get_matching_blocks()
    )
    return len(before) - kept, len(after) - kept


def notes(source: Source) -> Counter[str]:
    return Counter(comment.text for comment in comments(source))


def rewritten(source: Source, acts: list[Act]) -> str:
    """The text with the acts done. What cannot be done is told to the author, and seldom so."""
    try:
        return rewrite(source, acts)
    except CannotRewrite:
        reject()


def test_what_cannot_be_done_is_seldom() -> None:
    refused = []
    for seed in range(3000):
        rnd = Random(seed)
        source = parse(random_file(rnd), "x.yaml", Report())
        if source is None or source.root is None:
            continue
        try:
            rewrite(source, some_acts(rnd, source))
        except CannotRewrite:
            refused.append(seed)
    assert refused == []


@settings(max_examples=400, deadline=None)
@given(SEEDS)
def test_after_any_acts_the_values_are_as_wanted(seed: int) -> None:
    rnd = Random(seed)
    source = random_source(rnd)
    acts = some_acts(rnd, source)
    new = rewritten(source, acts)
    assert plain(root_of(source_of(new))) == wanted(root_of(source), acts)
    assert "\r\n" not in source.text or not re.search(r"(?<!\r)\n", new)


@settings(max_examples=200, deadline=None)
@given(SEEDS)
def test_where_nothing_changes_no_byte_does(seed: int) -> None:
    source = random_source(Random(seed))
    assert rewrite(source, []) == source.text
    assert (
        rewrite(source, [SetText(steps, node.value) for steps, node in scalars_of(source)])
        == source.text
    )


@settings(max_examples=300, deadline=None)
@given(SEEDS)
def test_a_new_text_leaves_all_other_lines_as_they_are(seed: int) -> None:
    rnd = Random(seed)
    source = random_source(rnd)
    scalars = scalars_of(source)
    assume(scalars)
    steps, node = rnd.choice(scalars)
    new = rewritten(source, [SetText(steps, reworded(rnd, node.value))])
    assert new.startswith(source.text[: node.start])
    below = source.text[node.end :].partition("\n")[2].strip()
    assert new.rstrip().endswith(below)
    assert notes(source_of(new)) == notes(source)


@settings(max_examples=400, deadline=None)
@given(SEEDS)
def test_one_changed_word_is_one_changed_line(seed: int) -> None:
    rnd = Random(seed)
    source = random_source(rnd)
    places = [
        (steps, node.value, match)
        for steps, node in scalars_of(source)
        for match in re.finditer(r"(?<!\S)(?:ord|ja|æble)(?!\S)", node.value)
    ]
    assume(places)
    steps, old, match = rnd.choice(places)
    # A folded text whose last line ends in spaces comes below | instead.
    assume(not re.search(r"[ \t]\n*\Z", old))
    new = rewritten(source, [SetText(steps, f"{old[: match.start()]}nyt{old[match.end() :]}")])
    assert changed_lines(source.text, new) == (1, 1)


@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.filter_too_much]
)  # many random files are moved about in otherwise than by what comes
@given(SEEDS)
def test_what_comes_and_moves_leaves_the_lines_and_comments_there(seed: int) -> None:
    rnd = Random(seed)
    source = random_source(rnd)
    acts = [act for act in some_acts(rnd, source) if isinstance(act, Insert)]
    assume(acts)
    new = rewritten(source, acts)
    assert notes(source_of(new)) >= notes(source)
    gone, _ = changed_lines(source.text, new)
    assert gone <= len(acts)  # a list in brackets, or one that begins behind a dash


YAML = """\
# yaml-language-server: x
til:
  - Økonomiudvalget
  # kun ved høring
  - Teknikudvalget # kun her

  - 'Kultur'
titel: Analyser af vækst
   i udsatte områder
tekst: |  # prosa
  Her er en linje
  og en til.

  - punkt
rækker:
  - [a, "b", c]
sidst: ja # slut
"""
CASES: list[tuple[list[Act], str, str]] = [
    ([SetText(("titel",), "Analyser af vækst i nye områder")], "udsatte", "nye"),
    ([SetText(("titel",), "Analyser: vækst i udsatte områder")], "Analyser af vækst\n   i udsatte områder", "'Analyser: vækst\n   i udsatte områder'"),
    ([SetText(("titel",), "Et\n\nto")], "Analyser af vækst\n   i udsatte områder", "Et\n\n\n   to"),
    ([SetText(("tekst",), "Her er en linje\nog en til.\n\n- punkt")], "|  #", "|-  #"),
    ([SetText(("tekst",), "Her er en linje\nog en til.\n\n- punkt\n- to\n")], "- punkt\n", "- punkt\n  - to\n"),
    ([SetText(("tekst",), "")], "|  # prosa\n  Her er en linje\n  og en til.\n\n  - punkt\n", '""  # prosa\n'),
    ([SetText(("sidst",), "ja # nej")], "ja #", "'ja # nej' #"),
    ([SetText(("sidst",), "no")], "ja #", "'no' #"),
    ([SetText(("sidst",), "et\nto")], "ja # slut\n", "|- # slut\n  et\n  to\n"),
    ([SetText(("sidst",), "")], "ja #", '"" #'),
    ([SetText(("rækker", "0", "2"), "c, d")], " c]", " 'c, d']"),
    ([SetText(("rækker", "0", "1"), "")], '"b"', '""'),
    ([Remove(("til", "0"))], "  - Økonomiudvalget\n", ""),
    ([Remove(("til", "1"))], "  # kun ved høring\n  - Teknikudvalget # kun her\n", ""),
    ([Remove(("til", "2"))], "\n  - 'Kultur'\n", ""),
    ([Remove(("til", str(n))) for n in range(3)], "til:\n  - Økonomiudvalget\n  # kun ved høring\n  - Teknikudvalget # kun her\n\n  - 'Kultur'\n", "til: []\n"),
    ([Remove(("titel",))], "titel: Analyser af vækst\n   i udsatte områder\n", ""),
    ([Remove(("rækker", "0", "1"))], ' "b",', ""),
    ([Remove(("rækker", "0", "2"))], ", c]", "]"),
    ([Insert(("til",), 1, "Nyt: udvalg")], "get\n  # kun", "get\n  - 'Nyt: udvalg'\n  # kun"),
    ([Insert(("rækker",), 1, ["x", "", "y: z"])], "c]\n", "c]\n  - [x, \"\", 'y: z']\n"),
    ([Insert(("rækker", "0"), 0, "x"), Remove(("rækker", "0", "0"))], "[a,", "[x,"),
    ([Insert(("til",), 3, "A"), Insert(("til",), 3, "B")], "'Kultur'\n", "'Kultur'\n  - A\n  - B\n"),
    ([Move(("til",), 1, 0)], "  - Økonomiudvalget\n  # kun ved høring\n  - Teknikudvalget # kun her\n", "  # kun ved høring\n  - Teknikudvalget # kun her\n  - Økonomiudvalget\n"),
    ([Move(("rækker", "0"), 2, 0)], '[a, "b", c]', '[c, a, "b"]'),
]  # fmt: skip


@pytest.mark.parametrize("eol", ["\n", "\r\n"])
@pytest.mark.parametrize(("acts", "old", "new"), CASES)
def test_only_what_is_meant_changes(acts: list[Act], old: str, new: str, eol: str) -> None:
    yaml, old, new = (text.replace("\n", eol) for text in (YAML, old, new))
    assert yaml.count(old) >= 1
    assert rewrite(source_of(yaml), acts) == yaml.replace(old, new, 1)


@pytest.mark.parametrize(
    ("yaml", "acts", "new"),
    [
        ("a: []\n", [Insert(("a",), 0, "x"), Insert(("a",), 0, "y")], "a:\n  - x\n  - y\n"),
        ("a: [] # tom\nb: x\n", [Insert(("a",), 0, "x")], "a: # tom\n  - x\nb: x\n"),
        ("a:\n- x\n- y", [Insert(("a",), 2, "z")], "a:\n- x\n- y\n- z\n"),
        ("- - a\n  - b\n", [Remove(("0", "0"))], "- - b\n"),
        ("- - a\n", [Remove(("0", "0"))], "- []\n"),
        ("- k: a\n  b: c\n", [Remove(("0", "k"))], "- b: c\n"),
        ("- a\n\n- b\n\n- c\n", [Remove(("1",))], "- a\n\n- c\n"),
        ("- a\n\n- b\n", [Insert((), 1, "x")], "- a\n\n- x\n\n- b\n"),
        ('- "a"\n- "b"\n', [Insert((), 2, "x")], '- "a"\n- "b"\n- "x"\n'),
        ("-   a\n", [Insert((), 1, {"k": "x", "n": ["y"]})], "-   a\n-   k: x\n    n:\n      - y\n"),
        ("- t: |\n    a\n", [Insert((), 1, {"t": "b\n"})], "- t: |\n    a\n- t: |\n    b\n"),
        ("a:\nb: x\n", [SetText(("a",), "y")], "a: y\nb: x\n"),
        ("a: |2\n    x\n", [SetText(("a",), "  y\n")], "a: |2\n    y\n"),
        ("a: |\n  x\n", [SetText(("a",), " y\n")], "a: |2\n   y\n"),
        ("a: >\n  en\n  to\n\n  tre\n", [SetText(("a",), "en 2\ntre\n")], "a: >\n  en\n  2\n\n  tre\n"),
        ("n: 0417\n", [SetText(("n",), "0420")], "n: 0420\n"),
        ("n: ord\n", [SetText(("n",), "2017")], "n: '2017'\n"),
        ("- k: |\n    x", [Insert((), 1, {"a": "y"})], "- k: |-\n    x\n- a: y\n"),
        ("- a\n- k: |", [Insert((), 2, "b"), Move((), 1, 0)], "- k: |\n- a\n- b\n"),
        ("[a, # om a\n b,\n]\n", [Remove(("1",))], "[a, # om a\n \n]\n"),
        ("[a, # om a\n b]\n", [Remove(("1",)), Insert((), 2, "c")], "[a, # om a\n c]\n"),
        ("[a, # om a\n b]\n", [Remove(("0",))], "[b]\n"),
        ("- a\n- [b, c]\n", [SetText(("1", "0"), "x"), Move((), 1, 0)], "- [x, c]\n- a\n"),
    ],
)  # fmt: skip
def test_the_form_of_the_file_is_kept(yaml: str, acts: list[Act], new: str) -> None:
    assert rewrite(source_of(yaml), acts) == new


@pytest.mark.parametrize(
    "act",
    [
        SetText(("til",), "x"), SetText(("findes ikke",), "x"), Remove(("til", "3")), Remove(()), Insert(("til",), 4, "x"),
        Insert(("titel",), 0, "x"), Move(("til",), 3, 0), Move(("til",), 0, 4), SetText(("til", "0"), "\x07"),
    ],
)  # fmt: skip
def test_an_act_that_cannot_be_done_is_told_from_those_that_can(act: Act) -> None:
    good = SetText(("sidst",), "x")
    with pytest.raises(CannotRewrite) as caught:
        rewrite(source_of(YAML), [good, act])
    assert caught.value.acts == (act,)


def test_two_new_texts_for_one_place_contradict_one_another() -> None:
    first, second = SetText(("titel",), "x"), SetText(("titel",), "y")
    with pytest.raises(CannotRewrite) as caught:
        rewrite(source_of(YAML), [first, second])
    assert caught.value.acts == (second,)


def test_two_hundred_acts_on_a_long_file_take_no_time() -> None:
    yaml = "".join(
        f"- overskrift: Nr. {n}\n  tekst: |\n    Her er {n}\n    og mere\n" for n in range(600)
    )
    acts = [SetText((str(n), "tekst"), f"Her er ikke {n}\nog mere\n") for n in range(0, 600, 3)]
    assert rewrite(source_of(yaml), acts).count("ikke") == 200


@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF8])
def test_a_new_text_is_saved_with_the_mark_and_line_ends_of_the_file(
    tmp_path: Path, mark: bytes
) -> None:
    path = tmp_path / "notat.yaml"
    path.write_bytes(mark + YAML.replace("\n", "\r\n").encode())
    source = read(path, "notat.yaml", Report())
    assert source is not None
    assert save(
        path, source.name, source.text, rewrite(source, [SetText(("sidst",), "æ")]), Report()
    )
    assert path.read_bytes() == mark + YAML.replace("ja #", "æ #").replace("\n", "\r\n").encode()
