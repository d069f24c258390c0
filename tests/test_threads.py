"""The circle: what is said of a draft in Word is kept beside the paper and printed into the next."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from memo.edition import Edition
from memo.finals import Finals
from memo.freshness import Cause
from memo.gennemgang.digests import digests
from memo.gennemgang.kept import read
from memo.gennemgang.merging import merged, where_in
from memo.gennemgang.record import Decided, Gennemgang
from memo.gennemgang.writing import text_of
from memo.output import Outcome
from memo.outputs import read_output
from memo.problems import Report
from memo.project import Built, Project
from memo.standing import Standing, State
from memo.word.addresses import read_anchors
from memo.word.base import read_base
from memo.word.comments import Comment, read_comments
from tests.conftest import Paper
from tests.reviewer import BODY, Reviewed
from tests.test_rebuild import POINT, act, docx

NOTAT = "sag/notat.yaml"
KEPT = "sag/notat.gennemgang.yaml"


def project(paper: Paper) -> Project:
    return Project(paper.content, paper.templates, paper.output)


def final(paper: Paper, edition: Edition) -> Built:
    return Finals.of(project(paper), [NOTAT], edition).do(project(paper), NOTAT)


def standing(paper: Paper) -> Standing:
    return project(paper).standing(NOTAT)


def kept(paper: Paper) -> Gennemgang:
    report = Report()
    found = read(project(paper)._content, NOTAT, report)
    assert not report.problems()
    return found


def keep(paper: Paper, new: Gennemgang) -> None:
    file = paper.content / KEPT
    paper.write(KEPT, text_of(new, file.read_text("utf-8") if file.exists() else "", NOTAT))


def take_in(paper: Paper) -> None:
    """What `apply` does with comments."""
    parts = read_output(docx(paper)).parts
    base = read_base(parts)
    assert base is not None
    where = where_in(read_anchors(parts))
    keep(paper, merged(kept(paper), read_comments(base), read_comments(parts), where))


def decide(paper: Paper, *choices: str) -> None:
    """What `apply` does with changes, in their order."""
    review = read_output(docx(paper)).review
    assert review is not None
    found = zip(digests(review.revision).values(), choices, strict=False)
    keep(paper, kept(paper).with_decisions(Decided(id, choice) for id, choice in found))  # type: ignore[arg-type]


def said(paper: Paper) -> list[Comment]:
    return list(read_comments(read_output(docx(paper)).parts))


def test_a_thread_survives_five_rebuilds_until_it_is_resolved_in_word(paper: Paper) -> None:
    paper.parts()
    act(paper, lambda file: file.comment("Mjølnerparken", "Er det alle?", replies=["Ja"]))
    first = said(paper)
    take_in(paper)
    section = "afsnit:\n  - overskrift: Ny\n    tekst: Her står noget helt andet.\n"
    edits = [
        ("afsnit:\n", section),
        ("i regi af Velfærdsanalyseenheden", "for Velfærdsanalyseenheden"),
        ("- Deloittes analyse af Mjølnerparken", "- Deloittes nye analyse af Mjølnerparken"),
        ("  - overskrift: Ny\n    tekst: Her står noget helt andet.\n", ""),
        ("- Deloittes nye analyse", "- En ny analyse"),
    ]
    for before, after in edits:
        paper.change(NOTAT, before, after)
        assert paper.build().outcome is Outcome.WRITTEN
        assert said(paper) == first
        assert [each.on.words for each in said(paper)] == ["Mjølnerparken"]
        assert standing(paper).state is State.FRESH
    act(paper, _resolve)
    assert standing(paper).state is State.EDITED
    assert paper.build().outcome is Outcome.LEFT
    take_in(paper)
    assert standing(paper).state is State.STALE
    assert paper.build().outcome is Outcome.WRITTEN
    assert said(paper) == []
    assert [thread.comment.is_resolved for thread in kept(paper).threads] == [True]


def _resolve(file: Reviewed) -> None:
    extended = file.roots["word/commentsExtended.xml"]
    for each in extended:
        each.set(next(name for name in map(str, each.attrib) if name.endswith("done")), "1")


def _delete(file: Reviewed) -> None:
    """As Word does: the marks in the text, and the comments of the parts."""
    for element in list(file.roots[BODY].iter()):
        if str(element.tag).rpartition("}")[2] in ("commentRangeStart", "commentRangeEnd", "commentReference"):  # fmt: skip
            parent = element.getparent()
            assert parent is not None
            parent.remove(element)
    for name in ("comments", "commentsExtended"):
        root = file.roots[f"word/{name}.xml"]
        for each in list(root):
            root.remove(each)


def _with_thread(paper: Paper) -> None:
    paper.parts()
    act(paper, lambda file: file.comment(POINT, "Er det alle?"))
    take_in(paper)
    paper.parts()


def test_resolved_in_the_yaml_it_is_printed_no_more(paper: Paper) -> None:
    _with_thread(paper)
    paper.change(KEPT, "løst: nej", "løst: ja")
    assert (standing(paper).state, standing(paper).causes) == (State.STALE, (Cause.CONTENT,))
    paper.parts()
    assert said(paper) == []


def test_answered_and_resolved_before_anybody_kept_it_it_is_kept_so(paper: Paper) -> None:
    """Word marks the replies of a resolved thread too."""
    paper.parts()
    act(paper, lambda file: file.comment(POINT, "Er det alle?", replies=["Ja"], resolved=True))
    take_in(paper)
    (thread,) = kept(paper).threads
    assert thread.comment.is_resolved
    assert [reply.text for reply in thread.comment.replies] == ["Ja"]
    assert paper.build().outcome is Outcome.WRITTEN


def test_deleted_in_word_it_is_resolved(paper: Paper) -> None:
    _with_thread(paper)
    act(paper, _delete)
    assert paper.build().outcome is Outcome.LEFT
    take_in(paper)
    assert "løst: ja" in (paper.content / KEPT).read_text("utf-8")
    assert paper.build().outcome is Outcome.WRITTEN
    assert said(paper) == []


def test_a_reply_in_word_is_printed_in_the_next_draft(paper: Paper) -> None:
    _with_thread(paper)

    def reply(file: Reviewed) -> None:
        file.comment(POINT, "Ja, det er alle")
        extended = file.roots["word/commentsExtended.xml"]
        name = next(str(name) for name in extended[0].attrib if str(name).endswith("paraId"))
        extended[-1].set(f"{name}Parent", extended[0].get(name, ""))

    act(paper, reply)
    assert paper.build().outcome is Outcome.LEFT
    take_in(paper)
    paper.parts()
    (thread,) = said(paper)
    assert [each.text for each in thread.replies] == ["Ja, det er alle"]
    assert thread.on.words == POINT


def test_the_words_under_a_comment_may_be_rewritten_in_word(paper: Paper) -> None:
    _with_thread(paper)
    act(paper, lambda file: file.replace(POINT, "Analysen"))
    take_in(paper)
    assert "ord: Analysen" in (paper.content / KEPT).read_text("utf-8")


def test_a_comment_that_is_known_and_unchanged_is_no_work(paper: Paper) -> None:
    _with_thread(paper)
    act(paper, Reviewed.save_as_word_does)
    assert standing(paper).state is State.FRESH
    paper.change(NOTAT, "Mikkel Melgaard Nielsen", "Anne Jensen")
    assert paper.build().outcome is Outcome.WRITTEN


def test_a_comment_that_is_not_kept_is_still_work(paper: Paper) -> None:
    _with_thread(paper)
    act(paper, lambda file: file.comment("Urbanplanen", "Og her?"))
    assert paper.build().outcome is Outcome.LEFT


CHANGES: dict[str, Callable[[Reviewed], object]] = {
    "tracked": lambda file: file.insert(POINT, " i 2016"),
    "not tracked": lambda file: file.replace(POINT, "Analysen"),
    "not shown by lines": lambda file: file.restyle(POINT, '<w:spacing w:before="480"/>'),
}


@pytest.mark.parametrize("what", CHANGES)
@pytest.mark.parametrize("choice", ["taget", "afvist"])
def test_what_is_decided_is_no_work(paper: Paper, what: str, choice: str) -> None:
    paper.parts()
    act(paper, CHANGES[what])
    assert paper.build().outcome is Outcome.LEFT
    decide(paper, choice)
    assert (standing(paper).state, standing(paper).causes) == (State.STALE, (Cause.REVIEW,))
    assert paper.build().outcome is Outcome.WRITTEN
    assert standing(paper).state is State.FRESH


def test_as_long_as_one_change_is_open_the_file_is_left(paper: Paper) -> None:
    paper.parts()

    def both(file: Reviewed) -> None:
        file.insert("Urbanplanen", " i 2016")
        file.insert(POINT, " i 2016")

    act(paper, both)
    decide(paper, "taget")
    assert standing(paper).state is State.EDITED
    assert paper.build().outcome is Outcome.LEFT
    decide(paper, "taget", "afvist")
    assert paper.build().outcome is Outcome.WRITTEN


def test_decisions_and_an_empty_file_do_not_make_a_draft_another(paper: Paper) -> None:
    first = paper.parts()
    paper.write(KEPT, "# intet\n")
    assert standing(paper).state is State.FRESH
    keep(paper, Gennemgang().with_decisions([Decided("3f2a9c01b7de", "taget")]))
    assert standing(paper).state is State.FRESH
    assert project(paper).build(NOTAT, force=True).outcome is Outcome.WRITTEN
    assert paper.parts() == first


def test_threads_are_part_of_what_a_draft_is_built_from(paper: Paper) -> None:
    _with_thread(paper)
    before = (paper.content / KEPT).read_text("utf-8")
    paper.write(KEPT, f"{before}# en note\n")
    assert standing(paper).state is State.FRESH
    paper.write(KEPT, before.replace("Er det alle?", "Er det dem alle?"))
    assert standing(paper).causes == (Cause.CONTENT,)
    (paper.content / KEPT).unlink()
    assert standing(paper).causes == (Cause.CONTENT,)


@pytest.mark.parametrize("edition", [Edition.FINAL, Edition.PUBLIC])
def test_there_is_no_final_version_while_a_comment_is_open(paper: Paper, edition: Edition) -> None:
    _with_thread(paper)
    built = final(paper, edition)
    assert built.outcome is Outcome.LEFT
    (problem,) = built.report.problems()
    assert problem.code == "gennemsyn-ikke-afsluttet"
    assert problem.span.file.endswith(KEPT)
    assert "id: " in problem.span.excerpt
    paper.change(KEPT, "løst: nej", "løst: ja")
    built = final(paper, edition)
    assert built.outcome is Outcome.WRITTEN
    parts = read_output(Path(built.output)).parts
    assert not any("comments" in name or "people" in name for name in parts)
