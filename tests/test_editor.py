"""The author's editor agrees with the program: the real language server, on good files and broken ones."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from memo.cache import Cache
from memo.content import kind_of
from memo.gennemgang.record import Decided, Gennemgang
from memo.gennemgang.writing import text_of as written_text
from memo.kinds import Kinds
from memo.problems import Problem, Report
from memo.source import parse
from memo.source.nodes import Mapping, Node, Scalar, Sequence, Source
from memo.word.comments import Comment, Thread
from tests.cases import CASES
from tests.conftest import ROOT
from tests.editor import Editor, editor

CONTENT = sorted((ROOT / "content").rglob("*.yaml"))
GOOD = sorted((CASES / "build").glob("*/*.yaml"))
ERRORS = sorted((CASES / "errors").glob("*.yaml"))
KINDS = Kinds(ROOT / "templates", "templates", Cache(None))

# What the schema says, as memo/schema/failures.py puts it into words. An editor knows no formats, no
# registers and no prose.
STRUCTURE = set(
    re.findall(
        r'"([a-z]+(?:-[a-z]+)+)"', (ROOT / "memo" / "schema" / "failures.py").read_text("utf-8")
    )
)
# What YAML itself forbids, or we do. The server goes on after the first, so all that it finds then
# may follow from it, and it may stumble in another line.
READING = {"dobbelt-felt", "forkert-noegle", "yaml-alias", "yaml-tag"}
STUMBLING = "yaml-syntaks"

# What the server's parser takes, by YAML 1.2, and ours does not: the program says it, the editor
# cannot.
TAKEN_BY_THE_SERVER = {
    "ikke-tekst-rtf": "{\\rtf1 ...} is a group of fields without values",
    "yaml-tabulator-efter-streg": "a tab may stand behind the - of an item",
    "yaml-tom-noegle": "a field may have no name",
}

Red = list[dict[str, Any]]
NUMBERS = count()


@pytest.fixture(scope="module")
def author(tool: Callable[[str], str]) -> Iterator[Editor]:
    """An editor for all tests of this module: a server takes half a second to start."""
    with editor(tool("yaml-language-server"), ROOT) as found:
        yield found


def opened(text: str, kind: str) -> str:
    """The text as a content file: with the line that names its schema."""
    return f"# yaml-language-server: $schema=../../templates/{kind}.schema.yaml\n{text}"


def address() -> str:
    """A new one, of a content file that need not be there: the editor gives the server the text."""
    return (ROOT / "content" / "sag" / f"{next(NUMBERS)}.yaml").as_uri()


def text_of(case: Path) -> str:
    """The text of a case as an editor shows it."""
    return case.read_bytes().decode("utf-8-sig", errors="replace")


def kind_in(text: str) -> str:
    """The kind that the text claims, or notat where that is none of ours."""
    source = parse(text, "", Report())
    claimed = kind_of(source) if source else None
    known = isinstance(claimed, Scalar) and claimed.value in KINDS.names()
    return claimed.value if known and isinstance(claimed, Scalar) else "notat"


def red_in(author: Editor, text: str) -> Red:
    """What is red in a memo."""
    (found,) = author.diagnostics({address(): opened(text, "notat")}).values()
    return found


def said(red: Red) -> list[str]:
    return [f"{mark['range']['start']['line'] + 1}: {mark['message']}" for mark in red]


@pytest.mark.parametrize("path", CONTENT, ids=lambda path: path.stem)
def test_a_content_file_names_the_schema_of_its_kind(path: Path) -> None:
    first, _, rest = path.read_text(encoding="utf-8").partition("\n")
    schema = path.parent / first.removeprefix("# yaml-language-server: $schema=")
    kind = path.stem if path.parent == ROOT / "content" else kind_in(rest)
    assert schema.resolve() == ROOT / "templates" / f"{kind}.schema.yaml"
    assert "\\" not in first


def test_nothing_is_red_in_a_good_file(author: Editor) -> None:
    texts = {path.as_uri(): path.read_text(encoding="utf-8") for path in CONTENT}
    texts |= {address(): opened(text_of(case), case.parent.name) for case in GOOD}
    for uri, red in author.diagnostics(texts).items():
        assert said(red) == [], texts[uri]


def test_what_is_kept_of_a_review_follows_a_schema_in_the_editor_too(author: Editor) -> None:
    odd = Comment("2017", "2016-12-20T09:30:00Z", "no", True, (Comment("", "", "1.5"),), "12")
    known = Gennemgang().with_thread(Thread("12345678", odd, "sag/x.yaml", "/titel"))
    known = known.with_decisions([Decided("000000000000", "taget", before="null", after="1e5")])
    text = written_text(known, "", "sag/x.yaml", "../../memo/gennemgang.schema.yaml")
    wrong = text.replace("løst: ja", "løst: måske").replace("beslutning: taget", "beslut: taget")
    good, bad = address(), address()
    found = author.diagnostics({good: text, bad: wrong})
    assert said(found[good]) == []
    assert len(found[bad]) > 1
    assert "Skriv ja" in author.hover(address(), text.replace("    løst", "    l|øst"))


@pytest.fixture(scope="module")
def reds(author: Editor) -> dict[str, Red]:
    """What is red in each case of an error, by its name; its lines count as those of the case."""
    addresses = {case.name: address() for case in ERRORS}
    texts = {case.name: opened(text_of(case), kind_in(text_of(case))) for case in ERRORS}
    found = author.diagnostics({addresses[name]: text for name, text in texts.items()})
    return {name: found[addresses[name]] for name in texts}


@pytest.mark.parametrize("case", ERRORS, ids=lambda case: case.stem)
def test_the_editor_says_what_the_program_says(case: Path, reds: dict[str, Red]) -> None:
    if case.stem in TAKEN_BY_THE_SERVER:
        assert reds[case.name] == []
    else:
        compare(text_of(case), reds[case.name])


def test_the_editor_says_so_too_wherever_a_line_is_lost_or_a_value_another(author: Editor) -> None:
    texts = {address(): text for case in GOOD for text in broken(text_of(case))}
    found = author.diagnostics({uri: opened(text, kind_in(text)) for uri, text in texts.items()})
    for uri, red in found.items():
        compare(texts[uri], red)


def broken(text: str) -> Iterator[str]:
    """The text without each of its lines, and with nothing, a list or a group for each value."""
    first, *lines = text.splitlines(keepends=True)
    for number, line in enumerate(lines):
        before, after = "".join([first, *lines[:number]]), "".join(lines[number + 1 :])
        yield before + after
        key, colon, _ = line.partition(": ")
        for value in ("", "[a]", "{b: c}") if colon else ():
            yield f"{before}{key}: {value}\n{after}"


def compare(text: str, red: Red) -> None:
    """Nothing; fails where one of the two sees a fault of structure, and the other does not.

    The server's first line is the one that names the schema, so its line 1 is ours.
    """
    source, problems = verdict(text)
    structure = [problem for problem in problems if problem.code in STRUCTURE | READING]
    heads = {} if source is None or source.root is None else key_lines(source, source.root)
    unseen = [p for p in structure if not any(is_at(p, mark, heads) for mark in red)]
    assert unseen == [], said(red)
    if any(problem.code == STUMBLING for problem in problems):
        assert red
    elif source is not None:
        alarms = [mark for mark in red if not any(is_at(p, mark, heads) for p in problems)]
        assert said(alarms) == [], text


def verdict(text: str) -> tuple[Source | None, list[Problem]]:
    """What the program finds in reading the text and comparing it with its schema."""
    report = Report()
    source = parse(text, "", report)
    schema = KINDS.schema(kind_in(text), Report())
    assert schema
    if source is not None:
        schema.check(source, report)
    return source, report.problems()


def is_at(problem: Problem, mark: dict[str, Any], heads: dict[int, int]) -> bool:
    """Whether what is red is where the problem is.

    What is missing in a group is red at the group's key, and so is a group where a text should be
    that can be marked; a field that lacks another makes all of
    its group red.
    """
    first, last = mark["range"]["start"]["line"], mark["range"]["end"]["line"]
    line = problem.span.line
    if problem.code in ("mangler-felt", "forkert-type"):
        return first in (line, heads.get(line))
    return first == line or (problem.code == "staar-alene" and first <= line <= last)


def key_lines(source: Source, node: Node) -> dict[int, int]:
    """The line of the key that a group stands under, by the group's own first line."""
    found: dict[int, int] = {}
    for item in node.items if isinstance(node, Sequence) else ():
        found |= key_lines(source, item)
    for name, value in node.entries.items() if isinstance(node, Mapping) else ():
        if isinstance(value, Mapping):
            found[source.node_span(value).line] = source.node_span(node.keys[name]).line
        found |= key_lines(source, value)
    return found


