"""Items of lists deleted in Word with all that the template prints round them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from memo.papers import Papers
from tests.conftest import ROOT
from tests.copies import Copy, take

_SAMPLES = ROOT / "content" / "eksempler"


@pytest.mark.parametrize(
    ("document", "words", "behind", "first", "last"),
    [
        (
            "referat.yaml",
            "Godkendelse af dagsordenen",
            "Fælles jobindsats i tre",
            "  - titel: Godkendelse af dagsordenen\n",
            "  - titel: Fælles jobindsats i tre boligområder 2017-2019\n",
        ),
        (
            "oplaeg.yaml",
            "Hvad vi ville med ÉN INDGANG",
            "138 beboere er kommet i",
            "  - overskrift: Hvad vi ville med **ÉN INDGANG**\n",
            "  - overskrift: 138 beboere er kommet i",
        ),
    ],
)
def test_an_item_goes_with_its_headings_and_the_numbers_go_on(
    tmp_path: Path, document: str, words: str, behind: str, first: str, last: str
) -> None:
    content = tmp_path / "content"
    shutil.copytree(ROOT / "content", content)

    def papers() -> Papers:
        return Papers(content, ROOT / "templates")

    data = papers().draft(f"eksempler/{document}", warnings=False).data
    assert data is not None
    copy = Copy(data)
    copy.drop_from(words, behind)
    applied = take(papers, copy.save(tmp_path / "tilbage.docx"))
    assert applied is not None
    assert applied.left == ()
    before = (_SAMPLES / document).read_text("utf-8")
    head, rest = before.split(first)
    _, tail = rest.split(last)
    assert (content / "eksempler" / document).read_text("utf-8") == head + last + tail
