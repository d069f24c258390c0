"""What the guides show of `review` and `apply` is what a person gets, word for word."""

from __future__ import annotations

import shlex
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from memo.cli.commands import command_line
from memo.messages import Messages
from tests.conftest import ROOT
from tests.reviewer import Reviewed
from tests.test_readme import README, examples

CASE = "2016-0419401"


def build_py(*arguments: str) -> str:
    """What a command prints in Danish."""
    done = CliRunner().invoke(command_line(Messages("da")), arguments)
    assert done.stderr == ""
    return done.stdout


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The project's folder with the memo built, and the copies of two reviewers beside it."""
    shutil.copytree(ROOT / "content" / CASE, tmp_path / "content" / CASE)
    shutil.copy(ROOT / "content" / "afsendere.yaml", tmp_path / "content")
    shutil.copytree(ROOT / "templates", tmp_path / "templates")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("memo.cli.options.ROOT", tmp_path)
    monkeypatch.setattr("sys.executable", "python")
    build_py("build", f"content/{CASE}/notat.yaml")
    built = tmp_path / "output" / CASE / "notat.docx"
    karen = Reviewed(built)
    karen.type_over("drøftet", "gennemgået")
    karen.type_over("tre analyser", "fire analyser")
    karen.comment("boligforeningerne", "Er det dem alle fire?")
    (tmp_path / "notat - Karen.docx").write_bytes(karen.saved())
    bo = Reviewed(built, "Bo Holm")
    bo.delete("tre ")
    bo.type_over("Sagsnr.", "Sag nr.")
    (tmp_path / "notat - Bo.docx").write_bytes(bo.saved())
    return tmp_path


def test_the_circle_of_the_readme_is_what_a_person_sees(desk: Path) -> None:
    own = README[README.index("## From Word back into the YAML") :]
    shown = own.split("```\n")[1]
    for chunk in shown.split("$ python build.py ")[1:]:
        command, _, output = chunk.partition("\n")
        assert output.rstrip("\n") == build_py(*shlex.split(command)).rstrip("\n")


def test_the_guide_shows_what_a_person_sees(desk: Path) -> None:
    review, apply, conflict, template = examples("gennemgang.md", "")
    assert build_py("review", "notat - Karen.docx") == review
    assert build_py("apply", "notat - Karen.docx") == apply
    bo = build_py("review", "notat - Bo.docx")
    assert conflict in bo
    assert template in bo


def test_the_file_beside_the_paper_is_as_the_guide_shows(desk: Path) -> None:
    (shown,) = examples("gennemgang.md")
    build_py("apply", "notat - Karen.docx")
    kept = (desk / "content" / CASE / "notat.gennemgang.yaml").read_text("utf-8")
    assert set(shown.splitlines()) <= set(kept.splitlines())
