"""A reference to an annex, a section, a table or a figure that the document does not have.

"jf. bilag 3", "bilag 1, 2 og 5A", "afsnit 2.1", "tabel 4". The numbers of annexes are those of the
field that the schema numbers (`x-nummereres`); of tables and figures, those of their captions; of
sections, those that stand in the headings, else their places among the `afsnit`. What belongs to
another paper is left alone: "bilag 1 til overenskomsten", "lovens bilag 2".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from memo.checks.check import Check, Finding
from memo.checks.paper import Paper
from memo.nodes import Mapping, Sequence
from memo.numbered import numbers_by_word
from memo.problems import Message, Severity, nearest, say

# Papers have no thousand annexes: what is longer is a year or the number of a case.
_NUMBER = r"[0-9]{1,3}[a-zA-Z]?(?!\w)"
_DOTTED = r"[0-9]{1,2}(?:\.[0-9]{1,2})*(?!\w)"
_AND = "(?:og|eller|samt|and|or)"
_OF_ANOTHER = re.compile(r"\s+(?:til|to|i|in|af|of|fra|from)\b")
# A word in the genitive before it; the others only end as one.
_GENITIVE = re.compile(r"(?<!\w)(?!(?:dels|ellers|vores|hos)\s)\w{2,}s\s+\Z", re.IGNORECASE)

_WORDS = {
    "tabel": {"da": "tabel(?:lerne)?", "en": "tables?"},
    "figur": {"da": "figur(?:erne)?", "en": "figures?"},
    "afsnit": {"da": "afsnit(?:tene)?", "en": "sections?"},
}
_ADD = say("add it to the document, or take the reference away")
_BY_NAME = say(
    "put the number right; as [tabel](#navn), with the name of the table, it is filled in"
)


@dataclass(frozen=True)
class _Target:
    """What a text may refer to: the words for it, its numbers, and the help where one is wrong."""

    words: str
    numbers: list[str]
    help: Message
    number: str = _NUMBER

    def references(self, text: str) -> Iterator[tuple[str, re.Match[str]]]:
        """Each number that the text refers to, with the word that it follows."""
        for match in self._pattern().finditer(text):
            other = _OF_ANOTHER.match(text, match.end()) or _GENITIVE.search(text[: match.start()])
            if not other:
                part = re.compile(self.number)
                for number in part.finditer(text, match.start("numbers"), match.end()):
                    yield match["word"], number

    def _pattern(self) -> re.Pattern[str]:
        """One of the words, and numbers: alone, in a row as "1, 2 og 5A", or as "1-3"."""
        # A second number must be one by itself, and not the beginning of "2,5" or "2. december".
        following = rf"{self.number}(?![.,][0-9]|\.\s+(?-i:[a-zæøå]))"
        more = rf"[-–]{following}|(?:,\s+{following})*\s+{_AND}\s+{following}"
        return re.compile(
            rf"(?<!\w)(?P<word>{self.words})\s+(?P<numbers>{self.number}(?:{more})?)", re.IGNORECASE
        )


def _find(paper: Paper) -> Iterator[Finding]:
    for target in _targets(paper):
        known = {number.lower() for number in target.numbers}
        for wording in paper.wordings:
            # A field such as the title is no running text: it may be named after what it holds.
            for word, number in () if wording.is_field else target.references(wording.text):
                # A number that is filled in is right.
                if wording.is_typed(number.start()) and number[0].lower() not in known:
                    yield Finding(
                        wording.span(*number.span()),
                        say(
                            'there is no "{word} {number}" in this document',
                            word=word,
                            number=number[0],
                        ),
                        nearest(number[0], target.numbers, target.help),
                    )


def _targets(paper: Paper) -> Iterator[_Target]:
    for word, numbers in numbers_by_word(paper.source, paper.root).items():
        other = paper.words.get(word, word)
        words = "|".join(re.escape(each) + "(?:ene)?" for each in (word, other))
        yield _Target(words, numbers, _ADD)
    code = paper.language.code
    for kind in ("tabel", "figur"):
        captions = [caption.number for caption in paper.captions if caption.kind == kind]
        words = _WORDS[kind][code]
        yield _Target(words, captions + _typed_captions(paper, words), _BY_NAME)
    sections = _sections(paper)
    if sections:
        yield _Target(_WORDS["afsnit"][code], sections, _ADD, _DOTTED)


def _typed_captions(paper: Paper, words: str) -> list[str]:
    """The numbers of captions that the author has typed as ordinary text."""
    caption = re.compile(rf"(?:{words})\s+({_NUMBER})(?:\s*[.:–-]|\Z)", re.IGNORECASE)
    found = (caption.match(wording.text) for wording in paper.wordings)
    return [match[1] for match in found if match]


def _sections(paper: Paper) -> list[str]:
    """The numbers of the sections, and of the points of lists; none where sections have none."""
    titles = [w for w in paper.wordings if w.heading or w.is_field]
    typed = [match[0] for title in titles if (match := re.match(_DOTTED, title.text))]
    entries = paper.source.root.entries if isinstance(paper.source.root, Mapping) else {}
    listed = entries.get("afsnit")
    counted = len(listed.items) if isinstance(listed, Sequence) else 0
    sections = typed or [str(number) for number in range(1, counted + 1)]
    points = [label.text.strip(".)") for label in paper.labels]
    return [*sections, *points] if sections else []


CHECK = Check("henvisning-findes-ikke", Severity.ERROR, _find)
