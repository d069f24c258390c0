"""The codes of problems are gathered from the code, and none can hide."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.codes import codes

PROBLEMS = """
class Problem:
    code: str
    severity: Severity

class Report:
    def error(self, code, span):
        self.all.append(Problem(code, Severity.ERROR, span))

    def warning(self, code, span):
        self.all.append(Problem(severity=Severity.WARNING, code=code))
"""


def gathered(folder: Path, module: str) -> dict[str, set[str]]:
    (folder / "problems.py").write_text(PROBLEMS, "utf-8")
    (folder / "module.py").write_text(module, "utf-8")
    return codes(folder)


@pytest.mark.parametrize(
    ("module", "found"),
    [
        ('report.error("a", span)', {"a": {"error"}}),
        ('part.report.warning(code="a", span=span)', {"a": {"warning"}}),
        ('report.error("a" if x else "b", span)', {"a": {"error"}, "b": {"error"}}),
        ('report.error("a", s)\nreport.warning("a", s)', {"a": {"error", "warning"}}),
        (
            'def _refuse(span, code):\n  report.error(code, span)\n_refuse(span, "a")',
            {"a": {"error"}},
        ),
        (
            "class P:\n  def one(self, span, code):\n    self.two(code, span)\n"
            "  def two(self, code, span):\n    self.report.warning(code, span)\n"
            'p.one(span, "a")\np.two("b", span)',
            {"a": {"warning"}, "b": {"warning"}},
        ),
        (
            "class Format:\n  name: str\n  code: str\n"
            'KNOWN = [Format("dato", "a"), Format("tal", code="b")]\nreport.error(KNOWN[0].code, s)',
            {"a": set(), "b": set()},
        ),
        (
            "class Check:\n  code: str\n  severity: Severity\n"
            'CHECK = Check("a", Severity.WARNING, find)\nProblem(CHECK.code, CHECK.severity, span)',
            {"a": {"warning"}},
        ),
        ('_CODE = "a"\ndef f(report):\n  report.error(_CODE, span)', {"a": {"error"}}),
        ("class Part:\n  code: CodeType\nPart(compiled)", {}),
    ],
)
def test_a_code_is_found_in_whichever_way_it_is_given(
    tmp_path: Path, module: str, found: dict[str, set[str]]
) -> None:
    assert gathered(tmp_path, module) == found


@pytest.mark.parametrize(
    "call",
    [
        'report.error(f"a-{x}", span)',
        "report.error(CODES[x], span)",
        "report.error(*both)",
        "report.warning(**all)",
        'def f(report):\n  code = "a"\n  report.error(code, span)',
        'report.error("a" if x else y(), span)',
    ],
)
def test_a_call_whose_code_cannot_be_read_is_told(tmp_path: Path, call: str) -> None:
    with pytest.raises(AssertionError, match="its code is not a constant"):
        gathered(tmp_path, call)
