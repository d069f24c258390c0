"""Many documents in one run: what comes out is the same, however many processes build it."""

from __future__ import annotations

import concurrent.futures
import multiprocessing
import os
import pickle
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

import pytest

from memo import processes
from memo.batch import all_done
from memo.cache import Cache
from memo.output import Outcome
from memo.papers import Candidate, Checks, Found, Papers
from memo.problems import Report
from memo.project import Drafts, Project
from memo.tasks import Done, done
from memo.untouched import Untouched
from tests.conftest import ROOT, Paper
from tests.test_cli import run
from tests.test_pages import PARAGRAPH, SHORT, slides


@pytest.fixture
def many(paper: Paper) -> Paper:
    """Forty papers, a register with a mistake in it, and files that are no documents."""
    for n in range(20):
        shutil.copytree(paper.content / "sag", paper.content / f"sag {n:02}")
    paper.write("sag 03/notat.yaml", "skabelon: notat\n")
    paper.write("sag 07/notat.yaml", "skabelon: [\n")
    paper.write("sag 09/vrøvl.yaml", "en: fil\n")
    paper.write("sag 11/notat.yml", "skabelon: notat\n")
    paper.write("sag 13/fuld.yaml", slides(SHORT, PARAGRAPH))
    paper.change("afsendere.yaml", "slk:\n", "tom:\n  enhed: Ingen\nslk:\n")
    return paper


def outputs(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*.docx")
    }


def as_told(done: subprocess.CompletedProcess[str], output: Path) -> list[str]:
    """All that a run has said, whatever its output folder is called."""
    said = (str(done.returncode), done.stdout, done.stderr)
    return [each.replace(str(output), "OUT") for each in said]


@pytest.mark.parametrize(("edition", "files"), [("", 41), ("--final", 41), ("--public", 41)])
def test_what_comes_out_is_the_same_with_one_process_and_with_several(
    many: Paper, edition: str, files: int
) -> None:
    folders = ("--content", many.content, "--templates", many.templates)
    first, second, made = [], [], []
    for jobs in ("1", "2", "3"):
        output = many.output / jobs / "output"
        command = ("build", *filter(None, [edition]), *folders, "-o", output, "--jobs", jobs)
        first.append(as_told(run(*command), output))
        second.append(as_told(run(*command), output))  # there is nothing to do
        made.append(outputs(output))
    assert first[0] == first[1] == first[2]
    assert second[0] == second[1] == second[2]
    assert first[0] != second[0]
    assert len(made[0]) == files
    assert made[0] == made[1] == made[2]


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_check_tells_the_same_with_one_process_and_with_several(many: Paper, form: str) -> None:
    many.change("sag 05/notat.yaml", "i regi af", "i  regi af")
    folders = ("--content", many.content, "--templates", many.templates)
    told = [
        as_told(run("check", "--format", form, *folders, "--jobs", jobs), many.output)
        for jobs in ("1", "2", "3")
    ]
    assert told[0] == told[1] == told[2]
    for code in ("dobbelt-mellemrum", "yaml-syntaks"):
        assert code in told[0][1]


def test_what_does_not_fit_its_page_is_told_also_of_what_another_process_has_read(
    many: Paper, tool: Callable[[str], str]
) -> None:
    tool("soffice")
    for command in ("check", "build"):
        folders = ("--content", many.content, "--templates", many.templates)
        more = ("-o", many.output) if command == "build" else ()
        done = run(command, *folders, *more, "--jobs", "2")
        assert (done.stdout + done.stderr).count("fylder-for-meget") == 1


def test_what_is_saved_after_another_process_has_read_it_is_measured_as_it_was(
    paper: Paper, tool: Callable[[str], str]
) -> None:
    tool("soffice")
    paper.write("sag/fuld.yaml", slides(SHORT, PARAGRAPH))
    checks = Checks(paper.content, paper.templates, Cache.of_user())
    there, here = checks.papers(), checks.papers()
    there.share()
    checks.do(there, "sag/fuld.yaml")
    found = pickle.loads(pickle.dumps(there.found()))
    paper.write("sag/fuld.yaml", "skabelon: slides\n")
    here.take(found)
    (problem,) = here.page_problems().problems()
    assert (problem.code, problem.span.line) == ("fylder-for-meget", 10)
    assert there.page_problems().problems() == []


# As Windows starts them: nothing of this process is there in the others.
_SPAWNED = """
import multiprocessing, runpy, sys
if __name__ == "__main__":
    multiprocessing.set_start_method("spawn")
    import memo.batch
    memo.batch.done = None  # this process does none of them
    sys.argv[:] = sys.argv[1:]
    runpy.run_path(sys.argv[0], run_name="__main__")
"""


