"""What was found lately: a run of many documents does not keep all that it has read."""

from __future__ import annotations

from typing import TypeVar

_K = TypeVar("_K")
_V = TypeVar("_V")

# Documents that name one another mostly lie beside one another.
_MOST = 256


class Recent(dict[_K, _V]):
    """A dictionary of so many entries; with one more, the oldest is gone."""

    def __setitem__(self, key: _K, value: _V) -> None:
        super().__setitem__(key, value)
        if len(self) > _MOST:
            del self[next(iter(self))]
