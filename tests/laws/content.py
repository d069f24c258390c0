"""Random papers of all kinds in which every word stands once, so that an act can be told by the word it is on."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_SYLLABLES = "ba be bi bo da de di do fa fe fi fo ga ge gi go ka ke ki ko la le li lo ma me mi mo"


@dataclass(frozen=True)
class _Kind:
    """How a kind of paper holds its text: {a kind of paragraph} stands for one, {prose} for prose."""

    head: str
    begin: str
    section: str
    end: str = ""
    is_open: bool = True
    """Whether it has as many sections as one likes."""


_SECTION = "  - overskrift: {line}\n    tekst:{prose}"
_SENT = "sagsnr: 2016-0419401\ndato: 21-12-2016\nafsender: slk\n"
_KINDS = {
    "notat": _Kind(
        f"{_SENT}dokumentnr: 2016-0419401-1\ntil:\n  - {{part}}\n  - {{part}}   # den anden\n"
        "titel: {field}   # titlen\nsagsbehandler: {field}\n",
        "afsnit:\n", _SECTION,
    ),
    "bilag": _Kind("titel: {field}\nundertitel: {field}\n", "afsnit:\n", _SECTION),
    "slides": _Kind("titel: {field}\nforedragsholder: {part}\n", "slides:\n", _SECTION),
    "brev": _Kind(
        f"{_SENT}modtager:\n  navn: {{field}}\n  adresse:\n    - {{field}} # vejen\n    - {{field}}\n"
        "titel: {field}\n",
        "afsnit:\n", _SECTION, "underskrivere:\n  - navn: {field}\n    stilling: {field}\n",
    ),
    "referat": _Kind(
        f"{_SENT}møde: {{field}}\ntid: kl. 9-10\nsted: {{part}}\ndeltagere:\n  - {{part}}\n  - {{part}}\n",
        "punkter:\n",
        "  - titel: {line}\n    sagsfremstilling:{prose}    beslutning:{prose}",
    ),
    "indstilling": _Kind(
        "sagsnr: 2016-0419401\nmødedato: 21-12-2016\nafsender: slk\nudvalg: {field}\ntitel: {field}\n",
        "", "problemstilling:{prose}# forslaget\nløsning:{prose}økonomi:{prose}", is_open=False,
    ),
}  # fmt: skip
KINDS = tuple(_KINDS)
# Words that stand everywhere in a paper, and signs that Word sets right.
_BETWEEN = (" ", " ", ", ", "; ", " og ", " af ", " i den ", " - ", ': "ja" ', " ... ")


@dataclass
class Written:
    """A paragraph by its words; `section` counts the sections, -1 outside them.

    `kind` is text, point, cell, head, line, part, field, caption, note, footnote, quote or heading.
    `group` tells the paragraphs of one value from those of others, `depth` is that of a point.
    """

    kind: str
    words: list[str]
    section: int
    group: int
    depth: int = 0


@dataclass
class Paper:
    """A paper's YAML, and its paragraphs in their order, footnotes where they are written."""

    kind: str
    yaml: str = ""
    paragraphs: list[Written] = field(default_factory=list)
    sections: int = 0


def paper(random: random.Random, kind: str) -> Paper:
    """A paper of that kind, of one or two sections, of all that prose can hold."""
    return _Author(random, kind).paper()


