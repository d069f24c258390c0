"""What the Unicode consortium knows of a language (CLDR), as far as documents need it.

Babel knows it too, and takes longer to load it than a memo takes to build.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from msgspec import Struct

from memo.cache import Cache, key_of


class Facts(Struct, frozen=True):
    """What a language prints between the digits of a number and the things of a row, and its dates.

    `long_date` is the pattern of a date in running text. The days begin with Monday; their names,
    and those of the months, are in small letters.
    """

    decimal: str
    group: str
    long_date: str
    weekdays: tuple[str, ...]
    months: tuple[str, ...]
    between_two: str
    after_first: str
    in_between: str
    before_last: str


def facts_of(locale: str) -> Facts:
    """The facts of the locale, as `da_DK`; those of Babel, kept in the user's cache folder."""
    cache = Cache.of_user()
    key = key_of("language", locale, _babel())
    known = cache.recall(key, Facts)
    if known is None:
        known = _facts(locale)
        cache.remember(key, known, Facts)
    return known


def _babel() -> str:
    """What tells this Babel from another; it is not loaded for that."""
    spec = find_spec("babel")
    assert spec is not None
    assert spec.origin is not None
    state = Path(spec.origin).stat()
    return f"{spec.origin} {state.st_size} {state.st_mtime_ns}"


def _facts(locale: str) -> Facts:
    from babel import Locale

    known = Locale.parse(locale)
    symbols = known.number_symbols["latn"]
    days, months = known.days["format"]["wide"], known.months["format"]["wide"]
    between = {place: _inner(each) for place, each in known.list_patterns["standard"].items()}
    return Facts(
        str(symbols["decimal"]),
        str(symbols["group"]),
        str(known.date_formats["long"].pattern),
        tuple(str(days[day]).lower() for day in range(7)),
        tuple(str(months[number]).lower() for number in range(1, 13)),
        between["2"],
        between["start"],
        between["middle"],
        between["end"],
    )


def _inner(pattern: str) -> str:
    return pattern.removeprefix("{0}").removesuffix("{1}")
