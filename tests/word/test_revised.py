"""A reviewed document read with all that came and went: any of its changes taken, others undone."""

from __future__ import annotations

import copy
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from memo.word.lines import Line
from memo.word.package import read_parts
from memo.word.parts_to_read import parts_to_read
from memo.word.revised import Change, RevisedParagraph, Revision, read_revision, taken
from memo.word.stories import read_lines
from memo.word.tracking import ACCEPTED
from tests.reviewer import BODY, Element, Reviewed, W, element, text_of
from tests.timing import within
from tests.word.conftest import SAMPLE
from tests.word.test_reviewed import TRACKED, UNTRACKED
from tests.word.test_word_saved import FOLDER, reviewed_by_word, saved_by_word

_SLOW = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
Parts = Mapping[str, bytes]


def _read(base: bytes, document: Reviewed) -> Revision:
    return read_revision(parts_to_read(read_parts(base)), document.parts())


def _lines(paragraphs: tuple[RevisedParagraph, ...]) -> tuple[Line, ...]:
    return tuple(paragraph.line for paragraph in paragraphs)


def _assert_all_and_nothing(base: Parts, parts: Parts) -> Revision:
    """The revision; with all changes taken it is the reviewed document, with none the base."""
    revision = read_revision(base, parts)
    ids = {change.id for change in revision.changes}
    assert _lines(taken(revision, ids)) == read_lines(parts, ACCEPTED)
    assert _lines(taken(revision, ())) == revision.base == read_lines(base, ACCEPTED)
    _assert_marked(revision)
    return revision


def _assert_marked(revision: Revision) -> None:
    """Nothing; every id is that of a change, in the order of the document, and places are true."""
    ids = [change.id for change in revision.changes]
    assert ids == [f"æ{number}" for number in range(1, len(ids) + 1)]
    used = set()
    for paragraph in revision.paragraphs:
        for part in (paragraph, *paragraph.fragments):
            used |= {part.added, part.removed, part.altered} - {""}
        for fragment in paragraph.fragments:
            if fragment.was is not None and fragment.was.kind == "text":
                assert fragment.place is not None
                line, offset = fragment.place
                pieces = revision.base[line].pieces
                text = "".join(each.text if each.kind == "text" else "*" for each in pieces)
                assert text[offset : offset + len(fragment.was.text)] == fragment.was.text
    assert used <= set(ids)


def _told(revision: Revision) -> list[tuple[str, str, str]]:
    return [(change.kind, change.before, change.after) for change in revision.changes]


@pytest.mark.parametrize("act", [*UNTRACKED, *TRACKED])
def test_an_act_taken_gives_what_was_made_and_undone_what_was_built(base: bytes, act: str) -> None:
    document = Reviewed(base)
    (UNTRACKED | TRACKED)[act](document)
    revision = _assert_all_and_nothing(parts_to_read(read_parts(base)), document.parts())
    moves_a_box_too = act == "a paragraph moved"
    assert len(revision.changes) == (2 if moves_a_box_too else 1)
    assert all(change.is_tracked == (act in TRACKED) for change in revision.changes)


@saved_by_word
@pytest.mark.parametrize("name", reviewed_by_word())
def test_what_word_saved_is_read_from_each_of_its_twins(name: str) -> None:
    parts = read_parts((FOLDER / f"{name}.docx").read_bytes())
    for twin in (name, f"{name}-Accepted", f"{name}-Rejected"):
        if (FOLDER / f"{twin}.docx").exists():
            _assert_all_and_nothing(read_parts((FOLDER / f"{twin}.docx").read_bytes()), parts)


def has_twins_by_word(name: str) -> bool:
    """Whether Word made the twins of the file; for RP015 see `test_word_saved`."""
    return (FOLDER / f"{name}-Rejected.docx").exists() and not name.startswith("RP015")


@saved_by_word
@pytest.mark.parametrize("name", [name for name in reviewed_by_word() if has_twins_by_word(name)])
def test_tracked_changes_taken_and_undone_are_the_twins_that_word_made(name: str) -> None:
    twin = FOLDER / f"{name}-Rejected.docx"
    revision = read_revision(
        read_parts(twin.read_bytes()), read_parts((FOLDER / f"{name}.docx").read_bytes())
    )
    # The twins of some have no section any more.
    assert all(change.is_tracked for change in revision.changes if change.kind != "pages")
    ids = {change.id for change in revision.changes if change.is_tracked}
    accepted = read_lines(read_parts((FOLDER / f"{name}-Accepted.docx").read_bytes()), ACCEPTED)
    assert _without_sections(_lines(taken(revision, ids))) == _without_sections(accepted)


