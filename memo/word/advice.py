"""What a template's keeper should mend although a build copes with it: warnings, no errors."""

from __future__ import annotations

import re

from msgspec import Struct, field

from memo.problems import say
from memo.word import names
from memo.word.checked_part import CheckedPart
from memo.word.marking import runs_of
from memo.word.numbering import Lists
from memo.word.pairing import CURLY, TAG, TEXT_TAG, TYPE_STRAIGHT
from memo.word.places import Place
from memo.word.spoken import Spoken
from memo.word.styles import MissingStyle, StyleName, Styles
from memo.word.xml import Element, local_name, serialize, w

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
_SHAPE = "{urn:schemas-microsoft-com:vml}shape"
_IMAGE = "{urn:schemas-microsoft-com:vml}imagedata"
# What older programs show instead of the drawing beside it: the same thing again.
_INSTEAD = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"

# What Word notes of a run, and nobody sees; the last three are for Arabic, say.
_UNSEEN = ("lang", "noProof", "webHidden", "bCs", "iCs", "szCs")


class Advice(Struct):
    """Looks at one template, part by part. `spoken` knows the languages of its documents."""

    spoken: Spoken
    styles: Styles
    lists: Lists
    _told: set[str] = field(default_factory=set)

    def part(self, root: Element, part: CheckedPart, places: list[Place]) -> None:
        """Nothing; warns of all that should be mended in the part; `places` are its paragraphs'."""
        paragraphs = list(root.iter(w("p")))
        lines = {paragraph: line for line, paragraph in enumerate(paragraphs, 1)}
        _advise_on_pictures(root, part, lines)
        _advise_on_text_boxes(root, part, lines)
        for paragraph, line in lines.items():
            _advise_on_quotation_marks(part, line)
            _advise_on_looks(paragraph, part, line)
            self.spoken.check(paragraph, part, line)
            self._advise_on_unknown_styles(paragraph, part, line)
            needed = _needed(part.paragraphs[line - 1].forms, places[line - 1])
            self._advise_on_styles(needed, part, line)

    def _advise_on_unknown_styles(self, paragraph: Element, part: CheckedPart, line: int) -> None:
        """Nothing; warns, once, of a style that is named here and has been deleted."""
        for reference in paragraph.iter(w("pStyle"), w("rStyle")):
            id = reference.get(w("val"), "")
            if id not in self.styles and id not in self._told:
                self._told.add(id)
                part.warning(
                    "skabelon-mangler-typografi",
                    line,
                    say('the style "{id}" of this text is not in the template', id=id),
                    say("choose another style for it in Word, or make the style again"),
                )

    def _advise_on_styles(
        self, needed: tuple[StyleName, ...], part: CheckedPart, line: int
    ) -> None:
        missing = []
        for wanted in needed:
            try:
                style = self.styles.find(wanted)
                if wanted in names.styles_of_points():
                    self.lists.indent(style)
                self.spoken.check_style(style, part, line)
            except MissingStyle:
                missing.append(wanted.name)
        missing = [name for name in missing if name not in self._told]
        self._told.update(missing)
        if missing:
            part.warning(
                "skabelon-mangler-typografi",
                line,
                say(
                    "the template lacks styles that what is printed here can need: {names}",
                    names=", ".join(missing),
                ),
                say("make them in Word; docs/skabeloner.md tells their Danish names"),
            )


def _needed(forms: tuple[str, ...], place: Place) -> tuple[StyleName, ...]:
    """The names of the styles that tags of those forms can need."""
    if "p" in forms:
        return names.styles_of_prose(place.heading, in_body=place.in_body)
    return names.STYLES_OF_A_LINE if "r" in forms else ()


def _advise_on_quotation_marks(part: CheckedPart, line: int) -> None:
    tags = TAG.findall(part.paragraphs[line - 1].text)
    if any(CURLY.search(tag) for tag in tags if not tag.startswith("{#")):
        part.warning(
            "skabelon-anfoerselstegn",
            line,
            say("a tag holds curly quotation marks, which are read as straight ones"),
            TYPE_STRAIGHT,
        )


def _advise_on_looks(paragraph: Element, part: CheckedPart, line: int) -> None:
    """Nothing; warns of a tag partly bold, say: its text takes the look of its first sign."""
    runs = runs_of(paragraph)
    for tag in TAG.finditer(part.paragraphs[line - 1].text):
        looks = {_look(run) for run in dict.fromkeys(runs[slice(*tag.span())])}
        if TEXT_TAG.match(tag[0]) and len(looks) > 1:
            part.warning(
                "skabelon-delt-maerke",
                line,
                say('the tag "{tag}" is partly in another look', tag=tag[0]),
                say("mark all of the tag in Word, and give it one look"),
            )


def _look(run: Element) -> tuple[str, ...]:
    """How the run looks: its properties as text, less those that nobody sees."""
    properties = run.find(w("rPr"))
    shown = [] if properties is None else list(properties)
    return tuple(sorted(serialize(one).strip() for one in shown if local_name(one) not in _UNSEEN))


def _advise_on_pictures(root: Element, part: CheckedPart, lines: dict[Element, int]) -> None:
    for element in root.iter(_DRAWING, _SHAPE):
        drawing = next(element.iterancestors(w("drawing"), w("pict")), element)
        if _is_instead(element) or next(drawing.iter(w("txbxContent")), None) is not None:
            continue
        is_picture = element.tag == _DRAWING or element.find(_IMAGE) is not None
        if is_picture and not _is_described(element):
            part.warning(
                "skabelon-uden-alt",
                _line(element, lines),
                say(
                    'the picture "{name}" has no alternative text, and is not marked as decoration',
                    name=element.get("name") or element.get("id") or "",
                ),
                say(
                    "right-click it in Word, choose Edit Alt Text, and write what it shows or mark "
                    "it as decorative"
                ),
            )


def _is_described(element: Element) -> bool:
    text = element.get("descr") or element.get("alt") or ""
    mark = next(element.iter(_DECORATIVE), None)
    return bool(text.strip()) or (mark is not None and mark.get("val") in ("1", "true"))


def _advise_on_text_boxes(root: Element, part: CheckedPart, lines: dict[Element, int]) -> None:
    """Nothing; warns of text boxes without tags: those with tags are errors already."""
    for box in root.iter(w("txbxContent")):
        first = next(box.iter(w("p")), box)
        hanging_on = next(box.iterancestors(w("p")), box)
        text = "".join(t.text or "" for t in hanging_on.iter(w("t")))
        if not _is_instead(box) and not re.search(r"\{[{%]", text):
            part.warning(
                "skabelon-tekstboks",
                _line(first, lines),
                say("the template holds a text box"),
                say("use a frame instead: screen readers and reviewers miss text boxes"),
            )


def _is_instead(element: Element) -> bool:
    return next(element.iterancestors(_INSTEAD), None) is not None


def _line(element: Element, lines: dict[Element, int]) -> int:
    """The number of the paragraph that the element is or stands in."""
    return next((lines[one] for one in (element, *element.iterancestors()) if one in lines), 1)
