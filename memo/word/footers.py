"""Whether a draft says on each of its pages that it is one: a warning, for a build copes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from memo.fields import DRAFT_KEY
from memo.problems import Report, Span, say
from memo.word.package import related_parts, relationships
from memo.word.xml import Element, R, is_on, parse, w

_FIRST, _EVEN, _OTHERS = "first", "even", "default"

_LABELS = {
    _FIRST: say("footer of the first page"),
    _EVEN: say("footer of even pages"),
    _OTHERS: say("footer"),
}


def advise_on_drafts(
    parts: Mapping[str, bytes], main: str, marked: set[str], file: str, report: Report
) -> None:
    """Nothing; warns of each footer in use that does not print the draft's mark, or is not there.

    `marked` are the names of the parts that print it, `file` is what the user sees the template
    called. Raises XmlFault.
    """
    body = parse(parts[main])
    sections = list(body.iter(w("sectPr"))) or [body]  # without one, the pages have no footer
    settings = [parse(parts[name]) for name in related_parts(parts, main, "settings")]
    has_even = any(is_on(root.find(w("evenAndOddHeaders"))) for root in settings)
    targets = {relation.id: relation.target for relation in relationships(parts, main)}
    told: set[str] = set()
    for number, pages, footer in _footers(sections, targets, has_even=has_even):
        if footer in marked or (footer or pages) in told:
            continue
        told.add(footer or pages)
        label = _LABELS[pages]
        if len(sections) > 1:
            label = say("{part} in section {number}", part=label, number=number)
        report.warning(
            "skabelon-uden-udkast",
            Span(file, 0, 1, 0, 1, "", label),
            say('it does not print "{name}": a draft looks like the final version', name=DRAFT_KEY),
            say("write {{{{ {name} }}}} there, under Insert, Footer, Edit Footer", name=DRAFT_KEY),
        )


def _footers(
    sections: list[Element], targets: Mapping[str, str], *, has_even: bool
) -> Iterator[tuple[int, str, str]]:
    """The footers in use: the number of the section, which pages, and the name of the part.

    A section without one goes on with that of the section before; "" where there is none.
    """
    current: dict[str, str] = {}
    for number, section in enumerate(sections, 1):
        for reference in section.iterfind(w("footerReference")):
            target = targets.get(reference.get(f"{{{R}}}id", ""), "")
            current[reference.get(w("type"), _OTHERS)] = target
        in_use = {_FIRST: is_on(section.find(w("titlePg"))), _EVEN: has_even, _OTHERS: True}
        for pages in _LABELS:
            if in_use[pages]:
                yield number, pages, current.get(pages, "")
