"""The texts of a value's footnotes, and which of them are referred to."""

from __future__ import annotations

from markdown_it.token import Token

from memo.markdown.places import Places
from memo.problems import Report, Span, say


class Notes:
    """The footnotes of one value, by their labels."""

    def __init__(self, places: Places, report: Report) -> None:
        self._places = places
        self._report = report
        self._found: dict[str, list[Token]] = {}
        self._used: set[str] = set()

    def taken_from(self, tokens: list[Token]) -> list[Token]:
        """The tokens but those of the footnotes, which are kept."""
        into: list[list[Token]] = [[]]
        for token in tokens:
            if token.type == "footnote_reference_open":
                into.append([token])
                label = token.meta["label"]
                if label in self._found:
                    self._report_second(label, self._places.block(token))
                self._found[label] = into[-1]
            elif token.type == "footnote_reference_close":
                into.pop()
            else:
                into[-1].append(token)
        return into[0]

    def refer(self, label: str, span: Span) -> list[Token] | None:
        """The tokens of that footnote; None where it has no text or the text is used already."""
        tokens = self._found.get(label)
        if tokens is None:
            self._report.error(
                "fodnote-uden-tekst",
                span,
                say("the footnote {label} has no text", label=label),
                say("write a line [^{label}]: and the text, with an empty line above", label=label),
            )
            return None
        if label in self._used:
            self._report_second(label, span)
            return None
        self._used.add(label)
        return tokens

    def check(self) -> None:
        """Nothing; reports footnotes that no text refers to."""
        for label in self._found.keys() - self._used:
            self._report.error(
                "fodnote-uden-henvisning",
                self._places.block(self._found[label][0]),
                say("no text refers to the footnote {label}", label=label),
                say("write [^{label}] where its number is to stand", label=label),
            )

    def _report_second(self, label: str, span: Span) -> None:
        self._report.error(
            "fodnote-to-gange",
            span,
            say("the footnote {label} stands here for the second time", label=label),
            say("give each footnote a name of its own"),
        )
