"""A reviewer's copy of a built file, edited as little as it takes, and `apply` on it.

It takes nothing from the simulated reviewer: what matters here is what becomes of the content.
"""

from __future__ import annotations

import copy
import io
import zipfile
from collections.abc import Callable, Collection, Sequence
from pathlib import Path

from lxml import etree

from memo.papers import Papers
from memo.problems import Report
from memo.review.applying import apply
from memo.review.found import Applied
from memo.review.wish import Wish

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_BODY = "word/document.xml"


class Copy:
    """A built file in the hands of somebody who has turned tracking off."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}
        self.body = etree.fromstring(self.parts[_BODY])

    def paragraph(self, words: str) -> etree._Element:
        """The first paragraph in which the words stand."""
        texts = ((each, "".join(each.itertext(f"{W}t"))) for each in self.body.iter(f"{W}p"))
        return next(each for each, text in texts if words in text)

    def change(self, words: str, others: str) -> None:
        """Nothing; types over the words, which stand in one run."""
        runs = (run for run in self.paragraph(words).iter(f"{W}t") if words in (run.text or ""))
        run = next(runs)
        run.text = (run.text or "").replace(words, others, 1)

    def row(self, words: str) -> etree._Element:
        """The first row of a table in which the words stand."""
        return next(self.paragraph(words).iterancestors(f"{W}tr"))

    def add_row(self, words: str, cells: Sequence[str]) -> None:
        """Nothing; puts in a row below that in which the words stand."""
        row = self.row(words)
        new = copy.deepcopy(row)
        for cell, text in zip(new.iterfind(f"{W}tc"), cells, strict=True):
            (old,) = cell.iter(f"{W}t")
            old.text = text
        row.addnext(new)

    def drop(self, element: etree._Element) -> None:
        """Nothing; takes the element out."""
        parent = element.getparent()
        assert parent is not None
        parent.remove(element)

    def drop_from(self, words: str, others: str) -> None:
        """Nothing; takes out all from one paragraph of the body up to another."""
        first, behind = self.paragraph(words), self.paragraph(others)
        while first is not behind:
            following = first.getnext()
            assert following is not None
            self.drop(first)
            first = following

    def save(self, file: Path) -> Path:
        """The file, saved."""
        parts = self.parts | {_BODY: etree.tostring(self.body)}
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in parts.items():
                archive.writestr(name, data)
        return file


def take(
    papers: Callable[[], Papers],
    file: Path,
    *,
    only: Collection[str] | None = None,
    reject: Collection[str] = (),
    report: Report | None = None,
) -> Applied | None:
    """What `apply` did; ids and authors choose."""
    wish = Wish(
        lambda id, author: only is None or id in only or author in only,
        lambda id, author: id in reject or author in reject,
    )
    return apply(file, papers(), Report() if report is None else report, wish, dry_run=False)
