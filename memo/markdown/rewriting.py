"""A value's Markdown, so that it says something else, and all else in it stays as it was."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from msgspec.structs import replace

from memo.blocks import Form
from memo.flat import Flat, without_origins
from memo.markdown.characters import Unsayable
from memo.markdown.flat import flatten, is_faultless
from memo.markdown.layout import layout
from memo.markdown.paragraphs import may_be_old, text_of, typed_in
from memo.markdown.recognising import recognised
from memo.markdown.sayable import sayable
from memo.markdown.writing import Care, Writing


def rewritten(
    value: str, wanted: Sequence[Flat], form: Form, others: Sequence[str] = ()
) -> str | None:
    """New Markdown for the value that says what is wanted; None where Markdown cannot say it.

    It flattens to `sayable(wanted, flatten(value, form))`, but for origins. Each stretch of
    `wanted` that has an origin stood there in `flatten(value, form)`; the others are the
    reviewer's, or moved there from one of the `others`, values of prose: then they are as they were
    typed there. Every line of the value that need not change is as it was. A value with errors in
    it is not rewritten.
    """
    old = flatten(value, form)
    target = _found_again(sayable(recognised(wanted, old), old), old)
    if _same(wanted, old) or _same(target, old):
        return value
    if not is_faultless(value, form):
        return None
    is_any_new = form == "prose" and any(map(may_be_old, target))
    elsewhere = typed_in(others) if is_any_new else {}
    for care in Care:
        try:
            found = layout(value, form)
            new = Writing(value, form, found, target, elsewhere, care=care).value()
        except Unsayable:
            continue
        if _same(flatten(new, form), target) and is_faultless(new, form):
            return new
    return None


def _found_again(wanted: Sequence[Flat], old: Sequence[Flat]) -> Sequence[Flat]:
    """The same; a paragraph that has gone and come in elsewhere with the origins that it had."""
    kept = {each.origin[0] for flat in wanted for each in flat.stretches if each.origin}
    gone: defaultdict[Flat, list[Flat]] = defaultdict(list)
    for number, flat in enumerate(old):
        if number not in kept:
            gone[text_of(flat)].append(flat)
    return [
        replace(flat, stretches=gone[text_of(flat)].pop(0).stretches)
        if may_be_old(flat) and gone[text_of(flat)]
        else flat
        for flat in wanted
    ]


def _same(flats: Sequence[Flat], others: Sequence[Flat]) -> bool:
    flats, others = _said(flats), _said(others)
    return len(flats) == len(others) and all(
        one is other or _equal(one, other) for one, other in zip(flats, others, strict=True)
    )


def _said(flats: Sequence[Flat]) -> Sequence[Flat]:
    """The same; nothing where they are one empty line."""
    return () if len(flats) == 1 and flats[0] == Flat(()) else flats


def _equal(one: Flat, other: Flat) -> bool:
    if _place(one) != _place(other) or one.text != other.text:
        return False
    is_alike = len(one.stretches) == len(other.stretches) and all(
        (mine.run, mine.thing, mine.name) == (others.run, others.thing, others.name)
        for mine, others in zip(one.stretches, other.stretches, strict=True)
    )
    return is_alike or without_origins(one) == without_origins(other)


def _place(flat: Flat) -> tuple[object, ...]:
    return flat.kind, flat.level, flat.label, flat.quotes, flat.cell, flat.note
