"""LibreOffice: found where it is, and harmless where it fails."""

from __future__ import annotations

import os
import tempfile
import time
from pathlib import Path

import pytest

from memo.office import OfficeFault, converted, find_office
from tests.office import fake_office, fakes_office

# Holds a lock as long as it, or the process that it starts, is alive.
_WITH_A_CHILD = """
import fcntl, pathlib, subprocess, time
lock = open({lock!r}, "w")
fcntl.flock(lock, fcntl.LOCK_EX)
subprocess.Popen(["sleep", "60"], pass_fds=[lock.fileno()])
{then}
"""


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the system's temporary files, for this test alone."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def fault(program: Path) -> str:
    """What is wrong with the program, in English."""
    with pytest.raises(OfficeFault) as caught:
        converted(program, "pdf", [b"x"], (".docx", ".pdf"))
    return caught.value.reason.msgid


def is_released(lock: Path) -> bool:
    """Whether no process holds the lock; one that is being killed gets a moment."""
    import fcntl

    assert lock.exists(), "the program has not come so far"
    with lock.open("w") as file:
        for _ in range(50):
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                time.sleep(0.1)
            else:
                return True
    return False


@fakes_office
@pytest.mark.parametrize(
    ("python", "expected"),
    [
        ("sys.exit(3)", "it ended with the code {code}"),
        ("", "it could not open or save the document"),
    ],
)
def test_a_program_that_fails_is_a_fault_and_leaves_nothing(
    tmp_path: Path, temporary: Path, python: str, expected: str
) -> None:
    assert fault(fake_office(tmp_path / "bin", python)) == expected
    assert list(temporary.iterdir()) == []


def test_a_program_that_cannot_be_started_is_a_fault(tmp_path: Path, temporary: Path) -> None:
    assert fault(tmp_path / "soffice") == "it is not there"
    assert list(temporary.iterdir()) == []


@fakes_office
def test_a_program_that_hangs_is_ended_with_what_it_has_started(
    tmp_path: Path, temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("memo.office.SECONDS", 2)
    lock = tmp_path / "lock"
    program = fake_office(
        tmp_path / "bin", _WITH_A_CHILD.format(lock=str(lock), then="time.sleep(60)")
    )
    assert fault(program) == "it was not done within {seconds} seconds"
    assert is_released(lock)
    assert list(temporary.iterdir()) == []


@fakes_office
def test_what_a_failing_program_has_started_is_ended_too(tmp_path: Path, temporary: Path) -> None:
    lock = tmp_path / "lock"
    program = fake_office(
        tmp_path / "bin", _WITH_A_CHILD.format(lock=str(lock), then="sys.exit(1)")
    )
    assert fault(program) == "it ended with the code {code}"
    assert is_released(lock)


@fakes_office
def test_it_works_on_copies_with_a_profile_of_its_own(tmp_path: Path, temporary: Path) -> None:
    program = fake_office(
        tmp_path / "bin",
        "from pathlib import Path\n"
        "profile = sys.argv[1].removeprefix('-env:UserInstallation=')\n"
        "for file in sys.argv[5:]:\n"
        "    text = Path(file).read_text() + profile\n"
        "    Path(file).with_suffix('.pdf').write_text(text)",
    )
    first, second = converted(program, "pdf", [b"a ", b"b "], (".docx", ".pdf"))
    assert first.startswith(b"a " + temporary.resolve().as_uri().encode())
    assert second.startswith(b"b " + temporary.resolve().as_uri().encode())
    assert list(temporary.iterdir()) == []


def test_it_is_found_on_the_path_and_where_windows_puts_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("ProgramFiles", str(tmp_path / "Programmer"))
    monkeypatch.setattr("memo.office._ON_MACOS", tmp_path / "none")
    monkeypatch.delenv("ProgramFiles(x86)", raising=False)
    assert find_office() is None
    program = tmp_path / "Programmer" / "LibreOffice" / "program" / "soffice.com"
    program.parent.mkdir(parents=True)
    program.touch()
    assert find_office() == program
    if os.name == "posix":
        assert find_office() != fake_office(tmp_path, "") == find_office()


def test_it_is_found_in_the_application_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    for name in ("ProgramFiles", "ProgramFiles(x86)"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("memo.office._ON_MACOS", Path(__file__))
    assert find_office() == Path(__file__)