MEMO = text_of(CASES / "build" / "notat" / "mindst.yaml")


@pytest.mark.parametrize(
    "fields",
    [
        "sidekolonne:\n  direkte_telefon: 33000014\n  journalnr: 12345\n  deres_ref: 77\n",
        "bilag:\n  - nummer: 5\n    titel: 2017\n",
        "afsnit:\n  - overskrift: 2017\n    tekst: Tekst.\n",
        "afsnit:\n  - tekst:\n      - tabel:\n          titel: 2017\n          navn: 2017\n"
        "          hoved: [[Post, {tekst: 2017, kolonner: 2}]]\n          rækker:\n"
        "            - [Løn, 12.5, 7]\n            - gruppe: 2018\n",
        "afsnit:\n  - tekst:\n      - tabel:\n          fil: tal.csv\n          summer: [2017]\n",
        "dato: 2016-12-21\n",
        "sprog: da\nfortroligt: nej\n",
    ],
)
def test_a_bare_number_is_no_alarm_where_one_is_natural(author: Editor, fields: str) -> None:
    given = {line.partition(":")[0] for line in fields.splitlines()}
    rest = re.split(r"(?m)^(?=\w)", MEMO)
    text = "".join(field for field in rest if field.partition(":")[0] not in given) + fields
    assert verdict(text)[1] == []
    assert said(red_in(author, text)) == []