def _without_sections(lines: tuple[Line, ...]) -> list[Line]:
    return [line for line in lines if line.story != "section"]


# Acts without tracking that `Reviewed` has not; each on the run of the body that has the text.


def _place(document: Reviewed, text: str) -> tuple[Element, Element]:
    run = document.run(text)
    paragraph = next(run.iterancestors(f"{W}p"))
    assert run.getparent() is paragraph
    return paragraph, run


def _split(document: Reviewed, text: str) -> None:
    paragraph, run = _place(document, text)
    new = copy.deepcopy(paragraph)
    at = paragraph.index(run)
    for child in list(paragraph)[at + 1 :]:
        paragraph.remove(child)
    for child in list(new)[: at + 1]:
        if child.tag != f"{W}pPr":
            new.remove(child)
    paragraph.addnext(new)


def _join(document: Reviewed, text: str) -> None:
    paragraph, _ = _place(document, text)
    following = paragraph.getnext()
    if following is None or following.tag != f"{W}p":
        return
    first = 0 if following.find(f"{W}pPr") is None else 1
    for child in reversed([each for each in paragraph if each.tag != f"{W}pPr"]):
        following.insert(first, child)
    _remove(paragraph)


def _remove(node: Element) -> None:
    parent = node.getparent()
    assert parent is not None
    if node.tag != f"{W}p" or parent.tag == f"{W}body":
        parent.remove(node)


def _row(document: Reviewed, text: str) -> Element | None:
    return next(document.paragraph(text).iterancestors(f"{W}tr"), None)


def _copy_row(document: Reviewed, text: str) -> None:
    row = _row(document, text)
    if row is not None:
        new = copy.deepcopy(row)
        for node in new.iter(f"{W}t"):
            node.text = "ny"
        row.addnext(new)


def _remove_row(document: Reviewed, text: str) -> None:
    row = _row(document, text)
    if row is not None:
        _remove(row)


def _paste(document: Reviewed, text: str) -> None:
    paragraph = document.paragraph(text)
    for word in ("Indsat to", "Indsat et"):
        new = copy.deepcopy(paragraph)
        for run in list(new.iter(f"{W}r")):
            _remove(run)
        new.append(element(f"<w:r><w:t>{word}</w:t></w:r>"))
        paragraph.addnext(new)


def _move_down(document: Reviewed, text: str) -> None:
    paragraph = document.paragraph(text)
    following = paragraph.getnext()
    if following is not None and following.tag == f"{W}p":
        following.addnext(paragraph)


_ACTS: dict[str, Callable[[Reviewed, str], object]] = {
    "type over": lambda it, text: it.replace(text, "helt andet"),
    "type": lambda it, text: it.replace(text, f"{text} og mere"),
    "delete": lambda it, text: it.replace(text, ""),
    "embolden": lambda it, text: it.format(text, "<w:b/>"),
    "split": _split,
    "join": _join,
    "paste": _paste,
    "delete a paragraph": lambda it, text: _remove(it.paragraph(text)),
    "move": _move_down,
    "a row in": _copy_row,
    "a row out": _remove_row,
    "tracked type over": lambda it, text: it.type_over(text, "rettet"),
    "tracked insert": lambda it, text: it.insert(text, " tilføjet"),
    "tracked delete": lambda it, text: it.delete(text),
    "tracked strike": lambda it, text: it.strike_out(text, " fortrudt"),
    "tracked split": lambda it, text: _place(it, text) and it.split(text),
    "tracked join": lambda it, text: it.join(text),
    "tracked paragraph out": lambda it, text: it.delete_paragraph(text),
    "tracked paragraph in": lambda it, text: it.insert_paragraph(text, "Nyt afsnit"),
    "tracked restyle": lambda it, text: it.restyle(text, '<w:jc w:val="center"/>'),
    "tracked embolden": lambda it, text: it.embolden(text),
    "tracked row in": lambda it, text: _row(it, text) is not None and it.insert_row(text),
    "tracked row out": lambda it, text: _row(it, text) is not None and it.delete_row(text),
}


