"""What may be somebody's CPR number, in a paper that is not confidential.

Ten digits of which the first six are a date. With a hyphen before the last four they always are
one, also with the year in four digits; without, only where the check digit agrees or the word CPR
stands before them, and not behind the name of another number: many numbers have ten digits. The
newest CPR numbers have no check digit. A document, or a group of fields in it, that says
`fortroligt: ja` may hold them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from memo.checks.check import Check, Finding
from memo.checks.paper import Paper
from memo.confidential import marked_in
from memo.formats import read_date
from memo.problems import Severity, say

_SPACE = r"[ \u00a0]"
_NUMBER = re.compile(
    rf"""
    (?P<day>[0-9][0-9])(?<![\w-]..)(?<![0-9][.,]..)(?P<between>{_SPACE}|[.]|)(?P<month>[0-9]{{2}})(?P=between)
    (?:(?<=[0-9]{{4}})(?P<century>19|20))?(?P<year>[0-9]{{2}})
    (?P<sign>{_SPACE}?[-\u2010\u2011–—−]{_SPACE}?|{_SPACE}|)
    (?P<serial>[0-9]{{4}})(?!\w|-[0-9]|[.,][0-9])
    """,
    re.VERBOSE,
)
_WEIGHTS = (4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
# What a text calls the number that it says next: CPR, or the number of something else.
# As texts: they are asked where a number was found, and take a while to make ready.
_NAMED = r"(?i)(?:cpr|person)\W?(?:n(?:r|ummer(?:et)?))?\W*(?:er\s+)?\Z"
_NAMED_OTHER = (
    r"(?i:isbn|ean|gln|p-?n|konto|tlf|telefon|faktura|ordre|matr|journal|sag)[\w-]*"
    r"(?:[\s.:]+(?i:nr|nummer|[0-9]{4}))?[\s.:]*\Z"
)
_BEFORE = 24
# Soft hyphens and the like come with pasted text; the number is read without them.
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")


def _find(paper: Paper) -> Iterator[Finding]:
    if not _NUMBER.search(_UNSEEN.sub("", paper.text)):
        return
    hidden = list(marked_in(paper.source.root)) if paper.source.root else []
    for wording in paper.wordings:
        text, places = _seen(wording.text)
        for match in _NUMBER.finditer(text):
            at = wording.offset(places[match.start()])
            if _may_be(match) and not any(node.start <= at < node.end for node in hidden):
                yield Finding(
                    wording.span(places[match.start()], places[match.end() - 1] + 1),
                    say("this may be a CPR number"),
                    say(
                        "take it away; where it must stand, write fortroligt: ja in the document "
                        "or beside the text"
                    ),
                )


def _seen(text: str) -> tuple[str, Sequence[int]]:
    """What a reader sees of the text, and the place of each of its characters."""
    if not _UNSEEN.search(text):
        return text, range(len(text))
    places = [place for place, char in enumerate(text) if not _UNSEEN.match(char)]
    return "".join(text[place] for place in places), places


def _may_be(match: re.Match[str]) -> bool:
    # Of a year in two digits the century is in the seventh digit; here any will do.
    days = (f"{match['day']}-{match['month']}-{century}{match['year']}" for century in (19, 20))
    if not any(map(read_date, days)):
        return False
    before = match.string[max(0, match.start() - _BEFORE) : match.start()]
    if match["sign"].strip() or re.search(_NAMED, before):
        return True
    if match["century"]:
        return False
    digits = [int(char) for char in match[0] if char.isdigit()]
    agrees = sum(w * digit for w, digit in zip(_WEIGHTS, digits, strict=True)) % 11 == 0
    return agrees and not re.search(_NAMED_OTHER, before)


CHECK = Check("cpr-nummer", Severity.ERROR, _find)
