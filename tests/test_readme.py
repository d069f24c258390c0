"""The README's commands are those that the gate runs."""

from __future__ import annotations

import re

from tests.conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")


def commands(beginning: str) -> list[str]:
    return [line for line in README.splitlines() if line.startswith(beginning)]


def test_the_gate_runs_the_test_command_of_the_readme() -> None:
    build, tests = commands("python3 -m venv")
    assert build.endswith("build.py")
    assert tests in (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()


def test_the_windows_form_says_the_same() -> None:
    for unix, windows in zip(commands("python3 -m venv"), commands("py -m venv"), strict=True):
        same = unix.replace("python3 -m venv", "py -m venv")
        assert same.replace(".venv/bin/python", ".venv\\Scripts\\python") == windows


def test_every_file_that_the_documents_name_is_there() -> None:
    for page in [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]:
        text = page.read_text(encoding="utf-8")
        for target in re.findall(r"\]\(([^)#:]+)\)", text):
            assert (page.parent / target).exists(), f"{page.name}: {target}"
        for name in re.findall(r"`(memo/[\w/]+\.py)`", text):
            assert (ROOT / name).is_file(), f"{page.name}: {name}"
