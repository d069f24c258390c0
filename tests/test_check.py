"""The command `check`, run as a person runs it."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.checks.marked import HEAD
from tests.conftest import ROOT, Paper
from tests.test_cli import run

FIELDS = ["code", "severity", "message", "help", "file", "line", "column", "end_line", "end_column"]
BROKEN = HEAD + "afsnit:\n  - tekst: |\n      😀 æ\ta - b\n      [her](https://kk.dk)\n"


def folders(paper: Paper) -> list[object]:
    return ["--content", paper.content, "--templates", paper.templates]


def check(paper: Paper, *arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    return run("check", *arguments, *folders(paper), cwd=paper.content.parent, **environment)


def found(paper: Paper, *arguments: object) -> list[dict[str, Any]]:
    """The problems as JSON."""
    done = check(paper, *arguments, "--format", "json")
    assert done.stderr == ""
    problems = json.loads(done.stdout)
    assert all(list(problem) == FIELDS for problem in problems)
    order = [(p["file"], p["line"], p["column"], p["code"]) for p in problems]
    assert order == sorted(order)
    assert done.returncode == any(problem["severity"] == "error" for problem in problems)
    return list(problems)


def tree(folder: Path) -> dict[str, tuple[bytes, int]]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(file): (file.read_bytes(), file.stat().st_mtime_ns) for file in files}


def test_a_paper_without_faults_is_fine_and_says_so(paper: Paper) -> None:
    done = check(paper, paper.content / "sag" / "notat.yaml")
    assert (done.returncode, done.stdout) == (0, "1 dokument tjekket, 0 fejl, 0 advarsler\n")
    assert found(paper, paper.content / "sag" / "notat.yaml") == []


def test_nothing_is_written_and_no_output_folder_is_made(paper: Paper) -> None:
    paper.write("sag/notat.yaml", BROKEN)
    before = tree(paper.content.parent)
    check(paper)
    assert tree(paper.content.parent) == before


def test_warnings_alone_are_fine_and_errors_are_not(paper: Paper) -> None:
    paper.write("sag/notat.yaml", BROKEN.replace("[her]", "[planen]"))
    done = check(paper, paper.content / "sag" / "notat.yaml")
    assert done.returncode == 0
    assert "content/sag/notat.yaml:12:13: advarsel: " in done.stdout
    paper.write("sag/notat.yaml", BROKEN)
    assert check(paper).returncode == 1
    assert check(paper, "findes-ikke.yaml").returncode == 2
    assert check(paper, "--format", "xml").returncode == 2
    assert check(paper, ROOT / "README.md").returncode == 2


def test_json_has_the_places_in_characters(paper: Paper) -> None:
    paper.write("sag/notat.yaml", BROKEN)
    (first, second) = found(paper, paper.content / "sag" / "notat.yaml")
    assert {key: first[key] for key in FIELDS if key not in ("message", "help")} == {
        "code": "bindestreg-som-tankestreg", "severity": "warning", "file": "content/sag/notat.yaml",
        "line": 12, "column": 13, "end_line": 12, "end_column": 14,
    }  # fmt: skip
    assert (second["code"], second["line"], second["column"], second["end_column"]) == (
        "linktekst-siger-intet", 13, 8, 11,
    )  # fmt: skip
    assert first["message"]
    assert first["help"]


def test_json_is_ascii_and_moves_no_cursor(paper: Paper) -> None:
    """Also on a console that writes letters in its own way, and whatever the content holds."""
    text = HEAD + 'afsnit:\n  - tekst: "[indsæt \\u202eæ] 😀"\n'
    file = paper.write("sag/notat.yaml", text)
    done = check(paper, file, "--format", "json", PYTHONIOENCODING="cp850")
    assert done.stdout.isascii()
    (problem,) = json.loads(done.stdout)
    assert (problem["column"], "indsæt" in problem["message"]) == (13, True)


@pytest.mark.skipif(os.name == "nt", reason="there are no such pipes")
def test_a_pipe_is_no_document_and_nobody_waits_for_it(paper: Paper) -> None:
    pipe = paper.content / "sag" / "pipe.yaml"
    os.mkfifo(pipe)
    assert [p["code"] for p in found(paper, pipe)] == ["ikke-et-dokument"]


def test_a_name_on_the_command_line_moves_no_cursor(paper: Paper) -> None:
    file = paper.content / "sag" / "a\u202eb.txt"
    file.write_text("x", encoding="utf-8")
    assert "\u202e" not in check(paper, file).stdout


def test_files_and_folders_may_be_named(paper: Paper) -> None:
    paper.write("sag/notat.yaml", BROKEN)
    paper.write("anden/notat.yaml", BROKEN)
    assert {p["file"] for p in found(paper)} >= {
        "content/sag/notat.yaml",
        "content/anden/notat.yaml",
    }
    assert {p["file"] for p in found(paper, paper.content / "anden")} == {
        "content/anden/notat.yaml"
    }
    both = paper.content / "anden" / "notat.yaml", paper.content / "sag" / "notat.yaml"
    assert len(found(paper, *both)) == 4
    assert len(found(paper, paper.content / "anden", both[0])) == 2


def test_a_register_that_is_named_is_checked(paper: Paper) -> None:
    register = paper.content / "afsendere.yaml"
    assert found(paper, register) == []
    paper.change("afsendere.yaml", "5799999000126", "5799999000125")
    (problem,) = found(paper, register)
    assert (problem["code"], problem["file"]) == ("ugyldigt-gln", "content/afsendere.yaml")


def test_a_register_that_nobody_uses_is_checked_with_its_folder(paper: Paper) -> None:
    paper.change("afsendere.yaml", "5799999000126", "5799999000125")
    for file in (paper.content / "sag").iterdir():
        file.unlink()
    assert [p["code"] for p in found(paper)] == ["ugyldigt-gln"]
    assert found(paper, paper.content / "sag") == []


def test_two_documents_that_name_a_faulty_register_say_so_once(paper: Paper) -> None:
    paper.change("afsendere.yaml", "2154 8307", "x")
    paper.write("sag/to.yaml", (paper.content / "sag" / "notat.yaml").read_text("utf-8"))
    assert len([p for p in found(paper) if p["file"] == "content/afsendere.yaml"]) == 1


def test_a_fault_in_a_template_is_json_too(paper: Paper) -> None:
    (paper.templates / "notat.docx").write_bytes(b"Word")
    (problem,) = found(paper, paper.content / "sag" / "notat.yaml")
    assert problem["file"] == "templates/notat.docx"


def test_what_does_not_fit_its_page_is_found(paper: Paper, tool: Any) -> None:
    tool("soffice")
    points = "".join(f"      - {'ord ' * 12}\n" for _ in range(30))
    text = f"skabelon: slides\ntitel: x\nslides:\n  - overskrift: En\n    tekst: |\n{points}"
    paper.write("sag/slides.yaml", text)
    codes = [p["code"] for p in found(paper, paper.content / "sag" / "slides.yaml")]
    assert codes == ["for-mange-ord", "fylder-for-meget"]
    off = "# uden kontrol: fylder-for-meget, for-mange-ord\n"
    paper.write("sag/slides.yaml", off + text)
    assert found(paper, paper.content / "sag" / "slides.yaml") == []


def test_fix_mends_and_then_says_what_is_left(paper: Paper) -> None:
    file = paper.write("sag/notat.yaml", BROKEN)
    done = check(paper, "--fix", "--lang", "en", file)
    assert done.returncode == 1
    assert (
        "/sag/notat.yaml: 1 place mended\n1 document checked, 1 error, 0 warnings\n" in done.stdout
    )
    assert "[bindestreg-som-tankestreg]" not in done.stdout
    assert file.read_text("utf-8") == BROKEN.replace("a - b", "a – b")
    again = check(paper, "--fix", "--lang", "en", file)
    assert "mended" not in again.stdout


def test_fix_of_a_file_that_cannot_be_written_exits_with_1(paper: Paper) -> None:
    file = paper.write("sag/notat.yaml", BROKEN.replace("[her]", "[planen]"))
    file.chmod(0o444)
    done = check(paper, "--fix", file)
    file.chmod(0o644)
    assert done.returncode == 1
    assert "[kan-ikke-skrives]" in done.stdout


def test_build_does_not_say_what_only_checks_find(paper: Paper) -> None:
    paper.write("sag/notat.yaml", BROKEN.replace("[her]", "[planen]"))
    done = run("build", *folders(paper), "-o", paper.output, paper.content / "sag" / "notat.yaml")
    assert (done.returncode, done.stderr) == (0, "")


ESCAPE = re.compile("\x1b\\[[0-9;]*m")


def test_no_colours_where_nobody_watches(paper: Paper) -> None:
    paper.write("sag/notat.yaml", BROKEN)
    assert not ESCAPE.search(check(paper).stdout)


@pytest.mark.skipif(os.name == "nt", reason="there are no such terminals")
@pytest.mark.parametrize(("no_color", "painted"), [("", True), ("1", False)])
def test_colours_where_a_person_watches_who_does_not_mind(
    paper: Paper, no_color: str, painted: bool
) -> None:
    import pty

    paper.write("sag/notat.yaml", BROKEN)
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, str(ROOT / "build.py"), "check", *map(str, folders(paper))],
        stdout=theirs, stderr=theirs, stdin=subprocess.DEVNULL, cwd=paper.content.parent,
        env={**os.environ, "NO_COLOR": no_color, "TERM": "xterm", "LC_ALL": "C.UTF-8"},
    )  # fmt: skip
    os.close(theirs)
    shown = b""
    try:
        while part := os.read(ours, 4096):
            shown += part
    except OSError:
        pass  # so a terminal ends
    os.close(ours)
    assert process.wait(30) == 1
    text = shown.decode("utf-8", errors="replace")
    assert bool(ESCAPE.search(text)) is painted
    assert "[linktekst-siger-intet]" in ESCAPE.sub("", text)
