"""Text of a template that would be in another language than the document that it stands in."""

from __future__ import annotations

from msgspec import Struct, field

from memo.problems import say
from memo.word.checked_part import CheckedPart
from memo.word.marking import runs_of
from memo.word.pairing import TAG, TEXT_TAG
from memo.word.styles import Style, Styles
from memo.word.xml import Element, value_of, w

_CODE = "skabelon-sprog"
_HELP = say("mark it in Word and choose Danish under Review, Language, Set Proofing Language")


class Spoken(Struct):
    """The languages of one template; `tags` are those that its documents may be in, Danish first.

    A build puts the document's language for the template's own, but in its styles only: see
    `set_language`.
    """

    styles: Styles
    tags: tuple[str, ...]
    _told: set[str] = field(default_factory=set)

    def check_styles(self, part: CheckedPart) -> None:
        """Nothing; warns of a template that is in no language, or in another than Danish."""
        own, wanted = self.styles.language, self.tags[0]
        if own == wanted:
            return
        message = say("the template does not say which language it is in")
        if own:
            message = say(
                "the template is in the language {language}, and should be in {wanted}",
                language=own,
                wanted=wanted,
            )
        help = say(
            "choose Danish in Word under Review, Language, Set Proofing Language, and press Set As "
            "Default"
        )
        part.warning(_CODE, 1, message, help)

    def check(self, paragraph: Element, part: CheckedPart, line: int) -> None:
        """Nothing; warns of text in the paragraph that is in a language of its own.

        Words that a style puts in another language are meant so, unless content is printed there.
        """
        is_printed = bool(part.paragraphs[line - 1].forms)
        if is_printed:
            self.check_style(self._style(paragraph.find(f"{w('pPr')}/{w('pStyle')}")), part, line)
        for run in _shown(paragraph, part.paragraphs[line - 1].text):
            direct = value_of(run.find(f"{w('rPr')}/{w('lang')}"))
            reference = run.find(f"{w('rPr')}/{w('rStyle')}")
            if direct and self._differs(direct):
                message = say(
                    "this text is in the language {language}, whatever that of the document is",
                    language=direct,
                )
                part.warning(_CODE, line, message, _HELP)
            elif is_printed and not direct and reference is not None:
                self.check_style(self._style(reference), part, line)

    def check_style(self, style: Style, part: CheckedPart, line: int) -> None:
        """Nothing; warns, once, of a style that puts content in a language of its own."""
        language = style.language
        is_set = language in ("", self.styles.language)
        if is_set or not self._differs(language) or style.language_from in self._told:
            return
        self._told.add(style.language_from)
        message = say(
            'what is printed here is in the language {language}, that of the style "{style}"',
            language=language,
            style=style.language_from,
        )
        part.warning(_CODE, line, message, say("choose Danish as the language of the style"))

    def _style(self, reference: Element | None) -> Style:
        return self.styles.by_id(value_of(reference))

    def _differs(self, language: str) -> bool:
        """Whether any document would be in another language."""
        return any(tag != language for tag in self.tags)


def _shown(paragraph: Element, text: str) -> list[Element]:
    """The runs whose look is that of something on the page.

    A value takes the look of the first sign of its tag, and of the other tags nothing is left.
    """
    gone: set[int] = set()
    for tag in TAG.finditer(text):
        start, end = tag.span()
        gone.update(range(start + 1 if TEXT_TAG.match(tag[0]) else start, end))
    shown = (
        run
        for number, (run, char) in enumerate(zip(runs_of(paragraph), text, strict=False))
        if number not in gone and not char.isspace()
    )
    return list(dict.fromkeys(shown))
