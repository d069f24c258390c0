"""Tables that come from a CSV file, edited in Word while the file has gone on or not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from memo.papers import Papers
from memo.review.found import Applied
from tests.conftest import Paper
from tests.copies import Copy, take

_SHEET = "Post;Beløb;Note\nLøn;400;a\nHusleje;200;a\nMad;50;a\nMad;50;a\n"
_TABLE = "      - tabel:\n          titel: Udgifter\n          fil: udgifter.csv\n"


class Sheet:
    """A paper with a table from a CSV file, and the file that was built of it."""

    def __init__(self, paper: Paper) -> None:
        self.paper = paper
        paper.write("sag/udgifter.csv", _SHEET)
        text = (paper.content / "sag/notat.yaml").read_text("utf-8")
        above = text.partition("afsnit:\n")[0]
        paper.write("sag/notat.yaml", f"{above}afsnit:\n  - overskrift: Tal\n    tekst:\n{_TABLE}")
        data = self.papers().draft("sag/notat.yaml", warnings=False).data
        assert data is not None
        self.copy = Copy(data)

    def papers(self) -> Papers:
        """The content and the templates, read afresh."""
        return Papers(self.paper.content, self.paper.templates)

    @property
    def text(self) -> str:
        """The CSV file."""
        return (self.paper.content / "sag/udgifter.csv").read_text("utf-8")

    def apply(self) -> Applied:
        """What became of the copy."""
        file = self.copy.save(self.paper.content.parent / "tilbage.docx")
        applied = take(self.papers, file)
        assert applied is not None
        return applied

    def forget(self) -> None:
        """Nothing; what was decided is lost, as where `apply` was killed before it was noted."""
        (self.paper.content / "sag/notat.gennemgang.yaml").unlink()


@pytest.fixture
def sheet(paper: Paper) -> Sheet:
    return Sheet(paper)


def _changed(copy: Copy) -> None:
    copy.change("200", "250")


def _added(copy: Copy) -> None:
    copy.add_row("Husleje", ["El", "9", "b"])


def _two_added(copy: Copy) -> None:
    copy.add_row("Husleje", ["Vand", "7", "c"])
    copy.add_row("Husleje", ["El", "9", "b"])


def _dropped(copy: Copy) -> None:
    copy.drop(copy.row("Husleje"))


def _one_of_two_dropped(copy: Copy) -> None:
    copy.drop(copy.row("Mad"))


_ACTS = [_changed, _added, _two_added, _dropped, _one_of_two_dropped]
_AFTERWARDS = {
    _changed: "Post;Beløb;Note\nLøn;400;a\nHusleje;250;a\nMad;50;a\nMad;50;a\n",
    _added: "Post;Beløb;Note\nLøn;400;a\nHusleje;200;a\nEl;9;b\nMad;50;a\nMad;50;a\n",
    _two_added: "Post;Beløb;Note\nLøn;400;a\nHusleje;200;a\nEl;9;b\nVand;7;c\nMad;50;a\nMad;50;a\n",
    _dropped: "Post;Beløb;Note\nLøn;400;a\nMad;50;a\nMad;50;a\n",
    _one_of_two_dropped: "Post;Beløb;Note\nLøn;400;a\nHusleje;200;a\nMad;50;a\n",
}


@pytest.mark.parametrize("act", _ACTS)
def test_what_was_killed_before_it_was_noted_is_finished_and_nothing_comes_twice(
    sheet: Sheet, act: Callable[[Copy], None]
) -> None:
    act(sheet.copy)
    assert sheet.apply().left == ()
    assert sheet.text == _AFTERWARDS[act]
    sheet.forget()
    assert sheet.apply().left == ()
    assert sheet.text == _AFTERWARDS[act]


@pytest.mark.parametrize("act", _ACTS)
@pytest.mark.parametrize(
    ("before", "after"),
    [("Løn;400;a\n", "Ny;200;a\nLøn;400;a\n"), ("Løn;400;a\n", ""), ("Løn;400;a", "Løn;500;z")],
)
def test_a_row_is_found_where_it_is_today(
    sheet: Sheet, act: Callable[[Copy], None], before: str, after: str
) -> None:
    act(sheet.copy)
    sheet.paper.change("sag/udgifter.csv", before, after)
    applied = sheet.apply()
    assert applied.left == ()
    assert sheet.text == _AFTERWARDS[act].replace(before, after)


def test_the_place_of_a_cell_is_that_of_today(sheet: Sheet) -> None:
    sheet.copy.change("200", "250")
    sheet.paper.change("sag/udgifter.csv", "Løn;", "Ny;200;a\nLøn;")
    (change,) = sheet.apply().reviewed.changes
    assert change.span is not None
    assert (Path(change.span.file).name, change.span.line, change.span.column) == (
        "udgifter.csv",
        4,
        9,
    )


def test_a_cell_that_has_become_another_is_a_conflict(sheet: Sheet) -> None:
    sheet.copy.change("200", "250")
    sheet.paper.change("sag/udgifter.csv", "Husleje;200", "Husleje;300")
    before = sheet.text
    applied = sheet.apply()
    (change,) = applied.reviewed.changes
    assert applied.left == (change.change.id,)
    assert change.conflict is not None
    assert (change.conflict.reviewed, change.conflict.today) == ("250", "300")
    assert sheet.text == before


def test_of_equal_rows_of_which_one_is_gone_none_is_guessed(sheet: Sheet) -> None:
    sheet.copy.change("Mad", "Kost")
    sheet.paper.write("sag/udgifter.csv", _SHEET.replace("Mad;50;a\n", "", 1))
    before = sheet.text
    applied = sheet.apply()
    assert len(applied.left) == 1
    assert sheet.text == before
