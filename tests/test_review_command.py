"""`review` and what it prints; what is found is made up in `stubbed_reviews.py`."""

from __future__ import annotations

import io
import json
import sys

import pytest
from msgspec.structs import replace

from memo.cli import main
from memo.cli.wordings import compared, shown_text
from memo.messages import Messages, unpainted
from memo.review.found import Conflict, FoundComment
from memo.word.comments import Comment
from tests.conftest import Paper
from tests.stubbed_reviews import CHANGES, COMMENTS, EVERYTHING, Desk, change, desk, found, place
from tests.test_cli import run

__all__ = ["desk"]

ENGLISH = """\
notat.docx, built from sag/notat.yaml

æ1  Anne Jensen, 22-11-2026 10:05: replaced
  content/sag/notat.yaml:17:28
    17 |       Økonomiforvaltningen igangsatte i foråret tre analyser af udsatte boligområder.
       |                            ^
  [igangsatte -> satte i gang]

æ2  Per Holm, 22-11-2026 10:05: inserted
  content/sag/notat.yaml:18:20
    18 |       Økonomiforvaltningen igangsatte i foråret tre analyser af udsatte boligområder.
       |                    ^
  [+ og 2017]

æ3  Anne Jensen: deleted (taken in)
  content/sag/notat.yaml:20:7
  [- Det gælder ikke.¶]

æ4  Anne Jensen, 22-11-2026 10:05: formatted (refused)
  the document
  "udsatte"

æ5  not tracked (last saved by Lone Krog): replaced
  content/sag/notat.yaml:17:49
    17 |       Økonomiforvaltningen igangsatte i foråret tre analyser af udsatte boligområder.
       |                                                 ^
  [tre -> fire] analyser
  conflict: the text has also been changed in the YAML since
    as it was built    tre analyser
    in Word            [tre -> fire] analyser
    in the YAML today  [tre -> to] analyser

æ6  Anne Jensen, i går: inserted
  the document
  [+ Fortroligt]
  does not come back: it stands in the template

k1  Anne Jensen, 22-11-2026 10:07: comment
  content/sag/notat.yaml:17:49
    17 |       Økonomiforvaltningen igangsatte i foråret tre analyser af udsatte boligområder.
       |                                                 ^
  on: "tre analyser"
  Er tallet rigtigt?
  Se bilaget.
  > Per Holm, 22-11-2026 11:00:
    Ja.
  > Anne Jensen:
    Tak.

k2  Per Holm: comment (kept, resolved)
  on no words
  Slet?

6 changes (taken in: 1, refused: 1, in conflict: 1, cannot come back: 1), 2 comments (resolved: 1)
take them into the YAML with: build.py apply notat.docx
--dry-run shows first what would become of it; --only and --reject choose, as in --reject æ1
"""


def test_a_person_reads_all_of_it_in_the_order_of_the_document(desk: Desk) -> None:
    done = desk.run("review", "notat.docx")
    wanted = ENGLISH.splitlines()
    shown = done.stdout.splitlines()
    assert shown[:-2] == wanted[:-2]
    assert shown[-2].endswith("build.py apply notat.docx")
    assert shown[-1] == wanted[-1]
    assert (done.exit_code, done.stderr) == (0, "")


def test_in_danish_it_is_danish(desk: Desk) -> None:
    done = desk.run("review", "notat.docx", "tom.docx", lang="da")
    shown = done.stdout.splitlines()
    for line in (
        "notat.docx, bygget af sag/notat.yaml",
        "æ1  Anne Jensen, 22-11-2026 10:05: erstattet",
        "æ3  Anne Jensen: slettet (taget)",
        "æ4  Anne Jensen, 22-11-2026 10:05: formateret (afvist)",
        "æ5  uden sporing (sidst gemt af Lone Krog): erstattet",
        "  konflikt: teksten er siden også ændret i YAML",
        "    da den blev bygget  tre analyser",
        "    i Word              [tre -> fire] analyser",
        "    i YAML i dag        [tre -> to] analyser",
        "k1  Anne Jensen, 22-11-2026 10:07: kommentar",
        "k2  Per Holm: kommentar (gemt, løst)",
        "  ingen ændringer og ingen kommentarer",
        "6 ændringer (taget: 1, afvist: 1, i konflikt: 1, kan ikke komme tilbage: 1), "
        "2 kommentarer (løst: 1)",
    ):
        assert line in shown
    assert shown[-1].endswith("fx --reject æ1")


