"""`build.py new`: what a person gets at the command line and at the terminal."""

from __future__ import annotations

import codecs
import json
import os
import re
import select
import signal
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from memo.cli.commands import command_line
from memo.files import write_new
from memo.messages import Messages
from memo.output import Outcome, write_new_file
from memo.problems import Report
from tests.conftest import ROOT, Paper
from tests.test_cli import run
from tests.test_readme import add_new_kind

SCHEMA = re.compile(r"# yaml-language-server: \$schema=(\S+)\n")


def new(
    paper: Paper, *arguments: object, lang: str = "en", **environment: str
) -> subprocess.CompletedProcess[str]:
    folders = ["--content", paper.content, "--templates", paper.templates, "--lang", lang]
    return run("new", *arguments, *folders, cwd=paper.content.parent, **environment)


def read(file: Path) -> str:
    return file.read_bytes().decode("utf-8")


def files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


@pytest.mark.parametrize("kind", ["bilag", "brev", "indstilling", "notat", "referat", "slides"])
def test_the_file_of_every_kind_builds(kind: str, paper: Paper) -> None:
    path = f"content/2017-1 ny/{kind}.yaml"
    done = new(paper, kind, path)
    assert (done.returncode, done.stderr) == (0, "")
    file = paper.content.parent / path
    assert b"\r" not in file.read_bytes()
    built = run(
        *("build", path, "--content", paper.content, "--templates", paper.templates),
        *("-o", paper.output),
        cwd=paper.content.parent,
    )
    assert (built.returncode, built.stderr) == (0, "")


