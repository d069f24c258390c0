"""A part of a template while it is checked: its paragraphs, and where its problems are."""

from __future__ import annotations

from msgspec import Struct, field

from memo.fields import Printed
from memo.filters import FILTERS
from memo.problems import Message, Report, Span, say


class TaggedParagraph(Struct, frozen=True):
    """What is known of a paragraph of the template: its text, and the form of each printing tag."""

    text: str
    forms: tuple[str, ...]


class CheckedPart(Struct):
    """A part of a template while it is checked: where its problems are, and its paragraphs.

    `printed` takes up what the template prints, in the order of reading. `is_story` is False for
    the document properties, which have no paragraphs.
    """

    file: str
    name: Message
    paragraphs: list[TaggedParagraph]
    report: Report
    printed: list[Printed]
    is_story: bool = True
    faulty: set[int] = field(default_factory=set)
    """The lines at which there are problems."""

    def span(self, line: int) -> Span:
        """The place of a paragraph: while its part is checked, each is a line of its own."""
        text = self.paragraphs[line - 1].text if line <= len(self.paragraphs) else ""
        line = line if self.is_story else 0
        return Span(self.file, line, 1, line, 1, text, self.name)

    def note(self, path: str, line: int) -> None:
        """Nothing; notes that the field of that path is printed at that line."""
        self.printed.append(Printed(path, self.span(line)))

    def error(self, code: str, line: int, message: Message, help: Message) -> None:
        """Nothing; reports a problem at that line."""
        self.faulty.add(line)
        self.report.error(code, self.span(line), message, help)

    def warning(self, code: str, line: int, message: Message, help: Message) -> None:
        """Nothing; reports what should be mended at that line, and stops no document."""
        self.report.warning(code, self.span(line), message, help)

    def refuse(self, line: int) -> None:
        """Nothing; reports a tag that the closed language does not have."""
        self.error(
            "skabelon-ikke-tilladt",
            line,
            say("the template uses a tag that is not part of the template language"),
            say(
                "use fields, for, if with == and !=, and the filters {names}",
                names=" ".join(f'"{name}"' for name in FILTERS),
            ),
        )