def test_nothing_found_is_said(desk: Desk) -> None:
    done = desk.run("review", "tom.docx")
    assert done.stdout == "tom.docx, built from sag/tom.yaml\n  no changes and no comments\n\n"


def test_where_all_is_decided_the_next_step_is_to_build(desk: Desk) -> None:
    desk.lay(replace(EVERYTHING, changes=CHANGES[2:4], comments=()))
    done = desk.run("review", "notat.docx")
    assert done.stdout.splitlines()[-2:] == [
        "2 changes (taken in: 1, refused: 1)",
        "all is decided: build the document anew",
    ]


def test_programs_get_exactly_these_fields(desk: Desk) -> None:
    done = desk.run("review", "--format", "json", "notat.docx", "tom.docx")
    file, empty = json.loads(done.stdout)
    assert done.stdout.isascii()
    assert empty == {"file": "tom.docx", "content": "sag/tom.yaml", "changes": [], "comments": []}
    assert list(file) == ["file", "content", "changes", "comments"]
    assert file["changes"][0] == {
        "id": "æ1",
        "kind": "replacement",
        "author": "Anne Jensen",
        "date": "2026-11-22T10:05:00Z",
        "tracked": True,
        "before": "igangsatte",
        "after": "satte i gang",
        "file": "content/sag/notat.yaml",
        "line": 17,
        "column": 28,
        "returns": True,
        "why": "",
    }
    last = file["changes"][-1]
    assert [last[name] for name in ("file", "line", "column")] == [None, None, None]
    assert (last["returns"], last["why"]) == (False, "it stands in the template")
    assert all(list(one) == list(last) for one in file["changes"])
    assert file["comments"][0] == {
        "id": "k1",
        "author": "Anne Jensen",
        "date": "2026-11-22T10:07:00Z",
        "text": "Er tallet rigtigt?\nSe bilaget.",
        "on": "tre analyser",
        "resolved": False,
        "replies": [
            {"author": "Per Holm", "date": "2026-11-22T11:00:00", "text": "Ja."},
            {"author": "Anne Jensen", "date": "", "text": "Tak."},
        ],
        "file": "content/sag/notat.yaml",
        "line": 17,
        "column": 49,
    }
    assert list(file["comments"][1]) == list(file["comments"][0])
    assert file["comments"][1]["line"] is None


def test_a_file_that_cannot_be_read_exits_with_1_and_the_others_are_shown(desk: Desk) -> None:
    (desk.folder / "brudt.docx").write_bytes(b"x")
    done = desk.run("review", "brudt.docx", "tom.docx", "--format", "json")
    assert done.exit_code == 1
    assert [file["file"] for file in json.loads(done.stdout)] == ["tom.docx"]
    assert "[ikke-en-word-fil]" in done.stderr


def test_a_file_named_twice_is_shown_once(desk: Desk) -> None:
    done = desk.run("review", "tom.docx", "tom.docx")
    assert done.stdout.count("tom.docx, built") == 1


