"""Texts in which what a check is to find stands between ⟦ and ⟧."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from memo.cache import Cache
from memo.checks import CHECKS, run_checks
from memo.compose import compose
from memo.content import Content, kind_of
from memo.kinds import Kinds
from memo.problems import Problem, Report, Span
from memo.provenance import Drawing
from memo.source import parse
from memo.source.edits import Edit
from memo.source.nodes import Scalar, Source
from tests.conftest import ROOT

HEAD = (
    "skabelon: notat\nsagsnr: 2016-0419401\ndokumentnr: 2016-0419401-1\ndato: 21-12-2016\n"
    "til:\n  - Økonomiudvalget\ntitel: En titel\nsagsbehandler: Anne Jensen\nafsender: slk\n"
)
FORM = HEAD + "afsnit:\n  - tekst: |\n{}\n"
MARKS = re.compile("[⟦⟧]")


@cache
def kinds() -> Kinds:
    return Kinds(ROOT / "templates", "templates", Cache(None))


def checked(text: str, folder: Path = ROOT / "content") -> tuple[Source, list[Found]]:
    """The content file of that text, and what the checks find in it; `folder` is where it lies."""
    source = parse(text, "content/notat.yaml", Report())
    assert source is not None
    named = kind_of(source)
    assert isinstance(named, Scalar)
    kind = kinds().kind(named.value, Span("x"), Report())
    assert kind is not None
    report = Report()
    content = Content(folder, "content", kinds())
    record = compose("notat.yaml", source, kind.schema, content, report, drawing=Drawing())
    found = run_checks("notat.yaml", source, record, kind.schema, content, checks=CHECKS)
    return source, found


Found = tuple[Problem, Edit | None]


def prose(text: str, form: str = FORM) -> str:
    """A document with that prose, indented as the last `{}` of the form is to hold it."""
    lines = "\n".join(f"      {line}".rstrip() for line in text.split("\n"))
    return form.replace("{}", lines)


def marked(code: str, text: str, folder: Path = ROOT / "content") -> str:
    """The document, of which the text holds marks, with the marks where that check finds fault."""
    source, found = checked(MARKS.sub("", text), folder)
    spans = {problem.span: None for problem, _ in found if problem.code == code}
    shown = source.text
    for span in sorted(spans, key=lambda span: (span.line, span.column), reverse=True):
        start = source.offset(span.line, span.column)
        end = source.offset(span.end_line, span.end_column)
        shown = f"{shown[:start]}⟦{shown[start:end]}⟧{shown[end:]}"
    return shown


def marked_prose(code: str, text: str, form: str = FORM) -> str:
    """The prose, without marks or with them, with the marks where that check finds fault in it."""
    before, _, after = form.partition("{}")
    found = marked(code, prose(text, form))
    return found.removeprefix(before).removesuffix(after)[6:].replace("\n      ", "\n")


def mended(text: str) -> str:
    """The document with all edits of the checks made in it."""
    from memo.source.edits import edited, safe_edits

    source, found = checked(text)
    return edited(source.text, safe_edits(source, [edit for _, edit in found if edit]))
