"""The command line, run as a person runs it: as a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT, Paper


def run(
    *arguments: object, cwd: Path = ROOT, **environment: str
) -> subprocess.CompletedProcess[str]:
    """What `python build.py` with those arguments does; in Danish where nothing else is said."""
    return subprocess.run(
        [sys.executable, str(ROOT / "build.py"), *map(str, arguments)],
        cwd=cwd,
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="replace",
        timeout=60,
        env={
            **os.environ,
            "LANGUAGE": "",
            "LC_ALL": "C.UTF-8",
            "PYTHONIOENCODING": "utf-8",
            **environment,
        },
        check=False,
    )


def folders(paper: Paper) -> list[object]:
    return ["--content", paper.content, "--templates", paper.templates, "-o", paper.output]


def test_without_a_command_everything_is_built(paper: Paper) -> None:
    done = run(*folders(paper), cwd=paper.content.parent)
    assert done.stdout == (
        "sag/bilag-1.yaml -> output/sag/bilag-1.docx\n"
        "sag/notat.yaml -> output/sag/notat.docx\n"
        "2 dokumenter bygget, 0 fejl, 0 advarsler\n"
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_one_path_is_written_where_the_whole_build_would(paper: Paper) -> None:
    done = run("build", paper.content / "sag" / "notat.yaml", *folders(paper))
    assert done.returncode == 0
    assert [p.relative_to(paper.output).as_posix() for p in paper.output.rglob("*.docx")] == [
        "sag/notat.docx"
    ]


def test_the_default_folders_lie_beside_build_py_wherever_one_stands(
    paper: Paper, tmp_path: Path
) -> None:
    done = run("-o", tmp_path / "ud", cwd=tmp_path)
    assert done.returncode == 0
    assert (tmp_path / "ud" / "2016-0419401" / "notat.docx").is_file()


def test_problems_go_to_stderr_sorted_and_the_others_are_built(paper: Paper) -> None:
    paper.change("sag/notat.yaml", "21-12-2016", "31-11-2016")
    paper.change("sag/notat.yaml", "skabelon: notat", "skabelon: notat\nemne: x")
    done = run(*folders(paper), cwd=paper.content.parent)
    assert done.returncode == 1
    assert "sag/notat.yaml: ikke bygget\n" in done.stdout
    assert "1 dokument bygget, 2 fejl, 0 advarsler\n" in done.stdout
    first, second = [line for line in done.stderr.splitlines() if line.startswith("content/")]
    assert first.startswith("content/sag/notat.yaml:3:1: fejl: ")
    assert second.startswith("content/sag/notat.yaml:6:7: fejl: ")


def test_work_that_was_left_outranks_errors_in_the_exit_code(paper: Paper) -> None:
    run(*folders(paper))
    (paper.output / "sag" / "bilag-1.docx").write_bytes(b"Word")
    paper.change("sag/notat.yaml", "21-12-2016", "31-11-2016")
    done = run(*folders(paper))
    assert done.returncode == 3
    assert "andres-arbejde" in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [["biuld"], ["build", "--foo"], ["build", "findes-ikke"], ["--lang", "xx"], ["build", "/"],
     ["--content", "findes-ikke"], ["--templates", "README.md"], ["-o", "README.md"], ["text"]],
)  # fmt: skip
def test_a_wrong_command_line_exits_with_2_in_the_users_language(arguments: list[str]) -> None:
    danish, english = run(*arguments), run(*arguments, LC_ALL="en_US.UTF-8")
    for done in (danish, english):
        assert done.returncode == 2
        assert done.stdout == ""
        assert "Traceback" not in done.stderr
    assert "Fejl: " in danish.stderr
    assert "Error: " in english.stderr
    assert danish.stderr.split("Fejl: ")[1] != english.stderr.split("Error: ")[1]


@pytest.mark.parametrize("command", [[], ["build"], ["text"]])
@pytest.mark.parametrize("language", ["da", "en"])
def test_help_on_everything_in_both_languages(command: list[str], language: str) -> None:
    done = run(*command, "--help", "--lang", language)
    assert done.returncode == 0
    word = {"da": "Brug: build.py", "en": "Usage: build.py"}[language]
    assert done.stdout.startswith(word)
    assert ("Vis denne hjælp" in done.stdout) == (language == "da")


def test_options_may_stand_before_the_command(paper: Paper) -> None:
    done = run("--content", paper.content, "build", "-o", paper.output)
    assert (done.returncode, done.stdout.count(" -> ")) == (0, 2)
    assert run(paper.content / "sag", *folders(paper)).returncode == 0
    done = run("--fix", f"--content={paper.content}", "--format=json", "check")
    assert (done.returncode, done.stdout) == (0, "[]\n")


@pytest.mark.parametrize("name", ["build", "text"])
def test_a_folder_may_be_called_as_a_command(paper: Paper, name: str) -> None:
    arguments = ["--content", paper.content, "--templates", paper.templates]
    for order in (["build", "-o", name, *arguments], ["-o", name, *arguments]):
        done = run(*order, cwd=paper.content.parent)
        assert (done.returncode, done.stderr) == (0, "")
    assert (paper.content.parent / name / "sag" / "notat.docx").is_file()


def test_a_mistyped_path_is_no_command() -> None:
    for path in ("content/2016-04", "notat2.yaml"):
        done = run(path)
        assert done.returncode == 2
        assert "findes ikke" in done.stderr


def test_a_library_that_is_missing_is_named_in_one_sentence(paper: Paper) -> None:
    hidden = paper.content.parent / "hidden"
    hidden.mkdir()
    (hidden / "jsonschema_rs.py").write_text(
        "raise ModuleNotFoundError(name='jsonschema_rs')", encoding="utf-8"
    )
    done = run(*folders(paper), PYTHONPATH=str(hidden))
    assert done.returncode == 1
    assert "jsonschema_rs er ikke installeret" in done.stderr
    assert "Traceback" not in done.stderr


def test_version() -> None:
    from memo import __version__

    assert run("--version").stdout == f"memo, version {__version__}\n"


@pytest.mark.parametrize("lang", [["--lang", "en"], ["--lang=en"]])
@pytest.mark.parametrize("first", [True, False])
def test_the_language_can_be_chosen_before_and_after_the_command(
    paper: Paper, lang: list[str], first: bool
) -> None:
    arguments = [*lang, "build"] if first else ["build", *lang]
    assert "2 documents built" in run(*arguments, *folders(paper)).stdout
    assert "2 fresh" in run(*lang, *folders(paper)).stdout


def test_a_console_without_the_letters_gets_a_substitute_and_no_crash(paper: Paper) -> None:
    paper.change("sag/notat.yaml", "afsender: slk", "afsender: 😀")
    done = run(*folders(paper), PYTHONIOENCODING="cp850", PYTHONUTF8="0")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr


def test_an_empty_content_folder_builds_nothing(paper: Paper, tmp_path: Path) -> None:
    (tmp_path / "tom").mkdir()
    done = run("--content", tmp_path / "tom", "--templates", paper.templates, "-o", paper.output)
    assert (done.returncode, done.stdout) == (0, "0 dokumenter bygget, 0 fejl, 0 advarsler\n")


def test_text_shows_a_word_file_a_line_for_each_paragraph() -> None:
    done = run("text", ROOT / "templates" / "notat.docx")
    assert done.returncode == 0
    assert "[Modtager] {{ ord.til }} {{ til|og }}\n" in done.stdout
    refused = run("text", ROOT / "LICENSE")
    assert refused.returncode == 1
    assert "[ikke-en-word-fil]" in refused.stderr


def test_git_shows_a_changed_template_as_text(tmp_path: Path, paper: Paper) -> None:
    def git(*arguments: str) -> str:
        command = ["git", "-c", "user.name=x", "-c", "user.email=x@y.dk", *arguments]
        done = subprocess.run(
            command,
            cwd=tmp_path / "g",
            capture_output=True,
            text=True,
            check=True,
            encoding="utf-8",
        )
        return done.stdout

    (tmp_path / "g").mkdir()
    git("init", "-q")
    (tmp_path / "g" / ".gitattributes").write_text((ROOT / ".gitattributes").read_text())
    git("config", "diff.docx.textconv", f'"{sys.executable}" "{ROOT / "build.py"}" text')
    file = tmp_path / "g" / "notat.docx"
    file.write_bytes((paper.templates / "notat.docx").read_bytes())
    git("add", ".")
    git("commit", "-qm", "x")
    from tests.word.altered import alter

    alter(file, ">{{ ord.notat }}<", ">Brev<")
    assert "-[Dokumenttype] {{ ord.notat }}\n+[Dokumenttype] Brev\n" in git("diff")
