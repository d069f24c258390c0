"""The list of the styles that prose can need holds just those that the writers ask for."""

from __future__ import annotations

import ast

import pytest

from memo.word.names import FOOTNOTE_MARK, FOOTNOTE_TEXT, STYLES_OF_A_LINE, styles_of_prose
from memo.word.styles import Style, StyleName, Styles
from tests.conftest import ROOT, Paper
from tests.word.altered import alter, paragraph, printed, small_kind

EVERYTHING = """
tekst:
  - |
    # A

    ## B

    ### C

    > Citat

    **Fed**, *kursiv*, [lov om indsats](https://a.dk) og note.[^n]

    [^n]: Noten.

    - a
        - b
            - c
                - d
                    - e

    1. a
        1. b
            1. c
                1. d
                    1. e
  - tabel:
      titel: T
      hoved: [[X, Y]]
      rækker:
        - gruppe: G
        - [a, "1"]
        - sum: [I alt, "1"]
      noter: Note
  - figur: {fil: streg.png, alt: En streg}
"""


@pytest.mark.parametrize("above", [0, 1, 2])
def test_prose_with_everything_asks_for_just_the_styles_of_the_list(
    paper: Paper, above: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = set()
    find = Styles.find

    def note(self: Styles, wanted: StyleName) -> Style:
        asked.add(wanted)
        return find(self, wanted)

    monkeypatch.setattr(Styles, "find", note)
    picture = (ROOT / "docs" / "slide.png").read_bytes()
    (paper.content / "sag" / "streg.png").write_bytes(picture)
    small_kind(paper, "tekst: {$ref: ../memo/tekst.schema.yaml}", "Om sagen", "{{p tekst }}")
    if above:
        heading = paragraph("Om sagen", f"Overskrift{above}")
        alter(paper.templates / "prøve.docx", paragraph("Om sagen"), heading)
    assert printed(paper, EVERYTHING)
    assert asked == set(styles_of_prose(above, in_body=True))


def test_word_has_no_tenth_heading() -> None:
    wanted = [style.name for style in styles_of_prose(8, in_body=True)]
    assert [name for name in wanted if name.startswith("heading")] == ["heading 9"]


def test_prose_outside_the_body_has_no_footnotes() -> None:
    inside, outside = (set(styles_of_prose(1, in_body=where)) for where in (True, False))
    assert inside - outside == {FOOTNOTE_TEXT, FOOTNOTE_MARK}


def test_a_line_needs_what_prose_needs_for_its_words() -> None:
    assert set(STYLES_OF_A_LINE) <= set(styles_of_prose(0, in_body=False))


def test_the_writers_have_no_names_of_their_own() -> None:
    for path in (ROOT / "memo").rglob("*.py"):
        tree = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        calls = {
            node.func.id
            for node in tree
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
        }
        assert "StyleName" not in calls or path.stem == "names"
