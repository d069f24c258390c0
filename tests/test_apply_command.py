"""`apply` and what it prints; what the files hold is made up in `stubbed_reviews.py`."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from memo.review.found import Rewritten
from tests.stubbed_reviews import CHANGES, EVERYTHING, Desk, change, desk, found

__all__ = ["desk"]

REWRITTEN = Rewritten(
    "sag/notat.yaml",
    "content/sag/notat.yaml",
    "titel: Et\r\ntekst: |\r\n  igangsatte\r\n",
    "titel: Et\r\ntekst: |\r\n  satte i gang\r\n",
)


def test_without_a_choice_all_is_asked_for(desk: Desk) -> None:
    desk.rewritten = (REWRITTEN,)
    done = desk.run("apply", "notat.docx")
    assert done.exit_code == 3
    assert done.stdout.splitlines() == [
        "notat.docx, built from sag/notat.yaml",
        "  æ1  taken in: [igangsatte -> satte i gang]",
        "  æ2  taken in: [+ og 2017]",
        '  k1  kept: "Er tallet rigtigt?¶Se bilaget."',
        "",
        "æ5  not tracked (last saved by Lone Krog): replaced",
        "  content/sag/notat.yaml:17:49",
        "    17 |       Økonomiforvaltningen igangsatte i foråret tre analyser af udsatte boligområder.",
        "       |                                                 ^",
        "  [tre -> fire] analyser",
        "  conflict: the text has also been changed in the YAML since",
        "    as it was built    tre analyser",
        "    in Word            [tre -> fire] analyser",
        "    in the YAML today  [tre -> to] analyser",
        "",
        "æ6  Anne Jensen, i går: inserted",
        "  the document",
        "  [+ Fortroligt]",
        "  does not come back: it stands in the template",
        "",
        "content/sag/notat.yaml: written",
        "2 changes are left: put them into the YAML by hand, or refuse them with --reject",
    ]


def test_in_danish_it_is_danish(desk: Desk) -> None:
    desk.rewritten = (REWRITTEN,)
    done = desk.run("apply", "notat.docx", "--reject", "æ2", lang="da")
    shown = done.stdout.splitlines()
    assert shown[1:4] == [
        "  æ1  taget: [igangsatte -> satte i gang]",
        "  æ2  afvist: [+ og 2017]",
        '  k1  gemt: "Er tallet rigtigt?¶Se bilaget."',
    ]
    assert shown[-2:] == [
        "content/sag/notat.yaml: skrevet",
        "2 ændringer er tilbage: skriv dem selv i YAML, eller afvis dem med --reject",
    ]


def test_where_nothing_is_left_it_exits_with_0_and_names_the_next_step(desk: Desk) -> None:
    done = desk.run("apply", "notat.docx", "--reject", "æ5", "--reject", "æ6")
    assert done.exit_code == 0
    assert "build.py build " in done.stdout.splitlines()[-1]
    again = desk.run("apply", "notat.docx")
    assert (again.exit_code, again.stdout.splitlines()[1]) == (
        0,
        "  there is nothing left to decide",
    )


def test_a_dry_run_shows_the_lines_that_would_change(desk: Desk) -> None:
    desk.rewritten = (REWRITTEN,)
    done = desk.run("apply", "notat.docx", "--dry-run", "--only", "æ1")
    assert desk.calls == [("notat.docx", {"æ1"}, set(), True)]
    assert done.exit_code == 0
    assert done.stdout.splitlines()[3:] == [
        "--- content/sag/notat.yaml",
        "+++ content/sag/notat.yaml",
        "@@ -1,3 +1,3 @@",
        " titel: Et",
        " tekst: |",
        "-  igangsatte",
        "+  satte i gang",
        "",
        "not asked for, and still open: 4",
        "nothing is written: leave --dry-run out to write it",
    ]


ALL = {"æ1", "æ2", "æ3", "æ4", "æ5", "æ6", "k1", "k2"}


@pytest.mark.parametrize(
    ("arguments", "take", "refuse"),
    [
        ([], ALL, set()),
        (["--only", "æ1"], {"æ1"}, set()),
        (["--only", "ae1", "--only", "K2"], {"æ1", "k2"}, set()),
        (["--only", "Per Holm"], {"æ2", "k2"}, set()),
        (["--only", "per holm"], {"æ2", "k2"}, set()),
        (["--reject", "Per Holm"], ALL - {"æ2", "k2"}, {"æ2", "k2"}),
        (["--only", "Per Holm", "--reject", "k2"], {"æ2"}, {"k2"}),
        (["--only", "k2", "--reject", "Per Holm"], {"k2"}, {"æ2"}),
        (["--only", "æ1", "--reject", "AE2"], {"æ1"}, {"æ2"}),
    ],
)
def test_ids_and_authors_choose(
    desk: Desk, arguments: list[str], take: set[str], refuse: set[str]
) -> None:
    desk.run("apply", "notat.docx", *arguments)
    assert desk.calls == [("notat.docx", take, refuse, False)]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--only", "æ9"], "there are æ1 ... æ6, k1, k2, by Anne Jensen, Per Holm"),
        (["--reject", "Karen"], "there are æ1 ... æ6, k1, k2, by Anne Jensen, Per Holm"),
        (["--only", ""], "no author is called so"),
        (["--only", "æ1", "--reject", "ae1"], "both name æ1"),
        (["--only", "Per Holm", "--reject", "per holm"], "both name Per Holm"),
    ],
)
def test_a_choice_that_means_nothing_is_a_wrong_command_line(
    desk: Desk, arguments: list[str], told: str
) -> None:
    done = desk.run("apply", "notat.docx", *arguments)
    assert done.exit_code == 2
    assert told in " ".join(done.stderr.split())
    assert desk.calls == []


def test_two_authors_whose_names_differ_in_capitals_are_two(desk: Desk) -> None:
    both = (
        found(change(1, "insertion", "", "a")),
        found(change(2, "insertion", "", "b", author="anne jensen")),
    )
    desk.lay(replace(EVERYTHING, changes=both, comments=()))
    desk.run("apply", "notat.docx", "--only", "anne jensen")
    desk.run("apply", "notat.docx", "--only", "ANNE JENSEN", "--dry-run")
    assert [take for _, take, _, _ in desk.calls] == [{"æ2"}, {"æ1", "æ2"}]


def test_several_files_are_taken_in_one_after_the_other(desk: Desk) -> None:
    desk.lay(replace(EVERYTHING, file="kopi.docx", changes=CHANGES[:2], comments=()))
    done = desk.run("apply", "kopi.docx", "notat.docx", "--only", "Per Holm")
    assert [(file, take) for file, take, _, _ in desk.calls] == [
        ("kopi.docx", {"æ2"}),
        ("notat.docx", {"æ2", "k2"}),
    ]
    assert done.exit_code == 0


def test_an_id_that_several_files_have_is_asked_about(desk: Desk) -> None:
    desk.lay(replace(EVERYTHING, file="kopi.docx"))
    done = desk.run("apply", "kopi.docx", "notat.docx", "--reject", "æ1")
    assert done.exit_code == 2
    assert "name one file at a time" in " ".join(done.stderr.split())
    assert desk.calls == []


def test_a_file_that_cannot_be_read_exits_with_1_and_what_is_left_outranks_it(desk: Desk) -> None:
    (desk.folder / "brudt.docx").write_bytes(b"x")
    done = desk.run("apply", "brudt.docx", "tom.docx")
    assert done.exit_code == 1
    assert "[ikke-en-word-fil]" in done.stderr
    assert desk.run("apply", "brudt.docx", "notat.docx").exit_code == 3
    done = desk.run("apply", "brudt.docx", "--only", "æ1")
    assert done.exit_code == 2
    assert "[ikke-en-word-fil]" in done.stderr
