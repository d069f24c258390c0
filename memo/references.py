"""Things with numbers, such as annexes, and the places in prose that refer to them.

`x-nummereres: bilag` stands at the property that is the number of each item of a list. A reference
is that word and a number, as in "jf. bilag 1" or "bilag 1, 2 og 5A".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Mapping as Names
from dataclasses import dataclass, field
from functools import cache

from memo.fields import Field
from memo.nodes import Mapping, Node, Scalar, Sequence, Source
from memo.problems import Report, nearest, say
from memo.scalars import offsets

UNNUMBERED = "uden"
"""What the author writes for the number of an item that is to have none."""

# Papers have no thousand annexes: what is longer is a year or the number of a case.
_NUMBER = r"[0-9]{1,3}[a-zA-Z]?(?!\w)"
# White space on one line, or wrapped to the next; but not on to a point of a list.
_GAP = r"(?:[^\S\n]+|[^\S\n]*\n[^\S\n]*(?![0-9]+[.)]\s))"
_AND = "(?:og|eller|samt|and|or)"
# A second number must be one by itself, and not the beginning of "2,5" or "2. december".
_NEXT = rf"{_NUMBER}(?![.,][0-9]|\.\s+(?-i:[a-zæøå]))"
# "bilag 1 til overenskomsten" is an annex of something else.
_OF_ANOTHER = re.compile(rf"{_GAP}(?:til|to)\b")


def numbers(sequence: Sequence, name: str) -> list[str]:
    """The number of each item as it is printed, "" for one that has none.

    `name` is that of the property with the number. Where the author leaves it out, the item gets
    the number after the last one before it, letters aside.
    """
    found: list[str] = []
    last = 0
    for item in sequence.items:
        typed = item.entries.get(name) if isinstance(item, Mapping) else None
        number = str(last + 1) if typed is None else ""
        if isinstance(typed, Scalar) and typed.value != UNNUMBERED:
            number = typed.value
        found.append(number)
        if digits := re.match("[0-9]{1,9}", number):
            last = int(digits[0])
    return found


def check_references(source: Source, root: Field, words: Names[str, str], report: Report) -> None:
    """Nothing; reports numbers that two items have, and references to items that are not there.

    `words` are those of the template, by their names: where the word that is numbered is one of
    them, references may also be in the document's language.
    """
    checker = _Checker(source, words, report)
    if source.root is not None and checker.gather_words(root):
        checker.gather(source.root, root)
        checker.check()


@dataclass
class _Checker:
    """Gathers the numbers and the prose of a document, and then holds one against the other."""

    source: Source
    words: Names[str, str]
    report: Report
    found: dict[str, list[str]] = field(default_factory=dict)
    """The numbers that there are, by the words that they belong to."""
    prose: list[Scalar] = field(default_factory=list)

    def gather_words(self, part: Field) -> bool:
        """Whether the schema numbers anything; also what the document has none of is gathered."""
        if part.numbered:
            self.found.setdefault(part.numbered, [])
        for sub in (*part.properties.values(), *([part.items] if part.items else [])):
            self.gather_words(sub)
        return bool(self.found)

    def gather(self, node: Node, part: Field) -> None:
        """Nothing; goes through the node and all in it."""
        if part.kind in ("line", "prose", "cell") and isinstance(node, Scalar):
            self.prose.append(node)
        elif isinstance(node, Sequence) and part.items:
            if part.kind == "prose":
                self.prose += [item for item in node.items if isinstance(item, Scalar)]
            for name, sub in part.items.properties.items():
                if sub.numbered:
                    self._gather_numbers(node, name, sub)
            for item in node.items:
                self.gather(item, part.items)
        elif isinstance(node, Mapping):
            for name, value in node.entries.items():
                if below := part.properties.get(name, part.items):
                    self.gather(value, below)

    def _gather_numbers(self, sequence: Sequence, name: str, part: Field) -> None:
        found = numbers(sequence, name)
        self.found[part.numbered] += [number for number in found if number]
        first: dict[str, Node] = {}
        for item, number in zip(sequence.items, found, strict=True):
            node = item.entries.get(name, item) if isinstance(item, Mapping) else item
            if number and first.setdefault(number.lower(), node) is not node:
                self._report_same(number, name, node, first[number.lower()])

    def _report_same(self, number: str, name: str, node: Node, first: Node) -> None:
        self.report.error(
            "samme-nummer",
            self.source.node_span(node),
            say(
                "the number {number} stands here for the second time; the first is in line {line}",
                number=number,
                line=self.source.node_span(first).line,
            ),
            say("write another number, or {name}: {none}", name=name, none=UNNUMBERED),
        )

    def check(self) -> None:
        """Nothing; reports each reference to a number that there is not."""
        for name, known in self.found.items():
            pattern = _pattern(name, self.words.get(name, name))
            lower = {number.lower() for number in known}
            for scalar in self.prose:
                wrong = [
                    (word, number)
                    for word, number in _references(pattern, scalar.value)
                    if number[0].lower() not in lower
                ]
                if wrong:
                    self._report_unknown(wrong, known, scalar)

    def _report_unknown(
        self, wrong: list[tuple[str, re.Match[str]]], known: list[str], scalar: Scalar
    ) -> None:
        places = offsets(self.source.text, scalar)  # of the whole text: once is enough
        for word, number in wrong:
            self.report.error(
                "henvisning-findes-ikke",
                self.source.span(places[number.start()], places[number.end() - 1] + 1),
                say('there is no "{word} {number}" in this document', word=word, number=number[0]),
                nearest(
                    number[0], known, say("add it to the document, or take the reference away")
                ),
            )


def _references(pattern: re.Pattern[str], text: str) -> Iterator[tuple[str, re.Match[str]]]:
    """Each number that the text refers to, with the word that it follows."""
    for match in pattern.finditer(text):
        if not _OF_ANOTHER.match(text, match.end()):
            for number in re.compile(_NUMBER).finditer(text, match.start("numbers"), match.end()):
                yield match["word"], number


@cache
def _pattern(*words: str) -> re.Pattern[str]:
    """One of the words, and numbers: alone, in a row as "1, 2 og 5A", or as "1-3"."""
    word = rf"(?<!\w)(?P<word>{'|'.join(map(re.escape, words))})(?:ene)?"
    more = rf"[-–]{_NEXT}|(?:,{_GAP}{_NEXT})*{_GAP}{_AND}{_GAP}{_NEXT}"
    return re.compile(rf"{word}{_GAP}(?P<numbers>{_NUMBER}(?:{more})?)", re.IGNORECASE)