def _do(document: Reviewed, act: str, place: float) -> None:
    """Nothing; does the act at some words, if they can be had there."""
    texts = [str(node.text or "") for node in document.roots[BODY].iter(f"{W}t")]
    texts = [text for text in texts if len(text.strip()) > 3]
    if not texts:
        return
    words = texts[int(place * len(texts))].split()
    text = words[len(words) // 2]
    try:
        _ACTS[act](document, text)
    except (AssertionError, StopIteration):  # the words are in a field, or in several runs
        return


_SCRIPTS = st.lists(
    st.tuples(st.sampled_from(sorted(_ACTS)), st.floats(0, 1, exclude_max=True)),
    min_size=1,
    max_size=8,
)


@given(script=_SCRIPTS, number=st.integers(0, 99), some=st.sets(st.integers(1, 30)))
@_SLOW
def test_any_acts_taken_give_what_was_made_and_undone_what_was_built(
    script: list[tuple[str, float]], number: int, some: set[int], built: dict[str, Path]
) -> None:
    file = sorted(built.values())[number % len(built)]
    base = parts_to_read(read_parts(file.read_bytes()))
    document = Reviewed(file)
    for act, place in script:
        _do(document, act, place)
    revision = _assert_all_and_nothing(base, document.parts())
    # What some of them make is a document too, with all that nobody has touched.
    part = taken(revision, {f"æ{each}" for each in some})
    touched = {id for each in revision.paragraphs for id in (each.added, each.removed)}
    if touched == {""}:
        assert len(part) == len(revision.paragraphs)


def test_changes_are_told_in_the_order_of_the_document_tracked_or_not(base: bytes) -> None:
    document = Reviewed(base)
    document.replace("Finansieringen fremgår", "Betalingen fremgår")
    document.type_over("Pengene", "Midlerne")
    document.replace(_first(document, "footnotes"), "Andet", "footnotes")
    revision = _read(base, document)
    assert [(each.id, each.before, each.after, each.is_tracked) for each in revision.changes] == [
        ("æ1", "Pengene", "Midlerne", True),
        ("æ2", "Finansieringen", "Betalingen", False),
        ("æ3", _first(Reviewed(base), "footnotes"), "Andet", False),
    ]
    assert _read(base, document) == revision


def _first(document: Reviewed, name: str) -> str:
    return next(word for word in text_of(document.story(name)).split() if len(word) > 3)


def test_one_change_can_be_taken_and_its_neighbour_undone(base: bytes) -> None:
    document = Reviewed(base)
    document.replace("Pengene til", "Midlerne til")
    document.type_over("styregruppen", "udvalget")
    revision = _read(base, document)
    texts = {
        ids: next(line.text for line in _lines(taken(revision, ids)) if "kan flyttes" in line.text)
        for ids in ((), ("æ1",), ("æ2",), ("æ1", "æ2"))
    }
    assert [text.partition(" ")[0] for text in texts.values()] == [
        "Pengene",
        "Midlerne",
        "Pengene",
        "Midlerne",
    ]
    assert ["udvalget" in text for text in texts.values()] == [False, False, True, True]


def test_what_one_put_in_and_another_struck_out_is_there_for_the_one_alone(base: bytes) -> None:
    document = Reviewed(base)
    document.strike_out("Pengene", " xyz")
    revision = _read(base, document)
    put_in, struck = revision.changes
    assert (put_in.author, struck.author) == ("Bo Holm", "Karen Lindtoft")
    for ids, is_there in (((put_in.id,), True), ((put_in.id, struck.id), False), ((), False)):
        texts = [line.text for line in _lines(taken(revision, ids))]
        assert any("Pengene xyz til" in text for text in texts) == is_there


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("Det er en lille prøve.", "Det er en stor prøve.", [("replacement", "lille", "stor")]),
        ("En, to og tre.", "En, to, og tre.", [("insertion", "", ",")]),
        ("Der er plads.", "Der er plads her", [("replacement", ".", " her")]),
        ("Det kostede 437,5.", "Det kostede 438,5.", [("replacement", "437,5", "438,5")]),
        (
            "Den gamle bro, som alle kender, er åben.",
            "Nye huse, skønt dyre, bygges altid.",
            [
                (
                    "replacement",
                    "Den gamle bro, som alle kender, er åben",
                    "Nye huse, skønt dyre, bygges altid",
                )
            ],
        ),
    ],
)
def test_words_are_compared_as_people_do(
    before: str, after: str, told: list[tuple[str, str, str]]
) -> None:
    revision = read_revision(_document(before), _document(after))
    assert _told(revision) == told


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (["Et to.", "Tre fire."], ["Et to.Tre fire."], [("deletion", "\n", "")]),
        (["Et to. Tre."], ["Et to. ", "Tre."], [("insertion", "", "\n")]),
        (["Et.", "To."], ["Et.", "Nyt.", "To."], [("insertion", "", "Nyt.\n")]),
        (["Et.", "To.", "Tre."], ["Et.", "Tre."], [("deletion", "To.\n", "")]),
        (
            ["En lang linje her.", "To."],
            ["En kort linje her.", "Helt nyt.", "To."],
            [("replacement", "lang", "kort"), ("insertion", "", "Helt nyt.\n")],
        ),
        (
            ["En linje.", "To linjer.", "Tre ord."],
            ["To linjer.", "Tre ord.", "En linje."],
            [("move", "En linje.\n", "En linje.\n")],
        ),
    ],
)
def test_paragraphs_split_joined_put_in_taken_out_and_moved_are_told(
    before: list[str], after: list[str], told: list[tuple[str, str, str]]
) -> None:
    revision = _assert_all_and_nothing(_document(*before), _document(*after))
    assert _told(revision) == told


