"""Marks of tracked changes where no program puts them: a reviewed file may be damaged, or a trap."""

from __future__ import annotations

import copy
import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from memo.word.package import PackageFault, read_parts
from memo.word.parts_to_read import parts_to_read
from memo.word.revised import read_revision, taken
from memo.word.stories import read_lines
from memo.word.tracking import ACCEPTED
from memo.word.xml import XmlFault
from tests.reviewer import BODY, Reviewed, W, element

_WHO = 'w:id="1" w:author="Karen Lindtoft" w:date="2026-11-22T10:00:00Z"'
_MISPLACED = {
    "a cell put in outside any table": f"<w:cellIns {_WHO}/>",
    "other pages outside any section": (
        f'<w:sectPrChange {_WHO}><w:sectPr><w:cols w:num="2"/></w:sectPr></w:sectPrChange>'
    ),
    "another look that no properties hold": (
        f"<w:rPrChange {_WHO}><w:rPr><w:b/></w:rPr></w:rPrChange>"
    ),
    "an insertion of properties": f'<w:ins {_WHO}><w:lang w:val="da-DK"/></w:ins>',
}


def _assert_read_whole(base: dict[str, bytes], parts: dict[str, bytes]) -> None:
    """Nothing; all changes taken give what the file shows, none what was built."""
    revision = read_revision(base, parts)
    for ids, shown in (({each.id for each in revision.changes}, parts), ((), base)):
        lines = tuple(paragraph.line for paragraph in taken(revision, ids))
        assert lines == read_lines(shown, ACCEPTED)


@pytest.mark.parametrize("mark", _MISPLACED)
@pytest.mark.parametrize("path", ["", f"/{W}pPr", f"/{W}r"], ids=["p", "pPr", "r"])
def test_a_mark_where_none_belongs_takes_no_text_with_it(base: bytes, mark: str, path: str) -> None:
    document = Reviewed(base)
    paragraph = document.paragraph("Finansieringen fremgår")
    place = paragraph.find(f".{path}") if path else paragraph
    assert place is not None
    place.insert(0, element(_MISPLACED[mark]))
    _assert_read_whole(parts_to_read(read_parts(base)), document.parts())


def test_what_word_does_not_know_in_a_run_is_the_same_wherever_it_stands(base: bytes) -> None:
    document = Reviewed(base)
    document.run("Finansieringen fremgår").append(element("<w:sectPr/>"))
    old = parts_to_read(read_parts(document.saved()))
    before = document.paragraph("Pengene til drift")
    before.addprevious(element("<w:p><w:r><w:t>Nyt</w:t></w:r></w:p>"))
    assert [each.after for each in read_revision(old, document.parts()).changes] == ["Nyt\n"]


@given(number=st.integers(0, 99), seed=st.integers(0, 9_999))
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_a_damaged_file_is_read_whole_or_refused(
    number: int, seed: int, built: dict[str, Path]
) -> None:
    file = sorted(built.values())[number % len(built)]
    base = parts_to_read(read_parts(file.read_bytes()))
    document = Reviewed(file)
    _damage(document, random.Random(seed))
    try:
        read_revision(base, document.parts())
    except (PackageFault, XmlFault):
        return
    _assert_read_whole(base, document.parts())


# fmt: off
_NAMES = (
    "ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge", "sectPrChange",
    "rPrChange", "pPrChange", "tblPrChange", "tcPrChange", "trPrChange", "tblGridChange", "numPr",
    "p", "r", "tbl", "tr", "tc", "sdt", "t", "sectPr", "pPr", "rPr", "tcPr", "trPr", "fldChar",
    "fldSimple", "footnoteReference", "txbxContent", "drawing", "moveFromRangeStart", "altChunk",
)
# fmt: on


def _damage(document: Reviewed, chance: random.Random) -> None:
    """Nothing; renames, moves, copies and takes out some elements of the body."""
    root = document.roots[BODY]
    for _ in range(chance.randint(1, 5)):
        nodes = list(root.iter())[1:]
        if not nodes:
            return
        node, target = chance.choice(nodes), chance.choice(nodes)
        what = chance.choice(("rename", "move", "copy", "remove"))
        if what == "rename":
            node.tag = W + chance.choice(_NAMES)
        elif what == "remove":
            parent = node.getparent()
            assert parent is not None
            parent.remove(node)
        elif node is not target and node not in target.iterancestors():
            target.append(copy.deepcopy(node) if what == "copy" and not len(node) else node)
