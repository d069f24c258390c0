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
_DIGITS = r"[0-9]{1,3}(?:\.[0-9]{1,2})*[a-zA-Z]?"
_GOING_ON = r"[\w%]|[.,][0-9]|\.\s+[a-zæøå]|[-–][^\W\d]"
_COUNTED = "dage|uger|gange|sider|pct|mio|kr"
# Only the words are read in any case: a long pattern that is so throughout takes twice as long to
# compile.
_NUMBER = rf"{_DIGITS}(?!{_GOING_ON}|\s+(?i:{_COUNTED})\b)"
_NUMBERS = rf"{_NUMBER}(?:[-–]{_NUMBER})?"
_AND = "(?i:og|eller|samt|and|or)"
_OF_ANOTHER = re.compile(
    r"\s+(?:til|to|i|in|af|of|fra|from)\b|,?\s+(?:nr|pkt|punkt|litra|stk|artikel)\b"
)
_GENITIVE = re.compile(r"(?<!\w)(\w{2,30}[sS])\s+\Z")
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


def _find(paper: Paper) -> Iterator[Finding]:
    targets = list(_targets(paper))
    pattern = _pattern(tuple(target.words for target in targets))
    for wording, matches in groupby(paper.matches(pattern), itemgetter(0)):
        for match in _references(wording, [match for _, match in matches]):
            place, word = _word(match)
            target = targets[place]
            for number in re.finditer(_NUMBER, match["numbers"]):
                start = match.start("numbers") + number.start()
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


def _word(match: re.Match[str]) -> tuple[int, str]:
    """Which target a reference is to, by its place among them, and the word for it."""
    groups = list(match.groupdict().values())
    return next((place, word) for place, word in enumerate(groups) if word)


@cache
def _pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """One of the words, and numbers: alone, in a row as "1, 2 og 5A", or as "1-3"."""
    named = "|".join(f"(?P<word{place}>{each})" for place, each in enumerate(words))
    more = rf"(?:(?:,\s+{_NUMBERS})*\s+{_AND}\s+{_NUMBERS})?"
    return re.compile(rf"(?<!\w)(?i:{named})\s+(?P<numbers>{_NUMBERS}{more})")


def _references(wording: Wording, matches: list[re.Match[str]]) -> Iterator[re.Match[str]]:
    """Those of the matches in running text that refer to what may be of this document.

    A field such as the title is none: it may be named after what it holds.
    """
    text = wording.text
    last: re.Match[str] | None = None
    is_of_another = False
    for match in () if wording.is_field or wording.role == "quote" else matches:
        joined = last and _JOINED.fullmatch(text, last.end("numbers"), match.start())
        if not (joined and is_of_another):
            same = joined and last and _word(last)[0] == _word(match)[0]
            is_of_another = _is_of_another(text, match, after_comma=not same)
        if not is_of_another:
            yield match
        last = match


def _is_of_another(text: str, match: re.Match[str], *, after_comma: bool) -> bool:
    """Whether the words round a reference say that it is of another paper.

    `after_comma` where one may stand before the reference, as in "rapporten, tabel 3".
    """
    before = text[max(0, match.start() - _BEFORE) : match.start()]
    if _OF_ANOTHER.match(text, match.end("numbers")):
        return True
    if after_comma and before.rstrip().endswith(","):
        return True
    genitive = _GENITIVE.search(before)
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
    caption = re.compile(rf"(?i:{words})\s+({_NUMBER})(?:\s*[.:–-]|\s+[A-ZÆØÅ0-9]|\Z)")
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
    number = rf"({_DIGITS})(?!{_GOING_ON}|\s+(?:{_COUNTED})\b)[.)]?\s"
    found = (re.match(number, title) for title in titles)
    typed = [match[1] for match in found if match]
    # "3 forslag" is no third section.
    is_numbered = len(typed) > 1 and any(number.split(".")[0] == "1" for number in typed)
    sections = typed if is_numbered else [str(number) for number in range(1, len(items) + 1)]
    points = [re.sub(r"^\D+(?=\d)|\W+$", "", label.text) for label in paper.labels]
    return [*sections, *points] if sections else []


CHECK = Check("henvisning-findes-ikke", Severity.ERROR, _find)
