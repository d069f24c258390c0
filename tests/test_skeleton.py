"""New content files: they build as they are, and with any of their optional fields switched on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import assume, example, given

from memo.cache import Cache
from memo.fields import Field
from memo.kinds import Kinds
from memo.problems import Report
from memo.project import Project
from memo.skeleton import Keys, Skeleton
from memo.source import parse
from memo.source.nodes import Mapping, Node, Scalar, Sequence
from tests.conftest import ROOT, Paper
from tests.source.test_writing import TEXTS, allowed
from tests.test_readme import add_new_kind

TODAY = date(2017, 2, 6)
KINDS = Kinds(ROOT / "templates", "templates", Cache(None))
SENDERS = ["slk", "cbu"]
OPTIONAL = re.compile(r"( *)# ([^#\s].*)")


def skeleton(
    kind: str, answers: dict[Keys, list[str]] | None = None, kinds: Kinds = KINDS
) -> Skeleton:
    report = Report()
    schema = kinds.schema(kind, report)
    assert schema is not None, report.problems()
    return Skeleton(kind, schema, lambda _: SENDERS, TODAY, answers or {})


def text(kind: str, answers: dict[Keys, list[str]] | None = None) -> str:
    return skeleton(kind, answers).text("../../templates/x.schema.yaml")


def root(text: str) -> Mapping:
    report = Report()
    source = parse(text, "x.yaml", report)
    assert source is not None, report.problems()
    assert isinstance(source.root, Mapping)
    return source.root


def at(text: str, *keys: str | int) -> Node:
    node: Node = root(text)
    for key in keys:
        if isinstance(node, Mapping):
            node = node.entries[str(key)]
        else:
            assert isinstance(node, Sequence)
            node = node.items[int(key)]
    return node


def value(text: str, *keys: str | int) -> object:
    node = at(text, *keys)
    if isinstance(node, Sequence):
        return [item.value for item in node.items if isinstance(item, Scalar)]
    assert isinstance(node, Scalar)
    return node.value


def switched_on(lines: list[str], first: int, last: int) -> Iterator[tuple[str, list[str]]]:
    """Each optional field between two lines, and the lines with it switched on as a person does.

    So are the fields inside it, one at a time.
    """
    for place in range(first, last):
        if not (match := OPTIONAL.fullmatch(lines[place])) or match[2].startswith("yaml-"):
            continue
        indent, rest = match.groups()
        end = place + 1
        while end < last and lines[end].startswith(f"{indent}#  "):
            end += 1
        own = [indent + line.removeprefix(f"{indent}# ") for line in lines[place:end]]
        changed = [*lines[:place], *own, *lines[end:]]
        yield rest, changed
        yield from switched_on(changed, place + 1, end)


def every_one(text: str) -> Iterator[tuple[str, str]]:
    lines = text.split("\n")
    for name, changed in switched_on(lines, 0, len(lines)):
        yield name, "\n".join(changed)


def fields_of(field: Field, keys: Keys = ()) -> Iterator[Keys]:
    for key, sub in field.properties.items():
        yield (*keys, key)
        inner = sub.items if sub.kind == "list" and sub.items else sub
        if inner.kind == "record":
            yield from fields_of(inner, (*keys, key))


def keys_in(node: Node, keys: Keys = ()) -> Iterator[Keys]:
    for item in node.items if isinstance(node, Sequence) else ():
        yield from keys_in(item, keys)
    for key, sub in node.entries.items() if isinstance(node, Mapping) else ():
        yield (*keys, key)
        yield from keys_in(sub, (*keys, key))


def assert_builds(kind: str, paper: Paper) -> None:
    """The new file builds, and with each optional field; only a file that it names may be absent."""
    new = skeleton(kind, kinds=Kinds(paper.templates, "templates", Cache(None))).text("x")
    variants = [("", new), *every_one(new)]
    for number, (_, variant) in enumerate(variants):
        paper.write(f"ny/{number}.yaml", variant)
    project = Project(paper.content, paper.templates, paper.output)
    for number, (name, variant) in enumerate(variants):
        problems = [p.code for p in project.build(f"ny/{number}.yaml").report.problems()]
        assert problems == ([] if not name.startswith("fil:") else ["fil-findes-ikke"]), variant


@pytest.mark.parametrize("kind", KINDS.names())
def test_a_new_file_builds_with_any_optional_field_switched_on(kind: str, paper: Paper) -> None:
    assert_builds(kind, paper)


def test_so_does_that_of_a_kind_that_has_just_been_made(paper: Paper) -> None:
    add_new_kind(paper)
    assert_builds("pressemeddelelse", paper)


@pytest.mark.parametrize("kind", KINDS.names())
def test_a_new_file_holds_every_field_of_its_kind_with_an_explanation(kind: str) -> None:
    new = text(kind)
    whole = new
    while (more := re.sub(r"(?m)^( *)# (?![#y])", r"\1", whole)) != whole:
        whole = more
    schema = skeleton(kind).schema
    assert set(keys_in(root(whole))) == set(fields_of(schema.root))
    assert list(root(whole).entries) == list(schema.root.properties)
    lines = [line.strip("# ") for line in new.splitlines()]
    for number, line in enumerate(new.splitlines()):
        if re.match(r"[ #]*(- )?[^\W\d]\w*:( |$)", line) and "##" not in line and number:
            assert "##" in new.splitlines()[number - 1], lines[number]
    assert all(len(line) <= 100 for line in new.splitlines())


SCHEMA = """
title: Prøve
description: Et papir til en prøve.
type: object
required: [skabelon, dato, til, punkter, tekst]
properties:
  skabelon: {title: Skabelon, enum: [prøve]}
  dato: {description: Papirets dato, format: dato}
  til: {type: array, items: {type: string, examples: [Økonomiudvalget]}}
  kontakt:
    description: Den, pressen kan ringe til. Kan udelades.
    required: [telefon]
    properties:
      navn: {title: Navn}
      telefon: {title: Telefon, format: telefon}
  punkter:
    type: array
    items:
      required: [titel]
      properties:
        nummer: {title: Nummer, examples: [5A]}
        titel: {title: Titel, examples: ["Budget: 2017"]}
  tekst: {title: Indledning, description: Skrives nedenunder., $ref: ../memo/tekst.schema.yaml}
