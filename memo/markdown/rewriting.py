"""A value's Markdown, so that it says something else, and all else in it stays as it was."""

from __future__ import annotations

from collections.abc import Sequence

from memo.blocks import Form
from memo.flat import Flat, without_origins
from memo.markdown.characters import Unsayable
from memo.markdown.flat import flatten, is_faultless
from memo.markdown.layout import layout
from memo.markdown.recognising import recognised
from memo.markdown.sayable import sayable
from memo.markdown.writing import Care, Writing


def rewritten(value: str, wanted: Sequence[Flat], form: Form) -> str | None:
    """New Markdown for the value that says what is wanted; None where Markdown cannot say it.

    It flattens to `sayable(wanted, flatten(value, form))`, but for origins. Each stretch of
    `wanted` that has an origin stood there in `flatten(value, form)`; the others are the
    reviewer's. Every line of the value that need not change is as it was. A value with errors in it
    is not rewritten.
    """
    old = flatten(value, form)
    target = sayable(recognised(wanted, old), old)
    if _same(wanted, old) or _same(target, old):
        return value
    if not is_faultless(value, form):
        return None
    for care in Care:
        try:
            new = Writing(value, form, layout(value, form), target, care=care).value()
        except Unsayable:
            continue
        if _same(flatten(new, form), target) and is_faultless(new, form):
            return new
    return None


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