# A paragraph of a value has an anchor, text of the template has none.
_STYLED = {
    "#": '<w:pPr><w:outlineLvl w:val="0"/></w:pPr>{anchor}<w:r><w:t>{text}</w:t></w:r>',
    "!": "<w:r><w:t>{text}</w:t></w:r>",
    "": "{anchor}<w:r><w:t>{text}</w:t></w:r>",
}


def _printed(*paragraphs: str, anchors: Mapping[str, str] = {}) -> dict[str, bytes]:
    """A document as it was built: headings begin with "#", template text with "!", tables with "|".

    Each text has a bookmark that it is known by, or that of another text in `anchors`.
    """
    return _parts("".join(_element(each, anchors.get(each, each)) for each in paragraphs))


def _element(text: str, anchored: str) -> str:
    if text.startswith("|"):
        return f"<w:tbl><w:tr><w:tc>{_element(text[1:], anchored[1:])}</w:tc></w:tr></w:tbl>"
    name = f'w:id="1" w:name="_m{zlib.crc32(anchored.encode())}"'
    anchor = f'<w:bookmarkStart {name}/><w:bookmarkEnd w:id="1"/>'
    kind = text[0] if text[0] in _STYLED else ""
    return f"<w:p>{_STYLED[kind].format(anchor=anchor, text=text.removeprefix(kind))}</w:p>"


@pytest.mark.parametrize("landmark", ["#Penge", "|Penge", "!Penge"])
@pytest.mark.parametrize(
    ("before", "after"),
    [
        (["En.", "To.", "{}", "Tre."], ["En.", "{}", "To.", "Tre."]),
        (["En.", "{}", "To.", "Tre."], ["En.", "To.", "{}", "Tre."]),
        (["{}", "To.", "Tre."], ["To.", "{}", "Tre."]),
        (["En.", "To.", "{}"], ["En.", "{}", "To."]),
        (["En.", "To.", "{}", "#Slut", "Tre."], ["En.", "{}", "#Slut", "Tre.", "To."]),
    ],
)
def test_a_paragraph_is_moved_past_what_stands_fast(
    before: list[str], after: list[str], landmark: str
) -> None:
    revision = _assert_all_and_nothing(
        *(_printed(*(each.format(landmark) for each in some)) for some in (before, after))
    )
    assert {each.kind for each in revision.changes} == {"move"}
    assert all("Penge" not in each.before for each in revision.changes)


def test_several_paragraphs_are_moved_past_a_heading_and_a_section_with_all_that_is_in_it() -> None:
    before = ("#Et", "En.", "To.", "#To", "Tre.", "#Tre", "Fire.", "Fem.", "Seks.")
    after = ("#Et", "#To", "En.", "To.", "Tre.", "#Tre", "Fire.", "Fem.", "Seks.")
    assert _told(read_revision(_printed(*before), _printed(*after))) == [
        ("move", "En.\nTo.\n", "En.\nTo.\n")
    ]
    after = ("#Tre", "Fire.", "Fem.", "Seks.", "#Et", "En.", "To.", "#To", "Tre.")
    assert _told(read_revision(_printed(*before), _printed(*after))) == [
        ("move", "Tre\nFire.\nFem.\nSeks.\n", "Tre\nFire.\nFem.\nSeks.\n")
    ]


