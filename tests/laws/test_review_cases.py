"""The cases in tests/cases/review: what a reviewer did, and what stands in the YAML afterwards.

A case is a folder: `before.yaml`, `acts.yaml`, and `after.yaml` where the content changes. In
`acts.yaml`, `copies` are the reviewers' copies of the file, applied one after the other, each with
its `acts` (a method of `tests.reviewer.Reviewed` and its arguments), `author`, `untracked: yes`, `only` and `reject`
(ids or authors) and `dry_run: yes`; `today` are texts of the YAML replaced since it was built;
`left` are the reasons of what is left open, `afsendere` texts replaced in that register.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from memo.papers import Papers
from memo.problems import Report
from memo.review.applying import apply
from memo.review.wish import Wish
from tests.conftest import ROOT
from tests.reviewer import Reviewed

_CASES = ROOT / "tests" / "cases" / "review"
_DOCUMENT = "sag/notat.yaml"


@pytest.mark.parametrize("name", sorted(path.name for path in _CASES.iterdir() if path.is_dir()))
def test_case(tmp_path: Path, name: str) -> None:
    case = _CASES / name
    acts = yaml.safe_load((case / "acts.yaml").read_text("utf-8"))
    content = tmp_path / "content"
    (content / "sag").mkdir(parents=True)
    register, document = content / "afsendere.yaml", content / _DOCUMENT
    shutil.copy(ROOT / "content" / "afsendere.yaml", register)
    shutil.copy(case / "before.yaml", document)
    papers = Papers(content, ROOT / "templates")
    built = papers.draft(_DOCUMENT, warnings=False).data
    assert built is not None
    _replace(document, acts.get("today", []))
    left = [why for copy in acts["copies"] for why in _apply(copy, built, papers, tmp_path)]
    assert left == acts.get("left", [])
    after = case / ("after.yaml" if (case / "after.yaml").exists() else "before.yaml")
    assert document.read_text("utf-8") == after.read_text("utf-8")
    expected = (ROOT / "content" / "afsendere.yaml").read_text("utf-8")
    for old, new in acts.get("afsendere", []):
        expected = expected.replace(old, new)
    assert register.read_text("utf-8") == expected


def _apply(copy: dict[str, Any], built: bytes, papers: Papers, folder: Path) -> list[str]:
    """The reasons of what is left open when the reviewer's copy was applied."""
    reviewer = Reviewed(built, copy.get("author", "Karen Lindtoft"))
    reviewer.tracking = not copy.get("untracked", False)
    for act, *arguments in copy["acts"]:
        getattr(reviewer, act)(*arguments)
    file = folder / "helt andet navn.docx"
    file.write_bytes(reviewer.saved())
    only, reject = copy.get("only"), copy.get("reject", [])
    wish = Wish(
        lambda id, author: only is None or id in only or author in only,
        lambda id, author: id in reject or author in reject,
    )
    dry_run = copy.get("dry_run", False)
    found = apply(file, papers.with_texts({}), Report(), wish, dry_run=dry_run)
    assert found is not None
    changes = [each for each in found.reviewed.changes if each.change.id in found.left]
    return [each.why.msgid if each.why else "conflict" for each in changes]


def _replace(file: Path, texts: list[list[str]]) -> None:
    text = file.read_text("utf-8")
    for old, new in texts:
        assert old in text
        text = text.replace(old, new)
    file.write_text(text, encoding="utf-8", newline="")
