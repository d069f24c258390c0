"""A reference to an annex, a section, a table or a figure that the document does not have.

"jf. bilag 3", "bilag 1, 2 og 5A", "afsnit 2.1", "tabel 4". The numbers of annexes are those of the
field that the schema numbers (`x-nummereres`); of tables and figures, those of their captions; of
sections, those that stand in the headings, else their places among the `afsnit`. What belongs to
another paper is left alone: "bilag 1 til overenskomsten", "lovens bilag 2", "bilag 1, tabel 3",
"bilag 2, pkt. 10", and the words of another.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache, cached_property, partial
from itertools import groupby
from operator import itemgetter

from msgspec import Struct

from memo.blocks import CaptionKind
from memo.checks.check import Check, Finding
from memo.checks.paper import Paper
from memo.checks.wordings import Wording
from memo.problems import Message, Severity, nearest, say
from memo.schema.numbered import numbers_by_word
from memo.source.nodes import Mapping, Scalar, Sequence

# Papers have no thousand annexes: what is longer is a year or the number of a case. Nor is it the
# number of one what goes on as "2,5", "2. december" or "1-projekter".
_NUMBER = (
    r"[0-9]{1,3}(?:\.[0-9]{1,2})*[a-zA-Z]?"
    r"(?![\w%]|[.,][0-9]|\.\s+(?-i:[a-zæøå])|[-–][^\W\d]|\s+(?:dage|uger|gange|sider|pct|mio|kr)\b)"
)
_NUMBERS = rf"{_NUMBER}(?:[-–]{_NUMBER})?"
_AND = "(?:og|eller|samt|and|or)"
_OF_ANOTHER = r"\s+(?:til|to|i|in|af|of|fra|from)\b|,?\s+(?:nr|pkt|punkt|litra|stk|artikel)\b"
_GENITIVE = r"(?i)(?<!\w)(\w{2,30}s)\s+\Z"
# They end as a genitive does.
_NO_GENITIVES = {
    "dels", "ellers", "hos", "vores", "ses", "vises", "findes", "vedlægges", "fremlægges",
    "vedhæftes", "medsendes", "udsendes", "udleveres", "kaldes", "benævnes", "indsættes",
}  # fmt: skip
_JOINED = re.compile(rf",?\s+(?:{_AND}\s+)?")
_BEFORE = 40

_WORDS = {
    "tabel": {"da": "tabel(?:ler|lerne)?", "en": "tables?"},
    "figur": {"da": "figur(?:er|erne)?", "en": "figures?"},
    "afsnit": {"da": "afsnit(?:tene)?", "en": "sections?"},
}
_KINDS: tuple[CaptionKind, ...] = ("tabel", "figur")
_ADD = say("add it to the document, or take the reference away")
_BY_NAME = say(
    "put the number right; as [tabel](#navn), with the name of the table, it is filled in"
)


class _Target(Struct, frozen=True, dict=True):
    """What a text may refer to: a pattern of the words for it, its numbers, and the help.

    The numbers are looked for when a text refers to one.
    """

    words: str
    found: Callable[[], list[str]]
    help: Message

    @cached_property
    def numbers(self) -> list[str]:
        """The numbers that there are."""
        return self.found()

    @cached_property
    def known(self) -> set[str]:
        """The numbers in small letters."""
        return {number.lower() for number in self.numbers}


class _Reference(Struct, frozen=True):
    """A word for the target of that place among all, and numbers, from `first` to `end`."""

    place: int
    word: str
    start: int
    first: int
    end: int


def _find(paper: Paper) -> Iterator[Finding]:
    targets = list(_targets(paper))
    pattern = _pattern(tuple(target.words for target in targets))
    for wording, matches in groupby(paper.matches(pattern), itemgetter(0)):
        for reference in _references(wording, [match for _, match in matches]):
            word, target = reference.word, targets[reference.place]
            numbers = wording.text[reference.first : reference.end]
            for number in re.finditer(_NUMBER, numbers, re.IGNORECASE):
                start = reference.first + number.start()
                # A number that is filled in is right.
                if wording.is_typed(start) and number[0].lower() not in target.known:
                    yield Finding(
                        wording.span(start, start + len(number[0])),
                        say(
                            'there is no "{word} {number}" in this document',
                            word=word,
                            number=number[0],
                        ),
                        nearest(number[0], target.numbers, target.help),
                    )


@cache
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """One of the words, each a group of its own, before a number."""
    return re.compile(rf"(?<!\w)(?:({')|('.join(words)}))\s+(?=[0-9])", re.IGNORECASE)


def _references(wording: Wording, matches: list[re.Match[str]]) -> Iterator[_Reference]:
    """What begins with those words in running text, and may refer to what is of this document.

    A field such as the title does not: it may be named after what it holds.
    """
    text = wording.text
    last: _Reference | None = None
    is_of_another = False
    for match in () if wording.is_field or wording.role == "quote" else matches:
        place, first = (match.lastindex or 1) - 1, match.end()
        end = _end_of_numbers(text, first)
        if end is None:
            continue
        reference = _Reference(place, match[place + 1], match.start(), first, end)
        joined = last and _JOINED.fullmatch(text, last.end, reference.start)
        if not (joined and is_of_another):
            same = joined and last and last.place == place
            is_of_another = _is_of_another(text, reference, after_comma=not same)
        if not is_of_another:
            yield reference
        last = reference


def _end_of_numbers(text: str, start: int) -> int | None:
    """Where numbers end: one alone, a row as "1, 2 og 5A", or "1-3"; None where none begins."""
    alone = at = _end_behind(text, start, "")
    while at is not None and (more := _end_behind(text, at, r",\s+")):
        at = more
    return alone if at is None else _end_behind(text, at, rf"\s+{_AND}\s+") or alone


def _end_behind(text: str, start: int, between: str) -> int | None:
    """Where a number, or two as "1-3", ends that follows what stands between."""
    before = re.compile(between, re.IGNORECASE).match(text, start)
    found = before and re.compile(_NUMBERS, re.IGNORECASE).match(text, before.end())
    return found.end() if found else None


def _is_of_another(text: str, reference: _Reference, *, after_comma: bool) -> bool:
    """Whether the words round a reference say that it is of another paper.

    `after_comma` where one may stand before the reference, as in "rapporten, tabel 3".
    """
    before = text[max(0, reference.start - _BEFORE) : reference.start]
    if re.match(_OF_ANOTHER, text[reference.end :]):
        return True
    if after_comma and before.rstrip().endswith(","):
        return True
    genitive = re.search(_GENITIVE, before)
    return genitive is not None and genitive[1].lower() not in _NO_GENITIVES


def _targets(paper: Paper) -> Iterator[_Target]:
    for word, numbers in numbers_by_word(paper.source, paper.root).items():
        other = paper.words.get(word, word)
        words = "|".join(re.escape(each) + "(?:ene|es)?" for each in dict.fromkeys((word, other)))
        yield _Target(words, partial(list, numbers), _ADD)
    code = paper.language.code
    for kind in _KINDS:
        words = _WORDS[kind][code]
        yield _Target(words, partial(_captions, paper, kind, words), _BY_NAME)
    if sections := _sections(paper):
        yield _Target(_WORDS["afsnit"][code], partial(list, sections), _ADD)


def _captions(paper: Paper, kind: CaptionKind, words: str) -> list[str]:
    """The numbers of captions of that kind, and of those that the author has typed as text."""
    numbers = [caption.number for caption in paper.captions if caption.kind == kind]
    caption = re.compile(
        rf"(?:{words})\s+({_NUMBER})(?:\s*[.:–-]|\s+(?-i:[A-ZÆØÅ0-9])|\Z)", re.IGNORECASE
    )
    found = (caption.match(wording.text) for wording in paper.wordings)
    return numbers + [match[1] for match in found if match]


def _sections(paper: Paper) -> list[str]:
    """The numbers of the sections, and of the points of lists; none where sections have none."""
    entries = paper.source.root.entries if isinstance(paper.source.root, Mapping) else {}
    listed = entries.get("afsnit")
    items = listed.items if isinstance(listed, Sequence) else []
    heads = [item.entries.get("overskrift") for item in items if isinstance(item, Mapping)]
    titles = [head.value.lstrip("*_") for head in heads if isinstance(head, Scalar)]
    titles += [wording.text for wording in paper.wordings if wording.heading]
    found = (re.match(rf"({_NUMBER})[.)]?\s", title) for title in titles)
    typed = [match[1] for match in found if match]
    # "3 forslag" is no third section.
    is_numbered = len(typed) > 1 and any(number.split(".")[0] == "1" for number in typed)
    sections = typed if is_numbered else [str(number) for number in range(1, len(items) + 1)]
    points = [re.sub(r"^\D+(?=\d)|\W+$", "", label.text) for label in paper.labels]
    return [*sections, *points] if sections else []


CHECK = Check("henvisning-findes-ikke", Severity.ERROR, _find)
