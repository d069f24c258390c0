"""A name or a number of a part that is marked `fortroligt: ja`, which also stands in a public one.

The public version leaves the part out, and what makes it confidential may be read all the same.
Names are two or more words with a capital letter side by side, or one inside a sentence; numbers
are those of persons, telephones and cases, and amounts of four digits or more, however they are
divided: 1.234.567 is 1234567. A year is no such number, and a word that the schema prints is no
such name.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from memo.checks.check import Check, Finding
from memo.checks.paper import Paper
from memo.checks.wordings import Wording
from memo.confidential import marked_in
from memo.problems import Severity, say
from memo.source.nodes import Mapping, Node, Scalar, below

_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_SENTENCE_END = re.compile(r"[.!?:]")
_YEAR = re.compile("(?:19|20)[0-9]{2}")
# A name has few words, and what is written in capitals is short where it stands for a longer name.
_LONGEST_NAME = 5
_LONGEST_SHORT = 4
# A name that stands in more places than this is told of at the first.
_MOST_PLACES = 5
_MOST_LINES = 3


@dataclass(frozen=True)
class _Term:
    """A name or a number in a text; `key` is what makes it the same in another."""

    key: str
    start: int
    end: int


def _find(paper: Paper) -> Iterator[Finding]:
    root = paper.source.root
    if root is None:
        return
    hidden = _outermost(root)
    starts = [group.start for group in hidden]
    inside: list[Wording] = []
    public: list[Wording] = []
    for wording in paper.wordings:
        at = wording.offset(0)
        group = hidden[bisect_right(starts, at) - 1] if hidden else None
        is_inside = group is not None and group.start <= at < group.end
        (inside if is_inside else public).append(wording)
    terms = _Terms(paper)
    lines: dict[str, list[int]] = {}
    for key, line in (*_in_wordings(inside, terms), *_in_scalars(paper, hidden, terms)):
        known = lines.setdefault(key, [])
        if line not in known and len(known) < _MOST_LINES:
            known.append(line)
    yield from _findings(public, lines, terms)


def _outermost(root: Node) -> list[Mapping]:
    """The groups that are marked and stand in no other, in their order."""
    found: list[Mapping] = []
    for group in marked_in(root):
        if not found or group.start >= found[-1].end:
            found.append(group)
    return found


def _findings(
    public: list[Wording], lines: dict[str, list[int]], terms: _Terms
) -> Iterator[Finding]:
    """The public places of what stands in those lines of the confidential parts."""
    places: dict[str, list[tuple[Wording, _Term]]] = {}
    if lines:
        for wording in public:
            found = {term.key: term for term in reversed(list(terms.anywhere(wording.text)))}
            for key in found.keys() & lines.keys():
                places.setdefault(key, []).append((wording, found[key]))
    for key, found_at in places.items():
        for wording, term in found_at if len(found_at) <= _MOST_PLACES else found_at[:1]:
            yield _finding(wording, term, lines[key])


def _finding(wording: Wording, term: _Term, lines: list[int]) -> Finding:
    return Finding(
        wording.span(term.start, term.end),
        say(
            '"{text}" also stands in a part that is confidential: line {lines}',
            text=wording.text[term.start : term.end],
            lines=", ".join(map(str, lines)),
        ),
        say("see whether it may be public; if not, mark this part too, or write it otherwise"),
    )


def _in_wordings(wordings: list[Wording], terms: _Terms) -> Iterator[tuple[str, int]]:
    """The terms of the texts, with the lines that they stand in."""
    for wording in wordings:
        for term in terms.telling(wording.text):
            yield term.key, wording.span(term.start, term.end).line


def _in_scalars(paper: Paper, hidden: list[Mapping], terms: _Terms) -> Iterator[tuple[str, int]]:
    """The same of short values, such as a telephone number, which are no prose to any check."""
    for group in hidden:
        for scalar in _scalars(group):
            if "\n" not in scalar.value:
                line = paper.source.node_span(scalar).line
                yield from ((term.key, line) for term in terms.telling(scalar.value))


def _scalars(node: Node) -> Iterator[Scalar]:
    if isinstance(node, Scalar):
        yield node
    for inner in below(node):
        yield from _scalars(inner)


class _Terms:
    """Finds the names and numbers in texts of one paper."""

    def __init__(self, paper: Paper) -> None:
        self._numbers = _numbers(paper.language.group)
        common = [*paper.words.values(), *paper.language.weekdays, *paper.language.months]
        self._common = {_plain(word[0]) for text in common for word in _WORD.finditer(text)}
        self._own = set(_own_numbers(paper))

    def telling(self, text: str) -> Iterator[_Term]:
        """What may make a text confidential."""
        for run in _runs(text):
            begins = not run[0][1]
            # Of three, the first may have its capital letter from the sentence alone.
            words = [match for match, _ in run][begins and len(run) > 2 :]
            if len(words) > 1 or not begins:
                yield from self._name(words[:_LONGEST_NAME])
        yield from self._number_terms(text)

    def anywhere(self, text: str) -> Iterator[_Term]:
        """What may be the same as such a thing, wherever it stands in a sentence."""
        for run in _runs(text):
            words = [match for match, _ in run]
            for start in range(len(words)):
                for end in range(start + 1, min(len(words), start + _LONGEST_NAME) + 1):
                    yield from self._name(words[start:end])
        yield from self._number_terms(text)

    def _name(self, words: list[re.Match[str]]) -> Iterator[_Term]:
        key = " ".join(word[0] for word in words)
        is_short = len(words) == 1 and (
            len(key) == 1 or (key.isupper() and len(key) <= _LONGEST_SHORT)
        )
        if not is_short and not all(_plain(word[0]) in self._common for word in words):
            yield _Term(_plain(key), words[0].start(), words[-1].end())

    def _number_terms(self, text: str) -> Iterator[_Term]:
        for match in self._numbers.finditer(text):
            key = re.sub(r"\D", "", match["number"] or "")
            if key and not _YEAR.fullmatch(match[0]) and key not in self._own:
                yield _Term(key, *match.span())


def _runs(text: str) -> Iterator[list[tuple[re.Match[str], bool]]]:
    """Words with a capital letter that stand side by side, and whether each goes on a sentence."""
    run: list[tuple[re.Match[str], bool]] = []
    end, goes_on = 0, False
    for word in _WORD.finditer(text):
        gap = text[end : word.start()]
        goes_on = goes_on and not _SENTENCE_END.search(gap)
        if run and (gap.strip() or not goes_on):
            yield run
            run = []
        if word[0][0].isupper():
            run.append((word, goes_on))
        elif run:
            yield run
            run = []
        end, goes_on = word.end(), True
    if run:
        yield run


def _plain(name: str) -> str:
    """The name without the s of a genitive, in small letters."""
    return re.sub(r"(?<=\w\w)['’]?s\Z", "", name.lower())


@cache
def _numbers(group: str) -> re.Pattern[str]:
    """Numbers; those that are dates are found too, and are no `number`."""
    between = rf"[{re.escape(group)} \u00a0]"
    return re.compile(
        rf"""
        (?<![\w.,-])(?:
            [0-9]{{1,2}}[-./][0-9]{{1,2}}[-./][0-9]{{4}}
            |[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}
            |(?P<number>
                [0-9]{{4}}-[0-9]{{7}}(?:-[0-9]{{1,6}})?
                |[0-9]{{6}}[- ][0-9]{{4}}
                |[0-9]{{2}}(?:[ \u00a0][0-9]{{2}}){{3}}
                |[0-9]{{4}}[ \u00a0][0-9]{{4}}
                |[0-9]{{1,3}}(?:{between}[0-9]{{3}}){{1,6}}
                |[0-9]{{4,20}}
            )
        )(?!\w)
        """,
        re.VERBOSE,
    )


def _own_numbers(paper: Paper) -> Iterator[str]:
    """The numbers of the paper itself, which stand on its first page."""
    entries = paper.source.root.entries if isinstance(paper.source.root, Mapping) else {}
    for name, field in paper.root.properties.items():
        node = entries.get(name)
        if field.format in ("sagsnr", "dokumentnr") and isinstance(node, Scalar):
            yield re.sub(r"\D", "", node.value)


CHECK = Check("fortroligt-ogsaa-andre-steder", Severity.WARNING, _find)