def test_of_headings_of_one_text_none_moves_when_a_paragraph_is_moved_past_one() -> None:
    before = ("#Punkt 1", "#Svar", "En.", "To.", "#Punkt 2", "#Svar", "Tre.", "Fire.")
    after = ("#Punkt 1", "#Svar", "En.", "#Punkt 2", "#Svar", "Tre.", "To.", "Fire.")
    assert _told(read_revision(_printed(*before), _printed(*after))) == [("move", "To.\n", "To.\n")]


@pytest.mark.parametrize(
    ("heading", "anchors"),
    [
        ("#Penge og job nu", {}),  # most of its words
        ("#Budget", {"#Budget": "#Penge og job"}),  # its bookmark
    ],
)
def test_a_paragraph_is_moved_past_a_heading_that_was_edited(
    heading: str, anchors: dict[str, str]
) -> None:
    before = _printed("#Start", "En.", "To.", "#Penge og job", "Tre.")
    after = _printed("#Start", "En.", heading, "To.", "Tre.", anchors=anchors)
    revision = _assert_all_and_nothing(before, after)
    headings = {each.line.text for each in revision.paragraphs if each.line.heading}
    assert len(headings) == 2


def _kept(before: dict[str, bytes], after: dict[str, bytes]) -> list[tuple[int | None, str]]:
    """Which paragraph of the base each of those that are there is, with its text."""
    revision = _assert_all_and_nothing(before, after)
    ids = {change.id for change in revision.changes}
    return [(each.base, each.line.text) for each in taken(revision, ids)]


def test_a_full_stop_that_a_heading_and_a_text_both_have_makes_no_text_of_the_heading() -> None:
    before = _printed("#Penge", "Der er ikke flere penge.", "Slut.")
    assert _kept(before, _printed("#1. nyt", "Slut.")) == [(0, "1. nyt"), (2, "Slut.")]


def test_a_full_stop_holds_two_texts_of_one_style_together() -> None:
    before, after = ("En.", "Der er få.", "To."), ("En.", "Nu kom mange.", "To.")
    assert _told(read_revision(_printed(*before), _printed(*after))) == [
        ("replacement", "Der er få", "Nu kom mange")
    ]


@pytest.mark.parametrize(
    ("before", "after", "kept"),
    [
        # all typed over: each is what stands in its place
        (["Den gamle bro", "To nye huse"], ["Alt var stille", "Ingen ved det"], [0, 1]),
        # not so many
        (["Den gamle bro", "To nye huse"], ["Alt var stille"], [0]),
        # one is more like another than like what stands in its place
        (["En rød bil kører", "To nye huse"], ["Helt nyt", "En rød bil"], [None, 0]),
    ],
)
def test_paragraphs_that_were_typed_over_are_each_what_stands_in_its_place(
    before: list[str], after: list[str], kept: list[int | None]
) -> None:
    assert [base for base, _ in _kept(_printed(*before), _printed(*after))] == kept


def test_bookmarks_of_headings_that_were_mixed_up_move_no_heading() -> None:
    before = _printed("#Start", "En.", "#Penge", "To.", "#Job", "Tre.")
    after = ("#Start", "En.", "To.", "#Penge", "#Job", "Tre.")
    mixed = _printed(*after, anchors={"#Penge": "#Job", "#Job": "#Penge", "To.": "#Start"})
    assert _told(read_revision(before, mixed)) == [("move", "To.\n", "To.\n")]


_TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Target="word/document.xml" Type="http://schemas.openxmlformats.org/'
    'officeDocument/2006/relationships/officeDocument"/></Relationships>'
)


def _document(*paragraphs: str) -> dict[str, bytes]:
    """The parts of a document of paragraphs of plain text."""
    return _parts(
        "".join(
            f'<w:p><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>' for text in paragraphs
        )
    )


def _parts(inner: str) -> dict[str, bytes]:
    body = f'<w:document xmlns:w="{W[1:-1]}"><w:body>{inner}</w:body></w:document>'
    return {
        "[Content_Types].xml": _TYPES.encode(),
        "_rels/.rels": _RELATIONS.encode(),
        "word/document.xml": body.encode(),
    }


