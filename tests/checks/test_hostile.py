"""Time in proportion to the length of a text, whatever stands in it."""

from __future__ import annotations

from functools import partial

import pytest

from memo.blocks import Run
from memo.checks import CHECKS
from memo.checks.check import Check
from memo.checks.paper import Paper
from memo.checks.wordings import Wording
from memo.content import Content
from memo.fields import Field
from memo.language import language
from memo.problems import Report, Span
from memo.source import parse
from memo.source.nodes import Source
from tests.checks.marked import HEAD, checked, kinds, prose
from tests.conftest import ROOT
from tests.timing import within

PIECES = [
    '"', '"a ', ' "a', '”', '”a ', ' ”a', "“a ", "„a ", "»a ", "«", "»a« «a ", '"a"b ',
    "[skriv", "[skriv ", "[navn", "(indsæt ", "xx-", "x", "X", "?", "HUSK", ". HUSK ", "Klik her for at ",
    "0", "01", "010190", "010190-", "01 01 90 ", "010190-1009 ", "2016-", "2016-0419401", "2016-0419402 ",
    "bilag 1, ", "1, ", "bilag 1 og ", "bilag 9 ", "bilag 1.", "1.", "bilag ", "lovens bilag 9 ",
    "bilag 9, tabel 9, ", "s", "tabel 1-", "afsnit 1.1.", " ", "\u00a0", " \u00a0", "- ", " -", " - ", "--", "a - ",
    "§", "§ ", "§ 1", "nr. ", "1 m", "1 m. ", "12 mio. ", "mandag ", "mandag den ", "mandag den 1. ",
    "mandag den 12. august ", "mandag den 12. august 2016 ", "Monday, August ", "cpr ", "konto ", "ord ", "😀",
]  # fmt: skip


def paper(text: str, link: str) -> Paper:
    """A document of one paragraph, that stands in a YAML file as it is printed."""
    kind = kinds().kind("notat", Span("x"), Report())
    assert kind is not None
    frame = parse(HEAD, "x.yaml", Report())
    assert frame is not None
    source = Source("x.yaml", f"{HEAD}{text}")
    source.root = frame.root
    places = list(range(len(HEAD), len(HEAD) + len(text) + 1))
    run = Run(text, link=link, offsets=lambda: places)
    root: Field = kind.schema.root
    content = Content(ROOT / "content", "content", kinds())
    wordings = [Wording((run,), run.text, source, 0)]
    return Paper("x.yaml", source, root, language("da"), {}, content, wordings)


@pytest.mark.parametrize("piece", PIECES)
def test_a_long_text_takes_no_longer_than_its_length(piece: str) -> None:
    for lead, link in (("", ""), ("a 1 bilag 1, [skriv (indsæt mandag ", "https://kk.dk")):
        long = paper((lead + piece * 100_000)[:100_000] + "ø", link)
        for check in CHECKS:
            # Some find a fault in each second character; a square of this length takes minutes.
            within(2, partial(found, check, long))


def test_a_thousand_links_and_runs_take_no_longer_each() -> None:
    check = next(check for check in CHECKS if check.code == "linktekst-siger-intet")
    whole = paper("her ", "")
    runs = tuple(Run("her ", link=f"https://kk.dk/{n}") for n in range(20_000))
    whole.wordings = [Wording(runs, "".join(run.text for run in runs), whole.source, 0)]
    assert len(within(2, lambda: found(check, whole))) == 20_000


@pytest.mark.parametrize(
    "piece", ["[her](https://kk.dk) ", "[a](", "*a **b ", "[t](#x) ", "a[^1] "]
)
def test_a_paragraph_of_much_markup_takes_no_longer_each(piece: str) -> None:
    within(3, lambda: checked(prose(piece * 2_000)))


def found(check: Check, paper: Paper) -> list[object]:
    return list(check.problems(paper))