@pytest.mark.parametrize("value", ["true", "null", "~", "12"])
def test_the_editor_wants_quotation_marks_where_yaml_sees_no_text(
    author: Editor, value: str
) -> None:
    # The one known difference: the program takes what is typed, the server what YAML makes of it.
    text = MEMO.replace("Anne Jensen", value)
    assert verdict(text)[1] == []
    assert said(red_in(author, text)) == ["9: Incorrect type. Expected one of string, object."]


def documentation(item: dict[str, Any]) -> str:
    found = item.get("documentation", "")
    return str(found["value"] if isinstance(found, dict) else found)


def test_the_fields_that_are_not_there_yet_are_offered_with_their_explanation(
    author: Editor,
) -> None:
    text = opened("skabelon: notat\nsagsnr: 2016-0419401\n|", "notat")
    found = author.completions(address(), text)
    assert {"fortroligt", "dokumentnr", "til", "titel", "afsnit", "bilag"} <= found.keys()
    assert {"skabelon", "sagsnr"}.isdisjoint(found)
    assert documentation(found["til"]) == "Modtagerne, en på hver linje."


SECTION = "skabelon: notat\nafsnit:\n  - overskrift: Baggrund\n    "
TABLE = f"{SECTION}tekst:\n      - tabel:\n          "


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("skabelon: notat\nsprog: |", {"da", "en"}),
        ("skabelon: notat\nafsender: |", {"slk", "cbu"}),
        ("skabelon: notat\nafsnit:\n  - |", {"overskrift", "tekst", "fortroligt"}),
        (f"{SECTION}|", {"tekst", "fortroligt"}),
        (f"{SECTION}tekst:\n      - |", {"tabel", "figur"}),
        (f"{TABLE}|", {"titel", "enhed", "navn", "hoved", "rækker", "fil", "noter", "liggende"}),
        (f"{TABLE}liggende: |", {"ja", "nej"}),
        ("skabelon: notat\nsidekolonne:\n  |", {"mødedato", "journalnr"}),
    ],
)
def test_what_may_stand_here_is_offered(author: Editor, text: str, expected: set[str]) -> None:
    assert expected <= author.completions(address(), opened(text, "notat")).keys()


def test_a_prose_is_offered_as_a_text_and_not_as_a_list(author: Editor) -> None:
    found = author.completions(address(), opened(f"{SECTION}|", "notat"))
    assert re.fullmatch(r"tekst: \$\{1:[^\n]+\}", found["tekst"]["textEdit"]["newText"])


@pytest.mark.parametrize(
    ("text", "title", "explanation"),
    [
        ("da|to: 21-12-2016", "Dato", "Notatets dato."),
        ("til:\n  - Økonomi|udvalget", "Modtager", "Et udvalg, en enhed eller en person."),
        (f"{SECTION}tek|st: a", "Tekst", "Afsnittets brødtekst."),
        (f"{TABLE}enh|ed: kr.", "Enhed", "Enhed og prisniveau"),
    ],
)
def test_the_pointer_shows_what_a_field_is(
    author: Editor, text: str, title: str, explanation: str
) -> None:
    shown = author.hover(address(), opened(text, "notat"))
    assert shown.startswith(f"#### {title}\n\n{explanation}")


def test_the_pointer_shows_what_a_sender_is(author: Editor) -> None:
    text = opened("slk:\n  e|an: 5798009710222", "afsendere")
    assert author.hover(address(), text).startswith("#### EAN nummer\n\n13 cifre.")
