"""What came in or went with the mark of a note is one act with the mark."""

from __future__ import annotations

from pathlib import Path

import pytest

from memo.word.package import read_parts
from memo.word.parts_to_read import parts_to_read
from memo.word.revised import RevisedParagraph, Revision, read_revision, taken
from tests.reviewer import Reviewed, W
from tests.word.conftest import SAMPLE


@pytest.fixture
def reviewed(built: dict[str, Path]) -> Reviewed:
    return Reviewed(built[SAMPLE])


def _read(reviewed: Reviewed, built: dict[str, Path]) -> Revision:
    base = read_parts(built[SAMPLE].read_bytes())
    return read_revision(parts_to_read(base), reviewed.parts())


def _told(revision: Revision) -> list[tuple[str, str, str]]:
    return [(each.kind, each.before, each.after) for each in revision.changes]


def _notes(paragraphs: tuple[RevisedParagraph, ...]) -> dict[int | None, str]:
    """The texts of the notes by their numbers; each is that of one mark."""
    marks = [each.note for part in paragraphs for each in part.fragments if each.note is not None]
    found: dict[int | None, str] = {}
    for each in paragraphs:
        if each.line.story == "footnote":
            found[each.note] = found.get(each.note, "") + each.line.text
    assert sorted(marks) == sorted(each for each in found if each is not None)
    return found


@pytest.mark.parametrize("tracks", [True, False])
def test_a_new_note_is_one_act_with_its_mark(
    reviewed: Reviewed, built: dict[str, Path], tracks: bool
) -> None:
    reviewed.tracking = tracks
    reviewed.footnote("Pengene", "Helt nyt.")
    revision = _read(reviewed, built)
    assert _told(revision) == [("insertion", "", "Helt nyt.\n")]
    assert " Helt nyt." in _notes(taken(revision, {"æ1"})).values()
    assert " Helt nyt." not in _notes(taken(revision, ())).values()


@pytest.mark.parametrize("is_marked", [True, False])
def test_a_note_whose_mark_is_struck_out_goes_whether_its_text_is_struck_out_or_not(
    reviewed: Reviewed, built: dict[str, Path], is_marked: bool
) -> None:
    reviewed.footnote("Pengene", "Helt nyt.")
    reviewed.accept_all()
    text = reviewed.saved()
    reviewed.drop_footnote("Pengene")
    if not is_marked:
        notes = reviewed.roots["word/footnotes.xml"]
        for each in list(notes.iter(f"{W}del")):
            for child in list(each):
                each.addprevious(child)
                for node in child.iter(f"{W}delText"):
                    node.tag = f"{W}t"
            each.getparent().remove(each)
    base = parts_to_read(read_parts(text))
    revision = read_revision(base, reviewed.parts())
    assert _told(revision) == [("deletion", "Helt nyt.\n", "")]
    assert " Helt nyt." not in _notes(taken(revision, {"æ1"})).values()


def test_what_another_put_into_a_new_note_is_a_change_of_its_own(
    reviewed: Reviewed, built: dict[str, Path]
) -> None:
    reviewed.footnote("Pengene", "Helt nyt.")
    reviewed.author = "Bo Holm"
    reviewed.insert("Helt", " og aldeles")
    revision = _read(reviewed, built)
    assert [(each.author, each.after) for each in revision.changes] == [
        ("Karen Lindtoft", "Helt nyt.\n"),
        ("Bo Holm", " og aldeles"),
    ]


@pytest.mark.parametrize("tracks", [True, False])
def test_two_notes_that_say_the_same_are_those_of_their_marks(
    reviewed: Reviewed, built: dict[str, Path], tracks: bool
) -> None:
    reviewed.tracking = tracks
    reviewed.footnote("Finansieringen", "Det samme.")
    reviewed.footnote("Pengene", "Det samme.")
    revision = _read(reviewed, built)
    assert [each.after for each in revision.changes] == ["Det samme.\n"] * 2
    assert [*_notes(taken(revision, {"æ2"})).values()].count(" Det samme.") == 1
