"""New values out of what they should be: as text for the YAML, or gone from it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from memo.flat import Flat
from memo.formats import read_date
from memo.language import Language
from memo.markdown.rewriting import rewritten
from memo.problems import Message, say
from memo.review.looks import replaced_look
from memo.review.opening import Opened
from memo.review.printed import Occurrence
from memo.review.returned import PLAIN, Fault, Returned

Key = tuple[str, str]
"""A content file and the JSON pointer of a value in it, as they were when it was built."""

_UNWRITABLE = say("Markdown has no way to write this")
NO_NOTE = say("a footnote cannot stand here on the page")
_NO_DATE = say("this is no date that can be read: write it as it was, as in {example}")
_BASE_LOST = say("the YAML of this text cannot be told from the file")


class Result(Struct, frozen=True):
    """What a value should be in the YAML as it was; None where it should be gone.

    `was` is what it was, and `ids` the changes that make the difference.
    """

    key: Key
    was: str
    value: str | None
    ids: frozenset[str]
    occurrence: Occurrence


class Disagreement(Struct, frozen=True):
    """A value that is printed in several places and was changed differently in two of them."""

    key: Key
    results: tuple[Result, ...]


def results(
    found: Returned, opened: Opened, language: Language, faults: list[Fault]
) -> tuple[list[Result], list[Disagreement]]:
    """The new values, and those that cannot be told for they have become different things."""
    by_key: defaultdict[Key, list[Result]] = defaultdict(list)
    for result in _each(found, opened, language, faults):
        by_key[result.key].append(result)
    agreed, disagreements = [], []
    for key, own in by_key.items():
        changed = [each for each in own if each.value != each.was]
        if len({each.value for each in changed}) > 1:
            disagreements.append(Disagreement(key, tuple(changed)))
        elif changed:
            agreed.append(changed[0])
    return agreed, disagreements


def _each(
    found: Returned, opened: Opened, language: Language, faults: list[Fault]
) -> Iterator[Result]:
    touched = found.texts.keys() | found.gone
    there = [each for each in opened.printed.occurrences if each in touched]
    proses = [opened.value(each).value for each in there if each.form == "prose"]
    others = list(dict.fromkeys(value for value in proses if value))
    for occurrence in there:
        key = occurrence.address.file, occurrence.address.path
        ids = found.ids[occurrence]
        was = opened.value(occurrence).value
        if was is None:
            faults.append(Fault(ids, _BASE_LOST))
        elif occurrence in found.gone:
            yield Result(key, was, None, ids, occurrence)
        elif not opened.reader.is_another(occurrence, found.texts[occurrence]):
            yield Result(key, was, was, ids, occurrence)
        else:
            value = _written(occurrence, was, found.texts[occurrence], language, others)
            if isinstance(value, Message):
                faults.append(Fault(ids, value))
            else:
                yield Result(key, was, value, ids, occurrence)


def _written(
    occurrence: Occurrence,
    was: str,
    flats: tuple[Flat, ...],
    language: Language,
    others: Sequence[str],
) -> str | Message:
    """The value in the YAML that says the paragraphs, or why there is none.

    Of the `others`, paragraphs may have been moved to it.
    """
    if occurrence.form not in ("prose", "cell") and has_note(flats):
        return NO_NOTE
    if occurrence.form != "plain":
        new = rewritten(was, flats, occurrence.form, others)
        return _UNWRITABLE if new is None else new
    text = "".join(flat.text for flat in flats)
    if any(replaced_look(flat) for flat in flats):
        return PLAIN
    name, _, pattern = occurrence.slots[0].anchor.filter.partition(":")
    if name == "dato":
        return _date(text, was, pattern, language)
    return text + was[len(was.rstrip("\n")) :]


def has_note(flats: Iterable[Flat]) -> bool:
    """Whether the mark of a footnote stands in one of the paragraphs."""
    return any(each.thing == "footnote" for flat in flats for each in flat.stretches)


def _date(text: str, was: str, pattern: str, language: Language) -> str | Message:
    """The date as it is typed, of one that is printed in that pattern."""
    day = read_date(text.strip()) or language.read_date(text.strip(), pattern)
    if day is None:
        old = read_date(was)
        example = "" if old is None else language.date(old, pattern)
        return _NO_DATE.filled(example=example)
    return day.isoformat() if was[4:5] == "-" else f"{day.day:02}-{day.month:02}-{day.year:04}"
