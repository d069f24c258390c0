"""A build that is killed at any moment, and builds that run at once."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median

import pytest
from click.testing import CliRunner

from memo.cli.commands import command_line
from memo.messages import Messages
from memo.output import Outcome, write_document, write_new_file
from memo.problems import Report
from tests.conftest import ROOT
from tests.faults import names
from tests.processes import ended, fork, forks, together

KILLS = 200
DOCUMENTS = 50
VERSIONS = 4

Files = dict[str, bytes]

pytestmark = forks


class Copies:
    """The same documents in versions that differ, each a content folder, and one output folder.

    `built` has the files of each version as they are built.
    """

    def __init__(self, root: Path) -> None:
        self.output = root / "output" / "sag"
        self.contents = [root / f"content-{version}" for version in range(VERSIONS)]
        for version, content in enumerate(self.contents):
            (content / "sag").mkdir(parents=True)
            shutil.copy(ROOT / "content" / "afsendere.yaml", content)
            for number in range(DOCUMENTS):
                text = f"skabelon: bilag\ntitel: Orientering {number}, udgave {version}\nafsnit:\n  - tekst: Som aftalt.\n"
                (content / "sag" / f"{number:02}.yaml").write_text(text, "utf-8")
        self.built = [self._built(version) for version in range(VERSIONS)]
        shutil.rmtree(self.output.parent)

    def _built(self, version: int) -> Files:
        self.build(version)
        return self.files()

    def arguments(self, version: int, *documents: str) -> list[str]:
        """What the command line is given to build that version, or some documents of it."""
        content = self.contents[version]
        folders = ["--content", str(content), "-o", str(self.output.parent)]
        return ["build", *folders, *(str(content / "sag" / document) for document in documents)]

    def build(self, version: int, *documents: str) -> None:
        """Nothing; builds the documents, which must go well."""
        done = CliRunner().invoke(command_line(Messages("en")), self.arguments(version, *documents))
        assert done.exit_code == 0, done.output

    def files(self) -> Files:
        """What lies in the output folder."""
        return {file.name: file.read_bytes() for file in self.output.iterdir()}

    def lay_out(self, files: Files) -> None:
        """Nothing; the output folder holds these files and no other."""
        shutil.rmtree(self.output, ignore_errors=True)
        self.output.mkdir(parents=True)
        for name, data in files.items():
            (self.output / name).write_bytes(data)


@pytest.fixture(autouse=True)
def _same_disk_everywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """A kill leaves the same, be it on the disk yet or not, and some disks take very long."""
    monkeypatch.setattr("os.fsync", lambda _: time.sleep(0.001))


@pytest.fixture(scope="module")
def copies(tmp_path_factory: pytest.TempPathFactory) -> Copies:
    return Copies(tmp_path_factory.mktemp("copies"))


def killed(code: Callable[[], object], after: float) -> None:
    """Nothing; runs the code in a process that is killed after so many seconds."""
    child = fork(code)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    assert ended(child) in (0, -signal.SIGKILL)


def duration(code: Callable[[], object], prepare: Callable[[], None]) -> float:
    """How many seconds the code takes in a process of its own, after what prepares it."""
    times = []
    for _ in range(3):
        prepare()
        begin = time.perf_counter()
        assert ended(fork(code)) == 0
        times.append(time.perf_counter() - begin)
    return median(times)


def test_a_kill_at_any_moment_leaves_each_file_old_or_new(copies: Copies) -> None:
    moments = random.Random(5)
    old, new = copies.built[:2]
    amid = littered = 0
    for number in range(KILLS):
        if number % 40 == 0:  # how busy the machine is may change
            takes = duration(partial(copies.build, 1), partial(copies.lay_out, old))
        before = {} if number % 4 == 3 else old
        copies.lay_out(before)
        killed(partial(copies.build, 1), moments.uniform(0, takes))
        found = copies.files()
        written = [name for name in new if found.get(name) == new[name]]
        for name in new.keys() - set(written):
            assert found.get(name) == before.get(name), f"{number}: {name} is neither"
        amid += 0 < len(written) < DOCUMENTS
        if litter := found.keys() - new.keys():
            assert len(litter) == 1
            copies.build(1, f"{DOCUMENTS - 1}.yaml")
            assert names(copies.output) == sorted({*before, *written, max(new)})
            littered += 1
    assert amid > KILLS / 8, "too few were killed between the first file and the last"
    assert littered > KILLS / 40, "too few were killed while a file was written"


def test_the_next_build_makes_good_what_was_killed(copies: Copies) -> None:
    moments = random.Random(6)
    takes = duration(partial(copies.build, 1), partial(copies.lay_out, copies.built[0]))
    for _ in range(5):
        copies.lay_out(copies.built[0])
        killed(partial(copies.build, 1), moments.uniform(takes / 2, takes))
        copies.build(1)
        assert copies.files() == copies.built[1]


OLD, NEW = b"old" * 50_000, b"new" * 50_000


def write(path: Path, data: bytes, *, set_aside: bool) -> Path | None:
    """Where the file is now that was there."""
    writing = write_document(path, path.name, data, Report(), set_aside=set_aside)
    assert writing.outcome is Outcome.WRITTEN
    return writing.aside


def test_a_kill_loses_nothing_that_is_to_be_set_aside(tmp_path: Path) -> None:
    moments = random.Random(7)
    paths = [tmp_path / f"{number:02}.docx" for number in range(20)]

    def build() -> None:
        for path in paths:
            write(path, NEW, set_aside=True)

    def prepare() -> None:
        for file in tmp_path.iterdir():
            file.unlink()
        for path in paths:
            path.write_bytes(OLD)

    takes = duration(build, prepare)
    for _ in range(50):
        prepare()
        killed(build, moments.uniform(0, takes))
        for path in paths:
            aside = path.with_name(f"{path.stem} (lagt til side 1).docx")
            data = path.read_bytes()
            assert data in (OLD, NEW)
            assert aside.exists() or data == OLD
            assert not aside.exists() or aside.read_bytes() == OLD


def test_a_kill_leaves_a_new_file_whole_or_none(tmp_path: Path) -> None:
    moments = random.Random(8)
    paths = [tmp_path / f"{number:02}.yaml" for number in range(20)]

    def build() -> None:
        for path in paths:
            write_new_file(path, path.name, NEW, Report())

    def prepare() -> None:
        for file in tmp_path.iterdir():
            file.unlink()

    takes = duration(build, prepare)
    for _ in range(50):
        prepare()
        killed(build, moments.uniform(0, takes))
        assert all(path.read_bytes() == NEW for path in paths if path.exists())


def test_builds_at_once_do_not_mix(copies: Copies) -> None:
    copies.lay_out(copies.built[0])
    known = [{built[name] for built in copies.built} for name in sorted(copies.built[0])]

    def build(seed: int) -> None:
        choice = random.Random(seed)
        for _ in range(3):
            copies.build(choice.randrange(VERSIONS))

    children = [fork(partial(build, seed)) for seed in range(8)]
    running = list(children)
    while running:
        for name, versions in zip(sorted(copies.built[0]), known, strict=True):
            assert (copies.output / name).read_bytes() in versions
        running = [
            child
            for child in running
            if not os.waitid(os.P_PID, child, os.WEXITED | os.WNOHANG | os.WNOWAIT)
        ]
    assert [ended(child) for child in children] == [0] * 8
    assert names(copies.output) == sorted(copies.built[0])


def test_nor_do_programs_at_once(copies: Copies) -> None:
    copies.lay_out({})
    program = [sys.executable, str(ROOT / "build.py")]
    running = [
        subprocess.Popen(
            [*program, *copies.arguments(number % VERSIONS)],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )
        for number in range(8)
    ]  # fmt: skip
    for one in running:
        _, errors = one.communicate(timeout=120)
        assert (one.returncode, errors) == (0, b"")
    found = copies.files()
    assert found.keys() == copies.built[0].keys()
    assert all(data in [built[name] for built in copies.built] for name, data in found.items())


def test_what_is_set_aside_at_once_gets_names_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "output" / "x.docx"
    path.parent.mkdir()
    path.write_bytes(OLD)

    def build(number: int) -> None:
        asides = [write(path, bytes([number]) * 9_000, set_aside=True) for _ in range(20)]
        (tmp_path / f"{number}").write_text("\n".join(str(aside) for aside in asides), "utf-8")

    together(partial(build, number) for number in range(8))
    told = [
        name for number in range(8) for name in (tmp_path / f"{number}").read_text().split("\n")
    ]
    assert len(told) == len(set(told)) == 160
    assert {str(file) for file in path.parent.iterdir()} == {*told, str(path)}
    data = [file.read_bytes() for file in path.parent.iterdir()]
    assert OLD in data
    assert {*data} <= {OLD, *(bytes([number]) * 9_000 for number in range(8))}


def test_a_new_file_is_made_by_one_alone(tmp_path: Path) -> None:
    folder = tmp_path / "content"

    def make(number: int) -> None:
        data = bytes([number]) * 9_000
        made = [
            name
            for name in map(str, range(50))
            if write_new_file(folder / name, name, data, Report()) is Outcome.WRITTEN
        ]
        assert all((folder / name).read_bytes() == data for name in made)
        (tmp_path / f"{number}").write_text("\n".join(made), "utf-8")

    together(partial(make, number) for number in range(8))
    made = [name for number in range(8) for name in (tmp_path / f"{number}").read_text().split()]
    assert sorted(made) == names(folder) == sorted(map(str, range(50)))
