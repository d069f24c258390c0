"""The texts that are built: variants of real papers, and memos of any length."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CONTENT = ROOT / "content"
TEMPLATES = ROOT / "templates"
MEMO = Path(__file__).with_name("memo.yaml")

# Between the first two words in small letters of a line: no date, number or name is cut, and what
# comes after it is no key.
_BETWEEN_WORDS = re.compile(r"(?m)^( {4,}.*?[a-zæøå,]) (?=[a-zæøå])(?!\w+:)")
# The first cell of a row of a table.
_FIRST_CELL = re.compile(r"(?m)^( +- (?:sum: )?\[[^\[\]{\",]+)(?=,)")

_SENTENCES = (
    "Forvaltningen har undersøgt, hvordan **indsatsen** virker i de tre områder, og har spurgt {n} "
    "beboere og 41 ledere, jf. [bekendtgørelsen](https://retsinformation.dk). Svarene viser, at "
    "udgiften er faldet med 4,2 pct. i perioden, og at *kvaliteten* opleves som den samme."
)


def varied(text: str, number: int) -> str:
    """The paper with the number in each line of prose and each row: no two of them are the same."""
    text = _FIRST_CELL.sub(rf"\g<1> {number}", text)
    return _BETWEEN_WORDS.sub(rf"\g<1> {number} ", text)


def benchmark_memo(number: int) -> str:
    """The memo of the benchmark, in the variant of that number."""
    return varied(MEMO.read_text(encoding="utf-8"), number)


def with_rows(size: int, number: int) -> str:
    """A memo whose only text is a table of so many rows, in the variant of that number."""
    rows = "".join(
        f'            - [Bygning {number + row}, "1.{row % 1000:03}", "{row % 70},5", "{number}"]\n'
        for row in range(size)
    )
    return _with_text(
        "\n      - tabel:\n          titel: Forbrug\n          enhed: MWh om året\n"
        f"          hoved: [[Bygning, Varme, El, Nr.]]\n          rækker:\n{rows}"
    )


def with_paragraphs(size: int, number: int) -> str:
    """A memo of so many paragraphs of prose, in the variant of that number."""
    paragraphs = (f"      {_SENTENCES.format(n=number + place)}\n" for place in range(size))
    return _with_text(" |\n" + "\n".join(paragraphs))


GROWING: dict[str, Callable[[int, int], str]] = {
    "rows": with_rows,
    "paragraphs": with_paragraphs,
}
"""What a memo is made long by."""


def _with_text(text: str) -> str:
    """A memo with the head of the benchmark's, and one section of that text."""
    head = MEMO.read_text(encoding="utf-8").partition("afsnit:")[0]
    return f"{head}afsnit:\n  - overskrift: Status\n    tekst:{text}"