def test_a_paragraph_knows_the_anchors_that_begin_in_it_and_so_does_a_footnote(
    built: dict[str, Path],
) -> None:
    parts = read_parts(built[SAMPLE].read_bytes())
    lines = read_revision(parts_to_read(parts), parts).base
    names = [name for line in lines for name in line.anchors]
    assert len(names) == len(set(names)) > 50
    assert any(line.anchors for line in lines if line.story == "footnote")


def test_tables_rows_and_cells_are_counted_with_those_that_are_gone(base: bytes) -> None:
    document = Reviewed(base)
    document.delete_row("437,5")
    _copy_row(document, "391,2") if "391,2" in text_of(document.roots[BODY]) else None
    revision = _read(base, document)
    cells = [each.cell for each in revision.paragraphs if each.cell is not None]
    places = [(cell.table, cell.row, cell.column) for cell in cells]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (["Det samme."] * 20_000, ["Det samme."] * 20_001),
        (["Det samme."] * 5_000, ["Noget andet."] * 5_001),
        (["og så videre " * 30_000], ["videre så og " * 30_000]),
        ([f"ord{n}" for n in range(5_000)], [f"ord{n * 7 % 5_000}" for n in range(5_000)]),
    ],
    ids=["equal paragraphs", "other paragraphs", "a huge paragraph", "shuffled"],
)
def test_a_hostile_file_takes_no_more_than_its_length(before: list[str], after: list[str]) -> None:
    old, new = _document(*before), _document(*after)
    assert within(10, lambda: read_revision(old, new)).changes


_DELETED = '<w:pPr><w:rPr><w:del w:id="1" w:author="A"/></w:rPr></w:pPr>'
_OTHER_TABLE = (
    '<w:tblPr><w:tblPrChange w:id="1" w:author="A"><w:tblPr><w:tblInd w:w="9"/></w:tblPr>'
    "</w:tblPrChange></w:tblPr>"
)


@pytest.mark.parametrize(
    "inner",
    [
        f"<w:p>{_DELETED}<w:r><w:t>ord</w:t></w:r></w:p>" * 20_000,
        f"<w:tbl>{_OTHER_TABLE * 5_000}<w:tr><w:tc>{'<w:p/>' * 5_000}</w:tc></w:tr></w:tbl>",
    ],
    ids=["joined paragraphs", "changes of one table"],
)
def test_tracked_changes_made_to_take_long_take_no_more_than_their_length(inner: str) -> None:
    new = _document()
    new["word/document.xml"] = new["word/document.xml"].replace(
        b"<w:body>", f"<w:body>{inner}".encode()
    )
    assert within(6, lambda: read_revision(_document("ord"), new)).changes


def test_a_count_that_jumps_belongs_to_the_paragraph_that_went_and_to_no_word(
    built: dict[str, Path],
) -> None:
    file = built["eksempler/referat.yaml"]
    document = Reviewed(file)
    _join(document, "0004031")
    joined = read_lines(document.parts(), ACCEPTED)
    words = ("områderne", "opgøres")
    for word in words:
        document.replace(word, "andet")
    revision = _read(file.read_bytes(), document)
    rest = {change.id for change in revision.changes if change.before not in words}
    assert _lines(taken(revision, rest)) == joined


@pytest.mark.parametrize("is_tracked", [True, False])
def test_thirty_pages_with_two_hundred_changes_are_read_in_less_than_four_tenths_of_a_second(
    is_tracked: bool, built: dict[str, Path]
) -> None:
    document = Reviewed(sorted(built.values())[0])
    last = document.roots[BODY][0][-1]
    for number in range(450):
        text = f"Afsnit {number} har nogle ord, som en læser kan rette i, og de er ret lange."
        last.addprevious(element(f"<w:p><w:r><w:t>{text} {text[9:]} {text[9:]}</w:t></w:r></w:p>"))
    base = document.saved()
    for number in range(200):
        act = document.type_over if is_tracked else document.replace
        act(f"Afsnit {number * 2} har", f"Stykke {number} har")
    parts = document.parts()
    built_parts = read_parts(base)
    revision = within(0.4, lambda: read_revision(built_parts, parts))
    assert len(revision.changes) == 200


def test_where_nothing_was_done_there_is_no_change(built: dict[str, Path]) -> None:
    for file in built.values():
        document = Reviewed(file)
        document.save_as_word_does()
        changes: tuple[Change, ...] = _read(file.read_bytes(), document).changes
        assert changes == ()
