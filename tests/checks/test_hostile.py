"""Time in proportion to the length of a text, whatever stands in it."""

from __future__ import annotations

import time

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
    wordings = [Wording((run,), source, 0)]
    return Paper("x.yaml", source, root, language("da"), {}, content, wordings)


@pytest.mark.parametrize("piece", PIECES)
def test_a_long_text_takes_no_longer_than_its_length(piece: str) -> None:
    spent: dict[str, float] = {}
    for lead, link in (("", ""), ("a 1 bilag 1, [skriv (indsæt mandag ", "https://kk.dk")):
        long = paper((lead + piece * 100_000)[:100_000] + "ø", link)
        for check in CHECKS:
            begin = time.process_time()
            list(check.problems(long))
            spent[check.code] = max(spent.get(check.code, 0), time.process_time() - begin)
    # Some find a fault in each second character; a square of this length takes minutes.
    assert all(seconds < 2 for seconds in spent.values()), spent


def test_a_thousand_links_and_runs_take_no_longer_each() -> None:
    check = next(check for check in CHECKS if check.code == "linktekst-siger-intet")
    whole = paper("her ", "")
    runs = tuple(Run("her ", link=f"https://kk.dk/{n}") for n in range(20_000))
    whole.wordings = [Wording(runs, whole.source, 0)]
    begin = time.process_time()
    assert len(found(check, whole)) == 20_000
    assert time.process_time() - begin < 2


@pytest.mark.parametrize(
    "piece", ["[her](https://kk.dk) ", "[a](", "*a **b ", "[t](#x) ", "a[^1] "]
)
def test_a_paragraph_of_much_markup_takes_no_longer_each(piece: str) -> None:
    begin = time.process_time()
    checked(prose(piece * 2_000))
    assert time.process_time() - begin < 3


def found(check: Check, paper: Paper) -> list[object]:
    return list(check.problems(paper))