@pytest.mark.parametrize("command", ["review", "apply"])
@pytest.mark.parametrize("arguments", [[], ["findes-ikke.docx"], ["content"]])
def test_a_wrong_path_is_a_wrong_command_line(command: str, arguments: list[str]) -> None:
    done = run(command, *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Traceback" not in done.stderr


def test_what_no_content_can_be_found_of_is_told_in_one_sentence(paper: Paper) -> None:
    paper.parts()
    built = paper.output / "sag" / "notat.docx"
    folders = ["--content", paper.content, "--templates", paper.templates]
    assert run("review", built, *folders).returncode == 0
    (paper.content / "sag" / "notat.yaml").rename(paper.content / "sag" / "papir.yaml")
    for file, code in (
        (built, "indhold-mangler"),
        (paper.templates / "notat.docx", "ikke-bygget-her"),
    ):
        for command in ("review", "apply"):
            done = run(command, file, *folders)
            assert (done.returncode, done.stdout) == (1, "")
            assert f"[{code}]" in done.stderr


HOSTILE = "\x1b[2J\x1b]0;x\x07\r\n\u202eA\u2066\x9b31m"


def test_no_text_of_a_file_does_anything_to_the_terminal(desk: Desk) -> None:
    span = place(17, 28, 38, HOSTILE)
    own = change(1, "replacement", HOSTILE, f"{HOSTILE} x", author=HOSTILE, date=HOSTILE)
    says = Comment(HOSTILE, HOSTILE, HOSTILE, replies=(Comment(HOSTILE, HOSTILE, HOSTILE),))
    thread = FoundComment("k1", says, HOSTILE, COMMENTS[0].decision, span)
    desk.lay(
        replace(
            EVERYTHING,
            changes=(found(own, span), found(replace(own, is_tracked=False))),
            comments=(thread,),
            content=HOSTILE,
            saved_by=HOSTILE,
        )
    )
    for command in (["review"], ["apply", "--dry-run"], ["apply", "--only", "k9"]):
        done = desk.run(*command, "notat.docx")
        bad = [char for char in done.output if not char.isprintable() and char != "\n"]
        assert bad == []
    (file,) = json.loads(desk.run("review", "--format", "json", "notat.docx").stdout)
    assert file["changes"][0]["author"] == HOSTILE


def test_colour_is_for_a_person_who_wants_it(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_COLOR", raising=False)
    coloured = desk.run("review", "notat.docx", colour=True)
    assert "[\x1b[31migangsatte\x1b[0m -> \x1b[32msatte i gang\x1b[0m]" in coloured.stdout
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b" not in desk.run("review", "notat.docx", colour=True).stdout


@pytest.mark.parametrize("encoding", ["cp1252", "cp850"])
def test_a_console_without_the_letters_gets_a_substitute_and_no_crash(
    desk: Desk, encoding: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = change(1, "replacement", "→ 😀", "č\xa0Ж", author="Łukasz")
    desk.lay(replace(EVERYTHING, changes=(found(own),)))
    console = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(console, encoding, write_through=True))
    # The library's own words are of the whole process, and stay in the language of the tests.
    monkeypatch.setattr(Messages, "install", lambda self: None)
    monkeypatch.setattr(sys, "argv", ["build.py", "review", "notat.docx", "--lang", "da"])
    with pytest.raises(SystemExit, match="0"):
        main()
    shown = console.getvalue().decode(encoding).splitlines()
    assert shown[2].endswith("1  ?ukasz, 22-11-2026 10:05: erstattet")
    assert "[? ? -> ?" in shown[4]


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("tre analyser", "fire analyser", "[tre -> fire] analyser"),
        ("en to tre", "en tre", "en [- to] tre"),
        ("en tre", "en to tre", "en [+ to] tre"),
        ("a b c", "x y c", "[a b -> x y] c"),
        ("", "Nyt.\n", "[+ Nyt.¶]"),
        ("", " ", '[+ " "]'),
        ("10 mio.", "10\xa0mio.", "[10 mio. -> 10°mio.]"),
        ("a  b", "a b", 'a ["  " -> " "] b'),
        ("samme", "samme", "samme"),
        ("1 2 3 4 5 6 7 x", "1 2 3 4 5 6 7 y", "... 3 4 5 6 7 [x -> y]"),
        ("x 1 2 3 4 5 6 7", "y 1 2 3 4 5 6 7", "[x -> y] 1 2 3 4 5 ..."),
        ("", "", ""),
    ],
)
def test_a_change_is_shown_word_by_word(before: str, after: str, shown: str) -> None:
    assert compared(before, after, unpainted) == shown


def test_of_a_long_text_in_conflict_what_differs_is_shown(desk: Desk) -> None:
    rest = " ".join(map(str, range(500)))
    texts = Conflict(f"{rest}\ntre {rest}", f"{rest}\nfire {rest}", f"{rest}\nto {rest}")
    desk.lay(replace(EVERYTHING, changes=(replace(CHANGES[4], conflict=texts),)))
    shown = desk.run("review", "notat.docx").stdout.splitlines()
    assert "    as it was built    ... 495 496 497 498 499 tre 0 1 2 3 4 ..." in shown
    assert "    in Word            ... 495 496 497 498 499 [tre -> fire] 0 1 2 3 4 ..." in shown
    assert "    in the YAML today  ... 495 496 497 498 499 [tre -> to] 0 1 2 3 4 ..." in shown


def test_a_long_text_is_cut_in_the_middle() -> None:
    text = " ".join(map(str, range(1000)))
    assert shown_text(text).startswith("0 1 2 3")
    assert shown_text(text).endswith("998 999")
    assert len(shown_text(text)) <= 165
    assert len(compared(text, text[::-1], unpainted)) < 400


def test_the_longest_texts_are_shown_at_once(desk: Desk) -> None:
    text = " ".join(["ord"] * 100_000)
    assert len(compared(text, f"{text} x", unpainted)) < 400
    says = Comment("A" * 1000, "", text)
    desk.lay(replace(EVERYTHING, changes=(), comments=(replace(COMMENTS[0], comment=says),)))
    assert len(desk.run("review", "notat.docx").stdout) < 3000