@pytest.mark.skipif(os.name == "nt", reason="a shell closes them")
def test_without_a_keyboard_nobody_is_asked(paper: Paper) -> None:
    file = paper.content / "sag" / "ny.yaml"
    command = [sys.executable, str(ROOT / "build.py"), "new", "notat", str(file)]
    folders = ["--content", str(paper.content), "--templates", str(paper.templates)]
    shell = ["sh", "-c", 'exec "$@" <&-', "sh"]
    done = subprocess.run(
        [*shell, *command, *folders], capture_output=True, timeout=60, check=False
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert file.exists()


def test_check_reminds_of_what_is_still_to_be_written(paper: Paper) -> None:
    assert new(paper, "notat", "content/x.yaml").returncode == 0
    folders = ["--content", paper.content, "--templates", paper.templates]
    done = run("check", paper.content / "x.yaml", *folders, "--format", "json")
    (problem,) = json.loads(done.stdout)
    assert (done.returncode, problem["code"]) == (0, "hjaelpetekst")


def test_a_kind_that_has_just_been_made_is_known(paper: Paper) -> None:
    add_new_kind(paper)
    done = new(paper, "pressemeddelelse", "content/pm.yaml", "--set", "titel=Nyt værested")
    assert done.returncode == 0
    assert paper.problems("pm.yaml") == []


@pytest.mark.parametrize(
    ("lang", "word"), [("da", "build.py"), ("en", "is written; build it with")]
)
def test_it_says_what_is_written_and_what_comes_next(paper: Paper, lang: str, word: str) -> None:
    done = new(paper, "notat", "content/ny sag/notat.yaml", lang=lang)
    assert word in done.stdout
    assert done.stdout.startswith("content/ny sag/notat.yaml ")
    command = done.stdout.partition("python build.py ")[2].strip()
    assert command == ('build "content/ny sag/notat.yaml" --content content --templates templates')


def test_in_the_projects_own_folders_the_next_command_is_short(
    paper: Paper, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(paper.content.parent)
    monkeypatch.setattr("memo.cli.options.ROOT", paper.content.parent)
    folders = ["--content", str(paper.content), "--templates", str(paper.templates)]
    with pytest.raises(SystemExit) as stop:
        command_line(Messages("en")).main(["new", "notat", "content/x.yaml", *folders])
    assert stop.value.code == 0
    assert capsys.readouterr().out.endswith(": python build.py build content/x.yaml\n")


def test_the_next_command_names_the_program_that_runs(
    paper: Paper, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = paper.content.parent
    monkeypatch.chdir(folder)
    monkeypatch.setattr("memo.cli.options.ROOT", folder)
    monkeypatch.setattr("sys.executable", str(folder / ".venv" / "bin" / "python"))
    folders = ["--content", str(paper.content), "--templates", str(paper.templates)]
    with pytest.raises(SystemExit):
        command_line(Messages("en")).main(["new", "notat", "content/x.yaml", *folders])
    program = Path(".venv", "bin", "python")
    assert capsys.readouterr().out.endswith(f": {program} build.py build content/x.yaml\n")


def test_the_editor_finds_the_schema(paper: Paper) -> None:
    assert new(paper, "notat", "content/en sag/2017/notat.yaml").returncode == 0
    file = paper.content / "en sag" / "2017" / "notat.yaml"
    match = SCHEMA.match(read(file))
    assert match
    assert match[1] == "../../../templates/notat.schema.yaml"
    assert (file.parent / match[1]).is_file()
    paper.templates.rename(paper.templates.with_name("vore skabeloner"))
    paper.templates = paper.templates.with_name("vore skabeloner")
    assert new(paper, "notat", "content/y.yaml").returncode == 0
    match = SCHEMA.match(read(paper.content / "y.yaml"))
    assert match
    assert match[1] == (paper.templates / "notat.schema.yaml").as_uri()


def test_what_is_set_stands_in_the_file(paper: Paper) -> None:
    done = new(
        paper, "notat", "content/x.yaml", "--set", "titel=Ø: 50 % = #1", "--set", "til=A",
        "--set", "til=B", "--set", "sidekolonne.mødedato=23-01-2017", "--set", "sagsnr=2017-0018240",
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    text = read(paper.content / "x.yaml")
    for line in (
        "titel: 'Ø: 50 % = #1'", "til:\n  - A\n  - B", "  mødedato: 23-01-2017",
        "dokumentnr: 2017-0018240-1", f"dato: {date.today():%d-%m-%Y}",
    ):  # fmt: skip
        assert f"\n{line}\n" in text
    assert paper.problems("x.yaml") == []


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["notta", "content/x.yaml"], "did you mean notat?"),
        (["afsendere", "content/x.yaml"], "there is no template called"),
        (["../notat", "content/x.yaml"], "there is no template called"),
        (["notat"], "PATH"),
        (["notat", "x.yaml"], "is not inside the content folder"),
        (["notat", "content/../x.yaml"], "is not inside the content folder"),
        (["notat", "content/x"], "does not end in .yaml"),
        (["notat", "content/x.yml"], "does not end in .yaml"),
        (["notat", "content/x.YAML"], "does not end in .yaml"),
        (["notat", "content/_x.yaml"], "is set aside"),
        (["notat", "content/_x/y.yaml"], "is set aside"),
        (["notat", "content/.yaml"], "is set aside"),
        (["notat", "content/a\tb.yaml"], "a\\tb.yaml holds characters that are no text"),
        (["notat", "content/sag"], "is a directory"),
        (["notat", "content/a:b.yaml"], "no file or folder can be called so in Windows"),
        (["notat", "content/afsendere.yaml"], "is the place of a register"),
        (["notat", "content/notat.gennemgang.yaml"], "is the place of what is said of a document"),
        (["notat", "content/x.yaml", "--set", "titel"], "write field=value"),
        (["notat", "content/x.yaml", "--set", "titl=x"], "did you mean titel?"),
        (["notat", "content/x.yaml", "--set", "=x"], "is not a field here"),
        (["notat", "content/x.yaml", "--set", "sidekolonne.mødedag=x"], "sidekolonne.mødedato"),
        (["notat", "content/x.yaml", "--set", "afsnit=x"], "holds groups of fields"),
        (["notat", "content/x.yaml", "--set", "sidekolonne=x"], "holds groups of fields"),
        (["notat", "content/x.yaml", "--set", "afsnit.tekst=x"], "holds groups of fields"),
        (["notat", "content/x.yaml", "--set", "titel=x", "--set", "titel=y"], "one text"),
        (["notat", "content/x.yaml", "--set", "dato=31-11-2016"], 'dato: "31-11-2016" cannot be'),
        (["notat", "content/x.yaml", "--set", "sagsnr=5"], 'sagsnr: "5" has not the form'),
        (
            ["notat", "content/x.yaml", "--set", "afsender=slq"],
            "is not in afsendere.yaml; choose one of: slk, cbu",
        ),
        (["notat", "content/x.yaml", "--set", "titel="], 'titel: "titel" is empty'),
        (["notat", "content/x.yaml", "--set", "titel=a\x07"], "U+0007"),
    ],
)
def test_a_wrong_command_line_writes_nothing(
    paper: Paper, arguments: list[str], words: str
) -> None:
    before = files(paper.content)
    done = new(paper, *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert words in " ".join(done.stderr.split())
    assert "Traceback" not in done.stderr
    assert files(paper.content) == before


def test_all_that_is_wrong_is_said_at_once(paper: Paper) -> None:
    done = new(paper, "notat", "content/x.yaml", "--set", "dato=i dag", "--set", "sagsnr=5")
    assert "dato: " in done.stderr
    assert "sagsnr: " in done.stderr


def test_a_file_that_is_there_is_never_touched(paper: Paper) -> None:
    file = paper.write("x.yaml", "mit arbejde")
    done = new(paper, "notat", "content/x.yaml")
    assert (done.returncode, done.stdout) == (3, "")
    assert "content/x.yaml:1:1: error: " in done.stderr
    assert "[findes-allerede]" in done.stderr
    assert read(file) == "mit arbejde"


def test_nor_is_one_that_appears_while_it_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "x.yaml"
    file.write_bytes(b"mit")
    with pytest.raises(FileExistsError):
        write_new(file, b"andet")
    report = Report()
    seen = iter([False, True])
    monkeypatch.setattr("memo.output.os.path.lexists", lambda _: next(seen))
    assert write_new_file(file, "x.yaml", b"andet", report) is Outcome.LEFT
    assert [problem.code for problem in report.problems()] == ["findes-allerede"]
    assert file.read_bytes() == b"mit"


def test_where_the_disk_refuses_nothing_is_left_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", refuse)
    report = Report()
    outcome = write_new_file(tmp_path / "x.yaml", "x.yaml", b"x", report)
    assert outcome is Outcome.FAILED
    assert [problem.code for problem in report.problems()] == ["kan-ikke-skrives"]
    assert files(tmp_path) == []


def test_a_file_where_a_folder_should_be_is_a_problem(paper: Paper) -> None:
    done = new(paper, "notat", "content/afsendere.yaml/x.yaml")
    assert done.returncode == 1
    assert "[kan-ikke-skrives]" in done.stderr


def test_a_schema_that_cannot_be_used_is_shown_and_nothing_is_written(paper: Paper) -> None:
    (paper.templates / "notat.schema.yaml").write_text("type: x\n", encoding="utf-8")
    done = new(paper, "notat", "content/x.yaml")
    assert done.returncode == 1
    assert "[ugyldigt-skema]" in done.stderr
    assert not (paper.content / "x.yaml").exists()


@pytest.mark.parametrize("lang", ["da", "en"])
def test_help_names_the_fields_option(lang: str) -> None:
    assert "--set" in run("new", "--help", "--lang", lang).stdout
    assert "--output" not in run("new", "--help", "--lang", lang).stdout


class Terminal:
    """A person at a terminal."""

    def __init__(self, paper: Paper, *arguments: str) -> None:
        import pty

        command = [
            *(sys.executable, str(ROOT / "build.py"), "new", *arguments, "--lang", "en"),
            *("--content", str(paper.content), "--templates", str(paper.templates)),
        ]
        self.pid, self.screen = pty.fork()
        if not self.pid:  # the child
            signal.signal(signal.SIGINT, signal.SIG_DFL)  # tests in the background have it ignored
            os.chdir(paper.content.parent)
            os.execve(sys.executable, command, {**os.environ, "LC_ALL": "C.UTF-8", "TERM": "dumb"})
        self.shown = ""
        self._decoder = codecs.getincrementaldecoder("utf-8")()

    def sees(self, words: str) -> Terminal:
        """The person, who has waited until the words stand on the screen."""
        while words not in self.shown:
            assert self._reads(20), self.shown
        self.shown = self.shown.partition(words)[2]
        return self

    def types(self, text: str) -> Terminal:
        os.write(self.screen, text.encode("utf-8"))
        return self

    def breaks_off(self, key: str) -> Terminal:
        """The person, who has pressed the key until it was heard.

        Python misses an interrupt that comes right between its prompt and its reading.
        """
        for _ in range(20):
            self.types(key)
            while "Aborted" not in self.shown and self._reads(1):
                pass
            if "Aborted" in self.shown:
                break
        return self

    def leaves_with(self) -> int:
        """The exit code, when all is read."""
        while self._reads(20):
            pass
        os.kill(self.pid, signal.SIGKILL)  # it has left, or hangs and never will
        os.close(self.screen)
        return os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])

    def _reads(self, patience: float) -> bool:
        """Whether more came on the screen within so many seconds."""
        ready, _, _ = select.select([self.screen], [], [], patience)
        try:
            more = os.read(self.screen, 4096) if ready else b""
        except OSError:  # so Linux says that the other end is closed
            return False
        self.shown += self._decoder.decode(more)
        return bool(more)


