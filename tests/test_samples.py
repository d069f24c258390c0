"""What the checks say of the papers of this repository: nothing that nobody would act on."""

from __future__ import annotations

from memo.papers import Papers
from memo.problems import Report
from tests.conftest import ROOT

# The real paper is printed as it was typed in 2016.
EXPECTED = [
    ("content/2016-0419401/bilag-1.yaml", 29, 32, "bindestreg-som-tankestreg"),
    ("content/2016-0419401/bilag-1.yaml", 30, 13, "mangler-haardt-mellemrum"),
    ("content/2016-0419401/bilag-1.yaml", 32, 13, "mangler-haardt-mellemrum"),
    ("content/2016-0419401/bilag-1.yaml", 33, 13, "mangler-haardt-mellemrum"),
]


def test_the_real_paper_has_its_four_warnings_and_the_samples_none() -> None:
    papers = Papers(ROOT / "content", ROOT / "templates")
    report = Report()
    documents = papers.documents([ROOT / "content"], report)
    for document in documents:
        report.include(papers.draft(document, warnings=True).report)
    report.include(papers.register_problems())
    found = [(p.span.file, p.span.line, p.span.column, p.code) for p in report.problems()]
    shown = [(f"content/{file.split('content/')[1]}", *rest) for file, *rest in found]
    assert shown == EXPECTED
    assert len(documents) >= 11