@pytest.mark.parametrize("command", [["check"], ["build"], ["build", "--public"]])
def test_processes_need_nothing_but_what_they_are_sent(
    many: Paper, tmp_path: Path, command: list[str]
) -> None:
    script = tmp_path / "spawned.py"
    script.write_text(_SPAWNED, encoding="utf-8")
    options = ["--content", many.content, "--templates", many.templates]
    options += ["-o", many.output] if "build" in command else []
    arguments = [*command, *map(str, options), "--jobs", "2", "--lang", "da"]
    done = subprocess.run(
        [sys.executable, str(script), str(ROOT / "build.py"), *arguments],
        cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
        capture_output=True, text=True, encoding="utf-8", timeout=120, check=False,
    )  # fmt: skip
    shutil.rmtree(many.output, ignore_errors=True)
    alone = run(*command, *options, "--jobs", "1")
    assert (done.returncode, done.stdout) == (alone.returncode, alone.stdout)


@pytest.mark.parametrize(("jobs", "documents", "started"), [(9, 3, 3), (999, 200, 61), (2, 200, 2)])
def test_no_more_processes_are_started_than_there_is_work_for(
    monkeypatch: pytest.MonkeyPatch, paper: Paper, jobs: int, documents: int, started: int
) -> None:
    found = []

    class Pool(concurrent.futures.ThreadPoolExecutor):
        def __init__(self, number: int, **_: object) -> None:
            found.append(number)
            super().__init__(1)

    monkeypatch.setattr(processes, "ProcessPoolExecutor", Pool)
    monkeypatch.setattr(
        processes, "_work_on", lambda some: ([Done(None, Report())] * len(some), Found({}, ()))
    )
    project = Project(paper.content, paper.templates, paper.output, Cache(None))
    candidates = [Candidate(f"sag/{n}.yaml") for n in range(documents)]
    drafts = Drafts(project.folders, force=False)
    assert len(list(all_done(drafts, project, candidates, jobs))) == documents
    assert found == [started]


@pytest.mark.parametrize("jobs", ["0", "-1", "to", "1.5", "\u00b2", ""])
def test_a_number_of_processes_that_is_none_is_told_so(jobs: str) -> None:
    for command in ("build", "check"):
        done = run(command, "--jobs", jobs)
        assert done.returncode == 2
        assert f'"{jobs}" er ikke et antal processer; skriv 1, 2 eller flere' in done.stderr