on_a_terminal = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pty")


@on_a_terminal
def test_a_person_is_asked_for_what_is_required(paper: Paper) -> None:
    person = Terminal(paper, "notat", "content/x.yaml", "--set", "sagsbehandler=Karen")
    person.sees("sagsnr [2016-0419401]: ").types("17\n")
    person.sees('"17" has not the form').sees("sagsnr [").types(" 2017-0018240 \n")
    person.sees("dokumentnr [2017-0018240-1]: ").types("\n")
    person.sees(f"dato [{date.today():%d-%m-%Y}]: ").types("30-02-2017\n")
    person.sees("date that exists").sees("dato [").types("6. februar 2017\n")
    person.sees("Modtagerne").sees("til [Økonomiudvalget]: ").types("Teknik- og Miljøudvalget\n")
    person.sees("til: ").types("Økonomiudvalget\n").sees("til: ").types("\n")
    person.sees("titel [").types("Nyt: værested 😀\n")
    person.sees("choose one of: slk, cbu").sees("afsender [slk]: ").types("cbx\n")
    person.sees('"cbx" is not in').sees("afsender [slk]: ").types("cbu\n")
    assert person.sees("is written").leaves_with() == 0
    text = read(paper.content / "x.yaml")
    for line in (
        "sagsnr: 2017-0018240", "dokumentnr: 2017-0018240-1", "dato: 6. februar 2017",
        "til:\n  - Teknik- og Miljøudvalget\n  - Økonomiudvalget", "titel: 'Nyt: værested 😀'",
        "sagsbehandler: Karen", "afsender: cbu",
    ):  # fmt: skip
        assert f"\n{line}\n" in text
    assert paper.problems("x.yaml") == []


