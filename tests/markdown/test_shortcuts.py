"""What is plain at first sight is read as the parser would read it."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it.parser_inline import ParserInline

from memo.blocks import Form
from memo.captions import Captions
from memo.markdown import grammar, lines, read_line, read_lines, read_prose, words
from memo.problems import Problem, Report
from memo.source.nodes import Scalar, Source

# Words, and what begins a block or a sign, or nearly does.
PIECES = [
    *("ord", "Ord.", "er", "i", "I", "5", "33 af", "3,2 mio.", "1.240", "kr. 4", "æ", "§ 5", "(a"),
    *("1.", "2)", "a)", "iv.", "i.", "At 1)", "ad 2", "2.4", "12. maj", "3. Maj", "A.", "(1)"),
    *("-", "–", "+", "*", "#", "##", ">", "|", "|-", "|---|", "---|---", "-|-", ":-:", "a | b"),
    *("---", "===", "~~~", "```", "<", "<b>", ":::", "tabel:", "figur:", "[ ]", "[x]", "#Ord"),
    *("**", "*", "_", "__", "~", "^", "[", "]", "[^1]", "[^1]:", "](#x)", "{sprog=en}", "[a](#b)"),
    *("\\", "\\*", "!", "`", "==", "&amp;", "https://x.dk", "ord**ord**", "^[", "]{#", "]("),
    *(
        " ",
        "  ",
        "\t",
        "\u00a0",
        "\u3000",
        "\n",
        "\n",
        "\n",
        "\n\n",
        " \n",
        "  \n",
        "\n  ",
        "\n    ",
    ),
]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=14).flatmap(
    lambda pieces: st.sampled_from([" ".join(pieces), "".join(pieces)])
)


def shown(value: Any) -> Any:
    """The value with the offsets of each text in it, which are not compared by themselves."""
    if isinstance(value, tuple):
        return tuple(map(shown, value))
    if not hasattr(value, "__struct_fields__"):
        return None if isinstance(value, Captions) else value
    fields = {name: getattr(value, name) for name in value.__struct_fields__}
    if fields.get("offsets"):
        fields["offsets"] = fields["offsets"]()
    return type(value).__name__, {name: shown(field) for name, field in fields.items()}


def read(text: str, form: Form) -> tuple[Any, list[Problem]]:
    """What is read of the text that is a file's only scalar, and the problems."""
    report, captions = Report(), Captions()
    quoted = json.dumps(text, ensure_ascii=False)  # is YAML too
    source, scalar = Source("x.yaml", quoted), Scalar(0, len(quoted), text, '"')
    if form == "line":
        return shown(read_line(source, scalar, captions, report)), report.problems()
    if form == "lines":
        return shown(read_lines(source, scalar, captions, report)), report.problems()
    blocks = read_prose(source, scalar, captions, report, in_cell=form == "cell")
    return shown(blocks), report.problems()


@settings(max_examples=600)
@example("a~~~b~~~", "prose")
@given(TEXTS, st.sampled_from(["prose", "cell", "line", "lines"]))
def test_words_are_read_as_the_parser_reads_them(text: str, form: Form) -> None:
    found = read(text, form)
    with pytest.MonkeyPatch.context() as patch:
        nothing, anything = re.compile("(?!)"), re.compile("")
        patch.setattr(lines, "_WORDS", nothing)
        patch.setattr(lines, "_PLAIN", nothing)
        patch.setattr(grammar._parser().inline, "terminator_re", ParserInline().terminator_re)
        patch.setattr(words, "_SIGN", anything)
        patch.setattr(words, "_ORDINARY", nothing)
        assert found == read(text, form)