class _Author:
    def __init__(self, random: random.Random, kind: str) -> None:
        self._random = random
        self._words = self._endless()
        self._paper = Paper(kind)
        self._section = -1
        self._group = 0
        self._notes: list[str] = []

    def _endless(self) -> Iterator[str]:
        syllables, seen = _SYLLABLES.split(), set()
        while True:
            # No word of a template ends so.
            word = "".join(self._random.choices(syllables, k=self._random.randint(2, 4))) + "q"
            if word not in seen and not any(other.endswith(word) for other in seen):
                seen.add(word)
                yield word

    def paper(self) -> Paper:
        """The paper."""
        form = _KINDS[self._paper.kind]
        yaml = f"skabelon: {self._paper.kind}\n{self._filled(form.head)}{form.begin}"
        self._paper.sections = self._random.randint(1, 2) if form.is_open else 1
        for section in range(self._paper.sections):
            self._section = section
            yaml += self._filled(form.section)
        self._section = -1
        self._paper.yaml = yaml + self._filled(form.end)
        return self._paper

    def _filled(self, text: str) -> str:
        return re.sub(r"\{(\w+)\}", lambda found: self._value(found[1]), text)

    def _value(self, kind: str) -> str:
        if kind != "prose":
            return " ".join(self._new(kind, 2, 4))
        return self._flow() if self._random.random() < 0.3 else " |\n" + self._prose(6)

    def _flow(self) -> str:
        """Prose and tables of rows, one after another."""
        found = "\n"
        for number in range(self._random.randint(1, 3)):
            is_table = number and self._random.random() < 0.6
            found += self._rows() if is_table else "      - |\n" + self._prose(8, most=2)
        return found

    def _prose(self, indent: int, most: int = 3) -> str:
        self._group += 1
        self._notes = []
        blocks = [self._block() for _ in range(self._random.randint(1, most))]
        lines = "\n\n".join([*blocks, *self._notes]).split("\n")
        return "".join(f"{' ' * indent}{line}".rstrip() + "\n" for line in lines)

    def _some(self, least: int, most: int) -> list[str]:
        return [next(self._words) for _ in range(self._random.randint(least, most))]

    def _new(self, kind: str, least: int, most: int, depth: int = 0) -> list[str]:
        """The words of a new paragraph."""
        words = self._some(least, most)
        if kind in ("line", "part", "field", "caption", "note", "row", "head"):
            self._group += 1
        kind = "cell" if kind == "row" else kind
        self._paper.paragraphs.append(Written(kind, words, self._section, self._group, depth))
        return words

    def _block(self) -> str:
        make = self._random.choice(
            (
                self._paragraph, self._paragraph, self._paragraph, self._list, self._list,
                self._numbered, self._table, self._quote, self._heading,
            )
        )  # fmt: skip
        return make()

    def _paragraph(self) -> str:
        text = self._written(self._new("text", 3, 15), wraps=True)
        if self._random.random() < 0.2:
            name = next(self._words)
            self._notes.append(f"[^{name}]: {self._written(self._new('footnote', 2, 6))}")
            text += f"[^{name}]"
        return text

    def _quote(self) -> str:
        return f"> {self._written(self._new('quote', 2, 8))}"

    def _heading(self) -> str:
        return f"# {' '.join(self._new('heading', 1, 3))}\n\n{self._paragraph()}"

    def _written(self, words: list[str], *, wraps: bool = False) -> str:
        found: list[str] = []
        count = len(words)
        for number, word in enumerate(tuple(words)):
            is_mixed = len(words) > 2 and len(word) > 6 and self._random.random() < 0.1
            if is_mixed:  # bold inside a word: no act is told by it
                words.remove(word)
            found.append(f"{word[:3]}**{word[3:]}**" if is_mixed else self._dressed(word))
            is_last = number == count - 1
            breaks = wraps and self._random.random() < 0.1
            between = "\n" if breaks else self._random.choice(_BETWEEN)
            found.append("" if is_last else between)
        return "".join(found) + "."

    def _dressed(self, word: str) -> str:
        if self._random.random() < 0.04:
            return f"[{word}](https://{word}.example)"
        sign = self._random.choice(("", "", "", "", "", "**", "*"))
        return f"{sign}{word}{sign}"

    def _list(self) -> str:
        lines, depth = [], 0
        for number in range(self._random.randint(2, 5)):
            depth = self._random.randint(0, min(depth + 1, 2)) if number else 0
            words = self._new("point", 1, 5, depth + 1)
            lines.append(f"{'  ' * depth}- {self._written(words)}")
        return "\n".join(lines)

    def _numbered(self) -> str:
        lines = []
        for number in range(1, self._random.randint(3, 5)):
            lines.append(f"{number}. {self._written(self._new('point', 1, 5, 1))}")
            if self._random.random() < 0.3:
                for label in "ab":
                    words = self._new("point", 1, 4, 2)
                    lines.append(f"   {label}) {self._written(words)}")
        return "\n".join(lines)

    def _table(self) -> str:
        rows = [[" ".join(self._new("head", 1, 2)) for _ in range(3)]]
        rows += [
            [" ".join(self._new("cell", 1, 2)) for _ in range(3)]
            for _ in range(self._random.randint(1, 3))
        ]
        lines = [f"| {' | '.join(row)} |" for row in rows]
        return "\n".join([lines[0], "|---|---|---|", *lines[1:]])

    def _rows(self) -> str:
        """A table that the YAML holds row by row."""
        title = " ".join(self._new("caption", 1, 4))
        head = ", ".join(" ".join(self._new("head", 1, 2)) for _ in range(3))
        found = f"      - tabel:\n          titel: {title}\n          hoved: [[{head}]]\n"
        found += "          rækker:\n"
        for _ in range(self._random.randint(2, 3)):
            cells = (" ".join(self._new("row", 1, 2)) for _ in range(3))
            found += f"            - [{', '.join(cells)}]\n"
        if self._random.random() < 0.5:
            found += f"          noter: {' '.join(self._new('note', 2, 5))}\n"
        return found