@on_a_terminal
@pytest.mark.parametrize("key", ["\x03", "\x04"], ids=["Ctrl-C", "Ctrl-D"])
def test_a_person_may_break_off(paper: Paper, key: str) -> None:
    person = Terminal(paper, "notat", "content/x.yaml")
    person.sees("sagsnr [").types("\n").sees("dokumentnr [").breaks_off(key)
    assert person.leaves_with() == 1
    assert "Traceback" not in person.shown
    assert not (paper.content / "x.yaml").exists()


@on_a_terminal
def test_nobody_is_asked_for_a_file_that_is_there_already(paper: Paper) -> None:
    assert Terminal(paper, "notat", "content/sag/notat.yaml").leaves_with() == 3


@pytest.mark.skipif(os.name == "nt", reason="links need special rights on Windows")
def test_a_link_that_leads_round_in_a_ring_is_a_file_that_is_there(paper: Paper) -> None:
    (paper.content / "a.yaml").symlink_to("b.yaml")
    (paper.content / "b.yaml").symlink_to("a.yaml")
    done = run(
        "new", "notat", paper.content / "a.yaml", "--content", paper.content, "--templates",
        paper.templates,
    )  # fmt: skip
    assert done.returncode == 3
    assert "[findes-allerede]" in done.stderr


@pytest.mark.skipif(os.name != "posix", reason="Windows asks its devices by these names")
@pytest.mark.parametrize("name", ["CON.yaml", "nul.yaml", "sag/aux/x.yaml", "x./y.yaml"])
def test_a_name_that_windows_cannot_have_is_refused(paper: Paper, name: str) -> None:
    done = new(paper, "notat", f"content/{name}")
    assert done.returncode == 2
    assert "no file or folder can be called so in Windows" in done.stderr
    assert not (paper.content / name).exists()
