"""Random memos in which every word stands once, so that an act can be told by the word it is on."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field

_SYLLABLES = "ba be bi bo da de di do fa fe fi fo ga ge gi go ka ke ki ko la le li lo ma me mi mo"
_HEAD = """skabelon: notat
sagsnr: 2016-0419401
dokumentnr: 2016-0419401-1
dato: 21-12-2016
til:
  - {first}
  - {second}
titel: {title}   # titlen
sagsbehandler: Anne Jensen
afsender: slk
afsnit:
"""


@dataclass
class Memo:
    """A memo's YAML; `paragraphs` are the words of each paragraph of its prose, with its kind."""

    yaml: str = ""
    paragraphs: list[tuple[str, list[str]]] = field(default_factory=list)


def memo(random: random.Random) -> Memo:
    """A memo of one to three sections, of all that prose can hold."""
    return _Author(random).memo()


class _Author:
    def __init__(self, random: random.Random) -> None:
        self._random = random
        self._words = self._endless()
        self._memo = Memo()

    def _endless(self) -> Iterator[str]:
        syllables, seen = _SYLLABLES.split(), set()
        while True:
            # No word of a template ends so.
            word = "".join(self._random.choices(syllables, k=self._random.randint(2, 4))) + "q"
            if word not in seen and not any(other.endswith(word) for other in seen):
                seen.add(word)
                yield word

    def memo(self) -> Memo:
        first, second, title = (" ".join(self._some(2, 4)).capitalize() for _ in range(3))
        yaml = _HEAD.format(first=first, second=second, title=title)
        for _ in range(self._random.randint(1, 3)):
            heading = self._some(1, 4)
            self._memo.paragraphs.append(("line", heading))
            yaml += f"  - overskrift: {' '.join(heading)}\n    tekst: |\n"
            lines = "\n\n".join(self._block() for _ in range(self._random.randint(1, 5))).split(
                "\n"
            )
            yaml += "".join(f"      {line}".rstrip() + "\n" for line in lines)
        self._memo.yaml = yaml
        return self._memo

    def _some(self, least: int, most: int) -> list[str]:
        return [next(self._words) for _ in range(self._random.randint(least, most))]

    def _block(self) -> str:
        make = self._random.choice(
            (self._paragraph, self._paragraph, self._list, self._numbered, self._table)
        )
        return make()

    def _paragraph(self) -> str:
        words = self._some(3, 25)
        self._memo.paragraphs.append(("text", words))
        return self._written(words, wraps=True)

    def _written(self, words: list[str], *, wraps: bool = False) -> str:
        found: list[str] = []
        for number, word in enumerate(words):
            sign = self._random.choice(("", "", "", "", "", "**", "*"))
            found.append(f"{sign}{word}{sign}")
            is_last = number == len(words) - 1
            breaks = wraps and self._random.random() < 0.1
            between = "\n" if breaks else self._random.choice((" ", ", ", "; "))
            found.append("" if is_last else between)
        return "".join(found) + "."

    def _list(self) -> str:
        lines = []
        for number in range(self._random.randint(2, 4)):
            words = self._some(1, 5)
            deeper = number and self._random.random() < 0.3
            self._memo.paragraphs.append(("point", words))
            lines.append(f"{'  ' if deeper else ''}- {self._written(words)}")
        return "\n".join(lines)

    def _numbered(self) -> str:
        lines = []
        for number in range(1, self._random.randint(3, 5)):
            words = self._some(1, 5)
            self._memo.paragraphs.append(("point", words))
            lines.append(f"{number}. {self._written(words)}")
        return "\n".join(lines)

    def _table(self) -> str:
        rows = [[self._some(1, 2) for _ in range(3)] for _ in range(self._random.randint(2, 4))]
        for row in rows[1:]:
            for cell in row:
                self._memo.paragraphs.append(("cell", cell))
        lines = [f"| {' | '.join(' '.join(cell) for cell in row)} |" for row in rows]
        return "\n".join([lines[0], "|---|---|---|", *lines[1:]])
