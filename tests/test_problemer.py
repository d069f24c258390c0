"""`docs/problemer.md` has every code, and its examples do what it says.

To document a new code, add to its group, by the alphabet:

    ### koden

    **Fejl.** Why it is a problem, and what to do. (Or **Advarsel.**, or **Fejl eller advarsel.**)

    Forkert:

    ```yaml
    titel: what gives the problem
    ```

    Rigtigt:

    ```yaml
    titel: what gives none
    ```

A paragraph that begins with "Forkert" or "Rigtigt" begins an example; all blocks up to the next
belong to it, and there may be more than one example of each. What is wrong may give other warnings
too, but no other error; what is right gives nothing at all. What can stand in a block is told in
`tests/situations.py`. Then run this file: it says which line the list of codes at the top lacks.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from tests.codes import codes
from tests.conftest import ROOT
from tests.situations import Block, Stage, stands_alone

PAGE = (ROOT / "docs" / "problemer.md").read_text(encoding="utf-8")
TOKENS = MarkdownIt().parse(PAGE)

# What cannot be acted out here, why, and where it is tested. Their examples of what is right are.
ELSEWHERE = {
    "dokument-for-stort": ("it takes thousands of pages", "word/test_closed_language.py"),
    "fil-aaben": ("the file must have been built before it is opened", "test_output.py"),
    "fil-aendret": ("the file must be saved while it is mended", "source/test_mending.py"),
    "for-mange-celler": ("it takes a table of 50,000 cells", "test_tables.py"),
    "indhold-mangler": ("the content must be moved after it is built", "test_review_command.py"),
    "ikke-maalt": ("it takes a LibreOffice that fails", "test_pages.py"),
}
if os.name != "posix":
    ELSEWHERE["uden-for-mappen"] = ("links need special rights on Windows", "test_project.py")

# What LibreOffice finds when the documents are written.
MEASURED = {"fylder-for-meget"}

SEVERITIES = {
    "**Fejl.**": {"error"},
    "**Advarsel.**": {"warning"},
    "**Fejl eller advarsel.**": {"error", "warning"},
}


@dataclass
class Entry:
    """A code on the page; `examples` are told apart by "Forkert" and "Rigtigt"."""

    group: str
    code: str
    severities: set[str] = field(default_factory=set)
    examples: dict[str, list[list[Block]]] = field(
        default_factory=lambda: {"Forkert": [], "Rigtigt": []}
    )


def entries() -> list[Entry]:
    """All codes on the page, in their order."""
    found: list[Entry] = []
    group, blocks = "", []
    for before, token in zip([None, *TOKENS], TOKENS, strict=False):
        if token.type == "fence" and found:
            blocks.append(Block(tuple(token.info.split()), token.content))
        if token.type != "inline" or before is None:
            continue
        if before.tag == "h2":
            group, blocks = token.content, []
        elif before.tag == "h3":
            found.append(Entry(group, token.content))
        elif found and token.content.startswith(("Forkert", "Rigtigt")):
            blocks = []
            found[-1].examples[token.content[:7]].append(blocks)
        elif found and not found[-1].severities:
            told = (known for word, known in SEVERITIES.items() if token.content.startswith(word))
            found[-1].severities = next(told, set())
    return found


ENTRIES = entries()
CODES = codes()


def test_the_page_has_every_code_once_and_no_other() -> None:
    assert sorted(entry.code for entry in ENTRIES) == sorted(CODES)


def test_the_codes_of_a_group_are_sorted() -> None:
    for _, group in groupby(ENTRIES, lambda entry: entry.group):
        found = [entry.code for entry in group]
        assert found == sorted(found)
    groups = [name for name, _ in groupby(ENTRIES, lambda entry: entry.group)]
    assert len(groups) == len(set(groups))


def test_the_list_at_the_top_leads_to_every_code() -> None:
    by_letter = groupby(sorted(CODES), lambda code: code[0])
    wanted = [
        f"- **{letter}**: {', '.join(f'[{code}](#{code})' for code in found)}"
        for letter, found in by_letter
    ]
    lines = [line for line in PAGE.splitlines() if line.startswith("- **")]
    assert lines == wanted
    inlines = [child for token in TOKENS for child in token.children or []]
    links = {str(child.attrs["href"]) for child in inlines if child.type == "link_open"}
    assert {link[1:] for link in links if link.startswith("#")} == CODES.keys()


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.code)
def test_each_code_is_told_as_bad_as_it_is_and_has_both_examples(entry: Entry) -> None:
    assert entry.severities
    assert CODES[entry.code] in (set(), entry.severities)
    assert all(entry.examples.values())
    assert all(blocks for examples in entry.examples.values() for blocks in examples)


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Stage:
    return Stage(tmp_path_factory.mktemp("shared"))


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.code)
def test_what_is_wrong_gives_the_code_and_what_is_right_gives_nothing(
    entry: Entry, shared: Stage, tmp_path: Path
) -> None:
    def act(word: str, number: int, blocks: list[Block]) -> set[tuple[str, str]]:
        name = f"{entry.code}-{word}-{number}"
        if stands_alone(blocks):
            return Stage(tmp_path / name).problems(blocks)
        return shared.problems(blocks, f"content/{name}")

    for number, blocks in enumerate(entry.examples["Rigtigt"]):
        assert act("rigtigt", number, blocks) == set(), f"Rigtigt {number + 1}"
    if entry.code in ELSEWHERE.keys() | MEASURED:
        return
    severities = set()
    for number, blocks in enumerate(entry.examples["Forkert"]):
        found = act("forkert", number, blocks)
        errors = {code for severity, code in found if severity == "error"}
        own = {severity for severity, code in found if code == entry.code}
        assert own, f"Forkert {number + 1} gives {found}"
        assert errors <= {entry.code}, f"Forkert {number + 1}"
        severities |= own
    assert severities == entry.severities


@pytest.mark.parametrize("code", sorted(MEASURED))
def test_what_is_wrong_on_the_page_is_measured(
    code: str, tmp_path: Path, tool: Callable[[str], str]
) -> None:
    tool("soffice")
    (entry,) = (entry for entry in ENTRIES if entry.code == code)
    stage = Stage(tmp_path / "stage")
    for word, examples in entry.examples.items():
        for number, blocks in enumerate(examples):
            stage.problems(blocks, f"content/{word}-{number}")
    found = stage.project.page_problems().problems()
    assert {(p.code, str(p.severity)) for p in found} == {(code, *entry.severities)}
    assert len({p.span.file for p in found}) == len(entry.examples["Forkert"])
    assert all("Forkert" in p.span.file for p in found)


def test_what_cannot_be_acted_out_is_tested_elsewhere() -> None:
    for code, (_, file) in ELSEWHERE.items():
        assert f'"{code}"' in (ROOT / "tests" / file).read_text("utf-8")
    assert ELSEWHERE.keys() | MEASURED <= CODES.keys()
