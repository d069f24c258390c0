"""The numbers of a document's tables and figures, and the references to them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from memo.problems import Report, Span, nearest, say


class Captions:
    """Counts the captions of one document, each kind for itself.

    References are known when all of the document has been read: one may stand before its table.
    """

    def __init__(self) -> None:
        self._count: Counter[str] = Counter()
        self._found: dict[str, tuple[str, str]] = {}
        self._left_out: set[str] = set()
        self._references: list[tuple[str, Callable[[], Span]]] = []

    def add(self, kind: str, name: str, span: Span, report: Report) -> str:
        """The number of one more table or figure; `name`, or "", is what references call it."""
        self._count[kind] += 1
        number = str(self._count[kind])
        if name in self._found:
            report.error(
                "samme-navn",
                span,
                say('a table or figure is called "{name}" already', name=name),
                say("give it another name"),
            )
        elif name:
            self._found[name] = (kind, number)
        return number

    def leave_out(self, kind: str, name: str) -> None:
        """Nothing; one more table or figure, that keeps its number and is not shown.

        `name` is as in `add`.
        """
        self._count[kind] += 1
        if name:
            self._found[name] = (kind, str(self._count[kind]))
            self._left_out.add(name)

    def is_shown(self, name: str) -> bool:
        """Whether the table or figure of that name stands in the document."""
        return name in self._found and name not in self._left_out

    def refer(self, name: str, place: Callable[[], Span]) -> None:
        """Nothing; notes that a text refers to the table or figure of that name.

        The place is found where it must be told.
        """
        self._references.append((name, place))

    def number(self, name: str) -> str:
        """The number of that table or figure, "" where there is none."""
        return self._found.get(name, ("", ""))[1]

    def target(self, name: str) -> str:
        """What Word knows that table or figure by: its kind and number."""
        return "".join(self._found[name])

    def check_public(self, report: Report) -> None:
        """Nothing; reports references to what stands inside of what has been left out.

        The draft has been checked before, so all that is referred to is somewhere.
        """
        for name, place in self._references:
            if name not in self._found:
                report.error(
                    "henvisning-til-fortroligt",
                    place(),
                    say('"{name}" stands in a part that the public version leaves out', name=name),
                    say("take the reference away, or mark the part that it stands in too"),
                )

    def check(self, report: Report) -> None:
        """Nothing; reports references to what the document does not have."""
        for name, place in self._references:
            if name not in self._found:
                report.error(
                    "henvisning-findes-ikke",
                    place(),
                    say('no table or figure here is called "{name}"', name=name),
                    nearest(
                        name,
                        list(self._found),
                        say("give the table or figure a line: navn: {name}", name=name),
                    ),
                )
