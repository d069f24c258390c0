"""A link whose text does not say where it leads: "her", "læs mere".

A screen reader reads the links of a document as a list, without the sentences round them; the law
on the accessibility of public websites asks for texts that say enough by themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from memo.checks.check import Check, Finding
from memo.checks.paper import Paper
from memo.checks.wordings import link_of
from memo.problems import Severity, say

# Texts of these words alone say nothing; so do those of none.
_EMPTY_WORDS = {
    "her", "herfra", "denne", "dette", "det", "den", "følgende", "på", "via", "om", "og", "i",
    "se", "læs", "klik", "tryk", "find", "hent", "vis", "åbn", "mere", "link", "linket", "links",
    "videre", "side", "siden", "hjemmeside", "hjemmesiden", "webside", "websiden", "download",
    "pdf",
    "here", "click", "this", "the", "page", "website", "more", "read", "see", "at", "on", "for",
    "open",
}  # fmt: skip


def _find(paper: Paper) -> Iterator[Finding]:
    linked = [one for one in paper.wordings for inline in one.inlines if link_of(inline)]
    for wording in dict.fromkeys(linked):
        for start, end in wording.links():
            text = wording.text[start:end]
            if _EMPTY_WORDS.issuperset(re.findall(r"\w+", text.lower())):
                yield Finding(
                    wording.span(start, end),
                    say('the text "{text}" does not say where the link leads', text=text.strip()),
                    say(
                        "let the link stand on words that say it, as in [lov om aktiv indsats](...)"
                    ),
                )


CHECK = Check("linktekst-siger-intet", Severity.ERROR, _find)