def test_a_fault_of_the_program_in_another_process_is_no_silence(
    many: Paper, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(Project, "build", broken)
    project = Project(many.content, many.templates, many.output, Cache(None))
    candidates = project.candidates([many.content])
    with pytest.raises(ZeroDivisionError):
        list(all_done(Drafts(project.folders, force=False), project, candidates, 2))


def begun(many: Paper, *command: str) -> subprocess.Popen[bytes]:
    """A run of two processes over many papers that has begun, in a group of its own."""
    for n in range(20, 200):
        shutil.copytree(many.content / "sag", many.content / f"sag {n}")
    folders = ["--content", many.content, "--templates", many.templates]
    folders += ["-o", many.output] if command[0] == "build" else []
    process = subprocess.Popen(
        [sys.executable, str(ROOT / "build.py"), *command, "--jobs", "2", *map(str, folders)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler) and None,  # noqa: PLW1509
        env={**os.environ, "PATH": str(many.output)},  # without LibreOffice
    )
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
    while process.poll() is None and len(children.read_text().split()) < 2:
        time.sleep(0.001)
    return process


def has_ended(group: int) -> bool:
    """Whether nothing of the group of processes is left, soon at least."""
    for _ in range(200):
        try:
            os.killpg(group, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    os.killpg(group, signal.SIGKILL)
    return False


@pytest.mark.skipif(
    not Path("/proc/self/task").is_dir(), reason="only Linux shows its processes so"
)
@pytest.mark.parametrize("command", [["build"], ["build", "--final"], ["check"]])
@pytest.mark.parametrize(("times", "after"), [(1, 0), (1, 0.3), (3, 0), (3, 0.1), (3, 0.3)])
def test_who_breaks_off_gets_the_prompt_back_and_no_half_files(
    many: Paper, command: list[str], times: int, after: float
) -> None:
    process = begun(many, *command)
    time.sleep(after)
    for _ in range(times):
        os.killpg(process.pid, signal.SIGINT)
        time.sleep(0.02)
    _, errors = process.communicate(timeout=60)
    assert process.returncode in ((1,) if times == 1 else (1, -signal.SIGINT))
    assert b"Traceback" not in errors
    assert has_ended(process.pid)
    whole = outputs(many.output)
    assert len(whole) < 400
    assert {data[:2] for data in whole.values()} <= {b"PK"}


@pytest.mark.skipif(
    not Path("/proc/self/task").is_dir(), reason="only Linux shows its processes so"
)
@pytest.mark.parametrize("reason", [signal.SIGTERM, signal.SIGKILL])
def test_no_process_outlives_the_one_that_it_works_for(many: Paper, reason: int) -> None:
    process = begun(many, "check")
    time.sleep(0.1)
    process.send_signal(reason)
    process.communicate(timeout=60)  # the pipes are closed when all have ended
    assert process.returncode == -reason
    assert has_ended(process.pid)


def test_a_problem_that_goes_from_process_to_process_is_the_same(many: Paper) -> None:
    schema = many.templates / "notat.schema.yaml"
    text = schema.read_text(encoding="utf-8")
    number = f"properties:\n  tal:\n    type: string\n    maxLength: {'9' * 5000}\n"
    schema.write_text(text.replace("properties:\n", number, 1), encoding="utf-8")
    folders = ("--content", many.content, "--templates", many.templates)
    told = [run("check", *folders, "--jobs", jobs).stdout for jobs in ("1", "3")]
    assert told[0] == told[1]
    assert told[0].count("notat.schema.yaml") == 1


class _Killing(Checks):
    """A check in the middle of which the computer kills a process that works for another."""

    def do(self, papers: Papers, path: str) -> Report:
        if path == "sag 05/notat.yaml" and multiprocessing.parent_process():
            os.kill(os.getpid(), signal.SIGTERM)
        return super().do(papers, path)


def test_what_a_killed_process_has_not_done_another_does(many: Paper) -> None:
    told = []
    for jobs in (1, 2, 5):
        task = _Killing(many.content, many.templates, Cache(None))
        papers = task.papers()
        done = list(all_done(task, papers, papers.candidates([many.content]), jobs))
        told.append([(one.result and one.result.problems(), one.report.problems()) for one in done])
        assert multiprocessing.active_children() == []
    assert told[0] == told[1] == told[2]


class _KilledAfterThree(ProcessPoolExecutor):
    """Processes that do what they are given at once, and are killed before the fourth time."""

    given = 0

    def __init__(self, *_: object, initargs: tuple[Drafts], **__: object) -> None:
        self._papers = initargs[0].papers()
        self._task = initargs[0]

    def submit(self, _: object, candidates: list[Candidate]) -> Future[object]:  # type: ignore[override]
        self.given += 1
        if self.given > 3:
            raise BrokenProcessPool
        future: Future[object] = Future()
        each = [done(self._task, self._papers, candidate) for candidate in candidates]
        future.set_result((each, self._papers.found()))
        return future

    def shutdown(self, *_: object, **__: object) -> None:
        """Nothing is left to end."""


def test_what_was_done_before_a_process_was_killed_is_told_as_done(
    many: Paper, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(processes, "ProcessPoolExecutor", _KilledAfterThree)
    project = Project(many.content, many.templates, many.output)
    task = Drafts(project.folders, force=False)
    candidates = project.candidates([many.content])
    found = all_done(task, project, candidates, 8)
    outcomes = [one.result.outcome for one in found if one.result]
    assert set(outcomes) == {Outcome.WRITTEN, Outcome.FAILED}
    assert len(outputs(many.output)) == outcomes.count(Outcome.WRITTEN) > len(candidates) / 2


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such limits")
@pytest.mark.parametrize("files", [12, 16, 20])
def test_where_no_process_can_be_started_this_one_does_it_all(many: Paper, files: int) -> None:
    command = [sys.executable, str(ROOT / "build.py"), "check", "--lang", "da"]
    command += ["--content", str(many.content), "--templates", str(many.templates)]
    limited = ["sh", "-c", f'ulimit -n {files}; exec "$@"', "sh", *command, "--jobs", "9"]
    environment = {**os.environ, "PATH": os.defpath, "PYTHONIOENCODING": "utf-8"}
    told = [
        subprocess.run(
            each, capture_output=True, text=True, encoding="utf-8", timeout=60, check=False,
            env=environment,
        )
        for each in (command, limited)
    ]  # fmt: skip
    assert (told[0].returncode, told[0].stdout) == (told[1].returncode, told[1].stdout)
    assert told[1].stderr == ""


def test_what_is_known_of_a_file_holds_for_its_bytes_alone(paper: Paper, tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache")
    project = Project(paper.content, paper.templates, paper.output, cache)
    assert project.build("sag/notat.yaml").outcome is Outcome.WRITTEN
    project.keep()
    data = (paper.output / "sag" / "notat.docx").read_bytes()
    known = Untouched(paper.output, cache)
    assert known.traces("sag/notat.yaml", data) is not None
    assert known.traces("sag/notat.yaml", data + b"\0") is None
    assert known.traces("sag/bilag-1.yaml", data) is None
    assert Untouched(paper.output / "x", cache).traces("sag/notat.yaml", data) is None


def test_an_edit_is_seen_also_where_the_file_was_known_before(paper: Paper) -> None:
    def outcome() -> Outcome:
        project = Project(paper.content, paper.templates, paper.output)
        built = project.build("sag/notat.yaml")
        project.keep()
        return built.outcome

    assert [outcome(), outcome()] == [Outcome.WRITTEN, Outcome.FRESH]
    file = paper.output / "sag" / "notat.docx"
    file.write_bytes(file.read_bytes()[:-30])
    assert [outcome(), outcome()] == [Outcome.LEFT, Outcome.LEFT]


def test_a_candidate_that_is_named_and_is_no_document_is_a_problem(paper: Paper) -> None:
    project = Project(paper.content, paper.templates, paper.output, Cache(None))
    candidate = Candidate("afsendere.yaml", "content/afsendere.yaml")
    (done,) = all_done(Drafts(project.folders, force=False), project, [candidate], 1)
    assert done.result is None
    assert [problem.code for problem in done.report.problems()] == ["ikke-et-dokument"]
