"""A link whose text does not say where it leads: "her", "læs mere".

A screen reader reads the links of a document as a list, without the sentences round them; the law
on the accessibility of public websites asks for texts that say enough by themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from memo.checks.check import Check, Finding
from memo.checks.paper import Paper
from memo.problems import Severity, say

_EMPTY_WORDS = {
    "her", "herfra", "denne", "dette", "dette link", "denne side", "denne hjemmeside",
    "klik", "klik her", "tryk her", "link", "linket", "mere", "læs mere", "læs mere her",
    "se her", "se mere", "se mere her", "find det her", "hent", "hent her", "download",
    "hjemmeside", "hjemmesiden", "here", "click here", "this", "this link", "this page",
    "more", "read more", "see more", "see here",
}  # fmt: skip


def _find(paper: Paper) -> Iterator[Finding]:
    for wording in paper.wordings:
        for start, end in wording.links():
            text = wording.text[start:end]
            words = " ".join(re.findall(r"\w+", text.lower()))
            if not words or words in _EMPTY_WORDS:
                yield Finding(
                    wording.span(start, end),
                    say('the text "{text}" does not say where the link leads', text=text.strip()),
                    say(
                        "let the link stand on words that say it, as in [lov om aktiv indsats](...)"
                    ),
                )


CHECK = Check("linktekst-siger-intet", Severity.ERROR, _find)
