"""Bytes that are no UTF-8: what they look like, and where the first of them stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from memo.problems import Problem, Report
from memo.source.encodings import decode
from tests.conftest import ROOT

PAPERS = sorted((ROOT / "content").rglob("*.yaml"))


def only_problem(data: bytes) -> Problem:
    """The problem of bytes that must give just one, and no text."""
    report = Report()
    assert decode(data, "x.yaml", None, report) is None
    (problem,) = report.problems()
    return problem


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper.stem)
@pytest.mark.parametrize(
    ("encoding", "name"),
    [
        ("cp1252", "Windows-1252 (ISO-8859-1)"),
        ("latin-1", "Windows-1252 (ISO-8859-1)"),
        ("cp850", "DOS (850)"),
        ("cp865", "DOS (850)"),
        ("mac_roman", "Mac Roman"),
        ("utf-16", "UTF-16"),
        ("utf-16-le", "UTF-16"),
        ("utf-16-be", "UTF-16"),
        ("utf-32", "UTF-32"),
        ("utf-32-be", "UTF-32"),
    ],
)
def test_the_samples_in_another_encoding_look_like_it(
    paper: Path, encoding: str, name: str
) -> None:
    text = paper.read_text(encoding="utf-8")
    problem = only_problem(text.encode(encoding, errors="replace"))
    assert problem.code == "ikke-utf8"
    assert dict(problem.message.values)["encoding"] == name
    if "utf" not in encoding:
        line = text.split("\n")[problem.span.line - 1]
        assert not line[problem.span.column - 1].isascii()
        assert line[: problem.span.column - 1].isascii()
        assert problem.span.excerpt[: problem.span.column] == line[: problem.span.column]


@pytest.mark.parametrize(
    ("data", "name"),
    [
        ("Lars’ notat".encode("cp1252"), "Windows-1252 (ISO-8859-1)"),
        ("RÅDHUSPLADSEN".encode("cp850"), "DOS (850)"),
        ("“Ja” – nej".encode("cp1252"), "Windows-1252 (ISO-8859-1)"),
        ("titel: Ø".encode()[:-1], None),
    ],
)
def test_what_looks_like_nothing_is_not_said_to(data: bytes, name: str | None) -> None:
    assert dict(only_problem(data).message.values).get("encoding") == name


def test_one_sign_from_elsewhere_is_told_from_a_file_in_another_encoding() -> None:
    problem = only_problem("Økonomi, én, på: ".encode() + b"bl\xe5\n")
    assert (problem.code, problem.span.column) == ("ikke-utf8", 20)
    assert problem.span.excerpt == "Økonomi, én, på: blå"
    assert "most of the file" in problem.message.msgid


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        ((ROOT / "templates" / "notat.docx").read_bytes(), "Word"),
        (bytes.fromhex("d0cf11e0a1b11ae1"), "old"),
        (rb"{\rtf1\ansi Notat}", "RTF"),
        (b"%PDF-1.7\n", "PDF"),
        ((ROOT / "content" / "eksempler" / "job.png").read_bytes(), "picture"),
        (bytes(500), "program"),
    ],
    ids=["docx", "doc", "rtf", "pdf", "png", "nul"],
)
def test_a_file_that_is_no_text_is_called_what_it_is(data: bytes, kind: str) -> None:
    problem = only_problem(data)
    assert problem.code == "ikke-tekst"
    assert kind in str(dict(problem.message.values)["kind"])


def test_one_nul_among_letters_leaves_the_file_a_text() -> None:
    assert decode(b"titel: En\0 titel\n", "x.yaml", None, Report()) == "titel: En\0 titel\n"
    assert decode(b"\xef\xbb\xbf", "x.yaml", None, Report()) == ""
