"""What content may read: files of its folder, and nothing that looks like one."""

from __future__ import annotations

import builtins
import io
import os
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from memo import content
from memo.admission import place_inside
from memo.cache import Cache
from memo.content import Content
from memo.kinds import Kinds
from memo.problems import Report
from tests.conftest import Paper

posix = pytest.mark.skipif(os.name != "posix", reason="links need special rights on Windows")

HOSTILE = [
    *("../hemmelig.png", "a/../../hemmelig.png", "/etc/passwd", "C:x.png", "C:/x.png", "aux/x.png"),
    *("\\\\server\\share\\x.png", "//server/share/x.png", "\\\\?\\C:\\x.png", "\\\\.\\COM1"),
    *(
        "file:///etc/passwd",
        "con.png",
        "NUL",
        "nul.csv",
        "x.png:secret",
        "x.png.",
        "x.png ",
        "CONIN$",
    ),
]
TRAPS = ["hemmelig", "passwd", "server", "C:", "COM1", "aux", "con.png", "nul", "CONIN", "secret"]


def touched(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths that the program asks the computer for from now on."""
    paths: list[str] = []

    def watched(function: Callable[..., Any]) -> Callable[..., Any]:
        def watch(path: Any = ".", *arguments: Any, **named: Any) -> Any:
            paths.append(os.fspath(path) if isinstance(path, str | os.PathLike) else "")
            return function(path, *arguments, **named)

        return watch

    for module, name in [
        *((os, name) for name in ("stat", "lstat", "readlink", "open", "listdir", "scandir")),
        *((module, "open") for module in (io, builtins)),
    ]:
        monkeypatch.setattr(module, name, watched(getattr(module, name)))
    return paths


def with_prose(paper: Paper, part: str) -> None:
    """Nothing; the memo has that part, and no annex."""
    text = (paper.content / "sag" / "notat.yaml").read_text("utf-8")
    before = text[: text.index("afsnit:")]
    paper.write("sag/notat.yaml", f"{before}afsnit:\n  - tekst:\n      - {part}\n")


def with_annex(paper: Paper, annex: str) -> None:
    text = (paper.content / "sag" / "notat.yaml").read_text("utf-8")
    before = text[: text.index("bilag:\n")].replace(", jf.\n      bilag 1", "")
    paper.write("sag/notat.yaml", f"{before}bilag:\n  - {annex}\n")


def codes(paper: Paper, path: str = "sag/notat.yaml") -> list[str]:
    return [problem.code for problem in paper.problems(path)]


@pytest.mark.parametrize("path", HOSTILE)
@pytest.mark.parametrize("place", ["figur", "tabel", "bilag", "hentes"])
def test_a_hostile_path_is_refused_before_anybody_asks_for_it(
    paper: Paper, monkeypatch: pytest.MonkeyPatch, path: str, place: str
) -> None:
    (paper.content.parent / "hemmelig.png").write_bytes(b"x")
    quoted = "'" + path + "'"
    if place == "figur":
        with_prose(paper, f"figur: {{fil: {quoted}, alt: x}}")
    elif place == "tabel":
        with_prose(paper, f"tabel: {{fil: {quoted}}}")
    else:
        with_annex(paper, f"fil: {quoted}" + ("\n    titel: x" if place == "bilag" else ""))
    paths = touched(monkeypatch)
    found = codes(paper)
    assert found == ["ugyldig-sti"]
    assert any("notat.yaml" in path for path in paths)
    assert not any(trap in path.rpartition("content")[2] for path in paths for trap in TRAPS)


@pytest.mark.parametrize("name", ["CON", "..\\notat", "C:notat", "../notat", "\\\\server\\x"])
def test_a_hostile_name_of_a_kind_is_no_kind(
    paper: Paper, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    paper.change("sag/notat.yaml", "skabelon: notat", f"skabelon: '{name}'")
    paths = touched(monkeypatch)
    assert codes(paper)[0] == "ukendt-skabelon"
    assert any("notat.yaml" in path for path in paths)
    assert not any(Path(path).name.startswith(name) for path in paths)


@posix
@pytest.mark.parametrize("name", ["aux.yaml", "con/x.yaml", "a:b.yaml", "sag./x.yaml", "x?.yaml"])
def test_a_document_that_windows_cannot_hold_is_a_problem(paper: Paper, name: str) -> None:
    paper.write(name, "skabelon: slides\ntitel: x\n")
    assert codes(paper, name) == ["ugyldigt-filnavn"]


@posix
@pytest.mark.parametrize(
    "make",
    [
        pytest.param(lambda file: os.mkfifo(file, 0o600), id="fifo"),
        pytest.param(lambda file: file.mkdir(), id="folder"),
        pytest.param(lambda file: socket.socket(socket.AF_UNIX).bind(str(file)), id="socket"),
        pytest.param(lambda file: file.symlink_to("/dev/zero"), id="device"),
        pytest.param(lambda file: file.symlink_to("ring"), id="ring"),
    ],
)
def test_what_is_no_plain_file_is_never_opened(
    paper: Paper, monkeypatch: pytest.MonkeyPatch, make: Callable[[Path], None]
) -> None:
    (paper.content / "ring").symlink_to("ring")
    monkeypatch.chdir(paper.content)
    make(Path("x.csv"))
    with_prose(paper, "tabel: {fil: x.csv}")
    (code,) = codes(paper)
    assert code in ("fil-findes-ikke", "uden-for-mappen")
    (paper.content / "afsendere.yaml").unlink()
    make(Path("afsendere.yaml"))
    found = codes(paper)
    assert found[0] in ("fil-kan-ikke-laeses", "uden-for-mappen"), found


@posix
def test_links_that_stay_inside_are_followed_and_others_are_not(tmp_path: Path) -> None:
    folder = tmp_path / "rigtig"
    (folder / "a" / "b").mkdir(parents=True)
    (folder / "a" / "x").write_text("x")
    (tmp_path / "ude").mkdir()
    (tmp_path / "ude" / "x").write_text("hemmelig")
    named = tmp_path / "genvej"
    named.symlink_to(folder)
    links = {
        "inde": "a/x",
        "op": "../rigtig/a/x",
        "kæde": "inde",
        "mappe": "a",
        "absolut": f"{folder}/a/x",
        "ad-genvejen": f"{named}/a/x",
        "a/b/hjem": "../../inde",
        "ud": "../ude/x",
        "ud-ad-mappe": "../ude",
        "ud-absolut": f"{tmp_path}/ude/x",
        "kæde-ud": "ud",
        "op-og-ned": "a/../../ude/x",
        "rod": "/",
        "nabo": f"{folder}2/x",
    }
    for name, target in links.items():
        (folder / name).symlink_to(target)
    inside = ["inde", "op", "kæde", "mappe/x", "absolut", "ad-genvejen", "a/b/hjem"]
    assert [place_inside(named, path) for path in inside] == [folder.resolve() / "a" / "x"] * 7
    outside = [
        *("ud", "ud-ad-mappe/x", "ud-absolut", "kæde-ud", "op-og-ned", "rod/etc/passwd", "rod"),
        *("nabo", "mappe/b/../../../ude/x"),
    ]
    assert [place_inside(named, path) for path in outside] == [None] * len(outside)
    found = Content(named, "content", Kinds(tmp_path, "templates", Cache(None)))
    plain = ["a/x", "a/y", "a/b", "a//x", "a/./x", "a/b/../x", "mappe/b/hjem", "../rigtig/a/x", ""]
    for path in (*inside, *outside, *plain):
        place = place_inside(named, path)
        assert found.leads_out(path) == (place is None)
        assert found.has(path) == (place is not None and place.is_file())


@posix
@pytest.mark.parametrize("target", ["\\\\server\\share", "/net/server/share", "/dev/stdin"])
def test_nobody_asks_for_where_a_link_leads(
    paper: Paper, monkeypatch: pytest.MonkeyPatch, target: str
) -> None:
    (paper.content / "sag" / "link").symlink_to(target if target[0] == "/" else f"/{target}")
    with_prose(paper, "figur: {fil: link/x.png, alt: x}")
    paths = touched(monkeypatch)
    assert codes(paper) == ["uden-for-mappen"]
    assert not any("server" in path or "stdin" in path for path in paths)
    assert not any("sag/link/" in path for path in paths)


@posix
@pytest.mark.parametrize("file", ["afsendere.yaml", "sag/bilag-1.yaml", "sag/notat.yaml"])
def test_a_link_out_in_the_place_of_any_file_is_a_problem(paper: Paper, file: str) -> None:
    outside = paper.content.parent / "ude.yaml"
    (paper.content / file).rename(outside)
    (paper.content / file).symlink_to(outside)
    assert set(codes(paper)) == {"uden-for-mappen"}


@posix
def test_a_content_folder_that_is_a_link_is_as_any_other(paper: Paper) -> None:
    real = paper.content.rename(paper.content.parent / "et andet sted")
    paper.content.symlink_to(real)
    assert codes(paper) == []


@posix
def test_a_link_that_is_swapped_after_it_was_looked_at_is_not_followed(
    paper: Paper, monkeypatch: pytest.MonkeyPatch
) -> None:
    (paper.content / "sag" / "rigtig.csv").write_text("A;B\n1;2\n")
    secret = paper.content.parent / "hemmelig.csv"
    secret.write_text("C;D\n3;4\n")
    link = paper.content / "sag" / "link.csv"
    link.symlink_to("rigtig.csv")

    def swap(*arguments: Any) -> bool:
        link.unlink()
        link.symlink_to(secret)
        return True

    monkeypatch.setattr(content, "is_admitted", swap)
    folder = Content(paper.content, "content", Kinds(paper.templates, "templates", Cache(None)))
    assert folder.data("sag/link.csv", 100, Report()) == b"A;B\n1;2\n"


@pytest.mark.parametrize("file", ["x.csv", "x.png", "afsendere.yaml"])
def test_a_file_of_many_gigabytes_is_refused_by_its_size(paper: Paper, file: str) -> None:
    with (paper.content / file).open("wb") as huge:
        huge.truncate(40_000_000_000)
    part = "figur: {fil: x.png, alt: x}" if file == "x.png" else "tabel: {fil: x.csv}"
    if file != "afsendere.yaml":
        with_prose(paper, part)
    (problem,) = paper.problems()
    assert problem.code == "fil-for-stor"
    assert problem.span.file.endswith(file)


@pytest.mark.parametrize("size", [0, 1, 1000])
def test_a_file_may_be_as_large_as_is_said(paper: Paper, size: int) -> None:
    (paper.content / "x").write_bytes(bytes(size))
    folder = Content(paper.content, "content", Kinds(paper.templates, "templates", Cache(None)))
    report = Report()
    assert folder.data("x", size, report) == bytes(size)
    assert report.problems() == []
    assert folder.data("x", size - 1, report) is None
    assert [problem.code for problem in report.problems()] == ["fil-for-stor"]
