"""What a text in Markdown shows, by a few rules for lines: enough for the documents of this project.

A reader of its own: it takes nothing from `memo`, so that it fails where the files are wrong.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from tests.shown import Shown

MONTHS = {
    "da": "januar februar marts april maj juni juli august september oktober november december",
    "en": "January February March April May June July August September October November December",
}
# A number before the name of a month is a date.
_NO_DATE = rf"(?! (?:{'|'.join(MONTHS['da'].split())}))"
LABEL = re.compile(
    rf"(-|(?:[Aa][td] )?[0-9]+[.)]|[0-9]+(?:\.[0-9]+)+\.?|[a-z]\)|[a-z]\.|[ivx]+[.)]){_NO_DATE} +"
)
_MARKUP = [
    (re.compile(r"\[([^]^][^]]*)\](?:\{sprog=[a-z]+\}|\([^)]*\))"), r"\1"),
    (re.compile(r"<([a-z]+:[^>]+)>"), r"\1"),
    (re.compile(r"\[\^\w+\]"), ""),
    (re.compile(r"(\*\*?)(?=\S)(.+?)(?<=\S)\1", re.DOTALL), r"\2"),
    (re.compile(r"([\^~])([^\s^~]+)\1"), r"\2"),
]


@dataclass
class Text:
    """The paragraphs that one value shows, those of its tables among them, and its footnotes.

    `numbers` are those of the tables and figures of the document by their names.
    """

    source: str
    numbers: Mapping[str, str]
    paragraphs: list[Shown] = field(default_factory=list)
    notes: list[Shown] = field(default_factory=list)
    _open: list[Shown] | None = None
    _indent: int = 0

    def __post_init__(self) -> None:
        for source in self.source.split("\n"):
            line = re.sub("^(?: *> ?)+", "", source)
            self._line(line.strip(), len(line) - len(line.lstrip()))

    def _line(self, line: str, indent: int) -> None:
        if not line or line == "---" or re.fullmatch(r"\|[-:| ]+\|", line):
            self._open = None
        elif line.startswith("|"):
            self._row([cell.strip() for cell in line.strip("|").split("|")])
        elif heading := re.match("#+ ", line):
            self._begin(self.paragraphs, line[heading.end() :])
            self._open = None
        elif note := re.match(r"\[\^\w+\]: *", line):
            self._begin(self.notes, line[note.end() :])
        elif (label := LABEL.match(line)) and self._may_begin(label[1], indent):
            self._indent = indent
            self._begin(self.paragraphs, line[label.end() :], label[1])
        elif self._open is None:
            self._indent = indent
            self._begin(self.paragraphs, line)
        else:
            *_, above = self._open
            whole = f"{above.text} {line}".replace("\\ ", "\n")
            self._open[-1] = Shown(inline(whole, self.numbers), label=above.label)

    def _may_begin(self, label: str, indent: int) -> bool:
        """Whether a point begins here: a number that was wrapped to a new line begins none."""
        is_apart = self._open is None or bool(self._open[-1].label)
        return is_apart or label == "-" or indent < self._indent

    def _row(self, cells: list[str]) -> None:
        is_group = cells[0].startswith("**") and not any(cells[1:])
        for cell in cells[:1] if is_group else cells:
            self._begin(self.paragraphs, cell)
        self._open = None

    def _begin(self, paragraphs: list[Shown], text: str, label: str = "") -> None:
        paragraphs.append(Shown(inline(text, self.numbers), label=label))
        self._open = paragraphs


def inline(source: str, numbers: Mapping[str, str]) -> str:
    """The text of a paragraph without its markup."""
    text = re.sub(
        r"\[(\w+)\]\(#(\w+)\)", lambda found: f"{found[1]}\u00a0{numbers[found[2]]}", source
    )
    for pattern, instead in _MARKUP:
        text = pattern.sub(instead, text)
    return text