"""

NEW = """\
# yaml-language-server: $schema=../prøve.schema.yaml

## Prøve. Et papir til en prøve.
## Ret eksemplerne til dine egne ord. Et felt med # foran kan udelades: slet # og
## mellemrummet efter det for at bruge feltet. Linjer med ## er forklaringer, som ikke
## bliver trykt.

## Skabelon.
skabelon: prøve

## Papirets dato.
dato: 06-02-2017

## Til.
til:
  - Økonomiudvalget

## Den, pressen kan ringe til. Kan udelades.
# kontakt:
#   ## Navn.
#   # navn: '[Skriv navn]'
#   ## Telefon.
#   telefon: 2154 8307

## Punkter.
punkter:
  ## Titel.
  - titel: 'Budget: 2017'
    ## Nummer.
    # nummer: 5A

## Skrives nedenunder.
tekst: |
  [Skriv indledning her. En tom linje skiller afsnit.]
"""


def test_the_file_of_a_kind(tmp_path: Path) -> None:
    (tmp_path / "prøve.schema.yaml").write_text(SCHEMA, encoding="utf-8")
    made = skeleton("prøve", kinds=Kinds(tmp_path, "templates", Cache(None))).text(
        "../prøve.schema.yaml"
    )
    assert made == NEW


def test_a_new_paper_is_dated_today_and_sent_by_the_first_sender() -> None:
    new = text("notat")
    assert (value(new, "dato"), value(new, "afsender")) == ("06-02-2017", "slk")


def test_what_the_author_says_stands_in_the_file() -> None:
    answers = {
        ("sagsnr",): ["2017-0018240"],
        ("til",): ["Økonomiudvalget", "Teknik: og Miljø"],
        ("sidekolonne", "journalnr"): ["5"],
        ("medafsender",): ["cbu"],
    }
    new = text("notat", answers)
    assert value(new, "til") == ["Økonomiudvalget", "Teknik: og Miljø"]
    assert value(new, "medafsender") == "cbu"
    assert value(new, "sidekolonne", "journalnr") == "5"
    assert "\n  # mødedato: " in new
    # The document number follows the case number.
    assert value(new, "dokumentnr") == "2017-0018240-1"
    prose = text("indstilling", {("resumé",): ["  - et\n\n  to  \n\n"]})
    assert value(prose, "resumé") == "  - et\n\n  to  \n"
    assert "\nresumé: |2\n" in prose


@given(TEXTS.filter(allowed))
@example("[Skriv: # noget\n\n  her")
@example("a\n    \nb")
def test_any_text_can_be_said_and_stands_alone(said: str) -> None:
    assume(said.strip())
    answers = {
        ("titel",): [said],
        ("modtager", "att"): [said],
        ("underskrivere",): [said, said],
    }
    for kind in ("brev", "indstilling"):
        known = skeleton(kind).settable()
        own = {keys: texts for keys, texts in answers.items() if keys in known}
        assert len(own) == 2
        new = skeleton(kind, own)
        assert {keys: value(new.text("x"), *keys) for keys in own} == {
            keys: texts if known[keys].kind == "list" else texts[0] for keys, texts in own.items()
        }
        assert [new.problems(keys) for keys in own] == [[], []]
    line_end = text("indstilling", {("resumé",): [said]})
    assert str(value(line_end, "resumé")).rstrip("\n") == said.rstrip("\n")


@pytest.mark.parametrize(
    ("keys", "texts", "code"),
    [
        (("dato",), ["31-11-2016"], "ugyldig-dato"),
        (("sagsnr",), ["16-1"], "forkert-form"),
        (("dokumentnr",), ["2017-0018240-1"], "dokumentnr-anden-sag"),
        (("titel",), [""], "tomt-felt"),
        (("titel",), ["a\x07"], "ugyldigt-tegn"),
        (("til",), ["A", "B\udcff"], "ugyldigt-tegn"),
        (("til",), ["A", ""], "tomt-felt"),
        (("sprog",), ["sv"], "ukendt-valg"),
        (("skabelon",), ["brev"], "ukendt-valg"),
        (("afsender",), ["slq"], "ukendt-i-register"),
        (("sidekolonne", "direkte_telefon"), ["12"], "ugyldig-telefon"),
    ],
)
def test_an_answer_that_the_kind_refuses_is_a_problem(
    keys: Keys, texts: list[str], code: str
) -> None:
    tried = skeleton("notat", {keys: texts, ("sagsbehandler",): ["Anne"]})
    assert [problem.code for problem in tried.problems(keys)] == [code]
    if code != "ugyldigt-tegn":
        assert tried.problems(("sagsbehandler",)) == []


def test_only_short_fields_that_are_required_are_asked_for() -> None:
    def asked(kind: str, answers: dict[Keys, list[str]] | None = None) -> list[str]:
        return [".".join(keys) for keys in skeleton(kind, answers).unanswered()]

    assert asked("brev") == [
        "sagsnr", "dato", "modtager.navn", "modtager.adresse", "titel", "afsender",
    ]  # fmt: skip
    assert asked("slides") == ["titel"]
    assert asked("slides", {("titel",): ["x"]}) == []


def test_where_there_is_one_sender_nobody_asks_for_it() -> None:
    alone = Skeleton("brev", skeleton("brev").schema, lambda _: ["slk"], TODAY, {})
    assert ("afsender",) not in alone.unanswered()
    assert "slk" not in alone.text("x").replace("\nafsender: slk\n", "").replace(
        "# medafsender: slk", ""
    )


def test_without_a_register_the_schemas_example_stands_there() -> None:
    alone = Skeleton("notat", skeleton("notat").schema, lambda _: [], TODAY, {})
    field = alone.schema.root.properties["medafsender"]
    assert f"\n# medafsender: {field.example}\n" in alone.text("x")


def test_a_field_that_begins_as_itself_has_its_example(paper: Paper) -> None:
    schema = paper.templates / "notat.schema.yaml"
    ring = schema.read_text(encoding="utf-8").replace("med: sagsnr", "med: dokumentnr")
    schema.write_text(ring, encoding="utf-8")
    new = skeleton("notat", kinds=Kinds(paper.templates, "templates", Cache(None))).text("x")
    assert value(new, "dokumentnr") == "2016-0419401-1"


def test_the_case_number_is_that_of_the_folder_where_the_folder_bears_one() -> None:
    schema = skeleton("notat").schema
    for folder, number in (("2017-0018240", "2017-0018240"), ("eksempler", "2016-0419401")):
        new = Skeleton("notat", schema, lambda _: SENDERS, TODAY, {}, folder).text("x")
        assert value(new, "sagsnr") == number
        assert value(new, "dokumentnr") == f"{number}-1"
