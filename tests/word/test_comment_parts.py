"""Threads printed into a document: at their words, valid, and read back as they were."""

from __future__ import annotations

import json
import random
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from msgspec.structs import replace

from memo.gennemgang.record import Gennemgang
from memo.gennemgang.writing import text_of
from memo.language import language
from memo.project import Project
from memo.word.addresses import read_anchors
from memo.word.comment_parts import add_comments
from memo.word.comment_places import printed_paragraphs
from memo.word.commented import Commented
from memo.word.comments import Comment, Thread, grouped_as, read_comments
from memo.word.package import main_part, read_parts
from memo.word.xml import parse
from tests.conftest import Paper
from tests.office import convert
from tests.soundness import faults
from tests.test_status import states

NOTAT = "sag/notat.yaml"
TEXT = """\
skabelon: notat
sagsnr: 2016-0419401
dokumentnr: 2016-0419401-1
dato: 21-12-2016
til: [Økonomiudvalget, Socialudvalget]
titel: En titel
sagsbehandler: Anne Jensen
afsender: slk
afsnit:
  - overskrift: Baggrund
    tekst: |
      Vi bygger **tre** huse og tre veje, se [planen](https://example.org).[^a]

      Nyt afsnit om økonomien.

      [^a]: Noten siger mere om husene.
  - overskrift: Videre
    tekst:
      - |
        Mere om [tabel](#tal).
      - tabel:
          navn: tal
          titel: Tal
          hoved:
            - [År, Beløb]
          rækker:
            - ['2016', '12']
"""
FIRST = "Vi bygger tre huse og tre veje, se planen."


def thread(words: str, paragraph: str, path: str = "/afsnit/0/tekst", at: int = 0) -> Thread:
    on = Commented(words, paragraph, at)
    comment = Comment("Karen Lindtoft", "2016-12-20T09:30:00Z", "Er det alle?", False, (), "KL", on)
    return Thread("a", comment, NOTAT, path)


def printed(paper: Paper, *threads: Thread, text: str = TEXT) -> tuple[Comment, ...]:
    """The comments of the draft with those threads."""
    kept = Gennemgang(tuple(replace(t, id=f"a{n}") for n, t in enumerate(threads)))
    paper.write(NOTAT, text)
    paper.write("sag/notat.gennemgang.yaml", text_of(kept, "", NOTAT))
    parts = paper.parts()
    assert faults(paper.output / "sag" / "notat.docx") == []
    return read_comments(parts)


def on(paper: Paper, one: Thread, text: str = TEXT) -> tuple[str, str, int]:
    (found,) = printed(paper, one, text=text)
    assert found == one.comment, "what is said is the same wherever it is printed"
    return found.on.words, found.on.paragraph[:9], found.on.offset


@pytest.mark.parametrize(
    ("words", "at"), [("bygger", 3), ("bygger tre huse", 3), (FIRST, 0), ("planen", 35), ("n.", 40)]
)
def test_a_thread_is_printed_round_its_words(paper: Paper, words: str, at: int) -> None:
    assert on(paper, thread(words, FIRST, at=at)) == (words, FIRST[:9], at)


def test_the_same_words_that_were_meant(paper: Paper) -> None:
    assert on(paper, thread("tre", FIRST, at=10))[2] == 10
    assert on(paper, thread("tre", FIRST, at=22))[2] == 22


def test_the_same_words_are_meant_where_the_text_before_them_has_changed(paper: Paper) -> None:
    text = TEXT.replace("Vi bygger", "Inden tre år bygger vi")
    assert on(paper, thread("tre", FIRST, at=22), text)[2] == 35


def test_words_over_several_paragraphs(paper: Paper) -> None:
    words = "se planen.\nNyt afsnit"
    assert on(paper, thread(words, FIRST, at=32)) == (words, FIRST[:9], 32)


def test_where_a_section_was_put_above_the_paragraph_is_found(paper: Paper) -> None:
    text = TEXT.replace(
        "afsnit:\n", "afsnit:\n  - overskrift: Ny\n    tekst: Vi river tre huse ned.\n"
    )
    assert on(paper, thread("tre", FIRST, at=10), text) == ("tre", FIRST[:9], 10)


def test_where_the_paragraph_was_edited_too_it_is_found(paper: Paper) -> None:
    text = TEXT.replace(
        "afsnit:\n", "afsnit:\n  - overskrift: Ny\n    tekst: Vi river tre huse ned.\n"
    )
    text = text.replace("og tre veje", "og to broer")
    assert on(paper, thread("bygger", FIRST, at=3), text)[0] == "bygger"


