"""A name or a number of what the public version leaves out, which also stands in a public part.

What makes it confidential may then be read all the same. An annex is left out too, or a part of it.
Names are two or more words with a capital letter side by side, or one inside a sentence; numbers
are those of persons, telephones and cases, and amounts of four digits or more, however they are
divided: 1.234.567 is 1234567. A year is no such number, and a word that the schema prints is no
such name.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cache, reduce
from itertools import islice

from msgspec import Struct

from memo.checks.check import Check, Finding
from memo.checks.left_out import Part, left_out, texts
from memo.checks.paper import Paper
from memo.checks.wordings import Wording
from memo.problems import Message, Severity, say
from memo.source.nodes import Mapping, Scalar

_WORD = r"[^\W\d_][\w'’-]*"
_SENTENCE_END = r"[.!?:]"
_YEAR = "(?:19|20)[0-9]{2}"
# A name has few words, and what is written in capitals is short where it stands for a longer name.
_LONGEST_NAME = 5
_LONGEST_SHORT = 4
# A name that stands in more places than this is told of at the first.
_MOST_PLACES = 5
_MOST_LINES = 3
_MOST_FILES = 3

_Lines = dict[str, dict[str, list[int]]]
"""Where each name or number stands in what is left out: the lines of each file."""


class _Term(Struct, frozen=True):
    """A name or a number in a text; `key` is what makes it the same in another."""

    key: str
    start: int
    end: int


def _find(paper: Paper) -> Iterator[Finding]:
    hidden = left_out(paper)
    if not hidden.parts and not hidden.annexes:
        return
    inside, public = _divided(paper, hidden.parts)
    terms = _Terms(paper)
    lines: _Lines = {}
    _note("", (*_in_wordings(inside, terms), *_in_scalars(paper, hidden.parts, terms)), lines)
    for name, annex in hidden.annexes.items():
        _note(name, _in_wordings(annex.wordings, _Terms(annex)), lines)
    yield from _findings(public, lines, terms)


def _divided(paper: Paper, parts: list[Part]) -> tuple[list[Wording], list[Wording]]:
    """The texts of the paper that stand in those parts of it, and the others."""
    starts = [node.start for node, _ in parts]
    inside: list[Wording] = []
    public: list[Wording] = []
    for wording in paper.wordings:
        at = wording.offset(0)
        before = bisect_right(starts, at)
        is_inside = before > 0 and at < parts[before - 1][0].end
        (inside if is_inside else public).append(wording)
    return inside, public


def _note(file: str, found: Iterable[tuple[str, int]], lines: _Lines) -> None:
    """Nothing; takes in the terms with their lines in that file, "" the paper's own."""
    for key, line in found:
        known = lines.setdefault(key, {}).setdefault(file, [])
        if line not in known and len(known) < _MOST_LINES:
            known.append(line)


def _findings(public: list[Wording], lines: _Lines, terms: _Terms) -> Iterator[Finding]:
    """The public places of what stands in those lines of what is left out."""
    places: dict[str, list[tuple[Wording, _Term]]] = {}
    if lines:
        for wording in public:
            found = {term.key: term for term in reversed(list(terms.anywhere(wording.text)))}
            for key in found.keys() & lines.keys():
                places.setdefault(key, []).append((wording, found[key]))
    for key, found_at in places.items():
        for wording, term in found_at if len(found_at) <= _MOST_PLACES else found_at[:1]:
            yield _finding(wording, term, lines[key])


def _finding(wording: Wording, term: _Term, lines: dict[str, list[int]]) -> Finding:
    told = [_told(file, found) for file, found in islice(lines.items(), _MOST_FILES)]
    return Finding(
        wording.span(term.start, term.end),
        say(
            '"{text}" also stands in a part that is confidential: {places}',
            text=wording.text[term.start : term.end],
            places=reduce(_joined, told),
        ),
        say("see whether it may be public; if not, mark this part too, or write it otherwise"),
    )


def _told(file: str, lines: list[int]) -> Message:
    shown = ", ".join(map(str, lines))
    if file:
        return say("{file}: line {lines}", file=file, lines=shown)
    return say("line {lines}", lines=shown)


def _joined(places: Message, more: Message) -> Message:
    return say("{places}; {more}", places=places, more=more)


def _in_wordings(wordings: list[Wording], terms: _Terms) -> Iterator[tuple[str, int]]:
    """The terms of the texts, with the lines that they stand in."""
    for wording in wordings:
        for term in terms.telling(wording.text):
            yield term.key, wording.span(term.start, term.end).line


def _in_scalars(paper: Paper, hidden: list[Part], terms: _Terms) -> Iterator[tuple[str, int]]:
    """The same of short values, such as a telephone number, which are no prose to any check."""
    for part in hidden:
        for scalar in texts(part):
            if "\n" not in scalar.value:
                line = paper.source.node_span(scalar).line
                yield from ((term.key, line) for term in terms.telling(scalar.value))


class _Terms:
    """Finds the names and numbers in texts of one paper."""

    def __init__(self, paper: Paper) -> None:
        self._numbers = _numbers(paper.language.group)
        common = [*paper.words.values(), *paper.language.weekdays, *paper.language.months]
        self._common = {_plain(word[0]) for text in common for word in re.finditer(_WORD, text)}
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
            if key and not re.fullmatch(_YEAR, match[0]) and key not in self._own:
                yield _Term(key, *match.span())


def _runs(text: str) -> Iterator[list[tuple[re.Match[str], bool]]]:
    """Words with a capital letter that stand side by side, and whether each goes on a sentence."""
    run: list[tuple[re.Match[str], bool]] = []
    end, goes_on = 0, False
    for word in re.finditer(_WORD, text):
        gap = text[end : word.start()]
        goes_on = goes_on and not re.search(_SENTENCE_END, gap)
        if run and (gap.strip() or not goes_on):
            yield run
            run = []
        # Only half of a word ends in a hyphen: "Beskæftigelses- og Integrationsforvaltningen".
        if word[0][0].isupper() and not word[0].endswith("-"):
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
