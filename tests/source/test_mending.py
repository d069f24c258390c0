"""`check --fix`: edits of exact ranges of the YAML."""

from __future__ import annotations

import os
import re
import tempfile
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from memo.cache import Cache
from memo.mending import mend_all
from memo.papers import Papers
from memo.problems import Problem, Report
from memo.provenance import Drawing
from memo.source import parse, saving
from memo.source.edits import Edit, safe_edits
from memo.source.nodes import plain
from tests.checks.marked import HEAD, checked, prose
from tests.conftest import ROOT, Paper
from tests.timing import within

HARD = "\u00a0"
MENDED = {"bindestreg-som-tankestreg", "dobbelt-mellemrum", "mangler-haardt-mellemrum"}

WORDS = st.sampled_from(
    ["ord", "æ", "😀", "§31", "§ 9", "§§5", "nr. 4", "stk. 2", "12 mio. kr.", "5 pct.", "-", "--", " ", "  ", "a",
     "**fed**", "*x  y*", "[a - b](https://kk.dk/§3)", "<https://kk.dk/§31>", "https://kk.dk/§31", "\\*", "m^2^",
     "12", "kr.", "3", HARD, '"', "'", ":", "#", "# x", "~", "|", "[^1]", "uden kontrol: x", "\t", "\\", "`a  b`", "§"]
)  # fmt: skip
TEXTS = st.lists(WORDS, min_size=1, max_size=9).map(" ".join)


def quoted(text: str, style: str) -> str:
    if style == "'":
        return "'" + text.replace("'", "''") + "'"
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\t", "\\t") + '"'


@st.composite
def documents(draw: st.DrawFn) -> bytes:
    """A memo with texts in every style, as bytes."""
    titles = TEXTS.map(lambda text: text.strip() or "x")
    title = draw(titles)
    style = draw(st.sampled_from(["'", '"', "|", ">-", ""]))
    if style in ("|", ">-"):
        title = f"{style}\n  {title}"
    elif style:
        title = quoted(title, style)
    elif not re.fullmatch(r"[\w§.][\w§ .–-]*", title):
        title = f"ord {draw(st.sampled_from(['a - b', 'a  b', '§31']))}"
    text = HEAD.replace("En titel", title + draw(st.sampled_from(["", "  # a - b  §31"])))
    text += "# §31 - over  alt\nafsnit:\n"
    for _ in range(draw(st.integers(1, 3))):
        sign = draw(st.sampled_from(["|", "|-", ">", "|2"]))
        indent = "     " if sign != "|2" else "      "
        lines = draw(st.lists(TEXTS | st.just(""), min_size=1, max_size=5))
        body = "".join(f"{indent}{line}".rstrip() + "\n" for line in ["Ord", *lines])
        text += f"  - tekst: {sign}{draw(st.sampled_from(['', '  # a - b']))}\n{body}"
    text += "bilag: [{titel: 'a - b'}, {titel: §31  nr. 4}] # a - b"
    text += draw(st.sampled_from(["", "\n", "\n\n# a - b\n"]))
    text = text.replace("\n", draw(st.sampled_from(["\n", "\r\n"])))
    return draw(st.sampled_from([b"", b"\xef\xbb\xbf"])) + text.encode()


def bare(text: str) -> str:
    """The text without what may be mended."""
    return re.sub("--+|–", "-", re.sub(f"[ {HARD}]", "", text))


def read(data: bytes) -> tuple[object, list[str], set[tuple[str, int]]]:
    """The values of a document, what is printed of it, and what is found there and has an edit."""
    from memo.checks.paper import read_paper
    from memo.compose import compose
    from memo.content import Content
    from memo.problems import Span
    from tests.checks.marked import kinds

    text = data.decode("utf-8-sig")
    source, found = checked(text)
    assert source.root is not None
    kind = kinds().kind("notat", Span("x"), Report())
    assert kind is not None
    content = Content(ROOT / "content", "content", kinds())
    record = compose("notat.yaml", source, kind.schema, content, Report(), drawing=Drawing())
    wordings = read_paper("notat.yaml", source, record, kind.schema, content).wordings
    edits = {(problem.code, problem.span.line) for problem, edit in found if edit}
    return plain(source.root), [wording.text for wording in wordings], edits


def flat(value: object) -> list[str]:
    if isinstance(value, dict):
        return [text for key, inner in value.items() for text in [key, *flat(inner)]]
    return (
        [text for inner in value for text in flat(inner)]
        if isinstance(value, list)
        else [str(value)]
    )


@given(documents())
@settings(max_examples=100, deadline=None)
def test_mending_changes_the_wording_and_nothing_else(data: bytes) -> None:
    assume(parse(data.decode("utf-8-sig"), "content/notat.yaml", Report()))
    values, printed, _ = read(data)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "notat.yaml"
        file.write_bytes(data)
        report = Report()
        mend_all(Path(folder), ROOT / "templates", Cache.of_user(), [file], report)
        after = file.read_bytes()
        mend_all(Path(folder), ROOT / "templates", Cache.of_user(), [file], report)
        assert file.read_bytes() == after, "a second time changes nothing"
    assert report.problems() == []
    assert bare(after.decode()) == bare(data.decode())
    assert after.count(b"\n") == data.count(b"\n")
    values_after, printed_after, edits_after = read(after)
    assert edits_after == set(), "what could be mended is mended"
    assert list(map(bare, flat(values_after))) == list(map(bare, flat(values)))
    assert list(map(bare, printed_after)) == list(map(bare, printed))
    comments = re.findall(rb"(?m)^# .*|(?<=\] )# a - b", data)
    assert len(comments) >= 2
    assert re.findall(rb"(?m)^# .*|(?<=\] )# a - b", after) == comments