def test_where_the_words_are_gone_the_paragraph_has_the_comment_and_it_says_so(
    paper: Paper,
) -> None:
    text = TEXT.replace("Vi bygger", "Vi river")
    words, beginning, _ = on(paper, thread("bygger", FIRST, at=3), text)
    assert (words[:9], beginning) == ("Vi river ", "Vi river ")
    xml = paper.parts()["word/comments.xml"].decode()
    assert "[Kommentaren var til »bygger«, som er ændret eller slettet]" in xml


def test_it_says_so_in_the_language_of_the_document(paper: Paper) -> None:
    text = TEXT.replace("skabelon: notat\n", "skabelon: notat\nsprog: en\n").replace("bygger", "x")
    on(paper, thread("bygger", FIRST, at=3), text)
    xml = paper.parts()["word/comments.xml"].decode()
    assert "[The comment was on “bygger”, since changed or deleted]" in xml


def test_where_the_paragraph_is_gone_too_the_nearest_of_the_section_has_it(paper: Paper) -> None:
    gone = thread("hest", "Hesten er væk, og det er alle de andre dyr også.", "/afsnit/1/tekst/4")
    assert on(paper, gone)[1] == "Mere om t"
    assert on(paper, replace(gone, path="/findes/ikke"))[0]


def test_a_comment_on_no_words_is_on_the_whole_paragraph(paper: Paper) -> None:
    assert on(paper, thread("", FIRST))[0] == FIRST
    assert "ændret eller slettet" not in paper.parts()["word/comments.xml"].decode()


def test_words_in_a_footnote_have_it_at_the_mark_of_the_note(paper: Paper) -> None:
    note = thread("mere", " Noten siger mere om husene.", at=13)
    assert on(paper, note) == ("", FIRST[:9], len(FIRST))
    assert "[Kommentaren er til »mere« i fodnoten]" in paper.parts()["word/comments.xml"].decode()


def test_a_thread_on_the_recipients_and_one_in_a_table(paper: Paper) -> None:
    first = thread("Social", "Til Økonomiudvalget og Socialudvalget", "/til/1", 23)
    second = thread("12", "12", "/afsnit/1/tekst/1/tabel/rækker/0/1")
    assert [each.on.words for each in printed(paper, first, second)] == ["Social", "12"]


def test_several_threads_on_the_same_words(paper: Paper) -> None:
    threads = [
        thread(words, FIRST, at=at) for words, at in (("tre huse", 10), ("huse", 14), ("tre", 10))
    ]
    assert sorted(each.on.words for each in printed(paper, *threads)) == ["huse", "tre", "tre huse"]


SAID = [
    Comment("A & B <c>", "2016-12-20T09:30:00Z", 'Er "det" <alle> & så videre?', initials="AB"),
    Comment("", "", ""),
    Comment("Karen", "2016-12-20T09:30:00+01:00", "En\n\n linje\tmed ]]> {{ titel }} 🙂 \n"),
    Comment(
        "Karen", "", "Et­to‑tre", replies=(Comment("Bo", "", "Ja"), Comment("", "", "Nej\nnej"))
    ),
]


def test_what_was_said_is_read_back_to_the_letter(paper: Paper) -> None:
    where = Commented("bygger", FIRST, 3)
    found = printed(
        paper, *(Thread("", replace(c, on=where), NOTAT, "/afsnit/0/tekst") for c in SAID)
    )
    assert found == tuple(SAID)
    assert [each.initials for each in found] == [each.initials for each in SAID]
    assert {each.on.words for each in found} == {"bygger"}


def _sample_threads() -> list[Thread]:
    words = [("bygger", 3), ("huse og tre", 14), ("planen", 35)]
    threads = [thread(text, FIRST, at=at) for text, at in words]
    replies = (Comment("Bo Holm", "2016-12-21T10:00:00Z", "Ja\nnok"), Comment("Eva", "", "Nej"))
    threads[1] = replace(threads[1], comment=replace(threads[1].comment, replies=replies))
    return [*threads, thread("væk", FIRST), thread("", "x", "/titel")]


