"""Addresses: every printed value and block can be found again, also after another program saved."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

from memo.cache import Cache
from memo.fields import Field
from memo.problems import Report
from memo.schema import load
from memo.source import parse
from memo.word.package import read_parts
from tests import reading
from tests.conftest import ROOT, Paper
from tests.finding import anchors, paragraphs, placed
from tests.office import convert
from tests.plain import Text


def value_at(file: str, path: str) -> str:
    """The raw source text of the value at a JSON pointer; in a spreadsheet, a row and a column."""
    steps = path.removeprefix("/").split("/")
    if file.endswith(".csv"):
        row, column = map(int, steps)
        return reading.spreadsheet(ROOT / "content" / file)[row][column]
    text = (ROOT / "content" / file).read_text(encoding="utf-8")
    source = parse(text, file, Report())
    assert source is not None
    node = source.root
    for step in steps:
        node = node.items[int(step)] if hasattr(node, "items") else node.entries[step]
    return source.raw(node)


def test_every_anchor_holds_the_source_of_its_value(built: dict[str, Path]) -> None:
    for docx in built.values():
        for anchor in anchors(docx):
            assert anchor.source == value_at(anchor.file, anchor.path)


# What a kind or a table is told by, and is not printed itself.
UNPRINTED = re.compile(
    "/(skabelon|sprog|fortroligt|afsender|medafsender|fil|navn|pynt|liggende|kolonner|rækker"
    "|stilling/[0-9]+|summer/[0-9]+)$"
)


def test_every_value_and_block_that_is_printed_has_an_anchor(built: dict[str, Path]) -> None:
    for content, docx in built.items():
        blocks: dict[str, list[int]] = defaultdict(list)
        forms: dict[str, set[str]] = defaultdict(set)
        for anchor in anchors(docx):
            if anchor.file == content:
                blocks[anchor.path].append(anchor.block)
                forms[anchor.path].add(anchor.form)
        document = reading.load(ROOT / "content" / content)
        schema = load(
            ROOT / "templates" / f"{document['skabelon']}.schema.yaml", "", Cache(None), Report()
        )
        assert schema is not None
        for path, value in leaves(document):
            if UNPRINTED.search(path) or (path.endswith("/nummer") and value == "uden"):
                continue
            if document["skabelon"] == "slides" and path in ("/sagsnr", "/dokumentnr"):
                continue  # they stand in the properties alone
            assert len(forms[path]) == 1, path
            if holds_text_only(schema.root, path):
                assert (forms[path], set(blocks[path])) == ({"plain"}, {0}), path
            else:
                assert "plain" not in forms[path], path
                assert sorted(blocks[path]) == list(range(printed_blocks(path, value))), path


def printed_blocks(path: str, value: str) -> int:
    """How many paragraphs the Markdown there prints; an empty cell is one too."""
    if path.endswith("/noter"):
        return len(value.splitlines())
    text = Text(value, defaultdict(str))
    return len(text.paragraphs) + len(text.notes) or 1


def test_every_value_of_the_senders_has_an_anchor(built: dict[str, Path]) -> None:
    senders = reading.load(ROOT / "content" / "afsendere.yaml")
    for content, docx in built.items():
        document = reading.load(ROOT / "content" / content)
        first, second = document.get("afsender"), document.get("medafsender")
        expected = {f"/{first}{path}" for path, _ in leaves(senders[first])} if first else set()
        if second:  # the letterhead says once what the two share
            shared = {("/kommune", senders[first]["kommune"])}
            expected |= {f"/{second}{path}" for path, _ in set(leaves(senders[second])) - shared}
        found = {anchor.path for anchor in anchors(docx) if anchor.file == "afsendere.yaml"}
        assert found == expected, content


def test_every_cell_of_a_spreadsheet_has_an_anchor(built: dict[str, Path]) -> None:
    (docx,) = (docx for content, docx in built.items() if content.endswith("budget.yaml"))
    rows = reading.spreadsheet(ROOT / "content" / "eksempler" / "alder.csv")
    cells = {
        f"/{number}/{column}"
        for number, row in enumerate(rows)
        for column in range(len(row) if any(row[1:]) else 1)
    }
    found = [anchor for anchor in anchors(docx) if anchor.file.endswith(".csv")]
    assert {anchor.path for anchor in found} == cells
    assert {anchor.form for anchor in found} == {"plain"}


def holds_text_only(root: Field, path: str) -> bool:
    """Whether the value is no Markdown: a text by its schema, or the words for a picture."""
    field: Field | None = root
    for step in path.removeprefix("/").split("/"):
        if field is None or field.kind == "prose":
            return path.endswith("/alt")
        field = field.at((int(step) if step.isdigit() else step,))
    assert field is not None
    return field.kind == "text"


def leaves(node: object, path: str = "") -> Iterator[tuple[str, str]]:
    """Every text of a YAML tree with its JSON pointer."""
    if isinstance(node, dict):
        for key, value in node.items():
            yield from leaves(value, f"{path}/{key}")
    elif isinstance(node, list):
        for number, item in enumerate(node):
            yield from leaves(item, f"{path}/{number}")
    else:
        yield path, str(node)


def test_every_bookmark_stands_in_the_paragraph_that_was_printed(built: dict[str, Path]) -> None:
    for docx in built.values():
        keyed = {key: paragraph for paragraph in paragraphs(docx) for key in paragraph.keys}
        for anchor in anchors(docx):
            assert keyed[anchor.name].holds(anchor), anchor
            if anchor.role != "alt":
                whole = f"{anchor.before}{anchor.printed}{anchor.after}"
                assert whole.replace("\n", " ") in keyed[anchor.name].text.replace("\n", " ")


def test_bookmark_names_are_unique_and_short(built: dict[str, Path]) -> None:
    for docx in built.values():
        names = [anchor.name for anchor in anchors(docx)]
        assert names == [f"_m{number}" for number in range(1, len(names) + 1)]
        parts = read_parts(docx.read_bytes())
        printed = b"".join(parts[name] for name in parts if not name.startswith("customXml/"))
        assert {printed.count(f'w:name="{name}"'.encode()) for name in names} == {1}


def test_a_value_inside_a_paragraph_knows_the_template_text_round_it(
    built: dict[str, Path],
) -> None:
    by_path = {a.path: a for a in anchors(built["2016-0419401/notat.yaml"])}
    first, second = by_path["/til/0"], by_path["/til/1"]
    assert (first.before, first.after) == ("Til ", " og ")
    assert (second.before, second.after) == (" og ", "")


def test_a_value_from_a_register_or_an_annex_has_the_address_there(paper: Paper) -> None:
    paper.change("sag/notat.yaml", TITLE_OF_ANNEX + "    fil", "  - fil")
    paper.parts()
    found = {(a.file, a.path) for a in anchors(paper.output / "sag" / "notat.docx")}
    assert ("sag/bilag-1.yaml", "/titel") in found
    assert ("afsendere.yaml", "/slk/adresse/0") in found


TITLE_OF_ANNEX = (
    "  - titel: Afrapportering på analyser af vækst og beskæftigelse i udsatte boligområder\n"
)


def test_libreoffice_saves_and_every_block_is_found_again(
    built: dict[str, Path], tool: Callable[[str], str], tmp_path: Path
) -> None:
    for saved in convert(tool("soffice"), "docx", list(built.values()), tmp_path):
        found, unplaced = placed(saved)
        assert unplaced == []
        for anchor in anchors(saved):
            assert found[anchor.name].holds(anchor), anchor