def mend(paper: Paper) -> list[Problem]:
    report = Report()
    mend_all(paper.content, paper.templates, Cache.of_user(), [paper.content], report)
    return report.problems()


def write(paper: Paper, text: str) -> Path:
    return paper.write("sag/notat.yaml", prose(text))


def test_several_rounds_mend_what_lets_another_check_find_something(paper: Paper) -> None:
    file = write(paper, "Det koster 12  mio. kr.  - i alt  -  §  31")
    assert mend(paper) == []
    assert f"Det koster 12{HARD}mio. kr. – i alt – §{HARD}31" in file.read_text("utf-8")


def test_what_is_switched_off_is_not_mended(paper: Paper) -> None:
    text = prose("a - b  c").replace("tekst: |", "tekst: | # uden kontrol: dobbelt-mellemrum")
    file = paper.write("sag/notat.yaml", text)
    mend(paper)
    assert file.read_text("utf-8") == text.replace("a - b", "a – b")


def test_other_bytes_stay(paper: Paper) -> None:
    data = b"\xef\xbb\xbf" + prose("a - b\tc").replace("\n", "\r\n").rstrip().encode()
    file = paper.content / "sag" / "notat.yaml"
    file.write_bytes(data)
    assert mend(paper) == []
    assert file.read_bytes() == data.replace(b"a - b", "a – b".encode())


def test_a_file_that_is_written_in_keeps_its_rights(paper: Paper) -> None:
    file = write(paper, "a - b")
    file.chmod(0o640)
    mend(paper)
    assert "a – b" in file.read_text("utf-8")
    assert file.stat().st_mode & 0o777 == (0o640 if os.name == "posix" else 0o666)


def refused(paper: Paper, file: Path, code: str) -> None:
    """Mending is one clear problem, and the folder is as it was."""
    before = {path: path.read_bytes() for path in file.parent.iterdir() if path.is_file()}
    (problem,) = mend(paper)
    assert (problem.code, str(problem.severity)) == (code, "error")
    assert problem.help
    assert {path: path.read_bytes() for path in file.parent.iterdir() if path.is_file()} == before


def test_a_read_only_file_is_left_with_a_problem(paper: Paper) -> None:
    file = write(paper, "a - b")
    (paper.content / "sag" / "bilag-1.yaml").unlink()
    file.chmod(0o444)
    refused(paper, file, "kan-ikke-skrives")
    file.chmod(0o644)


def test_a_full_disk_leaves_the_file_with_a_problem(
    paper: Paper, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = write(paper, "a - b")
    (paper.content / "sag" / "bilag-1.yaml").unlink()

    def full(path: Path, data: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(saving, "write_whole", full)
    refused(paper, file, "kan-ikke-skrives")


def test_a_file_that_was_changed_in_between_is_left_with_a_problem(paper: Paper) -> None:
    file = write(paper, "a - b")
    papers = Papers(paper.content, paper.templates)
    papers.draft("sag/notat.yaml", warnings=True)
    write(paper, "a - b, og mere")
    report = Report()
    assert papers.mend("sag/notat.yaml", report) == 0
    assert [p.code for p in report.problems()] == ["fil-aendret"]
    assert "a - b, og mere" in file.read_text("utf-8")


def test_a_file_that_is_gone_is_a_problem(paper: Paper) -> None:
    file = write(paper, "a - b")
    papers = Papers(paper.content, paper.templates)
    papers.draft("sag/notat.yaml", warnings=True)
    file.unlink()
    report = Report()
    assert papers.mend("sag/notat.yaml", report) == 0
    assert [p.code for p in report.problems()] == ["fil-kan-ikke-laeses"]
    assert not file.exists()


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_through_a_link_its_file_is_mended_and_the_link_stays(paper: Paper) -> None:
    file = write(paper, "a - b")
    link = paper.content / "sag" / "link.yaml"
    link.symlink_to(file)
    assert mend(paper) == []
    assert link.is_symlink()
    assert "a – b" in file.read_text("utf-8")


def test_a_register_that_two_documents_name_is_left_alone(paper: Paper) -> None:
    paper.change("afsendere.yaml", "Rådhuspladsen 1", "Rådhuspladsen - 1  a")
    write(paper, "a - b")
    paper.write("sag/to.yaml", prose("a - b"))
    before = (paper.content / "afsendere.yaml").read_bytes()
    mend(paper)
    assert (paper.content / "afsendere.yaml").read_bytes() == before


def test_edits_that_mean_something_to_yaml_are_left_out() -> None:
    text = "a: x y\nb: z w\n"
    source = parse(text, "x.yaml", Report())
    assert source is not None
    good, bad = Edit(11, 12, "–"), Edit(4, 5, ": ")
    assert safe_edits(source, [good, bad]) == [good]
    assert safe_edits(source, [bad]) == []
    assert safe_edits(source, [Edit(4, 5, "–"), Edit(4, 6, "?")]) == [Edit(4, 5, "–")]


def test_many_places_are_mended_in_time(paper: Paper) -> None:
    def mended() -> Path:
        file = write(paper, "ord  - " * 10_000 + "ord")
        assert mend(paper) == []
        return file

    file = within(10, mended)
    assert file.read_text("utf-8").count("ord – ") == 10_000
