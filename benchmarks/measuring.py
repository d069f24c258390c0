"""Times of code that is run again and again, in turns with what it is compared with."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

# What `build.py` sets for itself.
_COLLECTING = (50_000, 20, 50)

MILLI = 1000


@dataclass(frozen=True)
class Spread:
    """Times in seconds: their median, the quarters below and above it, and the best."""

    median: float
    low: float
    high: float
    best: float
    rounds: int

    def shown(self) -> str:
        """In milliseconds, `12.3 (11.9-13.0)`: the median, and between what half of them lie."""
        median, low, high = (_digits(time * MILLI) for time in (self.median, self.low, self.high))
        return f"{median} ({low}-{high})"


def spread(seconds: Sequence[float]) -> Spread:
    """The times as one line of a table needs them."""
    median = statistics.median(seconds)
    low, high = median, median
    if len(seconds) > 1:
        low, _, high = statistics.quantiles(seconds, n=4, method="inclusive")
    return Spread(median, low, high, min(seconds), len(seconds))


def in_turns(
    contestants: Mapping[str, Callable[[int], object]],
    rounds: int,
    *,
    warm_up: int = 0,
    clock: Callable[[], float] = time.perf_counter,
) -> dict[str, list[float]]:
    """The seconds of each contestant in each round, by its name.

    All of them run in each round, which they are given the number of: so a machine that is slow for
    a while is so for all. The first is another in each round, and the rounds to warm up are not
    counted; their numbers are the first.
    """
    found: dict[str, list[float]] = {name: [] for name in contestants}
    for number in range(warm_up + rounds):
        turns = list(contestants.items())
        first = number % len(turns)
        for name, run in turns[first:] + turns[:first]:
            begin = clock()
            run(number)
            passed = clock() - begin
            if number >= warm_up:
                found[name].append(passed)
    return found


def collect_garbage_as_a_build_does() -> None:
    """Nothing; the garbage collector is left on, and set as in production."""
    gc.set_threshold(*_COLLECTING)


def _digits(number: float) -> str:
    """The number with as many decimals as mean anything."""
    return f"{number:,.{2 if number < 10 else 1 if number < 100 else 0}f}"
