"""A value's Markdown, so that it says something else, and all else in it stays as it was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from memo.flat import Flat, without_origins
from memo.markdown.characters import Unsayable
from memo.markdown.flat import Form, flatten, is_faultless
from memo.markdown.layout import layout
from memo.markdown.sayable import sayable
from memo.markdown.writing import Care, Writing


def rewritten(value: str, wanted: Sequence[Flat], form: Form) -> str | None:
    """New Markdown for the value that says what is wanted; None where Markdown cannot say it.

    What it flattens to is `sayable(wanted)`, but for origins. Each stretch of `wanted` that has an
    origin stood there in `flatten(value, form)`; the others are the reviewer's. Every line of the
    value that need not change is as it was.
    """
    old = flatten(value, form)
    target = sayable(wanted)
    if _same(target, old):
        return value
    for care in Care:
        try:
            new = Writing(value, form, old, layout(value, form, old), target, care=care).value()
        except Unsayable:
            continue
        if _same(flatten(new, form), target) and (
            is_faultless(new, form) or not is_faultless(value, form)
        ):
            return new
    return None


def _same(flats: Sequence[Flat], others: Sequence[Flat]) -> bool:
    return len(flats) == len(others) and all(
        one is other or _equal(one, other) for one, other in zip(flats, others, strict=True)
    )


def _equal(one: Flat, other: Flat) -> bool:
    if replace(one, stretches=()) != replace(other, stretches=()) or one.text != other.text:
        return False
    return without_origins(one) == without_origins(other)
