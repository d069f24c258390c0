"""Reviewed files whose record of where the values come from was edited, to be led astray."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from memo.papers import Papers
from memo.problems import Report
from memo.review.applying import apply
from memo.review.wish import Wish
from tests.conftest import ROOT
from tests.reviewer import Reviewed

_ALL = Wish(lambda id, author: True, lambda id, author: False)
_DOCUMENT = "eksempler/svar.yaml"


@pytest.mark.parametrize(
    ("file", "path"),
    [
        ("eksempler/alder.csv", "/titel"),
        ("eksempler/alder.csv", "/-1/0"),
        ("eksempler/alder.csv", "/0/0/0"),
        ("eksempler/alder.csv", "/99999999999999999999/0"),
        ("eksempler/alder.csv", f"/{'9' * 5000}/0"),
        ("eksempler/brev.yaml", "/titel"),
        ("../hemmelig.yaml", "/titel"),
        (_DOCUMENT, "/afsnit/-1"),
    ],
)
def test_a_value_that_is_said_to_stand_elsewhere_is_left_alone(
    tmp_path: Path, file: str, path: str
) -> None:
    shutil.copytree(ROOT / "content", tmp_path / "content")
    (tmp_path / "hemmelig.yaml").write_text("titel: Hemmelig\n", "utf-8")
    papers = Papers(tmp_path / "content", ROOT / "templates")
    built = papers.draft(_DOCUMENT, warnings=False).data
    assert built is not None
    reviewer = Reviewed(built)
    reviewer.type_over("Svar på spørgsmål", "Svar på alt")
    (value,) = (
        each
        for root in reviewer.roots.values()
        for each in root.iter("{urn:memo:addresses}value")
        if (each.get("file"), each.get("path")) == (_DOCUMENT, "/titel")
    )
    value.set("file", file)
    value.set("path", path)
    reviewed = tmp_path / "tilbage.docx"
    reviewed.write_bytes(reviewer.saved())
    before = _files(tmp_path)
    found = apply(reviewed, papers.with_texts({}), Report(), _ALL, dry_run=False)
    assert found is not None
    assert found.left
    assert _files(tmp_path) == before


def _files(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*.[yc][as][mv]*")}