def test_the_open_xml_sdk_finds_no_error(paper: Paper, tool: Callable[[str], str]) -> None:
    validator = tool("ooxml-validator")
    printed(paper, *_sample_threads())
    file = paper.output / "sag" / "notat.docx"
    done = subprocess.run(
        [validator, str(file)], capture_output=True, encoding="utf-8", check=False
    )
    assert json.loads(done.stdout)["errors"] == []


def test_pandoc_sees_the_same_words_and_authors(paper: Paper, tool: Callable[[str], str]) -> None:
    pandoc = tool("pandoc")
    threads = _sample_threads()[:3]
    printed(paper, *threads)
    command = [
        pandoc,
        "--track-changes=all",
        "-t",
        "json",
        str(paper.output / "sag" / "notat.docx"),
    ]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    assert _spans(json.loads(done.stdout)) == ["Karen Lindtoft"] * 2 + [
        "Bo Holm",
        "Eva",
        "Karen Lindtoft",
    ]


def _spans(node: object) -> list[str]:
    """The authors of the comments that begin in it."""
    if isinstance(node, dict) and node.get("t") == "Span" and "comment-start" in node["c"][0][1]:
        return [dict(node["c"][0][2]).get("author", "")]
    children: Sequence[object] = ()
    if isinstance(node, dict):
        children = list(node.values())
    elif isinstance(node, list):
        children = node
    return [author for child in children for author in _spans(child)]


def test_saved_by_libreoffice_nothing_is_new(
    paper: Paper, tool: Callable[[str], str], tmp_path: Path
) -> None:
    text = TEXT.replace("[^a]\n", "\n").replace("      [^a]: Noten siger mere om husene.\n", "")
    before = printed(paper, *_sample_threads(), text=text)
    file = paper.output / "sag" / "notat.docx"
    (saved,) = convert(tool("soffice"), "docx", [file], tmp_path / "lo")
    now = read_comments(read_parts(saved.read_bytes()))
    assert set(grouped_as(before, now)) == set(before)
    file.write_bytes(saved.read_bytes())
    assert states(paper)["sag/notat.docx"] == "fresh"


def test_it_is_the_same_each_time_and_nothing_of_it_is_in_a_final_version(paper: Paper) -> None:
    printed(paper, *_sample_threads())
    first = paper.parts()
    (paper.output / "sag" / "notat.docx").unlink()
    assert paper.parts() == first
    assert {"word/comments.xml", "word/commentsExtended.xml", "word/people.xml"} <= first.keys()


def test_without_threads_a_document_is_as_it_was(paper: Paper) -> None:
    paper.write(NOTAT, TEXT)
    first = paper.parts()
    paper.write("sag/notat.gennemgang.yaml", "# intet\n")
    Project(paper.content, paper.templates, paper.output).build(NOTAT, force=True)
    assert paper.parts() == first


@pytest.mark.parametrize("sample", ["eksempler/budget.yaml", "2016-0419401/notat.yaml", "eksempler/referat.yaml", "2016-0419401/bilag-1.yaml"])  # fmt: skip
def test_any_words_of_a_sample_are_found_again(built: dict[str, Path], sample: str) -> None:
    parts = read_parts(built[sample].read_bytes())
    main = main_part(parts)
    addresses = {name: anchor.address for name, anchor in read_anchors(parts).items()}
    paragraphs = printed_paragraphs(parse(parts[main]), [], addresses)
    chance = random.Random(sample)
    threads = []
    for number in range(60):
        first = chance.randrange(len(paragraphs))
        text = paragraphs[first].text
        after = "\n".join(each.text for each in paragraphs[first : first + 3])
        start = chance.randrange(len(text) or 1)
        words = after[start : start + chance.randrange(1, 60)].strip("\n")
        address = next(iter(paragraphs[first].addresses), None)
        if words and not words.isspace() and not after[start].isspace() and address:
            said = Comment("Karen", "", f"{number}", on=Commented(words, text, start))
            threads.append(Thread(f"{number}", said, address.file, address.path))
    assert len(threads) > 10
    add_comments(parts, main, threads, addresses, language("da"))
    found = {each.text: each for each in read_comments(parts)}
    for thread in threads:
        own, on = found[thread.comment.text], thread.comment.on
        # A field is one whole.
        assert on.words in own.on.words
        assert own.on.paragraph == on.paragraph
        assert own.on.offset <= on.offset
    exact = [t for t in threads if found[t.comment.text].on.words == t.comment.on.words]
    assert len(exact) > 0.8 * len(threads)
